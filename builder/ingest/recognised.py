"""What recognisers hand back: records, which piece of the source went into which, and what a person must look at."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from builder.ingest.source import Passage, Piece
from builder.narrative import ClassificationNames


@dataclass(eq=False, slots=True)
class Record:
    """One row of a resource without unit_id and year; `values` are cells as a data file writes them, blanks left out.

    Amounts are plain decimals in 10,000 yuan, booleans `true` and `false`, dates ISO, lists joined by `|`.
    """

    resource: str
    values: dict[str, str] = field(default_factory=dict)


class Claim(NamedTuple):
    """Characters `start` to `end` of a piece went into a field of a record.

    Where `record` is None they hold no value of their own, and `field` says what they are (a key of the ledger's
    reasons: `table-header`, `ordinal`, `form-label`).
    """

    piece: Piece
    start: int
    end: int
    record: Record | None
    field: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """A person should look: `key` names the sentence (words/), `pieces` what it is about, `record` what came of it.

    One that `is_note` says how something was read, and asks nothing: the reading is the only one that fits.
    """

    key: str
    pieces: tuple[Piece, ...] = ()
    record: Record | None = None
    field: str = ""
    facts: Mapping[str, str] = dataclasses.field(default_factory=dict)
    is_note: bool = False


@dataclass(slots=True)
class Recognised:
    """The yield of one recogniser; `extend` adds another's."""

    records: list[Record] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)

    def extend(self, other: Recognised) -> None:
        """Take over all that another recogniser found."""
        self.records += other.records
        self.claims += other.claims
        self.doubts += other.doubts

    def claim(self, piece: Piece, record: Record | None, field_name: str) -> None:
        """Say that the whole of a piece went there."""
        self.claims.append(Claim(piece, 0, len(piece.text), record, field_name))

    def claim_span(self, passage: Passage, span: tuple[int, int], record: Record | None, field_name: str) -> None:
        """Say that a stretch of a passage went there."""
        for part in passage.parts:
            start = max(span[0], part.offset)
            end = min(span[1], part.offset + part.end - part.start)
            if start < end:
                shift = part.start - part.offset
                self.claims.append(Claim(part.piece, start + shift, end + shift, record, field_name))


@dataclass(frozen=True, slots=True)
class Setting:
    """What recognisers know beside the document: year, and names of the classifications (code → names) of its year.

    `names` are the same for the grammar of the explanation. `known` holds the rows of the project's own packages of
    this unit, newest year first, by resource (texts as in the data files): project ids, aliases.
    """

    unit_id: str
    year: int
    functional: Mapping[str, tuple[str, ...]]
    economic: Mapping[str, tuple[str, ...]]
    names: ClassificationNames
    known: Mapping[str, tuple[Mapping[str, str], ...]] = field(default_factory=dict)
