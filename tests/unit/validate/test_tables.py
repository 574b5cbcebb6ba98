"""Every cell of a table obeys its Table Schema."""

from __future__ import annotations

import pytest

from builder.findings import Finding
from builder.messages import sentences
from builder.records import RawTable
from builder.schemas import all_schemas
from builder.validate.tables import validate_table

HEADER = all_schemas()["staffing"].header
GOOD = ("650001-jyj", "2024", "active", "10", "", "7")


def table(*rows: tuple[str, ...], header: tuple[str, ...] = HEADER) -> RawTable:
    return RawTable("staffing", "staffing.csv", "csv", header, rows, tuple(range(2, len(rows) + 2)), None)


def rules(findings: tuple[Finding, ...]) -> list[str]:
    return [finding.rule for finding in findings]


def test_a_good_table_is_typed() -> None:
    typed, findings = validate_table(table(GOOD))

    assert findings == ()
    assert typed is not None
    assert typed.rows == (("650001-jyj", 2024, "active", 10, None, 7),)


def test_a_missing_column_is_named_with_its_title() -> None:
    typed, (finding,) = validate_table(table(GOOD[:3] + GOOD[4:], header=HEADER[:3] + HEADER[4:]))

    assert typed is None
    assert finding.rule == "missing-column"
    assert finding.place.field == "headcount"
    assert "人数" in sentences(finding, "zh").what


def test_an_unknown_column_suggests_the_nearest_name() -> None:
    _, findings = validate_table(table(GOOD, header=(*HEADER[:3], "headcont", *HEADER[4:])))

    assert rules(findings) == ["unknown-column", "missing-column"]
    assert findings[0].place.column == 4
    assert "headcount" in sentences(findings[0], "zh").what


def test_columns_out_of_order_are_reported_at_the_first() -> None:
    header = (*HEADER[:3], HEADER[4], HEADER[3], HEADER[5])

    _, (finding,) = validate_table(table(GOOD, header=header))

    assert (finding.rule, finding.place.column, finding.expected) == ("column-order", 4, "headcount")


def test_every_fault_of_every_row_is_reported_in_one_go() -> None:
    typed, findings = validate_table(
        table(("650001-jyj", "2024", "actve", "x", "", ""), ("", "2024", "retired", "-1", "1.5", "0"))
    )

    assert typed is None
    assert [(finding.rule, finding.place.line, finding.place.column) for finding in findings] == [
        ("not-in-list", 2, 3),
        ("malformed-integer", 2, 4),
        ("required-cell", 3, 1),
        ("out-of-range", 3, 4),
        ("malformed-integer", 3, 5),
        ("out-of-range", 3, 6),
    ]


def test_a_repeated_key_names_the_first_line() -> None:
    _, (finding,) = validate_table(table(GOOD, GOOD))

    assert (finding.rule, finding.place.line, finding.facts["first_line"]) == ("duplicate-key", 3, "2")


def test_characters_that_look_alike_are_shown_as_code_points() -> None:
    _, (finding,) = validate_table(table(("650001-jyj", "2024", "active", "10\u3000", "", "")))

    assert "U+3000" in sentences(finding, "zh").what


def test_a_yaml_table_reports_the_line_of_the_key() -> None:
    header = all_schemas()["glossary"].header
    raw = RawTable(
        "glossary",
        "glossary.yaml",
        "yaml",
        header,
        (("650001-jyj", "2024", "x", "财政拨款", None, None),),
        (1,),
        ((1, 2, 3, 4, 5, 6),),
    )

    _, (finding,) = validate_table(raw)

    assert (finding.rule, finding.place.line, finding.place.field) == ("malformed-integer", 3, "seq")


def test_a_full_memory_of_cells_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("builder.validate.tables.MEMO_SIZE", 0)
    row = ("650001-jyj", "2024", "active", "987654", "", "7")

    typed, _ = validate_table(table(row))

    assert typed is not None
    assert typed.rows[0][3] == 987654
