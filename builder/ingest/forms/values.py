"""The target of an indicator as printed → relation, number and unit, or a date, or words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import NamedTuple

from builder.ingest.vocabulary import vocabulary


class _Patterns(NamedTuple):
    number: re.Pattern[str]
    date: re.Pattern[str]
    no_unit: re.Pattern[str]


def target_values(raw: str, sign: str = "", measure: str = "") -> dict[str, str]:
    """Return the columns of a target; sign and unit of measure may stand in columns of their own."""
    sign = sign if _sign(sign)[0] else ""
    whole = f"{sign}{raw}{measure}"
    found = {"raw_text": whole} if whole else {}
    text = re.sub(r"\s+", "", raw)
    if not text:
        return found
    signed = "".join(sign.split()) + text
    return found | (_as_date(text) or _as_number(signed, measure) or _as_text(whole))


def _as_text(text: str) -> dict[str, str]:
    return {"operator": "text", "value_text": text}


def _as_date(text: str) -> dict[str, str] | None:
    rest = text[_sign(text)[1] :]
    match = _patterns().date.fullmatch(rest)
    if not match:
        return None
    try:
        day = date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:
        return None
    return {"operator": "date", "value_date": day.isoformat()}


def _as_number(text: str, measure: str) -> dict[str, str] | None:
    operator, start = _sign(text)
    match = _patterns().number.match(text, start)
    if not match:
        return None
    after, unit = _unit_and_relation(match["tail"], bracketed=match["inner"])
    if unit is None or (after and operator):
        return None
    unit = unit or re.sub(r"\s+", "", measure)
    number = re.sub("[,\uff0c]", "", match["number"])
    values = {"operator": operator or after or "eq", "value": number}
    return values | ({"value_unit": unit} if unit else {})


def _unit_and_relation(tail: str, *, bracketed: str | None) -> tuple[str | None, str | None]:
    """Split what stands behind a number into the relation (`or more`) and the unit; no unit where it is a sentence."""
    if bracketed:
        return None, bracketed.strip()
    for relation, words in vocabulary("forms")["value"]["after"].items():
        for word in sorted(words, key=len, reverse=True):
            if tail.endswith(word):
                return relation, tail.removesuffix(word)
    return None, None if _patterns().no_unit.search(tail) else tail


def _sign(text: str) -> tuple[str | None, int]:
    """Return the relation with which a target begins, and where it ends."""
    for word, relation in _signs().items():
        if text.startswith(word):
            return relation, len(word)
    return None, 0


@cache
def _signs() -> Mapping[str, str]:
    """Signs and words by length, the longest first: `>=` before `>`."""
    operators: Mapping[str, list[str]] = vocabulary("forms")["value"]["operators"]
    pairs = [(word, relation) for relation, words in operators.items() for word in words]
    return dict(sorted(pairs, key=lambda pair: -len(pair[0])))


@cache
def _patterns() -> _Patterns:
    words = vocabulary("forms")["value"]
    number = f"(?P<number>{words['number']})(?:{words['bracketed']}|(?P<tail>{words['unit']}))$"
    return _Patterns(re.compile(number), re.compile(words["date"]), re.compile(words["no_unit"]))
