"""The cells of a table, row by row and column by column: what several rules ask of all of them, looked up once."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import cast

from builder.audit.once import once_per_table
from builder.model.disclosure import PrintedTable


@once_per_table
def amounts_of(table: PrintedTable) -> tuple[tuple[Decimal | None, ...], ...]:
    """Return the figures of each row, in the order of the measures; None for a blank cell."""
    if not table.lines:
        return ()
    positions = [table.lines[0].row.columns.position[measure] for measure in table.measures]
    rows = (line.row.values for line in table.lines)
    amounts = tuple(tuple([row[position] for position in positions]) for row in rows)
    return cast("tuple[tuple[Decimal | None, ...], ...]", amounts)


@once_per_table
def filled_columns(table: PrintedTable) -> frozenset[str]:
    """Return the measures that have a figure in a row, the total row left out."""
    columns = zip(table.measures, zip(*amounts_of(table), strict=True), strict=False)
    return frozenset(measure for measure, column in columns if any(amount is not None for amount in column))


def prints_any(table: PrintedTable, measures: Sequence[str]) -> bool:
    """Return whether one of these columns has a figure in a row or in the total row."""
    return not filled_columns(table).isdisjoint(measures) or any(
        table.total_of(measure) is not None for measure in measures
    )


@once_per_table
def has_amounts(table: PrintedTable) -> bool:
    """Return whether a table has a figure other than zero."""
    return any(cell.amount for cell in table.totals.values()) or any(map(any, amounts_of(table)))
