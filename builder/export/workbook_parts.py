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

BOLD, DAY, FIRST_AMOUNT = 1, 2, 3
"""Positions of the styles; the amounts with 0, 1, 2 … decimals follow one another."""
MOST_DECIMALS = 15
_FIRST_NUMBER_FORMAT = 164
"""Below it are the number formats that spreadsheets bring along."""

# What XML cannot hold is written as Office does, `_x0007_`; text that looks like that is guarded by `_x005F_`.
_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")


class Texts:
    """The distinct texts of a workbook, numbered as they come."""

    __slots__ = ("_numbers",)

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def number(self, text: str) -> int:
        """Return the number of a text, a new one where it was not seen before."""
        return self._numbers.setdefault(text, len(self._numbers))

    def xml(self) -> str:
        """Return the part that holds them."""
        entries = "".join(map(_text_entry, self._numbers))
        return _frame("texts").format(count=len(self._numbers), entries=entries)


@dataclass(frozen=True, slots=True)
class SheetXml:
    """A written sheet: its name and its part."""

    name: str
    xml: str


def column_letters(number: int) -> str:
    """Return the letters of a column, from 0: `A` to `Z`, then `AA`."""
    letters = ""
    while number >= 0:
        letters = chr(ord("A") + number % 26) + letters
        number = number // 26 - 1
    return letters


def text_cell(place: str, number: int, style: int) -> str:
    """Return a cell that shows a shared text."""
    return f'<c r="{place}" s="{style}" t="s"><v>{number}</v></c>'


def sheet_xml(lines: Sequence[str], columns: int, frozen: int) -> str:
    """Return a sheet's part; `lines` hold the cells of each row, the first `frozen` of them stay in view."""
    rows = "".join([f'<row r="{number}">{cells}</row>' for number, cells in enumerate(lines, 1)])
    return _frame("sheet").format(columns=columns, frozen=frozen, next=frozen + 1, rows=rows)


def workbook_parts(sheets: Sequence[SheetXml], texts: Texts) -> Iterator[tuple[str, str]]:
    """Return every part of a workbook by its path."""
    numbers = range(1, len(sheets) + 1)
    yield "_rels/.rels", _frame("root_relations")
    yield "xl/styles.xml", _styles()
    yield "xl/sharedStrings.xml", texts.xml()
    yield "[Content_Types].xml", _repeated("content_types", "content_type", ({"number": one} for one in numbers))
    yield "xl/_rels/workbook.xml.rels", _repeated("relations", "relation", ({"number": one} for one in numbers))
    named = ({"number": one, "name": _escaped(sheet.name)} for one, sheet in enumerate(sheets, 1))
    yield "xl/workbook.xml", _repeated("workbook", "workbook_sheet", named)
    for number, sheet in enumerate(sheets, 1):
        yield f"xl/worksheets/sheet{number}.xml", sheet.xml


@cache
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
    guarded = _NOT_IN_XML.sub(lambda found: f"_x{ord(found[0]):04X}_", text)
    return guarded.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


@cache
def _frame(name: str) -> str:
    return _frames()[name].rstrip("\n")


@cache
def _frames() -> Mapping[str, str]:
    content = (resources.files("builder.export") / "workbook_parts.yaml").read_bytes()
    return cast("Mapping[str, str]", yaml.load(content, yaml.CSafeLoader))
