"""The page of a unit over the years: the latest first, its trend, the way to each year."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from zlib import crc32

from builder.model.money import ZERO
from builder.outputs import Derived, Output
from builder.render.directory import Directory, ListedUnit
from builder.render.linked_data import script
from builder.render.pages import Page, SiteFacts, Slots
from builder.render.shells import Frame
from builder.render.summary import UnitYearSummary, packed, unpacked
from builder.render.text import escape, filled_template, words
from builder.schemas import label
from builder.segments import digest_of

_BAR, _ROW = 66.0, 44
_UNITS_A_SHARE = 64


def unit_page(summaries: Sequence[UnitYearSummary], site: SiteFacts, names: Mapping[str, str] | None = None) -> Page:
    """Return the page of one unit from the summaries of its years, in any order; there is at least one.

    `names` gives the names of other units by id, for the link to the parent unit.
    """
    years = sorted(summaries, key=lambda summary: -summary.year)
    latest = years[0]
    path = f"units/{latest.unit_id}/index.html"
    address = site.address(path)
    body = filled_template(
        "unit.html",
        latest=latest,
        years=years,
        unit_type=label("units", "unit_type", latest.unit_type),
        budget_level=label("units", "budget_level", latest.budget_level),
        parent=(names or {}).get(latest.parent_unit_id, ""),
        scope=lambda summary: label("disclosures", "scope", summary.scope) + label("disclosures", "kind", summary.kind),
        trend=_trend(years),
        row_height=_ROW,
    )
    described = {
        "@context": "https://schema.org",
        "@type": "GovernmentOrganization",
        "name": latest.name,
        "alternateName": list(latest.aliases),
        "url": address,
    }
    facts = words()["unit_about"].format(name=latest.name, count=len(years))
    return Page(
        path,
        Slots(
            title=escape(latest.name),
            description=escape(facts),
            canonical=escape(address),
            head=script(described),
            toc="",
            body=body,
        ),
    )


def unit_jobs(units: Sequence[ListedUnit], frame: Frame) -> Iterator[Derived]:
    """Yield the pages of all units, some together; which ones does not hang on what other units there are."""
    names = {unit.latest.unit_id: unit.latest.name for unit in units}
    shares = _shares(len(units))
    members: dict[int, list[ListedUnit]] = {}
    for unit in units:
        members.setdefault(crc32(unit.latest.unit_id.encode()) % shares, []).append(unit)
    for share, found in sorted(members.items()):
        summaries = packed(summary for unit in found for summary in unit.years)
        wanted = {unit.latest.parent_unit_id for unit in found}
        parents = tuple((unit_id, names[unit_id]) for unit_id in sorted(wanted) if unit_id in names)
        key = digest_of(frame.digest, summaries, repr(parents).encode())
        yield Derived(f"units/{share:03x}", key, _pages, (summaries, parents, frame))


def _shares(units: int) -> int:
    """Return into how many shares so many units are parted: a power of two, so that it seldom changes."""
    return 1 << max(0, (units // _UNITS_A_SHARE).bit_length())


def _pages(summaries: bytes, parents: Sequence[tuple[str, str]], frame: Frame) -> list[Output]:
    units = Directory.of(unpacked(summaries)).units
    return [frame.poured(unit_page(unit.years, frame.site, dict(parents))) for unit in units]


def _trend(years: Sequence[UnitYearSummary]) -> list[tuple[UnitYearSummary, str]]:
    """Return the years that print a total, the oldest first, with the width of their bars in per cent."""
    known = [summary for summary in reversed(years) if summary.total is not None and summary.total >= 0]
    largest = max((summary.total or ZERO for summary in known), default=ZERO)
    if len(known) < 2 or largest <= 0:  # noqa: PLR2004 - one year is no trend
        return []
    return [(summary, _width(summary.total or ZERO, largest)) for summary in known]


def _width(amount: Decimal, largest: Decimal) -> str:
    return f"{float(amount / largest) * _BAR:.2f}"
