"""What a run found, put together from its batches."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from builder.batches import BatchResult
from builder.findings import Completeness, Finding, order
from builder.publish import ManifestEntry
from builder.validate import duplicate_unit_years


@dataclass(frozen=True, slots=True)
class UnitYearCompleteness:
    """How much of what has to be disclosed one unit-year has."""

    unit_id: str
    year: int
    completeness: Completeness


@dataclass(frozen=True, slots=True)
class Report:
    """What a run found; `is_publishable` says whether nothing in our own data stands in the way."""

    packages: int
    unit_years: int
    rows: int
    findings: tuple[Finding, ...]
    passed: Mapping[str, int]
    not_applicable: Mapping[str, frozenset[str]]
    completeness: tuple[UnitYearCompleteness, ...] = ()
    entries: tuple[ManifestEntry, ...] = field(default=())

    @property
    def is_publishable(self) -> bool:
        """Whether no data finding is an error."""
        return not any(finding.kind == "data" and finding.severity == "error" for finding in self.findings)


def report_of(results: Sequence[BatchResult]) -> Report:
    """Return the report of batches: data findings by place, then audit findings by unit and year."""
    doubled = duplicate_unit_years(place for result in results for place in result.unit_years)
    findings = [finding for result in results for finding in result.findings]
    reports = sorted(
        (report for result in results for report in result.reports), key=lambda one: (one.unit_id, one.year)
    )
    passed: dict[str, int] = {}
    not_applicable: dict[str, frozenset[str]] = {}
    for report in reports:
        for rule, count in report.passed.items():
            passed[rule] = passed.get(rule, 0) + count
        for rule, key in report.not_applicable.items():
            not_applicable[rule] = not_applicable.get(rule, frozenset()) | {key}
    audited = [finding for report in reports for finding in report.findings]
    return Report(
        packages=sum(result.packages for result in results),
        unit_years=len(reports),
        rows=sum(result.rows for result in results),
        findings=(*sorted([*findings, *doubled], key=order), *audited),
        passed=passed,
        not_applicable=not_applicable,
        completeness=tuple(UnitYearCompleteness(one.unit_id, one.year, one.completeness) for one in reports),
    )
