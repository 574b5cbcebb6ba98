"""Where the figures of a flat table stand on the page → the columns they can be in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from math import comb

from builder.ingest.tables.flat_header import label, measure_of
from builder.ingest.tables.flat_search import Places
from builder.ingest.tables.flat_table import FlatTable, score_of
from builder.ingest.tables.flat_tokens import FlatLine, Token
from builder.profiles import profile

Edges = tuple[float, float]

_MOST_MAPS = 500


def readings_seen(table: FlatTable, header: Sequence[FlatLine], year: int) -> dict[int, tuple[Places, ...]]:
    """Return for each row the readings that its place on the page leaves; nothing where the places do not tell.

    Figures that stand one above the other are in one column. Where there are fewer such stacks than columns, those
    columns are theirs under which most sums within rows hold, and above which their labels stand.
    """
    found: dict[int, tuple[Places, ...]] = {}
    for side in table.columns:
        lines = [
            line
            for line, row in enumerate(table.rows)
            if row.side == side and row.figures and all(token.edges is not None for token in row.figures)
        ]
        found |= dict(_seen_on_side(table, lines, header, year)) if lines else {}
    return found


def _seen_on_side(
    table: FlatTable, lines: Sequence[int], header: Sequence[FlatLine], year: int
) -> Iterator[tuple[int, tuple[Places, ...]]]:
    measures = table.measures(lines[0])
    stacks = _stacks([edges for line in lines for edges in _edges_of(table.rows[line].figures)])
    rows = {line: _in_stacks(table.rows[line].figures, stacks) for line in lines}
    is_told = all(len(set(row)) == len(row) for row in rows.values()) and len(stacks) <= len(measures)
    if not is_told or comb(len(measures), len(stacks)) > _MOST_MAPS:
        return
    labels = _labels_above(table, measures, header, year)
    scored: dict[tuple[int, int], list[Places]] = {}
    for columns in combinations(range(len(measures)), len(stacks)):
        held = sum(score_of(table, line, tuple(columns[stack] for stack in row)) for line, row in rows.items())
        above = sum(
            any(_overlap(stack, edges) for edges in labels[column])
            for stack, column in zip(stacks, columns, strict=True)
        )
        scored.setdefault((held, above), []).append(columns)
    best = scored[max(scored)]
    for line, row in rows.items():
        yield line, tuple(dict.fromkeys(tuple(columns[stack] for stack in row) for columns in best))


def _stacks(edges: Sequence[Edges]) -> list[Edges]:
    """Return the ranges across the page that figures fill without a gap, from the left."""
    stacks: list[Edges] = []
    for left, right in sorted(edges):
        if stacks and left < stacks[-1][1]:
            stacks[-1] = (stacks[-1][0], max(stacks[-1][1], right))
        else:
            stacks.append((left, right))
    return stacks


def _in_stacks(figures: Sequence[Token], stacks: Sequence[Edges]) -> tuple[int, ...]:
    return tuple(
        next(number for number, stack in enumerate(stacks) if _overlap(stack, edges)) for edges in _edges_of(figures)
    )


def _edges_of(figures: Sequence[Token]) -> list[Edges]:
    return [token.edges for token in figures if token.edges is not None]


def _labels_above(
    table: FlatTable, measures: Sequence[str], header: Sequence[FlatLine], year: int
) -> list[list[Edges]]:
    """Return for each column where its label, or pieces of it, stand."""
    names = _template_labels(table)
    found: list[list[Edges]] = [[] for _ in measures]
    for token in (token for line in header for token in line.tokens if token.edges is not None):
        word = label(token.text)
        field = measure_of(table.table_id, token.text, year)
        for number, name in enumerate(measures):
            if token.edges is not None and (name == field or (word and word in names.get(name, ""))):
                found[number].append(token.edges)
    return found


def _template_labels(table: FlatTable) -> dict[str, str]:
    columns = next(iter(table.columns.values()))
    grids = profile(columns.profile).grids if columns.profile else {}
    own = [grid for key, grid in grids.items() if key.partition("/")[0] == table.table_id]
    return {column.field: label(column.path[-1]) for grid in own for column in grid.columns}


def _overlap(one: Edges, other: Edges) -> bool:
    return one[0] < other[1] and other[0] < one[1]
