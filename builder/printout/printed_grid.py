"""The grid of a statutory table, cell by cell as the document shows it.

Odd texts are shown as they were printed, amounts in the unit and precision of their table. Where odd cells say in
which row of the print they stand, the rows left blank above them are there too, and a title printed within the grid.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Literal

from builder.layout.amounts import printer
from builder.layout.grids import (
    CODE_PARTS,
    FUND,
    LABEL,
    SIDES,
    TWO_SIDED,
    grid_of,
    has_total,
    is_total_first,
    row_label,
    side_grid_of,
    total_field,
)
from builder.layout.headings import depth_of, heading_rows
from builder.model.codes import CODE_COLUMNS
from builder.model.disclosure import TOTAL, Line, PrintedTable
from builder.model.rows import Row
from builder.printout.content import Cell, Look, Table, extent
from builder.profiles import Column, Grid, Profile
from builder.schemas import all_schemas, label

WIDE = 125
"""Tables wider than this, in half-width characters, stand on a page on its side."""
_CAPTION_ROWS = 2
_MOST_BLANK_ROWS = 30
_LEVELS = {3: 1, 5: 2, 7: 3}
_WIDTHS: Mapping[Look, tuple[int, int]] = {"text": (16, 36), "amount": (11, 18), "code": (7, 7)}
"""The least and the greatest width of a column by its kind, in half-width characters."""

# A cell of a flattened document may hold the figures of its whole row; then it shows its own.
_FIGURE = re.compile(r"\d+(?:[.,，。．]\d+)*")

_Entry = Line | Literal["total"] | None
"""What stands in a row of one half: a line, the total, or nothing."""


@dataclass(frozen=True, slots=True)
class _Half:
    """One side of a table, or the whole of one without sides; `start` is its first column."""

    grid: Grid
    side: str | None
    lines: tuple[Line, ...]
    start: int


class PrintedGrid:
    """The layout of one table that has a resource; `sources` are the odd cells of its document."""

    def __init__(self, table: PrintedTable, template: Profile, sources: Sequence[Row] = ()) -> None:
        """Lay the table out."""
        self._table = table
        self._halves = tuple(_halves(table, template))
        self._columns = [column for half in self._halves for column in half.grid.columns]
        self._depth = max(depth_of(half.grid.columns) for half in self._halves)
        self._written = printer(table)
        self._sources = [row for row in sources if row.text("table_id") == table.table_id]
        self._codes = {place: text for row in self._sources for place, text in _code_cells(table, row)}
        self.has_caption_inside = self._first_row_by_odd_cells() == self._depth + _CAPTION_ROWS + 1

    def table(self, title: str, caption: str, unit: str) -> Table:
        """Return the table; its title and caption stand within it only where the document prints them there."""
        cells = list(self._captions(title, caption, unit)) if self.has_caption_inside else []
        above = _CAPTION_ROWS if cells else 0
        cells += self._headings(above)
        head = above + self._depth
        rows = self._rows(head)
        for number, row in enumerate(rows, head):
            for half, entry in zip(self._halves, row, strict=True):
                cells += self._cells(number, half, entry)
        return Table(tuple(cells), head + len(rows), head, tuple(self._widths(cells)))

    def _captions(self, title: str, caption: str, unit: str) -> Iterator[Cell]:
        width = len(self._columns)
        left = max(width // 2, 1)
        yield Cell(0, 0, title, "head", column_span=width)
        yield Cell(1, 0, caption, column_span=left)
        yield Cell(1, left, unit, "aside", column_span=width - left)

    def _headings(self, first: int) -> Iterator[Cell]:
        for half in self._halves:
            for row, headings in enumerate(heading_rows(half.grid.columns, self._depth), first):
                for one in headings:
                    yield Cell(
                        row, half.start + one.start, one.text, "head", one.row_span, column_span=one.end - one.start
                    )

    def _widths(self, cells: Sequence[Cell]) -> Iterator[int]:
        """Yield how wide each column is: as its longest text asks, between what its kind needs and may have."""
        for place, column in enumerate(self._columns):
            least, most = _WIDTHS[self._look(column)]
            asked = max(
                (extent(cell.text) for cell in cells if cell.column == place and cell.look != "head"), default=0
            )
            yield min(max(least, asked + 2), most)

    def _look(self, column: Column) -> Look:
        if column.field in self._table.measures:
            return "amount"
        return "code" if column.field in CODE_PARTS else "text"

    def _first_row_by_odd_cells(self) -> int | None:
        """Return the row of the print in which the first line stands, as the first odd cell of a line has it."""
        places = {line.key: place for half in self._halves for place, line in enumerate(half.lines)}
        for row in self._sources:
            place, number = places.get(row.text("row") or ""), row.whole("row_no")
            if place is not None and number is not None:
                return number - place
        return None

    def _rows(self, head: int) -> list[tuple[_Entry, ...]]:
        rows: list[tuple[_Entry, ...]] = list(zip_longest(*(half.lines for half in self._halves)))
        has_totals = [has_total(self._table, half.grid, half.side) for half in self._halves]
        if not any(has_totals):
            return rows
        total: tuple[_Entry, ...] = tuple("total" if has else None for has in has_totals)
        if is_total_first(self._table):
            return [total, *rows]
        blank: tuple[_Entry, ...] = (None,) * len(self._halves)
        numbers = [row.whole("row_no") or 0 for row in self._sources if row.text("row") == TOTAL]
        missing = max(numbers, default=0) - head - len(rows) - 1
        return [*rows, *([blank] * (missing if 0 < missing <= _MOST_BLANK_ROWS else 0)), total]

    def _cells(self, number: int, half: _Half, entry: _Entry) -> Iterator[Cell]:
        for place, column in enumerate(half.grid.columns, half.start):
            look = self._look(column)
            if entry == "total":
                yield Cell(number, place, self._total_text(half, column), look, is_sum=True)
            elif entry is None:
                yield Cell(number, place, "", look)
            else:
                level = 0 if half.side else _LEVELS.get(len(entry.code or ""), 0)
                yield Cell(number, place, self._line_text(entry, column, place), look, level=level)

    def _line_text(self, line: Line, column: Column, place: int) -> str:
        field = column.field
        if field in CODE_PARTS:
            return self._codes.get((line.key, place + 1), (line.code or "")[CODE_PARTS[field]])
        if field in self._table.measures:
            return self._amount_text(line.key, field)
        if field == LABEL:
            return row_label(line)
        return label(self._table.resource or "", FUND, line.key) if field == FUND else line.row.text(field) or ""

    def _total_text(self, half: _Half, column: Column) -> str:
        if column.field in self._table.measures:
            return self._amount_text(TOTAL, total_field(column.field, self._table, half.side))
        return half.grid.total_label if column.field == half.grid.total_field else ""

    def _amount_text(self, key: str, field: str) -> str:
        source = self._table.source_cells.get((key, field))
        amount = self._table.amount(key, field)
        if source is not None and (amount is None or len(_FIGURE.findall(source.raw_text)) == 1):
            return source.raw_text
        return "" if amount is None else self._written(amount)


def _code_cells(table: PrintedTable, row: Row) -> Iterator[tuple[tuple[str, int], str]]:
    """Yield the cells of a code that is printed oddly: its parts where they stand apart, whole where they do not."""
    key, first, raw = row.text("row") or "", row.whole("col_no") or 0, row.text("raw_text") or ""
    line = table.line(key)
    if row.text("field") not in CODE_COLUMNS or line is None:
        return
    parts = raw.split()
    if raw.strip() == line.code and first == 1:
        parts = [raw, *[""] * (len(CODE_PARTS) - 1)]
    yield from (((key, place), part) for place, part in enumerate(parts if len(parts) > 1 else [raw], first))


def _halves(table: PrintedTable, template: Profile) -> Iterator[_Half]:
    if table.table_id not in TWO_SIDED:
        yield _Half(grid_of(table, template), None, table.lines, 0)
        return
    start = 0
    for side in SIDES:
        grid = side_grid_of(table, template, side)
        if f"{table.table_id}/{side}" not in template.grids:
            grid = _under_its_side(table, grid, side)
        yield _Half(grid, side, tuple(line for line in table.lines if line.side == side), start)
        start += len(grid.columns)


def _under_its_side(table: PrintedTable, grid: Grid, side: str) -> Grid:
    """Return the grid with the side's name above every column: side by side they would be one without it."""
    name = all_schemas()[table.resource or ""].field("side").labels[side]
    columns = tuple(Column(column.field, (name, *column.path)) for column in grid.columns)
    return Grid(columns, grid.total_label, grid.total_field)
