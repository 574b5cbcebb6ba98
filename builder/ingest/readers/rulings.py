"""Ruled lines of a page → tables: cells with their spans and places, merged where no line stands between squares."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

# Lines this near are one (both edges of a thin box, borders drawn cell by cell), in points.
_NEAR = 2.0
# Ends this near to a line touch it, and stretches of one line this near to one another are joined.
_TOUCH = 3.0
# So much of a side must be ruled to be a wall.
_RULED = 0.6
# More squares than this are a drawing, not a table; more crossings than this are not looked at.
_MOST_SQUARES = 40_000
_MOST_CROSSINGS = 4_000_000


class Stroke(NamedTuple):
    """A straight line along an axis: at `at` across it, from `start` to `end` along it, in points from the top left."""

    at: float
    start: float
    end: float


class RuledCell(NamedTuple):
    """Squares of one table that no line parts, as a rectangle of rows and columns counted from 0."""

    row: int
    column: int
    row_span: int
    column_span: int


@dataclass(frozen=True, slots=True)
class RuledTable:
    """One table: where its columns and rows begin and end, and its cells in row order."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    cells: tuple[RuledCell, ...]
    squares: Mapping[tuple[int, int], RuledCell]

    def cell_at(self, x: float, y: float) -> RuledCell | None:
        """Return the cell that holds a point; None outside of the table and where it has no cell."""
        if not (self.xs[0] <= x < self.xs[-1] and self.ys[0] <= y < self.ys[-1]):
            return None
        return self.squares.get((bisect_right(self.ys, y) - 1, bisect_right(self.xs, x) - 1))


def ruled_tables(across: Iterable[Stroke], down: Iterable[Stroke]) -> list[RuledTable]:
    """Return the tables of two or more cells, from the top, that horizontal and vertical lines make."""
    rows, columns = _merged(across), _merged(down)
    if len(rows) * len(columns) > _MOST_CROSSINGS:
        return []
    tables = [table for group in _touching(rows, columns) if (table := _table(*group))]
    return sorted(tables, key=lambda table: (table.ys[0], table.xs[0]))


def _merged(strokes: Iterable[Stroke]) -> list[Stroke]:
    """Lines side by side become one at their middle, and stretches that meet are joined."""
    merged: list[Stroke] = []
    for bundle in _bundles(sorted(strokes)):
        at = (bundle[0].at + bundle[-1].at) / 2
        start, end = None, 0.0
        for stroke in sorted(bundle, key=lambda stroke: (stroke.start, stroke.end)):
            if start is not None and stroke.start <= end + _TOUCH:
                end = max(end, stroke.end)
                continue
            if start is not None:
                merged.append(Stroke(at, start, end))
            start, end = stroke.start, stroke.end
        if start is not None:
            merged.append(Stroke(at, start, end))
    return [stroke for stroke in merged if stroke.end - stroke.start > _TOUCH]


def _bundles(strokes: Sequence[Stroke]) -> Iterator[list[Stroke]]:
    bundle: list[Stroke] = []
    for stroke in strokes:
        if bundle and stroke.at - bundle[0].at > _NEAR:
            yield bundle
            bundle = []
        bundle.append(stroke)
    if bundle:
        yield bundle


def _touching(rows: Sequence[Stroke], columns: Sequence[Stroke]) -> Iterator[tuple[list[Stroke], list[Stroke]]]:
    """Groups of lines that touch one another, directly or by others; lines that touch none are left out."""
    met: dict[int, list[int]] = {}
    for at, row in enumerate(rows):
        for number, column in enumerate(columns, len(rows)):
            if _do_touch(row, column):
                met.setdefault(at, []).append(number)
                met.setdefault(number, []).append(at)
    seen: set[int] = set()
    for first in sorted(met):
        if first not in seen:
            group = _reached(first, met)
            seen |= group
            yield (
                [rows[number] for number in sorted(group) if number < len(rows)],
                [columns[number - len(rows)] for number in sorted(group) if number >= len(rows)],
            )


def _do_touch(row: Stroke, column: Stroke) -> bool:
    return (
        row.start - _TOUCH <= column.at <= row.end + _TOUCH and column.start - _TOUCH <= row.at <= column.end + _TOUCH
    )


def _reached(first: int, met: Mapping[int, Sequence[int]]) -> set[int]:
    reached = {first}
    waiting = [first]
    while waiting:
        for number in met[waiting.pop()]:
            if number not in reached:
                reached.add(number)
                waiting.append(number)
    return reached


def _table(rows: Sequence[Stroke], columns: Sequence[Stroke]) -> RuledTable | None:
    xs, ys = _positions(columns, rows), _positions(rows, columns)
    if (len(xs) - 1) * (len(ys) - 1) > _MOST_SQUARES:
        return None
    squares = _cells(_Walls(xs, ys, rows, columns))
    cells = tuple(sorted(set(squares.values())))
    return RuledTable(xs, ys, cells, squares) if len(cells) > 1 else None


def _positions(lines: Sequence[Stroke], others: Sequence[Stroke]) -> tuple[float, ...]:
    """Where lines stand, and where those across them end beyond: tables are often open at the sides."""
    places = {line.at for line in lines}
    first, last = min(other.start for other in others), max(other.end for other in others)
    if first < min(places) - _TOUCH:
        places.add(first)
    if last > max(places) + _TOUCH:
        places.add(last)
    return tuple(sorted(places))


class _Walls:
    """Which sides of the squares are ruled: (line, column) `above`, (line, row) to the `left`."""

    def __init__(
        self, xs: Sequence[float], ys: Sequence[float], rows: Iterable[Stroke], columns: Iterable[Stroke]
    ) -> None:
        self.width, self.height = len(xs) - 1, len(ys) - 1
        self.above = _ruled_sides(ys, xs, rows)
        self.left = _ruled_sides(xs, ys, columns)
        self._lids = _ends(self.above)
        self._sides = _ends(self.left)

    def is_open(self, row: int, column: int) -> bool:
        """Whether a square is part of the page around the table: not between two lines, in neither direction."""
        top, bottom = self._lids.get(column, (0, 0))
        left, right = self._sides.get(row, (0, 0))
        return not (top <= row < bottom or left <= column < right)


def _ends(sides: Iterable[tuple[int, int]]) -> dict[int, tuple[int, int]]:
    """The first and the last line that rule a step."""
    ends: dict[int, tuple[int, int]] = {}
    for line, step in sides:
        first, last = ends.get(step, (line, line))
        ends[step] = min(first, line), max(last, line)
    return ends


def _ruled_sides(places: Sequence[float], steps: Sequence[float], lines: Iterable[Stroke]) -> set[tuple[int, int]]:
    """The sides (number of the place, number of the step) that are ruled."""
    numbers = {place: number for number, place in enumerate(places)}
    return {
        (numbers[line.at], step)
        for line in lines
        for step, (start, end) in enumerate(pairwise(steps))
        if min(end, line.end) - max(start, line.start) >= _RULED * (end - start)
    }


def _cells(walls: _Walls) -> dict[tuple[int, int], RuledCell]:
    """The cell of each square: squares of a row up to the next wall, and those below while they are as wide."""
    cells: dict[tuple[int, int], RuledCell] = {}
    for row in range(walls.height):
        column = 0
        while column < walls.width:
            width = _width(walls, row, column)
            if (row, column) not in cells and not walls.is_open(row, column):
                height = _height(walls, row, column, width)
                cell = RuledCell(row, column, height, width)
                cells.update(dict.fromkeys(((row + y, column + x) for y in range(height) for x in range(width)), cell))
            column += width
    return cells


def _width(walls: _Walls, row: int, column: int) -> int:
    end = column + 1
    while end < walls.width and (end, row) not in walls.left:
        end += 1
    return end - column


def _height(walls: _Walls, row: int, column: int, width: int) -> int:
    end = row + 1
    while (
        end < walls.height
        and not any((end, at) in walls.above for at in range(column, column + width))
        and _width(walls, end, column) == width
        and (column == 0 or (column, end) in walls.left)
    ):
        end += 1
    return end - row
