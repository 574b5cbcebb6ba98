"""Lines of a page's text as words with their places, which stand for cells."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from builder.ingest.recognised import Claim, Recognised, Record
from builder.ingest.source import Piece, Row

_WORD = re.compile(r"\S+")


class Word(NamedTuple):
    """A stretch without blanks of a line; `line` counts the lines of the form that hold anything."""

    piece: Piece
    start: int
    end: int
    line: int

    @property
    def text(self) -> str:
        """The word as printed."""
        return self.piece.text[self.start : self.end]

    @property
    def span(self) -> tuple[Piece, int, int]:
        """The piece and the characters of it."""
        return self.piece, self.start, self.end

    def claim(self, found: Recognised, record: Record | None, field_name: str) -> None:
        """Say where the word went."""
        found.claims.append(Claim(self.piece, self.start, self.end, record, field_name))


def words_of(rows: Iterable[Row]) -> list[list[Word]]:
    """Return the words of each row that holds any."""
    filled = [row for row in rows if row.filled]
    return [list(_words(row, number)) for number, row in enumerate(filled)]


def _words(row: Row, number: int) -> Iterator[Word]:
    for cell in row.filled:
        for match in _WORD.finditer(cell.text):
            yield Word(cell.piece, match.start(), match.end(), number)


def joined(words: Sequence[Word]) -> str:
    """Return words of one line as it prints them, blanks between."""
    return " ".join(word.text for word in words)


def claim_all(words: Iterable[Word], found: Recognised, record: Record | None, field_name: str) -> None:
    """Say that all of some words went there."""
    for word in words:
        word.claim(found, record, field_name)
