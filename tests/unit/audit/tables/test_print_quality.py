"""How figures are printed."""

from __future__ import annotations

import pytest

from builder.audit.case import Case
from tests.factories import audited, case_from, held, not_applicable

SPENDING = "functional_code name_printed total basic project\n"
ROW = {"expenditure_by_function": SPENDING + "201 甲 1234.56 1234.56 _"}


def printed(raw_text: str, value: str = "1234.56", flags: str = "_", separators: str = "_", unit: str = "yuan") -> Case:
    """Return a case whose first cell is printed as `raw_text`."""
    table = "table_id title_printed amount_unit_printed quantum thousands_separators is_empty\n"
    return case_from(
        ROW | {"printed_tables": f"{table}T3 支出表 {unit} 0.000001 {separators} false"},
        cells=f"T3 3 5 201 total {raw_text} {value} {flags}",
    )


def test_a_negative_amount_is_reported_in_rows_and_totals() -> None:
    case = case_from({"expenditure_by_function": SPENDING + "201 甲 -1.00 -1.00 _"}, totals="T3 total -1.00")

    findings = audited("NUM-03", case)

    assert [(each.place.row, each.place.field) for each in findings] == [
        ("201", "total"),
        ("201", "basic"),
        ("total", "total"),
    ]
    assert {(each.severity, each.stated) for each in findings} == {("warning", "-1.00")}


def test_zero_and_blank_amounts_are_not_negative() -> None:
    case = case_from({"expenditure_by_function": SPENDING + "201 甲 0 0.00 _"}, totals="T3 total _\nT3 basic 0")

    assert held("NUM-03", case) == 1


@pytest.mark.parametrize(
    ("raw_text", "separators"), [("1234.56", "true"), ("1,234.56", "false"), ("12345", "true"), ("１，234", "false")]
)
def test_a_figure_unlike_the_others_of_its_table_is_noted(raw_text: str, separators: str) -> None:
    (finding,) = audited("NUM-04", printed(raw_text, separators=separators))

    assert (finding.place.table, finding.place.row, finding.place.field) == ("T3", None, None)
    assert (finding.stated, finding.severity) == (raw_text, "info")


@pytest.mark.parametrize(
    ("raw_text", "separators"),
    [("1,234.56", "true"), ("1234.56", "false"), ("1234.56", "_"), ("1,234.56", "_"), ("999.12345", "true")],
)
def test_figures_alike_are_not_noted(raw_text: str, separators: str) -> None:
    assert held("NUM-04", printed(raw_text, separators=separators)) == 1


def test_both_prints_in_one_table_are_noted_where_its_usual_one_is_not_known() -> None:
    table = "table_id title_printed amount_unit_printed quantum is_empty\nT3 支出表 yuan 0.000001 false"
    cells = "T3 3 5 201 total 1234.56~ 1234.56 _\nT3 3 6 201 basic 1,234.56~ 1234.56 _"

    (finding,) = audited("NUM-04", case_from(ROW | {"printed_tables": table}, cells=cells))

    assert finding.stated == "1,234.56"


@pytest.mark.parametrize(("raw_text", "unit"), [("12345600.001", "yuan"), ("1234.5600001", "wan_yuan")])
def test_decimals_beyond_a_cent_are_reported(raw_text: str, unit: str) -> None:
    case = printed(raw_text, flags="repaired", unit=unit)

    (finding,) = audited("NUM-05", case)

    assert (finding.place.row, finding.stated, finding.expected) == ("201", raw_text, "1234.56")
    assert finding.severity == "warning"
    assert audited("NUM-01", case) == []


@pytest.mark.parametrize(("raw_text", "unit"), [("12345600.0100", "yuan"), ("1234.560001", "wan_yuan"), ("1", "yuan")])
def test_decimals_down_to_a_cent_hold(raw_text: str, unit: str) -> None:
    assert held("NUM-05", printed(raw_text, unit=unit)) == 1


@pytest.mark.parametrize("raw_text", ["1234.56~7.00", "1234.567.00", "1234.56万元"])
def test_a_crowded_cell_that_could_be_read_is_a_note_and_no_malformed_number(raw_text: str) -> None:
    case = printed(raw_text, flags="repaired")

    (finding,) = audited("NUM-06", case)

    assert (finding.severity, finding.expected) == ("info", "1234.56")
    assert audited("NUM-01", case) == []


def test_a_cell_that_cannot_be_read_is_a_warning() -> None:
    (finding,) = audited("NUM-06", printed("12.3~4.56", value="_", flags="unreadable"))

    assert (finding.severity, finding.expected, finding.place.field) == ("warning", "", "total")


def test_a_cell_with_one_figure_holds() -> None:
    assert held("NUM-06", printed("1,234.56")) == 1


@pytest.mark.parametrize("filler", ["无", "—", "/"])
def test_a_filled_blank_is_noted_once_a_table_and_is_no_malformed_number(filler: str) -> None:
    table = "table_id title_printed amount_unit_printed quantum is_empty\nT3 支出表 yuan 0.000001 false"
    rows = {"expenditure_by_function": SPENDING + "201 甲 1.00 _ _", "printed_tables": table}
    case = case_from(rows, cells=f"T3 3 6 201 basic {filler} _ repaired\nT3 3 7 201 project {filler} _ repaired")

    (finding,) = audited("TBL-03", case)

    assert (finding.place.table, finding.place.row, finding.stated) == ("T3", None, filler)
    assert audited("NUM-01", case) == []


def test_other_odd_cells_are_no_filled_blanks() -> None:
    assert held("TBL-03", printed("1,234.56")) == 1


@pytest.mark.parametrize("rule", ["NUM-01", "NUM-02", "NUM-03", "NUM-04", "NUM-05", "NUM-06", "TBL-03"])
def test_a_document_without_tables_has_no_print_to_judge(rule: str) -> None:
    assert not_applicable(rule, case_from({})) == "no-tables"


@pytest.mark.parametrize("rule", ["NUM-01", "NUM-02", "NUM-04", "NUM-06", "TBL-03"])
def test_odd_codes_are_no_odd_amounts(rule: str) -> None:
    case = case_from(
        ROW | {"printed_tables": "table_id title_printed amount_unit_printed quantum is_empty\nT3 表 yuan 0.01 false"},
        cells="T3 3 1 201 functional_code 2~0101 _ repaired|unreadable\nT3 4 1 201 functional_code — _ _",
    )

    assert held(rule, case) == 1
