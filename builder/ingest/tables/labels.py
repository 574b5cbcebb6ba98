"""Labels of columns and rows → fields, funds and classes, by the vocabulary."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from builder.ingest.recognised import Setting
from builder.ingest.vocabulary import vocabulary
from builder.model.codes import CLASS

UNIMPORTED = "-"
"""Before the reason for which a column or line has no field."""


class Label(NamedTuple):
    """The label of a row of T1 or T4: `line` is its key (fund, class or `-reason`), `name` stands from `start` on."""

    line: str
    name: str
    start: int


def folded(text: str) -> str:
    """Return a label without blanks, its brackets half-width, a trailing amount unit left out."""
    label = "".join(unicodedata.normalize("NFKC", text).split())
    return _compiled(vocabulary("tables")["label_unit"]).sub("", label)


def field_of(table_id: str, path: Sequence[str], year: int) -> str | None:
    """Return the field under labels (outermost first), `-reason` for one that no resource holds, None if unknown."""
    labels = tuple(dict.fromkeys(label for label in map(folded, path) if label))
    if any(_other_year(label, year) for label in labels):
        return "-other-year"
    # Where a page has cut a label into two, the parts make sense together only.
    for joined in range(len(labels)):
        cut = len(labels) - 1 - joined
        found = _first(_patterns(table_id), "/".join([*labels[:cut], "".join(labels[cut:])]))
        if found is not None:
            return found
    return None


def is_total(text: str) -> bool:
    """Whether a text is the label of a total row."""
    return folded(text).rstrip(":") in vocabulary("tables")["total_labels"]


def label_of(text: str, side: str, setting: Setting) -> Label | None:
    """Return what the label of a row of T1 or T4 names; `side` is empty where it is not known. None: unknown."""
    start = _name_start(text)
    printed = "".join(line.strip() for line in text[start:].rstrip().split("\n"))
    name = folded(printed)
    if not name:
        return None
    if side != "expenditure":
        line = _first(_lines("income_lines"), name)
        if line is not None:
            return Label(line, printed, start)
    if side != "income":
        code = re.match(r"([0-9]{3})[-.:]?(?![0-9])", name)
        if code is not None:
            shift = re.match(r"[0-9\s]+[-.:：]?\s*", text[start:])
            start += shift.end() if shift is not None else 0
            return Label(code[1], text[start:].strip(), start)
        line = _class_of(name, setting) or _first(_lines("expenditure_lines"), name)
        if line is not None:
            return Label(line, printed, start)
    return None


def unnumbered(text: str) -> str:
    """Return a label without blanks, its ordinal and a leading `of which` left out."""
    return folded(text[_name_start(text) :])


def kind_of_ordinal(text: str) -> str:
    """Return what numbers a label: its ordinal with each numeral as `0`, empty where it has none."""
    label = folded(text)
    found = _compiled(vocabulary("tables")["ordinal"]).match(label)
    ordinal = label[: found.end()] if found is not None else ""
    return _compiled(vocabulary("tables")["numerals"]).sub("0", ordinal)


def _name_start(text: str) -> int:
    """Return where the name of a label begins, after its indentation and ordinal."""
    start = len(text) - len(text.lstrip())
    found = _compiled(vocabulary("tables")["ordinal"]).match(text[start:])
    start += found.end() if found is not None else 0
    return start + len(text[start:]) - len(text[start:].lstrip())


def _class_of(name: str, setting: Setting) -> str | None:
    """Return the functional class of a name: by the code list of the year, else by the names of all years."""
    for code, names in setting.functional.items():
        if len(code) == CLASS and name in map(folded, names):
            return code
    return _classes().get(name)


def _first(
    patterns: Iterator[tuple[str, re.Pattern[str]]] | Sequence[tuple[str, re.Pattern[str]]], text: str
) -> str | None:
    return next((key for key, pattern in patterns if pattern.search(text)), None)


def _other_year(label: str, year: int) -> bool:
    years = re.findall(r"20[0-9]{2}", label)
    return bool(years) and str(year) not in years


@cache
def _patterns(table_id: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    words = vocabulary("tables")
    columns = words["columns"]
    own = columns.get(words["same_columns"].get(table_id, table_id), [])
    return tuple((key, re.compile(pattern)) for key, pattern in [*columns["common"], *own])


@cache
def _lines(key: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((line, re.compile(pattern)) for line, pattern in vocabulary("tables")[key])


@cache
def _classes() -> dict[str, str]:
    classes: dict[str, list[str]] = vocabulary("tables")["classes"]
    return {folded(name): code for code, names in classes.items() for name in names}


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)
