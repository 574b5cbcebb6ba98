"""Exact amounts: `Decimal` in 10,000 yuan (wan), and their printed forms."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Context, Decimal, Inexact

ZERO = Decimal(0)
YUAN_IN_WAN = 4
"""A yuan is 10^-4 wan: the distance by which the point moves."""

_EXACT = Context(prec=60, rounding=ROUND_HALF_UP, traps=[Inexact])
_ROUNDING = Context(prec=60, rounding=ROUND_HALF_UP)


def total(amounts: Iterable[Decimal | None]) -> Decimal:
    """Return the exact sum of an iterable of amounts; None counts as zero."""
    result = ZERO
    for amount in amounts:
        if amount is not None:
            result = _EXACT.add(result, amount)
    return result


def in_yuan(amount: Decimal) -> Decimal:
    """Return an amount in 10,000 yuan as yuan, exactly."""
    return amount.scaleb(YUAN_IN_WAN, _EXACT)


def rounded(amount: Decimal, quantum: Decimal) -> Decimal:
    """Return the amount rounded half up to a multiple of a power of ten, `quantum`."""
    return amount.quantize(quantum, context=_ROUNDING)


def plain(amount: Decimal) -> str:
    """Return the amount in plain notation with the digits that it has: never an exponent, never `-0`."""
    text = str(amount)
    if "E" in text:
        text = f"{amount:f}"
    return text.removeprefix("-") if text.startswith("-") and amount.is_zero() else text


def grouped(amount: Decimal) -> str:
    """Return the amount in plain notation with commas between thousands."""
    return f"{amount:,f}"


def tolerance(quantum: Decimal, addends: int) -> Decimal:
    """Return the difference that rounding alone explains: half a quantum for each addend and the total."""
    return quantum / 2 * (addends + 1)
