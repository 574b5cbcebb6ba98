"""What one worker does to one batch of packages: the line from load to pages, written to the staging folder.

A pure function of (packages, surroundings), so that batches can run in processes, in any order.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from builder.assemble import assemble_disclosures
from builder.audit import audit
from builder.audit.responses import unmatched_responses
from builder.export import Fragment, Site, bulk_fragment, unit_year_files
from builder.findings import AuditReport, Finding, Place
from builder.index import NameEntry, PartialIndex, batch_terms, name_entries, page_text
from builder.load import load_package
from builder.model.catalog import EMPTY_CATALOG, Catalog
from builder.model.disclosure import Disclosure
from builder.neighbourhood import Library, Neighbourhood
from builder.outputs import Output
from builder.publish import ManifestEntry, write_outputs
from builder.render import Shell, SiteFacts, UnitYearSummary, summarise, unit_year_page
from builder.validate import Verdicts, validate_package


@dataclass(frozen=True, slots=True)
class SiteInput:
    """What a batch needs to make pages: the theme's shells, the site's words, and where to write."""

    staging: Path
    shells: Mapping[str, str]
    facts: SiteFacts
    site: Site


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What all batches share; without `output` a batch is checked only."""

    project: Path
    cache: Path | None
    catalog: Catalog = EMPTY_CATALOG
    neighbourhood: Neighbourhood = field(default_factory=Neighbourhood)
    output: SiteInput | None = None


@dataclass(frozen=True, slots=True)
class Names:
    """What the name search learns from one unit-year."""

    unit_id: str
    year: int
    entries: tuple[NameEntry, ...]


@dataclass(slots=True)
class BatchResult:
    """What one batch hands back: findings, counts, and the shares of the pages made from all batches."""

    packages: int = 0
    rows: int = 0
    findings: list[Finding] = field(default_factory=list)
    reports: list[AuditReport] = field(default_factory=list)
    unit_years: list[tuple[str, int, Place]] = field(default_factory=list)
    summaries: list[UnitYearSummary] = field(default_factory=list)
    fragments: list[Fragment] = field(default_factory=list)
    names: list[Names] = field(default_factory=list)
    terms: PartialIndex | None = None
    entries: list[ManifestEntry] = field(default_factory=list)


def run_batch(surroundings: Surroundings, folders: tuple[str, ...]) -> BatchResult:
    """Return what the packages in these folders give; their pages and downloads are written already."""
    result = BatchResult()
    with _without_collection():
        _run(surroundings, folders, result)
    return result


@contextmanager
def _without_collection() -> Iterator[None]:
    """Leave the search for circles out: rows and files hold none, and to look for them costs a tenth."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _run(surroundings: Surroundings, folders: tuple[str, ...], result: BatchResult) -> None:
    verdicts = Verdicts(surroundings.project, surroundings.cache)
    library = Library(surroundings.project, surroundings.neighbourhood)
    audited: list[tuple[Disclosure, AuditReport]] = []
    for folder in folders:
        disclosures = _checked(surroundings, folder, verdicts, result)
        library.keep(folder, disclosures)
        for disclosure in disclosures:
            report = audit(disclosure, surroundings.catalog, library.neighbours(disclosure))
            result.reports.append(report)
            result.findings.extend(unmatched_responses(disclosure, report))
            audited.append((disclosure, report))
    if surroundings.output and not any(finding.severity == "error" for finding in result.findings):
        _make(surroundings.output, surroundings.catalog, audited, result)


def _checked(
    surroundings: Surroundings, folder: str, verdicts: Verdicts, result: BatchResult
) -> tuple[Disclosure, ...]:
    raw = load_package(surroundings.project, surroundings.project / folder)
    validated = validate_package(raw, verdicts)
    result.packages += 1
    result.rows += sum(len(table.rows) for table in raw.tables)
    result.findings.extend(validated.findings)
    disclosures = assemble_disclosures(validated.package) if validated.package else ()
    for disclosure in disclosures:
        place = Place(file=disclosure.head.columns.file, line=disclosure.head.line)
        result.unit_years.append((disclosure.unit_id, disclosure.year, place))
    return disclosures


def _make(
    output: SiteInput, catalog: Catalog, audited: list[tuple[Disclosure, AuditReport]], result: BatchResult
) -> None:
    shell = Shell.cut(output.shells["unit-year"])
    for disclosure, report in audited:
        page = unit_year_page(disclosure, report, catalog, output.facts)
        files = unit_year_files(disclosure, report, output.site)
        poured = Output(page.path, shell.filled(page.slots))
        result.entries.extend(write_outputs(output.staging, (poured, *files)))
        result.fragments.append(bulk_fragment(disclosure, report, files))
        result.summaries.append(summarise(disclosure, report, catalog))
        result.names.append(Names(disclosure.unit_id, disclosure.year, name_entries(disclosure)))
    result.terms = batch_terms([page_text(disclosure, catalog) for disclosure, _ in audited])
