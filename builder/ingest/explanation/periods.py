"""Periods as printed → first and last day."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from functools import cache

from builder.ingest.vocabulary import vocabulary

_DECEMBER = 12


def period_of(text: str) -> tuple[str, str] | None:
    """Return the days on which a period begins and ends, of a text that names one; None where it has no such days."""
    for pattern in _periods():
        match = pattern.search(text.strip())
        if match:
            return _days(match.groupdict())
    return None


def _days(said: dict[str, str | None]) -> tuple[str, str] | None:
    years = int(said["y1"] or 0), int(said.get("y2") or said["y1"] or 0)
    months = int(said.get("m1") or 1), int(said.get("m2") or _DECEMBER)
    if not all(1 <= month <= _DECEMBER for month in months):
        return None
    days = int(said.get("d1") or 1), int(said.get("d2") or monthrange(years[1], months[1])[1])
    try:
        first, last = (date(*each) for each in zip(years, months, days, strict=True))
    except ValueError:
        return None
    return (first.isoformat(), last.isoformat()) if first <= last else None


@cache
def _periods() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(each, re.ASCII) for each in vocabulary("explanation")["projects"]["periods"])
