"""Every cell of a table obeys its Table Schema, and its primary keys are distinct."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from builder.findings import Finding, Place
from builder.records import RawCell, RawTable, TypedTable, Value
from builder.schemas import Field, Schema, all_schemas
from builder.validate.cells import Fault, converter_of

_Column = Callable[[RawCell], Value | Fault]


def validate_table(table: RawTable) -> tuple[TypedTable | None, tuple[Finding, ...]]:
    """Return the typed table, or None and everything that is wrong with it."""
    checker = _checker(table.resource)
    header_findings = tuple(_header_findings(table, checker.schema))
    if any(finding.severity == "error" for finding in header_findings):
        return None, header_findings
    return checker.check(table, header_findings)


def place_of_cell(table: RawTable, row: int, column: int) -> Place:
    """Return the place of a raw cell (both counted from 0), with the unit and year of its row if it has them."""
    cells = table.rows[row]
    unit_id, year = (_cell_named(table, cells, name) for name in ("unit_id", "year"))
    return Place(
        file=table.file,
        line=table.line_of(row, column),
        column=column + 1,
        unit_id=unit_id,
        year=int(year) if year and year.isascii() and year.isdigit() else None,
        field=table.header[column],
    )


def _cell_named(table: RawTable, cells: tuple[RawCell, ...], name: str) -> str | None:
    return cells[table.header.index(name)] if name in table.header else None


def _header_findings(table: RawTable, schema: Schema) -> Iterator[Finding]:
    expected = schema.header
    line = table.lines[0] if table.form == "yaml" and table.lines else 1
    for column, name in enumerate(table.header):
        if name not in expected:
            nearest = difflib.get_close_matches(name, expected, 1, 0.6)
            place = Place(file=table.file, line=line, column=column + 1, field=name)
            facts = {"name": name, "nearest": nearest[0] if nearest else "", "columns": ", ".join(expected)}
            yield Finding("data", "unknown-column", "error", place, stated=name, facts=facts)
    missing = [name for name in expected if name not in table.header]
    for name in missing:
        place = Place(file=table.file, line=line, field=name)
        facts = {"name": name, "title": schema.field(name).title, "position": str(expected.index(name) + 1)}
        yield Finding("data", "missing-column", "error", place, expected=name, facts=facts)
    if not missing and len(table.header) == len(expected) and table.header != expected:
        column = next(index for index, name in enumerate(table.header) if name != expected[index])
        place = Place(file=table.file, line=line, column=column + 1, field=table.header[column])
        yield Finding(
            "data", "column-order", "error", place, stated=table.header[column], expected=expected[column],
            facts={"columns": ",".join(expected)},
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Checker:
    """A schema compiled: one function a column."""

    schema: Schema
    columns: tuple[_Column, ...]
    key: tuple[int, ...]

    def check(self, table: RawTable, noted: tuple[Finding, ...]) -> tuple[TypedTable | None, tuple[Finding, ...]]:
        columns = self.columns
        rows: list[tuple[Value, ...]] = []
        findings = list(noted)
        for number, cells in enumerate(table.rows):
            values = tuple([convert(cell) for convert, cell in zip(columns, cells, strict=True)])
            if any(value.__class__ is Fault for value in values):
                findings.extend(self._faults(table, number, values))
            rows.append(values)  # type: ignore[arg-type]  # a table with a fault is never handed on
        findings.extend(self._repeated_keys(table, rows))
        if any(finding.severity == "error" for finding in findings):
            return None, tuple(findings)
        width = range(1, len(self.columns) + 1)
        return TypedTable(table.resource, table.file, tuple(rows), table.lines, tuple(width)), tuple(findings)

    def _faults(self, table: RawTable, number: int, values: tuple[Value | Fault, ...]) -> Iterator[Finding]:
        for column, value in enumerate(values):
            if isinstance(value, Fault):
                field = self.schema.fields[column]
                cell = table.rows[number][column] or ""
                facts = {"title": field.title, "name": field.name, "cell": _visible(cell)}
                yield Finding(
                    "data", value.rule, "error", place_of_cell(table, number, column),
                    stated=cell, expected=value.expected, facts=facts,
                )  # fmt: skip

    def _repeated_keys(self, table: RawTable, rows: list[tuple[Value, ...]]) -> Iterator[Finding]:
        first_line: dict[tuple[Value, ...], int] = {}
        key = self.key
        for number, values in enumerate(rows):
            row_key = tuple([values[column] for column in key])
            line = first_line.setdefault(row_key, table.lines[number])
            if line != table.lines[number]:
                facts = {
                    "key": ", ".join(f"{self.schema.fields[column].name}={values[column]}" for column in key),
                    "first_line": str(line),
                }
                place = place_of_cell(table, number, key[-1])
                yield Finding("data", "duplicate-key", "error", place, facts=facts)


def _visible(cell: str) -> str:
    """Return the cell with characters that look like others or like nothing as code points."""
    return "".join(
        character if character.isprintable() and character != "\u3000" else f"⟨U+{ord(character):04X}⟩"
        for character in cell[:80]
    )


@cache
def _checker(resource: str) -> _Checker:
    schema = all_schemas()[resource]
    positions = {name: index for index, name in enumerate(schema.header)}
    return _Checker(
        schema,
        tuple(_column(field) for field in schema.fields),
        tuple(positions[name] for name in schema.primary_key),
    )


MEMO_SIZE = 50_000
"""Distinct cells remembered for each column: figures and codes recur, and a look-up is cheaper than a parse."""


def _column(field: Field) -> _Column:
    convert = converter_of(field)
    blank: Value | Fault = Fault("required-cell") if field.required else None
    if field.type == "string" and not field.enum and not field.pattern and not field.format:
        return lambda cell: cell or blank
    memo: dict[RawCell, Value | Fault] = {None: blank, "": blank}

    def remembered(cell: RawCell) -> Value | Fault:
        try:
            return memo[cell]
        except KeyError:
            value = convert(cell or "")
            if len(memo) < MEMO_SIZE:
                memo[cell] = value
            return value

    return remembered
