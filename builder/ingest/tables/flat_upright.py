"""Flat tables with their labels down and one column of amounts → the one row that they print."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from builder.ingest.source import Piece
from builder.ingest.tables.flat_header import Columns, Layout, label, measure_of
from builder.ingest.tables.flat_rows import FlatRow, Run, is_unfinished, partition, run_of
from builder.ingest.tables.flat_search import Places
from builder.ingest.tables.flat_sides import bare
from builder.ingest.tables.flat_tokens import FlatLine, Token
from builder.ingest.tables.labels import UNIMPORTED, field_of

_LEAST_LINES = 2
_GROUP = "vehicle_subtotal"


class Upright(NamedTuple):
    """The row that the lines print, its columns and their places, the labels that named them.

    `rest` are figures of other columns with the reason for which they are not kept, `unread` lines with figures that
    name no column.
    """

    columns: Layout
    row: FlatRow
    places: Places
    labels: tuple[Token, ...]
    rest: tuple[tuple[Token, str], ...]
    unread: tuple[Piece, ...]


def read_upright(table_id: str, header: Sequence[FlatLine], lines: Sequence[FlatLine], year: int) -> Upright | None:
    """Return the row of a table whose lines each name a column; None where they do not.

    Where there are several columns of amounts, that of the budget year is taken: the first not said to be another's.
    """
    chosen, amounts = _column(table_id, header, year)
    runs = [run_of(line, len(amounts)) for line in lines]
    found: dict[str, Token] = {}
    named: list[str] = []
    labels: list[Token] = []
    rest: list[tuple[Token, str]] = []
    unread: list[Piece] = []
    above = ""
    segments = partition(runs, lambda segment: _worth(segment, table_id, year))
    amounts = _printed(amounts, chosen, max((len(run.figures) for run in runs), default=0))
    for segment in segments:
        words = [token for run in segment for token in run.words]
        figures = [token for run in segment for token in run.figures]
        text = bare("".join(token.text for token in words))
        name = _field(table_id, above, text, year)
        if name is None or name in named or len(figures) > len(amounts):
            unread += [token.piece for token in figures]
            continue
        above = text if name == _GROUP else above
        named.append(name)
        labels += words
        if figures and (len(figures) < len(amounts) or chosen == len(amounts)):
            # Which of the columns is blank, or the budget year's, nothing says.
            unread += [token.piece for token in figures]
        elif figures:
            found[name] = figures[chosen]
            rest += [
                (token, amounts[number].removeprefix(UNIMPORTED))
                for number, token in enumerate(figures)
                if number != chosen
            ]
    if len(named) < _LEAST_LINES or not found:
        return None
    row = FlatRow("row", min(token.piece.place.line for token in found.values()), figures=tuple(found.values()))
    places = tuple(number for number, name in enumerate(named) if name in found)
    return Upright(
        {"": Columns(tuple(named), len(header))}, row, places, tuple(labels), tuple(rest), tuple(dict.fromkeys(unread))
    )


def _printed(amounts: tuple[str, ...], chosen: int, most: int) -> tuple[str, ...]:
    """Return the columns of amounts without those on the right that are blank throughout."""
    is_blank = chosen < most < len(amounts) and all(name.startswith(UNIMPORTED) for name in amounts[most:])
    return amounts[:most] if is_blank else amounts


def _column(table_id: str, header: Sequence[FlatLine], year: int) -> tuple[int, tuple[str, ...]]:
    """Return which column of amounts is the budget year's, and what the columns of amounts are."""
    words = (token.text for line in header for token in line.tokens)
    names = [name for word in words if (name := _amounts(table_id, word, year)) is not None] or ["total"]
    current = next((number for number, name in enumerate(names) if not name.startswith(UNIMPORTED)), len(names))
    return current, tuple(names)


def _amounts(table_id: str, word: str, year: int) -> str | None:
    """Return what a column of amounts is; one that the budget year alone names is that of the total."""
    name = measure_of(table_id, word, year)
    return "total" if name is None and str(year) in word else name


def _field(table_id: str, above: str, text: str, year: int) -> str | None:
    own = field_of(table_id, (text,), year) if text else None
    name = own if own not in {None, "total"} or not above else field_of(table_id, (above, text), year)
    return None if name is None or name.startswith(UNIMPORTED) else name


def _worth(segment: Sequence[Run], table_id: str, year: int) -> float | None:
    if sum(bool(run.figures) for run in segment) > 1:
        return None
    text = label(bare("".join(token.text for run in segment for token in run.words)))
    is_known = bool(text) and not is_unfinished(text) and field_of(table_id, (text,), year) is not None
    return (4 if is_known else -2) - 0.5 * (len(segment) - 1)
