"""Rows with fewer cells than there are columns, where merged cells are unknown or a blank cell was lost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from builder.ingest.amounts import read_amount
from builder.ingest.source import Cell
from builder.ingest.tables.equations import count_row
from builder.ingest.tables.labels import UNIMPORTED, is_total
from builder.ingest.tables.layout import Layout

_CODES = frozenset({"class", "section", "item", "code"})
_WORDS = frozenset({"name_printed", "project_name_printed", "label"})
_QUANTUM = Decimal("0.01")


class Aligned(NamedTuple):
    """The cells of a row by column; `is_sure` unless the row fits its columns in another way just as well."""

    placed: Mapping[int, Cell]
    is_sure: bool


def aligned(cells: Sequence[Cell], layout: Layout) -> Aligned:
    """Return the cells with the lost ones left out where codes, words and amounts fit their columns best.

    Where several places fit, the sums of the row decide; after them the place further to the right, for blank cells
    are lost at the end of a row more often than within.
    """
    missing = len(layout.columns) - len(cells)
    if missing <= 0:
        return Aligned(dict(enumerate(cells)), is_sure=True)
    readings = [
        {number + (missing if number >= gap else 0): cell for number, cell in enumerate(cells)}
        for gap in range(len(cells) + 1)
    ]
    ranked = [(_fit(reading, layout), gap) for gap, reading in enumerate(readings)]
    best, gap = max(ranked)
    amounts = {_amounts_of(reading, layout) for (fit, _), reading in zip(ranked, readings, strict=True) if fit == best}
    return Aligned(readings[gap], is_sure=len(amounts) == 1)


def _fit(placed: Mapping[int, Cell], layout: Layout) -> tuple[int, int]:
    """Return how many cells are of the kind of their column, and how many sums of the row hold more than fail."""
    kinds = sum(_is_at_home(cell.text, layout.columns[number][1]) for number, cell in placed.items())
    amounts = {name: _value(text) for name, text in _amounts_of(placed, layout)}
    balance = count_row(tuple(name for _, name in layout.columns), amounts, _QUANTUM)
    return kinds, balance.held - balance.broken


def _amounts_of(placed: Mapping[int, Cell], layout: Layout) -> tuple[tuple[str, str], ...]:
    return tuple(
        (layout.columns[number][1], cell.text)
        for number, cell in sorted(placed.items())
        if cell.text.strip() and layout.columns[number][1] not in _CODES | _WORDS
    )


def _is_at_home(text: str, field: str) -> bool:
    bare = text.strip()
    if not bare or field.startswith(UNIMPORTED):
        return False
    if field in _CODES:
        return bare.isdecimal() or is_total(bare)
    is_amount = read_amount(bare) is not None
    return not is_amount if field in _WORDS else is_amount


def _value(text: str) -> Decimal | None:
    amount = read_amount(text)
    return None if amount is None else amount.value
