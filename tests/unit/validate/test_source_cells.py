"""An odd cell kept as printed belongs to a figure or a code, and a figure was read as there."""

from __future__ import annotations

import pytest

from builder.validate.source_cells import validate_source_cells
from tests.factories import typed_table

TABLES = {
    "expenditure_by_function": "functional_code name_printed total basic project\n208 甲 14.41 14.41 _",
    "income_expenditure_summary": "side line name_printed amount\nincome gpb 甲 30.00",
    "disclosed_totals": "table_id measure amount\nT1 income_total 30.00",
}
HEADER = "table_id row_no col_no row field raw_text value flags\n"


def found(cell: str) -> list[str]:
    tables = {name: typed_table(name, text) for name, text in TABLES.items()}
    tables["source_cells"] = typed_table("source_cells", HEADER + cell)
    return [finding.rule for finding in validate_source_cells(tables)]


@pytest.mark.parametrize(
    "cell",
    [
        "T3 8 5 208 total 14。41 14.41 repaired",
        "T1 3 2 income/gpb amount 30.00~ 30.00 trailing_ideographic_space",
        "T1 9 2 total income_total 30.00~ 30 trailing_ideographic_space",
        "T3 8 5 208 project ? _ unreadable",
        "T3 8 1 208 functional_code 8 _ repaired",
    ],
)
def test_a_cell_that_names_its_figure_holds(cell: str) -> None:
    assert found(cell) == []


@pytest.mark.parametrize("place", ["T3 8 5 209 total", "T3 8 5 208 amount", "T5 8 5 208 total", "T1 3 2 gpb amount"])
def test_a_cell_that_names_no_figure_is_reported(place: str) -> None:
    assert found(f"{place} 14。41 14.41 repaired") == ["source-cell-nowhere"]


def test_a_cell_read_as_another_amount_is_reported() -> None:
    assert found("T3 8 5 208 total 14。41 14.14 repaired") == ["source-cell-differs"]


def test_a_code_has_no_amount() -> None:
    assert found("T3 8 1 208 functional_code 8 8 repaired") == ["source-cell-differs"]


def test_figures_are_found_without_any_total_row() -> None:
    tables = {"expenditure_by_function": typed_table("expenditure_by_function", TABLES["expenditure_by_function"])}
    tables["source_cells"] = typed_table("source_cells", HEADER + "T3 8 5 208 total 14。41 14.41 repaired")

    assert list(validate_source_cells(tables)) == []


def test_a_package_without_odd_cells_has_nothing_to_hold() -> None:
    assert list(validate_source_cells({})) == []


def test_nothing_is_said_of_a_table_that_could_not_be_read() -> None:
    tables = {"source_cells": typed_table("source_cells", HEADER + "T3 8 5 208 total 14。41 14.41 repaired")}

    assert list(validate_source_cells(tables, {"expenditure_by_function"})) == []
    assert [finding.rule for finding in validate_source_cells(tables)] == ["source-cell-nowhere"]


def test_nothing_is_said_of_a_total_row_that_could_not_be_read() -> None:
    cell = "T3 8 5 total total 14。41 14.41 repaired"
    tables = {"source_cells": typed_table("source_cells", HEADER + cell)}

    assert list(validate_source_cells(tables, {"disclosed_totals"})) == []
