"""Codes are in the classification, stand under their parents and are printed whole."""

from __future__ import annotations

import pytest

from tests.factories import audited, case_from, catalog_from, held, not_applicable

SPENDING = "functional_code name_printed total basic project\n"
ECONOMIC = "economic_code name_printed total personnel public\n"
WHOLE = SPENDING + "208 甲 1 1 _\n20805 乙 1 1 _\n2080505 丙 1 1 _"
LISTED = "\n".join(f"{code} 2022 _ 某 verified printed 甲市财政局2025" for code in ("208", "20805", "2080505", "20808"))


def test_known_codes_under_their_parents_hold() -> None:
    case = case_from({"expenditure_by_function": WHOLE}, catalog=catalog_from(LISTED))

    assert audited("NAM-03", case) == []
    assert held("NAM-03", case) == 3


def test_a_code_without_its_parent_is_an_error() -> None:
    tables = {"expenditure_by_function": WHOLE + "\n2080801 丁 1 1 _"}

    (finding,) = audited("NAM-03", case_from(tables))

    assert (finding.severity, finding.stated, finding.facts["parent"]) == ("error", "208 08 01", "208 08")
    assert (finding.place.table, finding.place.row, finding.place.field) == ("T3", "2080801", "functional_code")


def test_a_table_that_prints_no_row_of_a_level_lacks_no_parent() -> None:
    case = case_from({"general_budget_basic": ECONOMIC + "30101 甲 1 1 _\n30201 乙 1 _ 1"})

    assert audited("NAM-03", case) == []
    assert held("NAM-03", case) == 2


def test_an_unknown_code_is_noted_where_the_list_is_not_complete() -> None:
    tables = {"expenditure_by_function": WHOLE + "\n20899 丁 1 1 _"}

    (finding,) = audited("NAM-03", case_from(tables, catalog=catalog_from(LISTED)))

    assert (finding.severity, finding.stated, finding.facts["parent"]) == ("info", "208 99", "")


def test_an_unknown_code_is_an_error_where_the_list_is_complete() -> None:
    tables = {"expenditure_by_function": WHOLE + "\n20899 丁 1 1 _"}

    (finding,) = audited("NAM-03", case_from(tables, catalog=catalog_from(LISTED, is_complete=True)))

    assert (finding.severity, finding.stated) == ("error", "208 99")


def test_a_complete_list_of_another_year_only_notes() -> None:
    tables = {"expenditure_by_function": WHOLE + "\n20899 丁 1 1 _"}

    (finding,) = audited("NAM-03", case_from(tables, catalog=catalog_from(LISTED, year=2025, is_complete=True)))

    assert finding.severity == "info"


@pytest.mark.parametrize(("valid_to", "count"), [("2023", 1), ("2024", 0)])
def test_a_complete_list_asks_for_a_name_in_force(valid_to: str, count: int) -> None:
    tables = {"expenditure_by_function": WHOLE + "\n20899 丁 1 1 _"}
    listed = f"{LISTED}\n20899 2019 {valid_to} 丁 verified printed 甲市财政局2019"

    findings = audited("NAM-03", case_from(tables, catalog=catalog_from(listed, is_complete=True)))

    assert len(findings) == count


def test_economic_codes_are_looked_up_in_their_own_list() -> None:
    tables = {"general_budget_basic": ECONOMIC + "301 甲 1 1 _\n30101 乙 1 1 _\n30150 丙 1 1 _"}
    listed = "\n".join(f"{code} 2022 _ 某 verified printed 甲市财政局2025" for code in ("301", "30101"))

    (finding,) = audited("NAM-03", case_from(tables, catalog=catalog_from("", listed)))

    assert (finding.place.table, finding.place.field, finding.stated) == ("T6", "economic_code", "301 50")


def test_summary_tables_print_names_not_codes() -> None:
    case = case_from({"income_expenditure_summary": "side line name_printed amount\nexpenditure 201 甲 1"})

    assert not_applicable("NAM-03", case) == not_applicable("NAM-06", case) == "no-codes"


CUT = "T3 9 1 20808 functional_code 8 _ repaired"


def test_a_repaired_code_is_reported_as_printed_and_not_once_more() -> None:
    tables = {"expenditure_by_function": WHOLE + "\n20808 丁 1 1 _"}
    case = case_from(tables, cells=CUT, catalog=catalog_from("208 2022 _ 甲 verified printed 甲市财政局2025"))

    (finding,) = audited("NAM-06", case)

    assert (finding.stated, finding.expected, finding.severity) == ("8", "208 08", "warning")
    assert (finding.place.table, finding.place.row, finding.place.field) == ("T3", "20808", "functional_code")
    assert "20808" not in [each.place.row for each in audited("NAM-03", case)]
    assert audited("NUM-01", case) == []


def test_whole_codes_hold_once_a_table() -> None:
    tables = {"expenditure_by_function": WHOLE, "general_budget_expenditure": WHOLE}
    case = case_from(tables, cells="T3 9 5 208 total 14。41 14.41 repaired")

    assert audited("NAM-06", case) == []
    assert held("NAM-06", case) == 2


def test_a_code_in_two_tables_is_looked_up_in_the_same_complete_list() -> None:
    tables = {
        "expenditure_by_function": WHOLE + "\n20899 丁 1 1 _",
        "general_budget_expenditure": WHOLE + "\n20899 丁 1 1 _",
    }

    findings = audited("NAM-03", case_from(tables, catalog=catalog_from(LISTED, is_complete=True)))

    assert [(finding.place.table, finding.severity) for finding in findings] == [("T3", "error"), ("T5", "error")]
