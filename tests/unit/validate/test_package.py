"""A package whole: what could not be read is said once, and says nothing of its neighbours."""

from __future__ import annotations

import pytest

from builder.records import RawDescriptor, RawPackage, RawTable
from builder.validate import typed_tables, validate_package
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


@pytest.mark.parametrize(
    ("unit", "is_missed"), [("650001-jyj 某州教育局 650001", True), ("650001-jyj 某州教育局 _", False)]
)
def test_the_regions_may_be_missing_as_long_as_no_unit_names_one(unit: str, *, is_missed: bool) -> None:
    texts = {"units": f"unit_id name_official region_code\n{unit}", "disclosures": HEAD["disclosures"]}
    tables = tuple(raw_table(name, text) for name, text in texts.items())
    foreign = RawTable("x-notes", "x-notes.csv", "csv", ("a",), (("1",),), (2,))
    content = {"resources": [{"name": name} for name in ("units", "disclosures")]}
    descriptor = RawDescriptor("datapackage.yaml", content, {})

    found = validate_package(RawPackage("x", "0" * 64, descriptor, (*tables, foreign), (), ()), None)

    assert ("missing-resource" in {finding.rule for finding in found.findings}) == is_missed
