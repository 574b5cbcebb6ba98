"""The glossary: each standard term with its sense, and how the units explain it in their own words."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import nsmallest
from typing import NamedTuple

from builder.model.catalog import Catalog
from builder.model.disclosure import Disclosure
from builder.outputs import Derived, Output
from builder.render.pages import Page, SiteFacts, Slots
from builder.render.shells import Frame
from builder.render.terms import Glossary, StandardTerm, standard_terms
from builder.render.text import escape, filled_template, words
from builder.schemas import label
from builder.segments import Segments, digest_of

_PATH = "glossary/index.html"
_MOST_WORDINGS = 5
_MOST_PAGES = 12
_MOST_FURTHER = 150


class TermUse(NamedTuple):
    """Where a term is used; `seq` is its place in the unit's own list, nought where it is not from there."""

    unit_id: str
    year: int
    name: str
    seq: int

    @property
    def address(self) -> str:
        """The address of the page, relative to the site's root."""
        return f"units/{self.unit_id}/{self.year}/"


@dataclass(slots=True)
class Uses:
    """How often something is used, and the newest uses, as many as a list shows."""

    count: int = 0
    newest: list[TermUse] = field(default_factory=list)

    def add(self, count: int, uses: Iterable[TermUse]) -> None:
        """Count further uses, of which the newest are given; `settle` is to follow the last."""
        self.count += count
        self.newest += uses

    def settle(self) -> None:
        """Keep the newest alone, in their order."""
        if len(self.newest) > 1:
            self.newest.sort(key=lambda use: (-use.year, use.unit_id, use.seq))
            del self.newest[_MOST_PAGES:]


class Wording(NamedTuple):
    """One way in which units explain a term, and how many entries of theirs do so."""

    text: str
    uses: Uses


@dataclass(frozen=True, slots=True)
class TermUses:
    """What some documents say of terms: which standard terms they use, and how they explain terms themselves.

    A wording is filed under its standard term, or under the term as the unit calls it where there is none.
    """

    standard: dict[str, Uses] = field(default_factory=dict)
    own: dict[tuple[str, str, str], Uses] = field(default_factory=dict)

    @classmethod
    def of(cls, disclosure: Disclosure, catalog: Catalog) -> TermUses:
        """Return what one document says."""
        uses = cls()
        glossary = Glossary.unlinked(disclosure, catalog)
        unit_id, year, name = disclosure.unit_id, disclosure.year, disclosure.name
        for term_id in glossary.used_in(disclosure):
            uses.standard[term_id] = Uses(1, [TermUse(unit_id, year, name, 0)])
        for term in glossary.own:
            filed = (term.term_id, "") if term.term_id else ("", term.term)
            uses._file((*filed, term.definition), 1, [TermUse(unit_id, year, name, term.seq)])
        return uses

    @classmethod
    def joined(cls, parts: Iterable[TermUses]) -> TermUses:
        """Return what all documents of the parts say."""
        whole = cls()
        for part in parts:
            for term_id, uses in part.standard.items():
                whole.standard.setdefault(term_id, Uses()).add(uses.count, uses.newest)
            for key, uses in part.own.items():
                whole._file(key, uses.count, uses.newest)
        for uses in (*whole.standard.values(), *whole.own.values()):
            uses.settle()
        return whole

    def _file(self, key: tuple[str, str, str], count: int, newest: list[TermUse]) -> None:
        self.own.setdefault(key, Uses()).add(count, newest)

    def packed(self) -> bytes:
        """Return this as bytes; equal uses give the same bytes."""
        standard = [[term_id, uses.count, uses.newest] for term_id, uses in sorted(self.standard.items())]
        own = [[*key, uses.count, uses.newest] for key, uses in sorted(self.own.items())]
        return json.dumps([standard, own], ensure_ascii=False, separators=(",", ":")).encode()

    @classmethod
    def unpacked(cls, content: bytes) -> TermUses:
        """Return what `packed` made into bytes."""
        standard, own = json.loads(content)
        return cls(
            {term_id: Uses(count, _uses(newest)) for term_id, count, newest in standard},
            {(term_id, term, text): Uses(count, _uses(newest)) for term_id, term, text, count, newest in own},
        )


def _uses(rows: Sequence[Sequence[object]]) -> list[TermUse]:
    return [TermUse._make(row) for row in rows]


def glossary_page(standard: Mapping[str, StandardTerm], uses: TermUses, site: SiteFacts) -> Page:
    """Return the glossary; wordings that are the same stand once, the most used first."""
    wordings: dict[str, list[Wording]] = {}
    further: dict[str, list[Wording]] = {}
    for (term_id, term, text), found in uses.own.items():
        place = wordings.setdefault(term_id, []) if term_id else further.setdefault(term, [])
        place.append(Wording(text, found))
    shown = _most_used(further)
    body = filled_template(
        "glossary.html",
        terms=tuple(standard.values()),
        standard=standard,
        wordings={term_id: _ordered(found) for term_id, found in wordings.items()},
        further=[(term, _ordered(further[term])) for term in shown],
        left=len(further) - len(shown),
        pages=uses.standard,
        glossary_file=site.downloads.bulk_path("glossary"),
        status=_status,
    )
    return Page(
        _PATH,
        Slots(
            title=words()["glossary_title"],
            description=words()["glossary_about"].format(count=len(standard)),
            canonical=escape(site.address(_PATH)),
            head="",
            toc="",
            body=body,
        ),
    )


def glossary_job(batches: Sequence[Segments], segment: str, catalog: Catalog, frame: Frame) -> Derived:
    """Return the page as files to be made from the packed uses that the batches hold under a name."""
    terms = standard_terms(catalog)
    key = digest_of(frame.digest, repr(terms).encode(), *sorted(batch.digest(segment) for batch in batches))
    return Derived("glossary", key, _glossary, (tuple(batches), segment, terms, frame))


def _glossary(
    batches: Sequence[Segments], segment: str, terms: Mapping[str, StandardTerm], frame: Frame
) -> list[Output]:
    uses = TermUses.joined(TermUses.unpacked(batch.read(segment)) for batch in batches)
    return [frame.poured(glossary_page(terms, uses, frame.site))]


def _status(term: StandardTerm) -> str:
    return label("glossary_terms", "status", term.status)


def _most_used(further: dict[str, list[Wording]]) -> list[str]:
    """Return the terms that most documents explain, in the order of their names."""

    def rank(term: str) -> tuple[int, str]:
        return -sum(wording.uses.count for wording in further[term]), term

    return sorted(nsmallest(_MOST_FURTHER, further, key=rank))


def _ordered(found: list[Wording]) -> list[Wording]:
    first = nsmallest(_MOST_WORDINGS, found, key=lambda wording: (-wording.uses.count, wording.text))
    return [wording for wording in first if wording.text]
