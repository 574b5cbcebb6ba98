"""The front page: what this is, search, how one document came through its checks, what is newest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from builder.render.linked_data import script
from builder.render.pages import Page, SiteFacts, Slots
from builder.render.summary import UnitYearSummary
from builder.render.text import escape, filled_template, words
from builder.schemas import label

_PATH = "index.html"
_NEWEST = 12


@dataclass(frozen=True, slots=True)
class Counts:
    """How much the site holds."""

    units: int
    unit_years: int
    years: str
    checks: int
    errors: int


def home_page(summaries: Sequence[UnitYearSummary], site: SiteFacts) -> Page:
    """Return the front page from the summaries of all unit-years, in any order."""
    newest = sorted(summaries, key=lambda each: (-each.year, each.region_code, each.unit_id))
    years = sorted({summary.year for summary in summaries})
    passed, errors = sum(each.passed for each in summaries), sum(each.errors for each in summaries)
    counts = Counts(
        units=len({summary.unit_id for summary in summaries}),
        unit_years=len(summaries),
        years=f"{years[0]}–{years[-1]}" if len(years) > 1 else "".join(map(str, years)),
        checks=passed + errors + sum(each.warnings for each in summaries),
        errors=errors,
    )
    body = filled_template(
        "home.html",
        newest=newest[:_NEWEST],
        counts=counts,
        example=max(newest, key=lambda each: each.errors, default=None),
        scope=lambda summary: label("disclosures", "scope", summary.scope),
    )
    described = {
        "@context": "https://schema.org",
        "@type": "DataCatalog",
        "name": words()["site_name"],
        "description": words()["site_about"],
        "url": site.site_url,
        "license": site.licence_url,
        "inLanguage": "zh-CN",
    }
    return Page(
        _PATH,
        Slots(
            title=words()["home_title"],
            description=words()["site_about"],
            canonical=escape(site.site_url),
            head=script(described),
            toc="",
            body=body,
        ),
    )
