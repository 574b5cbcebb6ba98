"""The front page: what this is, search, how one document came through its checks, what is newest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from builder.outputs import Derived, Output
from builder.render.linked_data import script
from builder.render.pages import Page, SiteFacts, Slots
from builder.render.shells import Frame
from builder.render.summary import UnitYearSummary
from builder.render.text import escape, filled_template, words
from builder.schemas import label
from builder.segments import digest_of

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


@dataclass(frozen=True, slots=True)
class HomeFacts:
    """What the front page tells of all unit-years: counts, the newest, and one in which much does not add up."""

    counts: Counts
    newest: tuple[UnitYearSummary, ...]
    example: UnitYearSummary | None

    @classmethod
    def of(cls, summaries: Sequence[UnitYearSummary]) -> HomeFacts:
        """Return what the summaries, in any order, have for the front page."""
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
        example = max(newest, key=lambda each: each.errors, default=None)
        return cls(counts, tuple(newest[:_NEWEST]), example)


def home_job(summaries: Sequence[UnitYearSummary], frame: Frame) -> Derived:
    """Return the front page as a file to be made."""
    facts = HomeFacts.of(summaries)
    return Derived("home", digest_of(frame.digest, repr(facts).encode()), _home, (facts, frame))


def _home(facts: HomeFacts, frame: Frame) -> list[Output]:
    return [frame.poured(home_page(facts, frame.site))]


def home_page(facts: HomeFacts, site: SiteFacts) -> Page:
    """Return the front page."""
    body = filled_template(
        "home.html",
        newest=facts.newest,
        counts=facts.counts,
        example=facts.example,
        choice=site.downloads,
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
