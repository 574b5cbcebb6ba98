"""Units of what is stated."""

from __future__ import annotations

import pytest

from builder.audit.case import Case
from tests.factories import amount, audited, case_from, held, not_applicable

FIGURES = "seq section subject name_printed amount amount_unit_printed share_pct change_pct quote\n"
SPENDING = "functional_code name_printed total basic project\n201 甲 314.96 144.96 170"
PROJECTS = "row_no functional_code name_printed project_id project_name_printed total\n1 2010399 甲 _ _ 20"
SUMMARY = "side line name_printed amount\nincome gpb 甲 314.96"
TOTALS = "T1 income_total 314.96\nT2 total 314.96\nT3 total 314.96\nT3 basic 144.96\nT3 project 170"


def told(rows: str, *, totals: str = TOTALS, **tables: str) -> Case:
    printed = {
        "income_expenditure_summary": SUMMARY,
        "income_by_function": "functional_code name_printed total\n201 甲 314.96",
        "expenditure_by_function": SPENDING,
        "general_budget_projects": PROJECTS,
    }
    return case_from(printed | tables | {"narrative_figures": FIGURES + rows}, totals=totals)


@pytest.mark.parametrize(
    ("row", "stated", "expected", "is_yuan"),
    [
        ("s3 total 支出预算 0.031496 yuan", "0.031496", "314.96", "1"),
        ("s3 total 支出预算 3149600 wan_yuan", "3149600", "314.96", ""),
        ("s7 project_total 某项目 0.0020 yuan", "0.0020", "20", "1"),
        ("s7 project_total 某项目 200000 wan_yuan", "200000", "20", ""),
    ],
)
def test_ten_thousand_times_apart_is_an_error(row: str, stated: str, expected: str, is_yuan: str) -> None:
    (finding,) = audited("UNI-01", told(f"5 {row} _ _ _"))

    assert (finding.severity, finding.place.row, finding.place.field) == ("error", "5", "amount")
    assert (finding.stated, finding.facts["is_yuan"]) == (stated, is_yuan)
    assert amount(finding.expected or "0") == amount(expected)


@pytest.mark.parametrize(
    "row",
    [
        "s3 total 支出预算 314.96 yuan",
        "s3 total 支出预算 0.031497 yuan",
        "s3 total 支出预算 31.496 wan_yuan",
        "s7 project_total 某项目 0.0021 yuan",
    ],
)
def test_other_distances_are_no_matter_of_units(row: str) -> None:
    case = told(f"5 {row} _ _ _")

    assert (audited("UNI-01", case), held("UNI-01", case)) == ([], 1)


def test_an_amount_of_the_text_alone_is_not_judged_without_a_doubt() -> None:
    case = told("5 s7 project_total 某项目 19 wan_yuan _ _ _")

    assert (audited("UNI-01", case), held("UNI-01", case)) == ([], 0)


def test_a_slip_in_the_text_is_left_alone_by_the_comparison_of_amounts() -> None:
    case = told("5 s3 total 支出预算 0.031496 yuan _ _ _\n6 s3 basic 基本支出 144.96 wan_yuan _ _ _")

    assert (audited("NAR-01", case), held("NAR-01", case)) == ([], 1)


def test_a_table_in_the_wrong_unit_is_reported_once_for_all_its_figures() -> None:
    totals = TOTALS.replace("T3 total 314.96", "T3 total 3149600").replace("T3 basic 144.96", "T3 basic 1449600")
    rows = "5 s3 total 支出预算 314.96 wan_yuan _ _ _\n6 s2 total 收入预算 314.96 wan_yuan _ _ _"

    (finding,) = audited("UNI-01", told(rows, totals=totals))

    assert (finding.place.table, finding.place.row, finding.place.field) == ("T3", None, "amount_unit_printed")
    assert (finding.stated, finding.expected, finding.facts["is_yuan"]) == ("3149600", "314.96", "")


def test_two_tables_apart_do_not_tell_which_is_wrong() -> None:
    totals = "T1 income_total _\nT2 total 314.96\nT3 total 3149600"

    assert len(audited("UNI-01", told("5 s7 project_total 某 19 wan_yuan _ _ _", totals=totals))) == 2


def test_a_third_table_tells_which_is_wrong() -> None:
    totals = "T1 expenditure_total 314.96\nT2 total 314.96\nT3 total 0.031496"

    assert [finding.place.table for finding in audited("UNI-01", told("", totals=totals))] == ["T3"]


def test_without_figures_and_tables_apart_units_are_not_judged() -> None:
    case = case_from({})

    assert [not_applicable(rule, case) for rule in ("UNI-01", "UNI-02")] == ["no-narrative", "no-narrative"]


def test_an_amount_on_its_own_is_compared_with_nothing_where_no_table_is_printed() -> None:
    case = case_from({"narrative_figures": FIGURES + "5 s7 project_total 某项目 200000 wan_yuan _ _ _"})

    assert audited("UNI-01", case) == []


@pytest.mark.parametrize(
    ("printed", "findings", "is_short"),
    [("170 wan", 1, "1"), ("2.7 none", 1, ""), ("0 none", 0, ""), ("170 wan_yuan", 0, ""), ("170 yuan", 0, "")],
)
def test_amounts_without_their_whole_unit_are_noted(printed: str, findings: int, is_short: str) -> None:
    found = audited("UNI-02", told(f"5 s5_3 item 某 {printed} _ _ _"))

    assert [(finding.severity, finding.facts["is_short"]) for finding in found] == [("info", is_short)] * findings


@pytest.mark.parametrize(
    ("share", "rate", "quote", "field"),
    [
        ("_", "-5", "比上年减少1万元，下降5，主要原因是少", "change_pct"),
        ("46", "_", "基本支出1万元，占46", "share_pct"),
        ("46", "5", "占46%，增长5。", "change_pct"),
        ("_", "9.61", "比上年预算执行数增加9.61。", "change_pct"),
    ],
)
def test_percentages_without_a_sign_are_noted(share: str, rate: str, quote: str, field: str) -> None:
    (finding,) = audited("UNI-03", told(f"5 s3 basic 基本支出 1 wan_yuan {share} {rate} {quote}"))

    assert (finding.severity, finding.place.field) == ("info", field)


@pytest.mark.parametrize("quote", ["占46%，下降5%", "占46个，下降5万元", "占460%，下降50%"])
def test_percentages_with_their_sign_hold(quote: str) -> None:
    assert held("UNI-03", told(f"5 s3 basic 基本支出 1 wan_yuan 46 -5 {quote}")) == 1


def test_signs_cannot_be_seen_where_the_text_is_not_reproduced() -> None:
    assert not_applicable("UNI-03", told("5 s3 basic 基本支出 1 wan_yuan 46 -5 _")) == "no-text"


def test_a_text_without_percentages_has_no_signs_to_look_for() -> None:
    assert not_applicable("UNI-03", told("5 s3 basic 基本支出 1 wan_yuan _ _ 基本支出1万元")) == "no-shares"
