"""What stands above and below the columns of a printed table: number, title, unit name, amount unit, notes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from builder.ingest.outline import Zone
from builder.ingest.recognised import Claim
from builder.ingest.source import Cell, Row
from builder.ingest.tables.read_table import TableHead
from builder.ingest.vocabulary import vocabulary

_BLANKS = " \t\r\n\u00a0\u3000"
_LONGEST_TOP = 6
"""A table has no more rows than this above its columns."""


class HeadedTable(NamedTuple):
    """A table zone with its head read: `body` is what is left of its rows, from the header of the columns down.

    Claims of the head have no record yet; their `field` (`table-title`, `unit-name` …) says where they will go.
    """

    head: TableHead
    body: tuple[Row, ...]
    claims: tuple[Claim, ...]


def read_head(zone: Zone) -> HeadedTable:
    """Return the head of a table zone and the rows that are left; titles repeated on later pages are claimed."""
    reading = _Reading()
    rows = list(zone.rows)
    top = _top_of(zone)
    for row in rows[:top]:
        reading.take(row, is_heading=row in zone.rows[: zone.headings])
    rest, notes = _without_notes(rows[top:])
    body = [row for row in rest if not reading.takes_again(row)]
    note = reading.take_notes(notes)
    reading.unit = reading.unit or _unit_of_labels(body)
    line = next((cell.piece.place.line for row in rows for cell in row.filled), 0)
    head = TableHead(
        table_id=zone.facts.get("table_id", ""),
        title="".join(reading.titles),
        number=reading.number,
        name_header=reading.name,
        amount_unit=reading.unit,
        note=note,
        line=line,
    )
    return HeadedTable(head, tuple(body), tuple(reading.claims))


def declares_empty(note: str) -> bool:
    """Whether a note says that its table has nothing to show."""
    return bool(note) and _pattern("empty").search(note) is not None


def unit_in(text: str) -> str | None:
    """Return the amount unit that a label names (`wan_yuan`, `yuan`), if any."""
    found = _pattern("amount_unit").search(text) or _pattern("bare_unit").search(text)
    return None if found is None else _unit_named(found["unit"])


def split_title(text: str) -> tuple[str, str]:
    """Return the number printed before a title, without its punctuation, and the title; the number may be empty."""
    bare = text.strip(_BLANKS)
    for key in ("number", "ordinal"):
        found = _pattern(key).match(bare)
        if found is not None and bare[found.end() :].strip(_BLANKS):
            number = next((group for group in found.groups() if group), "")
            return number.strip(_BLANKS), bare[found.end() :].strip(_BLANKS)
    return "", bare


def _unit_of_labels(rows: Sequence[Row]) -> str | None:
    """Return the unit that a label of a column names in brackets."""
    texts = [cell.text for row in rows[:_LONGEST_TOP] for cell in row.filled]
    found = next((found for text in texts if (found := _pattern("bare_unit").search(text))), None)
    return None if found is None else _unit_named(found["unit"])


@dataclass(slots=True)
class _Reading:
    """The head as far as it has been read."""

    titles: list[str] = field(default_factory=list)
    number: str = ""
    name: str = ""
    unit: str | None = None
    claims: list[Claim] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)

    def take(self, row: Row, *, is_heading: bool) -> None:
        """Read one row above the columns."""
        self.seen.add(_squeezed(row))
        awaited = False
        for cell in row.filled:
            spans = spans_of(cell.text)
            if awaited and not spans:
                self._note_down(cell, 0, len(cell.text), "unit-name")
                awaited = False
            elif spans:
                awaited = any(kind == "form-label" for _, _, kind in spans) and not any(
                    kind in {"unit-name", "amount-unit"} for _, _, kind in spans
                )
                for start, end, kind in spans:
                    self._note_down(cell, start, end, kind)
            elif is_heading or (row.only and not self.titles):
                self._take_title(cell)

    def takes_again(self, row: Row) -> bool:
        """Claim a row that repeats the head on a further page, or holds a word for nothing alone, and say so."""
        filled = row.filled
        if row.only in vocabulary("tables")["words_for_nothing"]:
            self.claims += [Claim(cell.piece, 0, len(cell.text), None, "placeholder") for cell in filled]
            return True
        repeats = bool(filled) and (
            _squeezed(row) in self.seen or all(spans_of(cell.text) is not None for cell in filled)
        )
        if repeats:
            self.claims += [Claim(cell.piece, 0, len(cell.text), None, "repeated-header") for cell in filled]
        return repeats

    def take_notes(self, rows: Sequence[Row]) -> str:
        """Claim the rows of the notes and return their text: lines that a page broke are joined."""
        texts: list[str] = []
        for row in rows:
            for cell in row.filled:
                self.claims.append(Claim(cell.piece, 0, len(cell.text), None, "note"))
                text = "".join(line.strip(_BLANKS) for line in cell.text.split("\n"))
                if texts and row.line is not None and row.line.is_physical and not _is_note(text):
                    texts[-1] += text
                else:
                    texts.append(text)
        return " ".join(texts)

    def _take_title(self, cell: Cell) -> None:
        number, title = split_title(cell.text)
        start = cell.text.rindex(title)
        if number:
            self.number = self.number or number
            self.claims.append(Claim(cell.piece, 0, start, None, "table-number"))
        found = _pattern("amount_unit").search(title)
        if found is not None:
            self.unit = self.unit or _unit_named(found["unit"])
            self.claims.append(Claim(cell.piece, start + found.start(), len(cell.text), None, "amount-unit"))
            title = title[: found.start()].rstrip(_BLANKS)
        self.titles.append("".join(title.split("\n")))
        self.claims.append(Claim(cell.piece, start, start + len(title), None, "table-title"))

    def _note_down(self, cell: Cell, start: int, end: int, kind: str) -> None:
        text = cell.text[start:end].strip(_BLANKS)
        if kind == "unit-name":
            self.name = self.name or text
        elif kind == "table-number":
            self.number = self.number or _numbered(text)
        elif kind == "amount-unit":
            self.unit = self.unit or unit_in(text)
        self.claims.append(Claim(cell.piece, start, end, None, kind))


def spans_of(text: str) -> tuple[tuple[int, int, str], ...] | None:
    """Return the stretches of a cell that holds the unit's name, the amount unit or the number alone, else None."""
    found = _pattern("number").fullmatch(text.strip(_BLANKS))
    if found is not None:
        return ((0, len(text), "table-number"),)
    if _pattern("aside").fullmatch(text) is not None:
        return ((0, len(text), "form-label"),)
    spans: list[tuple[int, int, str]] = []
    unit = _pattern("amount_unit").search(text)
    rest = text if unit is None else text[: unit.start()]
    if unit is not None:
        spans.append((unit.start(), len(text), "amount-unit"))
    name = _pattern("name").match(rest)
    if name is not None:
        spans.insert(0, (0, name.start("name"), "form-label"))
        if name["name"].strip(_BLANKS):
            spans.insert(1, (name.start("name"), name.end("name"), "unit-name"))
        if rest[name.end("name") :].strip(_BLANKS):
            spans.insert(2, (name.end("name"), len(rest), "form-label"))
    elif rest.strip(_BLANKS) or not spans:
        return None
    return tuple(spans)


def _top_of(zone: Zone) -> int:
    """Return how many rows stand above the header of the columns."""
    top = 0
    has_title = False
    for number, row in enumerate(zone.rows[: zone.headings + _LONGEST_TOP]):
        filled = row.filled
        if not filled:
            continue
        is_title = number < zone.headings or (
            bool(row.only) and not has_title and _pattern("title_end").search(row.only) is not None
        )
        if not is_title and not _is_about_table(filled):
            break
        has_title = has_title or (is_title and spans_of(filled[0].text) is None)
        top = number + 1
    return max(top, zone.headings)


def _is_about_table(filled: Sequence[Cell]) -> bool:
    """Whether a row holds nothing but the unit's name, the amount unit and the number of the table."""
    awaited = False
    for cell in filled:
        spans = spans_of(cell.text)
        if spans is None and not awaited:
            return False
        awaited = spans is not None and [kind for _, _, kind in spans] == ["form-label"]
    return True


def _without_notes(rows: Sequence[Row]) -> tuple[list[Row], list[Row]]:
    """Return the rows of the table and those of its notes: the first note that stands alone, and what follows it."""
    last = max((number for number, row in enumerate(rows) if len(row.filled) > 1 or _is_total(row)), default=-1)
    for number in range(last + 1, len(rows)):
        text = rows[number].only
        if text and (_is_note(text) or declares_empty(text)):
            return list(rows[:number]), list(rows[number:])
    return list(rows), []


def _is_total(row: Row) -> bool:
    """Whether a row is, or a line of text begins with, the label of a total."""
    labels: list[str] = vocabulary("tables")["total_labels"]
    words = row.only.split()
    return bool(words) and (words[0] in labels or "".join(words) in labels)


def _is_note(text: str) -> bool:
    return _pattern("note").match(text) is not None


def _squeezed(row: Row) -> str:
    return "".join(row.text.split())


def _numbered(text: str) -> str:
    """Return the number of a table without the signs after it."""
    found = _pattern("number").fullmatch(text)
    return text if found is None else found["number"].strip(_BLANKS)


def _unit_named(word: str) -> str | None:
    units: dict[str, str] = vocabulary("tables")["amount_units"]
    return units.get("".join(word.split()))


@cache
def _pattern(key: str) -> re.Pattern[str]:
    return re.compile(vocabulary("tables")["head"][key])
