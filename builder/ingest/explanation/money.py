"""Amounts as printed in prose → plain decimals in 10,000 yuan."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from builder.ingest.amounts import in_wan_yuan
from builder.ingest.vocabulary import vocabulary


def amount_of(match: re.Match[str], unit: str | None = None) -> str:
    """Return a match's `number` in 10,000 yuan: decimals as printed, of yuan exact; `unit` stands where it has none."""
    units: dict[str, str] = vocabulary("explanation")["projects"]["units"]
    return in_wan_yuan(Decimal(match["number"].replace(",", "")), units[match["unit"] or unit or ""])


@cache
def money() -> re.Pattern[str]:
    """Return the pattern of an amount with its unit."""
    return re.compile(vocabulary("explanation")["projects"]["money"], re.ASCII)


@cache
def number_alone() -> re.Pattern[str]:
    """Return the pattern of a number and nothing more, its unit being said before."""
    return re.compile(r"^\s*(?P<number>[0-9][0-9,]*(?:\.[0-9]+)?)\s*(?P<unit>)[^0-9]?\s*$", re.ASCII)
