"""Where the cells of a web table stand, from how many rows and columns each one claims."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

MOST_COLUMNS, MOST_ROWS = 100, 2000


class Spot(NamedTuple):
    """A place in a grid, counted from 0, and how far it reaches."""

    row: int
    column: int
    row_span: int
    column_span: int


def placed(rows: Sequence[Sequence[tuple[int, int]]], ends: Sequence[int]) -> tuple[tuple[Spot, ...], ...]:
    """Return a spot for each cell, given the rows and columns that it claims; no two spots overlap.

    A row's `end` is the row where its part of the table is over: no cell reaches beyond it. 0 rows claim all of them.
    No cell reaches beyond the last column in which one begins.
    """
    taken_until: dict[int, int] = {}
    spots: list[list[Spot]] = []
    for row, (claims, end) in enumerate(zip(rows, ends, strict=True)):
        column = 0
        spots.append([])
        for claim in claims:
            while taken_until.get(column, 0) > row:
                column += 1
            spot = _spot(row, column, claim, end, taken_until)
            taken_until.update(dict.fromkeys(range(column, column + spot.column_span), row + spot.row_span))
            spots[-1].append(spot)
            column += spot.column_span
    width = 1 + max((spot.column for each in spots for spot in each), default=0)
    return tuple(tuple(_within(spot, width) for spot in each) for each in spots)


def _spot(row: int, column: int, claim: tuple[int, int], end: int, taken_until: dict[int, int]) -> Spot:
    below = end - row
    row_span = min(claim[0] or below, below, MOST_ROWS)
    column_span = 1
    while column_span < min(claim[1], MOST_COLUMNS) and taken_until.get(column + column_span, 0) <= row:
        column_span += 1
    return Spot(row, column, row_span, column_span)


def _within(spot: Spot, width: int) -> Spot:
    return spot._replace(column_span=min(spot.column_span, width - spot.column))
