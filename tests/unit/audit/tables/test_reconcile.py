"""One figure in two tables."""

from __future__ import annotations

import pytest

from builder.audit.case import Case
from tests.factories import audited, case_from, disclosure_from, held, not_applicable

SUMMARY = "side line name_printed amount personnel public project\n"
SPENDING = "functional_code name_printed total basic project\n"
FUNDS = "functional_code name_printed total fiscal_total gpb gov_fund other_unit\n"
ONLY_GPB = (
    "income fiscal_total 财政拨款 30.00 _ _ _\nincome gpb 一般公共预算 30.00 _ _ _\nincome gov_fund 基金 _ _ _ _\n"
)
WITH_OTHER = "income gpb 一般公共预算 30.00 _ _ _\nincome other_unit 其他收入 5.00 _ _ _\n"
ROWS = "201 甲 30.00 20.00 10.00\n20101 乙 30.00 20.00 10.00\n2010101 丙 30.00 20.00 10.00"
T1, T2, T3, T5 = (
    "income_expenditure_summary",
    "income_by_function",
    "expenditure_by_function",
    "general_budget_expenditure",
)
T7 = "row_no functional_code name_printed project_id project_name_printed total e302\n"


def income(total: str = "30.00", fund: str = "30.00", lines: str = ONLY_GPB) -> Case:
    tables = {T1: SUMMARY + lines, T2: FUNDS + "201 甲 30.00 _ 30.00 _ _"}
    return case_from(tables, totals=f"T1 income_total 30.00\nT2 total {total}\nT2 gpb {fund}\nT2 gov_fund _")


def test_the_income_table_agrees_with_the_summary() -> None:
    assert held("X-T2T1", income()) == 2


def test_the_least_difference_of_totals_or_funds_is_an_error_at_the_income_table() -> None:
    findings = audited("X-T2T1", income("30.01", "29.99"))

    assert [(each.place.table, each.place.row, each.place.field, each.difference) for each in findings] == [
        ("T2", "total", "total", "0.01"),
        ("T2", "total", "gpb", "-0.01"),
    ]
    assert {each.severity for each in findings} == {"error"}


def test_money_without_a_column_in_the_income_table_leaves_its_total_unjudged() -> None:
    lines = ONLY_GPB + "income carryover 上年结转 5.00 _ _ _"

    assert held("X-T2T1", income("25.00", lines=lines)) == 1


def test_income_is_compared_only_where_both_tables_print_it() -> None:
    case = case_from({T1: SUMMARY + ONLY_GPB, T2: FUNDS + "201 甲 30.00 _ 30.00 _ _"})

    assert not_applicable("X-T2T1", case) == "nothing-to-compare"
    assert not_applicable("X-T2T1", case_from({T1: SUMMARY + ONLY_GPB})) == "no-such-table"


def spent(row: str = "expenditure 201 甲 30.00 _ _ _", total: str = "30.00") -> Case:
    return case_from(
        {T1: SUMMARY + ONLY_GPB + row, T3: SPENDING + ROWS}, totals=f"T1 expenditure_total {total}\nT3 total 30.00"
    )


def test_the_expenditure_table_agrees_with_the_summary() -> None:
    assert held("X-T3T1", spent()) == 2


def test_a_class_that_differs_from_the_summary_is_reported_at_the_expenditure_table() -> None:
    (finding,) = audited("X-T3T1", spent("expenditure 201 甲 30.01 _ _ _"))

    assert (finding.place.table, finding.place.row, finding.place.field) == ("T3", "201", "total")
    assert (finding.stated, finding.expected, finding.facts["name"]) == ("30.00", "30.01", "201 甲")


def test_a_class_that_the_summary_does_not_list_is_left_to_its_total() -> None:
    (finding,) = audited("X-T3T1", spent("expenditure 205 甲 20.00 _ _ _", "20.00"))

    assert (finding.place.row, finding.difference) == ("total", "10.00")


def test_expenditure_without_a_summary_is_not_compared() -> None:
    assert not_applicable("X-T3T1", case_from({T3: SPENDING + ROWS})) == "no-such-table"
    assert not_applicable("X-T3T1", case_from({T1: SUMMARY + ONLY_GPB, T3: SPENDING})) == "nothing-to-compare"


def by_code(rows: str, lines: str = ONLY_GPB, figures: str = "") -> Case:
    figures = f"seq section subject fund amount\n{figures}"
    tables = {T1: SUMMARY + lines, T2: FUNDS + rows, T3: SPENDING + ROWS, "narrative_figures": figures}
    return case_from(tables)


SAME = "201 甲 30.00 _ 30.00 _ _\n20101 乙 30.00 _ 30.00 _ _\n2010101 丙 30.00 _ 30.00 _ _"


def test_income_and_expenditure_agree_by_code() -> None:
    assert held("X-T2T3", by_code(SAME)) == 3


def test_a_code_that_differs_is_reported_at_the_income_table() -> None:
    (finding,) = audited("X-T2T3", by_code(SAME.replace("2010101 丙 30.00", "2010101 丙 30.01")))

    assert (finding.place.table, finding.place.row, finding.difference) == ("T2", "2010101", "0.01")


def test_an_item_that_one_of_the_two_lacks_is_reported() -> None:
    findings = audited("X-T2T3", by_code(SAME.replace("2010101 丙", "2010102 丁")))

    assert [(each.place.row, each.stated, each.expected) for each in findings] == [
        ("2010102", "30.00", "0"),
        ("2010101", None, "30.00"),
    ]
    assert (findings[1].place.unit_id, findings[1].place.file, findings[1].facts["name"]) == (
        "650001-jyj",
        None,
        "201 01 01 丙",
    )


def test_a_table_of_classes_alone_lacks_no_items() -> None:
    assert held("X-T2T3", by_code("201 甲 30.00 _ 30.00 _ _")) == 1


@pytest.mark.parametrize(
    ("lines", "figures"),
    [(ONLY_GPB + "income carryover 上年结转 5.00 _ _ _", ""), (ONLY_GPB, "1 s1 income_fund carryover 5.00")],
)
def test_with_money_carried_over_codes_need_not_agree(lines: str, figures: str) -> None:
    assert not_applicable("X-T2T3", by_code(SAME, lines, figures)) == "carry-over"


def test_codes_need_both_tables() -> None:
    assert not_applicable("X-T2T3", case_from({T3: SPENDING + ROWS})) == "no-such-table"


def general(rows: str, lines: str = ONLY_GPB, totals: str = "T5 total 30.00\nT5 basic 20.00") -> Case:
    tables = {T1: SUMMARY + lines, T3: SPENDING + ROWS, T5: SPENDING + rows}
    return case_from(tables, totals=f"T3 total 30.00\nT3 basic 20.00\nT3 project 10.00\n{totals}")


def test_the_only_fund_is_all_expenditure() -> None:
    assert held("X-T5T3", general(ROWS)) == 11


def test_the_least_difference_from_all_expenditure_is_an_error() -> None:
    (finding,) = audited("X-T5T3", general(ROWS, totals="T5 basic 20.01"))

    assert (finding.place.table, finding.place.row, finding.place.field) == ("T5", "total", "basic")
    assert (finding.severity, finding.difference) == ("error", "0.01")


def test_beside_other_funds_the_general_budget_may_be_less() -> None:
    rows = "201 甲 25.00 20.00 5.00\n205 丁 1.00 1.00 _"

    case = general(rows, WITH_OTHER, totals="T5 total 25.00")

    assert held("X-T5T3", case) == 4
    assert audited("X-T5T3", case) == []


def test_beside_other_funds_the_general_budget_is_not_more() -> None:
    (finding,) = audited("X-T5T3", general("201 甲 30.01 20.00 _", WITH_OTHER, totals=""))

    assert (finding.place.row, finding.place.field, finding.difference) == ("201", "total", "0.01")
    assert (finding.severity, finding.facts["other"]) == ("error", "某表")


def test_a_table_that_prints_totals_alone_is_compared_by_them() -> None:
    assert held("X-T5T3", general("201 甲 30.00 _ _\n2010101 丙 30.00 _ _", totals="T5 total 30.00")) == 3


def test_the_general_budget_needs_both_tables() -> None:
    assert not_applicable("X-T5T3", case_from({T5: SPENDING + ROWS})) == "no-such-table"


def test_basic_expenditure_needs_both_total_rows() -> None:
    economic = "economic_code name_printed total personnel public\n301 甲 20.00 20.00 _"

    assert not_applicable("X-T5T6", case_from({T5: SPENDING + ROWS})) == "no-such-table"
    assert (
        not_applicable(
            "X-T5T6",
            case_from({T5: SPENDING + ROWS, "general_budget_basic": economic}, totals="T5 basic _\nT6 total _"),
        )
        == "nothing-to-compare"
    )


def projects(*amounts: str, total: str = "10.00") -> Case:
    lines = "".join(
        f"{number} 2010101 丙 p{number} 项目{number} {amount} _\n" for number, amount in enumerate(amounts, 2)
    )
    tables = {T5: SPENDING + ROWS, "general_budget_projects": T7 + "1 201 甲 _ _ 10.00 _\n" + lines}
    tables["projects"] = "project_id name_table\n" + "".join(f"p{each} 项目{each}\n" for each in (2, 3))
    return case_from(tables, totals=f"T5 project 10.00\nT7 total {total}")


def test_the_projects_of_an_item_are_its_project_expenditure() -> None:
    assert held("X-T5T7", projects("4.00", "6.00")) == 2


def test_the_totals_of_projects_are_compared_exactly() -> None:
    (finding,) = audited("X-T5T7", projects("4.00", "6.00", total="10.01"))

    assert (finding.place.table, finding.place.row, finding.place.field) == ("T5", "total", "project")
    assert (finding.severity, finding.difference) == ("error", "-0.01")


@pytest.mark.parametrize(("amount", "severity"), [("6.01", "info"), ("6.02", "error")])
def test_the_projects_of_an_item_are_compared_within_rounding(amount: str, severity: str) -> None:
    (finding,) = audited("X-T5T7", projects("4.00", amount))

    assert (finding.place.row, finding.place.field, finding.severity) == ("2010101", "project", severity)
    assert finding.facts["other"] == "某表"


def test_project_expenditure_needs_a_project_table_with_figures() -> None:
    empty = case_from({T5: SPENDING + ROWS, "general_budget_projects": T7})

    assert not_applicable("X-T5T7", case_from({T5: SPENDING + ROWS})) == "no-such-table"
    assert not_applicable("X-T5T7", empty) == "nothing-to-compare"


def test_an_empty_project_table_beside_project_expenditure_is_reported() -> None:
    printed = "table_id title_printed amount_unit_printed quantum is_empty\nT5 甲 wan_yuan 0.01 false\n"
    tables = {
        T5: SPENDING + ROWS,
        "general_budget_projects": T7,
        "printed_tables": printed + "T7 乙 wan_yuan 0.01 true",
    }

    (finding,) = audited("X-T5T7", case_from(tables, totals="T5 project 10.00"))

    assert (finding.place.row, finding.stated, finding.expected) == ("total", "10.00", "0")


SPLIT = "expenditure 201 甲 30.00 15.00 5.00 10.00\n"
SPLIT_TOTALS = (
    "T1 personnel 15.00\nT1 public 5.00\nT1 project 10.00\nT3 basic 20.00\nT3 project 10.00\nT5 basic 20.00\n"
)
ECONOMIC = "economic_code name_printed total personnel public\n301 甲 15.00 15.00 _\n302 乙 5.00 _ 5.00"


def split(row: str = SPLIT, totals: str = SPLIT_TOTALS) -> Case:
    tables = {T1: SUMMARY + ONLY_GPB + row, T3: SPENDING + ROWS, T5: SPENDING + ROWS, "general_budget_basic": ECONOMIC}
    return case_from(tables, totals=f"{totals}T6 personnel 15.00\nT6 public 5.00")


def test_the_split_of_the_summary_agrees_with_the_tables() -> None:
    assert held("X-T1T6", split()) == 6


def test_personnel_and_public_cost_are_basic_expenditure_within_rounding() -> None:
    (note,) = audited("X-T1T6", split(SPLIT.replace("15.00 5.00", "15.01 5.00")))
    (finding,) = audited("X-T1T6", split(SPLIT.replace("15.00 5.00", "15.02 5.00")))

    assert (finding.place.table, finding.place.row, finding.place.field) == ("T1", "expenditure/201", "personnel")
    assert (finding.stated, finding.expected, finding.difference) == ("20.02", "20.00", "0.02")
    assert (finding.severity, note.severity) == ("error", "info")
    assert finding.facts["measure"] == "人员经费 + 公用经费"


def test_a_blank_split_stands_at_its_first_column() -> None:
    other = "expenditure 205 丁 1.00 1.00 _ _"

    findings = audited("X-T1T6", split("expenditure 201 甲 30.00 _ _ 10.00\n" + other))

    assert [(each.place.field, each.stated, each.expected) for each in findings] == [("personnel", None, "20.00")]


def test_a_class_without_basic_expenditure_has_nothing_to_compare() -> None:
    tables = {T1: SUMMARY + "expenditure 201 甲 30.00 _ _ 30.00", T3: SPENDING + "201 甲 30.00 _ 30.00"}

    assert held("X-T1T6", case_from(tables)) == 1


def test_the_totals_of_the_split_are_those_of_basic_expenditure() -> None:
    findings = audited("X-T1T6", split(totals=SPLIT_TOTALS.replace("personnel 15.00", "personnel 15.01")))

    assert [(each.place.row, each.place.field, each.severity) for each in findings] == [
        ("total", "personnel", "info"),
        ("total", "personnel", "error"),
    ]


def test_with_basic_expenditure_of_other_funds_the_economic_table_is_not_compared() -> None:
    assert held("X-T1T6", split(totals=SPLIT_TOTALS.replace("T5 basic 20.00", "T5 basic 19.00"))) == 4
    assert held("X-T1T6", split(totals="T5 basic 20.00\n")) == 2
    assert held("X-T1T6", split(totals=SPLIT_TOTALS.replace("T1 public 5.00\n", ""))) == 4


def test_without_a_split_there_is_nothing_to_compare() -> None:
    tables = {T1: SUMMARY + SPLIT, T3: SPENDING + "201 甲 30.00 _ _"}

    assert not_applicable("X-T1T6", case_from({})) == "no-such-table"
    assert not_applicable("X-T1T6", spent()) == "other-template"
    assert not_applicable("X-T1T6", case_from({T1: SUMMARY + SPLIT})) == "nothing-to-compare"
    assert not_applicable("X-T1T6", case_from(tables)) == "nothing-to-compare"


def test_two_tables_of_other_precision_are_compared_at_the_coarser() -> None:
    printed = "table_id title_printed amount_unit_printed quantum is_empty\n"
    printed += "T1 收支总表 wan_yuan 0.01 false\nT3 支出总表 yuan 0.000001 false"
    tables = {T1: SUMMARY + "expenditure 201 甲 30.01 _ _ _", T3: SPENDING + "201 甲 30.005000 30.005000 _"}

    case = Case.of(disclosure_from({**tables, "printed_tables": printed}))

    assert held("X-T3T1", case) == 1
