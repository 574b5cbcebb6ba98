"""The summary table: its sides balance, and each is the sum of its lines."""

from __future__ import annotations

import pytest

from tests.factories import audited, case_from, held, not_applicable

SIDES = "side line name_printed amount personnel public project\n"
INCOME = """
income fiscal_total 财政拨款 30.00 _ _ _
income gpb 一般公共预算 20.00 _ _ _
income gov_fund 政府性基金 10.00 _ _ _
income other_unit 其他收入 5.00 _ _ _
"""
SPENT = """
expenditure 201 一般公共服务支出 25.00 _ _ _
expenditure 208 社会保障和就业支出 10.00 _ _ _
"""
SPLIT = """
expenditure 201 一般公共服务支出 25.00 10.00 5.00 10.00
expenditure 208 社会保障和就业支出 10.00 10.00 _ _
"""
TOTALS = "T1 income_total 35.00\nT1 expenditure_total 35.00\n"
T1 = "income_expenditure_summary"


def test_grand_totals_are_compared_only_where_one_is_printed() -> None:
    case = case_from({T1: SIDES + SPENT}, totals="T1 income_total _\nT1 expenditure_total _")

    assert not_applicable("T1-01", case) == "nothing-to-compare"


def test_the_lines_of_income_add_up_to_both_totals() -> None:
    assert held("T1-02", case_from({T1: SIDES + INCOME}, totals=TOTALS)) == 2


def test_a_fund_too_much_is_reported_at_the_total_of_its_lines() -> None:
    income = INCOME.replace("10.00 _", "11.00 _")

    (finding,) = audited("T1-02", case_from({T1: SIDES + income}, totals=TOTALS))

    assert (finding.place.row, finding.place.field) == ("income/fiscal_total", "amount")
    assert (finding.stated, finding.expected, finding.difference) == ("30.00", "31.00", "-1.00")
    assert (finding.severity, finding.facts["name"]) == ("error", "财政拨款")


@pytest.mark.parametrize(("total", "severity"), [("35.01", "info"), ("35.02", "error")])
def test_income_is_compared_within_rounding(total: str, severity: str) -> None:
    case = case_from({T1: SIDES + INCOME}, totals=f"T1 income_total {total}")

    (finding,) = audited("T1-02", case)

    assert (finding.severity, finding.facts["measure"], finding.facts["name"]) == (severity, "收入总计", "")


def test_the_funds_stand_for_a_line_of_fiscal_appropriation_that_is_blank_or_left_out() -> None:
    blank = INCOME.replace("财政拨款 30.00", "财政拨款 _")
    without = INCOME.replace("income fiscal_total 财政拨款 30.00 _ _ _\n", "")

    (finding,) = audited("T1-02", case_from({T1: SIDES + blank}, totals=TOTALS))

    assert (finding.place.row, finding.stated, finding.expected) == ("income/fiscal_total", None, "30.00")
    assert held("T1-02", case_from({T1: SIDES + without}, totals=TOTALS)) == 1


def test_a_line_that_is_no_fund_leaves_the_total_unjudged() -> None:
    income = INCOME + "income subtotal_of_year 本年收入合计 35.00 _ _ _"

    assert held("T1-02", case_from({T1: SIDES + income}, totals=TOTALS)) == 1


def test_without_income_lines_or_the_table_there_is_nothing_to_add() -> None:
    assert not_applicable("T1-02", case_from({T1: SIDES + SPENT}, totals=TOTALS)) == "nothing-to-compare"
    assert not_applicable("T1-02", case_from({})) == "no-such-table"


def test_the_classes_add_up_in_every_column_that_has_a_total() -> None:
    totals = TOTALS + "T1 personnel 20.00\nT1 public 5.00\nT1 project 10.00"

    assert held("T1-03", case_from({T1: SIDES + SPLIT}, totals=totals)) == 4


@pytest.mark.parametrize(("total", "severity"), [("35.01", "info"), ("35.02", "error")])
def test_classes_are_compared_within_rounding(total: str, severity: str) -> None:
    (finding,) = audited("T1-03", case_from({T1: SIDES + SPENT}, totals=f"T1 expenditure_total {total}"))

    assert (finding.place.row, finding.place.field, finding.severity) == ("total", "expenditure_total", severity)


def test_money_carried_into_the_next_year_is_part_of_expenditure() -> None:
    spent = SPENT + "expenditure carryover 结转下年 3.00 _ _ _"

    assert held("T1-03", case_from({T1: SIDES + spent}, totals="T1 expenditure_total 38.00")) == 1


def test_an_unknown_line_of_expenditure_leaves_the_classes_unjudged() -> None:
    spent = SPENT + "expenditure subtotal_of_year 本年支出合计 35.00 _ _ _"

    assert not_applicable("T1-03", case_from({T1: SIDES + spent}, totals=TOTALS)) == "nothing-to-compare"
    assert not_applicable("T1-03", case_from({})) == "no-such-table"


def test_a_class_is_the_sum_of_its_natures() -> None:
    totals = TOTALS + "T1 personnel 20.00\nT1 public 5.00\nT1 project 10.00"

    assert held("T1-04", case_from({T1: SIDES + INCOME + SPLIT}, totals=totals)) == 3


@pytest.mark.parametrize(("project", "severity"), [("9.98", "info"), ("9.97", "error")])
def test_natures_are_compared_within_rounding(project: str, severity: str) -> None:
    split = SPLIT.replace("10.00 5.00 10.00", f"10.00 5.00 {project}")

    (finding,) = audited("T1-04", case_from({T1: SIDES + split}, totals=TOTALS))

    assert (finding.place.row, finding.place.field, finding.severity) == ("expenditure/201", "amount", severity)


def test_a_template_without_the_split_is_not_judged_by_it() -> None:
    assert not_applicable("T1-04", case_from({T1: SIDES + SPENT}, totals=TOTALS)) == "other-template"
    assert not_applicable("T1-04", case_from({})) == "no-such-table"


def test_a_blank_grand_total_is_reported_where_another_table_has_an_amount() -> None:
    tables = {T1: SIDES + SPENT, "expenditure_by_function": "functional_code name_printed total\n201 甲 35.00"}
    totals = "T1 income_total 35.00\nT1 expenditure_total _\nT3 total 35.00"

    (finding,) = audited("T1-05", case_from(tables, totals=totals))

    assert (finding.place.row, finding.place.field) == ("total", "expenditure_total")
    assert (finding.stated, finding.expected, finding.facts["measure"]) == (None, "35.00", "支出总计")
    assert finding.facts["other"] == "某表"


def test_a_grand_total_of_zero_is_reported_where_the_text_has_an_amount() -> None:
    figures = "seq section subject name_printed amount\n1 s2 total 收入预算 35.00"
    case = case_from({T1: SIDES + SPENT, "narrative_figures": figures}, totals="T1 income_total 0\n")

    (finding,) = audited("T1-05", case)

    assert (finding.place.field, finding.stated, finding.difference) == ("income_total", "0", "-35.00")
    assert finding.facts["other"] == ""


def test_grand_totals_that_are_printed_hold() -> None:
    assert held("T1-05", case_from({T1: SIDES + SPENT}, totals=TOTALS)) == 2


def test_without_any_amount_a_blank_grand_total_is_nothing_to_report() -> None:
    case = case_from({T1: SIDES + SPENT}, totals="T1 income_total _\nT1 expenditure_total _")

    assert not_applicable("T1-05", case) == "nothing-to-compare"
    assert not_applicable("T1-05", case_from({T1: SIDES + SPENT})) == "no-table-1-totals"
