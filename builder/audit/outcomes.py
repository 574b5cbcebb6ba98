"""What a rule says of one place: it held, it did not, or the rule does not apply to this document."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from builder.findings import Finding, Place, Severity
from builder.model.disclosure import TOTAL, Disclosure, PrintedTable
from builder.model.money import plain, rounded, tolerance, total
from builder.model.rows import Row

Amount = Decimal | None


@dataclass(frozen=True, slots=True)
class Held:
    """One check that held."""


@dataclass(frozen=True, slots=True)
class NotApplicable:
    """Why a rule cannot be applied: a key of the reasons in `messages/reasons.yaml`."""

    reason: str


HELD = Held()
Outcome = Finding | Held | NotApplicable


@dataclass(frozen=True, slots=True)
class Rule:
    """A law of the figures: its id in the published catalogue, and the function that holds a disclosure to it.

    The docstring of the function is the law; the rule catalogue is made from it.
    """

    id: str
    check: Callable[[Disclosure], Iterator[Outcome]]


@dataclass(frozen=True, slots=True)
class Figure:
    """One cell of one table, by its address, with what it prints."""

    table: PrintedTable
    row: str
    field: str
    amount: Amount

    @property
    def place(self) -> Place:
        """Where the figure stands in the dataset and in the source."""
        record, column = self._record()
        if record is None:
            return Place(table=self.table.table_id, row=self.row, field=self.field)
        cell = self.table.source_cells.get((self.row, self.field))
        line_in_source = cell.row.whole("src_line") if cell else None
        return Place(
            file=record.columns.file,
            line=record.line,
            column=record.columns.in_file.get(column),
            unit_id=record.text("unit_id"),
            year=record.whole("year"),
            table=self.table.table_id,
            row=self.row,
            field=self.field,
            source_line=line_in_source or record.whole("src_line"),
        )

    def _record(self) -> tuple[Row | None, str]:
        if self.row == TOTAL:
            cell = self.table.totals.get(self.field)
            return (cell.row if cell else None), "amount"
        line = self.table.line(self.row)
        return (line.row if line else None), self.field


def figure(table: PrintedTable, row: str, field: str) -> Figure:
    """Return the figure at a row (`total` for the total row) and column of a table."""
    return Figure(table, row, field, table.amount(row, field))


def check_sum(
    rule: str, whole: Figure, parts: Iterable[Amount], *, severity: Severity = "error", facts: dict[str, str]
) -> Outcome:
    """Compare a figure with the sum of its parts, a SUM rule.

    Held where they are equal, or all are blank. A difference that rounding of the parts and the total can
    explain is `info`; a larger one, or a blank total over parts that are not zero, has the rule's severity.
    """
    addends = [part for part in parts if part is not None]
    expected = total(addends)
    difference = (whole.amount or Decimal(0)) - expected
    if difference == 0:
        return HELD
    is_rounding = whole.amount is not None and abs(difference) <= tolerance(whole.table.quantum, len(addends))
    return _disagreement(rule, whole, expected, "info" if is_rounding else severity, facts)


def check_equal(
    rule: str, one: Figure, other: Figure, *, severity: Severity = "error", facts: dict[str, str]
) -> Outcome:
    """Compare two prints of the same figure, an EQ rule: not the least difference is allowed.

    A blank equals zero. Where the tables print to different precision, the finer is rounded half up first.
    """
    quantum = max(one.table.quantum, other.table.quantum)
    sides = [(side.amount or Decimal(0)) for side in (one, other)]
    if one.table.quantum != other.table.quantum:
        sides = [rounded(side, quantum) for side in sides]
    if sides[0] == sides[1]:
        return HELD
    return _disagreement(rule, one, other.amount or Decimal(0), severity, facts)


def _disagreement(rule: str, stated: Figure, expected: Decimal, severity: Severity, facts: dict[str, str]) -> Finding:
    difference = (stated.amount or Decimal(0)) - expected
    return Finding(
        kind="audit",
        rule=rule,
        severity=severity,
        place=stated.place,
        stated=None if stated.amount is None else plain(stated.amount),
        expected=plain(expected),
        difference=plain(difference),
        facts=facts,
    )
