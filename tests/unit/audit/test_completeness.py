"""Whether what has to be disclosed is there."""

from __future__ import annotations

import pytest

from builder.audit import audit
from builder.audit.completeness import ITEMS, completeness_of
from builder.findings import CompletenessItem
from builder.messages import completeness_items, message
from tests.factories import audited, case_from, disclosure_from, held

SPENDING = "functional_code name_printed total basic project\n"
FIGURE = "seq section subject code fund name_printed amount change reason quantity quote\n"
UNIT = "unit_id name_official region_code unit_type\n650001-jyj 某校 650001 institution"
PROJECT = "project_id name_table policy_basis amount_narrative exec_text\n"
THREE_PUBLIC = "fund total overseas vehicle_subtotal vehicle_purchase vehicle_operation reception agency_operating\n"


def item(item_id: str, tables: dict[str, str], totals: str = "") -> CompletenessItem:
    (found,) = (each for each in completeness_of(case_from(tables, totals=totals)).items if each.id == item_id)
    return found


def judged(item_id: str, tables: dict[str, str], totals: str = "") -> tuple[int | None, str]:
    found = item(item_id, tables, totals)
    return found.points, found.note


def head(columns: str, values: str) -> dict[str, str]:
    return {
        "disclosures": (
            f"unit_id year kind scope title name_printed amount_unit_printed quantum {columns}\n"
            f"650001-jyj 2024 budget unit 某州教育局2024年单位预算 某州教育局 wan_yuan 0.01 {values}"
        )
    }


def test_the_weights_add_up_to_one_hundred() -> None:
    assert sum(each.weight for each in ITEMS) == 100
    assert [each.id for each in ITEMS] == list(completeness_items())


def test_a_document_with_nothing_in_it_has_no_points() -> None:
    completeness = completeness_of(case_from({}))

    assert completeness.score == 0
    assert len(completeness.missing) == len(ITEMS)


@pytest.mark.parametrize(
    ("item_id", "tables", "expected"),
    [
        ("D01", head("functions_text", "管理教育"), (3, "full")),
        ("D01", {"narrative": "seq section heading text\n1 s1 false _"}, (3, "not-reproduced")),
        ("D01", {"narrative": "seq section heading text\n1 s1 false 收支总预算"}, (0, "absent")),
        ("D02", {"divisions": "seq name\n1 办公室"}, (3, "full")),
        ("D02", head("division_count_stated", "4"), (3, "full")),
        ("D02", head("has_subordinates", "false"), (3, "full")),
        ("D03", {"staffing": "category headcount\nactual 11"}, (2, "full")),
        ("D04", {"income_expenditure_summary": "side line name_printed amount\nincome gpb 甲 3"}, (6, "full")),
        ("D05", {"income_by_function": "functional_code name_printed total\n2010350 甲 3"}, (6, "full")),
        ("D05", {"income_by_function": "functional_code name_printed total\n20103 甲 3"}, (3, "not-detailed")),
        ("D06", {"expenditure_by_function": SPENDING + "2010350 甲 3 3 _"}, (6, "full")),
        ("D06", {"expenditure_by_function": SPENDING + "2010350 甲 3 _ _"}, (3, "not-detailed")),
        ("D08", {"general_budget_expenditure": SPENDING + "2010350 甲 3 3 _"}, (6, "full")),
        ("D09", {"general_budget_basic": "economic_code name_printed total\n30101 甲 3"}, (6, "full")),
        ("D09", {"general_budget_basic": "economic_code name_printed total\n301 甲 3"}, (3, "not-detailed")),
        ("D10", {"three_public": THREE_PUBLIC + "gpb 2 _ 2 _ 2 _ _"}, (6, "full")),
        ("D10", {"three_public": THREE_PUBLIC + "gpb 2 _ _ _ _ _ _"}, (3, "not-detailed")),
        ("D10", {"three_public": THREE_PUBLIC + "gpb 2 0 2 _ _ _ _"}, (3, "not-detailed")),
        ("D10", {"narrative_figures": FIGURE + "1 s8 three_public_total _ _ 三公 2 _ _ _ _"}, (3, "text-only")),
        ("D11", {"gov_fund_expenditure": SPENDING + "2010350 甲 3 3 _"}, (5, "full")),
        ("D11", {"gov_fund_expenditure": SPENDING}, (2, "empty-unexplained")),
        ("D11", {"narrative_figures": FIGURE + "1 s9 total _ gov_fund 基金 _ _ _ _ _"}, (1, "text-only")),
        (
            "D11",
            {"gov_fund_expenditure": SPENDING, "narrative_figures": FIGURE + "1 s9 total _ gov_fund 基金 _ _ _ _ _"},
            (5, "full"),
        ),
        (
            "D11",
            {"gov_fund_expenditure": SPENDING, "narrative_figures": FIGURE + "1 s4 total _ gov_fund 基金 0 _ _ _ _"},
            (5, "full"),
        ),
        (
            "D11",
            {"gov_fund_expenditure": SPENDING, "narrative_figures": FIGURE + "1 s4 total _ gov_fund 基金 3 _ _ _ _"},
            (2, "empty-unexplained"),
        ),
        ("D12", {"state_capital_expenditure": SPENDING}, (3, "full")),
        ("D12", {"narrative_figures": FIGURE + "1 s4 income_fund _ state_capital 国资 _ _ _ _ _"}, (1, "text-only")),
        ("D13", {"narrative_figures": FIGURE + "1 s2 total _ _ 收入 3 1 增人 _ 增加1万元"}, (4, "full")),
        ("D13", {"narrative_figures": FIGURE + "1 s2 total _ _ 收入 3 0 _ _ 持平"}, (4, "full")),
        ("D13", {"narrative_figures": FIGURE + "1 s2 total _ _ 收入 3 1 _ _ 增加1万元"}, (2, "no-reason")),
        ("D13", {"narrative_figures": FIGURE + "1 s2 total _ _ 收入 3 1 _ _ _"}, (4, "full")),
        (
            "D13",
            head("functions_text", "管教育") | {"narrative_figures": FIGURE + "1 s2 total _ _ 收入 3 1 _ _ _"},
            (2, "no-reason"),
        ),
        ("D16", {"narrative_figures": FIGURE + "1 s10_1 agency_operating _ _ 运行 3 1 _ _ _"}, (5, "full")),
        ("D16", {"narrative_figures": FIGURE + "1 s10_1 agency_operating _ _ 运行 3 _ _ _ _"}, (3, "no-change-stated")),
        ("D16", {"three_public": THREE_PUBLIC + "gpb 2 _ 2 _ 2 _ 9"}, (3, "no-change-stated")),
        ("D16", {"units": UNIT}, (5, "not-required")),
        (
            "D16",
            {"units": UNIT, "narrative_figures": FIGURE + "1 s10_1 agency_operating _ _ 运行 _ _ _ _ _"},
            (5, "not-required"),
        ),
        ("D16", {"units": UNIT, "three_public": THREE_PUBLIC + "gpb 2 _ 2 _ 2 _ 0"}, (5, "not-required")),
        ("D16", {"units": UNIT, "three_public": THREE_PUBLIC + "gpb 2 _ 2 _ 2 _ 9"}, (3, "no-change-stated")),
        ("D17", {"procurement": "total goods works services\n3 1 1 1"}, (4, "full")),
        ("D17", {"procurement": "total goods works services\n3 _ _ _"}, (2, "not-detailed")),
        ("D17", {"procurement": "total goods works services\n0 _ _ _"}, (4, "full")),
        ("D18", {"procurement": "total sme_reserved\n3 1"}, (2, "full")),
        ("D18", {"procurement": "total sme_reserved\n3 _"}, (0, "absent")),
        ("D18", {"procurement": "total sme_reserved\n0 _"}, (2, "not-required")),
        ("D19", {"assets": "phase category quantity\nheld vehicle 1"}, (3, "full")),
        ("D19", {"assets": "phase category quantity\nplanned vehicle 1"}, (0, "absent")),
        ("D22", {"glossary": "seq term\n1 财政拨款"}, (2, "full")),
        ("D23", head("signed_by signed_date", "某局 2024-02-01"), (1, "dates-missing")),
        (
            "D23",
            head("signed_by signed_date approved_date published_date", "某局 2024-02-01 2024-02-01 2024-02-02"),
            (3, "full"),
        ),
        ("D24", head("source_url", "https://example.org/a.xlsx?x=1"), (1, "full")),
        ("D24", head("source_url", "https://example.org/a.html"), (0, "absent")),
        ("D24", {}, (None, "address-unknown")),
    ],
)
def test_an_item_has_the_points_of_what_is_there(
    item_id: str, tables: dict[str, str], expected: tuple[int | None, str]
) -> None:
    assert judged(item_id, tables) == expected


def test_the_expenditure_of_a_year_is_explained_item_by_item() -> None:
    table = {"general_budget_expenditure": SPENDING + "2010350 甲 3 3 _\n2010399 乙 2 _ 2\n2080505 丙 0 _ _"}
    one = FIGURE + "1 s5_3 item 2010350 _ 甲 3 _ _ _ _"
    both = one + "\n2 s5_3 item 2010399 _ 乙 2 _ _ _ _"

    assert judged("D14", table) == (0, "absent")
    assert judged("D14", table | {"narrative_figures": one}) == (2, "partly")
    assert judged("D14", table | {"narrative_figures": both}) == (4, "full")
    assert judged("D14", {"narrative_figures": one}) == (4, "full")


def test_classes_with_their_purpose_are_half_an_explanation_by_item() -> None:
    figure = "seq section subject code name_printed amount purpose quote\n"
    told, bare = (
        figure + "1 s4 expenditure_class 201 甲 3 办公 甲3万元",
        figure + "1 s4 expenditure_class 201 甲 3 _ 甲3万元",
    )

    assert judged("D14", {"narrative_figures": told}) == (2, "not-detailed")
    assert judged("D14", {"narrative_figures": bare}) == (0, "absent")
    assert judged("D14", {"narrative_figures": bare.replace(" 甲3万元", " _")}) == (2, "not-detailed")


def test_each_leaf_of_the_three_public_needs_its_change_and_reason() -> None:
    leaves = ("overseas", "purchase", "operation", "reception")
    rows = [f"{seq} s8 three_public_{leaf} _ _ 某费 2 1 增人 _ _" for seq, leaf in enumerate(leaves, 1)]

    assert judged("D15", {"narrative_figures": FIGURE + "\n".join(rows)}) == (4, "full")
    assert judged("D15", {"narrative_figures": FIGURE + "\n".join(rows[:2])}) == (2, "partly")
    assert judged("D15", {}) == (0, "absent")


def test_vehicles_split_in_the_text_count_as_split() -> None:
    tables = {
        "three_public": THREE_PUBLIC + "gpb 2 0 2 _ _ _ _",
        "narrative_figures": FIGURE
        + "1 s8 three_public_purchase _ _ 购置 0 _ _ _ _\n2 s8 three_public_operation _ _ 运行 2 _ _ _ _",
    }

    assert judged("D10", tables) == (6, "full")


def test_every_project_needs_basis_amount_allocation_and_period() -> None:
    one = PROJECT + "p1 甲 某通知 3 2024年"
    two = one + "\np2 乙 _ 2 _"
    allocation = {"project_allocations": "project_id seq item amount\np1 1 设备 3"}
    row = "row_no functional_code name_printed project_id project_name_printed total\n"
    table = {"general_budget_projects": row + "1 2010399 丙 p1 甲 3"}

    assert judged("D20", {"projects": one} | allocation) == (4, "full")
    assert judged("D20", {"projects": two} | allocation) == (1, "partly")
    assert judged("D20", {"projects": PROJECT + "p1 甲 某通知 _ _"} | table)[0] == 2


def test_the_amount_of_a_project_may_stand_in_its_form() -> None:
    forms = "project_id total_funds\np1 3\np2 "

    assert judged("D20", {"projects": PROJECT + "p1 甲 某通知 _ _", "performance_targets": forms + "_"})[0] == 2
    two = {"projects": PROJECT + "p1 甲 某通知 _ _\np2 乙 某通知 _ _"}
    assert judged("D20", two | {"performance_targets": forms + "_"})[0] == 1
    assert judged("D20", two | {"performance_targets": forms + "0"})[0] == 2


def test_without_project_expenditure_nothing_is_asked_of_projects() -> None:
    table = {"expenditure_by_function": SPENDING + "2010350 甲 3 3 _"}

    assert judged("D20", table, "T3 total 3\nT3 project _") == (4, "no-projects")
    assert judged("D21", table, "T3 total 3\nT3 project _") == (6, "no-projects")
    assert judged("D20", table, "T3 total 3\nT3 project 1") == (0, "absent")
    assert judged("D21", table, "T3 total 3\nT3 project 1") == (0, "absent")


def test_the_forms_count_in_proportion_to_the_projects_stated() -> None:
    levels = ("output", "benefit", "satisfaction")
    indicators = "\n".join(f"p1 {seq} {level} quality 某项" for seq, level in enumerate(levels, 1))
    tables = {
        "projects": PROJECT + "p1 甲 _ 3 _",
        "performance_targets": "project_id form_year\np1 2024",
        "performance_indicators": f"project_id seq level1 level2 level3\n{indicators}\np1 4 output cost _",
    }
    stated = {
        "narrative_figures": FIGURE + "1 s10_4 performance _ _ 绩效 3 _ _ 2 _\n2 s10_4 performance _ _ 绩效 3 _ _ _ _"
    }
    poor = tables | {"performance_indicators": "project_id seq level1 level2 level3\np1 1 output quality 某项"}

    assert judged("D21", tables) == (6, "full")
    assert judged("D21", tables | stated) == (3, "partly")
    assert judged("D21", poor) == (0, "absent")


def test_what_is_missing_is_a_finding_with_its_item() -> None:
    (finding,) = audited("CMP-22", case_from({}))

    assert (finding.severity, finding.place.table, finding.place.field) == ("warning", None, "D22")
    assert "名词解释：未见（得 0 分，满分 2 分）" in message(finding, "zh")
    assert "Glossary: not found (0 of 2 points)" in message(finding, "en")


def test_what_cannot_be_judged_is_a_note() -> None:
    (finding,) = audited("CMP-24", case_from({}))

    assert finding.severity == "info"


def test_an_item_that_is_there_holds() -> None:
    assert held("CMP-22", case_from({"glossary": "seq term\n1 财政拨款"})) == 1


def test_what_is_missing_is_apart_from_what_disagrees() -> None:
    report = audit(disclosure_from({}))

    assert report.findings
    assert not any(finding.rule.startswith("CMP") for finding in report.disagreements)
