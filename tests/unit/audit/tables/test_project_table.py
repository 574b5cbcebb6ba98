"""The project table."""

from __future__ import annotations

import pytest

from builder.audit.case import Case
from tests.factories import audited, case_from, held, not_applicable

HEADER = "row_no functional_code name_printed project_id project_name_printed total e301 e302 e310\n"
ROWS = """
1 201     甲 _  _      30.00 _    _     _
2 20103   乙 _  _      30.00 _    _     _
3 2010399 丙 p1 网站运维 20.00 _    20.00 _
4 2010399 丙 p2 设备购置 10.00 _    4.00  6.00
"""
TOTALS = "T7 total 30.00\nT7 e301 _\nT7 e302 24.00\nT7 e310 6.00"
PROJECTS = {"projects": "project_id name_table\np1 网站运维\np2 设备购置"}


def table(rows: str = ROWS, totals: str = TOTALS) -> Case:
    return case_from(PROJECTS | {"general_budget_projects": HEADER + rows}, totals=totals)


def test_projects_and_the_total_are_the_sum_of_their_economic_classes() -> None:
    assert held("T7-01", table()) == 3
    assert held("T7-01", table(totals="T7 total 30.00")) == 2


@pytest.mark.parametrize(("amount", "severity"), [("10.01", "info"), ("10.02", "error")])
def test_a_project_is_compared_within_rounding(amount: str, severity: str) -> None:
    (finding,) = audited("T7-01", table(ROWS.replace("设备购置 10.00", f"设备购置 {amount}")))

    assert (finding.place.table, finding.place.row, finding.place.field) == ("T7", "4", "total")
    assert (finding.severity, finding.facts["name"]) == (severity, "201 03 99 设备购置")


def test_a_table_without_economic_classes_is_not_judged_by_them() -> None:
    rows = "1 2010399 丙 p1 网站运维 20.00 _ _ _"

    assert not_applicable("T7-01", table(rows, "T7 total 20.00")) == "other-template"
    assert not_applicable("T7-03", table(rows, "T7 total 20.00")) == "other-template"


def test_totals_and_sub_totals_are_the_sum_of_the_projects() -> None:
    assert held("T7-02", table()) == 5


@pytest.mark.parametrize(("amount", "severity"), [("30.01", "info"), ("30.02", "error")])
def test_a_total_is_compared_with_the_projects_within_rounding(amount: str, severity: str) -> None:
    (finding,) = audited("T7-02", table(totals=f"T7 total {amount}"))

    assert (finding.place.row, finding.place.field, finding.severity) == ("total", "total", severity)
    assert finding.facts["name"] == ""


def test_a_blank_sub_total_is_reported_beside_one_that_is_filled() -> None:
    rows = ROWS.replace("甲 _  _      30.00", "甲 _ _ _")

    (finding,) = audited("T7-02", table(rows))

    assert (finding.place.row, finding.stated, finding.expected) == ("1", None, "30.00")


def test_a_template_that_leaves_sub_totals_blank_is_not_judged_by_them() -> None:
    rows = ROWS.replace("_  _      30.00", "_ _ _")

    assert held("T7-02", table(rows)) == 3
    assert not_applicable("T7-03", table(rows)) == "nothing-to-compare"


def test_a_code_under_which_no_project_stands_counts_itself() -> None:
    rows = ROWS + "5 2050199 戊 _ _ 5.00 _ 5.00 _"

    assert held("T7-02", table(rows, "T7 total 35.00\nT7 e302 29.00")) == 4
    assert held("T7-01", table(rows)) == 4


def test_sub_totals_without_economic_classes_are_reported() -> None:
    findings = audited("T7-03", table(ROWS.replace("乙 _  _      30.00 _    _", "乙 _ _ 30.00 _ 30.00")))

    assert [(each.place.row, each.place.field, each.severity) for each in findings] == [("1", "total", "warning")]
    assert findings[0].stated == "30.00"


def test_sub_totals_with_economic_classes_hold() -> None:
    assert held("T7-03", table(ROWS.replace("_  _      30.00 _    _", "_ _ 30.00 _ 24.00"))) == 2


def test_personnel_cost_inside_a_project_is_noted() -> None:
    case = table(ROWS.replace("网站运维 20.00 _    20.00", "网站运维 20.00 5.00 15.00"))

    (finding,) = audited("T7-04", case)

    assert (finding.place.row, finding.place.field, finding.stated) == ("3", "e301", "5.00")
    assert (finding.severity, finding.facts["measure"]) == ("info", "工资福利支出")
    assert held("T7-04", case) == 1


@pytest.mark.parametrize("rule", ["T7-01", "T7-02", "T7-03", "T7-04"])
def test_an_empty_or_missing_table_is_not_judged(rule: str) -> None:
    assert not_applicable(rule, case_from({})) == "no-such-table"
    assert not_applicable(rule, table("", "T7 total _")) == "empty-table"
