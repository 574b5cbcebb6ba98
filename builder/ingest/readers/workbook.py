"""Workbooks → documents: each visible sheet one grid of what its cells show; formulas are not computed."""

from __future__ import annotations

import re
import warnings
import zipfile
import zlib
from collections.abc import Mapping
from io import BytesIO

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from builder.ingest.readers import Unreadable
from builder.ingest.readers.bare_workbook import bare_workbook
from builder.ingest.readers.cell_texts import Address, CellText, cell_texts
from builder.ingest.readers.gathering import Gathering
from builder.ingest.readers.parts import Package
from builder.ingest.readers.sheet_frame import sheet_frame
from builder.ingest.readers.sheet_parts import SheetParts, sheet_parts
from builder.ingest.source import Cell, Document, Line

_BLANK = CellText("")
_MOST_COLUMNS = 16_384

# What the library raises for files that break the rules of the format.
_DAMAGE = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    OSError,
    EOFError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
    zipfile.BadZipFile,
    zlib.error,
)


def read_workbook(name: str, content: bytes) -> Document:
    """Return a workbook; raises `Unreadable` where the file is none, or is damaged.

    Numbers are text as their format shows them, but never with fewer digits than they have. Beside the grids stand:
    hidden sheets, rows and columns, comments, formulas of which the file keeps no value, headers and footers. Text
    boxes come after the grid of their sheet.
    """
    package = Package(content, "xlsx")
    parts = sheet_parts(package)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            gathering = _read_sheets(name, content, parts)
        except _DAMAGE:
            gathering = _read_stripped(name, package, parts)
    return gathering.document("xlsx", content)


def _read_stripped(name: str, package: Package, parts: Mapping[str, SheetParts]) -> Gathering:
    try:
        gathering = _read_sheets(name, bare_workbook(package), parts)
    except _DAMAGE as problem:
        raise Unreadable("damaged-workbook", cause=type(problem).__name__) from problem
    gathering.tally("workbook-stripped")
    return gathering


def _read_sheets(name: str, content: bytes, parts: Mapping[str, SheetParts]) -> Gathering:
    gathering = Gathering(name)
    formulas = load_workbook(BytesIO(content), keep_links=False)
    values = load_workbook(BytesIO(content), read_only=True, data_only=True, keep_links=False)
    if len(formulas.sheetnames) < len(parts):
        # The library passes over sheets whose names it does not know, those of strict files among them.
        raise ValueError
    for sheet in formulas.worksheets:
        gathering.sheet = sheet.title
        texts = cell_texts(values, sheet, gathering)
        is_visible = sheet.sheet_state == "visible"
        if is_visible:
            _read_sheet(sheet, texts, gathering)
        else:
            for place in sorted(texts):
                _set_aside(place, texts[place], "hidden-sheet", gathering)
        _read_parts(parts.get(sheet.title, SheetParts()), gathering, None if is_visible else "hidden-sheet")
        _read_running(sheet, gathering)
    return gathering


def _read_sheet(sheet: Worksheet, texts: Mapping[Address, CellText], gathering: Gathering) -> None:
    rows, columns = _hidden_rows(sheet), _hidden_columns(sheet)
    merges = [each.bounds for each in sheet.merged_cells.ranges]
    frame = sheet_frame(texts, rows, columns, merges, gathering)
    cells: list[Cell] = []
    for row, number in enumerate(frame.rows):
        for column, letter in enumerate(frame.columns):
            text = texts.get(frame.moved.get((row, column), (number, letter)), _BLANK)
            if (row, column) in frame.covered:
                _set_aside((number, letter), texts.get((number, letter), _BLANK), "covered-cell", gathering)
                continue
            gathering.line = number
            piece = gathering.piece(text.shown, _name((number, letter)))
            cells.append(Cell(row, column, piece, *frame.spans.get((row, column), (1, 1))))
            _set_beside((number, letter), text, gathering)
            if (row, column) in frame.moved:
                _set_aside((number, letter), texts.get((number, letter), _BLANK), "covered-cell", gathering)
    gathering.add_grid(cells)
    moved = set(frame.moved.values())
    for place in sorted(texts):
        if place not in moved and (place[0] in rows or place[1] in columns):
            _set_aside(place, texts[place], "hidden-row" if place[0] in rows else "hidden-column", gathering)


def _hidden_rows(sheet: Worksheet) -> set[int]:
    return {row for row, how in sheet.row_dimensions.items() if how.hidden or how.height == 0}


def _hidden_columns(sheet: Worksheet) -> set[int]:
    hidden = [how for how in sheet.column_dimensions.values() if how.hidden or how.width == 0]
    return {column for how in hidden for column in range(how.min or 1, min(how.max or 0, _MOST_COLUMNS) + 1)}


def _read_parts(parts: SheetParts, gathering: Gathering, reason: str | None) -> None:
    """Comments, text boxes as lines unless there is a reason against it, and other words that are drawn."""
    for row, text in parts.boxes:
        gathering.line = row
        if reason is None:
            gathering.blocks.append(Line(gathering.piece(text)))
        else:
            gathering.set_aside([text], reason)
    gathering.set_aside(parts.drawn, "drawing-text")
    for reference, text in parts.comments:
        found = re.search(r"[0-9]+$", reference)
        gathering.line = int(found[0]) if found else 0
        gathering.set_aside([text], "comment", reference)


def _read_running(sheet: Worksheet, gathering: Gathering) -> None:
    gathering.line = 0
    for kind in ("Header", "Footer"):
        for which in ("odd", "even", "first"):
            running = getattr(sheet, f"{which}{kind}")
            texts = [str(part.text or "") for part in (running.left, running.center, running.right)]
            gathering.set_aside(texts, f"running-{kind.casefold()}")


def _set_aside(place: Address, text: CellText, reason: str, gathering: Gathering) -> None:
    gathering.line = place[0]
    gathering.set_aside([text.shown], reason, _name(place))
    _set_beside(place, text, gathering)


def _set_beside(place: Address, text: CellText, gathering: Gathering) -> None:
    for reason, unseen in text.beside:
        gathering.set_aside([unseen], reason, _name(place))


def _name(place: Address) -> str:
    return f"{get_column_letter(place[1])}{place[0]}"
