"""Labels of a project's prose: before a colon, or as a heading of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from builder.ingest.vocabulary import vocabulary


class Label(NamedTuple):
    """A label and the stretch of text that it stands before; `unit` is the amount unit that it says itself."""

    field: str
    words: str
    start: int
    end: int
    unit: str | None = None


def labels_in(text: str) -> Iterator[tuple[int, Label]]:
    """Give each label before a colon: where it begins, and what stands behind it up to the next."""
    matches = list(_inline().finditer(text))
    for number, match in enumerate(matches):
        end = matches[number + 1].start() if number + 1 < len(matches) else len(text)
        label = match["label"]
        yield match.start(), Label(_field(label), label, match.end(), end, match["label_unit"])


def label_of_heading(text: str) -> Label | None:
    """Return the label that a heading is, if it is one."""
    match = _heading().match("".join(text.split()))
    return Label(_field(match["label"]), match["label"], 0, 0) if match else None


def without_ordinal(text: str) -> str:
    """Return a heading without its number and the stops around it."""
    match = _ordinal().match(text)
    return text[match.end() if match else 0 :].strip(vocabulary("explanation")["projects"]["stops"])


def _field(label: str) -> str:
    return next(field for field, pattern in _fields() if pattern.fullmatch(label))


@cache
def _fields() -> tuple[tuple[str, re.Pattern[str]], ...]:
    labels = vocabulary("explanation")["projects"]["labels"]
    return tuple((each["field"], re.compile(each["is"])) for each in labels)


def _compiled(name: str) -> re.Pattern[str]:
    words = vocabulary("explanation")["projects"]
    labels = "|".join(f"(?:{each['is']})" for each in words["labels"])
    return re.compile(words[name].replace("{labels}", labels), re.ASCII)


@cache
def _ordinal() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{each})" for each in vocabulary("explanation")["ordinals"]), re.ASCII)


@cache
def _inline() -> re.Pattern[str]:
    return _compiled("label")


@cache
def _heading() -> re.Pattern[str]:
    return _compiled("heading_label")
