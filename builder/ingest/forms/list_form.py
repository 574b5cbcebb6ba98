"""A table of all projects: name, amount and goal in columns of their own beside the indicators."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from builder.ingest.forms.form import Form
from builder.ingest.forms.grid_form import second_header
from builder.ingest.forms.head import Head, Value, read_head
from builder.ingest.forms.indicators import HEAD, Columns, columns_in, read_indicators
from builder.ingest.forms.labels import role_of, unit_in
from builder.ingest.forms.target import LINK, head_records, project_name
from builder.ingest.profile.prose import claim_row
from builder.ingest.recognised import Recognised
from builder.ingest.source import Cell, Row

_AS_ABOVE = ("form_year", "unit", "authority", "executor")
"""What a project has in common with the one above it where its own cells are blank."""


def list_header(rows: Sequence[Row]) -> int:
    """Return which row heads both projects and indicators; -1 where none does."""
    for index, row in enumerate(rows):
        if columns_in(row) and any(role_of(cell.text) == "name" for cell in row.cells):
            return index
    return -1


def read_list_form(rows: Sequence[Row], at: int) -> Iterator[Form]:
    """Return a form for each project; cells of name, amount and goal that are blank are as above."""
    found = Recognised()
    common = read_head(rows[:at], found)
    second = second_header(rows, at)
    columns = Columns.of(rows[at], second)
    for row in (rows[at], second) if second else (rows[at],):
        claim_row(row, found, "table-header")
        units = [unit for cell in row.cells if (unit := unit_in(cell.text))]
        common.unit = common.unit or next(iter(units), None)
    for group in _groups(rows[at + (2 if second else 1) :], columns):
        head = _head_of(group, columns, common, found)
        project, target = head_records(head, found)
        found.records += [project, target]
        name = project_name(head)
        found.records += read_indicators(group, columns, LINK + name, found)
        yield Form(group, name, target, found)
        found = Recognised()
        common.values = [replace(value, spans=()) for value in head.values if value.role in _AS_ABOVE]


def _groups(rows: Sequence[Row], columns: Columns) -> Iterator[list[Row]]:
    """The rows of each project: a new one begins where another name stands."""
    group: list[Row] = []
    current = ""
    for row in rows:
        name = next((cell.text.strip() for role, cell in _head_cells(row, columns) if role == "name"), "")
        if name and name != current and not columns_in(row):
            if current:
                yield group
            group, current = [], name
        group.append(row)
    if current:
        yield group


def _head_cells(row: Row, columns: Columns) -> Iterator[tuple[str, Cell]]:
    for column, cell in columns.assign(row):
        if column.startswith(HEAD) and cell.text.strip():
            yield column.removeprefix(HEAD), cell


def _head_of(rows: Sequence[Row], columns: Columns, common: Head, found: Recognised) -> Head:
    """The head of one project: what stands above the table and its own cells, each once."""
    first = next(row for row in rows if row.filled)
    head = Head(common.title, first.cells[0].piece.place.line, common.unit, list(common.values))
    for row in rows:
        if columns_in(row):
            continue
        for role, cell in _head_cells(row, columns):
            text = cell.text.strip()
            if any(value.role == role and value.text == text for value in head.values):
                found.claim(cell.piece, None, "duplicate-of")
                continue
            start = cell.text.index(text)
            head.values.insert(0, Value(role, text, ((cell.piece, start, start + len(text)),)))
    return head
