"""A document as read: pieces of text in reading order, each with its place, some of them cells of grids."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple


class Place(NamedTuple):
    """Where a piece stands, in the terms of its format.

    `line` counts what a person would count: physical lines of a text file or a page's lines run on through a PDF;
    paragraphs and cells in reading order of a Word or web document; rows of a sheet.
    """

    file: str
    line: int
    page: int | None = None
    sheet: str | None = None
    cell: str | None = None


class Piece(NamedTuple):
    """One run of text exactly as in the source; `number` counts the pieces of one file from 0."""

    number: int
    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a grid, counted from 0; a merged cell stands at its first place."""

    row: int
    column: int
    piece: Piece
    row_span: int = 1
    column_span: int = 1

    @property
    def text(self) -> str:
        """The text as in the source."""
        return self.piece.text


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph, or where `is_physical` a line as the page broke it.

    `edges` are the left and right ends of each blank-separated word on its page, in points, where the format knows.
    """

    piece: Piece
    is_physical: bool = False
    edges: tuple[tuple[float, float], ...] = ()

    @property
    def text(self) -> str:
        """The text as in the source."""
        return self.piece.text


@dataclass(frozen=True, slots=True)
class Grid:
    """A table with its cells in row order. Where `has_spans` is false merged cells are there but unknown.

    In such a grid (a text file's) the cells of a row are counted as they come, so rows may differ in length.
    """

    cells: tuple[Cell, ...]
    has_spans: bool = True

    @property
    def rows(self) -> tuple[tuple[Cell, ...], ...]:
        """The cells row by row, rows without any cell left out."""
        rows: dict[int, list[Cell]] = {}
        for cell in self.cells:
            rows.setdefault(cell.row, []).append(cell)
        return tuple(tuple(rows[number]) for number in sorted(rows))


class SetAside(NamedTuple):
    """A piece that is no part of the document's running text, and why (a key of the ledger's reasons)."""

    piece: Piece
    reason: str


@dataclass(frozen=True, slots=True)
class Document:
    """One file as read. `form` is `docx`, `xlsx`, `pdf`, `html` or `txt`; `sha256` is of the file's bytes.

    `notes` are keys of sentences about the reading as a whole (`is-scan`), with their facts.
    """

    file: str
    form: str
    sha256: str
    blocks: tuple[Line | Grid, ...]
    set_aside: tuple[SetAside, ...] = ()
    notes: tuple[tuple[str, dict[str, str]], ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the stream in which a document is read: a line is a row of one cell.

    `grid` is None for a line, and shared by the rows of one grid.
    """

    cells: tuple[Cell, ...]
    grid: Grid | None = None
    line: Line | None = None

    @property
    def filled(self) -> tuple[Cell, ...]:
        """The cells that hold more than blanks."""
        return tuple(cell for cell in self.cells if cell.text.strip())

    @property
    def only(self) -> str:
        """The text of the one cell that holds more than blanks, stripped; empty where there are more, or none."""
        filled = self.filled
        return filled[0].text.strip() if len(filled) == 1 else ""

    @property
    def text(self) -> str:
        """All cells as one line, for looking at."""
        return " ".join(cell.text.strip() for cell in self.filled)


class Part(NamedTuple):
    """A stretch of a piece within a passage: characters `start` to `end` of the piece stand from `offset` on."""

    piece: Piece
    start: int
    end: int
    offset: int


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph put together from one or more pieces (lines that a page broke), and from which."""

    text: str
    parts: tuple[Part, ...]

    @property
    def line(self) -> int:
        """The line of its first piece."""
        return self.parts[0].piece.place.line


def stream_of(blocks: Sequence[Line | Grid]) -> tuple[Row, ...]:
    """Return the blocks as rows in reading order."""
    rows: list[Row] = []
    for block in blocks:
        if isinstance(block, Line):
            rows.append(Row((Cell(0, 0, block.piece),), None, block))
        else:
            rows.extend(Row(cells, block) for cells in block.rows)
    return tuple(rows)
