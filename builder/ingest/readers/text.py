"""Text files → documents: flattened Word, where a TAB begins each cell, or lines as pages broke them."""

from __future__ import annotations

import codecs
import hashlib
import re
from collections.abc import Iterator, Sequence
from itertools import count, islice, takewhile
from statistics import median
from typing import NamedTuple
from unicodedata import east_asian_width

from builder.ingest.readers import Unreadable
from builder.ingest.source import Cell, Document, Grid, Line, Piece, Place, SetAside

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

# Lines at the very top that say where our copy comes from.
_ABOUT_THE_COPY = re.compile(r"# [a-z][a-z-]*: ")

# Where prose stops of its own accord; a long line that ends in none of these was broken by a page.
_STOPS = frozenset("。；：！？.;:!?）)”》】")
_LEAST_WIDTH = 40
_LEAST_BROKEN = 4
_ROW_TABS = 2


def read_text(name: str, content: bytes) -> Document:
    """Return a text file as lines and grids; raises `Unreadable` where no encoding fits without loss.

    `Place.line` is the physical line, `Place.page` counts form feeds where the file has any. Lines that only end a
    row of a grid are no pieces.
    """
    text, notes = _decoded(content)
    lines = _placed_lines(name, text)
    top = _lines_about_the_copy(lines)
    numbers = count()
    copy = tuple(SetAside(Piece(next(numbers), line.text, line.place), "about-the-copy") for line in lines[:top])
    body = lines[top:]
    is_physical = _is_broken_by_pages([line.text for line in body if "\t" not in line.text])
    blocks = tuple(_blocks(body, numbers, is_physical=is_physical))
    return Document(name, "txt", hashlib.sha256(content).hexdigest(), blocks, copy, notes)


def _decoded(content: bytes) -> tuple[str, tuple[tuple[str, dict[str, str]], ...]]:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _strictly(content[len(mark) :], encoding), (("byte-order-mark", {"encoding": encoding.upper()}),)
    try:
        return _checked(content.decode("utf-8")), ()
    except UnicodeDecodeError as error:
        return _strictly(content, "gb18030", error.start), (("encoding", {"encoding": "GB18030"}),)


def _strictly(content: bytes, encoding: str, read_before: int = 0) -> str:
    try:
        return _checked(content.decode(encoding))
    except UnicodeDecodeError as error:
        # The encoding that read further is the one meant.
        line = content.count(b"\n", 0, max(error.start, read_before)) + 1
        raise Unreadable("text-encoding", line=str(line)) from error


def _checked(text: str) -> str:
    """The text, unless it has characters that only binary files have."""
    if "\0" in text:
        raise Unreadable("text-encoding", line=str(text.count("\n", 0, text.index("\0")) + 1))
    return text


class _Placed(NamedTuple):
    text: str
    place: Place

    @property
    def is_cell(self) -> bool:
        return self.text.startswith("\t")

    @property
    def is_row(self) -> bool:
        """Whether TABs stand between its cells, as in tables copied from a sheet; contents have one TAB only."""
        return self.text.count("\t") >= _ROW_TABS


def _placed_lines(name: str, text: str) -> list[_Placed]:
    """The physical lines as an editor counts them; a form feed turns the page and is no text."""
    texts = re.split(r"\r?\n" if "\n" in text else r"\r", text)
    if not texts[-1]:
        texts.pop()
    has_pages = "\f" in text
    page = 1
    placed = []
    for number, line in enumerate(texts):
        page += line.count("\f")
        placed.append(_Placed(line.replace("\f", ""), Place(name, number + 1, page if has_pages else None)))
    return placed


def _lines_about_the_copy(lines: Sequence[_Placed]) -> int:
    return sum(1 for _ in takewhile(lambda line: _ABOUT_THE_COPY.match(line.text), lines))


def _is_broken_by_pages(texts: Sequence[str]) -> bool:
    """Whether long lines break inside sentences, most of them at one width that hardly any line passes."""
    long_lines = [line for line in map(str.rstrip, texts) if _width(line) >= _LEAST_WIDTH]
    broken = [_width(line) for line in long_lines if line[-1] not in _STOPS and not line[-1].isascii()]
    if len(broken) < _LEAST_BROKEN:
        return False
    margin = median(broken)
    at_margin = sum(width >= 0.9 * margin for width in broken)
    past_margin = sum(_width(line) > 1.25 * margin for line in long_lines)
    return at_margin >= 0.5 * len(broken) and past_margin <= 0.05 * len(long_lines)


def _width(text: str) -> int:
    return sum(2 if east_asian_width(character) in "WFA" else 1 for character in text)


def _blocks(lines: Sequence[_Placed], numbers: Iterator[int], *, is_physical: bool) -> Iterator[Line | Grid]:
    at = 0
    while at < len(lines):
        line = lines[at]
        rows = _count_of_rows(lines, at)
        if rows > 1:
            yield _grid_of_rows(lines[at : at + rows], numbers)
            at += rows
        elif line.is_cell:
            end = _end_of_grid(lines, at)
            yield _grid_of_cells(lines[at:end], numbers)
            at = end
        else:
            yield Line(Piece(next(numbers), line.text, line.place), is_physical)
            at += 1


def _count_of_rows(lines: Sequence[_Placed], start: int) -> int:
    return sum(1 for _ in takewhile(lambda line: line.is_row, islice(lines, start, None)))


def _grid_of_rows(lines: Sequence[_Placed], numbers: Iterator[int]) -> Grid:
    """A line a row; where all have the same number of cells, each stands in its own column."""
    rows = [line.text.split("\t") for line in lines]
    cells = tuple(
        Cell(row, column, Piece(next(numbers), text, line.place))
        for row, (line, texts) in enumerate(zip(lines, rows, strict=True))
        for column, text in enumerate(texts)
    )
    return Grid(cells, has_spans=len({len(texts) for texts in rows}) == 1)


def _end_of_grid(lines: Sequence[_Placed], start: int) -> int:
    """The line after the last cell of a grid, in which one blank line at a time stands between rows."""
    end = start
    for at in range(start, len(lines)):
        if lines[at].is_cell:
            end = at + 1
        elif lines[at].text.strip() or at > end:
            break
    return end


def _grid_of_cells(lines: Sequence[_Placed], numbers: Iterator[int]) -> Grid:
    """A line a cell; a blank line ends the row."""
    cells: list[Cell] = []
    row = column = 0
    for line in lines:
        if line.is_cell:
            cells.append(Cell(row, column, Piece(next(numbers), line.text[1:], line.place)))
            column += 1
        else:
            row, column = row + 1, 0
    return Grid(tuple(cells), has_spans=False)
