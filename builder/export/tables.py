"""Rows of a resource as CSV: UTF-8 without BOM, LF, comma, English names as header, nothing rounded or trimmed.

Decimals keep the digits that they have, booleans are `true` and `false`, dates ISO, None an empty cell. The
twin for Excel is the same bytes after a byte-order mark: Excel reads LF, and only needs the mark.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import groupby
from operator import attrgetter, itemgetter
from types import MappingProxyType
from typing import Any, cast

from builder.model.money import plain
from builder.model.rows import Row, Value
from builder.schemas import Schema, all_schemas

BYTE_ORDER_MARK = b"\xef\xbb\xbf"

Values = tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """One resource as published: its values in the order of the schema's columns, its rows in published order."""

    schema: Schema
    rows: tuple[Values, ...]


def table_of(schema: Schema, rows: Sequence[Row]) -> Table:
    """Return the rows as published: in printed order, or by primary key where the schema says so."""
    values = _in_order(rows, _header(schema.name))
    return Table(schema, tuple(sorted_by_key(schema, values)) if schema.order == "key" else tuple(values))


def sorted_by_key(schema: Schema, rows: Iterable[Values]) -> list[Values]:
    """Return the rows by primary key; a key column holds one type and no blank."""
    return sorted(rows, key=_key(schema.name))


def key_positions(schema: Schema, names: tuple[str, ...]) -> tuple[int, ...]:
    """Return the positions of columns by their names."""
    return _positions(schema.name, names)


def csv_file(table: Table) -> bytes:
    """Return the table as a CSV file, header and all."""
    return csv_header(table.schema) + csv_body(table)


def csv_header(schema: Schema) -> bytes:
    """Return the header line."""
    return (",".join(schema.header) + "\n").encode()


def csv_body(table: Table) -> bytes:
    """Return the lines after the header; empty where the table has no rows."""
    if not table.rows:
        return b""
    columns = [
        _CELLS[field.type](column)
        for field, column in zip(table.schema.fields, zip(*table.rows, strict=True), strict=True)
    ]
    if len(columns) == 1:
        # a blank cell alone on its line would read as no line
        columns = [[cell or '""' for cell in columns[0]]]
    return ("\n".join(map(",".join, zip(*columns, strict=True))) + "\n").encode()


def excel_twin(content: bytes) -> bytes:
    """Return the same CSV with the mark by which Excel knows UTF-8."""
    return BYTE_ORDER_MARK + content


def cell_text(value: Value) -> str:
    """Return one value as CSV and JSON write it."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return amount_text(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat() if isinstance(value, date) else str(value)


def amount_text(amount: Decimal) -> str:
    """Return `money.plain` of the amount, by the short way where that is the same."""
    text = str(amount)
    return plain(amount) if "E" in text or text.startswith("-0") else text


def amount_texts(column: Sequence[Value]) -> list[str]:
    """Return decimals as texts and blanks as empty ones; by the short way unless `str` writes one otherwise."""
    cells = ["" if value is None else str(value) for value in column]
    told = ",".join(cells)
    if "E" in told or "-0" in told:
        return [
            cell_text(value) if "E" in cell or "-0" in cell else cell for cell, value in zip(cells, column, strict=True)
        ]
    return cells


def _in_order(rows: Sequence[Row], header: tuple[str, ...]) -> list[Values]:
    ordered: list[Values] = []
    for columns, members in groupby(rows, key=attrgetter("columns")):
        is_in_order = tuple(columns.position) == header
        ordered += [row.values if is_in_order else tuple(row[name] for name in header) for row in members]
    return ordered


# What follows from a schema is kept by its name: to ask it again for each of thirty tables a page takes longer than
# to write the small ones.
@cache
def _header(resource: str) -> tuple[str, ...]:
    return all_schemas()[resource].header


@cache
def _positions(resource: str, names: tuple[str, ...]) -> tuple[int, ...]:
    return tuple(map(_header(resource).index, names))


@cache
def _key(resource: str) -> Callable[[Values], Any]:
    return itemgetter(*_positions(resource, all_schemas()[resource].primary_key))


_Column = tuple[Value, ...]


def _texts(column: _Column) -> list[str]:
    """Texts, in quotes where they need them; most columns hold none that does, which is seen at once."""
    cells = [value or "" for value in cast("tuple[str | None, ...]", column)]
    told = "".join(cells)
    if '"' in told or "," in told or "\n" in told or "\r" in told:
        return [_quoted(cell) for cell in cells]
    return cells


def _quoted(cell: str) -> str:
    if '"' in cell or "," in cell or "\n" in cell or "\r" in cell:
        return '"' + cell.replace('"', '""') + '"'
    return cell


def _wholes(column: _Column) -> list[str]:
    return ["" if value is None else str(value) for value in column]


def _others(column: _Column) -> list[str]:
    return [cell_text(value) for value in column]


_CELLS: Mapping[str, Callable[[_Column], list[str]]] = MappingProxyType(
    {"string": _texts, "integer": _wholes, "number": amount_texts, "date": _others, "boolean": _others}
)
