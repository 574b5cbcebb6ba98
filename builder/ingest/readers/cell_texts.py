"""What each cell of a sheet holds, read twice: as values and as formulas."""

from __future__ import annotations

import re
from datetime import date, time, timedelta
from typing import Any, NamedTuple

from openpyxl import Workbook
from openpyxl.cell.read_only import ReadOnlyCell
from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import from_excel
from openpyxl.worksheet.worksheet import Worksheet

from builder.ingest.readers.date_formats import built_in_format, shown_moment
from builder.ingest.readers.gathering import Gathering
from builder.ingest.readers.number_formats import shown_number

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")

Address = tuple[int, int]


class CellText(NamedTuple):
    """What one cell holds: the text shown, and with their reasons texts that it does not show."""

    shown: str
    beside: tuple[tuple[str, str], ...] = ()


def cell_texts(values: Workbook, sheet: Worksheet, gathering: Gathering) -> dict[Address, CellText]:
    """Return what each cell that is not blank holds, those under merged cells among them."""
    texts: dict[Address, CellText] = {}
    shows_zeros = sheet.sheet_view.showZeros is not False
    shown = values[sheet.title]
    shown.reset_dimensions()
    for row in shown.iter_rows():
        for cell in row:
            # Places without a cell are filled up by the library.
            if not isinstance(cell, ReadOnlyCell):
                continue
            text = _text_of(cell, sheet, gathering, shows_zeros=shows_zeros)
            if text is not None and (text.shown or text.beside):
                texts[cell.row, cell.column] = text
    return texts


def _text_of(cell: Any, sheet: Worksheet, gathering: Gathering, *, shows_zeros: bool) -> CellText | None:
    value = cell.value
    if value is None:
        return None if cell.data_type in {"s", "str"} else _formula_alone(sheet, cell.row, cell.column)
    if isinstance(value, bool):
        return CellText(str(value).upper())
    if isinstance(value, (date, time, timedelta)):
        return CellText(shown_moment(value, _date_format(cell)))
    if not isinstance(value, (int, float)):
        return CellText(_unescaped(str(value)))
    built_in = built_in_format(cell.style_array.numFmtId)
    if built_in is not None:
        return CellText(shown_moment(from_excel(value), built_in))
    shown = shown_number(value, cell.number_format)
    if shown.is_plain:
        gathering.tally("digits-not-shown", f"{get_column_letter(cell.column)}{cell.row}")
    is_blank = not shown.text or (value == 0 and not shows_zeros)
    return CellText("", (("hidden-zero", "0"),)) if is_blank else CellText(shown.text)


def _formula_alone(sheet: Worksheet, row: int, column: int) -> CellText | None:
    cell = sheet.cell(row, column)
    if getattr(cell, "data_type", "") != "f":
        return None
    # Formulas over several cells are objects that hold their text.
    return CellText("", (("formula-without-value", str(getattr(cell.value, "text", None) or cell.value)),))


def _date_format(cell: Any) -> str:
    return built_in_format(cell.style_array.numFmtId) or str(cell.number_format)


def _unescaped(text: str) -> str:
    text = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
    return text.replace("\r\n", "\n").replace("\r", "\n")
