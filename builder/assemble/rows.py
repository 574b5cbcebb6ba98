"""A typed table as rows of the model."""

from __future__ import annotations

from builder.model.rows import Columns, Row
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
