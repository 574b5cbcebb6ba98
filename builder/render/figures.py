"""The figures a reader asks for first, each with the cell it is printed in, and the changes that the text states.

A change is taken from the narrative only, for no other part prints last year's figures; none is derived
where the sums do not carry it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from builder.model import money
from builder.model.disclosure import TOTAL, Disclosure
from builder.model.rows import Row
from builder.render import anchors

_CENT = Decimal("0.01")
_INCOME = (("T1", TOTAL, "income_total"), ("T2", TOTAL, "total"), ("T4", TOTAL, "income_total"))
_EXPENDITURE = (("T1", TOTAL, "expenditure_total"), ("T3", TOTAL, "total"), ("T4", TOTAL, "expenditure_total"))
_BASIC = (("T3", TOTAL, "basic"), ("T5", TOTAL, "basic"), ("T6", TOTAL, "total"))
_PROJECT = (("T3", TOTAL, "project"), ("T5", TOTAL, "project"), ("T7", TOTAL, "total"))
_PERSONNEL = (("T6", TOTAL, "personnel"),)
_PUBLIC = (("T6", TOTAL, "public"),)
_THREE_PUBLIC = (("T8", "gpb", "total"),)
LEAVES = ("overseas", "vehicle_purchase", "vehicle_operation", "reception")
"""The four leaves of the three-public table, as its columns."""
_WHOLE = frozenset({"s1", "s2", "s3"})
_LEAF_SUBJECTS = {
    "total": "three_public_total",
    "overseas": "three_public_overseas",
    "vehicle_purchase": "three_public_purchase",
    "vehicle_operation": "three_public_operation",
    "reception": "three_public_reception",
}


@dataclass(frozen=True, slots=True)
class Figure:
    """An amount and the anchor of the cell that prints it; `change` on last year, None where unknown."""

    amount: Decimal
    anchor: str
    change: Decimal | None = None

    @property
    def prior(self) -> Decimal | None:
        """Last year's figure as the change implies it."""
        return None if self.change is None else self.amount - self.change

    def changed(self, change: Decimal | None) -> Figure:
        """Return the figure with a change."""
        return Figure(self.amount, self.anchor, change)


@dataclass(frozen=True, slots=True)
class KeyFigures:
    """The figures at the head of a page; None for what the document does not print.

    `fiscal_change` is the change of fiscal appropriation where that is this year's whole income but the
    change of the whole income is not stated.
    """

    income: Figure | None
    expenditure: Figure | None
    basic: Figure | None
    project: Figure | None
    personnel: Figure | None
    public: Figure | None
    three_public: Figure | None
    fiscal_change: Decimal | None

    @classmethod
    def of(cls, disclosure: Disclosure) -> KeyFigures:
        """Return the key figures of a disclosure."""
        changes = Changes(disclosure)
        income, expenditure = _first(disclosure, _INCOME), _first(disclosure, _EXPENDITURE)
        basic = _first(disclosure, _BASIC)
        project = _first(disclosure, _PROJECT)
        basic = basic and basic.changed(changes.of_amount("basic", basic.amount))
        project = project and project.changed(changes.of_amount("project", project.amount))
        whole = income or expenditure
        change = changes.of_total(whole.amount) if whole else None
        if change is None and whole and basic and project and basic.amount + project.amount == whole.amount:
            parts = (basic.change, project.change)
            change = money.total(parts) if None not in parts else None
        three_public = _first(disclosure, _THREE_PUBLIC) or _first_line(disclosure, "T8", "total")
        return cls(
            income=income and income.changed(change),
            expenditure=expenditure and expenditure.changed(change),
            basic=basic,
            project=project,
            personnel=_first(disclosure, _PERSONNEL),
            public=_first(disclosure, _PUBLIC),
            three_public=three_public and three_public.changed(changes.of("three_public_total")),
            fiscal_change=changes.of_fund(whole.amount) if whole and change is None else None,
        )


class Changes:
    """The changes on last year that the narrative states."""

    __slots__ = ("_rows",)

    def __init__(self, disclosure: Disclosure) -> None:
        """Read the narrative's figures."""
        self._rows = [row for row in disclosure.rows("narrative_figures") if row.amount("change") is not None]

    def of(self, subject: str) -> Decimal | None:
        """Return the first change stated of a subject."""
        return next((row.amount("change") for row in self._rows if row.text("subject") == subject), None)

    def of_amount(self, subject: str, amount: Decimal) -> Decimal | None:
        """Return the change stated of a subject of this amount."""
        return _stated(self._rows, subject, amount)

    def of_total(self, amount: Decimal) -> Decimal | None:
        """Return the change stated of the unit's whole income or expenditure of this amount."""
        whole = [row for row in self._rows if row.text("section") in _WHOLE and row.text("fund") is None]
        return _stated(whole, "total", amount)

    def of_fund(self, amount: Decimal) -> Decimal | None:
        """Return the change stated of a fund that is the whole amount."""
        return _stated(self._rows, "income_fund", amount)

    def of_leaf(self, leaf: str) -> Decimal | None:
        """Return the change of a leaf of the three-public table."""
        return self.of(_LEAF_SUBJECTS[leaf])

    def items(self) -> Mapping[str, Row]:
        """Return the rows that state the change of an item, by its code."""
        found: dict[str, Row] = {}
        for row in self._rows:
            code = row.text("code")
            if row.text("subject") == "item" and code:
                found.setdefault(code, row)
        return found


def adds_up(parts: Iterable[Decimal | None], whole: Decimal | None, quantum: Decimal) -> bool:
    """Return whether parts make their whole, as far as rounding to the quantum allows."""
    addends = [part for part in parts if part is not None]
    if whole is None or not addends:
        return False
    return abs(money.total(addends) - whole) <= money.tolerance(quantum, len(addends))


def _stated(rows: Iterable[Row], subject: str, amount: Decimal) -> Decimal | None:
    for row in rows:
        stated = row.amount("amount")
        if row.text("subject") == subject and stated is not None and _same(stated, amount):
            return row.amount("change")
    return None


def _same(stated: Decimal, amount: Decimal) -> bool:
    """Return whether the text's figure is the table's, rounded to a cent of 10,000 yuan at most."""
    return stated == amount or money.rounded(stated, _CENT) == money.rounded(amount, _CENT)


def _first(disclosure: Disclosure, places: Iterable[tuple[str, str, str]]) -> Figure | None:
    for table_id, row, field in places:
        table = disclosure.table(table_id)
        amount = table.amount(row, field) if table and table.resource else None
        if amount is not None:
            return Figure(amount, anchors.cell(table_id, row, field))
    return None


def _first_line(disclosure: Disclosure, table_id: str, field: str) -> Figure | None:
    table = disclosure.table(table_id)
    for line in table.lines if table else ():
        amount = line.amount(field)
        if amount is not None:
            return Figure(amount, anchors.cell(table_id, line.key, field))
    return None
