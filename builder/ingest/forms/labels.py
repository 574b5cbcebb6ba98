"""What the words of a form stand for: labels of its head, columns of its indicators, levels of the indicator tree."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from builder.ingest.outline import plain
from builder.ingest.source import Row
from builder.ingest.vocabulary import vocabulary

_ENDS = ":\uff1a*"


def bare(text: str) -> str:
    """Return a label as it is compared: no blanks, no colon, no `of which`, no brackets at its end."""
    lead, brackets = _patterns()
    folded = plain(text).strip(_ENDS)
    folded = lead.sub("", folded, count=1).strip(_ENDS)
    return brackets.sub("", folded).strip(_ENDS)


def unit_in(text: str) -> str | None:
    """Return the amount unit that a label names in brackets."""
    match = _unit().search("".join(text.split()))
    return amount_unit(match["unit"]) if match else None


def amount_unit(text: str) -> str | None:
    """Return `wan_yuan` or `yuan` for the words that mean them."""
    words = vocabulary("forms")
    return {words["unit_wan"]: "wan_yuan", words["unit_yuan"]: "yuan"}.get(plain(text))


def role_of(text: str) -> str | None:
    """Return what a label asks for (`name`, `total`); `heading` where it heads other labels, None for no label."""
    return _roles().get(bare(text))


def column_of(text: str) -> str | None:
    """Return which column of the indicators a header names."""
    return _columns().get(bare(text)) or _columns().get(plain(text).strip(_ENDS))


def level1_of(text: str) -> str | None:
    """Return the level 1 that a cell names: `output`, `benefit`, `satisfaction`, or `cost` where costs stand alone."""
    return _levels("level1").get(bare(text))


def level2_of(text: str) -> str | None:
    """Return the level 2 that a cell names."""
    return _levels("level2").get(bare(text))


def starts_form(row: Row) -> bool:
    """Whether a row asks for the name of a project."""
    return bool(row.filled) and role_of(re.split("[:\uff1a]", row.filled[0].text)[0]) == "name"


@cache
def label_in_line() -> re.Pattern[str]:
    """Return what a label within a line looks like: `label` is its name."""
    names = sorted((name for name, role in _roles().items() if role != "heading"), key=len, reverse=True)
    return re.compile(vocabulary("forms")["label_in_line"].replace("LABEL", "|".join(map(re.escape, names))))


@cache
def level_words() -> Mapping[str, str]:
    """Return every word of the second level with what it stands for."""
    return _levels("level2")


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = vocabulary("forms")
    return re.compile(words["label_lead"]), re.compile(words["label_brackets"])


@cache
def _unit() -> re.Pattern[str]:
    return re.compile(vocabulary("forms")["label_unit"])


@cache
def _roles() -> Mapping[str, str]:
    words = vocabulary("forms")
    roles = {_folded(label): "heading" for label in words["headings"]}
    return roles | {_folded(label): role for role, each in words["labels"].items() for label in each}


@cache
def _columns() -> Mapping[str, str]:
    return {_folded(label): column for column, each in vocabulary("forms")["columns"].items() for label in each}


@cache
def _levels(name: str) -> Mapping[str, str]:
    return {_folded(label): level for level, each in vocabulary("forms")[name].items() for label in each}


def _folded(label: str) -> str:
    return plain(label)
