"""`tables.xlsx`: sheets written cell by cell with a type, so that nothing in them is taken for a formula.

Text is always text, amounts are numbers whose format shows the digits they have, dates are dates. What a
spreadsheet cannot hold exactly leaves it visibly: an amount of more than 15 significant digits is text with a
note below, a text over the cell limit gives way to a line that says where it stands whole.

We write the XML ourselves: XlsxWriter takes several times as long, more than all else of a unit-year together,
and passes amounts through a float, where here the digits themselves are written. The tests hold both to the
same cells.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from builder.export.archive import zip_file
from builder.export.sheets import Sheet
from builder.export.site import words
from builder.export.tables import amount_text
from builder.export.workbook_parts import (
    BOLD,
    DAY,
    FIRST_AMOUNT,
    MOST_DECIMALS,
    SheetXml,
    Texts,
    column_letters,
    sheet_xml,
    text_cell,
    workbook_parts,
)
from builder.model.rows import Value
from builder.outputs import Output

TEXT_LIMIT = 32_767
"""Characters of a cell, counted as spreadsheets do: in 16-bit units."""
SURELY_FITTING = TEXT_LIMIT // 2
EXACT_DIGITS = 15
FIRST_YEAR = 1901
"""The first year of which all spreadsheets count the days alike."""

_DAY_ZERO = date(1899, 12, 30).toordinal()


@dataclass(frozen=True, slots=True)
class _Column:
    """The cells of one column below its title, and what they need to be written."""

    letters: str
    first_line: int
    values: Sequence[Value]
    file: str
    texts: Texts
    inexact: list[str]
    """Collects the places of amounts that had to become text."""

    def filled(self) -> Iterator[tuple[str, Value]]:
        """The places and values."""
        return ((f"{self.letters}{line}", value) for line, value in enumerate(self.values, self.first_line))


def workbook_file(sheets: Iterable[Sheet]) -> bytes:
    """Return the workbook."""
    texts = Texts()
    written = [SheetXml(sheet.name, _written(sheet, texts)) for sheet in sheets]
    parts = (Output(path, xml.encode()) for path, xml in workbook_parts(written, texts))
    return zip_file(parts)


def _written(sheet: Sheet, texts: Texts) -> str:
    letters = [column_letters(number) for number in range(len(sheet.header))]
    frozen = len(sheet.heading) + 1
    titles = [
        text_cell(f"{place}{frozen}", texts.number(title), BOLD)
        for place, title in zip(letters, sheet.header, strict=True)
    ]
    inexact: list[str] = []
    columns = [
        _Column(place, frozen + 1, values, sheet.file, texts, inexact)
        for place, values in zip(letters, zip(*sheet.rows, strict=True), strict=False)
    ]
    cells = [_CELLS[kind](column) for kind, column in zip(sheet.types, columns, strict=False)]
    rows = ["".join(row) for row in zip(*cells, strict=True)]
    notes = [*sheet.notes, *([words()["long_amount"].format(cells=" ".join(inexact))] if inexact else [])]
    lines = [*_lines(sheet, sheet.heading, 1, BOLD, texts), "".join(titles), *rows]
    return sheet_xml([*lines, *_lines(sheet, notes, len(lines) + 1, 0, texts)], len(sheet.header), frozen)


def _lines(sheet: Sheet, sentences: Iterable[str], first: int, style: int, texts: Texts) -> Iterator[str]:
    for line, sentence in enumerate(sentences, first):
        yield text_cell(f"A{line}", texts.number(_fitting(sentence, sheet.file)), style)


def _text_cells(column: _Column) -> list[str]:
    number, values = column.texts.number, column.values
    letters, file = column.letters, column.file
    return [
        f'<c r="{letters}{line}" t="s"><v>{number(_fitting(value, file))}</v></c>' if isinstance(value, str) else ""
        for line, value in enumerate(values, column.first_line)
    ]


def _amount_cells(column: _Column) -> list[str]:
    letters = column.letters
    return [
        _amount_cell(f"{letters}{line}", value, column) if isinstance(value, Decimal) else ""
        for line, value in enumerate(column.values, column.first_line)
    ]


def _amount_cell(place: str, value: Decimal, column: _Column) -> str:
    text = amount_text(value)
    decimals = len(text) - text.index(".") - 1 if "." in text else 0
    if len(text) > EXACT_DIGITS and not _is_exact(value, decimals):
        column.inexact.append(place)
        return text_cell(place, column.texts.number(text), 0)
    return f'<c r="{place}" s="{FIRST_AMOUNT + decimals}"><v>{text}</v></c>'


def _whole_cells(column: _Column) -> list[str]:
    return ["" if value is None else f'<c r="{place}"><v>{value}</v></c>' for place, value in column.filled()]


def _flag_cells(column: _Column) -> list[str]:
    return ["" if value is None else f'<c r="{place}" t="b"><v>{value:d}</v></c>' for place, value in column.filled()]


def _day_cells(column: _Column) -> list[str]:
    return [_day_cell(place, value, column.texts) for place, value in column.filled()]


def _day_cell(place: str, value: Value, texts: Texts) -> str:
    if not isinstance(value, date):
        return ""
    if value.year < FIRST_YEAR:
        return text_cell(place, texts.number(value.isoformat()), 0)
    return f'<c r="{place}" s="{DAY}"><v>{value.toordinal() - _DAY_ZERO}</v></c>'


_CELLS: Mapping[str, Callable[[_Column], list[str]]] = MappingProxyType(
    {
        "string": _text_cells,
        "number": _amount_cells,
        "integer": _whole_cells,
        "boolean": _flag_cells,
        "date": _day_cells,
    }
)


def _is_exact(amount: Decimal, decimals: int) -> bool:
    """Whether a spreadsheet keeps every digit of the amount."""
    return len(amount.as_tuple().digits) <= EXACT_DIGITS and decimals <= MOST_DECIMALS


def _fitting(text: str, file: str) -> str:
    if len(text) <= SURELY_FITTING:
        return text
    length = len(text.encode("utf-16-le")) // 2
    if length <= TEXT_LIMIT:
        return text
    return words()["long_text"].format(length=length, limit=TEXT_LIMIT, file=file)
