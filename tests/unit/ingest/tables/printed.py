"""A printed table as a test writes it down, and the records that are read from it."""

from __future__ import annotations

from collections.abc import Mapping

from builder.ingest.outline import Zone
from builder.ingest.recognised import Recognised, Setting
from builder.ingest.source import Cell, Grid, Line, Piece, Place, stream_of
from builder.ingest.tables.canonical import records_of
from builder.ingest.tables.ruled import read_ruled
from builder.narrative import ClassificationNames

FUNCTIONAL = {
    "201": ("一般公共服务支出",),
    "20103": ("政府办公厅（室）及相关机构事务",),
    "2010301": ("行政运行",),
    "2010350": ("事业运行",),
    "208": ("社会保障和就业支出",),
    "20805": ("行政事业单位养老支出",),
    "2080505": ("机关事业单位基本养老保险缴费支出",),
    "210": ("卫生健康支出",),
    "21011": ("行政事业单位医疗",),
    "2101102": ("事业单位医疗",),
    "229": ("其他支出",),
}
ECONOMIC = {
    "301": ("工资福利支出",),
    "30101": ("基本工资",),
    "302": ("商品和服务支出",),
    "30201": ("办公费",),
}
SETTING = Setting("unit", 2024, FUNCTIONAL, ECONOMIC, ClassificationNames(FUNCTIONAL, ECONOMIC))


def zone(  # noqa: PLR0913  # how a table may be written down
    table_id: str, text: str, *, has_spans: bool = True, headings: int = 1, row: int = 0, sheet: str | None = None
) -> Zone:
    """Return the zone of a table: a line with `|` is a row of its grid.

    `<` continues the cell to its left, `^` the one above; a line of dashes begins a further grid. `row` is where the
    first grid begins.
    """
    blocks: list[Line | Grid] = []
    cells: list[list[Cell | None]] = []
    number = 0

    def close() -> None:
        if cells:
            blocks.append(Grid(tuple(cell for each in cells for cell in each if cell is not None), has_spans))
            cells.clear()

    for line, content in enumerate(text.strip("\n").split("\n"), 1):
        if set(content.strip()) == {"-"}:
            close()
            continue
        if "|" not in content:
            close()
            blocks.append(Line(Piece(number, content.strip(), Place("t", line, sheet=sheet))))
            number += 1
            continue
        placed: list[Cell | None] = []
        for column, part in enumerate(content.strip().split("|")):
            mark = part.strip(" ")
            if mark == "<":
                left = next(index for index in range(column - 1, -1, -1) if placed[index] is not None)
                placed[left] = _wider(placed[left], column)
                placed.append(None)
            elif mark == "^":
                above = next(index for index in range(len(cells) - 1, -1, -1) if cells[index][column] is not None)
                cells[above][column] = _taller(cells[above][column], len(cells) + row)
                placed.append(None)
            else:
                piece = Piece(number, mark.replace("\\n", "\n"), Place("t", line, sheet=sheet))
                placed.append(Cell(len(cells) + row, column, piece))
                number += 1
        cells.append(placed)
    close()
    return Zone("table", stream_of(blocks), headings, {"table_id": table_id})


def read(*zones: Zone, setting: Setting = SETTING) -> Recognised:
    """Return what is recognised in zones of known cells."""
    return records_of([read_ruled(each, setting) for each in zones], setting)


def rows(found: Recognised, resource: str, *columns: str) -> list[tuple[str, ...]]:
    """Return the cells of some columns of a resource, row by row; blank ones as empty text."""
    return [
        tuple(record.values.get(column, "") for column in columns)
        for record in found.records
        if record.resource == resource
    ]


def printed(found: Recognised) -> Mapping[str, str]:
    """Return the first row of the printed tables."""
    return next(record.values for record in found.records if record.resource == "printed_tables")


def doubts(found: Recognised) -> list[str]:
    """Return the keys of the doubts."""
    return [doubt.key for doubt in found.doubts]


def unclaimed(found: Recognised, *zones: Zone) -> list[str]:
    """Return the text of each cell of which something is neither imported nor described."""
    covered: dict[int, set[int]] = {}
    for claim in found.claims:
        covered.setdefault(claim.piece.number, set()).update(range(claim.start, claim.end))
    return [
        cell.text
        for each in zones
        for row in each.rows
        for cell in row.filled
        if any(
            not sign.isspace() and place not in covered.get(cell.piece.number, ())
            for place, sign in enumerate(cell.text)
        )
    ]


def _wider(cell: Cell | None, column: int) -> Cell:
    assert cell is not None
    return Cell(cell.row, cell.column, cell.piece, cell.row_span, column - cell.column + 1)


def _taller(cell: Cell | None, row: int) -> Cell:
    assert cell is not None
    return Cell(cell.row, cell.column, cell.piece, row - cell.row + 1, cell.column_span)
