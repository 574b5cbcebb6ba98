"""The XML parts of a workbook around its cells: the frame of a sheet, shared texts, styles, the list of sheets.

What every workbook has alike stands in `workbook_parts.yaml`, as XlsxWriter writes it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import cast

import yaml

from builder.export.archive import Member, member_of

BOLD, DAY, FIRST_AMOUNT = 1, 2, 3
"""Positions of the styles; the amounts with 0, 1, 2 … decimals follow one another."""
MOST_DECIMALS = 15
ROW_END = "</row>"
_FEW_LINES = 128
_FIRST_NUMBER_FORMAT = 164
"""Below it are the number formats that spreadsheets bring along."""

# What XML cannot hold is written as Office does, `_x0007_`; text that looks like that is guarded by `_x005F_`.
_ODD_IN_XML = re.compile(r'[&<>"_\x00-\x08\x0b-\x1f\ufffe\uffff]')
_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")


class Texts(dict[str, int]):
    """The distinct texts of a workbook and their numbers, in the order in which they come."""

    __slots__ = ()

    def number(self, text: str) -> int:
        """Return the number of a text, the next one where it was not seen before."""
        return self.setdefault(text, len(self))

    def xml(self) -> str:
        """Return the part that holds them."""
        entries = "".join(map(_text_entry, self))
        return _frame("texts").format(count=len(self), entries=entries)


@dataclass(frozen=True, slots=True)
class SheetXml:
    """A written sheet: its name and its part."""

    name: str
    xml: str


@cache
def column_letters(number: int) -> str:
    """Return the letters of a column, from 0: `A` to `Z`, then `AA`."""
    letters = ""
    while number >= 0:
        letters = chr(ord("A") + number % 26) + letters
        number = number // 26 - 1
    return letters


def cell_beginnings(column: int, first: int, last: int) -> Sequence[str]:
    """Return how the cells of a column begin from one line to another."""
    return _beginnings(f'<c r="{column_letters(column)}%d"', _rounded(last))[first - 1 : last]


def row_beginnings(first: int, last: int) -> Sequence[str]:
    """Return how the rows from one line to another begin."""
    return _beginnings('<row r="%d">', _rounded(last))[first - 1 : last]


def _rounded(lines: int) -> int:
    """A power of two, so that few lengths of a column are kept."""
    return max(_FEW_LINES, 1 << lines.bit_length())


@lru_cache(maxsize=256)
def _beginnings(frame: str, lines: int) -> tuple[str, ...]:
    """The same in every sheet, and half of the time of a cell if written anew for each."""
    return tuple(frame % line for line in range(1, lines + 1))


def place_of(beginning: str) -> str:
    """Return the place of a cell (`C5`) by its beginning."""
    return beginning.split('"')[1]


def text_cell(place: str, number: int, style: int) -> str:
    """Return a cell that shows a shared text."""
    return f'<c r="{place}" s="{style}" t="s"><v>{number}</v></c>'


def row(number: int, cells: str) -> str:
    """Return a row of a sheet."""
    return f'<row r="{number}">{cells}{ROW_END}'


def sheet_xml(rows: str, columns: int, frozen: int) -> str:
    """Return a sheet's part, of whose rows the first `frozen` stay in view."""
    return _frame("sheet").format(columns=columns, frozen=frozen, next=frozen + 1, rows=rows)


def workbook_members(sheets: Sequence[SheetXml], texts: Texts) -> Iterator[Member]:
    """Yield every part of a workbook, sorted by path."""
    count = len(sheets)
    fixed = _fixed_members(count)
    yield fixed[0]
    yield fixed[1]
    yield fixed[2]
    yield _member("xl/sharedStrings.xml", texts.xml())
    yield fixed[3]
    named = ({"number": one, "name": _escaped(sheet.name)} for one, sheet in enumerate(sheets, 1))
    yield _member("xl/workbook.xml", _repeated("workbook", "workbook_sheet", named))
    parts = {f"xl/worksheets/sheet{number}.xml": sheet.xml for number, sheet in enumerate(sheets, 1)}
    yield from (_member(path, parts[path]) for path in sorted(parts))


@lru_cache(maxsize=64)
def _fixed_members(count: int) -> tuple[Member, ...]:
    """The parts that are the same in every workbook of so many sheets: compressed once."""
    numbers = range(1, count + 1)
    types = _repeated("content_types", "content_type", ({"number": one} for one in numbers))
    relations = _repeated("relations", "relation", ({"number": one} for one in numbers))
    return (
        _member("[Content_Types].xml", types),
        _member("_rels/.rels", _frame("root_relations")),
        _member("xl/_rels/workbook.xml.rels", relations),
        _member("xl/styles.xml", _styles()),
    )


def _member(path: str, xml: str) -> Member:
    return member_of(path, (xml.encode(),))


def _styles() -> str:
    decimals = range(MOST_DECIMALS + 1)
    formats = ({"number": _FIRST_NUMBER_FORMAT + one, "decimals": "." * bool(one) + "0" * one} for one in decimals)
    styles = ({"number": _FIRST_NUMBER_FORMAT + one} for one in decimals)
    return _frame("styles").format(
        format_count=len(decimals) + 1,
        formats="".join(_frame("style_format").format(**one) for one in formats),
        style_count=FIRST_AMOUNT + len(decimals),
        styles="".join(_frame("style").format(**one) for one in styles),
    )


def _repeated(frame: str, entry: str, values: Iterator[Mapping[str, object]]) -> str:
    return _frame(frame).format(entries="".join(_frame(entry).format(**one) for one in values))


@lru_cache(maxsize=8192)
def _text_entry(text: str) -> str:
    escaped = _escaped(text)
    return f"<si><t>{escaped}</t></si>" if text == text.strip() else f'<si><t xml:space="preserve">{escaped}</t></si>'


def _escaped(text: str) -> str:
    if not _ODD_IN_XML.search(text):
        return text
    guarded = _NOT_IN_XML.sub(lambda found: f"_x{ord(found[0]):04X}_", text)
    return guarded.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


@cache
def _frame(name: str) -> str:
    return _frames()[name].rstrip("\n")


@cache
def _frames() -> Mapping[str, str]:
    content = (resources.files("builder.export") / "workbook_parts.yaml").read_bytes()
    return cast("Mapping[str, str]", yaml.load(content, yaml.CSafeLoader))
