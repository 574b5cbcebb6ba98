"""The figures a reader asks for first, each with the cell it is printed in, and the changes that the text states.

A change is taken from the narrative only, or from what was derived from it, for no other part prints last year's
figures; none is derived here where the sums do not carry it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from builder.model import money
from builder.model.disclosure import TOTAL, Disclosure
from builder.model.rows import Row
from builder.render import anchors
from builder.render.text import words

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
    def of(cls, disclosure: Disclosure, changes: Changes | None = None) -> KeyFigures:
        """Return the key figures of a disclosure; `changes` are its own, where they are at hand."""
        changes = changes or Changes.of_disclosure(disclosure)
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


class ItemChange(NamedTuple):
    """The change of an item on last year, the reason given for it, and the number of the figure that states it.

    `amount` is this year's figure in the text, `prior` last year's where the document prints it.
    """

    change: Decimal
    reason: str
    seq: int
    amount: Decimal | None
    prior: Decimal | None

    def is_of(self, amount: Decimal) -> bool:
        """Return whether it is the change of this amount: a table may hold other money under the code than the text."""
        return self.amount is None or _same(self.amount, amount)


class Changes:
    """The changes on last year: as derived from the text where that was done, else as the text states them."""

    __slots__ = ("_reasons", "_rows")

    def __init__(self, rows: list[tuple[Row, Decimal]], reasons: Mapping[int | None, str]) -> None:
        """Hold rows with the change that each states, and the reasons given by the number of the figure."""
        self._rows = rows
        self._reasons = reasons

    @classmethod
    def of_disclosure(cls, disclosure: Disclosure) -> Changes:
        """Return last year's figures of a disclosure, and the reasons that stand in the narrative's."""
        stated = disclosure.rows("narrative_figures")
        derived = disclosure.rows("prior_year_figures")
        known = {row.whole("seq") for row in derived}
        rows = sorted([*derived, *(row for row in stated if row.whole("seq") not in known)], key=_place)
        changed = [(row, change) for row in rows if (change := _change(row)) is not None]
        return cls(changed, {row.whole("seq"): row.text("reason") or "" for row in stated})

    def about(self, subjects: str) -> Changes:
        """Return the changes of the subjects that begin so: one part of a document may print what others do not."""
        rows = [pair for pair in self._rows if (pair[0].text("subject") or "").startswith(subjects)]
        return Changes(rows, self._reasons)

    @property
    def is_printed(self) -> bool:
        """Whether the document prints last year's figures itself, so that none is this site's arithmetic."""
        return bool(self._rows) and all(_is_printed(row) for row, _ in self._rows)

    @property
    def is_on_executed(self) -> bool:
        """Whether what was spent last year is the base, not last year's budget."""
        bases = {row.text("base") for row, _ in self._rows if row.text("base")}
        return bases == {"executed"}

    @property
    def note(self) -> str:
        """Where last year's figures come from, in a sentence."""
        name = "prior_printed" if self.is_printed else "prior_derived"
        return words()[name] + (words()["prior_executed"] if self.is_on_executed else "")

    def of(self, subject: str) -> Decimal | None:
        """Return the first change stated of a subject."""
        return next((change for row, change in self._rows if row.text("subject") == subject), None)

    def of_amount(self, subject: str, amount: Decimal) -> Decimal | None:
        """Return the change stated of a subject of this amount."""
        return _stated(self._rows, subject, amount)

    def of_total(self, amount: Decimal) -> Decimal | None:
        """Return the change stated of the unit's whole income or expenditure of this amount."""
        whole = [pair for pair in self._rows if pair[0].text("section") in _WHOLE and pair[0].text("fund") is None]
        return _stated(whole, "total", amount)

    def of_fund(self, amount: Decimal) -> Decimal | None:
        """Return the change stated of a fund that is the whole amount."""
        return _stated(self._rows, "income_fund", amount)

    def of_leaf(self, leaf: str) -> Decimal | None:
        """Return the change of a leaf of the three-public table."""
        return self.of(_LEAF_SUBJECTS[leaf])

    def items(self) -> Mapping[str, ItemChange]:
        """Return the change of each item by its code, as it is stated first."""
        found: dict[str, ItemChange] = {}
        for row, change in self._rows:
            code, seq = row.text("code"), row.whole("seq") or 0
            if row.text("subject") == "item" and code:
                prior = row.amount("prior") if _is_printed(row) else None
                item = ItemChange(change, self._reasons.get(seq, ""), seq, row.amount("amount"), prior)
                found.setdefault(code, item)
        return found


def adds_up(parts: Iterable[Decimal | None], whole: Decimal | None, quantum: Decimal) -> bool:
    """Return whether parts make their whole, as far as rounding to the quantum allows."""
    addends = [part for part in parts if part is not None]
    if whole is None or not addends:
        return False
    return abs(money.total(addends) - whole) <= money.tolerance(quantum, len(addends))


def _place(row: Row) -> int:
    return row.whole("seq") or 0


def _is_printed(row: Row) -> bool:
    return "derivation" in row.columns.position and row.text("derivation") == "printed"


def _change(row: Row) -> Decimal | None:
    """Return the change of a row: from last year's figure where the document prints that, else as it is stated."""
    amount, prior = row.amount("amount"), row.amount("prior") if _is_printed(row) else None
    return row.amount("change") if amount is None or prior is None else money.total((amount, -prior))


def _stated(rows: Iterable[tuple[Row, Decimal]], subject: str, amount: Decimal) -> Decimal | None:
    for row, change in rows:
        stated = row.amount("amount")
        if row.text("subject") == subject and stated is not None and _same(stated, amount):
            return change
    return None


def _same(stated: Decimal, amount: Decimal) -> bool:
    """Return whether the text's figure is the table's: as it stands, to a cent of 10,000 yuan, or to its own digits."""
    if stated == amount or money.rounded(stated, _CENT) == money.rounded(amount, _CENT):
        return True
    own = Decimal(1).scaleb(min(0, int(stated.as_tuple().exponent)))
    return own > _CENT and money.rounded(amount, own) == stated


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
