"""All that the explanation of a disclosure yields, in one pass over its paragraphs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from builder.ingest.explanation.assets import add_assets
from builder.ingest.explanation.figures import add_figures
from builder.ingest.explanation.narrative import add_narrative
from builder.ingest.explanation.paragraphs import Told, has_amount, paragraphs_of, shown
from builder.ingest.explanation.procurement import add_procurement
from builder.ingest.explanation.projects import add_projects
from builder.ingest.outline import Zone
from builder.ingest.recognised import Doubt, Recognised, Setting

_THREE_PUBLIC = {
    "three_public_total": "total",
    "three_public_overseas": "overseas",
    "three_public_vehicle": "vehicle_subtotal",
    "three_public_purchase": "vehicle_purchase",
    "three_public_operation": "vehicle_operation",
    "three_public_reception": "reception",
    "agency_operating": "agency_operating",
}
_ASKED_BY_THEIR_OWN = frozenset({"s7", "s10_2", "s10_3"})


def recognise_explanation(zones: Sequence[Zone], setting: Setting) -> Recognised:
    """Return the records of the zones of the explanation, in reading order; zones of other kinds are left out."""
    found = Recognised()
    told = paragraphs_of([zone for zone in zones if zone.kind == "narrative"], found)
    add_narrative(told, found)
    figures = add_figures(told, found, setting)
    add_procurement(told, figures, found)
    add_assets(told, figures, found)
    add_projects(told, figures, found)
    _ask_about_unread(told, found)
    return found


def _ask_about_unread(told: Sequence[Told], found: Recognised) -> None:
    """One question about all paragraphs with amounts of which no figure was read."""
    quoted = {claim.piece for claim in found.claims if claim.field == "quote"}
    unread = [
        one.passage
        for one in told
        if not one.is_heading
        and one.section not in _ASKED_BY_THEIR_OWN
        and has_amount(one.text)
        and not any(part.piece in quoted for part in one.passage.parts)
    ]
    if unread:
        pieces = tuple(part.piece for passage in unread for part in passage.parts)
        facts = {"count": str(len(unread)), "text": shown(unread[0].text)}
        found.doubts.append(Doubt("unread-figures", pieces, None, "", facts))


def three_public_said(recognised: Recognised) -> Mapping[str, Decimal]:
    """Return what the text says of the three public expenses: columns of `three_public` → amount in 10,000 yuan."""
    said: dict[str, Decimal] = {}
    for record in recognised.records:
        column = _THREE_PUBLIC.get(record.values.get("subject", ""))
        if record.resource == "narrative_figures" and column and record.values.get("amount"):
            said.setdefault(column, Decimal(record.values["amount"]))
    return said
