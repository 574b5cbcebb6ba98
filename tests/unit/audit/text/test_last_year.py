"""This year's disclosure against last year's."""

from __future__ import annotations

import pytest

from builder.audit.case import Case
from builder.messages import message
from builder.model.disclosure import Neighbours
from tests.factories import audited, case_from, disclosure_from, held, not_applicable

FIGURES = "seq section subject code name_printed amount change prior base base_year\n"
SPENDING = "functional_code name_printed total basic project\n"
NOW = SPENDING + "201 甲 30 30 _\n2010350 事业运行 30 30 _"
BEFORE = SPENDING + "201 甲 25 25 _\n2010350 事业运行 25 25 _"


def told(
    figures: str = "",
    now: str = NOW,
    before: str = BEFORE,
    text: str = "",
    resource: str = "general_budget_expenditure",
) -> Case:
    tables = {resource: now}
    if figures:
        tables["narrative_figures"] = FIGURES + figures
    if text:
        tables["narrative"] = f"seq section heading text\n1 s5_3 false {text}"
    return case_from(tables, neighbours=Neighbours(previous=disclosure_from({resource: before} if before else {})))


def test_without_last_years_package_nothing_is_compared() -> None:
    case = case_from({})

    assert [not_applicable(rule, case) for rule in ("YOY-04", "YOY-11")] == ["no-last-year", "no-last-year"]


@pytest.mark.parametrize(
    "figures", ["30.00 5.00 _ budget 2023", "30.00 5.01 _ _ _", "30.00 _ 25.00 _ _", "30.00 _ 25.01 _ _"]
)
def test_what_was_published_last_year_holds_but_for_rounding(figures: str) -> None:
    case = told(f"1 s5_3 item 2010350 事业运行 {figures}")

    assert (audited("YOY-04", case), held("YOY-04", case)) == ([], 1)


@pytest.mark.parametrize(
    ("figures", "field", "stated", "difference"),
    [("30.00 5.02 _ _ _", "change", "24.98", "-0.02"), ("30.00 _ 25.02 _ _", "prior", "25.02", "0.02")],
)
def test_another_prior_figure_is_a_warning(figures: str, field: str, stated: str, difference: str) -> None:
    (finding,) = audited("YOY-04", told(f"1 s5_3 item 2010350 事业运行 {figures}"))

    assert (finding.severity, finding.place.row, finding.place.field) == ("warning", "1", field)
    assert (finding.stated, finding.expected, finding.difference) == (stated, "25", difference)


@pytest.mark.parametrize(
    "row",
    [
        "s5_3 item 2010350 事业运行 30.00 4 _ executed _",
        "s5_3 item 2010350 事业运行 30.00 4 _ budget 2022",
        "s5_3 item 2010350 事业运行 30.00 40 _ _ _",
        "s5_3 item 2010350 事业运行 30.00 _ _ _ _",
        "s5_3 item 2010350 事业运行 0.0030 4 _ _ _",
        "s5_3 item 2010399 其他 30.00 4 _ _ _",
        "s10_1 agency_operating _ 机关运行经费 30.00 4 _ _ _",
    ],
)
def test_other_bases_and_figures_without_a_cell_are_not_compared(row: str) -> None:
    assert not_applicable("YOY-04", told(f"1 {row}")) == "nothing-to-compare"


def test_an_item_that_was_not_there_last_year_is_not_compared() -> None:
    case = told("1 s5_3 item 2010350 事业运行 30.00 4 _ _ _", before=SPENDING + "201 甲 25 25 _")

    assert not_applicable("YOY-04", case) == "nothing-to-compare"


def test_the_same_code_in_another_table_last_year_is_another_figure() -> None:
    tables = {
        "general_budget_expenditure": NOW,
        "narrative_figures": FIGURES + "1 s5_3 item 2010350 事业运行 30 4 _ _ _",
    }
    previous = disclosure_from({"gov_fund_expenditure": BEFORE})

    assert not_applicable("YOY-04", case_from(tables, neighbours=Neighbours(previous=previous))) == "nothing-to-compare"


def amounts(*numbers: int) -> str:
    lines = [f"30{number:02d}0 甲 {number} {number} _" for number in numbers]
    return "economic_code name_printed total personnel public\n" + "\n".join(lines)


EIGHT = amounts(*range(1, 9))


def test_a_table_of_eight_amounts_that_is_last_years_is_a_warning() -> None:
    (finding,) = audited("YOY-11", told(now=EIGHT, before=EIGHT, resource="general_budget_basic"))

    assert (finding.severity, finding.place.table, finding.place.row, finding.place.field) == (
        "warning",
        "T6",
        None,
        None,
    )
    assert "16 个金额" in message(finding, "zh")


def test_one_amount_that_differs_makes_a_table_of_its_own() -> None:
    case = told(now=EIGHT, before=amounts(1, 2, 3, 4, 5, 6, 7, 9), resource="general_budget_basic")

    assert (audited("YOY-11", case), held("YOY-11", case)) == ([], 1)


@pytest.mark.parametrize(
    ("now", "before"), [(amounts(*range(1, 8)), amounts(*range(1, 8))), (EIGHT, amounts(1)), (EIGHT, "")]
)
def test_seven_amounts_and_tables_of_another_length_are_not_compared(now: str, before: str) -> None:
    case = told(now=now, before=before, resource="general_budget_basic")

    assert not_applicable("YOY-11", case) == "nothing-to-compare"


def test_projects_are_counted_by_their_totals() -> None:
    lines = [f"{number} 2010399 甲 某项目 {number} {number + 20}" for number in range(1, 8)]
    table = "row_no functional_code name_printed project_name_printed total e302\n" + "\n".join(lines)

    case = told(now=table, before=table, resource="general_budget_projects")

    assert not_applicable("YOY-11", case) == "nothing-to-compare"


def test_an_item_that_is_gone_without_a_word_is_a_note() -> None:
    before = BEFORE + "\n2050803 培训支出 3 3 _\n2050804 无 0 0 _"

    (finding,) = audited("YOY-11", told(before=before, text="本年预算说明"))

    assert (finding.severity, finding.place.table, finding.place.row) == ("info", "T5", "2050803")
    assert (finding.expected, finding.facts["name"]) == ("3", "205 08 03 培训支出")
    assert "培训支出" in message(finding, "zh")


@pytest.mark.parametrize(
    ("now", "text"),
    [(NOW, "培训支出不再安排"), (NOW + "\n2050899 培训支出 3 3 _", "说明"), (NOW + "\n2050803 进修 3 3 _", "说明")],
)
def test_an_item_that_is_told_of_or_moved_is_not_gone(now: str, text: str) -> None:
    assert audited("YOY-11", told(now=now, before=BEFORE + "\n2050803 培训支出 3 3 _", text=text)) == []


def test_where_the_text_is_not_reproduced_no_item_is_missed() -> None:
    assert not_applicable("YOY-11", told(before=BEFORE + "\n2050803 培训支出 3 3 _")) == "nothing-to-compare"
