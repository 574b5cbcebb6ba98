"""The merged cells above the columns of a grid: columns under one label share a cell, a short path reaches down."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from builder.profiles import Column


@dataclass(frozen=True, slots=True)
class Heading:
    """One heading cell: it covers the columns from `start` up to `end`, and `row_span` rows from its own down."""

    text: str
    start: int
    end: int
    row_span: int
    is_last: bool
    """Whether it is the nearest to the figures."""


def depth_of(columns: Sequence[Column]) -> int:
    """Return how many heading rows stand above these columns."""
    return max(len(column.path) for column in columns)


def heading_rows(columns: Sequence[Column], depth: int | None = None) -> Iterator[tuple[Heading, ...]]:
    """Yield the heading rows from the top, `depth` of them where more are wanted than the columns need."""
    rows = depth or depth_of(columns)
    for level in range(rows):
        yield tuple(_headings(columns, level, rows))


def _headings(columns: Sequence[Column], level: int, depth: int) -> Iterator[Heading]:
    start = 0
    while start < len(columns):
        path = columns[start].path
        end = start + 1
        while end < len(columns) and columns[end].path[: level + 1] == path[: level + 1]:
            end += 1
        if level < len(path):
            is_last = level == len(path) - 1
            yield Heading(path[level], start, end, depth - level if is_last else 1, is_last)
        start = end
