"""What a rule says of one place: it held, it did not, or the rule does not apply to this document."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal
from typing import NamedTuple

from builder.audit.case import Case
from builder.findings import Finding, Place, Severity
from builder.model.disclosure import TOTAL, PrintedTable
from builder.model.money import ZERO, plain, rounded
from builder.model.rows import Row
from builder.schemas import all_schemas

WHOLE_YUAN = Decimal("0.0001")
"""A yuan in 10,000 yuan: the quantum of a figure in yuan that is printed without its cents."""

TEXT_QUANTUM = Decimal("0.01")

Facts = Mapping[str, str]
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
            return Place(table=self.table_id, row=self.row, field=self.field)
        cell = self.table.source_cells.get((self.row or "", self.field)) if self.table else None
        place = place_of(self.record, self.column, table=self.table_id, row=self.row, field=self.field)
        line = cell.row.whole("src_line") if cell else None
        return place if line is None else _at_line(place, line)

    @property
    def address(self) -> tuple[str, str | None, str]:
        """What tells the figure from every other of the document."""
        return self.table_id, self.row, self.field


@dataclass(frozen=True, slots=True)
class Equation:
    """`whole` = the sum of `parts`; of two prints of one figure `parts` is the other one. Found by `rule`."""

    rule: str
    whole: Figure
    parts: tuple[Figure, ...]
    is_sum: bool


@dataclass(frozen=True, slots=True)
class Checked:
    """One comparison of figures: the equation, and the finding where it did not hold."""

    equation: Equation
    finding: Finding | None


@dataclass(frozen=True, slots=True)
class Held:
    """One check, of something else than an equation, that held."""


@dataclass(frozen=True, slots=True)
class NotApplicable:
    """Why a rule cannot be applied: a key of the reasons in `messages/reasons.yaml`."""

    reason: str


HELD = Held()
Outcome = Finding | Checked | Held | NotApplicable


@dataclass(frozen=True, slots=True)
class Rule:
    """A law of the figures: its id in the published catalogue, and the function that holds a disclosure to it.

    `severity` is the gravest of its findings. The docstring of the function is the law; its entry in
    `builder/messages` says the same to readers of the site.
    """

    id: str
    severity: Severity
    check: Callable[[Case], Iterator[Outcome]]


def figure(table: PrintedTable, row: str, field: str) -> Figure:
    """Return the figure at a row (`total` for the total row) and column of a table."""
    if row == TOTAL:
        cell = table.totals.get(field)
        if cell is None:
            return Figure(table.table_id, row, field, None, table.quantum, None, "amount", table)
        return Figure(table.table_id, row, field, cell.amount, table.quantum, cell.row, "amount", table)
    line = table.by_key.get(row)
    if line is None:
        return Figure(table.table_id, row, field, None, table.quantum, None, field, table)
    return Figure(table.table_id, row, field, line.row.amount(field), table.quantum, line.row, field, table)


def record_figure(row: Row, column: str) -> Figure:
    """Return the figure in a column of any resource that is no printed table: text, projects, and so on.

    Its quantum is that of the text, two decimals of 10,000 yuan, or a finer one where it prints more.
    """
    amount = row.amount(column)
    quantum = TEXT_QUANTUM if amount is None else min(TEXT_QUANTUM, Decimal(1).scaleb(int(amount.as_tuple().exponent)))
    return Figure(part_of(row.columns.resource), row_key(row), column, amount, quantum, row, column, None)


def part_of(resource: str) -> str:
    """Return the name under which findings speak of a resource that is no printed table."""
    return _PART_OF_DOCUMENT.get(resource, resource)


def row_key(row: Row) -> str | None:
    """Return how findings name a row: its key after unit and year joined by `/`; paragraphs are `text/<seq>`."""
    resource = row.columns.resource
    schema = all_schemas()[resource]
    if schema.scope != "disclosed":
        return None
    key = "/".join(str(row[name]) for name in schema.primary_key[2:])
    return (f"text/{key}" if resource == "narrative" else key) or None


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


def remark(  # noqa: PLR0913  # the parts of a finding, each by its name
    rule: str,
    place: Place,
    severity: Severity,
    *,
    stated: str | None = None,
    expected: str | None = None,
    difference: str | None = None,
    facts: Facts,
) -> Finding:
    """Return a finding of the audit that is no disagreement of one equation."""
    return Finding("audit", rule, severity, place, stated, expected, difference, facts)


def check_sum(
    rule: str, whole: Figure, parts: Sequence[Figure], *, severity: Severity = "error", facts: Facts
) -> Checked:
    """Compare a figure with the sum of its parts, a SUM rule.

    Held where they are equal, or all are blank. A difference that rounding of the parts and the total can
    explain is `info`; a larger one, or a blank total over parts that are not zero, has the rule's severity.
    """
    equation = Equation(rule, whole, tuple(parts), is_sum=True)
    addends = [part for part in parts if part.amount is not None]
    expected = sum([part.amount for part in addends if part.amount is not None], ZERO)
    difference = (whole.amount or ZERO) - expected
    if difference == 0:
        return Checked(equation, None)
    allowed = (_own_quantum(whole) + sum(map(_own_quantum, addends), ZERO)) / 2
    is_rounding = whole.amount is not None and abs(difference) <= allowed
    return Checked(equation, _disagreement(rule, whole, expected, "info" if is_rounding else severity, facts))


def check_equal(rule: str, one: Figure, other: Figure, *, severity: Severity = "error", facts: Facts) -> Checked:
    """Compare two prints of the same figure, an EQ rule: not the least difference is allowed.

    A blank equals zero. Where they are printed to different precision, the finer is rounded half up first; one
    that is cut off there instead, or that only lacks its cents, is `info`.
    """
    equation = Equation(rule, one, (other,), is_sum=False)
    amounts = one.amount or ZERO, other.amount or ZERO
    quantum = max(one.quantum, other.quantum)
    if amounts[0] == amounts[1] or _rounded(amounts, quantum, one, other):
        return Checked(equation, None)
    is_small = _is_cut(amounts, quantum, one, other) or _lacks_cents(amounts, one, other)
    return Checked(equation, _disagreement(rule, one, amounts[1], "info" if is_small else severity, facts))


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


def _disagreement(rule: str, stated: Figure, expected: Decimal, severity: Severity, facts: Facts) -> Finding:
    difference = (stated.amount or ZERO) - expected
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


def _at_line(place: Place, line: int) -> Place:
    return Place(
        place.file,
        place.line,
        place.column,
        place.unit_id,
        place.year,
        place.table,
        place.row,
        place.field,
        line,
    )
