"""What a person should look at, each with the row of the page that it is about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from builder.findings import Finding
from builder.ingest.draft import Draft
from builder.ingest.ledger import sentence_of
from builder.ingest.recognised import Doubt, Record
from builder.ingest.review.places import Source, section_of, section_of_resource
from builder.messages import message
from builder.schemas import all_schemas

TOTALS = "disclosed_totals"
_COMPLETENESS = "CMP-"
_MOST_ROWS = 6
"""A doubt about more rows than this is shown once, at the head of their section."""
_OF_TABLE = frozenset({"printed_tables", "source_cells"})


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing to look at. `kind`: doubt, note, fault, error, warning, info or missing; `anchor` is a row or section.

    `cells` are the (anchor, field) pairs that it colours.
    """

    kind: str
    sentence: str
    where: str
    section: str
    anchor: str
    cells: tuple[tuple[str, str], ...] = ()

    @property
    def is_stop(self) -> bool:
        """Whether a person going over the page stops here."""
        return self.kind not in {"info", "note", "missing"}


def anchor_of(record: Record) -> str:
    """Return the address of a record's row on the page; of what belongs to a whole table, its section."""
    if record.resource in _OF_TABLE:
        return section_of(record)
    return anchor_of_row(record.resource, [record.values.get(name, "") for name in own_key(record.resource)])


def anchor_of_row(resource: str, key: Iterable[str]) -> str:
    """Return the address of the row with a key."""
    return "-".join("_".join(part.split()) for part in (resource, *key) if part)


def own_key(resource: str) -> tuple[str, ...]:
    """Return the columns that tell the rows of a resource apart within one disclosure."""
    return all_schemas()[resource].own_key


def marks_of(draft: Draft, source: Source, findings: Iterable[Finding]) -> tuple[Mark, ...]:
    """Return the marks: doubts of the import first, then what checking found, both in their order."""
    titles = {
        record.values.get("title_printed", ""): section_of(record)
        for record in draft.records
        if record.resource == "printed_tables"
    }
    known = {id(record) for record in draft.records}
    doubts = [_of_doubt(doubt, source, titles, known) for doubt in draft.doubts]
    return tuple(_merged([*doubts, *(_of_finding(finding) for finding in findings)]))


def _merged(marks: Iterable[Mark]) -> Iterable[Mark]:
    """Marks that say the same of one row are one."""
    found: dict[tuple[str, str, str], Mark] = {}
    for mark in marks:
        key = (mark.kind, mark.sentence, mark.anchor)
        before = found.get(key)
        found[key] = mark if before is None else replace(before, cells=(*before.cells, *mark.cells))
    return found.values()


def _of_doubt(doubt: Doubt, source: Source, titles: dict[str, str], known: set[int]) -> Mark:
    cells = _cells_of(doubt, source, known)
    anchors = list(dict.fromkeys(anchor for anchor, _ in cells))
    section = _section_of(doubt, source, titles)
    is_short = 0 < len(anchors) <= _MOST_ROWS
    place = source.place(doubt.pieces[0].place) if doubt.pieces else ""
    return Mark(
        kind="note" if doubt.is_note else "doubt",
        sentence=sentence_of(doubt, "zh"),
        where=place,
        section=section,
        anchor=anchors[0] if len(anchors) == 1 else section,
        cells=tuple(cells) if is_short and not doubt.is_note else (),
    )


def _cells_of(doubt: Doubt, source: Source, known: set[int]) -> list[tuple[str, str]]:
    found: list[tuple[Record, str]] = []
    if doubt.record is not None and doubt.record.resource not in _OF_TABLE:
        found.append((doubt.record, doubt.field))
    else:
        found += [target for piece in doubt.pieces for target in source.targets(piece)]
    return [
        (anchor_of(record), field)
        for record, field in found
        if record.resource not in _OF_TABLE and id(record) in known
    ]


def _section_of(doubt: Doubt, source: Source, titles: dict[str, str]) -> str:
    if doubt.record is not None:
        return section_of(doubt.record)
    if doubt.facts.get("table") in titles:
        return titles[doubt.facts["table"]]
    return source.section(doubt.pieces[0]) if doubt.pieces else "head"


def _of_finding(finding: Finding) -> Mark:
    place = finding.place
    resource = PurePosixPath(place.file or "").stem
    kind: str = "fault" if finding.kind == "data" else finding.severity
    if finding.rule.startswith(_COMPLETENESS):
        kind = "missing"
    section, anchor = _address(resource, place.table, place.row, place.field)
    cells = ((anchor, place.field),) if anchor and place.field else ()
    return Mark(kind, message(finding, "zh"), "", section, anchor or section, cells)


def _address(resource: str, table: str | None, row: str | None, field: str | None) -> tuple[str, str]:
    """The section and row of a finding; for one of a whole table or file the row is empty."""
    schema = all_schemas().get(resource)
    if schema is None:
        return "head", ""
    if resource == TOTALS and table:
        return table, anchor_of_row(TOTALS, [table, field or ""])
    if resource in _OF_TABLE and table:
        return table, ""
    section = schema.table_id or section_of_resource(resource)
    parts: Sequence[str] = (row or "").split("/")
    size = len(schema.own_key)
    return section, anchor_of_row(resource, parts[-size:] if size else []) if row or not size else ""
