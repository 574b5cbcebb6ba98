"""Cells of a workbook: text that stays text, amounts shown as they are printed, borders, fonts, heights of rows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from builder.printout.content import Cell, Fonts, extent

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell as SheetCell

TEXT_LIMIT = 32_000
"""Characters of a cell, below what spreadsheets take (32 767 in 16-bit units) where all of them count once."""
_SIZE = 10
_LINE = 1.5
"""The height of a line, in sizes of its letters."""
_USUAL_SIZE = 11
"""Widths of columns are counted in letters of this size."""
_LEADING = ("=", "+", "-", "@")
_AMOUNT = re.compile(r"-?(?:[1-9]\d{0,2}(?:,\d{3})+|[1-9]\d*|0)(?:\.\d+)?")
_SIDES = {"head": "center", "code": "center", "amount": "right", "aside": "right", "text": "left"}


class Looks:
    """The borders, fonts and alignments of the cells of tables."""

    def __init__(self, fonts: Fonts) -> None:
        """Make them once for a sheet."""
        from openpyxl.styles import Border, Font, Side

        side = Side(style="thin")
        self.border = Border(left=side, right=side, top=side, bottom=side)
        self._fonts = {is_bold: Font(name=fonts.table, size=_SIZE, bold=is_bold) for is_bold in (False, True)}

    def dress(self, place: SheetCell, cell: Cell) -> None:
        """Give a cell its font and alignment."""
        from openpyxl.styles import Alignment

        place.font = self._fonts[cell.look == "head" or cell.is_sum]
        side = "center" if cell.is_sum and cell.look == "text" else _SIDES[cell.look]
        wraps = cell.look in {"head", "text"}
        place.alignment = Alignment(horizontal=side, vertical="center", wrap_text=wraps)


def set_text(place: SheetCell, text: str) -> None:
    """Write a text that stays one even where it begins like a formula."""
    if text:
        place.value = text
        place.data_type = "s"
        place.quotePrefix = text.startswith(_LEADING)


def set_value(place: SheetCell, cell: Cell) -> None:
    """Write an amount as a number under a format that shows it as printed, all else as text."""
    shown_as = number_format(cell.text) if cell.look == "amount" else None
    if shown_as is None:
        set_text(place, cell.text)
        return
    place.value = Decimal(cell.text.replace(",", ""))
    place.number_format = shown_as


def number_format(text: str) -> str | None:
    """Return the format under which a number shows as this text; None where it would not, or not be held exactly."""
    if not _AMOUNT.fullmatch(text):
        return None
    number = Decimal(text.replace(",", ""))
    # As the library writes it: through a float, with sixteen digits. A spreadsheet knows no negative zero.
    if Decimal(f"{float(number):.16g}") != number or (number.is_zero() and number.is_signed()):
        return None
    decimals = len(text.partition(".")[2])
    return ("#,##0" if "," in text else "0") + (f".{'0' * decimals}" if decimals else "")


def height(text: str, width: float, size: float = _SIZE) -> float:
    """Return how high a row must be for a text in a cell of this width."""
    room = max(width * _USUAL_SIZE / size - 1, 1)
    lines = sum(max(-(-extent(line) // int(room)), 1) for line in text.split("\n"))
    return size * _LINE * lines


def pieces(text: str) -> Iterator[str]:
    """Yield a text in pieces that a cell takes; hardly any is more than one."""
    for start in range(0, max(len(text), 1), TEXT_LIMIT):
        yield text[start : start + TEXT_LIMIT]
