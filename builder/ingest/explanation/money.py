"""Amounts as printed in prose → plain decimals in 10,000 yuan."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from builder.ingest.vocabulary import vocabulary

_YUAN = 10000
_WHOLE, _WITH_CENTS = Decimal("0.0001"), Decimal("0.000001")


def amount_of(match: re.Match[str], unit: str | None = None) -> str:
    """Return a match's `number` in 10,000 yuan: decimals as printed, of yuan exact; `unit` stands where it has none."""
    number = Decimal(match["number"].replace(",", ""))
    scale = vocabulary("explanation")["projects"]["units"][match["unit"] or unit]
    if scale == _YUAN:
        exact = number / _YUAN
        number = exact.quantize(_WHOLE if number == number.to_integral_value() else _WITH_CENTS)
    return f"{number:f}"


@cache
def money() -> re.Pattern[str]:
    """Return the pattern of an amount with its unit."""
    return re.compile(vocabulary("explanation")["projects"]["money"], re.ASCII)


@cache
def number_alone() -> re.Pattern[str]:
    """Return the pattern of a number and nothing more, its unit being said before."""
    return re.compile(r"^\s*(?P<number>[0-9][0-9,]*(?:\.[0-9]+)?)\s*(?P<unit>)[^0-9]?\s*$", re.ASCII)
