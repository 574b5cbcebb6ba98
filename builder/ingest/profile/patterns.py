"""The patterns by which a profile is read, and counts and dates as it writes them."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import Any

from builder.ingest.vocabulary import vocabulary

_NAMED = re.compile(r"\(\?P<\w+>")


def words(path: str) -> Any:
    """Return an entry of the vocabulary by its place in it (`cover.labels`)."""
    entry: Any = vocabulary("profile")
    for key in path.split("."):
        entry = entry[key]
    return entry


@cache
def pattern(path: str) -> re.Pattern[str]:
    """Return a pattern of the vocabulary by its place in it (`organisation.stated`)."""
    return compiled(words(path))


@cache
def compiled(source: str) -> re.Pattern[str]:
    """Return a pattern, a count and a date put in where it says COUNT and DATE."""
    source = source.replace("COUNT", words("count")).replace("DATE", _NAMED.sub("(?:", words("date")))
    return re.compile(source.replace("ORDINAL", "|".join(words("ordinals"))))


def count_of(text: str) -> int:
    """Return a count in figures or Chinese numerals below a hundred."""
    if text.isdecimal():
        return int(text)
    digits, ten = words("digits"), words("ten")
    if ten not in text:
        return int("".join(str(digits[character]) for character in text))
    tens, ones = text.split(ten)
    return 10 * (digits[tens] if tens else 1) + (digits[ones] if ones else 0)


def date_of(text: str) -> str | None:
    """Return the first date of a text as ISO writes it; None where there is none, or no such day."""
    match = pattern("date").search(text)
    if match is None:
        return None
    year = "".join(str(words("digits").get(character, character)) for character in match["year"])
    try:
        return date(int(year), _small(match["month"]), _small(match["day"])).isoformat()
    except ValueError:
        return None


def _small(text: str) -> int:
    """A month or day; in Chinese numerals thirty has its ten written out."""
    return count_of(text)


@cache
def ordinals() -> tuple[re.Pattern[str], ...]:
    """Return the kinds of ordinals from the outermost to the innermost."""
    return tuple(re.compile(source) for source in words("ordinals"))


def ordinal_at(text: str) -> tuple[int, int]:
    """Return the level of the ordinal with which a text begins, and where it ends; (-1, 0) where it has none."""
    for level, kind in enumerate(ordinals()):
        match = kind.match(text)
        if match:
            return level, match.end()
    return -1, 0
