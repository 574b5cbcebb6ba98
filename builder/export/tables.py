"""Rows of a resource as CSV: UTF-8 without BOM, LF, comma, English names as header, nothing rounded or trimmed.

Decimals keep the digits that they have, booleans are `true` and `false`, dates ISO, None an empty cell. The
twin for Excel is the same bytes after a byte-order mark: Excel reads LF, and only needs the mark.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby
from operator import attrgetter
from types import MappingProxyType

from builder.model.money import plain
from builder.model.rows import Row, Value
from builder.schemas import Schema

BYTE_ORDER_MARK = b"\xef\xbb\xbf"

Values = tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """One resource as published: its values in the order of the schema's columns, its rows in published order."""

    schema: Schema
    rows: tuple[Values, ...]


def table_of(schema: Schema, rows: Sequence[Row]) -> Table:
    """Return the rows as published: in printed order, or by primary key where the schema says so."""
    values = _in_order(rows, schema.header)
    return Table(schema, tuple(sorted_by_key(schema, values)) if schema.order == "key" else tuple(values))


def sorted_by_key(schema: Schema, rows: Iterable[Values]) -> list[Values]:
    """Return the rows by primary key; a key column holds one type and no blank."""
    positions = key_positions(schema, schema.primary_key)
    return sorted(rows, key=lambda row: tuple(str_or_whole(row[position]) for position in positions))


def key_positions(schema: Schema, names: Iterable[str]) -> tuple[int, ...]:
    """Return the positions of columns by their names."""
    header = schema.header
    return tuple(header.index(name) for name in names)


def str_or_whole(value: Value) -> tuple[int, str]:
    """Return a sort key that puts blanks first, whole numbers by size, all else as text."""
    if isinstance(value, int):
        return value, ""
    return -1, "" if value is None else str(value)


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
        _COLUMN_TEXTS[field.type](column)
        for field, column in zip(table.schema.fields, zip(*table.rows, strict=True), strict=True)
    ]
    body = _joined(columns)
    if not _is_plain(body, len(table.rows), len(columns)):
        body = _joined([[_quoted(cell, alone=len(columns) == 1) for cell in column] for column in columns])
    return (body + "\n").encode()


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


def _in_order(rows: Sequence[Row], header: tuple[str, ...]) -> list[Values]:
    ordered: list[Values] = []
    for columns, members in groupby(rows, key=attrgetter("columns")):
        is_in_order = tuple(columns.position) == header
        ordered += [row.values if is_in_order else tuple(row[name] for name in header) for row in members]
    return ordered


def _joined(columns: Sequence[Iterable[str]]) -> str:
    return "\n".join(map(",".join, zip(*columns, strict=True)))


def _is_plain(body: str, rows: int, columns: int) -> bool:
    """Whether the commas and line ends of the body are all ours, so that no cell needs quotes."""
    return (
        columns > 1
        and '"' not in body
        and "\r" not in body
        and body.count("\n") == rows - 1
        and body.count(",") == rows * (columns - 1)
    )


def _quoted(cell: str, *, alone: bool) -> str:
    if '"' in cell or "," in cell or "\n" in cell or "\r" in cell or (alone and not cell):
        return '"' + cell.replace('"', '""') + '"'
    return cell


_Column = tuple[Value, ...]


def _texts(column: _Column) -> list[str]:
    return ["" if value is None else str(value) for value in column]


def _amounts(column: _Column) -> list[str]:
    return ["" if value is None else cell_text(value) for value in column]


def _cells(column: _Column) -> list[str]:
    return [cell_text(value) for value in column]


_COLUMN_TEXTS: Mapping[str, Callable[[_Column], list[str]]] = MappingProxyType(
    {"string": _texts, "integer": _texts, "number": _amounts, "date": _cells, "boolean": _cells}
)
