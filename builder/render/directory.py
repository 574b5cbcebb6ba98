"""The directory of units: each once, by region, with its latest year."""

from __future__ import annotations

from collections.abc import Sequence

from builder.render.pages import Page, SiteFacts, Slots
from builder.render.summary import RegionName, UnitYearSummary
from builder.render.text import escape, filled_template, words
from builder.schemas import label

_PATH = "units/index.html"


def directory_page(summaries: Sequence[UnitYearSummary], site: SiteFacts) -> Page:
    """Return the directory from the summaries of all unit-years, in any order."""
    units: dict[str, list[UnitYearSummary]] = {}
    for summary in sorted(summaries, key=lambda each: (each.region_code, each.unit_id, -each.year)):
        units.setdefault(summary.unit_id, []).append(summary)
    groups: dict[tuple[RegionName, ...], list[list[UnitYearSummary]]] = {}
    for years in sorted(units.values(), key=lambda years: (_codes(years[0]), years[0].unit_id)):
        groups.setdefault(years[0].regions, []).append(years)
    body = filled_template(
        "directory.html",
        groups=groups,
        units=len(units),
        unit_years=len(summaries),
        anchors=_anchors(groups),
        regions=sorted({region for regions in groups for region in regions}, key=lambda region: region.code),
        years=sorted({summary.year for summary in summaries}, reverse=True),
        scopes=sorted({(summary.scope, label("disclosures", "scope", summary.scope)) for summary in summaries}),
        scope=lambda summary: label("disclosures", "scope", summary.scope),
    )
    toc = filled_template(
        "directory_contents.html",
        regions=sorted({regions[-1] for regions in groups if regions}, key=lambda region: region.code),
    )
    return Page(
        _PATH,
        Slots(
            title=words()["directory_title"],
            description=words()["directory_about"].format(units=len(units), unit_years=len(summaries)),
            canonical=escape(site.address(_PATH)),
            head="",
            toc=str(toc),
            body=body,
        ),
    )


def _codes(summary: UnitYearSummary) -> tuple[str, ...]:
    return tuple(region.code for region in summary.regions)


def _anchors(groups: dict[tuple[RegionName, ...], list[list[UnitYearSummary]]]) -> list[list[str]]:
    """Return, for each group, the regions whose anchor it carries: those that no earlier group lies in."""
    seen: set[str] = set()
    anchors = []
    for regions in groups:
        new = [region.code for region in regions if region.code not in seen]
        seen.update(new)
        anchors.append(new)
    return anchors
