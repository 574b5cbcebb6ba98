"""Names of units: where a document speaks of whom, and every name that is known."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from builder.audit.case import Case
from builder.audit.names.names_of_codes import plain_name
from builder.audit.once import Same, once_per_case
from builder.audit.text.paragraphs import Paragraph, text_of
from builder.audit.vocabulary import pattern
from builder.model.disclosure import Disclosure

SHORTEST = 4
"""A name of fewer characters could be any unit's, or a common word; so many characters lead to a name."""
OTHERS = ""
"""Stands for all units that a document does not name: that there are some counts, not who they are."""

STOP = ";"
"""Set before a paragraph: it begins as a sentence does behind a stop."""

UnitNames = Mapping[str, tuple[str, ...]]
NamedUnits = tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Known:
    """Names of units as text may hold them: the units of each name; by how names begin their lengths, longest first."""

    units: Mapping[str, tuple[str, ...]]
    lengths: Mapping[str, tuple[int, ...]]

    @classmethod
    def of(cls, names: UnitNames) -> Known:
        """Return the index of names by unit."""
        units: dict[str, tuple[str, ...]] = {}
        lengths: dict[str, set[int]] = {}
        for unit_id, own in names.items():
            for name in dict.fromkeys(own):
                if len(name) >= SHORTEST:
                    units[name] = (*units.get(name, ()), unit_id)
                    lengths.setdefault(name[:SHORTEST], set()).add(len(name))
        return cls(units, {begin: tuple(sorted(those, reverse=True)) for begin, those in lengths.items()})

    def longest_at(self, text: str, start: int = 0) -> str | None:
        """Return the longest known name that begins there."""
        for size in self.lengths.get(text[start : start + SHORTEST], ()):
            name = text[start : start + size]
            if name in self.units:
                return name
        return None


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
        text = paragraph.text
        if any(begin in text for begin in known.lengths):
            starts = [each.start(1) for each in pattern("sentence_start").finditer(f"{STOP}{text}")]
            for start in dict.fromkeys(starts):
                name = known.longest_at(text, start - len(STOP))
                if name and after.match(text, start - len(STOP) + len(name)):
                    yield Subject(paragraph, name)


def own_names(case: Case) -> tuple[str, ...]:
    """Return the official name of the unit and its aliases."""
    return (case.disclosure.name, *case.disclosure.unit.parts("names_alias"))


@lru_cache(maxsize=1024)
def bare_name(text: str) -> str:
    """Return a printed name to compare: without blanks, without `(department)` and the like behind it."""
    return pattern("name_suffix").sub("", plain_name(text))


@once_per_case
def known_names(case: Case) -> Known:
    """Return the names of the units that the document may name."""
    names = case.neighbours.unit_names
    if case.disclosure.unit_id in names:
        return Known.of(names)
    return Known.of({**names, case.disclosure.unit_id: own_names(case)})


def named_units(disclosure: Disclosure, unit_names: UnitNames) -> NamedUnits:
    """Return what an audit of the disclosure can depend on of the names of all units, however many there are.

    These are the units whose names stand where rules look for one, each with its official name first, and the unit
    itself; `OTHERS` where there are more. The audit sees no other names: while this, the disclosure, its other
    neighbours and the catalog are equal, so is the report. The index of the names is made once for all disclosures
    that are asked about with the same mapping.
    """
    return _named_units(Same(disclosure), Same(unit_names))


@lru_cache(maxsize=1)
def _named_units(asked: Same[Disclosure], of: Same[UnitNames]) -> NamedUnits:
    disclosure, unit_names, index = asked.value, of.value, _index(of)
    printed = set(_printed_names(disclosure, index.known))
    units = {unit_id for name in printed for unit_id in index.known.units[name]}
    units |= {disclosure.unit_id} & unit_names.keys()
    found = [(each, _kept(unit_names[each], printed)) for each in sorted(units, key=index.rank.__getitem__)]
    return (*found, (OTHERS, ())) if len(unit_names) > len(found) else tuple(found)


def _kept(names: tuple[str, ...], printed: set[str]) -> tuple[str, ...]:
    return (*names[:1], *(name for name in names[1:] if name in printed))


def _printed_names(disclosure: Disclosure, known: Known) -> Iterator[str]:
    """Yield the known names wherever a rule may look for one."""
    head = disclosure.head
    stated = (
        head.text("name_printed"),
        head.text("signed_by"),
        *(table.printed.text("name_header") for table in disclosure.tables.values()),
    )
    yield from (name for name in map(bare_name, filter(None, stated)) if name in known.units)
    texts = [text.strip() for row in disclosure.rows("narrative") if (text := row.text("text"))]
    sentences: list[str] = pattern("sentence_start").findall(STOP.join(("", *texts)))
    for text in (head.text("title") or "", *sentences):
        if text[:SHORTEST] in known.lengths and (name := known.longest_at(text)):
            yield name


class _Index(NamedTuple):
    known: Known
    rank: Mapping[str, int]


@lru_cache(maxsize=1)
def _index(names: Same[UnitNames]) -> _Index:
    return _Index(Known.of(names.value), {unit_id: number for number, unit_id in enumerate(names.value)})
