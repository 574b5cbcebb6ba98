"""Cut the stream of rows into zones: which part of a disclosure each stretch is, by its heading."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import pairwise
from typing import Any

from builder.ingest.source import Row
from builder.ingest.vocabulary import vocabulary

_PROFILE = frozenset({"functions", "organisation", "staffing"})
_BEFORE_TEXT = _PROFILE | {"cover", "contents", "part", "glossary", "loose"}
_LAST_LINES = 6
_SHORT = 20
_BLANKS = re.compile(r"[\s\u3000\u00a0\u200b]+")
_LINE = 20
"""No page of text is set in lines of fewer characters."""
_SHEET_HEAD = 4
"""A sheet that prints its title does so within its first rows."""


@dataclass(frozen=True, slots=True)
class Zone:
    """A stretch of rows under one heading (its rows come first among `rows`).

    Kinds: `cover`, `contents`, `part` (a heading of a part and nothing more), `functions`, `organisation`, `staffing`,
    `glossary`, `table`, `narrative`, `form` (a performance-target form), `signature`, `loose`. A table's `facts` hold
    `table_id` (T1 … T12) and, where only its sheet is named so, `title`; a form's are empty.
    """

    kind: str
    rows: tuple[Row, ...]
    headings: int = 0
    facts: Mapping[str, str] = field(default_factory=dict)

    @property
    def body(self) -> tuple[Row, ...]:
        """The rows below the heading."""
        return self.rows[self.headings :]


@dataclass(slots=True)
class _Draft:
    kind: str
    rows: list[Row]
    headings: int = 0
    facts: dict[str, str] = field(default_factory=dict)
    has_body: bool = False


def zones_of(rows: Sequence[Row]) -> tuple[Zone, ...]:
    """Return the rows cut into zones, in order; every row is in exactly one."""
    drafts = _Cutting().cut(rows)
    return tuple(_with_signature(_without_lists_of_titles(_joined(drafts))))


def plain(text: str) -> str:
    """Return a heading in the form in which it is compared: no blanks, full-width brackets, one kind of quotes."""
    folded = unicodedata.normalize("NFKC", _BLANKS.sub("", text))
    return folded.translate(_alike())


@cache
def _alike() -> dict[int, str]:
    """Brackets to full width, quotation marks away; the colon, comma and stop as headings print them."""
    return str.maketrans(
        {"(": "\uff08", ")": "\uff09", ",": "\uff0c", ";": "\uff1b", "?": "\uff1f", "!": "\uff01"}
        | dict.fromkeys("\"'\u201c\u201d\u2018\u2019\u300c\u300d", "")
    )


class _Cutting:
    """Reads the rows once, opening a zone at each heading."""

    def __init__(self) -> None:
        self.words = _words()
        self.drafts: list[_Draft] = [_Draft("cover", [])]
        self.entries: set[str] = set()
        self.is_past_contents = False
        self.before_block = "loose"

    def cut(self, rows: Sequence[Row]) -> list[_Draft]:
        for index, row in enumerate(rows):
            if not self._opened(rows, index, row):
                self._continue(row)
        return [draft for draft in self.drafts if draft.rows]

    @property
    def current(self) -> _Draft:
        return self.drafts[-1]

    def _open(self, kind: str, row: Row, **facts: str) -> None:
        if kind in {"table", "form"} and self.current.kind not in {"table", "form"}:
            self.before_block = self.current.kind
        self.drafts.append(_Draft(kind, [row], 1, dict(facts)))

    def _continue(self, row: Row) -> None:
        draft = self.current
        if row.line is None and row.filled:
            draft.has_body = True
        draft.rows.append(row)

    def _opened(self, rows: Sequence[Row], index: int, row: Row) -> bool:
        """Whether a row opens a zone (and is taken into it)."""
        text = plain(row.only)
        if not text:
            return self._opens_by_sheet(rows, index, row)
        if self._stays_in_contents(text):
            return False
        if self._opens(rows, index, text, row):
            return True
        return self._ends_contents(rows, index)

    def _opens(self, rows: Sequence[Row], index: int, text: str, row: Row) -> bool:
        if self._opens_part(text, row) or self._opens_table(rows, index, text, row) or self._opens_form(text, row):
            return True
        return self._opens_by_heading(text, row) or self._resumes(text, row) or self._resumes_on_sheet(row)

    def _ends_contents(self, rows: Sequence[Row], index: int) -> bool:
        """Whether a line of running text ends a list of contents; the headings just above it then are its own."""
        draft = self.current
        if draft.kind != "contents" or self.is_past_contents:
            return False
        self.is_past_contents = True
        texts = [plain(each.only) for each in draft.rows]
        parts = [number for number, text in enumerate(texts) if number and self.words.part.match(text)]
        last = max((number for number, text in enumerate(texts) if number and text), default=0)
        start = parts[-1] if parts else last
        moved = draft.rows[start:] if start else []
        del draft.rows[len(draft.rows) - len(moved) :]
        for number, row in enumerate(moved, index - len(moved)):
            if not self._opens(rows, number, plain(row.only), row):
                self._continue(row)
        return False

    def _stays_in_contents(self, text: str) -> bool:
        """A list of contents goes on while its lines look like entries, until one of them comes a second time."""
        if self.current.kind != "contents" or self.is_past_contents:
            return False
        words = self.words
        entry = re.sub(r"[.\u2026\u00b7\u2022\uff0e-]*\d*$", "", text)
        name = words.ordinal_or_part.sub("", entry, count=1)
        looks_so = name != entry or bool(words.title.match(name)) or words.number.match(entry) is not None
        if not looks_so or entry in self.entries:
            return False
        self.entries.add(entry)
        return True

    def _opens_part(self, text: str, row: Row) -> bool:
        words = self.words
        match = words.part.match(text)
        if not match or len(text) > words.longest or words.sentence.search(text):
            return False
        name = text[match.end() :]
        kind = next((kind for kind, pattern in words.parts if pattern.search(name)), "")
        self._open({"narrative": "narrative", "glossary": "glossary"}.get(kind, "part"), row)
        return True

    def _opens_table(self, rows: Sequence[Row], index: int, text: str, row: Row) -> bool:
        words = self.words
        if len(text) > words.longest or words.sentence.search(text):
            return False
        number = words.number.match(text)
        title = text[number.end() :] if number else words.ordinal_or_part.sub("", text, count=1)
        if number and not title:
            return self._opens_numbered(rows, index, row)
        if words.form.match(title) or not words.title.match(title) or words.not_title.search(title):
            return False
        table_id = words.table_id(title) or (words.other if number or self._is_numbered() else None)
        if table_id is None:
            return False
        if self._is_numbered():
            self.current.rows.append(row)
            self.current.headings = len(self.current.rows)
            self.current.facts = {"table_id": table_id, "name": title}
        else:
            self._open("table", row, table_id=table_id, name=title)
        return True

    def _opens_numbered(self, rows: Sequence[Row], index: int, row: Row) -> bool:
        """A number alone: of the title that follows, be it of a table or a form."""
        following = next((plain(each.only) for each in rows[index + 1 : index + 4] if each.filled), "")
        words = self.words
        if words.form.match(following):
            self._open("form", row)
            return True
        if not following or not words.title.match(following) or words.not_title.search(following):
            return False
        self._open("table", row, table_id="")
        return True

    def _is_numbered(self) -> bool:
        """Whether the zone just opened has a number and still no title."""
        return self.current.kind == "table" and self.current.facts.get("table_id") == ""

    def _opens_form(self, text: str, row: Row) -> bool:
        words = self.words
        if not words.form.match(words.ordinal_or_part.sub("", text, count=1)) or words.sentence.search(text):
            return False
        if self.current.kind == "form" and not any(each.filled for each in self.current.rows[1:]):
            return False
        self._open("form", row)
        return True

    def _opens_by_heading(self, text: str, row: Row) -> bool:
        words = self.words
        if len(text) > words.longest or words.sentence.search(text):
            return False
        name = words.ordinal_or_part.sub("", text, count=1)
        kind = next((kind for kind, pattern in words.headings if pattern.match(name)), None)
        if kind is None and self._follows_functions(text):
            kind = "loose"
        if kind is None or not self._may_open(kind, has_ordinal=name != text) or self._ends_heading(text, row):
            return False
        self._open(kind, row)
        self.is_past_contents = False
        return True

    def _ends_heading(self, text: str, row: Row) -> bool:
        """Whether a line of a page is the rest of a numbered heading that the line above had no room for."""
        above = self.current.rows[-1] if self.current.rows else row
        begun = plain(above.only)
        is_line = row.line is not None and row.line.is_physical and above.line is not None
        is_broken = is_line and len(begun) >= _LINE and self.current.kind == "narrative"
        number = self.words.ordinal.match(begun)
        if not is_broken or number is None or self.words.sentence.search(begun) or self.words.ordinal.match(text):
            return False
        return any(pattern.match(f"{begun[number.end() :]}{text}") for _, pattern in self.words.headings)

    def _follows_functions(self, text: str) -> bool:
        """Whether a short line has the number after that of the heading of the functions, which no list repeats."""
        words, draft = self.words, self.current
        found = words.numbering.match(text)
        if draft.kind != "functions" or not found or words.of_profile.search(text) or len(text) > _SHORT:
            return False
        numbers = [match[1] for row in draft.rows if (match := words.numbering.match(plain(row.only)))]
        return any(numbers == [number] and after == found[1] for number, after in pairwise(words.numerals))

    def _may_open(self, kind: str, *, has_ordinal: bool) -> bool:
        current = self.current.kind
        if kind in _PROFILE:
            return current in _BEFORE_TEXT and not (current == kind and has_ordinal)
        if kind == "narrative":
            within = current in {"table", "form"} and self.before_block == "narrative"
            return not (has_ordinal and (current == "narrative" or within))
        return current != kind

    def _resumes(self, text: str, row: Row) -> bool:
        """A line below the grid of a table or form that stands within the explanation leads back to it."""
        draft = self.current
        if draft.kind not in {"table", "form"} or row.line is None or self.before_block != "narrative":
            return False
        if not (draft.has_body or draft.kind == "form") or not self.words.ordinal.match(text):
            return False
        if not draft.has_body and not text.startswith(("\uff08", "\u7b2c")):
            return False
        self.drafts.append(_Draft("narrative", [row]))
        return True

    def _resumes_on_sheet(self, row: Row) -> bool:
        """A sheet of its own that begins with text leads from a table or form back to what stood before it."""
        draft = self.current
        sheet = row.cells[0].piece.place.sheet
        if draft.kind not in {"table", "form"} or sheet is None or draft.rows[-1].cells[0].piece.place.sheet == sheet:
            return False
        self.drafts.append(_Draft(self.before_block if self.before_block == "narrative" else "loose", [row]))
        return True

    def _opens_by_sheet(self, rows: Sequence[Row], index: int, row: Row) -> bool:
        """The first row of a sheet whose name is a title and which prints no title itself."""
        sheet = row.cells[0].piece.place.sheet if row.cells else None
        if sheet is None or row.grid is None or row.cells[0].row > 0:
            return False
        words, head = self.words, [each for each in rows[index : index + _SHEET_HEAD] if each.grid is row.grid]
        if any(words.table_id(plain(each.only)) and words.title.match(plain(each.only)) for each in head):
            return False
        name = words.ordinal_or_part.sub("", words.number.sub("", plain(sheet), count=1), count=1)
        table_id = words.table_id(name) if words.title.match(name) else None
        if table_id is None:
            return False
        self.drafts.append(
            _Draft("table", [row], 0, {"table_id": table_id, "title": sheet, "name": name}, has_body=True)
        )
        return True


def _joined(drafts: Iterable[_Draft]) -> Iterator[_Draft]:
    """Zones of one table that follow each other under the same title are one."""
    last: _Draft | None = None
    for draft in drafts:
        if last and draft.kind == last.kind == "table" and _is_continued(last, draft):
            last.rows += draft.rows
            last.has_body = last.has_body or draft.has_body
            continue
        if last:
            yield last
        last = draft
    if last:
        yield last


def _is_continued(last: _Draft, draft: _Draft) -> bool:
    if last.facts["table_id"] != draft.facts["table_id"] or not any(row.filled for row in last.rows[last.headings :]):
        return False
    continued = _words().continued
    names = [continued.sub("", each.facts.get("name", "")) for each in (last, draft)]
    return names[0] == names[1] or continued.search(draft.facts.get("name", "")) is not None


def _without_lists_of_titles(drafts: Iterable[_Draft]) -> Iterator[Zone]:
    """A title with nothing below it is a list's entry where the same table comes again."""
    zones = [_zone_of(draft) for draft in drafts]
    for index, zone in enumerate(zones):
        later = (each for each in zones[index + 1 :] if each.kind == "table")
        is_entry = zone.kind == "table" and not any(row.filled for row in zone.body)
        if is_entry and any(each.facts["table_id"] == zone.facts["table_id"] for each in later):
            yield replace(zone, kind="contents", headings=0, facts={})
        elif zone.kind == "table" and not zone.facts["table_id"]:
            yield replace(zone, kind="loose", headings=0, facts={})
        else:
            yield zone


def _zone_of(draft: _Draft) -> Zone:
    facts = {key: value for key, value in draft.facts.items() if key != "name"}
    return Zone(draft.kind, tuple(draft.rows), draft.headings, facts)


def _with_signature(zones: Iterable[Zone]) -> Iterator[Zone]:
    """The last lines of the text, if they are a name and a date, are its signature."""
    kept = list(zones)
    words = _words()
    for index in range(len(kept) - 1, -1, -1):
        zone = kept[index]
        start = _signature_start(zone, words)
        if start is not None and start >= _first_free(zone, is_last=index == len(kept) - 1):
            rest = (Zone("signature", zone.rows[start:]),)
            kept[index : index + 1] = [replace(zone, rows=zone.rows[:start]), *rest]
            break
    return iter(kept)


def _first_free(zone: Zone, *, is_last: bool) -> int:
    """The first row of a zone that may be of a signature: of a table or form the first below its grids, at the end."""
    if zone.kind not in {"table", "form"}:
        return 0
    grids = [number for number, row in enumerate(zone.rows) if row.grid is not None]
    return grids[-1] + 1 if grids and is_last else len(zone.rows)


def _signature_start(zone: Zone, words: _Words) -> int | None:
    filled = [index for index, row in enumerate(zone.rows) if row.filled][-_LAST_LINES:]
    for position, index in enumerate(filled):
        if words.date.match(plain(zone.rows[index].only)):
            before = filled[position - 1] if position else index
            is_name = (
                before != index and before >= zone.headings and words.signature.match(plain(zone.rows[before].only))
            )
            return before if is_name else index
    return None


@dataclass(frozen=True)
class _Words:
    """The patterns of `vocabulary/outline.yaml`, compiled."""

    ordinal: re.Pattern[str]
    part: re.Pattern[str]
    ordinal_or_part: re.Pattern[str]
    sentence: re.Pattern[str]
    numbering: re.Pattern[str]
    of_profile: re.Pattern[str]
    numerals: tuple[str, ...]
    longest: int
    parts: tuple[tuple[str, re.Pattern[str]], ...]
    headings: tuple[tuple[str, re.Pattern[str]], ...]
    form: re.Pattern[str]
    number: re.Pattern[str]
    title: re.Pattern[str]
    not_title: re.Pattern[str]
    continued: re.Pattern[str]
    ids: tuple[tuple[str, re.Pattern[str]], ...]
    other: str
    date: re.Pattern[str]
    signature: re.Pattern[str]

    def table_id(self, title: str) -> str | None:
        """Return the table that a title names; None where it names none of them."""
        return next((table_id for table_id, pattern in self.ids if pattern.search(title)), None)


@cache
def _words() -> _Words:
    source: dict[str, Any] = vocabulary("outline")
    table = source["table"]
    compiled = {
        name: re.compile(source[name])
        for name in ("ordinal", "numbering", "of_profile", "part", "sentence", "form", "date", "signature")
    }
    return _Words(
        **compiled,
        ordinal_or_part=re.compile(f"^(?:{source['ordinal']}|{source['part']})"),
        longest=source["longest"],
        numerals=tuple(source["numerals"]),
        parts=tuple((each["kind"], re.compile(each["is"])) for each in source["parts"]),
        headings=tuple((each["kind"], re.compile(each["is"])) for each in source["headings"]),
        number=re.compile(table["number"]),
        title=re.compile(table["title"]),
        not_title=re.compile(table["not"]),
        continued=re.compile(table["continued"]),
        ids=tuple((each["id"], re.compile(each["is"])) for each in table["ids"]),
        other=table["other"],
    )
