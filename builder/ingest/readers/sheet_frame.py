"""The frame of a sheet's grid: which rows and columns it shows, and where merged cells lie in it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import islice

from builder.ingest.readers import Unreadable
from builder.ingest.readers.gathering import Gathering

_MOST_CELLS = 400_000

Address = tuple[int, int]
# First column, first row, last column, last row of a merged range.
Bounds = tuple[int, int, int, int]


@dataclass(slots=True)
class Frame:
    """Rows and columns of the sheet in the order shown; all places are counted from 0 among these.

    `spans` are rows and columns of merged cells, `covered` the places under them, and `moved` says which cell of the
    sheet shows at a place that is not its own, the first rows or columns of its range being hidden.
    """

    rows: Sequence[int] = ()
    columns: Sequence[int] = ()
    spans: dict[Address, tuple[int, int]] = field(default_factory=dict)
    covered: set[Address] = field(default_factory=set)
    moved: dict[Address, Address] = field(default_factory=dict)


def sheet_frame(
    filled: Collection[Address],
    hidden_rows: Collection[int],
    hidden_columns: Collection[int],
    merges: Iterable[Bounds],
    gathering: Gathering,
) -> Frame:
    """Return the frame of the cells that are filled; blank rows and columns around them are left out."""
    merges = sorted(merges, key=lambda bounds: (bounds[1], bounds[0]))
    shown = {place for place in filled if place[0] not in hidden_rows and place[1] not in hidden_columns}
    shown |= {
        (row, column)
        for first_column, first_row, last_column, last_row in merges
        if (first_row, first_column) in filled
        for row in _first_shown(first_row, last_row, hidden_rows)
        for column in _first_shown(first_column, last_column, hidden_columns)
    }
    rows = _axis({row for row, _column in shown}, hidden_rows)
    columns = _axis({column for _row, column in shown}, hidden_columns)
    if len(rows) * len(columns) > _MOST_CELLS:
        gathering.tally("blank-rows-left-out", gathering.sheet or "")
        rows, columns = sorted({row for row, _column in shown}), sorted({column for _row, column in shown})
    if len(rows) * len(columns) > _MOST_CELLS:
        raise Unreadable("sheet-too-large", sheet=gathering.sheet or "", limit=str(_MOST_CELLS))
    frame = Frame(rows, columns)
    for bounds in merges:
        _merge(frame, bounds)
    return frame


def _first_shown(first: int, last: int, hidden: Collection[int]) -> list[int]:
    return list(islice((number for number in range(first, last + 1) if number not in hidden), 1))


def _axis(used: Collection[int], hidden: Collection[int]) -> Sequence[int]:
    return [number for number in range(min(used), max(used) + 1) if number not in hidden] if used else []


def _merge(frame: Frame, bounds: Bounds) -> None:
    first_column, first_row, last_column, last_row = bounds
    rows = range(bisect_left(frame.rows, first_row), bisect_right(frame.rows, last_row))
    columns = range(bisect_left(frame.columns, first_column), bisect_right(frame.columns, last_column))
    places = [(row, column) for row in rows for column in columns]
    # Ranges that overlap break the rules of the format: the first one stands.
    if not places or any(place in frame.covered or place in frame.spans for place in places):
        return
    frame.spans[places[0]] = (len(rows), len(columns))
    frame.covered |= set(places[1:])
    if (frame.rows[rows[0]], frame.columns[columns[0]]) != (first_row, first_column):
        frame.moved[places[0]] = (first_row, first_column)
