"""A paragraph under reading: what of it went into which field, and that the rest is accounted for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from builder.ingest.outline import Zone
from builder.ingest.passages import line_at, passages_of
from builder.ingest.profile.patterns import compiled, pattern, words
from builder.ingest.recognised import Recognised, Record
from builder.ingest.source import Passage, Piece, Row

_SIGNS = re.compile(r"[^\w\s]+")


class Prose:
    """One paragraph; `take` claims a stretch for a field, `leave` all that is left for a reason."""

    def __init__(self, passage: Passage, found: Recognised) -> None:
        self.passage = passage
        self.found = found
        self.begin = 0
        """Where its own text begins, behind a heading in the same line."""
        self.taken: list[tuple[int, int]] = []

    @property
    def text(self) -> str:
        """The paragraph as text."""
        return self.passage.text

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """The pieces of the source that the paragraph is made of."""
        return tuple(part.piece for part in self.passage.parts)

    def take(self, span: tuple[int, int], record: Record | None, field_name: str) -> str:
        """Claim a stretch without the blanks around it; return its text."""
        start, end = stripped(self.text, span)
        if start < end:
            self.found.claim_span(self.passage, (start, end), record, field_name)
            self.taken.append((start, end))
        return self.text[start:end]

    def line_at(self, offset: int) -> str:
        """Return the line of the source on which a character stands."""
        return str(line_at(self.passage, offset))

    def leave(self, reason: str) -> None:
        """Claim what is left: signs alone as punctuation, the rest under a reason."""
        at = 0
        for start, end in [*sorted(self.taken), (len(self.text), len(self.text))]:
            left = self.text[at:start].strip()
            if left:
                key = "punctuation" if _SIGNS.fullmatch(left) else reason
                self.found.claim_span(self.passage, stripped(self.text, (at, start)), None, key)
            at = max(at, end)


def stripped(text: str, span: tuple[int, int]) -> tuple[int, int]:
    """Return a stretch without the blanks at its ends."""
    inner = text[span[0] : span[1]]
    start = span[0] + len(inner) - len(inner.lstrip())
    return start, start + len(inner.strip())


def prose_of(zones: Sequence[Zone], found: Recognised) -> list[Prose]:
    """Return the paragraphs of zones, their headings claimed; text that follows in the line of a heading counts."""
    prose: list[Prose] = []
    for zone in zones:
        rows = zone.body
        for row in zone.rows[: zone.headings]:
            if _is_text(row):
                rows = (row, *rows)
            else:
                claim_row(row, found, "heading")
        prose.extend(Prose(passage, found) for passage in passages_of(rows))
    return prose


def _is_text(row: Row) -> bool:
    """Whether the line of a heading says more than a heading does."""
    is_long = len(row.text) > words("longest_heading")
    return (is_long and pattern("heading_label").search(row.only) is not None) or _announces(row.only)


def _announces(text: str) -> bool:
    return (
        pattern("organisation.stated").search(text) is not None
        or pattern("organisation.named").search(text) is not None
    )


def inline_kind(text: str) -> tuple[str, int]:
    """Return which part of the profile a paragraph begins with a heading in its own line, and where its text begins."""
    for each in words("inline"):
        match = compiled(each["is"]).match(text)
        if match:
            return each["kind"], match.end()
    return "", 0


def claim_row(row: Row, found: Recognised, reason: str) -> None:
    """Claim all cells of a row under a reason, blank ones as blank."""
    for cell in row.cells:
        found.claim(cell.piece, None, reason if cell.text.strip() else "blank")
