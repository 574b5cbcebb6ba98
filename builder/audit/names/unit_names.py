"""Names of units: where a document speaks of whom, and every name that is known."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from builder.audit.case import Case
from builder.audit.names.names_of_codes import plain_name
from builder.audit.once import Same, once_per_case
from builder.audit.text.paragraphs import Paragraph, text_of
from builder.audit.vocabulary import pattern

BEGINNING = 2
SHORTEST = 4
"""A name of fewer characters could be any unit's, or a common word."""


@dataclass(frozen=True, slots=True)
class Known:
    """Names of units as text may hold them: the units of each name, the lengths of names from the longest."""

    units: Mapping[str, tuple[str, ...]]
    lengths: tuple[int, ...]
    beginnings: frozenset[str]
    subject: re.Pattern[str]
    """The start of a sentence, up to where one of the names may begin."""

    @classmethod
    def of(cls, names: Mapping[str, tuple[str, ...]]) -> Known:
        """Return the index of names by unit."""
        units: dict[str, tuple[str, ...]] = {}
        for unit_id, own in names.items():
            for name in dict.fromkeys(own):
                if len(name) >= SHORTEST:
                    units[name] = (*units.get(name, ()), unit_id)
        lengths = tuple(sorted({len(name) for name in units}, reverse=True))
        first = "".join(sorted({re.escape(name[0]) for name in units})) or r"\0"
        subject = re.compile(f"{pattern('sentence_start').pattern}(?=[{first}])")
        return cls(units, lengths, frozenset(name[:BEGINNING] for name in units), subject)

    def longest_at(self, text: str, start: int) -> str | None:
        """Return the longest known name that begins there."""
        if text[start : start + BEGINNING] not in self.beginnings:
            return None
        pieces = (text[start : start + size] for size in self.lengths)
        return next((piece for piece in pieces if piece in self.units), None)


class Subject(NamedTuple):
    """A name that begins a sentence whose unit it is."""

    paragraph: Paragraph
    name: str


@once_per_case
def subjects(case: Case) -> tuple[Subject, ...]:
    """Return the known names that are the subjects of sentences in the text, in print order."""
    return tuple(_subjects(case, known_names(case)))


def _subjects(case: Case, known: Known) -> Iterator[Subject]:
    after = pattern("after_subject")
    for paragraph in text_of(case).paragraphs:
        for start in known.subject.finditer(paragraph.text):
            name = known.longest_at(paragraph.text, start.end())
            if name and after.match(paragraph.text, start.end() + len(name)):
                yield Subject(paragraph, name)


def own_names(case: Case) -> tuple[str, ...]:
    """Return the official name of the unit and its aliases."""
    return (case.disclosure.name, *case.disclosure.unit.parts("names_alias"))


def bare_name(text: str) -> str:
    """Return a printed name to compare: without blanks, without `(department)` and the like behind it."""
    return pattern("name_suffix").sub("", plain_name(text))


@once_per_case
def known_names(case: Case) -> Known:
    """Return the names of all units; the index is made once for all cases that share them."""
    names = case.neighbours.unit_names
    if case.disclosure.unit_id in names:
        return _known(Same(names))
    return Known.of({**names, case.disclosure.unit_id: own_names(case)})


@lru_cache(maxsize=1)
def _known(names: Same[Mapping[str, tuple[str, ...]]]) -> Known:
    return Known.of(names.value)
