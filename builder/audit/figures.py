"""A printed figure by its address, and the equations between figures: whether they hold, and by how much they fail."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import ROUND_DOWN, Decimal
from functools import cache
from typing import NamedTuple

from builder.findings import Place
from builder.model.disclosure import TOTAL, PrintedTable
from builder.model.money import ZERO, rounded
from builder.model.rows import Row
from builder.schemas import all_schemas

WHOLE_YUAN = Decimal("0.0001")
"""A yuan in 10,000 yuan: the quantum of a figure in yuan that is printed without its cents."""


TEXT_QUANTUM = Decimal("0.01")


Address = tuple[str, str | None, str]
"""Table, row and field, as in findings."""


_PART_OF_DOCUMENT = {
    "narrative_figures": "narrative",
    "narrative": "narrative",
    "projects": "projects",
    "project_allocations": "projects",
    "performance_targets": "performance",
    "performance_indicators": "performance",
    "disclosures": "profile",
    "divisions": "profile",
    "units": "profile",
}


class Figure(NamedTuple):
    """One printed figure by its address, as in findings; `record` and `column` are where it stands in the dataset."""

    table_id: str
    row: str | None
    field: str
    amount: Decimal | None
    quantum: Decimal
    record: Row | None
    column: str
    table: PrintedTable | None

    @property
    def place(self) -> Place:
        """Where the figure stands in the dataset and in the source."""
        if self.record is None:
            shared = self.table.printed if self.table else None
            unit_id, year = (shared.text("unit_id"), shared.whole("year")) if shared else (None, None)
            return Place(unit_id=unit_id, year=year, table=self.table_id, row=self.row, field=self.field)
        cell = self.table.source_cells.get((self.row or "", self.field)) if self.table else None
        place = place_of(self.record, self.column, table=self.table_id, row=self.row, field=self.field)
        line = cell.row.whole("src_line") if cell else None
        return place if line is None else replace(place, source_line=line)

    @property
    def address(self) -> Address:
        """What tells the figure from every other of the document."""
        return self[:3]


made = tuple.__new__
"""Makes a named tuple in half the time that its own constructor takes; for what is made by the hundred."""


class Gap(NamedTuple):
    """Why an equation does not hold: what its whole should be; `is_small` where rounding or lost cents explain it."""

    expected: Decimal
    is_small: bool


class Equation(NamedTuple):
    """`whole` = the sum of `parts`; of two prints of one figure `parts` is the other one. Found by `rule`."""

    rule: str
    whole: Figure
    parts: tuple[Figure, ...]
    is_sum: bool

    def gap(self) -> Gap | None:
        """Return by what the equation fails, or None where it holds. A blank counts as zero."""
        return sum_gap(self.whole, self.parts) if self.is_sum else equal_gap(self.whole, self.parts[0])

    def allowance(self) -> Decimal | None:
        """Return by how much the sides may differ without a finding; None where rounding has to be looked at."""
        if self.is_sum:
            return _allowance(self.whole, self.parts)
        return ZERO if self.whole.quantum == self.parts[0].quantum >= WHOLE_YUAN else None

    def with_amounts(self, amounts: Mapping[Address, Decimal]) -> Equation:
        """Return the equation with other amounts at these addresses."""
        whole, *parts = (
            figure._replace(amount=amounts[figure.address]) if figure.address in amounts else figure
            for figure in (self.whole, *self.parts)
        )
        return self._replace(whole=whole, parts=tuple(parts))


def figure(table: PrintedTable, row: str, field: str) -> Figure:
    """Return the figure at a row (`total` for the total row) and column of a table."""
    printed = column(table, field).get(row)
    return printed or Figure(table.table_id, row, field, None, table.quantum, None, field, table)


def column(table: PrintedTable, field: str) -> Mapping[str, Figure]:
    """Return the figures of a column by row, that of the total row too; all at once, for sums take whole columns."""
    known = table.found.get(field)
    if known is None:
        known = table.found[field] = _column(table, field)
    return known  # type: ignore[return-value]  # the model does not know what is kept there


def _column(table: PrintedTable, field: str) -> dict[str, Figure]:
    table_id, quantum, cell = table.table_id, table.quantum, table.totals.get(field)
    printed: dict[str, Figure] = {}
    position = table.lines[0].row.columns.position.get(field) if table.lines else None
    if position is not None:
        printed = {
            line.key: made(
                Figure, (table_id, line.key, field, line.row.values[position], quantum, line.row, field, table)
            )
            for line in table.lines
        }
    total = (None, None) if cell is None else (cell.amount, cell.row)
    printed[TOTAL] = Figure(table_id, TOTAL, field, total[0], quantum, total[1], "amount", table)
    return printed


def record_figure(row: Row, column: str) -> Figure:
    """Return the figure in a column of any resource that is no printed table: text, projects, and so on.

    Its quantum is that of the text, two decimals of 10,000 yuan, or a finer one where it prints more.
    """
    amount, quantum = row.amount(column), TEXT_QUANTUM
    if amount is not None and not amount.same_quantum(TEXT_QUANTUM):
        quantum = min(TEXT_QUANTUM, Decimal(1).scaleb(int(amount.as_tuple().exponent)))
    return Figure(part_of(row.columns.resource), row_key(row), column, amount, quantum, row, column, None)


def part_of(resource: str) -> str:
    """Return the name under which findings speak of a resource that is no printed table."""
    return _PART_OF_DOCUMENT.get(resource, resource)


def row_key(row: Row) -> str | None:
    """Return how findings name a row: its key after unit and year joined by `/`; paragraphs are `text/<seq>`."""
    resource = row.columns.resource
    key = "/".join([str(row[name]) for name in _own_key(resource)])
    return (f"text/{key}" if resource == "narrative" else key) or None


@cache
def _own_key(resource: str) -> tuple[str, ...]:
    return all_schemas()[resource].primary_key[2:]


def place_of(
    record: Row,
    column: str | None = None,
    *,
    table: str | None = None,
    row: str | None = None,
    field: str | None = None,
) -> Place:
    """Return the place of a column of a record; `table`, `row` and `field` are its address where it differs.

    Without a column the whole record is meant.
    """
    has_line = "src_line" in record.columns.position
    has_unit = "unit_id" in record.columns.position and "year" in record.columns.position
    return Place(
        file=record.columns.file or None,
        line=record.line,
        column=record.columns.in_file.get(column or ""),
        unit_id=record.text("unit_id") if has_unit else None,
        year=record.whole("year") if has_unit else None,
        table=table or part_of(record.columns.resource),
        row=row if table else row_key(record),
        field=field or column,
        source_line=record.whole("src_line") if has_line else None,
    )


def sum_gap(whole: Figure, parts: tuple[Figure, ...]) -> Gap | None:
    """Return by how much a figure is not the sum of its parts; None where it is."""
    expected = ZERO
    for part in parts:
        if part.amount is not None:
            expected += part.amount
    difference = (whole.amount or ZERO) - expected
    if not difference:
        return None
    return Gap(expected, whole.amount is not None and abs(difference) <= _allowance(whole, parts))


def _allowance(whole: Figure, parts: tuple[Figure, ...]) -> Decimal:
    """Return what rounding alone explains: half a quantum for the whole and for each addend that is printed."""
    addends = (part for part in parts if part.amount is not None)
    return (_own_quantum(whole) + sum(map(_own_quantum, addends), ZERO)) / 2


def equal_gap(one: Figure, other: Figure) -> Gap | None:
    """Return by how much one print of a figure is not the other; None where it is."""
    amounts = one.amount or ZERO, other.amount or ZERO
    if amounts[0] == amounts[1]:
        return None
    quantum = max(one.quantum, other.quantum)
    if _rounded(amounts, quantum, one, other):
        return None
    return Gap(amounts[1], _is_cut(amounts, quantum, one, other) or _lacks_cents(amounts, one, other))


def _own_quantum(figure: Figure) -> Decimal:
    """Return the quantum of a figure: of one in yuan without cents that of a yuan, else that of its table."""
    amount = figure.amount
    if figure.quantum < WHOLE_YUAN and amount is not None and int(amount.as_tuple().exponent) >= -4:  # noqa: PLR2004
        return WHOLE_YUAN
    return figure.quantum


_Pair = tuple[Decimal, Decimal]


def _rounded(amounts: _Pair, quantum: Decimal, one: Figure, other: Figure) -> bool:
    return one.quantum != other.quantum and rounded(amounts[0], quantum) == rounded(amounts[1], quantum)


def _is_cut(amounts: _Pair, quantum: Decimal, one: Figure, other: Figure) -> bool:
    if one.quantum == other.quantum:
        return False
    cut = [amount.quantize(quantum, rounding=ROUND_DOWN) for amount in amounts]
    return cut[0] == cut[1]


def _lacks_cents(amounts: _Pair, one: Figure, other: Figure) -> bool:
    own = max(_own_quantum(one), _own_quantum(other))
    is_shorter = own > max(one.quantum, other.quantum)
    return is_shorter and abs(amounts[0] - amounts[1]) < own
