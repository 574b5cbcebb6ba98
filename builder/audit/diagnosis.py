"""Which printed figure may be the wrong one: each in turn is set to what an equation needs, and all are tried again.

A hint, never a correction: nothing is changed by it. A figure is tried alone, together with its copies (the figures
that the equations which hold say are the same), and with the difference moved to another column of its row. What
makes most of the failing equations hold, and breaks fewest of those that hold, is named; then the next, among what
remains. Two figures that explain the same equally well are not told apart, and nothing is said of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from builder.audit.case import Case
from builder.audit.figures import Address, Equation, Figure
from builder.audit.outcomes import Checked
from builder.audit.slips import Slip, column_facts, kind_of_slip, named, neighbours_in_row, rank_of
from builder.findings import Hint, Suspect
from builder.model.money import ZERO, plain

MOST_FAILING = 120
"""Of more failing equations than this none is explained: a table out of order has no single cause."""

LEAST_CLEARED = 2
"""A figure is named only where mending it would clear as many findings, or where its very digits tell the slip."""

_TOLD_BY_DIGITS = frozenset({"H02", "H06", "H08"})


Amounts = Mapping[Address, Decimal]


class Candidate(NamedTuple):
    """A figure with the amount it would need: the failing equations that would hold, and how many would no longer."""

    figure: Figure
    needed: Decimal
    mended: Amounts
    clears: tuple[int, ...]
    breaks: int
    hint: Hint | None

    @property
    def rank(self) -> tuple[int, int, int, int]:
        """What orders candidates, the likeliest first: net gain, what breaks, how much is changed, kind of slip."""
        return self.breaks - len(self.clears), self.breaks, len(self.mended), rank_of(self.hint)


class Equations:
    """All equations of a case by number, with those that fail; figures can be mended for the sake of the argument."""

    def __init__(self, case: Case, equations: Sequence[Equation], failing: Sequence[int]) -> None:
        """Take the equations, and the numbers of those that fail."""
        self._case = case
        self._printed = equations
        self._equations = list(equations)
        self.failing = list(failing)
        self._with: dict[Address, list[int]] = {}
        self._addresses = [[figure[:3] for figure in (each.whole, *each.parts)] for each in self._equations]
        self._allowed: dict[int, Decimal | None] = {}
        for number, addresses in enumerate(self._addresses):
            for address in dict.fromkeys(addresses):
                self._with.setdefault(address, []).append(number)

    def ranked(self) -> list[Candidate]:
        """Return the figures that would clear more failing equations than they break, the likeliest first."""
        figures = {figure.address: figure for figure in self._figures_that_fail()}
        found: dict[frozenset[tuple[Address, Decimal]], Candidate] = {}
        for figure in figures.values():
            for candidate in self._candidates(figure):
                found.setdefault(frozenset(candidate.mended.items()), candidate)
        return sorted(found.values(), key=lambda candidate: candidate.rank)

    def mend(self, candidate: Candidate) -> None:
        """Put the needed amount in the place of the printed one; what is cleared by it fails no longer."""
        for number in self._around(candidate.mended):
            self._equations[number] = self._equations[number].with_amounts(candidate.mended)
        self.leave_out(candidate.clears)

    def leave_out(self, numbers: Sequence[int]) -> None:
        """Look no further at these failing equations."""
        self.failing = [number for number in self.failing if number not in numbers]

    def _figures_that_fail(self) -> Iterator[Figure]:
        for number in self.failing:
            equation = self._equations[number]
            yield from (equation.whole, *equation.parts)

    def _candidates(self, figure: Figure) -> Iterator[Candidate]:
        failing = [number for number in self._with[figure.address] if number in self.failing]
        for needed in dict.fromkeys(_needed(self._equations[number], figure) for number in failing):
            if figure.table is not None and needed < 0:
                continue  # nothing is budgeted below zero
            slip = Slip(self._case, figure, needed, tuple(self._equations[number] for number in failing))
            alone = self._candidate(slip, {figure.address: needed})
            if alone:
                yield alone
            if any(self._addresses[number][0] == figure.address for number in failing):
                yield from self._wider(slip, dict.fromkeys(self._copies(figure), needed))

    def _wider(self, slip: Slip, mended: Amounts) -> Iterator[Candidate]:
        """Yield the figure with its copies, and those with the difference moved to another column of the row."""
        with_copies = self._candidate(slip, mended) if len(mended) > 1 else None
        if with_copies:
            yield with_copies
        for other in neighbours_in_row(slip.figure):
            moved = (other.amount or ZERO) + slip.stated - slip.needed
            if moved < 0:
                continue
            both = {
                **mended,
                **{(table, row, other.field): moved for table, row, field in mended if field == slip.figure.field},
            }
            candidate = self._candidate(slip, both)
            if candidate:
                hint = Hint("H05", {**column_facts(other), "other": plain(moved)})
                yield candidate._replace(hint=hint)

    def _candidate(self, slip: Slip, mended: Amounts) -> Candidate | None:
        around = self._around(mended)
        fails = {number for number in around if self._fails(number, mended)}
        failing = [number for number in around if number in self.failing]
        clears = tuple(number for number in failing if number not in fails)
        breaks = len(fails.difference(failing))
        if breaks >= len(clears):
            return None
        return Candidate(slip.figure, slip.needed, mended, clears, breaks, kind_of_slip(slip))

    def _fails(self, number: int, mended: Amounts) -> bool:
        """Return whether an equation fails with other amounts, by more than rounding allows."""
        equation = self._equations[number]
        if number not in self._allowed:
            self._allowed[number] = self._printed[number].allowance()
        allowed = self._allowed[number]
        if allowed is None:
            gap = equation.with_amounts(mended).gap()
            return gap is not None and not gap.is_small
        whole, *parts = [
            mended.get(address, figure.amount or ZERO)
            for address, figure in zip(self._addresses[number], (equation.whole, *equation.parts), strict=True)
        ]
        return abs(whole - sum(parts)) > allowed

    def _around(self, addresses: Iterable[Address]) -> list[int]:
        return sorted({number for address in addresses for number in self._with.get(address, ())})

    def _copies(self, figure: Figure) -> list[Address]:
        """Return the figure with all that equations which hold say are the same one printed again."""
        found, waiting = [figure.address], [figure.address]
        while waiting:
            address = waiting.pop()
            for number in self._with.get(address, ()):
                twin = _twin(self._equations[number], address)
                if twin is not None and twin not in found and number not in self.failing:
                    found.append(twin)
                    waiting.append(twin)
        return found


def causes(equations: Equations) -> Iterator[Candidate]:
    """Yield the likely causes, one after the other; each is mended before the next is looked for."""
    while equations.failing:
        ranked = equations.ranked()
        if not ranked:
            return
        best = ranked[0]
        tied = [other for other in ranked[1:] if other.rank == best.rank and set(other.clears) & set(best.clears)]
        if tied:
            equations.leave_out([number for candidate in (best, *tied) for number in candidate.clears])
        else:
            yield best
            equations.mend(best)


class Diagnosis(NamedTuple):
    """The likely causes, and by the number of an equation the number of its cause and the hint of its finding."""

    suspects: tuple[Suspect, ...]
    told: Mapping[int, tuple[int, Hint | None]]


NOTHING = Diagnosis((), {})


def diagnosed(case: Case, checked: Sequence[Checked]) -> Diagnosis:
    """Return what may lie behind the findings of these comparisons; notes on rounding are neither cause nor effect."""
    failing = [
        number for number, each in enumerate(checked) if each.finding is not None and each.finding.severity != "info"
    ]
    if not 0 < len(failing) <= MOST_FAILING:
        return NOTHING
    found: list[Suspect] = []
    told: dict[int, tuple[int, Hint | None]] = {}
    for candidate in causes(Equations(case, [each.equation for each in checked], failing)):
        hint = _spoken(candidate)
        if hint is None:
            continue
        place = candidate.figure.place
        stated = None if candidate.figure.amount is None else plain(candidate.figure.amount)
        found.append(Suspect(place, stated, plain(candidate.needed), len(candidate.clears), hint))
        first = _leading(candidate, checked)
        follows = Hint("H01", named(candidate.figure))
        leads = _seen_from(hint, candidate.figure, checked[first].equation.whole)
        told |= {number: (len(found), leads if number == first else follows) for number in candidate.clears}
    return Diagnosis(tuple(found), told)


def _leading(candidate: Candidate, checked: Sequence[Checked]) -> int:
    """Return the equation whose finding carries the hint: one at the figure itself that asks for the same amount."""
    at_it = [n for n in candidate.clears if checked[n].equation.whole.address == candidate.figure.address]
    alike = [n for n in at_it if _needed(checked[n].equation, candidate.figure) == candidate.needed]
    return (alike or at_it or list(candidate.clears))[0]


def _seen_from(hint: Hint, suspected: Figure, finding_at: Figure) -> Hint:
    """Return the hint for a finding; one that stands at another figure names the suspected one first."""
    if suspected.address == finding_at.address:
        return hint
    names = named(suspected)
    table = names["table"] if suspected.table_id != finding_at.table_id else ""
    words = (table, names["row"], names["measure"], names["other"])
    return Hint(hint.id, {**hint.facts, "at": " ".join(filter(None, words))})


def _spoken(candidate: Candidate) -> Hint | None:
    facts = {"needed": plain(candidate.needed), "count": str(len(candidate.clears)), "at": ""}
    hint = candidate.hint or Hint("H00")
    if len(candidate.clears) < LEAST_CLEARED and hint.id not in _TOLD_BY_DIGITS:
        return None
    return Hint(hint.id, {**hint.facts, **facts})


def _needed(equation: Equation, figure: Figure) -> Decimal:
    """Return the amount with which an equation holds in the place of a figure that it has once."""
    if equation.whole.address == figure.address or not equation.is_sum:
        others = equation.parts if equation.whole.address == figure.address else (equation.whole,)
        return sum((other.amount or ZERO for other in others), ZERO)
    others = tuple(part for part in equation.parts if part.address != figure.address)
    return (equation.whole.amount or ZERO) - sum((other.amount or ZERO for other in others), ZERO)


def _twin(equation: Equation, address: Address) -> Address | None:
    """Return the one other figure of an equation that says of two figures that they are the same.

    Of sums only those of one column count, a parent over one child that is filled: in a row, a total that has but
    one part filled is still another figure.
    """
    filled = [part for part in equation.parts if part.amount]
    if equation.is_sum and (len(filled) != 1 or filled[0].field != equation.whole.field):
        return None
    one, other = equation.whole.address, (filled or equation.parts)[0].address
    return {one: other, other: one}.get(address)
