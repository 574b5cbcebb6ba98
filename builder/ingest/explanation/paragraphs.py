"""The paragraphs of the explanation, each with its section: by headings, else by what the paragraph is about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from builder.ingest.outline import Zone
from builder.ingest.passages import passages_of
from builder.ingest.recognised import Doubt, Recognised
from builder.ingest.source import Passage, Row
from builder.ingest.vocabulary import vocabulary
from builder.narrative.extract import ELLIPSIS

_ZONE_LEVEL = 0
_INNER_LEVEL = 3
"""From this level on a number stands before paragraphs as often as before headings."""
_FIRST_SECTION = "s1"
_SHOWN = 40


@dataclass(frozen=True, slots=True)
class Told:
    """One paragraph or heading, with its section."""

    passage: Passage
    section: str
    is_heading: bool

    @property
    def text(self) -> str:
        """The text without blanks around it."""
        return self.passage.text


def paragraphs_of(zones: Sequence[Zone], found: Recognised) -> tuple[Told, ...]:
    """Return headings and paragraphs in reading order; parts' headings and grids go into `found` as what they are."""
    outline = _Outline(found)
    for zone in zones:
        for passage in _passages(zone.rows[: zone.headings], found):
            if _words().part.match(passage.text):
                found.claim_span(passage, (0, len(passage.text)), None, "heading")
                outline.begin_part()
            else:
                outline.add_title(passage)
        for passage in _passages(zone.body, found):
            outline.add(passage)
    outline.ask_about_unknown()
    return tuple(_with_lists(outline.told))


@dataclass(frozen=True, slots=True)
class _Words:
    part: re.Pattern[str]
    ordinals: tuple[re.Pattern[str], ...]
    sentence: re.Pattern[str]
    longest: int
    heading_end: re.Pattern[str]
    denies: re.Pattern[str]
    run_in: re.Pattern[str]
    heading_lead: re.Pattern[str]
    headings: tuple[tuple[str, re.Pattern[str]], ...]
    inner: Mapping[str, frozenset[str]]
    open_sections: frozenset[str]
    content: tuple[tuple[str, re.Pattern[str]], ...]
    list_lead: re.Pattern[str]
    list_item: re.Pattern[str]
    list_sections: Mapping[str, str]
    figure: re.Pattern[str]


@cache
def _words() -> _Words:
    words = vocabulary("explanation")

    def compiled(pattern: str) -> re.Pattern[str]:
        return re.compile(pattern, re.ASCII)

    return _Words(
        compiled(words["part"]),
        tuple(compiled(each) for each in words["ordinals"]),
        compiled(words["sentence"]),
        words["longest"],
        compiled(words["heading_end"]),
        compiled(words["denies"]),
        compiled(words["run_in"]),
        compiled(words["heading_lead"]),
        tuple((each["section"], compiled(each["is"])) for each in words["headings"]),
        {section: frozenset(each) for section, each in words["inner"].items()},
        frozenset(words["open"]),
        tuple((each["section"], compiled(each["is"])) for each in words["content"]),
        compiled(words["list_lead"]),
        compiled(words["list_item"]),
        words["list_sections"],
        compiled(words["figure"]),
    )


class _Over(NamedTuple):
    """A heading over paragraphs; the title of a zone is of the outermost level, 0."""

    level: int
    section: str
    is_known: bool


class _Outline:
    """The headings that stand over the paragraph being read, innermost last; they reach over zones of other kinds."""

    def __init__(self, found: Recognised) -> None:
        self.told: list[Told] = []
        self._found = found
        self._over: list[_Over] = []
        self._unknown: list[tuple[Told, list[Passage]]] = []
        self._about: str | None = None

    def begin_part(self) -> None:
        """Begin a part: what stood over the paragraphs of the last one stands over these no more."""
        self._over, self._about = [], None

    def add_title(self, passage: Passage) -> None:
        """Take the heading of a zone."""
        self._head(passage, _level(passage.text) or _ZONE_LEVEL)

    def add(self, passage: Passage) -> None:
        """Take a heading or paragraph of a zone's body."""
        level = _heading_level(passage.text)
        if level is not None:
            self._head(passage, level)
            return
        self._begin_run_in(passage)
        section = self._section
        if section in _words().open_sections:
            self._about = _by_content(passage.text) or self._about
            section = self._about or section
        self.told.append(Told(passage, section, is_heading=False))
        if self._over and not self._over[-1].is_known:
            self._unknown[-1][1].append(passage)

    def _begin_run_in(self, passage: Passage) -> None:
        """Take the heading that a numbered paragraph begins with, where it names a section."""
        words, level = _words(), _level(passage.text)
        match = words.run_in.match(_without_ordinal(passage.text)) if level else None
        if level is None or match is None or not words.heading_end.search(match["heading"]):
            return
        over = next((each for each in reversed(self._over) if each.level < level), None)
        named = _named(match["heading"])
        inner = words.inner.get(over.section) if over else None
        if named and (inner is None or named in inner):
            self._over = [each for each in self._over if each.level < level]
            self._over.append(_Over(level, named, is_known=True))
            self._about = None

    @property
    def _section(self) -> str:
        return self._over[-1].section if self._over else _FIRST_SECTION

    def _head(self, passage: Passage, level: int) -> None:
        while self._over and self._over[-1].level >= level:
            self._over.pop()
        named = _named(passage.text)
        inner = _words().inner.get(self._section) if self._over else None
        if named and (inner is None or named in inner):
            over = _Over(level, named, is_known=True)
        elif self._over or not self.told:
            over = _Over(level, self._section, is_known=inner is not None)
        else:
            over = _Over(level, self.told[-1].section, is_known=False)
        self._about = None
        self._over.append(over)
        self.told.append(Told(passage, over.section, is_heading=True))
        if not over.is_known:
            self._unknown.append((self.told[-1], []))

    def ask_about_unknown(self) -> None:
        """Ask a person about headings of no known section that have figures under them."""
        for heading, below in self._unknown:
            if any(has_amount(passage.text) for passage in below):
                pieces = tuple(part.piece for part in heading.passage.parts)
                facts = {"heading": shown(heading.text), "section": heading.section}
                self._found.doubts.append(Doubt("unknown-section", pieces, None, "section", facts))


def has_amount(text: str) -> bool:
    """Whether a text states an amount or a share."""
    return bool(_words().figure.search(text))


def shown(text: str) -> str:
    """Return the beginning of a text, as much as a sentence about it can hold."""
    return text if len(text) <= _SHOWN else text[:_SHOWN] + ELLIPSIS


def _passages(rows: Iterable[Row], found: Recognised) -> tuple[Passage, ...]:
    """The paragraphs of rows; a row of several cells is of a table within the text, and stays unread."""
    plain: list[Row] = []
    tables: dict[int, list[Row]] = {}
    for row in rows:
        if row.grid is not None and len(row.filled) > 1:
            tables.setdefault(id(row.grid), []).append(row)
        else:
            plain.append(row)
    for each in tables.values():
        pieces = tuple(cell.piece for row in each for cell in row.filled)
        found.doubts.append(
            Doubt("table-in-text", pieces, None, "", {"rows": str(len(each)), "text": shown(each[0].text)})
        )
    return passages_of(plain)


def _level(text: str) -> int | None:
    """The level of the number that a text begins with."""
    return next((level for level, each in enumerate(_words().ordinals, 1) if each.match(text)), None)


def _without_ordinal(text: str) -> str:
    matches = (each.match(text) for each in _words().ordinals)
    return next((text[match.end() :].lstrip() for match in matches if match), text)


def _heading_level(text: str) -> int | None:
    """The level of a heading; None for a paragraph."""
    words = _words()
    if len(text) > words.longest or words.sentence.search(text):
        return None
    level = _level(text)
    if level is None or level >= _INNER_LEVEL:
        if not words.heading_end.search(text) or words.denies.search(text) or not _named(text):
            return None
        return level or 1
    return level


def _named(text: str) -> str | None:
    """The section that a heading names: by its words behind unit and year, where there are any."""
    words = _words()
    plain = _without_ordinal("".join(text.split()))
    lead = words.heading_lead.match(plain)
    rest = plain[lead.end() :] if lead else plain
    return _first(rest or plain)


def _first(text: str) -> str | None:
    return next((section for section, pattern in _words().headings if pattern.search(text)), None)


def _by_content(text: str) -> str | None:
    plain = "".join(text.split())
    return next((section for section, pattern in _words().content if pattern.search(plain)), None)


def _with_lists(told: Sequence[Told]) -> Iterable[Told]:
    """Give a list of items or classes under its lead the section of what it lists."""
    words = _words()
    section: str | None = None
    for number, one in enumerate(told):
        if one.is_heading:
            section = None
        elif words.list_lead.search(one.text):
            section = words.list_sections["items" if _lists_items(told[number + 1 :]) else "classes"]
        elif one.section not in {_FIRST_SECTION, "s2", "s3", "s4"}:
            section = None
        yield Told(one.passage, section or one.section, one.is_heading)


def _lists_items(following: Sequence[Told]) -> bool:
    for one in following:
        if one.is_heading:
            return False
        if _words().list_item.search(one.text):
            return True
    return False
