"""The page of a unit over the years: the latest first, its trend, the way to each year."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from builder.model.money import ZERO
from builder.render.linked_data import script
from builder.render.pages import Page, SiteFacts, Slots
from builder.render.summary import UnitYearSummary
from builder.render.text import escape, filled_template, words
from builder.schemas import label

_BAR, _ROW = 66.0, 44


def unit_page(summaries: Sequence[UnitYearSummary], site: SiteFacts, names: dict[str, str] | None = None) -> Page:
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


def _trend(years: Sequence[UnitYearSummary]) -> list[tuple[UnitYearSummary, str]]:
    """Return the years that print a total, the oldest first, with the width of their bars in per cent."""
    known = [summary for summary in reversed(years) if summary.total is not None and summary.total >= 0]
    largest = max((summary.total or ZERO for summary in known), default=ZERO)
    if len(known) < 2 or largest <= 0:  # noqa: PLR2004 - one year is no trend
        return []
    return [(summary, _width(summary.total or ZERO, largest)) for summary in known]


def _width(amount: Decimal, largest: Decimal) -> str:
    return f"{float(amount / largest) * _BAR:.2f}"
