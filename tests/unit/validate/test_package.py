"""A package whole: what could not be read is said once, and says nothing of its neighbours."""

from __future__ import annotations

from builder.validate import typed_tables
from builder.validate.references import validate_references
from builder.validate.source_cells import validate_source_cells
from tests.factories import HEAD, raw_table, typed_table

PRINTED = "table_id title_printed amount_unit_printed quantum is_empty\nT3 某表 wan_yuan 0.01 false"
CELLS = "table_id row_no col_no row field raw_text value flags\nT3 3 2 20101 basic 14。41 14.41 cjk_stop_decimal"


def test_a_table_that_could_not_be_read_is_no_empty_table() -> None:
    tables = {name: typed_table(name, text) for name, text in (HEAD | {"printed_tables": PRINTED}).items()}

    rules = [
        [finding.rule for finding in validate_references(tables, unread)]
        for unread in ((), ("expenditure_by_function",))
    ]

    assert rules == [["no-rows"], []]


def test_the_odd_cells_of_a_table_that_could_not_be_read_are_not_blamed() -> None:
    tables = {name: typed_table(name, text) for name, text in (HEAD | {"source_cells": CELLS}).items()}

    rules = [
        [finding.rule for finding in validate_source_cells(tables, unread)]
        for unread in ((), ("expenditure_by_function",), ("disclosed_totals",))
    ]

    assert rules == [["source-cell-nowhere"], [], ["source-cell-nowhere"]]


def test_a_table_with_a_fault_is_left_out_of_those_that_can_be_used() -> None:
    good = raw_table("divisions", "seq name\n1 办公室")
    bad = raw_table("staffing", "category headcount\nactual x")

    assert list(typed_tables([good, bad])) == ["divisions"]
