"""Printed characters of a page → lines of text with the ends of each word: no gap lost, nothing twice."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import NamedTuple
from unicodedata import normalize

from builder.ingest.vocabulary import vocabulary

# A gap this wide between two characters, in parts of their size, stands for a blank.
_BLANK = 0.3
# Characters whose baselines are this near, in parts of their size, stand in one line.
_SAME_LINE = 0.35
# The same character this near, in parts of its size, is one drawn twice to look bold.
_SAME_PLACE = 0.15

_NO_TEXT = re.compile(r"\(cid:\d+\)|[\x00-\x08\x0e-\x1f\x7f]")
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


class Glyph(NamedTuple):
    """One printed character: its ends, its baseline from the top of the page and its size, in points.

    `turn` is by how many degrees it is turned to the left; 0 is upright.
    """

    text: str
    left: float
    right: float
    base: float
    size: float
    turn: int = 0

    @property
    def middle(self) -> tuple[float, float]:
        """The point by which it belongs to a cell, whatever its font says of its height."""
        return (self.left + self.right) / 2, self.base - 0.35 * self.size


class PrintedLine(NamedTuple):
    """One line of a page; `edges` are the ends of each of its blank-separated words, `top` its upper end."""

    text: str
    edges: tuple[tuple[float, float], ...]
    top: float
    left: float


def character_of(text: str) -> str:
    """Return what a character of a PDF stands for: fonts map some ideographs to the radicals that look the same."""
    if _NO_TEXT.search(text):
        return _REPLACEMENT
    return "".join(_ideographs().get(character, character) for character in text)


@cache
def _ideographs() -> Mapping[str, str]:
    kangxi = {chr(code): normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)}
    compatible = {chr(code): normalize("NFKC", chr(code)) for code in range(0xF900, 0xFAD9)}
    supplement: dict[str, str] = vocabulary("pdf")["radicals"]
    return kangxi | compatible | supplement


def without_doubles(glyphs: Iterable[Glyph]) -> list[Glyph]:
    """Return the characters, each drawn twice or more at one place once only."""
    kept: list[Glyph] = []
    places: dict[tuple[str, int, int], list[Glyph]] = {}
    for glyph in glyphs:
        across, down = round(glyph.left), round(glyph.base)
        near = [
            other
            for x in (across - 1, across, across + 1)
            for y in (down - 1, down, down + 1)
            for other in places.get((glyph.text, x, y), ())
        ]
        if not any(_is_same(glyph, other) for other in near):
            kept.append(glyph)
            places.setdefault((glyph.text, across, down), []).append(glyph)
    return kept


def _is_same(glyph: Glyph, other: Glyph) -> bool:
    reach = _SAME_PLACE * min(glyph.size, other.size)
    return abs(glyph.left - other.left) < reach and abs(glyph.base - other.base) < reach


def lines_of(glyphs: Iterable[Glyph]) -> list[PrintedLine]:
    """Return the lines from top to bottom, characters from left to right; lines of nothing but blanks are left out."""
    rows: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda glyph: (glyph.base, glyph.left)):
        if rows and glyph.base - rows[-1][0].base < _SAME_LINE * min(glyph.size, rows[-1][0].size):
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    lines = [_line(sorted(row, key=lambda glyph: (glyph.left, glyph.right))) for row in rows]
    return [line for line in lines if line.text]


def text_of(glyphs: Iterable[Glyph]) -> str:
    """Return the lines of a cell, each on a line of its own."""
    return "\n".join(line.text for line in lines_of(glyphs))


def _line(glyphs: Sequence[Glyph]) -> PrintedLine:
    texts: list[str] = []
    words: list[tuple[float, float]] = []
    end: float | None = None
    for glyph in glyphs:
        if glyph.text.isspace():
            texts.append(glyph.text)
            continue
        is_apart = end is not None and glyph.left - end > _BLANK * glyph.size
        if is_apart and not texts[-1].isspace():
            texts.append(" ")
        if words and not texts[-1].isspace():
            words[-1] = (words[-1][0], max(words[-1][1], glyph.right))
        else:
            words.append((glyph.left, glyph.right))
        texts.append(glyph.text)
        end = glyph.right
    edges = tuple((round(left, 1), round(right, 1)) for left, right in words)
    top = min((glyph.base - glyph.size for glyph in glyphs), default=0.0)
    return PrintedLine("".join(texts).rstrip(), edges, top, words[0][0] if words else 0.0)
