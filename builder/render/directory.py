"""The directory of units: each once, by region, with its latest year; a page for each region where they are many."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import NamedTuple

from builder.outputs import Derived, Output
from builder.render import amounts
from builder.render.pages import Page, SiteFacts, Slots
from builder.render.shells import Frame, made_already, versioned
from builder.render.summary import RegionName, UnitYearSummary, packed, unpacked
from builder.render.text import escape, filled_template, words
from builder.schemas import label
from builder.segments import digest_of

PATH = "units/index.html"
UNITS = "units/units.json"
MOST_ROWS = 200
"""How many units one page lists; a site with more has a page for each region, and a file for its script."""
FIRST_ROWS = 100
"""How many the directory of such a site lists, beside its list of regions."""
_MOST_CONTENTS = 60

Chain = tuple[RegionName, ...]
"""A region after those that it lies in."""


class ListedUnit(NamedTuple):
    """A unit and its years, the latest first."""

    years: tuple[UnitYearSummary, ...]

    @property
    def latest(self) -> UnitYearSummary:
        """The newest unit-year."""
        return self.years[0]

    @property
    def order(self) -> tuple[tuple[str, ...], str]:
        """Where the unit stands: by region, then by its id."""
        return tuple(region.code for region in self.latest.regions), self.latest.unit_id


@dataclass(frozen=True, slots=True)
class Directory:
    """All units in their order."""

    units: tuple[ListedUnit, ...]

    @classmethod
    def of(cls, summaries: Sequence[UnitYearSummary]) -> Directory:
        """Return the directory of the units that have these unit-years, in any order."""
        years: dict[str, list[UnitYearSummary]] = {}
        for summary in summaries:
            years.setdefault(summary.unit_id, []).append(summary)
        units = (ListedUnit(tuple(sorted(each, key=lambda summary: -summary.year))) for each in years.values())
        return cls(tuple(sorted(units, key=lambda unit: unit.order)))

    @property
    def is_paged(self) -> bool:
        """Whether it is too long for one page."""
        return len(self.units) > MOST_ROWS

    @property
    def unit_years(self) -> int:
        """How many unit-years the units have."""
        return sum(len(unit.years) for unit in self.units)

    @property
    def regions(self) -> list[RegionName]:
        """Every region on the way to a unit, by code."""
        return sorted(set(chain.from_iterable(unit.latest.regions for unit in self.units)), key=lambda each: each.code)

    @property
    def by_region(self) -> dict[str, list[ListedUnit]]:
        """The units by the code of their own region."""
        found: dict[str, list[ListedUnit]] = {}
        for unit in self.units:
            found.setdefault(unit.latest.own_region, []).append(unit)
        return found


class RegionGroup(NamedTuple):
    """A region with others below it, how many units it has of its own, and those below that have none below them."""

    region: RegionName | None
    units: int
    below: tuple[tuple[RegionName, int], ...]


def directory_page(directory: Directory, site: SiteFacts, units_file: str = "") -> Page:
    """Return the page that lists all units or, where they are too many, the first of them and all regions.

    `units_file` is the address from that page of the file with all of them.
    """
    listed = directory.units[:FIRST_ROWS] if directory.is_paged else directory.units
    counts = {code: len(units) for code, units in directory.by_region.items()}
    chains = sorted({unit.latest.regions for unit in directory.units})
    years = {summary.year for unit in directory.units for summary in unit.years}
    scopes = {summary.scope for unit in directory.units for summary in unit.years}
    regions = directory.regions
    body = filled_template(
        "directory.html",
        # Where there is a list of regions, that list carries the anchors.
        rows=list(_with_anchors(listed, {region.code for region in regions} if directory.is_paged else set())),
        scope=_scope_name,
        listed=len(listed),
        units=len(directory.units),
        unit_years=directory.unit_years,
        is_paged=directory.is_paged,
        units_file=units_file,
        regions=regions,
        region_groups=list(_region_groups(chains, counts)) if directory.is_paged else (),
        years=sorted(years, reverse=True),
        scopes=sorted((scope, _scope_name(scope)) for scope in scopes),
    )
    about = words()["directory_about"].format(units=len(directory.units), unit_years=directory.unit_years)
    canonical = escape(site.address(PATH))
    toc = filled_template("directory_contents.html", regions=_contents(chains, counts, regions))
    return Page(PATH, Slots(words()["directory_title"], about, canonical, head="", toc=str(toc), body=str(body)))


def region_pages(units: Sequence[ListedUnit], site: SiteFacts) -> Iterator[Page]:
    """Yield the pages that list the units of one region, all of whose units are given, so many a page."""
    latest = max((unit.latest for unit in units), key=lambda summary: (summary.year, summary.unit_id))
    name = latest.regions[-1].name if latest.regions else words()["region_none"]
    starts = range(0, len(units), MOST_ROWS)
    for number, start in enumerate(starts, 1):
        body = filled_template(
            "region.html",
            name=name,
            above=latest.regions[:-1],
            code=latest.own_region,
            rows=units[start : start + MOST_ROWS],
            scope=_scope_name,
            units=len(units),
            unit_years=sum(len(unit.years) for unit in units),
            number=number,
            pages=[f"../{_folder(latest.own_region, each)}/" for each in range(1, len(starts) + 1)],
        )
        path = f"units/region/{_folder(latest.own_region, number)}/index.html"
        title = words()["region_title" if number == 1 else "region_title_further"].format(name=name, number=number)
        about = words()["region_about"].format(name=name, units=len(units))
        canonical = escape(site.address(path))
        yield Page(path, Slots(escape(title), escape(about), canonical, head="", toc="", body=str(body)))


def units_file(directory: Directory) -> Output:
    """Return all units by column, in their order, as the script of the directory reads them."""
    regions = directory.regions
    places = {region.code: place for place, region in enumerate(regions)}
    latest = [unit.latest for unit in directory.units]
    scopes = sorted({summary.scope for summary in latest})
    columns = {
        "regions": [[region.code, region.name] for region in regions],
        "scopes": [[scope, _scope_name(scope)] for scope in scopes],
        "id": [summary.unit_id for summary in latest],
        "name": [summary.name for summary in latest],
        "aliases": [words()["comma"].join(summary.aliases) for summary in latest],
        "region": [[places[region.code] for region in summary.regions] for summary in latest],
        "scope": [scopes.index(summary.scope) for summary in latest],
        "years": [[summary.year for summary in unit.years] for unit in directory.units],
        "total": ["" if each.total is None else amounts.shown(each.total) for each in latest],
        "change": ["" if each.total_change is None else amounts.signed(each.total_change) for each in latest],
        "errors": [summary.errors for summary in latest],
    }
    # A column a line, so that a change can be read.
    lines = (
        f'"{name}":{json.dumps(each, ensure_ascii=False, separators=(",", ":"))}' for name, each in columns.items()
    )
    return Output(UNITS, ("{\n" + ",\n".join(lines) + "\n}\n").encode())


def directory_jobs(directory: Directory, frames: Mapping[str, Frame]) -> Iterator[Derived]:
    """Yield the files of the directory: its page, and where it is paged its file and the pages of each region."""
    frame = frames["directory"]
    if not directory.is_paged:
        summaries = packed(summary for unit in directory.units for summary in unit.years)
        yield Derived("units", digest_of(frame.digest, summaries), _one_page, (summaries, frame))
        return
    file = units_file(directory)
    poured = frame.poured(directory_page(directory, frame.site, versioned("units.json", file)))
    yield made_already("units", (poured, file))
    frame = frames["region"]
    for code, units in directory.by_region.items():
        summaries = packed(summary for unit in units for summary in unit.years)
        yield Derived(f"units/region/{code}", digest_of(frame.digest, summaries), _region, (summaries, frame))


def _one_page(summaries: bytes, frame: Frame) -> list[Output]:
    return [frame.poured(directory_page(Directory.of(unpacked(summaries)), frame.site))]


def _region(summaries: bytes, frame: Frame) -> list[Output]:
    units = Directory.of(unpacked(summaries)).units
    return [frame.poured(page) for page in region_pages(units, frame.site)]


def _folder(code: str, number: int) -> str:
    """Return the folder of a page of a region; the first keeps its address whatever the number of pages."""
    return (code or "_") + (f"-{number}" if number > 1 else "")


def _with_anchors(units: Sequence[ListedUnit], seen: set[str]) -> Iterator[tuple[ListedUnit, list[str]]]:
    """Yield each unit with the regions whose anchor its row carries: those that no earlier unit lies in."""
    for unit in units:
        new = [region.code for region in unit.latest.regions if region.code not in seen]
        seen.update(new)
        yield unit, new


def _region_groups(chains: Sequence[Chain], counts: Mapping[str, int]) -> Iterator[RegionGroup]:
    """Yield every region once: as the head of a group, or in the group of the region right above it."""
    above = {region.code for regions in chains for region in regions[:-1]}
    below: dict[RegionName | None, dict[str, RegionName]] = {}
    for regions in chains:
        for upper, region in zip((None, *regions), regions, strict=False):
            group = region if region.code in above else upper
            below.setdefault(group, {})
            if region.code not in above:
                below[group].setdefault(region.code, region)
    if "" in counts:
        below.setdefault(None, {})[""] = RegionName("", words()["region_none"])
    for group, regions_below in below.items():
        entries = ((region, counts.get(region.code, 0)) for region in regions_below.values())
        yield RegionGroup(group, counts.get(group.code, 0) if group else 0, tuple(entries))


def _contents(chains: Sequence[Chain], counts: Mapping[str, int], regions: Sequence[RegionName]) -> list[RegionName]:
    """Return the regions for the list of contents: those with units or, where these are too many, those above."""
    chosen = [region for region in regions if region.code in counts]
    for depth in range(max(map(len, chains), default=0), 0, -1):
        if len(chosen) <= _MOST_CONTENTS:
            break
        chosen = sorted({regions[depth - 1] for regions in chains if len(regions) >= depth})
    return chosen[:_MOST_CONTENTS]


@cache
def _scope_name(scope: str) -> str:
    return label("disclosures", "scope", scope)
