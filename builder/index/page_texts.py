"""The text of a page, passage by passage, each with the anchor at which a reader finds it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from builder.index.name_entries import NameEntry

PART = "\t"
"""Parts the parts of a passage, and the figures of a row."""


class Passage(NamedTuple):
    """A piece of a page that is found and shown as one, its parts parted by tabs.

    `title` says what it is and is not searched.
    """

    anchor: str
    title: str
    text: str

    def parts(self) -> Iterator[str]:
        """Yield the texts in which no match crosses from one to the next."""
        yield from self.text.split(PART)


class FigureRows(NamedTuple):
    """Rows of a printed table, each found and shown as one: its key, its label, and its figures as printed.

    The figures are parted by tabs, one a measure, blank where the cell is. Nothing else than a number may stand
    there: an odd cell is a passage of its own. Table, key and measure make the anchor of a figure.
    """

    table: str
    title: str
    measures: tuple[str, ...]
    rows: tuple[tuple[str, str, str], ...]

    def parts(self) -> Iterator[str]:
        """Yield the texts in which no match crosses from one to the next."""
        for _, label, figures in self.rows:
            yield label
            yield from figures.split(PART)


@dataclass(frozen=True, slots=True)
class PageText:
    """A page of the full-text search; `key` is its own among all pages, `url` relative to the site's root.

    `names` are what it gives to the name index.
    """

    key: str
    url: str
    title: str
    detail: str
    year: int
    unit_id: str
    passages: tuple[Passage | FigureRows, ...]
    names: tuple[NameEntry, ...] = ()

    def parts(self) -> Iterator[str]:
        """Yield every text of the page that can be found."""
        for passage in self.passages:
            yield from passage.parts()
