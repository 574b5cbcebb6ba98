"""The pages and files that list many disclosures: what each unit-year gives to them, and which there are to be made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from builder.findings import AuditReport
from builder.model.catalog import Catalog
from builder.model.disclosure import Disclosure
from builder.outputs import Derived
from builder.render.checks_page import checks_jobs
from builder.render.completeness import completeness_job
from builder.render.data_page import data_job
from builder.render.directory import Directory, directory_jobs
from builder.render.finding_files import findings_segment
from builder.render.glossary import TermUses, glossary_job
from builder.render.home import home_job
from builder.render.listed import listed_findings
from builder.render.pages import SiteFacts
from builder.render.rules import RuleFacts, RuleTallies
from builder.render.shells import Frame, Shell
from builder.render.summary import UnitYearSummary, packed, summarise, unpacked
from builder.render.unit import unit_jobs
from builder.segments import Segments

_SUMMARIES = "lists/summaries"
_TALLIES = "lists/tallies"
_TERMS = "lists/terms"


@dataclass(frozen=True, slots=True)
class UnitYearShare:
    """What one unit-year gives to the pages and files that list many."""

    summary: UnitYearSummary
    findings: bytes
    terms: TermUses


@dataclass(frozen=True, slots=True)
class ListSettings:
    """What lists need beside the data: the shells by kind, the words of the site, the rules, the standard terms.

    `bulk` names the resources that have files under `data/`.
    """

    shells: Mapping[str, Shell]
    site: SiteFacts
    rules: tuple[RuleFacts, ...]
    catalog: Catalog
    bulk: tuple[str, ...]


def unit_year_share(disclosure: Disclosure, report: AuditReport, catalog: Catalog) -> UnitYearShare:
    """Return what a disclosure and the report on it give."""
    return UnitYearShare(
        summarise(disclosure, report),
        listed_findings(disclosure, report),
        TermUses.of(disclosure, catalog),
    )


def list_segments(shares: Sequence[UnitYearShare], reports: Iterable[AuditReport]) -> dict[str, bytes]:
    """Return what the lists need of a batch and the reports on it; the same whatever the order of its unit-years."""
    ordered = sorted(shares, key=lambda share: share.summary[:2])
    segments = {
        _SUMMARIES: packed(share.summary for share in ordered),
        _TALLIES: RuleTallies.of(reports).packed(),
        _TERMS: TermUses.joined(share.terms for share in ordered).packed(),
    }
    found = {findings_segment(share.summary.document): share.findings for share in ordered if share.findings}
    return segments | found


def list_jobs(batches: Sequence[Segments], settings: ListSettings) -> Iterator[Derived]:
    """Yield all pages and files that list unit-years, and the pages of units, from the segments of all batches.

    No unit-year is in two batches.
    """
    frames = {kind: Frame(shell, settings.site) for kind, shell in settings.shells.items()}
    summaries: list[UnitYearSummary] = []
    sources: dict[tuple[str, int], Segments] = {}
    for batch in batches:
        found = unpacked(batch.read(_SUMMARIES))
        summaries += found
        sources |= dict.fromkeys(((summary.unit_id, summary.year) for summary in found), batch)
    summaries.sort(key=lambda summary: (summary.own_region, summary.unit_id, -summary.year))
    tallies = RuleTallies.summed(RuleTallies.unpacked(batch.read(_TALLIES)) for batch in batches)
    directory = Directory.of(summaries)
    yield home_job(summaries, frames["home"])
    yield from directory_jobs(directory, frames)
    yield from unit_jobs(directory.units, frames["unit"])
    yield glossary_job(batches, _TERMS, settings.catalog, frames["glossary"])
    yield data_job(summaries, settings.bulk, frames["data"])
    yield from checks_jobs(summaries, sources, settings.rules, tallies.by_rule(settings.rules), frames)
    yield completeness_job(summaries, frames["completeness"])
