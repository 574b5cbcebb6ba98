"""Where the records of a draft stand in the document: their rows of the source, and the words for a place."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from builder.ingest.draft import Draft
from builder.ingest.ledger import Entry
from builder.ingest.recognised import Claim, Record
from builder.ingest.source import Piece, Place, Row
from builder.ingest.vocabulary import vocabulary
from builder.schemas import all_schemas

_PieceKey = tuple[str, int]
_AROUND = 24
_LONG = 160


class Stretch(NamedTuple):
    """Some text of the source; `is_own` where it went into the record beside which it stands."""

    text: str
    is_own: bool = False


class Source:
    """The document under a draft: which piece went into which record, and which part of the page it belongs to."""

    def __init__(self, draft: Draft, entries: Sequence[Entry]) -> None:
        self.claims: dict[int, list[Claim]] = {}
        self.taken: dict[_PieceKey, list[Claim]] = {}
        self._has_many = len(draft.documents) > 1
        self.position = {_key(entry.piece): number for number, entry in enumerate(entries)}
        self._rows: dict[_PieceKey, Row] = {}
        self._zones: dict[_PieceKey, int] = {}
        for claim in draft.claims:
            if claim.record is not None:
                self.claims.setdefault(id(claim.record), []).append(claim)
                self.taken.setdefault(_key(claim.piece), []).append(claim)
        for number, zone in enumerate(draft.zones):
            for row in zone.rows:
                for cell in row.cells:
                    self._rows[_key(cell.piece)] = row
                    self._zones[_key(cell.piece)] = number
        self._sections = self._sections_of_zones()
        self._starts = sorted(
            (self.position[key], section_of(_record(claims[0]))) for key, claims in self.taken.items()
        )

    def targets(self, piece: Piece) -> list[tuple[Record, str]]:
        """Return the records, and the fields of them, that text of a piece went into."""
        return [(_record(claim), claim.field) for claim in self.taken.get(_key(piece), ())]

    def section(self, piece: Piece) -> str:
        """Return the section in which a piece is shown: that of its part of the document, else the one before it."""
        of_zone = self._sections.get(self._zones.get(_key(piece), -1))
        if of_zone is not None:
            return of_zone
        at = bisect_right(self._starts, (self.position.get(_key(piece), -1), "\uffff"))
        return self._starts[at - 1][1] if at else "head"

    def first(self, record: Record) -> int:
        """Return the number of the first piece of a record in the document; after all others where there is none."""
        numbers = [self.position[_key(claim.piece)] for claim in self.claims.get(id(record), ())]
        return min(numbers, default=len(self.position))

    def printed(self, record: Record, field: str) -> str:
        """Return what the source prints where a value comes from, stripped."""
        claims = sorted(
            {
                (self.position[_key(each.piece)], each.start, each.end, each.piece)
                for each in self._claims(record, field)
            }
        )
        return "".join(piece.text[start:end].strip() for _, start, end, piece in claims)

    def beside(self, records: Iterable[Record], field: str | None = None) -> tuple[Stretch, ...]:
        """Return the rows of the source from which records come, what went into them told apart."""
        spans: dict[_PieceKey, list[tuple[int, int]]] = {}
        pieces: dict[_PieceKey, Piece] = {}
        for record in records:
            for claim in self._claims(record, field):
                spans.setdefault(_key(claim.piece), []).append((claim.start, claim.end))
                pieces[_key(claim.piece)] = claim.piece
        shown: list[Stretch] = []
        for row in self._rows_of(pieces):
            if shown:
                shown.append(Stretch(_words()["joint"]))
            shown += _row_shown(row, spans)
        return tuple(shown)

    def where(self, records: Iterable[Record], field: str | None = None) -> str:
        """Return the place of records: of their first piece, and of the last where that is another line."""
        claims = [claim for record in records for claim in self._claims(record, field)]
        if not claims:
            return ""
        claims.sort(key=lambda claim: self.position[_key(claim.piece)])
        first, last = claims[0].piece.place, claims[-1].piece.place
        return self.place(first, last.line if last.file == first.file and last.page == first.page else None)

    def place(self, place: Place, last: int | None = None) -> str:
        """Return a place as a person says it, up to a last line; its file is named where there are several."""
        return where(place if self._has_many else place._replace(file=""), last)

    def _claims(self, record: Record, field: str | None) -> list[Claim]:
        claims = self.claims.get(id(record), [])
        return claims if field is None else [claim for claim in claims if claim.field == field]

    def _rows_of(self, pieces: Mapping[_PieceKey, Piece]) -> list[Row]:
        found: dict[int, Row] = {}
        for key in sorted(pieces, key=lambda key: self.position[key]):
            row = self._rows.get(key)
            if row is not None:
                found[id(row)] = row
        return list(found.values())

    def _sections_of_zones(self) -> dict[int, str]:
        counts: dict[int, Counter[str]] = {}
        for key, claims in self.taken.items():
            if key in self._zones:
                names = Counter(section_of(_record(claim)) for claim in claims)
                counts.setdefault(self._zones[key], Counter()).update(names)
        return {zone: count.most_common(1)[0][0] for zone, count in counts.items()}


def section_of(record: Record) -> str:
    """Return the section of the page that shows a record: `T3` for what belongs to a table."""
    schema = all_schemas()[record.resource]
    table_id = schema.table_id or record.values.get("table_id")
    return table_id or section_of_resource(record.resource)


def section_of_resource(resource: str) -> str:
    """Return the section of a resource that is no table."""
    sections = _words()["sections"]
    return next((name for name, each in sections.items() if resource in each["resources"]), "other")


def where(place: Place, last: int | None = None) -> str:
    """Return a place as a person says it: file, page or sheet, line or cell."""
    words = _words()
    parts = [place.file] if place.file else []
    if place.page is not None:
        parts.append(words["page"].format(page=place.page))
    if place.sheet is not None:
        parts.append(words["sheet"].format(sheet=place.sheet))
    if place.cell and place.sheet:
        parts.append(place.cell)
    elif last is not None and last > place.line:
        parts.append(words["lines"].format(line=place.line, last=last))
    else:
        parts.append(words["line"].format(line=place.line))
    return " ".join(parts)


def _row_shown(row: Row, spans: Mapping[_PieceKey, list[tuple[int, int]]]) -> list[Stretch]:
    """A row cell by cell: whole cells where it is a table's, a window round what was taken where it is a paragraph."""
    shown: list[Stretch] = []
    for number, cell in enumerate(row.cells):
        if number:
            shown.append(Stretch(_words()["joint"]))
        own = spans.get(_key(cell.piece), [])
        shown += stretches(cell.piece.text, own) if row.line is not None else [Stretch(cell.text.strip(), bool(own))]
    return _joined(shown)


def stretches(text: str, spans: Iterable[tuple[int, int]], *, is_whole: bool = False) -> list[Stretch]:
    """Return a text with some spans of it told apart; of a long one only these and a little around them."""
    own = bytearray(len(text))
    for start, end in spans:
        own[start:end] = b"\x01" * (end - start)
    shown: list[Stretch] = []
    start = 0
    for end in range(1, len(text) + 1):
        if end == len(text) or own[end] != own[start]:
            shown.append(Stretch(text[start:end], bool(own[start])))
            start = end
    if is_whole or len(text) <= _LONG:
        return shown
    return [each if each.is_own else _shortened(each, number, len(shown)) for number, each in enumerate(shown)]


def _shortened(stretch: Stretch, number: int, count: int) -> Stretch:
    text, cut = stretch.text, _words()["cut"]
    head = "" if number == 0 else text[:_AROUND]
    tail = "" if number == count - 1 else text[-_AROUND:]
    return stretch if len(text) <= 2 * _AROUND else Stretch(head + cut + tail)


def _joined(shown: Iterable[Stretch]) -> list[Stretch]:
    """Neighbours of one kind as one, which keeps the page small."""
    found: list[Stretch] = []
    for each in shown:
        if found and found[-1].is_own == each.is_own:
            found[-1] = Stretch(found[-1].text + each.text, each.is_own)
        else:
            found.append(each)
    return found


def _record(claim: Claim) -> Record:
    assert claim.record is not None  # noqa: S101  # only such claims are kept
    return claim.record


def _key(piece: Piece) -> _PieceKey:
    return piece.place.file, piece.number


@cache
def _words() -> Mapping[str, Any]:
    words: Mapping[str, Any] = vocabulary("review")
    return words
