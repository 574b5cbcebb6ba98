"""A table as the XML of a Word document: merged cells, heading rows that each page repeats, fixed widths."""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from builder.printout.content import Cell, Table
from builder.printout.word_styles import CELLS, GRID, style_id

_NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_MARGINS = (("top", 25), ("left", 50), ("bottom", 25), ("right", 50))


def table_xml(table: Table, width: int) -> str:
    """Return the table, `width` twentieths of a point wide."""
    widths = _widths(table, width)
    rows = "".join(_row(table, number, widths, is_small=table.is_small) for number in range(table.row_count))
    columns = "".join(f'<w:gridCol w:w="{each}"/>' for each in widths)
    margins = "".join(f'<w:{side} w:w="{margin}" w:type="dxa"/>' for side, margin in _MARGINS)
    return (
        f'<w:tbl xmlns:w="{_NAMESPACE}"><w:tblPr><w:tblStyle w:val="{GRID}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:jc w:val="center"/><w:tblLayout w:type="fixed"/><w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>"
    )


def _widths(table: Table, width: int) -> list[int]:
    whole = sum(table.widths)
    return [width * each // whole for each in table.widths]


def _row(table: Table, number: int, widths: list[int], *, is_small: bool) -> str:
    cells = "".join(_cell(cell, number, widths, is_small=is_small) for cell in _covering(table, number))
    repeated = "<w:tblHeader/>" if number < table.head_rows else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{repeated}</w:trPr>{cells}</w:tr>"


def _covering(table: Table, number: int) -> Iterator[Cell]:
    """Return the cells that reach into a row, from left to right."""
    rows = (cell for cell in table.cells if cell.row <= number < cell.row + cell.row_span)
    return iter(sorted(rows, key=lambda cell: cell.column))


def _cell(cell: Cell, number: int, widths: list[int], *, is_small: bool) -> str:
    width = sum(widths[cell.column : cell.column + cell.column_span])
    span = f'<w:gridSpan w:val="{cell.column_span}"/>' if cell.column_span > 1 else ""
    is_first = number == cell.row
    merged = "" if cell.row_span == 1 else '<w:vMerge w:val="restart"/>' if is_first else "<w:vMerge/>"
    style = style_id(CELLS[cell.look], is_small=is_small)
    text = _runs(cell) if is_first else ""
    centred = '<w:jc w:val="center"/>' if cell.is_sum and cell.look == "text" else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{merged}<w:vAlign w:val="center"/></w:tcPr>'
        f"<w:p><w:pPr><w:pStyle w:val={quoteattr(style)}/>{centred}</w:pPr>{text}</w:p></w:tc>"
    )


def _runs(cell: Cell) -> str:
    if not cell.text:
        return ""
    bold = "<w:rPr><w:b/></w:rPr>" if cell.is_sum else ""
    lines = (f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in cell.text.split("\n"))
    return f"<w:r>{bold}{'<w:br/>'.join(lines)}</w:r>"
