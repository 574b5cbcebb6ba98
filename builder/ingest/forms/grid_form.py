"""A form that is a grid of cells, with or without known spans."""

from __future__ import annotations

from collections.abc import Sequence

from builder.ingest.forms.form import Form
from builder.ingest.forms.head import read_head
from builder.ingest.forms.indicators import Columns, columns_in, read_indicators
from builder.ingest.forms.labels import column_of
from builder.ingest.forms.target import LINK, head_records, project_name
from builder.ingest.profile.prose import claim_row
from builder.ingest.recognised import Recognised, Record
from builder.ingest.source import Row


def read_grid_form(rows: Sequence[Row], before: Record | None = None) -> Form:
    """Return a form; `before` is the indicator above its first one, where the form may be the next page of another."""
    found = Recognised()
    at = next((index for index, row in enumerate(rows) if columns_in(row)), len(rows))
    head = read_head(rows[:at], found)
    name = project_name(head)
    project, target = head_records(head, found)
    found.records += [project, target]
    if at < len(rows):
        second = second_header(rows, at)
        columns = Columns.of(rows[at], second)
        for row in (rows[at], second) if second else (rows[at],):
            claim_row(row, found, "table-header")
        body = rows[at + (2 if second else 1) :]
        found.records += read_indicators(body, columns, LINK + name, found, before=None if name else before)
    return Form(rows, name, target, found)


def second_header(rows: Sequence[Row], at: int) -> Row | None:
    """Return the row below a header if that goes on in it."""
    row = rows[at + 1] if at + 1 < len(rows) else None
    return row if row and row.filled and all(column_of(cell.text) for cell in row.filled) else None
