"""Codes and keys point at rows that are there, and a table is empty where the document says so."""

from __future__ import annotations

from builder.findings import Finding
from builder.records import TypedTable
from builder.validate.package import duplicate_unit_years
from builder.validate.references import validate_references
from tests.factories import HEAD, typed_table

SPENDING = "functional_code name_printed total basic project\n"
CODES = "code\n201\n20101"
PRINTED = "table_id title_printed amount_unit_printed quantum is_empty\nT3 某表 wan_yuan 0.01 "


def tables(**texts: str) -> dict[str, TypedTable]:
    return {name: typed_table(name, text) for name, text in (HEAD | texts).items()}


def found(**texts: str) -> list[tuple[str, str | None, int | None]]:
    findings: tuple[Finding, ...] = validate_references(tables(**texts))
    return [(finding.rule, finding.place.file, finding.place.line) for finding in findings]


def test_a_complete_package_has_no_finding() -> None:
    rows = SPENDING + "201 甲 1 1 _\n20101 乙 1 1 _"

    assert found(expenditure_by_function=rows, functional_codes=CODES, printed_tables=PRINTED + "false") == []


def test_a_code_that_is_not_in_the_list_is_dangling() -> None:
    rows = SPENDING + "201 甲 1 1 _\n20109 乙 1 1 _"

    assert found(expenditure_by_function=rows, functional_codes=CODES, printed_tables=PRINTED + "false") == [
        ("dangling-code", "expenditure_by_function.csv", 3)
    ]


def test_a_row_of_another_year_has_no_disclosure() -> None:
    staffing = "unit_id year category headcount\n650001-jyj 2024 active 3\n650001-jyj 2023 active 3"

    assert found(staffing=staffing) == [("no-disclosure", "staffing.csv", 3)]


def test_a_table_without_rows_must_be_marked_empty() -> None:
    assert found(expenditure_by_function=SPENDING, functional_codes=CODES, printed_tables=PRINTED + "false") == [
        ("no-rows", "printed_tables.csv", 2)
    ]
    assert found(expenditure_by_function=SPENDING, functional_codes=CODES, printed_tables=PRINTED + "true") == []


def test_a_table_marked_empty_has_no_rows() -> None:
    rows = SPENDING + "201 甲 1 1 _"

    assert found(expenditure_by_function=rows, functional_codes=CODES, printed_tables=PRINTED + "true") == [
        ("rows-in-empty-table", "printed_tables.csv", 2)
    ]


def test_a_table_with_rows_must_be_listed() -> None:
    rows = SPENDING + "201 甲 1 1 _"
    header_only = "table_id title_printed amount_unit_printed quantum is_empty"

    assert found(expenditure_by_function=rows, functional_codes=CODES, printed_tables=header_only) == [
        ("table-not-listed", "expenditure_by_function.csv", None)
    ]


def test_two_packages_for_one_unit_year_are_reported_at_the_second() -> None:
    from builder.findings import Place

    here, there = Place(file="a/disclosures.yaml", line=1), Place(file="b/disclosures.yaml", line=1)

    (finding,) = duplicate_unit_years([("x", 2024, here), ("x", 2023, there), ("x", 2024, there)])

    assert finding.rule == "duplicate-unit-year"
    assert finding.place.file == "b/disclosures.yaml"
    assert finding.facts["other"] == "a/disclosures.yaml:1"


def test_a_table_that_has_no_resource_of_its_own_is_left_alone() -> None:
    other = "table_id title_printed amount_unit_printed quantum is_empty\nT12 某表 wan_yuan 0.01 false"

    assert found(printed_tables=other) == []
