"""Sides and rows balance."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

import pytest

from builder.audit import RULES, audit
from builder.audit.figures import figure
from builder.audit.outcomes import check_equal
from builder.findings import Finding, Place
from builder.messages import Language, entry, message, sentences
from tests.factories import case_from, disclosure_from, not_applicable

INCOME = "functional_code name_printed total fiscal_total gpb gov_fund undertaking\n"
SPENDING = "functional_code name_printed total basic project\n"
SIDES = "side line name_printed amount\nincome gpb 甲 30.00\nexpenditure 201 乙 30.00"


def findings_of(rule: str, tables: dict[str, str], totals: str = "", quantum: str = "0.01") -> tuple[Finding, ...]:
    report = audit(disclosure_from(tables, totals=totals, quantum=quantum))
    return tuple(finding for finding in report.findings if finding.rule == rule)


def findings_of_cells(cells: str, tables: dict[str, str]) -> tuple[Finding, ...]:
    findings = audit(disclosure_from(tables, cells=cells)).findings
    return tuple(finding for finding in findings if finding.rule.startswith("NUM"))


def test_equal_grand_totals_hold() -> None:
    tables = {"income_expenditure_summary": SIDES}
    report = audit(disclosure_from(tables, totals="T1 income_total 30.00\nT1 expenditure_total 30.00"))

    assert report.passed["T1-01"] == 1


def test_the_least_difference_of_the_grand_totals_is_an_error() -> None:
    tables = {"income_expenditure_summary": SIDES}

    (finding,) = findings_of("T1-01", tables, "T1 income_total 30.01\nT1 expenditure_total 30.00")

    assert (finding.stated, finding.expected, finding.difference) == ("30.01", "30.00", "0.01")
    assert (finding.place.table, finding.place.row, finding.place.field) == ("T1", "total", "income_total")
    assert finding.severity == "error"


def test_without_printed_totals_the_balance_is_not_applicable() -> None:
    report = audit(disclosure_from({"income_expenditure_summary": SIDES}))

    assert report.not_applicable["T1-01"] == "no-table-1-totals"


def test_funds_add_to_the_row_total() -> None:
    assert findings_of("ROW-T2", {"income_by_function": INCOME + "201 甲 30.00 _ 20.00 10.00 _"}) == ()


def test_funds_that_do_not_add_up_are_reported_at_the_total() -> None:
    (finding,) = findings_of("ROW-T2", {"income_by_function": INCOME + "201 甲 31.00 _ 20.00 10.00 _"})

    assert (finding.place.row, finding.place.field, finding.difference) == ("201", "total", "1.00")


def test_one_fiscal_column_stands_for_the_three_funds() -> None:
    assert findings_of("ROW-T2", {"income_by_function": INCOME + "201 甲 30.00 20.00 _ _ 10.00"}) == ()


def test_basic_and_project_add_to_the_total_in_the_total_row_too() -> None:
    tables = {"general_budget_expenditure": SPENDING + "201 甲 314.96 144.96 170"}

    (finding,) = findings_of("ROW-T5", tables, "T5 total 314.96\nT5 basic 144.06\nT5 project 170")

    assert (finding.place.row, finding.expected, finding.difference) == ("total", "314.06", "0.90")


def test_tables_in_yuan_have_a_finer_tolerance() -> None:
    tables = {"general_budget_expenditure": SPENDING + "201 甲 1.000002 1.000000 _"}

    (finding,) = findings_of("ROW-T5", tables, quantum="0.000001")

    assert finding.severity == "error"


def test_basic_in_t5_equals_the_total_of_t6() -> None:
    tables = {
        "general_budget_expenditure": SPENDING + "201 甲 144.96 144.96 _",
        "general_budget_basic": "economic_code name_printed total personnel public\n301 甲 144.96 144.96 _",
    }

    (finding,) = findings_of("X-T5T6", tables, "T5 total 144.06\nT5 basic 144.06\nT6 total 144.96")

    assert (finding.stated, finding.expected, finding.difference) == ("144.06", "144.96", "-0.90")


def test_two_precisions_are_compared_at_the_coarser() -> None:
    tables = {
        "general_budget_expenditure": SPENDING + "201 甲 144.96 144.96 _",
        "general_budget_basic": "economic_code name_printed total personnel public\n301 甲 144.96 144.96 _",
    }

    assert findings_of("X-T5T6", tables, "T5 basic 144.96\nT6 total 144.96") == ()


def test_a_repaired_number_is_an_error_and_a_padded_one_a_note() -> None:
    tables = {"general_budget_expenditure": SPENDING + "201 甲 14.41 14.41 _"}
    cells = "T5 10 5 201 total 14。41 14.41 cjk_stop_decimal|repaired\n"
    cells += "T5 10 6 201 basic 14.41~ 14.41 trailing_ideographic_space"

    report = audit(disclosure_from(tables, cells=cells))

    findings = [finding for finding in report.findings if finding.rule.startswith("NUM")]
    assert [(finding.rule, finding.severity, finding.place.field) for finding in findings] == [
        ("NUM-01", "error", "total"),
        ("NUM-02", "info", "basic"),
    ]
    assert (findings[0].stated, findings[0].expected) == ("14。41", "14.41")


def test_a_full_stop_for_a_point_is_an_error_whether_or_not_it_is_flagged_as_repaired() -> None:
    tables = {"general_budget_expenditure": SPENDING + "201 甲 14.41 14.41 _"}

    (finding,) = findings_of_cells("T5 10 5 201 total 14。41 14.41 cjk_stop_decimal", tables)

    assert (finding.rule, finding.stated) == ("NUM-01", "14。41")


def test_figures_of_another_precision_that_differ_are_reported_as_printed() -> None:
    disclosure = disclosure_from(
        {
            "general_budget_expenditure": SPENDING + "201 甲 144.964000 144.964000 _",
            "general_budget_basic": "economic_code name_printed total personnel public\n301 甲 144.96 144.96 _",
        },
        totals="T5 basic 144.964000\nT6 total 144.96",
    )
    economic = replace(disclosure.tables["T6"], quantum=Decimal("0.01"))
    functional = replace(disclosure.tables["T5"], quantum=Decimal("0.000001"))
    facts = {"table": "", "other": ""}

    same = check_equal("X-T5T6", figure(functional, "total", "basic"), figure(economic, "total", "total"), facts=facts)

    assert same.finding is None


def test_a_figure_outside_every_row_has_an_address_only() -> None:
    disclosure = disclosure_from({"general_budget_expenditure": SPENDING + "201 甲 1 1 _"})

    place = figure(disclosure.tables["T5"], "999", "total").place

    assert (place.file, place.table, place.row, place.field) == (None, "T5", "999", "total")


def test_a_document_without_tables_has_no_print_to_judge() -> None:
    report = audit(disclosure_from({}))

    assert report.not_applicable["NUM-01"] == report.not_applicable["NUM-02"] == "no-tables"


def test_findings_come_in_reading_order() -> None:
    tables = {
        "expenditure_by_function": SPENDING + "201 甲 2 1 _\n20101 乙 3 3 _",
        "general_budget_expenditure": SPENDING + "201 甲 2 1 _",
    }

    findings = audit(disclosure_from(tables)).findings
    places = [(finding.place.table, finding.place.row) for finding in findings if finding.place.table]

    assert places == sorted(places)
    assert {("T3", "201"), ("T3", "20101"), ("T5", "201")} <= set(places)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("rule", [rule.id for rule in RULES])
def test_every_rule_has_a_law_and_sentences(rule: str, language: Language) -> None:
    written = entry(rule, language)
    facts = dict.fromkeys(re.findall(r"\{\??([a-z_]+)\}", "".join(written.values())), "某")
    place = Place(field=f"D{rule[-2:]}") if rule.startswith("CMP-") else Place()
    finding = Finding("audit", rule, "error", place, "1.00", "2.00", "-1.00", facts | {"note": "absent"})

    spoken = sentences(finding, language)

    assert all((spoken.what, spoken.why, spoken.fix))
    assert "{" not in message(finding, language)
    assert "[[" not in message(finding, language)
    check = next(each.check for each in RULES if each.id == rule)
    assert (getattr(check, "func", check)).__doc__


def test_rule_ids_are_distinct() -> None:
    assert len({rule.id for rule in RULES}) == len(RULES)


def test_funds_need_the_income_table_and_its_columns() -> None:
    carried = {"income_expenditure_summary": SIDES.replace("gpb 甲", "carryover 甲")}
    rows = {"income_by_function": INCOME + "201 甲 30.00 _ 20.00 10.00 _"}
    totals_alone = {"income_by_function": INCOME + "201 甲 30.00 _ _ _ _"}

    assert not_applicable("ROW-T2", case_from({})) == "no-such-table"
    assert not_applicable("ROW-T2", case_from({"income_by_function": INCOME})) == "empty-table"
    assert not_applicable("ROW-T2", case_from(carried | rows)) == "funds-without-column"
    assert not_applicable("ROW-T2", case_from(totals_alone)) == "other-template"


def test_a_template_without_basic_and_project_columns_is_not_judged_by_them() -> None:
    case = case_from({"expenditure_by_function": SPENDING + "201 甲 30.00 _ _"})

    assert not_applicable("ROW-T3", case) == "other-template"


@pytest.mark.parametrize(("total", "severity"), [("30.01", "info"), ("30.02", "error")])
def test_a_row_is_compared_with_its_columns_within_rounding(total: str, severity: str) -> None:
    (finding,) = findings_of("ROW-T3", {"expenditure_by_function": SPENDING + f"201 甲 {total} 20.00 10.00"})

    assert (finding.place.field, finding.severity) == ("total", severity)
