"""Tables without amounts, and what is said of them."""

from __future__ import annotations

import pytest

from builder.audit.case import Case
from builder.messages import message
from tests.factories import audited, case_from, held, not_applicable

LISTED = "table_id title_printed amount_unit_printed quantum is_empty declared_empty note\n"
SPENDING = "functional_code name_printed total basic project\n"
SUMMARY = "side line name_printed amount\n"
FIGURES = "seq section subject fund amount change\n"
T1, T9 = "income_expenditure_summary", "gov_fund_expenditure"
FUNDS = "income gov_fund 政府性基金 5.00"


def listed(*rows: str) -> str:
    """Return the list of tables: id, whether empty, whether declared empty, note."""
    lines = ("{} 某表 wan_yuan 0.01 {} {} {}".format(*row.split()) for row in rows)
    return LISTED + "\n".join(lines)


def funds(declared: str = "_", note: str = "_", rows: str = "", totals: str = "T9 total _", **others: str) -> Case:
    tables = {T9: SPENDING + rows, "printed_tables": listed(f"T9 true {declared} {note}", "T1 false _ _")}
    return case_from(tables | others, totals=totals)


def test_an_empty_table_that_is_declared_holds() -> None:
    assert held("T9-01", funds("true")) == 1
    assert held("T9-01", funds("false", "没有使用政府性基金预算拨款安排的支出，为空表。")) == 1
    assert held("T9-01", funds("false", narrative="seq section heading text\n1 s9 false 基金情况表为空表。")) == 1


@pytest.mark.parametrize(
    "others",
    [
        {"narrative_figures": FIGURES + "1 s4 total gov_fund 0 _"},
        {"narrative_figures": FIGURES + "1 s2 income_fund gov_fund _ _"},
        {"narrative": "seq section heading text\n1 s9 true 九、基金情况\n2 s9 false 本年未安排政府性基金预算。"},
    ],
)
def test_an_empty_table_is_explained_where_the_text_says_none_or_zero(others: dict[str, str]) -> None:
    assert held("T9-01", funds("false", **others)) == 1


def test_an_empty_table_of_which_nothing_is_said_is_reported() -> None:
    figures = FIGURES + "1 s2 income_fund gov_fund 5.00 _\n2 s4 total gov_fund _ 1.00"

    (finding,) = audited("T9-01", funds("false", narrative_figures=figures))

    assert (finding.place.table, finding.place.row, finding.place.field) == ("T9", None, None)
    assert (finding.severity, finding.stated) == ("error", None)
    assert message(finding, "zh") == "某表没有金额，表下和情况说明都没有交代"


def test_without_text_it_is_not_known_whether_an_empty_table_is_explained() -> None:
    assert not_applicable("T9-01", funds("_")) == "no-text"
    assert len(audited("T9-01", funds("_", narrative="seq section heading text\n1 s9 false 另见总表"))) == 1


def test_a_filled_table_that_is_called_empty_is_reported_at_its_amount() -> None:
    (finding,) = audited("T9-01", funds("true", rows="212 甲 5.00 _ 5.00", totals="T9 basic _"))

    assert (finding.place.row, finding.place.field, finding.stated) == ("212", "total", "5.00")
    assert message(finding, "zh") == "某表印有 5.00 万元，公开件却说明为空表"


def test_an_empty_table_beside_an_amount_of_its_fund_is_reported() -> None:
    (finding,) = audited("T9-01", funds("true", **{T1: SUMMARY + FUNDS}))

    assert (finding.place.row, finding.place.field) == ("total", "total")
    assert (finding.stated, finding.expected, finding.difference) == (None, "5.00", "-5.00")
    assert message(finding, "zh") == "某表没有金额，某表中政府性基金为 5.00 万元"


def test_an_amount_in_the_income_table_counts_too() -> None:
    tables = {"income_by_function": "functional_code name_printed total gov_fund\n212 甲 5.00 5.00"}
    tables["printed_tables"] = listed("T2 false _ _", "T9 true true _")

    (finding,) = audited("T9-01", case_from(tables | {T9: SPENDING}, totals="T2 gov_fund 5.00"))

    assert finding.expected == "5.00"


def test_a_filled_table_beside_its_fund_holds() -> None:
    assert held("T9-01", funds("false", rows="212 甲 5.00 _ 5.00", **{T1: SUMMARY + FUNDS})) == 1


def test_a_filled_table_whose_fund_is_blank_elsewhere_is_reported() -> None:
    blank = SUMMARY + "income gov_fund 政府性基金 _"

    (finding,) = audited("T9-01", funds(rows="212 甲 5.00 _ 5.00", totals="T9 total 5.00", **{T1: blank}))

    assert (finding.place.row, finding.stated, finding.difference) == ("total", "5.00", "5.00")
    assert message(finding, "zh") == "某表印有 5.00 万元，某表中政府性基金为空白或零"


def test_a_fund_blank_in_the_fiscal_table_is_left_to_its_comparison() -> None:
    tables = {
        T1: SUMMARY + "income gov_fund 政府性基金 _",
        T9: SPENDING + "212 甲 5.00 _ 5.00",
        "fiscal_appropriation_summary": "side line name_printed total gpb\nexpenditure 212 甲 5.00 _",
    }

    assert held("T9-01", case_from(tables, totals="T9 total 5.00\nT4 gov_fund _")) == 1


def test_a_fund_that_no_other_table_prints_is_not_missed_there() -> None:
    assert held("T9-01", funds(rows="212 甲 5.00 _ 5.00", totals="T9 total 5.00")) == 1


def test_a_fund_said_absent_with_an_amount_and_no_table_is_reported_at_the_amount() -> None:
    tables = {T1: SUMMARY + FUNDS, "narrative_figures": FIGURES + "1 s4 total gov_fund 0 _"}

    (finding,) = audited("T9-01", case_from(tables))

    assert (finding.place.table, finding.place.row, finding.stated) == ("T1", "income/gov_fund", "5.00")
    assert message(finding, "zh") == "情况说明称没有政府性基金，某表却有 5.00 万元"


def test_a_fund_with_an_amount_and_no_table_is_a_matter_of_completeness() -> None:
    assert held("T9-01", case_from({T1: SUMMARY + FUNDS})) == 1
    assert not_applicable("T9-01", case_from({T1: SUMMARY + "income state_capital 国资 5.00"})) == "no-such-table"


def test_state_capital_is_judged_alike() -> None:
    tables = {"state_capital_expenditure": SPENDING, "printed_tables": listed("T10 true false _", "T1 false _ _")}

    (finding,) = audited("T9-01", case_from(tables | {T1: SUMMARY + "income state_capital 国资 1.00"}))

    assert (finding.place.table, finding.facts["fund"]) == ("T10", "国有资本经营")


def notes(table_id: str, note: str) -> Case:
    return case_from({"printed_tables": listed(f"{table_id} true true {note}")})


@pytest.mark.parametrize(
    ("table_id", "note", "named", "own"),
    [
        ("T9", "没有国有资本经营预算，为空表", "国有资本经营", "政府性基金"),
        ("T10", "没有政府性基金预算支出", "政府性基金", "国有资本经营"),
        ("T6", "没有政府性基金预算，为空表", "政府性基金", "一般公共预算"),
    ],
)
def test_a_note_on_another_fund_is_reported(table_id: str, note: str, named: str, own: str) -> None:
    (finding,) = audited("TBL-01", notes(table_id, note))

    assert (finding.place.table, finding.place.row, finding.place.field) == (table_id, None, "note")
    assert (finding.severity, finding.stated, finding.expected) == ("warning", named, own)


def test_a_note_on_its_own_fund_holds_whatever_else_it_names() -> None:
    assert held("TBL-01", notes("T9", "没有政府性基金预算和国有资本经营预算，为空表")) == 1


@pytest.mark.parametrize(
    ("table_id", "note"),
    [("T9", "本表为空表"), ("T9", "_"), ("T6", "不含政府性基金预算"), ("T3", "含政府性基金，为空表")],
)
def test_notes_that_name_no_fund_or_may_name_any_are_not_judged(table_id: str, note: str) -> None:
    assert not_applicable("TBL-01", notes(table_id, note)) == "no-note"


def three_public(row: str, declared: str = "false", **others: str) -> Case:
    tables = {"three_public": "fund total reception\n" + row, "printed_tables": listed(f"T8 false {declared} _")}
    return case_from(tables | others)


def test_a_blank_table_of_which_nothing_is_said_is_a_warning() -> None:
    (finding,) = audited("TBL-02", three_public("gpb _ _"))

    assert (finding.place.table, finding.place.row, finding.severity) == ("T8", None, "warning")
    assert message(finding, "zh") == "某表没有金额，表下和情况说明都没有交代"


@pytest.mark.parametrize(
    "others",
    [
        {"narrative_figures": FIGURES + "1 s8 three_public_total _ 0 _"},
        {"narrative": "seq section heading text\n1 s8 false 本年“三公”经费0.00万元。"},
        {"printed_tables": listed("T8 true false 本表为空表")},
    ],
)
def test_a_blank_table_is_explained_by_the_text_or_its_note(others: dict[str, str]) -> None:
    assert held("TBL-02", three_public("gpb _ _", **others)) == 1


def test_printed_zeros_speak_for_themselves() -> None:
    assert held("TBL-02", three_public("gpb 0 0")) == 1


def test_a_filled_table_holds_unless_it_is_called_empty() -> None:
    assert held("TBL-02", three_public("gpb 1.00 1.00")) == 1

    (finding,) = audited("TBL-02", three_public("gpb 1.00 1.00", "true"))

    assert finding.severity == "error"
    assert message(finding, "zh") == "某表说明为空表，表内却有内容"


def test_rows_that_the_dataset_does_not_hold_are_not_judged() -> None:
    assert not_applicable("TBL-02", three_public("")) == "no-text"
    assert not_applicable("TBL-02", case_from({"printed_tables": listed("T8 true _ _")})) == "no-text"


@pytest.mark.parametrize(
    ("row", "severities"),
    [
        ("T11 true false _", ["warning"]),
        ("T11 true true _", []),
        ("T11 false true _", ["error"]),
        ("T11 false false _", []),
        ("T12 true false _", ["warning"]),
    ],
)
def test_tables_that_are_only_listed_are_judged_by_what_the_list_says(row: str, severities: list[str]) -> None:
    case = case_from({"printed_tables": listed(row), "procurement": "total\n5.00"})

    assert [finding.severity for finding in audited("TBL-02", case)] == severities


def test_procurement_of_zero_explains_an_empty_table() -> None:
    assert held("TBL-02", case_from({"printed_tables": listed("T11 true false _"), "procurement": "total\n0"})) == 1


def test_a_document_without_such_tables_is_not_judged() -> None:
    assert not_applicable("TBL-02", case_from({})) == "no-such-table"
