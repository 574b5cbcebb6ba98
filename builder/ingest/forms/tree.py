"""Which indicators a label of their tree stands for: it is printed at the middle of the rows that it spans."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple

_FARTHEST = 0.75
"""How far from the middle of its rows a label may stand, in rows."""
_MOST = 10_000
"""Beyond so many ways to cut the rows their labels say too little."""
_AS_GOOD = 0.2
"""Groupings that differ by less are equally likely."""


class Mark(NamedTuple):
    """A label and the height at which it stands, counted in rows from the top."""

    level: str
    height: float


class Grouping(NamedTuple):
    """For each row the level that it belongs to, None where two readings are equally likely."""

    levels: tuple[str | None, ...]


def heights_of(lines: Sequence[int]) -> list[float]:
    """Return where each row begins and the last ends; a row is as high as it has lines."""
    return [0.0, *accumulate(map(float, lines))]


def grouping_of(
    heights: Sequence[float], marks: Sequence[Mark], parents: Sequence[Mark], parent_of: dict[str, str]
) -> Grouping | None:
    """Return the level of each row, if there is a way to cut the rows so that each label stands at its middle.

    `marks` are the labels of the inner level from top to bottom, one a group; `parents` those of the outer level, of
    which a group spans those of its children, and which help to choose.
    """
    fits = [(_cost(ends, heights, marks, parents, parent_of), ends) for ends in _cuts(heights, marks)]
    if not fits:
        return None
    best = min(cost for cost, _ in fits)
    near = [ends for cost, ends in fits if cost <= best + _AS_GOOD]
    readings = [_levels(ends, marks, len(heights) - 1) for ends in near]
    return Grouping(tuple(each[0] if len(set(each)) == 1 else None for each in zip(*readings, strict=True)))


def _cuts(heights: Sequence[float], marks: Sequence[Mark]) -> Iterator[tuple[int, ...]]:
    """Every way to cut the rows into a group for each mark with the mark near its middle: where each group ends."""
    ends: list[tuple[int, ...]] = [()]
    for mark in marks:
        ends = [
            (*before, end)
            for before in ends
            for end in range((before[-1] if before else 0) + 1, len(heights))
            if abs(_middle(heights, before[-1] if before else 0, end) - mark.height) <= _FARTHEST
        ]
        if len(ends) > _MOST:
            return iter(())
    return (each for each in ends if each and each[-1] == len(heights) - 1)


def _middle(heights: Sequence[float], start: int, end: int) -> float:
    return (heights[start] + heights[end]) / 2


def _cost(
    ends: Sequence[int],
    heights: Sequence[float],
    marks: Sequence[Mark],
    parents: Sequence[Mark],
    parent_of: dict[str, str],
) -> float:
    """How far labels of both levels stand from the middle of their rows, squared and added up."""
    starts = [0, *ends[:-1]]
    cost = 0.0
    for mark, start, end in zip(marks, starts, ends, strict=True):
        cost += (_middle(heights, start, end) - mark.height) ** 2
    for parent in parents:
        spans = [
            (start, end)
            for mark, start, end in zip(marks, starts, ends, strict=True)
            if parent_of[mark.level] == parent.level
        ]
        if spans:
            cost += (_middle(heights, spans[0][0], spans[-1][1]) - parent.height) ** 2
    return cost


def _levels(ends: Sequence[int], marks: Sequence[Mark], count: int) -> list[str]:
    levels: list[str] = []
    for mark, end in zip(marks, ends, strict=True):
        levels += [mark.level] * (end - len(levels))
    return levels[:count]
