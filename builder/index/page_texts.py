"""The text of a page, passage by passage, each with the anchor at which a reader finds it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of a page that is found and shown as one.

    `title` says what it is and is not searched. `text` may have parts parted by tabs, a row of a table;
    `cells` are then the anchors of the parts after the first.
    """

    anchor: str
    title: str
    text: str
    cells: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PageText:
    """A page of the full-text search; `key` is its own among all pages, `url` relative to the site's root."""

    key: str
    url: str
    title: str
    detail: str
    year: int
    unit_id: str
    passages: tuple[Passage, ...]
