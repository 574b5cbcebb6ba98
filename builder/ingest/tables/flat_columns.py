"""Which column each figure of the flat tables of a disclosure stands in: by position where known, else by sums."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

from builder.ingest.tables.flat_search import Places, solve
from builder.ingest.tables.flat_sums import Sums
from builder.ingest.tables.flat_table import FlatTable, in_fen, scores_of
from builder.ingest.vocabulary import vocabulary

OPEN = "-column-open"
"""The reason for which a figure is not kept that may stand in several columns."""
_SHORT = "T8"
_SAID_UNIT = "wan_yuan"


def place_figures(tables: Sequence[FlatTable], said: Mapping[str, Decimal]) -> None:
    """Settle `places` of every table; `said` are the figures of the explanation for the three public expenses."""
    sums = Sums(tables)

    def decide(number: int, readings: list[Places]) -> list[Places]:
        position, line = sums.where[number]
        return _narrowed(tables[position], line, readings, said)

    def rank(number: int, places: Places) -> tuple[int, ...]:
        position, line = sums.where[number]
        return _rank(tables[position], line, places)

    solution = solve(sums.choices, sums.equations(), rank, decide)
    guessed = {sums.where[number] for number in solution.guessed}
    for (position, line), places in zip(sums.where, solution.readings, strict=True):
        measures = tables[position].measures(line)
        is_read = len(places) == len(tables[position].rows[line].figures)
        tables[position].places.append(tuple(measures[place] for place in places) if is_read else None)
    for number, readings in solution.left.items():
        position, line = sums.where[number]
        tables[position].places[line] = _told(tables[position], line, list(readings))
    for position, table in enumerate(tables):
        if _is_doubtful(table):
            guessed |= {(position, line) for line, row in enumerate(table.rows) if row.figures}
            table.places = [places and (OPEN,) * len(places) for places in table.places]
        table.guessed = tuple(line for line in range(len(table.rows)) if (position, line) in guessed)
        table.by_sums = sum(len(row.figures) for line, row in enumerate(table.rows) if _is_by_sums(table, line))


def _told(table: FlatTable, line: int, readings: list[Places]) -> tuple[str, ...]:
    """Return the columns of a row of which no sum decides: those that show the same figure in every reading.

    A wrong cell is worse than a blank one, so that habit counts for no more than that rare columns are blank.
    """
    usual = _best(readings, lambda places: -_rank(table, line, places)[0])
    rows = [dict(zip(places, table.amounts(line), strict=True)) for places in usual]
    measures = table.measures(line)
    return tuple(measures[seat] if len({row.get(seat) for row in rows}) == 1 else OPEN for seat in usual[0])


def _is_doubtful(table: FlatTable) -> bool:
    """Whether nothing of a table can be trusted: its one row is open, or its sums tell against the order of columns."""
    is_open = table.table_id == _SHORT and any(OPEN in (places or ()) for places in table.places)
    return is_open or _is_against_sums(table)


def _is_against_sums(table: FlatTable) -> bool:
    """Whether more sums within rows fail than hold, where the order of the columns is not a template's: it is wrong."""
    has_template = any(columns.profile for columns in table.columns.values())
    return not has_template and sum(scores_of(table)) < 0


def _is_by_sums(table: FlatTable, line: int) -> bool:
    is_open = len(table.rows[line].figures) < len(table.measures(line))
    return is_open and line not in table.guessed and len(table.seen.get(line, ((), ()))) > 1


def _narrowed(table: FlatTable, line: int, readings: list[Places], said: Mapping[str, Decimal]) -> list[Places]:
    """Return the readings that the explanation, or the nature of an economic class, leaves."""
    measures = table.measures(line)
    figures = table.amounts(line)
    if table.table_id == _SHORT:
        return _best(readings, lambda places: _agreement(measures, figures, places, said))
    natures: Mapping[str, Sequence[str]] = vocabulary("flat")["economic_natures"]
    own = [nature for nature, classes in natures.items() if table.codes[line].startswith(tuple(classes))]
    if table.table_id != "T6" or len(own) != 1:
        return readings
    alien = {number for number, name in enumerate(measures) if name in natures and name != own[0]}
    return _best(readings, lambda places: -_filled(figures, places, alien))


def _agreement(measures: Sequence[str], figures: Sequence[int], places: Places, said: Mapping[str, Decimal]) -> int:
    read = dict(zip((measures[place] for place in places), figures, strict=True))
    return sum(
        1 if read.get(name, 0) == in_fen(amount, _SAID_UNIT) else -1
        for name, amount in said.items()
        if name in measures
    )


def _rank(table: FlatTable, line: int, places: Places) -> tuple[int, ...]:
    """Return the order of readings that nothing decides: rare columns blank, else from the left."""
    rare = {number for number, name in enumerate(table.measures(line)) if name in vocabulary("flat")["rarely_filled"]}
    return (_filled(table.amounts(line), places, rare), *places)


def _filled(figures: Sequence[int], places: Places, columns: set[int]) -> int:
    return sum(place in columns and figure != 0 for figure, place in zip(figures, places, strict=True))


def _best(readings: list[Places], score: Callable[[Places], int]) -> list[Places]:
    scores = [score(places) for places in readings]
    return [places for places, value in zip(readings, scores, strict=True) if value == max(scores)]
