"""A flat table with its rows read, and the ways in which the figures of a row may stand in its columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import combinations, islice

from builder.ingest.tables.equations import identities_of
from builder.ingest.tables.flat_header import OTHER_YEAR, Layout, kind
from builder.ingest.tables.flat_rows import FlatRow
from builder.ingest.tables.flat_search import Places
from builder.ingest.vocabulary import vocabulary

_MOST_WAYS = 20_000
_MOST_READINGS = 1000
_FEN = 6
"""Amounts are counted in fen, the sixth decimal of 10,000 yuan, so that tables in different units compare."""


@dataclass(slots=True)
class FlatTable:
    """A flat table; `codes` are those its rows mean, in T1 and T4 the fund or class that the label names.

    `seen` are the readings that where a row's figures stand on the page leaves. What is settled in the end: `places`
    holds for each row the columns of its figures from the left (None where there are more figures than columns),
    `by_sums` counts the figures placed by sums, `guessed` are the rows placed by habit alone.
    """

    table_id: str
    columns: Layout
    rows: tuple[FlatRow, ...]
    codes: tuple[str, ...]
    unit: str
    seen: Mapping[int, Sequence[Places]] = field(default_factory=dict)
    places: list[tuple[str, ...] | None] = field(default_factory=list)
    by_sums: int = 0
    guessed: tuple[int, ...] = ()

    def measures(self, line: int) -> tuple[str, ...]:
        """The columns of amounts on a row's side."""
        return self.columns[self.rows[line].side].measures

    def amounts(self, line: int) -> tuple[int, ...]:
        """The figures of a row, in fen."""
        return tuple(in_fen(token.amount, self.unit) for token in self.rows[line].figures)

    @property
    def quantum(self) -> int:
        """The least step of its figures, in fen."""
        decimals = max((len(token.text.partition(".")[2]) for row in self.rows for token in row.figures), default=0)
        quantum: int = 10 ** max(0, _fen_of(self.unit) - decimals)
        return quantum

    def readings(self, line: int) -> list[Places]:
        """The readings of a row's figures under which most of its own sums hold; none where they are too many."""
        if len(self.rows[line].figures) > len(self.measures(line)):
            return []
        allowed = self.seen.get(line)
        return _scored(self.amounts(line), self.measures(line), self.quantum, allowed)[1]


def scores_of(table: FlatTable) -> Iterator[int]:
    """Yield for each row with no more figures than columns how many of its sums can hold, less those that cannot."""
    for line, row in enumerate(table.rows):
        if row.figures and len(row.figures) <= len(table.measures(line)):
            yield _scored(table.amounts(line), table.measures(line), table.quantum, table.seen.get(line))[0]


def sums_held(table: FlatTable) -> int:
    """Return how many sums within rows hold under the best readings, less those that do not.

    Figures for which there is no column, or in T1 and T4 no label, count against it.
    """
    score = 0
    for line, row in enumerate(table.rows):
        if len(row.figures) > len(table.measures(line)):
            score -= len(row.figures)
        elif row.figures:
            score += _scored(table.amounts(line), table.measures(line), table.quantum, table.seen.get(line))[0]
            score -= bool(row.side) and not row.names
    return score


def rows_filled(table: FlatTable) -> int:
    """Return how many rows have a figure for each column."""
    return sum(len(row.figures) == len(table.measures(line)) for line, row in enumerate(table.rows))


def in_fen(amount: Decimal, unit: str) -> int:
    """Return an amount printed in a unit, in fen; what is less than that is dropped."""
    return int(amount.scaleb(_fen_of(unit)))


def _fen_of(unit: str) -> int:
    """Return the power of ten by which a unit is more than one fen."""
    scales: Mapping[str, int] = vocabulary("tables")["unit_scales"]
    return _FEN + scales[unit]


def score_of(table: FlatTable, line: int, places: Places) -> int:
    """Return how many sums of a row hold under a reading, less those that do not."""
    return _score(table.amounts(line), places, _identities(table.measures(line)), table.quantum)


def _scored(
    figures: Sequence[int], measures: Sequence[str], quantum: int, allowed: Sequence[Places] | None
) -> tuple[int, list[Places]]:
    """Return how well the sums of a row can hold, and the order-preserving readings under which they do."""
    identities = _identities(measures)
    scored: dict[int, list[Places]] = {}
    for places in allowed or islice(combinations(range(len(measures)), len(figures)), _MOST_WAYS):
        scored.setdefault(_score(figures, places, identities, quantum), []).append(places)
    best = scored[max(scored)]
    # The first column, the total, is hardly ever blank in a row that has figures.
    with_first = [places for places in best if 0 in places]
    return max(scored), (with_first or best)[:_MOST_READINGS]


def _identities(measures: Sequence[str]) -> list[tuple[int, tuple[int, ...]]]:
    """Return the sums of a row by the numbers of the columns; columns of another year have their own."""
    found: list[tuple[int, tuple[int, ...]]] = []
    for is_other in (False, True):
        kinds = {
            kind(measure): number
            for number, measure in enumerate(measures)
            if measure.startswith(OTHER_YEAR) == is_other
        }
        found += [
            (kinds[identity.whole], tuple(kinds[part] for part in identity.parts))
            for identity in identities_of(tuple(kinds))
        ]
    return found


def _score(
    figures: Sequence[int], places: Places, identities: Sequence[tuple[int, tuple[int, ...]]], quantum: int
) -> int:
    row = dict(zip(places, figures, strict=True))
    return sum(_verdict(row, whole, parts, quantum) for whole, parts in identities)


def _verdict(row: Mapping[int, int], whole: int, parts: Sequence[int], quantum: int) -> int:
    printed = [row[part] for part in parts if part in row]
    if whole not in row or not printed:
        return -1 if any(printed) or row.get(whole) else 0
    return 1 if 2 * abs(row[whole] - sum(printed)) <= quantum * (len(printed) + 1) else -1
