"""Packages of a few unit-years, and the bulk files that come of their segments."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence

from builder.export import Site, bulk_jobs, bulk_package, bulk_segments, unit_year_files
from builder.export.bulk_parts import Audited
from builder.findings import AuditReport, Finding, Place
from builder.model.catalog import EMPTY_CATALOG, Catalog
from builder.model.downloads import DownloadChoice
from builder.outputs import Derived, ManifestEntry, Output
from builder.segments import HeldSegments
from tests.unit.export.samples import disclosure_of, sample_records

PLAIN = DownloadChoice()
COMPRESSED = DownloadChoice(frozenset(), "csv.gz")


def audited_of(
    unit_id: str, name: str, year: int, parent: str | None = None, findings: tuple[Finding, ...] = ()
) -> Audited:
    """A unit-year and its report."""
    records = sample_records(unit_id, name)
    records["units"][0]["parent_unit_id"] = parent
    disclosure = disclosure_of(records, unit_id=unit_id, year=year, created=f"{year}-02-12T00:00:00Z")
    return disclosure, AuditReport(unit_id, year, findings, {"T1-01": 2}, {})


def finding_of(unit_id: str, year: int) -> Finding:
    """A finding that says what the sample report says."""
    place = Place(file="x.csv", line=2, column=3, unit_id=unit_id, year=year, table="T3", row="201", field="basic")
    return Finding("audit", "HIE-T3", "error", place, "2.00", "1.00", "1.00")


def segments_of(audited: Sequence[Audited], choice: DownloadChoice = PLAIN, site: Site | None = None) -> HeldSegments:
    """The segments of a package whose unit-years have these downloads."""
    sizes = {
        file.path: len(file.content)
        for disclosure, report in audited
        for file in unit_year_files(disclosure, report, site or Site(), choice)
    }
    return HeldSegments(bulk_segments(audited, sizes, choice))


def made_by(jobs: Iterable[Derived]) -> dict[str, bytes]:
    """The files that jobs make, by path."""
    return {
        output.path: output.content if isinstance(output, Output) else b"".join(output.chunks())
        for job in jobs
        for output in job.make(*job.arguments)
    }


def entries_of(files: Mapping[str, bytes]) -> dict[str, ManifestEntry]:
    """The manifest entries of files."""
    return {
        path: ManifestEntry(path, len(content), hashlib.sha256(content).hexdigest()) for path, content in files.items()
    }


def bulk_of(
    parts: Sequence[HeldSegments],
    choice: DownloadChoice = PLAIN,
    site: Site | None = None,
    catalog: Catalog = EMPTY_CATALOG,
) -> dict[str, bytes]:
    """All bulk files by path, in both steps."""
    tables = made_by(bulk_jobs(parts, catalog, choice, fund_sources=catalog.funds))
    told = bulk_package(parts, entries_of(tables), site or Site(), catalog, choice, fund_sources=catalog.funds)
    return {**tables, **made_by(told)}
