"""Growth in per cent: it follows from the change, or from last year's figure where the text prints that."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple

from builder.audit.case import Case
from builder.audit.figures import place_of
from builder.audit.outcomes import HELD, NotApplicable, Outcome, remark
from builder.audit.tables.comparisons import or_else
from builder.audit.text.growth_bases import with_base
from builder.audit.text.percentages import decimals_of, half_up, is_within, percentage, range_of
from builder.audit.text.stated import Stated, stated_figures
from builder.findings import Finding, Severity
from builder.model.money import ZERO, plain

HUNDRED = Decimal(100)


def growth_follows_from_change(case: Case) -> Iterator[Outcome]:
    """The growth stated is 100 times the change by the amount less the change, rounded half up.

    Passes when they are equal at the decimals that the text prints. Where only the rounding of the two amounts can
    explain the difference, that is a note. It cannot see a change and a growth that are wrong in the same measure.
    """
    figures = _with_growth(case)
    above = [None, *figures]
    found = (
        _of_change(each, above[number])
        for number, each in enumerate(figures)
        if _has_change(each) and _base_of(each) > 0
    )
    yield from or_else("no-growth", found) if figures else [_unspoken(case)]


def growth_has_a_base(case: Case) -> Iterator[Outcome]:
    """A growth is stated only where last year's figure is not zero: by zero nothing can be measured.

    100 per cent is what many write; it is a convention, so this is a note.
    """
    figures = _with_growth(case)
    found = (_of_zero(each) for each in figures if each.before is not None)
    yield from or_else("no-growth", found) if figures else [_unspoken(case)]


def growth_follows_from_printed_prior(case: Case) -> Iterator[Outcome]:
    """Where last year's figure p is printed beside this year's a, the growth is 100 times (a − p) by p, half up.

    Unchanged is said only of equal figures. Passes when they are equal at the decimals printed and go the same
    way; what the rounding of both explains is a note. An entry of two amounts whose growth fits the other one is
    left to NAR-03. It cannot see an error made in both.
    """
    figures = [each for each in stated_figures(case) if each.prior is not None and _amounts(each)]
    judged = [each for each in figures if each.rate is not None or each.change is not None]
    above = [None, *judged]
    found = (outcome for number, each in enumerate(judged) for outcome in _of_prior(each, above[number]))
    yield from or_else("other-template", found)


def implied_prior_is_not_negative(case: Case) -> Iterator[Outcome]:
    """Last year's figure, the amount less its change, is not below zero.

    Passes when it is zero or more, rounding allowed. It cannot see a wrong change that leaves it above zero.
    """
    figures = [each for each in stated_figures(case) if _has_change(each) and each.prior is None]
    if not figures:
        yield _unspoken(case)
    for stated in figures:
        yield _negative(stated) or HELD


def _unspoken(case: Case) -> NotApplicable:
    return NotApplicable("no-growth" if stated_figures(case) else "no-narrative")


def _with_growth(case: Case) -> list[Stated]:
    """Return the figures with a growth; what cannot be at all is left to SHR-03 and YOY-07."""
    return [
        each
        for each in stated_figures(case)
        if each.rate is not None and each.rate >= -HUNDRED and not each.is_impossible
    ]


def _has_change(stated: Stated) -> bool:
    return stated.change is not None and stated.meant is not None


def _base_of(stated: Stated) -> Decimal:
    """Return the base of a growth that the change gives; zero where last year's figure is printed instead."""
    return ZERO if stated.prior is not None else stated.before or ZERO


def _of_change(stated: Stated, above: Stated | None) -> Outcome:
    rate, change = abs(stated.rate or ZERO), abs(stated.change or ZERO)
    bases = [amount - (stated.change or ZERO) for amount in stated.possible]
    bases = [base for base in bases if base > 0]
    decimals = decimals_of(rate)
    if any(half_up(percentage(change, base), decimals) == rate for base in bases):
        return HELD
    is_rounding = any(is_within(rate, range_of(change, stated.quantum / 2, base, stated.quantum)) for base in bases)
    expected = half_up(percentage(change, bases[0]), decimals).copy_sign(stated.change or ZERO)
    facts = {
        "name": stated.label,
        "change": plain(stated.change or ZERO),
        "prior": plain(bases[0]),
        "is_rounding": "1" if is_rounding else "",
    }
    finding = _rated("YOY-01", stated, expected, "info" if is_rounding else "warning", facts)
    return finding if is_rounding else with_base(finding, stated, [stated.change or ZERO], above)


def _of_zero(stated: Stated) -> Outcome:
    if stated.before != ZERO or not (stated.change or (stated.prior is not None and stated.meant)):
        return HELD
    facts = {"name": stated.label}
    return remark("YOY-02", place_of(stated.row, "change_pct"), "info", stated=plain(stated.rate or ZERO), facts=facts)


class _Growth(NamedTuple):
    """This year's amount, last year's, and the growth from one to the other."""

    amount: Decimal
    prior: Decimal
    rate: Decimal


def _amounts(stated: Stated) -> list[Decimal]:
    """Return this year's amounts of an entry, the one beside last year's first; of two the one of the table."""
    if stated.planned is None:
        return [] if stated.meant is None else [stated.meant]
    others = [] if stated.meant in {None, stated.planned} else [stated.meant or ZERO]
    is_of_table = stated.cell is not None and stated.amount is not None and bool(others) and _fits_table(stated)
    return [*others, stated.planned] if is_of_table else [stated.planned, *others]


def _fits_table(stated: Stated) -> bool:
    amount = stated.cell.amount if stated.cell is not None else None
    return amount is not None and abs(amount - (stated.meant or ZERO)) < stated.quantum


def _of_prior(stated: Stated, above: Stated | None) -> Iterator[Outcome]:
    prior, amounts = stated.prior or ZERO, _amounts(stated)
    if stated.change is not None:
        differences = [amount - prior for amount in amounts]
        if all(abs(difference - stated.change) > stated.quantum * bool(stated.change) for difference in differences):
            yield _wrong_change(stated, prior, amounts[0])
            return
        yield HELD
    if stated.rate is not None and prior > 0:
        yield _grown(stated, above, [_Growth(amount, prior, percentage(amount - prior, prior)) for amount in amounts])


def _grown(stated: Stated, above: Stated | None, growths: Iterable[_Growth]) -> Outcome:
    rate = stated.rate or ZERO
    first, *others = growths
    decimals = decimals_of(rate)
    is_rounding = _explains(stated, first, rate)
    is_two_amounts = bool(others) and (is_rounding or any(_explains(stated, other, rate) for other in others))
    if half_up(first.rate, decimals) == rate or is_two_amounts:
        return HELD
    facts = {
        "name": stated.label,
        "prior": plain(first.prior),
        "amount": plain(first.amount),
        "is_change": "",
        "is_opposite": "1" if first.rate * rate < 0 else "",
        "is_rounding": "1" if is_rounding else "",
    }
    expected = half_up(first.rate, decimals)
    finding = _rated("YOY-06", stated, expected, "info" if is_rounding else "warning", facts)
    differences = [first.amount - first.prior, *(other.amount - other.prior for other in others)]
    return finding if is_rounding else with_base(finding, stated, differences, above)


def _explains(stated: Stated, growth: _Growth, rate: Decimal) -> bool:
    """Return whether the growth between two rounded amounts may be the stated one."""
    half = stated.quantum / 2
    bounds = range_of(growth.amount, half, growth.prior, half)
    return is_within(rate, (bounds[0] - HUNDRED, bounds[1] - HUNDRED))


def _wrong_change(stated: Stated, prior: Decimal, amount: Decimal) -> Finding:
    change = stated.change or ZERO
    facts = {
        "name": stated.label,
        "prior": plain(prior),
        "amount": plain(amount),
        "is_change": "1",
        "is_opposite": "1" if change * (amount - prior) < 0 else "",
        "is_rounding": "",
    }
    return remark(
        "YOY-06",
        place_of(stated.row, "change"),
        "warning",
        stated=plain(change),
        expected=plain(amount - prior),
        difference=plain(change - (amount - prior)),
        facts=facts,
    )


def _rated(rule: str, stated: Stated, expected: Decimal, severity: Severity, facts: dict[str, str]) -> Finding:
    rate = stated.rate or ZERO
    return remark(
        rule,
        place_of(stated.row, "change_pct"),
        severity,
        stated=plain(rate),
        expected=plain(expected),
        difference=plain(rate - expected),
        facts=facts,
    )


def _negative(stated: Stated) -> Finding | None:
    prior = stated.before
    if prior is None or prior >= 0:
        return None
    is_rounding = prior >= -stated.quantum
    facts = {
        "name": stated.label,
        "amount": plain(stated.meant or ZERO),
        "prior": plain(prior),
        "is_rounding": "1" if is_rounding else "",
    }
    severity: Severity = "info" if is_rounding else "error"
    return remark("YOY-07", place_of(stated.row, "change"), severity, stated=plain(stated.change or ZERO), facts=facts)
