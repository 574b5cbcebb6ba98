"""Fiscal appropriation."""

from __future__ import annotations

import pytest

from builder.audit.case import Case
from tests.factories import audited, case_from, held, not_applicable

T1, T4, T5 = "income_expenditure_summary", "fiscal_appropriation_summary", "general_budget_expenditure"
FISCAL = "side line name_printed total gpb gov_fund state_capital\n"
LINES = """
income gpb 一般公共预算 30.00 _ _ _
income gov_fund 政府性基金 5.00 _ _ _
expenditure 201 甲 20.00 20.00 _ _
expenditure 212 乙 15.00 10.00 5.00 _
"""
TOTALS = "T4 income_total 35.00\nT4 expenditure_total 35.00\nT4 gpb 30.00\nT4 gov_fund 5.00\nT4 state_capital _\n"
SUMMARY = "side line name_printed amount\n"
SAME = """
income fiscal_total 财政拨款 35.00
income gpb 一般公共预算 30.00
income gov_fund 政府性基金 5.00
income state_capital 国有资本经营 _
expenditure 201 甲 20.00
expenditure 212 乙 15.00
"""
SPENDING = "functional_code name_printed total basic project\n"
GENERAL = "201 甲 20.00 20.00 _\n20101 丙 20.00 20.00 _\n205 戊 _ _ _\n212 乙 10.00 _ 10.00"


def fiscal(lines: str = LINES, totals: str = TOTALS, **others: str) -> Case:
    return case_from({T4: FISCAL + lines, **others}, totals=totals)


def test_fiscal_appropriation_adds_up() -> None:
    assert held("T4-01", fiscal()) == 8


def test_the_grand_totals_are_compared_exactly() -> None:
    findings = audited("T4-01", fiscal(totals=TOTALS.replace("income_total 35.00", "income_total 35.01")))

    assert [(each.place.row, each.place.field, each.severity) for each in findings] == [
        ("total", "income_total", "error"),
        ("total", "income_total", "info"),
    ]


@pytest.mark.parametrize(("amount", "severity"), [("10.01", "info"), ("10.02", "error")])
def test_the_funds_of_a_class_are_compared_within_rounding(amount: str, severity: str) -> None:
    findings = audited("T4-01", fiscal(LINES.replace("15.00 10.00", f"15.00 {amount}")))

    assert [(each.place.row, each.place.field, each.severity) for each in findings] == [
        ("total", "gpb", severity),
        ("expenditure/212", "total", severity),
    ]


def test_a_template_without_funds_is_compared_by_its_totals() -> None:
    lines = "expenditure 201 甲 20.00 _ _ _\nexpenditure 212 乙 15.00 _ _ _"

    assert held("T4-01", fiscal(lines, "T4 income_total 35.00\nT4 expenditure_total 35.00")) == 2
    assert held("T4-01", fiscal(LINES, "T4 income_total 35.00")) == 3


def test_without_figures_there_is_nothing_to_balance() -> None:
    assert not_applicable("T4-01", case_from({})) == "no-such-table"
    assert not_applicable("T4-01", fiscal("", "")) == "nothing-to-compare"


def test_fiscal_appropriation_agrees_with_the_summary() -> None:
    assert held("X-T4T1", fiscal(**{T1: SUMMARY + SAME})) == 5
    assert held("X-T4T1", case_from({T4: FISCAL + LINES, T1: SUMMARY + SAME}, totals="T1 expenditure_total 35.00")) == 4


def test_every_line_that_differs_from_the_summary_is_reported_at_the_fiscal_table() -> None:
    summary = SAME.replace("一般公共预算 30.00", "一般公共预算 30.01").replace("甲 20.00", "甲 20.01")
    totals = TOTALS + "T1 expenditure_total 35.01"

    findings = audited("X-T4T1", case_from({T4: FISCAL + LINES, T1: SUMMARY + summary}, totals=totals))

    assert [(each.place.table, each.place.row, each.place.field) for each in findings] == [
        ("T4", "income/gpb", "total"),
        ("T4", "expenditure/201", "total"),
        ("T4", "total", "expenditure_total"),
    ]
    assert {(each.severity, each.difference) for each in findings} == {("error", "-0.01")}


def test_beside_other_funds_the_classes_are_not_compared() -> None:
    summary = SAME + "income other_unit 其他收入 1.00\n"

    assert held("X-T4T1", fiscal(**{T1: SUMMARY + summary})) == 3


def test_the_summary_is_needed() -> None:
    assert not_applicable("X-T4T1", fiscal()) == "no-such-table"
    assert not_applicable("X-T4T1", fiscal(**{T1: SUMMARY + "income other_unit 其他收入 1.00"})) == "nothing-to-compare"


def test_the_general_budget_is_its_column_of_the_fiscal_table() -> None:
    case = fiscal(totals=TOTALS + "T5 total 30.00", **{T5: SPENDING + GENERAL})

    assert held("X-T5T4", case) == 3


def test_a_class_of_the_general_budget_that_differs_is_an_error() -> None:
    (finding,) = audited("X-T5T4", fiscal(**{T5: SPENDING + GENERAL.replace("甲 20.00", "甲 20.01")}))

    assert (finding.place.table, finding.place.row, finding.place.field) == ("T5", "201", "total")
    assert (finding.severity, finding.difference) == ("error", "0.01")


def test_the_general_budget_is_not_compared_with_money_carried_over_or_without_its_column() -> None:
    general = {T5: SPENDING + GENERAL}
    carried = LINES + "income carryover 上年结转 1.00 _ _ _\n"

    assert not_applicable("X-T5T4", case_from(general)) == "no-such-table"
    assert not_applicable("X-T5T4", fiscal("expenditure 201 甲 20.00 _ _ _", "", **general)) == "other-template"
    assert not_applicable("X-T5T4", fiscal(carried, **general)) == "carry-over"
    assert not_applicable("X-T5T4", fiscal(**{T5: SPENDING})) == "nothing-to-compare"


def test_a_fund_table_is_its_fund_of_the_fiscal_table() -> None:
    tables = {"gov_fund_expenditure": SPENDING + "212 乙 5.00 _ 5.00"}

    assert held("X-T9T4", fiscal(totals=TOTALS + "T9 total 5.00", **tables)) == 1


def test_the_least_difference_of_a_fund_is_an_error() -> None:
    tables = {"state_capital_expenditure": SPENDING + "223 乙 5.00 _ 5.00"}

    (finding,) = audited("X-T9T4", fiscal(totals=TOTALS + "T10 total 5.00", **tables))

    assert (finding.place.table, finding.place.row, finding.expected) == ("T10", "total", "0")


def test_empty_fund_tables_are_left_to_their_own_rule() -> None:
    empty = fiscal(totals=TOTALS + "T9 total _", gov_fund_expenditure=SPENDING)
    without = fiscal(gov_fund_expenditure=SPENDING + "212 乙 5.00 _ 5.00")

    assert not_applicable("X-T9T4", case_from({})) == "no-such-table"
    assert not_applicable("X-T9T4", empty) == "empty-table"
    assert not_applicable("X-T9T4", without) == "empty-table"
