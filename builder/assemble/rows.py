"""A typed table as rows of the model."""

from __future__ import annotations

from collections.abc import Iterable

from builder.model.rows import Columns, Row, Value
from builder.records import TypedTable
from builder.schemas import all_schemas


def rows_of(table: TypedTable) -> tuple[Row, ...]:
    """Return the rows of a table, sharing their columns."""
    header = all_schemas()[table.resource].header
    columns = Columns(
        table.resource,
        table.file,
        {name: position for position, name in enumerate(header)},
        dict(zip(header, table.columns, strict=True)),
    )
    return tuple([Row(columns, values, line) for values, line in zip(table.rows, table.lines, strict=True)])


def derived_rows(resource: str, values: Iterable[tuple[Value, ...]]) -> tuple[Row, ...]:
    """Return rows that stand in no file, numbered as in the file that they will be published in."""
    header = all_schemas()[resource].header
    columns = Columns(
        resource,
        "",
        {name: position for position, name in enumerate(header)},
        {name: position + 1 for position, name in enumerate(header)},
    )
    return tuple(Row(columns, each, number) for number, each in enumerate(values, start=2))
