"""The ledger: every piece of the source with where it went, and what of it was not imported, and why."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from builder.ingest.draft import Draft
from builder.ingest.outline import Zone
from builder.ingest.recognised import Claim, Doubt, Record
from builder.ingest.source import Piece, Place
from builder.ingest.vocabulary import vocabulary
from builder.ingest.words import say, sentences
from builder.schemas import all_schemas

LEDGER = "import-ledger.json"
VERSION = 1
UNREAD = frozenset({"unread", "outside-known-parts"})
"""The reasons that ask for a person: text that stands where figures or words were expected and is in no record."""

_REASON_OF_ZONE = {
    "cover": "cover",
    "contents": "contents-entry",
    "part": "heading",
    "signature": "unread",
    "loose": "outside-known-parts",
}
_SIGNS = re.compile(r"[^\w\s]", re.UNICODE)
PieceKey = tuple[str, int]
_DOUBT = "doubt-"


class Left(NamedTuple):
    """Characters of a piece that went into no record, and why (a key of the sentences `reason-…`)."""

    start: int
    end: int
    reason: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One piece of the source: the claims on it, and what is left."""

    piece: Piece
    claims: tuple[Claim, ...]
    left: tuple[Left, ...]

    @property
    def is_unread(self) -> bool:
        """Whether a person should look at what is left."""
        return any(each.reason in UNREAD for each in self.left)


def left_out(entry: Entry) -> tuple[Left, ...]:
    """Return what of a piece is not in the data, be it that nobody claims it, or that a recogniser says why not."""
    known = (
        Left(claim.start, claim.end, claim.field)
        for claim in entry.claims
        if claim.record is None and claim.field not in _structural()
    )
    return tuple(sorted((*entry.left, *known)))


def entries_of(draft: Draft) -> tuple[Entry, ...]:
    """Return one entry for every piece of every document, in reading order, those set aside among them."""
    claims: dict[PieceKey, list[Claim]] = {}
    for claim in draft.claims:
        claims.setdefault(_key(claim.piece), []).append(claim)
    zones = dict(_pieces_of_zones(draft.zones))
    set_aside = {_key(each.piece): each.reason for document in draft.documents for each in document.set_aside}
    entries = []
    for piece in _all_pieces(draft):
        key = _key(piece)
        own = tuple(claims.get(key, ()))
        reason = set_aside.get(key) or zones.get(key, "outside-known-parts")
        entries.append(Entry(piece, own, tuple(_left(piece, own, reason))))
    return tuple(entries)


def ledger_of(draft: Draft, entries: Sequence[Entry]) -> dict[str, Any]:
    """Return the ledger as plain values for a JSON file."""
    return {
        "mingzhang_ledger": VERSION,
        "unit_id": draft.unit_id,
        "year": draft.year,
        "template_id": draft.template_id,
        "sources": [
            {"name": document.file, "form": document.form, "sha256": document.sha256} for document in draft.documents
        ],
        "counts": counts_of(draft, entries),
        "asked": [{"resource": resource, "field": field} for resource, field in draft.asked],
        "doubts": [_doubt(doubt) for doubt in draft.doubts],
        "entries": [_entry(entry) for entry in entries],
    }


def counts_of(draft: Draft, entries: Sequence[Entry]) -> dict[str, int]:
    """Return how many pieces there are, by what became of them; the kinds add up to `pieces`."""
    kinds = Counter(_kind(entry) for entry in entries)
    return {
        "pieces": len(entries),
        "imported": kinds["imported"],
        "described": kinds["described"],
        "blank": kinds["blank"],
        "not_imported": kinds["not_imported"],
        "unread": sum(entry.is_unread for entry in entries),
        "doubts": sum(not doubt.is_note for doubt in draft.doubts),
        "notes": sum(doubt.is_note for doubt in draft.doubts),
        "rows": sum(len(rows) for rows in draft.tables.values()),
    }


def _kind(entry: Entry) -> str:
    if any(claim.record is not None for claim in entry.claims):
        return "imported"
    if not entry.piece.text.strip():
        return "blank"
    is_described = entry.claims and not entry.left and all(claim.field in _structural() for claim in entry.claims)
    return "described" if is_described else "not_imported"


@cache
def _structural() -> frozenset[str]:
    """The reasons that say what a text is for the document, as a heading or a label: no content is left out."""
    return frozenset(vocabulary("completion")["structural"])


def _key(piece: Piece) -> PieceKey:
    return piece.place.file, piece.number


def _all_pieces(draft: Draft) -> Iterator[Piece]:
    for document in draft.documents:
        pieces: list[Piece] = [each.piece for each in document.set_aside]
        for block in document.blocks:
            pieces += [cell.piece for cell in block.cells] if hasattr(block, "cells") else [block.piece]
        yield from sorted(pieces, key=lambda piece: piece.number)


def _pieces_of_zones(zones: Iterable[Zone]) -> Iterator[tuple[PieceKey, str]]:
    """Why what nobody claims of a piece is not imported, by the part of the document where it stands."""
    for zone in zones:
        reason = _REASON_OF_ZONE.get(zone.kind, "unread")
        for position, row in enumerate(zone.rows):
            for cell in row.cells:
                yield _key(cell.piece), "heading" if position < zone.headings else reason


def _left(piece: Piece, claims: Iterable[Claim], reason: str) -> Iterator[Left]:
    """The stretches that no claim covers and that hold more than blanks."""
    covered = bytearray(len(piece.text))
    for claim in claims:
        covered[claim.start : claim.end] = b"\x01" * (claim.end - claim.start)
    for match in re.finditer(rb"\x00+", bytes(covered)):
        text = piece.text[match.start() : match.end()]
        if text.strip():
            is_sign = not _SIGNS.sub("", text).strip()
            yield Left(match.start(), match.end(), "punctuation" if is_sign else reason)


def _entry(entry: Entry) -> dict[str, Any]:
    targets = [_target(claim) for claim in entry.claims if claim.record is not None]
    described = [claim.field for claim in entry.claims if claim.record is None and claim.field in _structural()]
    found: dict[str, Any] = {"at": place_of(entry.piece.place), "text": entry.piece.text}
    if targets:
        found["to"] = targets
    if described:
        found["is"] = sorted(set(described))
    if left := left_out(entry):
        found["not_imported"] = [
            {"from": each.start, "to": each.end, "text": entry.piece.text[each.start : each.end], "reason": each.reason}
            for each in left
        ]
    return found


def _target(claim: Claim) -> dict[str, Any]:
    assert claim.record is not None  # noqa: S101  # asked by the caller
    return {"from": claim.start, "to": claim.end, **address_of(claim.record, claim.field)}


def address_of(record: Record, field: str) -> dict[str, str]:
    """Return where a value lies in the draft: resource, key of the row after unit_id and year, column."""
    key = all_schemas()[record.resource].own_key
    return {
        "resource": record.resource,
        "row": "/".join(record.values.get(name, "") for name in key),
        "field": field,
    }


def place_of(place: Place) -> dict[str, Any]:
    """Return a place as plain values, without what its format does not have."""
    return {name: value for name, value in place._asdict().items() if value is not None}


def _doubt(doubt: Doubt) -> dict[str, Any]:
    key = doubt.key.removeprefix(_DOUBT)
    found: dict[str, Any] = {
        "key": key,
        "is_note": doubt.is_note,
        "at": [place_of(piece.place) for piece in doubt.pieces],
    }
    if doubt.record is not None:
        found["to"] = address_of(doubt.record, doubt.field)
    found["message_zh"] = sentence_of(doubt, "zh")
    found["message_en"] = sentence_of(doubt, "en")
    return found


def sentence_of(doubt: Doubt, language: str) -> str:
    """Return what a doubt says."""
    key = f"{_DOUBT}{doubt.key.removeprefix(_DOUBT)}"
    return say(key, "en" if language == "en" else "zh", **dict(doubt.facts))


def reasons() -> Mapping[str, Mapping[str, str]]:
    """Return the sentence of every reason for which something is not imported, by its key."""
    mark = "reason-"
    return {key.removeprefix(mark): each for key, each in sentences().items() if key.startswith(mark)}
