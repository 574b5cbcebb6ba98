"""Every cell of a table obeys its Table Schema, and its primary keys are distinct."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from operator import itemgetter

from builder.findings import Finding, Place
from builder.records import RawCell, RawTable, TypedTable, Value
from builder.schemas import Field, Schema, all_schemas
from builder.validate.cells import Fault, converter_of


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
    """A schema compiled, a column at a time: a table has ten columns and thousands of rows."""

    schema: Schema
    columns: tuple[_Column, ...]
    key: tuple[int, ...]

    def check(self, table: RawTable, noted: tuple[Finding, ...]) -> tuple[TypedTable | None, tuple[Finding, ...]]:
        columns = list(zip(self.columns, zip(*table.rows, strict=True), strict=bool(table.rows)))
        rows = tuple(zip(*(column.read(cells) for column, cells in columns), strict=True))
        findings = list(noted)
        if any(column.has_fault(cells) for column, cells in columns):
            for number, row in enumerate(rows):
                findings.extend(self._faults(table, number, row))
        findings.extend(self._repeated_keys(table, rows))
        if any(finding.severity == "error" for finding in findings):
            return None, tuple(findings)
        width = range(1, len(self.columns) + 1)
        # a table with a fault is never handed on
        typed = TypedTable(table.resource, table.file, rows, table.lines, tuple(width), table.texts or table.rows)
        return typed, tuple(findings)

    def _faults(self, table: RawTable, number: int, values: Sequence[Value | Fault]) -> Iterator[Finding]:
        for column, value in enumerate(values):
            if isinstance(value, Fault):
                field = self.schema.fields[column]
                cell = table.rows[number][column] or ""
                facts = {"title": field.title, "name": field.name, "cell": _visible(cell)}
                yield Finding(
                    "data", value.rule, "error", place_of_cell(table, number, column),
                    stated=cell, expected=value.expected, facts=facts,
                )  # fmt: skip

    def _repeated_keys(self, table: RawTable, rows: Sequence[tuple[Value | Fault, ...]]) -> Iterator[Finding]:
        keys = list(map(itemgetter(*self.key), rows))
        if len(set(keys)) == len(keys):
            return
        first_line: dict[object, int] = {}
        for number, key in enumerate(keys):
            line = first_line.setdefault(key, table.lines[number])
            if line != table.lines[number]:
                facts = {
                    "key": ", ".join(
                        f"{self.schema.fields[column].name}={rows[number][column]}" for column in self.key
                    ),
                    "first_line": str(line),
                }
                place = place_of_cell(table, number, self.key[-1])
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
        tuple(map(_Column, schema.fields)),
        tuple(positions[name] for name in schema.primary_key),
    )


MEMO_SIZE = 50_000
"""Distinct cells remembered for each column: figures and codes recur, and a look-up is cheaper than a parse."""


class _Column(dict[RawCell, Value | Fault]):
    """A field compiled: the values of cells met before, and how to find that of another."""

    def __init__(self, field: Field) -> None:
        blank: Value | Fault = Fault("required-cell") if field.required else None
        super().__init__({None: blank, "": blank})
        self._convert = converter_of(field)
        self._is_plain = field.type == "string" and not field.enum and not field.pattern and not field.format
        self._faulty: set[RawCell] = {None, ""} if field.required else set()

    def read(self, cells: Sequence[RawCell]) -> Sequence[Value | Fault]:
        """Return the value of each cell, or its fault."""
        if self._is_plain:
            return cells if "" not in cells and None not in cells else [cell or self[None] for cell in cells]
        return list(map(self.__getitem__, cells))

    def has_fault(self, cells: Sequence[RawCell]) -> bool:
        """Return whether one of the cells, which were read before, has a fault."""
        return not self._faulty.isdisjoint(cells)

    def __missing__(self, cell: RawCell) -> Value | Fault:
        value = self._convert(cell or "")
        if isinstance(value, Fault):
            self._faulty.add(cell)
        if len(self) < MEMO_SIZE:
            self[cell] = value
        return value
