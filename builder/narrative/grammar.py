"""The words and expressions of `grammar.yaml`, compiled on first use."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib import resources
from typing import Any

import yaml

from builder.model.money import YUAN_IN_WAN


@dataclass(frozen=True, slots=True)
class Head:
    """How a figure of one subject is named before its amount."""

    subject: str
    fund: str | None
    section: str | None
    at_the_end: re.Pattern[str]
    whole: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Grammar:
    """The rules by which sentences are read."""

    clause: re.Pattern[str]
    patterns: Mapping[str, re.Pattern[str]]
    heads: Mapping[str, tuple[Head, ...]]
    funds: tuple[tuple[re.Pattern[str], str | None], ...]
    bases: tuple[tuple[re.Pattern[str], str], ...]
    nothing: Mapping[str, tuple[re.Pattern[str], str]]
    shared_reasons: re.Pattern[str]
    words: Mapping[str, Any]
    falling: frozenset[str]
    widths: Mapping[int, str]

    def trimmed(self, text: str) -> str:
        """Return a passage without the stops and blanks around it."""
        return text.strip(str(self.words["trimmed"]))

    def amount(self, match: re.Match[str]) -> tuple[Decimal, str]:
        """Return the amount of a match in 10,000 yuan, and its printed unit as a word of the schema."""
        unit = self.words["amount_units"].get(match["unit"].strip(), "none")
        number = number_of(match["number"])
        return number.scaleb(-YUAN_IN_WAN) if unit == "yuan" else number, unit

    def base(self, words: str | None) -> str | None:
        """Return what a change is measured on."""
        return next((base for pattern, base in self.bases if words and pattern.search(words)), None)

    def fund(self, name: str) -> tuple[bool, str | None]:
        """Return whether a name is one of a fund or of income as such, and which fund."""
        level = self.level(name)
        return next(((True, fund) for pattern, fund in self.funds if pattern.search(level)), (False, None))

    def level(self, name: str) -> str:
        """Return a name with full-width brackets, without blanks and the word for its level, for comparison."""
        return self.patterns["level_word"].sub("", "".join(name.split()).translate(self.widths))


def number_of(text: str) -> Decimal:
    """Return a printed number; separators between thousands are no part of it, and zero has no sign."""
    number = Decimal(text.replace(",", ""))
    return abs(number) if number.is_zero() else number


@cache
def grammar() -> Grammar:
    """Return the grammar that ships with the package."""
    words = yaml.load((resources.files(__package__) / "grammar.yaml").read_bytes(), yaml.CSafeLoader)
    parts = dict(words["parts"])
    parts |= {direction: "|".join(words["verbs"][direction]) for direction in ("up", "down")}
    patterns = {name: _compiled(pattern, parts) for name, pattern in words["patterns"].items()}
    stops = re.escape(words["stops"])
    clause = rf"(?:{patterns['bracket'].pattern}|(?<=[0-9])[,:;](?=[0-9])|[^{stops}])+"
    return Grammar(
        clause=re.compile(clause),
        patterns=patterns,
        heads=_heads(words, parts),
        funds=tuple((re.compile(one["pattern"]), one.get("fund")) for one in words["funds"]),
        bases=tuple((re.compile(one["pattern"]), one["base"]) for one in words["bases"]),
        nothing={
            section: (_compiled(words["nothing_of"], parts | {"name": one["pattern"]}), one["subject"])
            for section, one in words["nothing"].items()
        },
        shared_reasons=re.compile(words["shared_reasons"]),
        words=words,
        falling=frozenset(words["verbs"]["down"]),
        widths=str.maketrans(words["widths"]),
    )


def _heads(words: Mapping[str, Any], parts: Mapping[str, str]) -> dict[str, tuple[Head, ...]]:
    heads: dict[str, tuple[Head, ...]] = {}
    for one in words["heads"]:
        name = f"(?P<name>{one['pattern']})"
        head = Head(
            one["subject"],
            one.get("fund"),
            one.get("section"),
            _compiled(f"{name}@link@$", parts),
            _compiled(f"^@this_year@{name}@link@$", parts),
        )
        for section in one["sections"]:
            heads[section] = (*heads.get(section, ()), head)
    return heads


def _compiled(pattern: str, parts: Mapping[str, str]) -> re.Pattern[str]:
    while "@" in pattern:
        for name, part in parts.items():
            pattern = pattern.replace(f"@{name}@", part)
    return re.compile(pattern)
