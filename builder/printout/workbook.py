"""The document as a workbook: a sheet for each table and each stretch of text, ready to be printed on A4."""

from __future__ import annotations

import io
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, Any, cast

from builder.printout.archive import repacked
from builder.printout.content import Block, Cell, Paragraph, Printout, Section, Style, Table
from builder.printout.workbook_cells import Looks, height, pieces, set_text, set_value

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell as SheetCell
    from openpyxl.worksheet.worksheet import Worksheet

NAME_LIMIT = 31
_TEXT_WIDTH = 88
_A4 = "9"
_HIGHEST = 400
"""The height of a row in points that spreadsheets still take."""
_NOT_IN_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
_TITLES = frozenset({"cover-title", "contents-title", "table-title"})
_CENTRED = _TITLES | {"cover-line", "form-year"}
_SIZES: dict[Style, float] = {"cover-title": 20, "contents-title": 16, "table-title": 14}
_HEADING_SIZES = {1: 16, 2: 13, 3: 11}
_TEXT_SIZE = 11
_UNIT_WIDTH = 14
"""The unit of the amounts needs so many half-width characters at the right end of its line."""


def workbook(document: Printout) -> bytes:
    """Return the file."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.title, book.properties.creator = document.title, document.author
    taken: set[str] = set()
    for section in document.sections:
        name = _free_name(section.name, taken)
        taken.add(name.casefold())
        _Writing(book.create_sheet(name), document, _widths(section)).write(section)
    buffer = io.BytesIO()
    book.save(buffer)
    return repacked(buffer.getvalue(), document.day)


def _free_name(wanted: str, taken: set[str]) -> str:
    """Return a name as spreadsheets take it: at most 31 characters, none reserved, not twice."""
    clean = " ".join(wanted.translate(_NOT_IN_NAMES).split()) or "-"
    name, number = _cut(clean, NAME_LIMIT), 1
    while name.casefold() in taken:
        number += 1
        name = f"{_cut(clean, NAME_LIMIT - len(str(number)) - 1)}~{number}"
    return name


def _cut(text: str, limit: int) -> str:
    while len(text.encode("utf-16-le")) > 2 * limit:
        text = text[:-1]
    return text


def _widths(section: Section) -> tuple[int, ...]:
    """Return the widths of the columns: those of the section's table, else of a page of text."""
    return next((block.widths for block in section.blocks if isinstance(block, Table)), (_TEXT_WIDTH,))


@dataclass(slots=True)
class _Writing:
    """One sheet being filled from the top."""

    sheet: Worksheet
    document: Printout
    widths: tuple[int, ...]
    row: int = 1

    def write(self, section: Section) -> None:
        from openpyxl.utils import get_column_letter

        for number, width in enumerate(self.widths, 1):
            self.sheet.column_dimensions[get_column_letter(number)].width = width
        for block in section.blocks:
            self._block(block)
        self._lay_out(is_wide=section.is_wide)

    def _lay_out(self, *, is_wide: bool) -> None:
        from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
        from openpyxl.worksheet.properties import PageSetupProperties

        setup = self.sheet.page_setup
        setup.paperSize, setup.orientation = _A4, "landscape" if is_wide else "portrait"
        setup.fitToWidth, setup.fitToHeight = 1, 0
        self.sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        self.sheet.print_options.horizontalCentered = True
        self.sheet.oddFooter = HeaderFooterItem(center=_HeaderFooterPart("&P"))

    def _block(self, block: Block) -> None:
        if isinstance(block, Table):
            self._table(block)
        elif block.right:
            self._caption(block)
        else:
            self._paragraph(block)

    def _paragraph(self, block: Paragraph) -> None:
        is_heading = block.style == "heading"
        size = _HEADING_SIZES[block.depth] if is_heading else _SIZES.get(block.style, _TEXT_SIZE)
        is_centred = block.style in _CENTRED or (is_heading and block.depth == 1)
        side = "center" if is_centred else "right" if block.style == "signature" else "left"
        name = self.document.fonts.heading if is_heading or block.style in _TITLES else self.document.fonts.text
        for piece in pieces(block.text):
            self._text(piece, 1, len(self.widths), name, size, side)
            self.row += 1

    def _caption(self, block: Paragraph) -> None:
        """Write a line with text at both ends, the right one over as many columns as it needs."""
        name, columns = self.document.fonts.text, len(self.widths)
        reached = enumerate(accumulate(reversed(self.widths)), 1)
        needed = min(next((count for count, width in reached if width >= _UNIT_WIDTH), columns), columns - 1)
        if needed:
            self._text(block.right, columns - needed + 1, columns, name, _TEXT_SIZE, "right")
            self._text(block.text, 1, columns - needed, name, _TEXT_SIZE, "left")
        else:
            self._text(f"{block.text} {block.right}", 1, 1, name, _TEXT_SIZE, "left")
        self.row += 1

    def _text(self, text: str, first: int, last: int, font: str, size: float, side: Any) -> None:  # noqa: PLR0913, PLR0917
        from openpyxl.styles import Alignment, Font

        place = cast("SheetCell", self.sheet.cell(self.row, first))
        set_text(place, text)
        place.font = Font(name=font, size=size)
        place.alignment = Alignment(horizontal=side, vertical="center", wrap_text=True)
        self._make_high(self.row, height(text, sum(self.widths[first - 1 : last]), size))
        if last > first:
            self.sheet.merge_cells(start_row=self.row, start_column=first, end_row=self.row, end_column=last)

    def _make_high(self, row: int, points: float) -> None:
        lines = self.sheet.row_dimensions[row]
        lines.height = min(max(lines.height or 0, points), _HIGHEST)

    def _table(self, table: Table) -> None:
        looks = Looks(self.document.fonts)
        for cell in table.cells:
            self._cell(cell, looks)
        if table.head_rows:
            last = self.row + table.head_rows - 1
            self.sheet.print_title_rows = f"{self.row}:{last}"
            self.sheet.freeze_panes = f"A{last + 1}"
        self.row += table.row_count

    def _cell(self, cell: Cell, looks: Looks) -> None:
        row, column = self.row + cell.row, 1 + cell.column
        last_row, last_column = row + cell.row_span - 1, column + cell.column_span - 1
        for below in range(row, last_row + 1):
            for beside in range(column, last_column + 1):
                self.sheet.cell(below, beside).border = looks.border
        place = cast("SheetCell", self.sheet.cell(row, column))
        set_value(place, cell)
        looks.dress(place, cell)
        if cell.row_span == 1:
            self._make_high(row, height(cell.text, sum(self.widths[column - 1 : last_column])))
        if (last_row, last_column) != (row, column):
            self.sheet.merge_cells(start_row=row, start_column=column, end_row=last_row, end_column=last_column)
