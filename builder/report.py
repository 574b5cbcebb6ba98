"""What a run found: each batch's share of it, and the whole put together from the shares."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import chain
from typing import NamedTuple

from builder.findings import AuditReport, Finding, Place, order
from builder.outputs import ManifestEntry
from builder.validate import duplicate_unit_years


class UnitYearCompleteness(NamedTuple):
    """How much of what has to be disclosed one unit-year has, of 100, and the items short of their full weight.

    `score` is None where nothing was judged.
    """

    unit_id: str
    year: int
    score: int | None
    missing: tuple[str, ...]

    @classmethod
    def of(cls, report: AuditReport) -> UnitYearCompleteness:
        """Return what a report says of its unit-year."""
        judged = report.completeness
        return cls(report.unit_id, report.year, judged.score if judged.items else None, judged.missing)


class AuditedUnitYear(NamedTuple):
    """What the audit found in one unit-year, and how much of it is disclosed."""

    unit_id: str
    year: int
    findings: tuple[Finding, ...]
    completeness: UnitYearCompleteness


@dataclass(frozen=True, slots=True)
class ReportShare:
    """What one batch of packages gives to the report; `data_findings` are those on our own dataset."""

    packages: int
    rows: int
    data_findings: tuple[Finding, ...]
    unit_years: tuple[tuple[str, int, Place], ...]
    audited: tuple[AuditedUnitYear, ...] = ()
    passed: Mapping[str, int] = field(default_factory=dict)
    not_applicable: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @property
    def is_publishable(self) -> bool:
        """Whether no data finding is an error."""
        return not any(finding.severity == "error" for finding in self.data_findings)


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


def share_of(  # the parts of a share
    packages: int,
    rows: int,
    data_findings: Iterable[Finding],
    unit_years: Iterable[tuple[str, int, Place]],
    reports: Iterable[AuditReport] = (),
) -> ReportShare:
    """Return the share of a batch: its counts, what is wrong with its data, and what the audit found."""
    audited, passed, not_applicable = [], Counter[str](), dict[str, frozenset[str]]()
    for report in reports:
        audited.append(
            AuditedUnitYear(report.unit_id, report.year, tuple(report.findings), UnitYearCompleteness.of(report))
        )
        passed.update(report.passed)
        _unite(not_applicable, ((rule, frozenset({key})) for rule, key in report.not_applicable.items()))
    return ReportShare(
        packages, rows, tuple(data_findings), tuple(unit_years), tuple(audited), dict(passed), not_applicable
    )


def report_of(shares: Iterable[ReportShare]) -> Report:
    """Return the report of batches: data findings by place, then audit findings by unit and year."""
    shares = list(shares)
    doubled = duplicate_unit_years(place for share in shares for place in share.unit_years)
    findings = [*chain.from_iterable(share.data_findings for share in shares), *doubled]
    audited = sorted(chain.from_iterable(share.audited for share in shares), key=lambda one: (one.unit_id, one.year))
    passed, not_applicable = Counter[str](), dict[str, frozenset[str]]()
    for share in shares:
        passed.update(share.passed)
        _unite(not_applicable, share.not_applicable.items())
    return Report(
        packages=sum(share.packages for share in shares),
        unit_years=len(audited),
        rows=sum(share.rows for share in shares),
        findings=(*sorted(findings, key=order), *chain.from_iterable(one.findings for one in audited)),
        passed=dict(passed),
        not_applicable=not_applicable,
        completeness=tuple(one.completeness for one in audited),
    )


def _unite(whole: dict[str, frozenset[str]], further: Iterable[tuple[str, frozenset[str]]]) -> None:
    for rule, keys in further:
        whole[rule] = whole.get(rule, frozenset()) | keys
