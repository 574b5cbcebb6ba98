"""Profile, cover, contents, glossary and signature → what the document says of itself and of its unit."""

from __future__ import annotations

from collections.abc import Sequence

from builder.ingest.outline import Zone
from builder.ingest.profile.cover import read_contents, read_cover
from builder.ingest.profile.functions import read_functions, read_standing
from builder.ingest.profile.glossary import recognise_glossary
from builder.ingest.profile.identity import read_identity
from builder.ingest.profile.organisation import read_organisation
from builder.ingest.profile.prose import Prose, claim_row, inline_kind, prose_of
from builder.ingest.profile.signature import read_signature
from builder.ingest.profile.staffing import read_staffing
from builder.ingest.recognised import Recognised, Record, Setting

__all__ = ["recognise_glossary", "recognise_profile"]

_KINDS = ("functions", "organisation", "staffing")


def recognise_profile(zones: Sequence[Zone], setting: Setting) -> Recognised:  # noqa: ARG001 (all recognisers alike)
    """Return one `disclosures` record, the divisions and the staffing; `zones` are those of the whole document."""
    found = Recognised()
    disclosure = Record("disclosures")
    found.records.append(disclosure)
    cover = read_cover(_of_kind(zones, "cover"), disclosure, found)
    read_contents(_of_kind(zones, "contents"), disclosure, found)
    for zone in _of_kind(zones, "part"):
        for row in zone.rows:
            claim_row(row, found, "heading")
    parts = _parts(zones, cover.prose, found)
    functions, organisation, staffing = (parts[kind] for kind in _KINDS)
    found.records += read_organisation(organisation or functions, disclosure)
    found.records += read_staffing([*organisation, *staffing] or functions)
    read_functions(functions, disclosure)
    read_standing([*functions, *organisation], disclosure)
    for paragraph in [*organisation, *staffing]:
        paragraph.leave("organisation-text")
    read_signature(_of_kind(zones, "signature"), disclosure, found)
    read_identity(zones, cover, functions, disclosure, found)
    return found


def _of_kind(zones: Sequence[Zone], kind: str) -> list[Zone]:
    return [zone for zone in zones if zone.kind == kind]


def _parts(zones: Sequence[Zone], before: Sequence[Prose], found: Recognised) -> dict[str, list[Prose]]:
    """The paragraphs of each part of the profile; one that begins with another part's heading belongs to that."""
    parts: dict[str, list[Prose]] = {kind: [] for kind in _KINDS}
    current = ""
    for kind, paragraphs in [("", before), *((kind, prose_of(_of_kind(zones, kind), found)) for kind in _KINDS)]:
        current = kind
        for paragraph in paragraphs:
            inline, at = inline_kind(paragraph.text)
            if inline:
                paragraph.take((0, at), None, "heading")
                paragraph.begin = at
                current = inline
            if current:
                parts[current].append(paragraph)
            else:
                paragraph.leave("cover")
    return parts
