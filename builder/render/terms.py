"""Glossary terms: the unit's own list beside the standard one, and the words that lead to them in a text."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from builder.model.catalog import Catalog
from builder.model.disclosure import Disclosure
from builder.model.rows import Row
from builder.render.text import Markup, escape, joined

_SHORTEST = 3
"""Words shorter than this stand inside too many others to be marked in a text."""
_QUOTES = str.maketrans("", "", "\u201c\u201d\u2018\u2019\"' ")


@dataclass(frozen=True, slots=True)
class OwnTerm:
    """A term of the unit's own list; `term_id` is the standard term that it is, if any."""

    seq: int
    term: str
    definition: str
    term_id: str | None


@dataclass(frozen=True, slots=True)
class StandardTerm:
    """A term of the standard glossary."""

    term_id: str
    term: str
    aliases: tuple[str, ...]
    definition: str
    basis: str
    see_also: tuple[str, ...]
    status: str
    marked: tuple[str, ...] = ()
    """The words for it that are long enough to be looked for in a text."""


@dataclass(frozen=True, slots=True)
class Glossary:
    """The terms of a page. `targets` maps each word to the anchor of its explanation on that page."""

    own: tuple[OwnTerm, ...]
    standard: Mapping[str, StandardTerm]
    targets: Mapping[str, str]
    pattern: re.Pattern[str] | None
    used: dict[str, None]
    """The anchors that links of this page lead to, in order of their first occurrence."""

    @classmethod
    def of(cls, disclosure: Disclosure, catalog: Catalog) -> Glossary:
        """Return the glossary of a disclosure; an own term stands before the standard one of the same name."""
        standard, words = _standard(_Terms(catalog.terms))
        targets = {word: f"term-{term_id}" for word, term_id in words.items()}
        own = []
        for row in disclosure.rows("glossary"):
            own.append(_own_term(row, words))
            anchor = f"glossary-{own[-1].seq}"
            if term_id := own[-1].term_id:
                targets |= dict.fromkeys((word for word, known in words.items() if known == term_id), anchor)
            targets[own[-1].term] = anchor
        pattern = _pattern(tuple(sorted(word for word in targets if len(word) >= _SHORTEST)))
        return cls(tuple(own), standard, targets, pattern, {})

    @classmethod
    def unlinked(cls, disclosure: Disclosure, catalog: Catalog) -> Glossary:
        """Return the glossary of a disclosure that lists its terms but marks none of them in a text."""
        standard, words = _standard(_Terms(catalog.terms))
        own = tuple([_own_term(row, words) for row in disclosure.rows("glossary")])
        return cls(own, standard, {}, None, {})

    def link(self, word: str, text: str | None = None) -> Markup:
        """Return a word as a link to its explanation, or as it is where there is none."""
        shown = escape(text or word)
        anchor = self.targets.get(word)
        if anchor is None:
            return joined([shown])
        self.used[anchor] = None
        return joined([f'<a class="mz-term" href="#{anchor}">{shown}</a>'])

    def mark(self, text: str, seen: set[str]) -> str:
        """Return a text as page text, with the first occurrence of each term not yet seen linked."""
        if self.pattern is None:
            return escape(text)
        parts: list[str] = []
        end = 0
        for found in self.pattern.finditer(text):
            anchor = self.targets[found[0]]
            if anchor in seen:
                continue
            seen.add(anchor)
            parts += (escape(text[end : found.start()]), str(self.link(found[0])))
            end = found.end()
        parts.append(escape(text[end:]))
        return "".join(parts)

    def used_in(self, disclosure: Disclosure) -> tuple[str, ...]:
        """Return the standard terms that the disclosure's own list or its narrative uses, sorted."""
        found = {term.term_id for term in self.own if term.term_id}
        text = "\n".join(row.text("text") or "" for row in disclosure.rows("narrative"))
        for term in self.standard.values():
            if term.term_id not in found and any(word in text for word in term.marked):
                found.add(term.term_id)
        return tuple(sorted(found))


@dataclass(frozen=True, slots=True, eq=False)
class _Terms:
    """The glossary's rows, the same only as themselves: to compare them would take longer than to read them."""

    rows: tuple[Row, ...]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Terms) and self.rows is other.rows

    def __hash__(self) -> int:
        return id(self.rows)


@lru_cache(maxsize=4)
def _standard(terms: _Terms) -> tuple[Mapping[str, StandardTerm], Mapping[str, str]]:
    """Return the standard terms by id, and the id by each word that means one."""
    standard = _terms_of(terms.rows)
    return standard, _words_of(tuple(standard.values()))


def _own_term(row: Row, words: Mapping[str, str]) -> OwnTerm:
    term = row.text("term") or ""
    term_id = words.get(term) or words.get(term.translate(_QUOTES))
    return OwnTerm(row.whole("seq") or 0, term, row.text("definition") or "", term_id)


def standard_terms(catalog: Catalog) -> dict[str, StandardTerm]:
    """Return the standard glossary by term id, in its own order."""
    return _terms_of(catalog.terms)


def _terms_of(rows: Sequence[Row]) -> dict[str, StandardTerm]:
    return {
        row.text("term_id") or "": StandardTerm(
            term_id=row.text("term_id") or "",
            term=row.text("term") or "",
            aliases=row.parts("aliases"),
            definition=row.text("definition") or "",
            basis=row.text("basis") or "",
            see_also=row.parts("see_also"),
            status=row.text("status") or "",
            marked=tuple(word for word in (row.text("term") or "", *row.parts("aliases")) if len(word) >= _SHORTEST),
        )
        for row in rows
    }


def _words_of(terms: tuple[StandardTerm, ...]) -> Mapping[str, str]:
    words: dict[str, str] = {}
    for term in terms:
        for word in (term.term, term.term.translate(_QUOTES), *term.aliases):
            words.setdefault(word, term.term_id)
    return words


@lru_cache(maxsize=64)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str] | None:
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    return re.compile("|".join(map(re.escape, longest_first))) if words else None
