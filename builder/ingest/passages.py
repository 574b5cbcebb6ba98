"""Lines as pages broke them → paragraphs; what is no line of a page is a paragraph as it stands."""

from __future__ import annotations

import re
from bisect import bisect
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from math import inf
from unicodedata import east_asian_width

from builder.ingest.source import Line, Part, Passage, Piece, Row
from builder.ingest.vocabulary import vocabulary

_INDENT = 2.0
"""Characters by which the first line of a paragraph is set in."""
_INDENTED = 1.3
_HEADING_GAP = 6.0
"""A line without a stop that ends this far from the margin, in characters, is a heading or an entry of a list."""
_UNEVEN = 0.5
"""Lines that run to the margin differ by this much in this measure of their width."""
_UNSURE = 1.5
"""The same where the line ends in no stop, so that a paragraph would hardly end there."""
_NARROWEST = 20.0
"""No page of text is set in lines of fewer characters; what is narrower says nothing about the margin."""
_ALIKE = 3.0
_OTHER_PAGE = 0.8
_NEARBY = 0.9
_LONGEST_HEADING = 4
_NEAR = 6
_ENOUGH = 3


def passages_of(rows: Sequence[Row]) -> tuple[Passage, ...]:
    """Return the paragraphs of rows in reading order; blank lines are none, and do not end one."""
    margins = _Margins([row.line for row in rows if row.line and row.line.is_physical and row.line.text.strip()])
    found: list[Passage] = []
    gathered: list[Line] = []
    for row in rows:
        if row.line and row.line.is_physical:
            if not row.line.text.strip():
                continue
            if gathered and not _runs_on(gathered, row.line, margins):
                found.append(_joined(gathered))
                gathered = []
            gathered.append(row.line)
            continue
        if gathered:
            found.append(_joined(gathered))
            gathered = []
        for cell in row.filled:
            found.extend(_entries(cell.piece))
    if gathered:
        found.append(_joined(gathered))
    return tuple(found)


def line_at(passage: Passage, offset: int) -> int:
    """Return the line of the source on which a character of a passage stands."""
    parts = (part for part in reversed(passage.parts) if part.offset <= offset)
    return next(parts, passage.parts[0]).piece.place.line


@dataclass(frozen=True, slots=True)
class _Words:
    full_stops: str
    closing: str
    opening: str
    before_number: str
    pauses: str
    begins: re.Pattern[str]
    word: re.Pattern[str]
    stop: re.Pattern[str]
    label: re.Pattern[str]
    heading_end: re.Pattern[str]
    heading_goes_on: re.Pattern[str]


@cache
def _words() -> _Words:
    words = vocabulary("passages")
    return _Words(
        words["full_stops"],
        words["closing"],
        words["opening"],
        words["before_number"],
        words["pauses"],
        re.compile(words["begins"], re.ASCII),
        re.compile(words["word"], re.ASCII),
        re.compile(words["stop"]),
        re.compile(words["label"]),
        re.compile(words["heading_end"]),
        re.compile(words["heading_goes_on"]),
    )


def _entries(piece: Piece) -> Iterator[Passage]:
    """A paragraph; where its own line breaks part sentences, headings or numbered entries, each is one."""
    start = 0
    for match in re.finditer("\n+", piece.text):
        if _parts(piece.text[start : match.start()].strip(), piece.text[match.end() :]):
            yield from _stripped(piece, start, match.start())
            start = match.end()
    yield from _stripped(piece, start, len(piece.text))


def _parts(before: str, after: str) -> bool:
    """Whether a line break that somebody set parts two paragraphs."""
    words = _words()
    number = words.begins.match(before)
    is_heading = number is not None and not words.stop.search(before, number.end())
    is_set_in = len(after) - len(after.lstrip()) > 1
    return is_heading or is_set_in or before[-1:] in words.full_stops or bool(words.begins.match(after.lstrip()))


def _stripped(piece: Piece, start: int, end: int) -> Iterator[Passage]:
    text = piece.text[start:end]
    if text.strip():
        start += len(text) - len(text.lstrip())
        text = text.strip()
        yield Passage(text, (Part(piece, start, start + len(text), 0),))


def _joined(lines: Sequence[Line]) -> Passage:
    text = ""
    parts: list[Part] = []
    for line in lines:
        stripped = line.text.strip()
        if text and _is_latin(text[-1]) and _is_latin(stripped[0]):
            text += " "
        start = line.text.index(stripped)
        parts.append(Part(line.piece, start, start + len(stripped), len(text)))
        text += stripped
    return Passage(text, tuple(parts))


def _is_latin(character: str) -> bool:
    return character.isascii() and character.isalpha()


def _runs_on(gathered: Sequence[Line], following: Line, margins: _Margins) -> bool:
    """Whether a line belongs to the paragraph of the lines before it."""
    words, last = _words(), gathered[-1]
    before, after = last.text.strip(), following.text.strip()
    if after[0] in words.closing:
        return True
    gap = margins.gap(last, is_first=len(gathered) == 1)
    if margins.is_indented(following):
        return False
    if before[-1] in words.full_stops and _is_heading(following, margins):
        return False
    is_numbered = words.begins.match(after) and not margins.is_flush(following)
    if is_numbered and (before[-1] in words.before_number or gap > _HEADING_GAP):
        return False
    if _is_whole(_text(gathered), after):
        return False
    # a line is broken where the next word found no room: had there been room, a new paragraph begins
    return gap < _first_word(after) + _doubtful(gathered, after)


def _text(gathered: Sequence[Line]) -> str:
    """The text so far, or of a paragraph too long for a heading its last lines."""
    return "".join(line.text.strip() for line in gathered[-_LONGEST_HEADING:])


def _is_heading(line: Line, margins: _Margins) -> bool:
    """Whether a line has a number and no stop, and is short or ends like a heading: a paragraph's last has a stop."""
    words, text = _words(), line.text.strip()
    number = words.begins.match(text)
    if number is None or words.stop.search(text, number.end()):
        return False
    return bool(words.heading_end.search(text)) or margins.gap(line, is_first=False) > _HEADING_GAP


def _is_whole(text: str, after: str) -> bool:
    """Whether a text is a heading to its last word, or the entry before another in a list of labels."""
    words = _words()
    number = words.begins.match(text)
    if number and not words.stop.search(text, number.end()):
        return bool(words.heading_end.search(text)) and not words.heading_goes_on.match(after)
    return bool(words.label.match(text) and words.label.match(after)) and text[-1] not in words.pauses


def _doubtful(gathered: Sequence[Line], after: str) -> float:
    """How much room a line may have left although its paragraph goes on: the less its end looks like one, the more."""
    words = _words()
    text = _text(gathered)
    if text[-1] in words.pauses:
        return _HEADING_GAP
    if text[-1] in words.full_stops:
        return _UNEVEN
    number = words.begins.match(text)
    is_heading = number is not None and not words.stop.search(text, number.end())
    if is_heading or text[-1] in words.closing or words.label.match(after):
        return _UNSURE
    return _HEADING_GAP - _UNSURE


class _Margins:
    """How far the lines of each page run, measured in full-width characters: by their edges, else by their text."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._full: dict[int | None, list[tuple[int, float]]] = {}
        self._lefts: dict[int | None, float] = {}
        self._rights: dict[int | None, float] = {}
        pages: dict[int | None, list[Line]] = defaultdict(list)
        for line, following in pairwise(lines):
            if _is_long(line) and not _words().begins.match(following.text.strip()):
                pages[line.piece.place.page].append(line)
        for page, full in pages.items():
            self._full[page] = [(line.piece.number, _width(line.text.strip())) for line in full]
            if all(line.edges for line in full):
                self._rights[page] = _farthest([line.edges[-1][1] for line in full], _character(full[0]))
        for line, following in pairwise(lines):
            page = following.piece.place.page
            # what follows an unfinished line goes on with it, so it begins where the page's lines begin
            if _is_long(line) and page in self._rights and following.edges:
                self._lefts[page] = min(self._lefts.get(page, inf), following.edges[0][0])
        self._set_in = {line.piece.place.page for line in lines if line.edges and self.is_indented(line)}
        self._widths = {page: _farthest([width for _, width in full]) for page, full in self._full.items()}
        self._widest = max(self._widths.values(), default=inf)

    def gap(self, line: Line, *, is_first: bool) -> float:
        """Return how many characters more a line could have held; `is_first` of its paragraph."""
        page = line.piece.place.page
        width = _width(line.text.strip())
        if page in self._rights and line.edges:
            return (self._rights[page] - line.edges[-1][1]) / _character(line)
        return self._margin(line) - width - (_INDENT if is_first else 0)

    def _margin(self, line: Line) -> float:
        """The width of full lines near a line, as pages change the size of their letters; else of its page, or any."""
        full = self._full.get(line.piece.place.page, [])
        at = line.piece.number
        near = [width for _, width in full[bisect(full, (at - _NEAR,)) : bisect(full, (at + _NEAR, inf))]]
        page = self._widths.get(line.piece.place.page, 0.0)
        if len(near) >= _ENOUGH and _farthest(near) >= _NEARBY * page:
            page = _farthest(near)
        return page if page >= _OTHER_PAGE * self._widest else self._widest

    def is_indented(self, line: Line) -> bool:
        """Whether a line is known to begin right of the others of its page."""
        return self._indent(line) > _INDENTED * _character(line)

    def is_flush(self, line: Line) -> bool:
        """Whether a line is known to begin at the margin, on a page whose paragraphs do not."""
        is_set_in = line.piece.place.page in self._set_in
        return is_set_in and 0 <= self._indent(line) <= _INDENTED * _character(line)

    def _indent(self, line: Line) -> float:
        left = self._lefts.get(line.piece.place.page)
        return line.edges[0][0] - left if left is not None and line.edges else -inf


def _is_long(line: Line) -> bool:
    text = line.text.strip()
    return text[-1] not in _words().full_stops and _width(text) >= _NARROWEST


def _character(line: Line) -> float:
    """The width of one full-width character of a line, in points."""
    width = line.edges[-1][1] - line.edges[0][0] if line.edges else 0.0
    return width / _width(line.text.strip()) or 1.0


def _farthest(widths: Sequence[float], alike: float = _ALIKE) -> float:
    """Return the greatest width that is not alone: one line set in smaller letters is no measure."""
    far = sorted(widths, reverse=True)
    return next((one for one, other in pairwise(far) if one - other <= alike), far[0])


def _first_word(text: str) -> float:
    """The width of what could not be parted from the beginning of a line: a number, or a character with its stop."""
    words = _words()
    match = words.word.match(text)
    end = match.end() if match else 1
    while end < len(text) and text[end - 1] in words.opening:
        end += 1
    while end < len(text) and text[end] in words.closing:
        end += 1
    return _width(text[:end])


def _width(text: str) -> float:
    """The width in full-width characters."""
    return sum(1.0 if east_asian_width(character) in "WFA" else 0.5 for character in text)
