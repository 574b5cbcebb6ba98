"""`tables.xlsx`: sheets written cell by cell with a type, so that nothing in them is taken for a formula.

Text is always text, amounts are numbers whose format shows the digits they have, dates are dates. What a
spreadsheet cannot hold exactly leaves it visibly: an amount of more than 15 significant digits is text with a
note below, a text over the cell limit gives way to a line that says where it stands whole.

We write the XML ourselves: XlsxWriter takes several times as long, more than all else of a unit-year together,
and passes amounts through a float, where here the digits themselves are written. The tests hold both to the
same cells.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import chain, repeat
from types import MappingProxyType

from builder.export.archive import zip_chunks
from builder.export.sheets import Sheet
from builder.export.site import words
from builder.export.tables import amount_texts
from builder.export.workbook_parts import (
    BOLD,
    DAY,
    FIRST_AMOUNT,
    MOST_DECIMALS,
    ROW_END,
    SheetXml,
    Texts,
    cell_beginnings,
    column_letters,
    place_of,
    row,
    row_beginnings,
    sheet_xml,
    text_cell,
    workbook_members,
)
from builder.model.rows import Value

TEXT_LIMIT = 32_767
"""Characters of a cell, counted as spreadsheets do: in 16-bit units."""
SURELY_FITTING = TEXT_LIMIT // 2
EXACT_DIGITS = 15
FIRST_YEAR = 1901
"""The first year of which all spreadsheets count the days alike."""

_DAY_ZERO = date(1899, 12, 30).toordinal()

_Values = tuple[Value, ...]
_Beginnings = Sequence[str]


def workbook_file(sheets: Iterable[Sheet]) -> bytes:
    """Return the workbook."""
    texts = Texts()
    written = [SheetXml(sheet.name, _written(sheet, texts)) for sheet in sheets]
    return b"".join(zip_chunks(workbook_members(written, texts)))


def _written(sheet: Sheet, texts: Texts) -> str:
    cells = _Cells(texts, sheet.file)
    frozen = len(sheet.heading) + 1
    first_note = frozen + len(sheet.rows) + 1
    titles = row(frozen, cells.titles(sheet.header, frozen))
    rows = cells.rows(sheet, frozen + 1)
    heading = cells.lines(sheet.heading, 1, BOLD)
    notes = [*sheet.notes, *([words()["long_amount"].format(cells=" ".join(cells.inexact))] if cells.inexact else [])]
    return sheet_xml(heading + titles + rows + cells.lines(notes, first_note, 0), len(sheet.header), frozen)


class _Cells:
    """Writes the cells of one sheet, by columns: of what a column holds, most is known at once of all its cells."""

    __slots__ = ("_file", "_texts", "inexact")

    def __init__(self, texts: Texts, file: str) -> None:
        self._texts = texts
        self._file = file
        self.inexact: list[str] = []
        """The places of amounts that had to become text."""

    def lines(self, sentences: Iterable[str], first: int, style: int) -> str:
        """Return rows that hold a sentence each."""
        return "".join(
            [
                row(number, text_cell(f"A{number}", self._texts.number(_fitting(sentence, self._file)), style))
                for number, sentence in enumerate(sentences, first)
            ]
        )

    def titles(self, header: Sequence[str], line: int) -> str:
        """Return the cells above the columns."""
        places = enumerate(header)
        return "".join(
            [text_cell(f"{column_letters(number)}{line}", self._texts.number(title), BOLD) for number, title in places]
        )

    def rows(self, sheet: Sheet, first: int) -> str:
        """Return the rows of the table, the first of them at a line."""
        columns = enumerate(zip(sheet.types, zip(*sheet.rows, strict=True), strict=False))
        last = first + len(sheet.rows) - 1
        written = [
            _WRITERS[kind](self, cell_beginnings(number, first, last), values)
            for number, (kind, values) in columns
            if values.count(None) < len(values)
        ]
        rows = zip(row_beginnings(first, last), *written, repeat(ROW_END, len(sheet.rows)), strict=True)
        return "".join(chain.from_iterable(rows))

    def of_texts(self, beginnings: _Beginnings, values: _Values) -> list[str]:
        """Write texts, each by its number."""
        texts, number = self._texts, self._texts.setdefault
        cells = ["" if value is None else str(value) for value in values]
        if sum(map(len, cells)) > SURELY_FITTING:
            cells = [_fitting(cell, self._file) for cell in cells]
        return [
            f'{beginning} t="s"><v>{number(cell, len(texts))}</v></c>' if cell else ""
            for beginning, cell in zip(beginnings, cells, strict=True)
        ]

    def of_amounts(self, beginnings: _Beginnings, values: _Values) -> list[str]:
        """Write amounts in the digits that they have."""
        cells = amount_texts(values)
        if max(map(len, cells)) > EXACT_DIGITS:
            return [self._amount(*each) for each in zip(beginnings, cells, values, strict=True)]
        return [
            f'{beginning} s="{FIRST_AMOUNT + _decimals(cell)}"><v>{cell}</v></c>' if cell else ""
            for beginning, cell in zip(beginnings, cells, strict=True)
        ]

    def _amount(self, beginning: str, text: str, value: Value) -> str:
        """An amount of a column with long ones."""
        if not isinstance(value, Decimal):
            return ""
        if len(text) > EXACT_DIGITS and not _is_exact(value, _decimals(text)):
            self.inexact.append(place_of(beginning))
            return f'{beginning} s="0" t="s"><v>{self._texts.number(text)}</v></c>'
        return f'{beginning} s="{FIRST_AMOUNT + _decimals(text)}"><v>{text}</v></c>'

    def of_wholes(self, beginnings: _Beginnings, values: _Values) -> list[str]:
        """Write whole numbers."""
        return [
            "" if value is None else f"{beginning}><v>{value}</v></c>"
            for beginning, value in zip(beginnings, values, strict=True)
        ]

    def of_flags(self, beginnings: _Beginnings, values: _Values) -> list[str]:
        """Write truth values."""
        return [
            "" if value is None else f'{beginning} t="b"><v>{value:d}</v></c>'
            for beginning, value in zip(beginnings, values, strict=True)
        ]

    def of_days(self, beginnings: _Beginnings, values: _Values) -> list[str]:
        """Write days."""
        return [
            self._day(beginning, value) if isinstance(value, date) else ""
            for beginning, value in zip(beginnings, values, strict=True)
        ]

    def _day(self, beginning: str, value: date) -> str:
        if value.year < FIRST_YEAR:
            return f'{beginning} s="0" t="s"><v>{self._texts.number(value.isoformat())}</v></c>'
        return f'{beginning} s="{DAY}"><v>{value.toordinal() - _DAY_ZERO}</v></c>'


_WRITERS: Mapping[str, Callable[[_Cells, _Beginnings, _Values], list[str]]] = MappingProxyType(
    {
        "string": _Cells.of_texts,
        "number": _Cells.of_amounts,
        "integer": _Cells.of_wholes,
        "boolean": _Cells.of_flags,
        "date": _Cells.of_days,
    }
)


def _decimals(amount: str) -> int:
    return len(amount.partition(".")[2])


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
