"""Figures on state assets → rows of `assets`: what is held on which day, and what is to be bought."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from builder.ingest.explanation.figures import Placed
from builder.ingest.explanation.paragraphs import Told, has_amount, shown
from builder.ingest.recognised import Doubt, Recognised, Record
from builder.ingest.vocabulary import vocabulary

_SECTION = "s10_3"
_DECEMBER = 12


def add_assets(told: Sequence[Told], figures: Sequence[Placed], found: Recognised) -> None:
    """Give each asset of a known category its row; a second, different figure on one category is a doubt."""
    known: dict[tuple[str, str], Record] = {}
    for one in figures:
        for category in _categories_of(one) if one.figure.subject == "asset" else ():
            _add(told, one, category, known, found)
    for paragraph in told:
        if _is_unread(paragraph, figures):
            pieces = tuple(part.piece for part in paragraph.passage.parts)
            found.doubts.append(Doubt("unread-assets", pieces, None, "", {"text": shown(paragraph.text)}))


def _add(
    told: Sequence[Told], one: Placed, category: str, known: dict[tuple[str, str], Record], found: Recognised
) -> None:
    phase = _phase(one)
    record = Record("assets", {"phase": phase, "category": category})
    if phase == "held" and (day := _as_of(told, one)):
        record.values["as_of"] = day
    if one.figure.quantity is not None:
        record.values |= {"quantity": f"{one.figure.quantity:f}", "quantity_unit": one.figure.quantity_unit or ""}
    if one.figure.amount is not None:
        record.values["value"] = f"{one.figure.amount:f}"
    record.values["src_line"] = str(one.line)
    first = known.setdefault((phase, category), record)
    if first is record:
        found.records.append(record)
        found.claim_span(one.told.passage, (one.start, one.end), record, "quantity")
    elif _said(first) != _said(record):
        pieces = tuple(part.piece for part in one.told.passage.parts)
        found.doubts.append(Doubt("asset-said-twice", pieces, first, "quantity", {"text": shown(one.figure.quote)}))


def _categories_of(one: Placed) -> tuple[str, ...]:
    """The categories that a figure is about: of several where it says that none of them is to be bought."""
    name = _pattern("bought").sub("", "".join((one.figure.name_printed or "").split()))
    is_said = one.figure.quantity is not None or one.figure.amount is not None
    names = [name] if is_said else _pattern("between").split(name)
    return tuple(category for each in names if (category := category_of(each)))


def category_of(name: str) -> str | None:
    """Return the category of an asset by its name."""
    plain = "".join(name.split())
    return next((category for category, pattern in _categories() if pattern.search(plain)), None)


def _said(record: Record) -> tuple[str | None, str | None]:
    return record.values.get("quantity"), record.values.get("value")


def _phase(one: Placed) -> str:
    """Whether an asset is held or to be bought: by the last word for either before it in its sentence."""
    text = one.told.text
    begin = max((text.rfind(stop, 0, one.start) for stop in _words()["stops"]), default=-1) + 1
    before = text[begin : one.end]
    planned = [match.start() for match in _pattern("planned").finditer(before)]
    held = [match.start() for match in _pattern("held").finditer(before)]
    return "planned" if planned and (not held or planned[-1] > held[-1]) else "held"


def _as_of(told: Sequence[Told], one: Placed) -> str | None:
    """The last day named before the figure in its section."""
    place = next(number for number, each in enumerate(told) if each is one.told)
    for each in reversed(told[: place + 1]):
        if each.section != _SECTION:
            return None
        text = "".join(each.text.split())
        days = sorted((day for pattern in _days() for day in pattern.finditer(text)), key=lambda day: day.start())
        if days:
            return _day(days[-1])
    return None


def _day(match: re.Match[str]) -> str:
    year, month = int(match["year"]), int(match["month"] or _DECEMBER)
    last = monthrange(year, month)[1] if 1 <= month <= _DECEMBER else 0
    day = int(match["day"] or last)
    return f"{year:04d}-{month:02d}-{day:02d}" if 1 <= day <= last else ""


def _is_unread(paragraph: Told, figures: Sequence[Placed]) -> bool:
    return (
        paragraph.section == _SECTION
        and not paragraph.is_heading
        and has_amount(paragraph.text)
        and not any(one.told is paragraph for one in figures)
    )


def _words() -> Mapping[str, Any]:
    words: Mapping[str, Any] = vocabulary("explanation")["assets"]
    return words


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(_words()[name], re.ASCII)


@cache
def _days() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(each, re.ASCII) for each in _words()["as_of"])


@cache
def _categories() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((each["category"], re.compile(each["is"], re.ASCII)) for each in _words()["categories"])
