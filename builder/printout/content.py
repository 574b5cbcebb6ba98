"""What a printed document is made of, whatever its form: sections of headings, paragraphs and tables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Style = Literal[
    "cover-title",
    "cover-line",
    "contents-title",
    "contents-entry",
    "contents-table",
    "heading",
    "body",
    "table-number",
    "table-title",
    "caption",
    "form-year",
    "note",
    "signature",
]
_SMALL = 104
"""Tables wider than this have small letters."""

Look = Literal["head", "text", "aside", "code", "amount"]
"""What a cell is; `aside` is text at the right end."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph; `right` is what stands at the right end of its line, `depth` that of a heading (1 to 3)."""

    text: str
    style: Style = "body"
    right: str = ""
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table, places counted from 0; it may cover further rows and columns.

    `is_sum` marks the total row, `level` is that of a row's code (1 class, 2 section, 3 item; 0 none).
    """

    row: int
    column: int
    text: str
    look: Look = "text"
    row_span: int = 1
    column_span: int = 1
    is_sum: bool = False
    level: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its cells in row order; of its rows the first `head_rows` are repeated on each page.

    `widths` are those of its columns, in half-width characters; a page makes more or less of them.
    """

    cells: tuple[Cell, ...]
    row_count: int
    head_rows: int
    widths: tuple[int, ...]
    is_closed: bool = False
    """Whether rows are kept off a page break, as in a form."""

    @property
    def is_small(self) -> bool:
        """Whether it needs small letters."""
        return sum(self.widths) > _SMALL

    @property
    def rows(self) -> tuple[tuple[Cell, ...], ...]:
        """The cells by row; a row wholly covered from above is empty."""
        rows: list[list[Cell]] = [[] for _ in range(self.row_count)]
        for cell in self.cells:
            rows[cell.row].append(cell)
        return tuple(map(tuple, rows))


Block = Paragraph | Table


@dataclass(frozen=True, slots=True)
class Section:
    """What stands together; `name` is that of its sheet, `is_wide` asks for the page on its side.

    A section begins a new page unless it is `is_run_on`.
    """

    name: str
    blocks: tuple[Block, ...]
    is_wide: bool = False
    is_run_on: bool = False


@dataclass(frozen=True, slots=True)
class Fonts:
    """The names of the fonts of text, headings, tables, and of Latin letters and digits."""

    text: str
    heading: str
    table: str
    latin: str


@dataclass(frozen=True, slots=True)
class Printout:
    """A whole document; `day` (ISO 8601) is when it is said to have been made, whenever it is."""

    title: str
    author: str
    day: str
    fonts: Fonts
    sections: tuple[Section, ...]


def extent(text: str) -> int:
    """Return how wide a text is, in half-width characters."""
    return sum(1 if character.isascii() else 2 for character in text)
