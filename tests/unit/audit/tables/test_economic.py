"""Basic expenditure by economic nature."""

from __future__ import annotations

import pytest

from builder.audit.case import Case
from tests.factories import audited, case_from, held, not_applicable

ECONOMIC = "economic_code name_printed total personnel public\n"
ROWS = """
301   工资福利支出   30.00 30.00 _
30101 基本工资       10.00 10.00 _
30113 住房公积金     20.00 20.00 _
302   商品和服务支出 5.00  _     5.00
30201 办公费         5.00  _     5.00
"""
TOTALS = "T6 total 35.00\nT6 personnel 30.00\nT6 public 5.00"
T5, T6 = "general_budget_expenditure", "general_budget_basic"
SPENDING = "functional_code name_printed total basic project\n"


def basic(rows: str = ROWS, totals: str = TOTALS) -> Case:
    return case_from({T6: ECONOMIC + rows}, totals=totals)


def test_rows_and_the_total_are_personnel_plus_public_cost() -> None:
    assert held("T6-01", basic()) == 6


@pytest.mark.parametrize(("amount", "severity"), [("20.01", "info"), ("20.02", "error")])
def test_a_row_is_compared_within_rounding(amount: str, severity: str) -> None:
    (finding,) = audited("T6-01", basic(ROWS.replace("住房公积金     20.00", f"住房公积金 {amount}")))

    assert (finding.place.table, finding.place.row, finding.place.field) == ("T6", "30113", "total")
    assert finding.severity == severity


def test_levels_and_the_total_add_up_in_every_column() -> None:
    assert held("T6-02", basic()) == 7


@pytest.mark.parametrize(("amount", "severity"), [("30.01", "info"), ("30.02", "error")])
def test_a_class_is_compared_with_its_sections_within_rounding(amount: str, severity: str) -> None:
    (finding,) = audited("T6-02", basic(ROWS.replace("30.00 30.00", f"{amount} 30.00"), "T6 public 5.00"))

    assert (finding.place.row, finding.place.field, finding.severity) == ("301", "total", severity)


def test_the_total_is_compared_with_the_classes() -> None:
    (finding,) = audited("T6-02", basic(totals="T6 total 36.00"))

    assert (finding.place.row, finding.expected, finding.severity) == ("total", "35.00", "error")


def test_a_class_without_sections_is_left_to_the_level_required() -> None:
    assert audited("T6-02", basic("301 甲 30.00 30.00 _", "T6 total 30.00")) == []


@pytest.mark.parametrize(
    ("row", "field"),
    [
        ("30302 退休费 5.00 _ 5.00", "public"),
        ("30201 办公费 5.00 5.00 _", "personnel"),
        ("30107 绩效工资 5.00 3.00 2.00", "public"),
        ("31002 办公设备购置 5.00 5.00 _", "personnel"),
    ],
)
def test_a_figure_in_the_other_column_is_reported_there(row: str, field: str) -> None:
    (finding,) = audited("T6-03", basic(row, ""))

    assert (finding.place.row, finding.place.field) == (row[:5], field)
    assert (finding.severity, finding.expected) == ("warning", None)


def test_a_class_is_not_reported_beside_its_section() -> None:
    rows = "302 甲 5.00 5.00 _\n30201 办公费 5.00 5.00 _\n303 乙 1.00 _ 1.00\n30302 退休费 1.00 1.00 _"

    assert [finding.place.row for finding in audited("T6-03", basic(rows, ""))] == ["30201", "303"]


def test_right_columns_and_blank_or_other_classes_are_not_reported() -> None:
    case = basic(ROWS + "30302 退休费 _ _ _\n307 利息 1.00 1.00 _", "")

    assert held("T6-03", case) == 5
    assert audited("T6-03", case) == []


@pytest.mark.parametrize("rule", ["T6-01", "T6-02", "T6-03"])
def test_an_empty_or_missing_table_is_not_judged(rule: str) -> None:
    assert not_applicable(rule, case_from({})) == "no-such-table"
    assert not_applicable(rule, basic("", "T6 total 1.00")) == "empty-table"


def test_a_template_without_columns_of_nature_is_not_judged_by_them() -> None:
    plain = basic("301 甲 30.00 _ _\n30101 乙 30.00 _ _", "")

    assert not_applicable("T6-01", plain) == not_applicable("T6-03", plain) == "other-template"


def contributions(economic: str, functional: str) -> Case:
    return case_from({T6: ECONOMIC + economic, T5: SPENDING + functional})


def test_contributions_are_the_same_money_in_both_classifications() -> None:
    economic = "30108 基本养老保险缴费 4.00 4.00 _\n30109 职业年金缴费 2.00 2.00 _\n30110 医疗保险缴费 3.00 3.00 _"
    functional = "2080505 甲 4.00 4.00 _\n2080506 乙 2.00 2.00 _\n2101101 丙 1.00 1.00 _\n2101102 丁 2.00 2.00 _"

    assert held("XCL-01", contributions(economic, functional)) == 3


def test_the_least_difference_of_a_contribution_is_a_note_at_the_economic_item() -> None:
    (finding,) = audited("XCL-01", contributions("30113 住房公积金 5.00 5.00 _", "2210201 甲 5.01 5.01 _"))

    assert (finding.place.table, finding.place.row, finding.place.field) == ("T6", "30113", "total")
    assert (finding.severity, finding.difference, finding.facts["items"]) == ("info", "-0.01", "2210201")


def test_two_functional_items_are_added_up() -> None:
    (finding,) = audited(
        "XCL-01", contributions("30110 医疗保险缴费 5.00 5.00 _", "2101101 甲 1.00 1.00 _\n2101102 乙 2.00 2.00 _")
    )

    assert (finding.expected, finding.facts["items"]) == ("3.00", "2101101 + 2101102")


@pytest.mark.parametrize(
    ("economic", "functional"),
    [
        ("30113 住房公积金 5.00 5.00 _", "2210201 甲 9.00 5.00 4.00"),
        ("30113 物业管理费 5.00 5.00 _", "2210201 甲 9.00 9.00 _"),
        ("30113 住房公积金 5.00 5.00 _", "2210202 甲 9.00 9.00 _"),
        ("30101 基本工资 5.00 5.00 _", "2210201 甲 9.00 9.00 _"),
        ("30110 医疗保险缴费 5.00 5.00 _\n30111 公务员医疗补助缴费 4.00 4.00 _", "2101101 甲 9.00 9.00 _"),
        ("30110 医疗保险缴费 5.00 5.00 _", "2101101 甲 3.00 3.00 _\n2101103 乙 2.00 2.00 _"),
    ],
)
def test_contributions_that_cannot_be_compared_are_not(economic: str, functional: str) -> None:
    assert not_applicable("XCL-01", contributions(economic, functional)) == "nothing-to-compare"


def test_contributions_need_both_tables() -> None:
    assert not_applicable("XCL-01", basic()) == "no-such-table"
