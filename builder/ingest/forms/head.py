"""The head of a form: which value stands behind which label."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import zip_longest

from builder.ingest.forms.labels import amount_unit, label_in_line, role_of, unit_in
from builder.ingest.outline import plain
from builder.ingest.recognised import Claim, Recognised, Record
from builder.ingest.source import Cell, Piece, Row
from builder.ingest.vocabulary import vocabulary

_GOALS = ("goal", "year_goal")
_COLONS = ":\uff1a"


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a form's head and the stretches of the source that hold it."""

    role: str
    text: str
    spans: tuple[tuple[Piece, int, int], ...]

    def claim(self, found: Recognised, record: Record | None, field_name: str) -> None:
        """Say where the value went."""
        found.claims.extend(Claim(piece, start, end, record, field_name) for piece, start, end in self.spans)


@dataclass(slots=True)
class Head:
    """All values of a form's head in printed order; `unit` is that of its amounts, None where none is printed."""

    title: Piece | None = None
    line: int = 0
    unit: str | None = None
    values: list[Value] = field(default_factory=list)

    def first(self, *roles: str) -> Value | None:
        """Return the first value of the first role that has one."""
        return next((value for role in roles for value in self.values if value.role == role and value.text), None)

    def last(self, *roles: str) -> Value | None:
        """Return the last value of the first role that has one."""
        return next((each for role in roles for each in reversed(self.values) if each.role == role and each.text), None)


def read_head(rows: Sequence[Row], found: Recognised) -> Head:
    """Read the rows above the indicators: a label's value stands right of it, in its own cell, or below it."""
    head = Head()
    below: list[tuple[int, str]] = []
    for row in rows:
        below = _read_row(row, below, head, found)
    return head


def _read_row(row: Row, below: Sequence[tuple[int, str]], head: Head, found: Recognised) -> list[tuple[int, str]]:
    """Read one row; return the labels of it whose values must stand in the next row."""
    pending: list[tuple[int, str]] = []
    waiting = list(below)
    has_value = False
    for cell in row.cells:
        if not cell.text.strip() or _read_title(cell, head, found) or _read_inline(cell, head, found):
            continue
        role = role_of(cell.text)
        if role:
            head.unit = head.unit or unit_in(cell.text)
            found.claim(cell.piece, None, "form-label")
            if role != "heading":
                pending.append((cell.column, role))
        elif pending or waiting:
            source = pending or waiting
            _, taken = source.pop() if pending else _above(cell, waiting)
            _add(cell, taken, head, found)
            has_value = True
        elif head.values and head.values[-1].role in _GOALS:
            _add(cell, head.values[-1].role, head, found)
    is_header = not has_value and pending and all(role in _GOALS for _, role in pending)
    return pending if is_header else []


def _above(cell: Cell, waiting: list[tuple[int, str]]) -> tuple[int, str]:
    """The label of the row before under which a value stands: the one of its column, else the next in order."""
    exact = next((index for index, (column, _) in enumerate(waiting) if column == cell.column), 0)
    return waiting[exact]


def _add(cell: Cell, role: str, head: Head, found: Recognised) -> None:
    if role == "amount_unit":
        head.unit = head.unit or amount_unit(cell.text)
        found.claim(cell.piece, None, "form-label")
        return
    text = cell.text.strip()
    start = cell.text.index(text)
    head.values.append(Value(role, text, ((cell.piece, start, start + len(text)),)))


def _read_title(cell: Cell, head: Head, found: Recognised) -> bool:
    """Read the title of the form, and the line below it that names the year."""
    folded = plain(cell.text)
    if head.title is None and not head.values and _patterns()[0].search(folded) and role_of(cell.text) is None:
        head.title, head.line = cell.piece, cell.piece.place.line
        found.claim(cell.piece, None, "heading")
        return True
    match = _patterns()[1].match(folded)
    year = _patterns()[2].search(cell.text)
    if match and year and not head.values:
        head.values.append(Value("form_year", year["year"], ((cell.piece, year.start("year"), year.end("year")),)))
        for start, end in ((0, year.start("year")), (year.end("year"), len(cell.text))):
            if cell.text[start:end].strip():
                found.claims.append(Claim(cell.piece, start, end, None, "form-label"))
        return True
    return False


def _read_inline(cell: Cell, head: Head, found: Recognised) -> bool:
    """Read `label: value` in one cell, or several such in a line."""
    pairs = list(_pairs(cell.text))
    for role, label, value in pairs:
        found.claims.append(Claim(cell.piece, *label, None, "form-label"))
        text = cell.text[slice(*value)].strip()
        if role == "amount_unit":
            head.unit = head.unit or amount_unit(text)
            found.claims.append(Claim(cell.piece, *value, None, "form-label"))
        elif text:
            start = cell.text.index(text, value[0])
            head.values.append(Value(role, text, ((cell.piece, start, start + len(text)),)))
    return bool(pairs)


def _pairs(text: str) -> Iterator[tuple[str, tuple[int, int], tuple[int, int]]]:
    """The labels with a colon in a cell that begins with one, each with the text up to the next."""
    matches = [match for match in label_in_line().finditer(text) if match[0][-1] in _COLONS]
    if not matches or text[: matches[0].start()].strip() or not text[matches[0].end() :].strip():
        return
    for match, following in zip_longest(matches, matches[1:]):
        end = following.start() if following else len(text)
        yield role_of(match["label"]) or "other", match.span(), (match.end(), end)


def is_title(row: Row) -> bool:
    """Whether a row is the title of a form or the line below it that names the year."""
    folded = plain(row.only)
    title, year_line, _ = _patterns()
    return bool(folded) and (title.search(folded) is not None or year_line.match(folded) is not None)


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    words = vocabulary("forms")
    return re.compile(words["form_title"]), re.compile(words["year_line"]), re.compile(words["year"])
