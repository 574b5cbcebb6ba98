"""Tables whose cells are known → rows of cells by field."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from builder.ingest.amounts import read_amount
from builder.ingest.outline import Zone
from builder.ingest.recognised import Claim, Doubt, Setting
from builder.ingest.source import Cell, Grid, Row
from builder.ingest.tables.alignment import aligned
from builder.ingest.tables.guesses import Guess, columns_without_field, guessed
from builder.ingest.tables.head import read_head
from builder.ingest.tables.header import header_height, is_numbering, paths_of, width_of
from builder.ingest.tables.labels import UNIMPORTED, folded, is_total, label_of
from builder.ingest.tables.layout import TWO_SIDED, UNKNOWN, Content, Layout, layout_of
from builder.ingest.tables.read_table import PrintedCell, ReadRow, ReadTable
from builder.ingest.tables.upright import upright_row

CODES = ("class", "section", "item", "code")
NAMES = ("name_printed", "project_name_printed")
TEXTS = frozenset({*CODES, *NAMES, "label"})
_UNIT_COLUMN = "-unit-column"
_LEAST_KNOWN = 2
Placed = Mapping[int, Cell]


def read_ruled(zone: Zone, setting: Setting) -> ReadTable:
    """Return a table of known cells: its columns identified, its rows in order, both sides of a row apart.

    Each further grid of the table (a page, or the other side printed below) may have a header of its own.
    """
    headed = read_head(zone)
    reading = _Reading(headed.head.table_id, headed.head.title, setting, _numbering(zone, headed.body))
    reading.claims += headed.claims
    for rows in _by_grid(headed.body):
        reading.take_grid(rows)
    # Blocks of codes side by side are read one after the other; both sides of T1 and T4 stay together.
    in_order = sorted(reading.rows, key=lambda row: row.side if row.side.isdecimal() else "")
    return ReadTable(
        headed.head,
        tuple(dict.fromkeys(reading.fields)),
        tuple(in_order),
        tuple(reading.claims),
        tuple(reading.doubts),
        reading.layout.profile,
    )


@dataclass(slots=True)
class _Reading:
    """One table as far as it has been read."""

    table_id: str
    title: str
    setting: Setting
    numbers: Mapping[int, int]
    layout: Layout = field(default_factory=lambda: Layout(()))
    labels: set[str] = field(default_factory=set)
    rows: list[ReadRow] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    fields: list[str] = field(default_factory=list)

    def take_grid(self, rows: Sequence[Row]) -> None:
        """Read one grid: its header, where it has one that says more than the header before, and its rows."""
        height = header_height(rows, lambda text: _is_line(self.table_id, text, self.setting))
        header, body = rows[:height], rows[height:]
        if self.labels and all(_squeezed(row) in self.labels for row in header):
            header, body = (), rows
        width = width_of(header, body)
        placed = [_placed(row, width) for row in body]
        layout = self._layout_of(header, placed, width) if header else None
        if layout is None and header and self.labels and self._is_another(rows, width):
            pieces = tuple(cell.piece for row in rows for cell in row.filled)
            self.doubts.append(Doubt("columns-unknown", pieces, facts={"table": self.title}))
            return
        if layout is None and self.labels:
            header, body = (), rows
            placed = [_placed(row, width) for row in body]
        elif layout is not None:
            self.layout = layout
        self._claim(header, "repeated-header" if self.labels else "table-header")
        self.labels |= {_squeezed(row) for row in header}
        contents = [cells for row, cells in zip(body, placed, strict=True) if not self._repeats(row)]
        guess = guessed(self.table_id, self.layout, contents)
        self.layout = guess.layout
        self.doubts += _doubts(self.title, guess, contents, header)
        self.fields += [name for _, name in self.layout.columns if not name.startswith(UNIMPORTED)]
        self._take_all(body, [self._aligned(row, cells) for row, cells in zip(body, placed, strict=True)])

    def _aligned(self, row: Row, placed: Placed) -> Placed:
        """Return the cells of a row by column; a row that lost cells by what its columns hold."""
        if row.grid is None or row.grid.has_spans or not row.filled or len(row.cells) >= len(self.layout.columns):
            return placed
        found = aligned(row.cells, self.layout)
        if not found.is_sure and not self._repeats(row):
            facts = {"table": self.title, "row": row.text}
            self.doubts.append(Doubt("cells-lost", tuple(cell.piece for cell in row.filled), facts=facts))
        return found.placed

    def _is_another(self, rows: Sequence[Row], width: int) -> bool:
        """Whether a further grid is of other columns than those before, and so another table without a title."""
        return width != len(self.layout.columns) and all(row.grid is None or row.grid.has_spans for row in rows)

    def _layout_of(self, header: Sequence[Row], placed: Sequence[Placed], width: int) -> Layout | None:
        """Return the layout that a header gives; None for one that says less than the header before it."""
        held = _contents(placed, self.setting) if self.table_id in TWO_SIDED else {}
        layout = layout_of(self.table_id, paths_of(header, width), self.setting.year, held)
        if not self.labels:
            return layout or Layout((("", UNKNOWN),) * width)
        is_other = len(self.layout.columns) != width
        is_better = layout is not None and layout.known >= (_LEAST_KNOWN if is_other else self.layout.known)
        return layout if is_better else None

    def _take_all(self, body: Sequence[Row], placed: Sequence[Placed]) -> None:
        if self.layout.is_upright:
            before = self.rows.pop().cells if self.rows else {}
            read = upright_row(self.table_id, self.layout, placed, self.setting, self._printed)
            joined = {**read.cells, **before}
            self.fields = [*before, *read.cells]
            self.rows += [ReadRow("row", "", min(_lines(joined)), joined)] if joined else []
            self.claims += [Claim(cell.piece, 0, len(cell.text), None, "table-header") for cell in read.labels]
        for row, cells in zip(body, placed, strict=True):
            if self._repeats(row):
                self._claim([row], "repeated-header")
            else:
                self._claim_columns_without_field(cells)
                if not self.layout.is_upright:
                    self._take(row, cells)

    def _take(self, row: Row, placed: Placed) -> None:
        """Read one row, in T1 and T4 both of its sides."""
        has_total = any(is_total(cell.text) for cell in placed.values())
        is_unit = self._is_of_unit(placed) and not has_total
        for side in dict.fromkeys(side for side, _ in self.layout.columns):
            cells = {
                name: self._printed(placed[number])
                for number, (own, name) in enumerate(self.layout.columns)
                if own == side and number in placed and not name.startswith(UNIMPORTED)
            }
            if self._continues(cells):
                last = self.rows.pop()
                more = tuple((name, cell) for name, cell in cells.items() if cell.text.strip())
                self.rows.append(ReadRow(last.kind, last.side, last.line, last.cells, (*last.more, *more)))
            else:
                kind = "unit" if is_unit else _kind_of(cells, has_total=has_total and not side)
                line = next(_lines(cells), row.cells[0].piece.place.line)
                self.rows.append(ReadRow(kind, side, line, cells))

    def _is_of_unit(self, placed: Placed) -> bool:
        """Whether a row names a unit where its code and name would stand."""
        filled = {self._field(number) for number, cell in placed.items() if cell.text.strip()}
        return _UNIT_COLUMN in filled and not filled & TEXTS

    def _continues(self, cells: Mapping[str, PrintedCell]) -> bool:
        """Whether a row holds nothing but the rest of a name that began in the row above."""
        filled = [name for name, cell in cells.items() if cell.text.strip()]
        if self.table_id in TWO_SIDED or not filled or not set(filled) <= set(NAMES):
            return False
        is_name = not any(is_total(cells[name].text) for name in filled)
        return is_name and bool(self.rows) and self.rows[-1].kind == "row"

    def _claim_columns_without_field(self, placed: Placed) -> None:
        """Say of the cells of columns that no field holds why they are not imported."""
        for number, cell in placed.items():
            name = self._field(number)
            if name.startswith(UNIMPORTED) and cell.text.strip():
                reason = "total-label" if is_total(cell.text) else name.removeprefix(UNIMPORTED)
                self.claims.append(Claim(cell.piece, 0, len(cell.text), None, reason))

    def _claim(self, rows: Sequence[Row], reason: str) -> None:
        self.claims += [Claim(cell.piece, 0, len(cell.text), None, reason) for row in rows for cell in row.filled]

    def _field(self, number: int) -> str:
        return self.layout.columns[number][1] if number < len(self.layout.columns) else UNKNOWN

    def _repeats(self, row: Row) -> bool:
        return bool(row.filled) and (_squeezed(row) in self.labels or is_numbering(row))

    def _printed(self, cell: Cell) -> PrintedCell:
        row_no = self.numbers.get(cell.piece.number, cell.row + 1)
        return PrintedCell(cell.text, cell.piece, 0, len(cell.text), row_no, cell.column + 1)


def _kind_of(cells: Mapping[str, PrintedCell], *, has_total: bool) -> str:
    filled = {name: cell for name, cell in cells.items() if cell.text.strip()}
    if not filled:
        return "blank"
    if has_total or any(name in TEXTS and is_total(cell.text) for name, cell in filled.items()):
        return "total"
    return "row"


def _lines(cells: Mapping[str, PrintedCell]) -> Iterator[int]:
    return (cell.piece.place.line for cell in cells.values())


def _placed(row: Row, width: int) -> dict[int, Cell]:
    """Return the cells of a row by column.

    Where merged cells are unknown a row with fewer cells has its first words spread, as totals have: what follows them
    stands at the right.
    """
    if row.grid is None or row.grid.has_spans or len(row.cells) == width:
        return {cell.column: cell for cell in row.cells}
    missing = width - len(row.cells)
    after = next((number for number, cell in enumerate(row.cells) if cell.text.strip()), 0)
    return {number + (missing if number > after else 0): cell for number, cell in enumerate(row.cells)}


def _doubts(title: str, guess: Guess, contents: Sequence[Placed], header: Sequence[Row]) -> Iterator[Doubt]:
    """Yield what a person must look at of the columns: those that were guessed, and those that no field holds."""
    layout = guess.layout
    pieces = tuple(cell.piece for row in header for cell in row.filled)
    if all(name.startswith(UNIMPORTED) for _, name in layout.columns):
        yield Doubt("columns-unknown", pieces, facts={"table": title})
        return
    for key, numbers in (("column-by-content", guess.by_content), ("column-by-sums", guess.by_sums)):
        if numbers:
            fields = ", ".join(layout.columns[number][1] for number in numbers)
            yield Doubt(key, pieces, facts={"table": title, "columns": _named(layout, numbers), "fields": fields})
    left = columns_without_field(layout, contents)
    cells = tuple(
        row[number].piece for row in contents for number in left if number in row and row[number].text.strip()
    )
    if left:
        facts = {"table": title, "columns": _named(layout, left), "count": str(len(cells))}
        yield Doubt("column-not-imported", cells, facts=facts)


def _named(layout: Layout, numbers: Sequence[int]) -> str:
    return "; ".join(layout.labels[number] if number < len(layout.labels) else "" for number in numbers)


def _contents(rows: Sequence[Placed], setting: Setting) -> dict[int, Content]:
    """Return what each column holds."""
    held: dict[int, Content] = {}
    for number, cell in ((number, cell) for row in rows for number, cell in row.items() if cell.text.strip()):
        is_amount = read_amount(cell.text) is not None
        found = label_of(cell.text, "expenditure", setting)
        is_class = found is not None and found.line.isdecimal()
        before = held.get(number, Content())
        held[number] = Content(before.words + (not is_amount), before.amounts + is_amount, before.classes + is_class)
    return held


def _is_line(table_id: str, text: str, setting: Setting) -> bool:
    return table_id in TWO_SIDED and label_of(text, "", setting) is not None


def _by_grid(body: Sequence[Row]) -> list[list[Row]]:
    """Return the rows of each grid; lines between them are no part of the table."""
    grids: list[list[Row]] = []
    for row in body:
        if row.grid is None:
            continue
        if grids and grids[-1][0].grid is row.grid:
            grids[-1].append(row)
        else:
            grids.append([row])
    return grids


def _numbering(zone: Zone, body: Sequence[Row]) -> dict[int, int]:
    """Return the printed row of each piece, counted on over the grids of a table that runs over several pages.

    On a sheet all rows are of one grid, those of the title too: the table begins with its header.
    """
    grids: list[Grid] = []
    for row in zone.rows:
        if row.grid is not None and not any(grid is row.grid for grid in grids):
            grids.append(row.grid)
    numbers: dict[int, int] = {}
    above = 0
    for grid in grids:
        first = _first_on_sheet(grid, body)
        numbers |= {cell.piece.number: above + cell.row - first + 1 for cell in grid.cells}
        above += max((cell.row for cell in grid.cells), default=-1) - first + 1
    return numbers


def _first_on_sheet(grid: Grid, body: Sequence[Row]) -> int:
    """The row of a sheet with which its table begins; 0 in other documents, where a grid is a table."""
    rows = (row.cells[0] for row in body if row.grid is grid and row.cells)
    first = next(rows, None)
    return first.row if first is not None and first.piece.place.sheet is not None else 0


def _squeezed(row: Row) -> str:
    return folded(row.text)
