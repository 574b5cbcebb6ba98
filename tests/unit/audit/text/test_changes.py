"""Changes against last year in amounts."""

from __future__ import annotations

import pytest

from builder.audit.case import Case
from builder.messages import message
from builder.model.disclosure import Neighbours
from tests.factories import audited, case_from, disclosure_from, held, not_applicable

FIGURES = "seq section subject code fund name_printed amount change base base_year\n"
SPENDING = "functional_code name_printed total basic project\n"
TABLE = SPENDING + "2010350 事业运行 106.26 106.26 _\n2010399 其他 170 _ 170\n2210201 公积金 12.97 12.97 _"


def told(rows: str, table: str = TABLE, before: str | None = None) -> Case:
    lines = [f"{number} {row.strip()}" for number, row in enumerate(rows.strip().splitlines(), 1)]
    tables = {"narrative_figures": FIGURES + "\n".join(lines)} | (
        {"general_budget_expenditure": table} if table else {}
    )
    previous = disclosure_from({"general_budget_expenditure": before}) if before else None
    return case_from(tables, neighbours=Neighbours(previous=previous))


ITEMS = """s5_1 total _ gpb 合计 289.23 -7.07 budget _
           s5_1 basic _ _ 基本支出 119.23 -7.07 budget _
           s5_1 project _ _ 项目支出 170 0 budget _
           s5_3 item 2010350 _ 事业运行 106.26 -20.04 budget _
           s5_3 item 2010399 _ 其他 170 0 budget _
           s5_3 item 2210201 _ 公积金 12.97 12.97 _ _"""
THREE = """s8 three_public_total _ _ 三公 2.17 0.09 _ _
           s8 three_public_overseas _ _ 出国 0 0 _ _
           s8 three_public_vehicle _ _ 用车 2 0.1 _ _
           s8 three_public_purchase _ _ 购置 0 0 _ _
           s8 three_public_operation _ _ 运行 2 0.1 _ _
           s8 three_public_reception _ _ 接待 0.17 -0.01 _ _"""


@pytest.mark.parametrize(("rows", "sums"), [(ITEMS, 3), (THREE, 2)])
def test_changes_that_add_up_hold(rows: str, sums: int) -> None:
    case = told(rows)

    assert (audited("YOY-03", case), held("YOY-03", case)) == ([], sums)


def test_changes_of_the_three_public_expenses_that_do_not_add_up_are_an_error() -> None:
    (finding,) = audited("YOY-03", told(THREE.replace("2.17 0.09", "2.17 0.19")))

    assert (finding.severity, finding.place.row, finding.place.field) == ("error", "1", "change")
    assert (finding.stated, finding.expected, finding.difference) == ("0.19", "0.09", "0.10")


@pytest.mark.parametrize(("whole", "severity"), [("1.68", "info"), ("1.67", "info"), ("1.66", "error")])
def test_the_rounding_of_changes_is_a_note_up_to_exactly_the_tolerance(whole: str, severity: str) -> None:
    rows = f"""s8 three_public_total _ _ 三公 21.8 {whole} executed _
               s8 three_public_overseas _ _ 出国 0 0 executed _
               s8 three_public_vehicle _ _ 用车 10 2.27 executed _
               s8 three_public_reception _ _ 接待 11.8 -0.58 executed _"""

    assert [finding.severity for finding in audited("YOY-03", told(rows))] == [severity]


def test_items_above_their_total_may_have_lost_one_which_is_a_note() -> None:
    found = audited("YOY-03", told(ITEMS.replace("-20.04", "-19.04")))

    assert [(finding.severity, finding.facts["is_gone"]) for finding in found] == [("info", "1"), ("info", "1")]


def test_with_last_years_table_items_that_are_all_still_there_explain_nothing() -> None:
    rows = ITEMS.replace("-20.04", "-19.04")

    kept = audited("YOY-03", told(rows, before=TABLE))
    gone = audited("YOY-03", told(rows, before=TABLE + "\n2050803 培训支出 1 1 _"))

    assert [finding.severity for finding in (*kept, *gone)] == ["error", "error", "info", "info"]


def test_items_below_their_total_are_an_error() -> None:
    found = audited("YOY-03", told(ITEMS.replace("-20.04", "-21.04")))

    assert [(finding.severity, finding.difference) for finding in found] == [("error", "1.00"), ("error", "1.00")]


def test_basic_and_project_have_the_change_of_their_total() -> None:
    (finding,) = audited("YOY-03", told(ITEMS.replace("170 0 budget", "170 5 budget", 1)))

    assert (finding.place.row, finding.expected) == ("1", "-2.07")


@pytest.mark.parametrize(
    "rows",
    [
        ITEMS.replace("-20.04", "_").replace("项目支出 170 0", "项目支出 170 _"),
        ITEMS.replace("2010350 _", "_ _").replace("项目支出 170 0", "项目支出 170 _"),
        ITEMS.replace("-20.04 budget", "-20.04 executed").replace("项目支出 170 0 budget", "项目支出 170 0 executed"),
        ITEMS.replace("12.97 12.97", "12.97 13.97").replace("项目支出 170 0", "项目支出 170 _"),
        "s5_3 item 2010399 _ 其他 170 0 budget _",
        "s8 three_public_total _ _ 三公 2.17 0.09 _ _",
    ],
)
def test_lists_that_are_not_complete_or_on_two_bases_are_not_added(rows: str) -> None:
    case = told(rows)

    assert audited("YOY-03", case) == []
    assert not_applicable("YOY-03", case) == "nothing-to-compare"


def test_without_the_table_items_cannot_be_seen_to_be_complete() -> None:
    rows = ITEMS.replace("-20.04", "-99").replace("项目支出 170 0", "项目支出 170 _")

    assert not_applicable("YOY-03", told(rows, table="")) == "nothing-to-compare"


def test_an_item_of_both_natures_says_nothing_of_basic_expenditure() -> None:
    table = TABLE.replace("106.26 106.26 _", "106.26 100 6.26")

    assert held("YOY-03", told(ITEMS, table)) == 2


def test_without_a_figure_of_basic_expenditure_only_the_whole_is_compared() -> None:
    rows = "\n".join(line for line in ITEMS.splitlines() if "basic" not in line)

    assert held("YOY-03", told(rows)) == 1


def test_a_text_of_projects_only_says_nothing_of_basic_expenditure() -> None:
    rows = "s5_1 basic _ _ 基本支出 0 0 _ _\ns5_3 item 2010399 _ 其他 170 0 _ _"

    assert not_applicable("YOY-03", told(rows, SPENDING + "2010399 其他 170 _ 170")) == "nothing-to-compare"


def test_without_changes_there_is_nothing_to_add() -> None:
    without = told("s2 total _ _ 收入 5 _ _ _")

    assert [not_applicable(rule, without) for rule in ("YOY-03", "YOY-09")] == ["no-growth", "no-growth"]
    assert [not_applicable(rule, case_from({})) for rule in ("YOY-03", "YOY-09")] == ["no-narrative", "no-narrative"]


FISCAL = """s2 total _ _ 收入预算 9101.68 -2389.52 budget 2023
            s2 income_fund _ _ 财政拨款收入 9101.68 -2389.52 budget 2023
            s3 total _ _ 支出预算 9101.68 -2389.52 budget 2023
            s4 total _ _ 财政拨款支出预算 9101.68 -2389.52 _ _
            s4 total _ gpb 一般公共预算 9101.68 -2389.52 budget 2023
            s4 total _ gov_fund 政府性基金 0 0 budget 2023
            s4 total _ state_capital 国有资本 0 0 budget 2023
            s5_1 total _ gpb 一般公共预算拨款合计 9101.68 -2389.52 budget 2023"""


def test_one_change_for_one_figure_holds() -> None:
    case = told(FISCAL)

    assert (audited("YOY-09", case), held("YOY-09", case)) == ([], 4)


@pytest.mark.parametrize(
    ("old", "new", "row"),
    [
        ("支出预算 9101.68 -2389.52 budget", "支出预算 9101.68 -2389.53 budget", "3"),
        ("财政拨款支出预算 9101.68 -2389.52", "财政拨款支出预算 9101.68 2389.52", "4"),
        ("合计 9101.68 -2389.52", "合计 9101.68 -2289.52", "8"),
    ],
)
def test_another_change_of_the_same_figure_is_a_warning(old: str, new: str, row: str) -> None:
    finding = audited("YOY-09", told(FISCAL.replace(old, new)))[0]

    assert (finding.severity, finding.place.row, finding.place.field) == ("warning", row, "change")
    assert finding.expected == "-2389.52"
    assert "处为" in message(finding, "zh")


def test_the_changes_of_the_funds_add_up_to_that_of_the_appropriation() -> None:
    rows = FISCAL.replace("政府性基金 0 0", "政府性基金 0 -3")

    (finding,) = audited("YOY-09", told(rows))

    assert (finding.severity, finding.place.row, finding.difference) == ("warning", "4", "3.00")
    assert "各资金来源" in message(finding, "zh")


def test_a_change_that_cannot_be_is_left_to_its_own_rule() -> None:
    assert audited("YOY-09", told(FISCAL.replace("政府性基金 0 0", "政府性基金 0 5"))) == []


def test_one_figure_on_two_bases_is_a_note() -> None:
    rows = FISCAL.replace("合计 9101.68 -2389.52 budget", "合计 9101.68 -12.00 executed")

    (finding,) = audited("YOY-09", told(rows))

    assert (finding.severity, finding.place.row, finding.place.field, finding.stated) == ("info", "8", "base", "-12.00")
    assert "基数不同" in message(finding, "zh")


FUNDS = """s4 total _ _ 财政拨款 5 1 _ _
           s4 total _ gpb 甲 5 2 executed _
           s4 total _ gov_fund 乙 0 0 _ _
           s4 total _ state_capital 丙 0 0 _ _"""


@pytest.mark.parametrize(
    "rows",
    [
        "s3 basic _ _ 基本支出 5 1 _ _\ns5_1 basic _ _ 基本支出 5 2 _ _",
        "s2 total _ _ 本年收入 5 1 _ _\ns3 total _ _ 支出总计 6 2 _ _",
        "s5_1 total _ _ 合计 5 1 _ _\ns2 income_fund _ _ 其他 5 1 _ _",
        "s4 total _ _ 财政拨款 5 1 _ _\ns4 total _ gpb 甲 5 2 executed _\ns4 total _ gov_fund 乙 0 0 _ _",
        FUNDS,
    ],
)
def test_figures_that_may_be_different_are_not_compared(rows: str) -> None:
    assert not_applicable("YOY-09", told(rows)) == "nothing-to-compare"
