"""Percentages of rounded amounts: what they are, and between which bounds they may lie."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal

from builder.model.money import ZERO

_PRECISE = Context(prec=40, rounding=ROUND_HALF_UP)
_HUNDRED = Decimal(100)
_WITHOUT_BOUND = Decimal(10) ** 12


def percentage(part: Decimal, whole: Decimal) -> Decimal:
    """Return 100 times a part by a whole that is not zero."""
    return _PRECISE.divide(part * _HUNDRED, whole)


def half_up(value: Decimal, decimals: int) -> Decimal:
    """Return a value rounded half up to so many decimals."""
    return value.quantize(Decimal(1).scaleb(-decimals), context=_PRECISE)


def decimals_of(value: Decimal) -> int:
    """Return the decimals that a value is printed with."""
    return len(f"{value:f}".partition(".")[2])


def range_of(part: Decimal, part_slack: Decimal, whole: Decimal, whole_slack: Decimal) -> tuple[Decimal, Decimal]:
    """Return the least and the greatest percentage that two positive amounts give, each off by up to its slack."""
    low = percentage(max(part - part_slack, ZERO), whole + whole_slack)
    rest = whole - whole_slack
    return low, percentage(part + part_slack, rest) if rest > 0 else _WITHOUT_BOUND


def is_within(stated: Decimal, bounds: tuple[Decimal, Decimal]) -> bool:
    """Return whether a printed percentage may be the rounding of a value between these bounds."""
    decimals = decimals_of(stated)
    return half_up(bounds[0], decimals) <= stated <= half_up(bounds[1], decimals)
