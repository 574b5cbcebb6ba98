"""What the pages that list many disclosures need of each: a small, picklable record."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal

from builder.findings import AuditReport, Completeness
from builder.model.catalog import Catalog
from builder.model.disclosure import Disclosure
from builder.render.checks import Counts
from builder.render.figures import KeyFigures
from builder.render.listed import listed_findings
from builder.render.terms import Glossary, OwnTerm


@dataclass(frozen=True, slots=True)
class RegionName:
    """A region on the way from the province down to the unit."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class UnitYearSummary:
    """One unit-year; amounts in 10,000 yuan, None where the document does not print them.

    Findings are counted without those on what is missing. `findings_listed` is what a list of them shows, packed.
    """

    unit_id: str
    year: int
    name: str
    printed_name: str
    aliases: tuple[str, ...]
    regions: tuple[RegionName, ...]
    region_code: str
    scope: str
    kind: str
    unit_type: str
    budget_level: str
    parent_unit_id: str
    uscc: str
    homepage: str
    template_id: str
    has_income: bool
    total: Decimal | None
    total_change: Decimal | None
    fiscal_change: Decimal | None
    basic: Decimal | None
    project: Decimal | None
    three_public: Decimal | None
    three_public_change: Decimal | None
    errors: int
    warnings: int
    infos: int
    passed: int
    projects: int
    signed: str
    terms: tuple[str, ...]
    own_terms: tuple[OwnTerm, ...]
    licence: str
    completeness: Completeness
    findings_listed: bytes

    @property
    def findings(self) -> int:
        """How many findings there are of any severity."""
        return self.errors + self.warnings + self.infos

    @property
    def address(self) -> str:
        """The address of the page, relative to the site's root."""
        return f"units/{self.unit_id}/{self.year}/"


def summarise(disclosure: Disclosure, report: AuditReport, catalog: Catalog) -> UnitYearSummary:
    """Return the summary of a disclosure."""
    key = KeyFigures.of(disclosure)
    unit, head = disclosure.unit, disclosure.head
    severities = Counter(finding.severity for finding in report.disagreements)
    glossary = Glossary.of(disclosure, catalog)
    whole = key.income or key.expenditure
    regions = (RegionName(row.text("region_code") or "", row.text("name") or "") for row in disclosure.regions)
    return UnitYearSummary(
        unit_id=disclosure.unit_id,
        year=disclosure.year,
        name=disclosure.name,
        printed_name=head.text("name_printed") or disclosure.name,
        aliases=unit.parts("names_alias"),
        regions=tuple(regions)[::-1],
        region_code=unit.text("region_code") or "",
        scope=head.text("scope") or "",
        kind=head.text("kind") or "",
        unit_type=unit.text("unit_type") or "",
        budget_level=unit.text("budget_level") or "",
        parent_unit_id=unit.text("parent_unit_id") or "",
        uscc=unit.text("uscc") or "",
        homepage=unit.text("homepage") or "",
        template_id=head.text("template_id") or "",
        has_income=key.income is not None,
        total=whole.amount if whole else None,
        total_change=whole.change if whole else None,
        fiscal_change=key.fiscal_change,
        basic=key.basic.amount if key.basic else None,
        project=key.project.amount if key.project else None,
        three_public=key.three_public.amount if key.three_public else None,
        three_public_change=key.three_public.change if key.three_public else None,
        errors=severities["error"],
        warnings=severities["warning"],
        infos=severities["info"],
        passed=Counts.of(report).passed,
        projects=len(disclosure.rows("projects")),
        signed=str(head.day("signed_date") or ""),
        terms=glossary.used_in(disclosure),
        own_terms=glossary.own,
        licence=next((dict(licence).get("title", "") for licence in disclosure.package.licenses), ""),
        completeness=report.completeness,
        findings_listed=listed_findings(disclosure, report),
    )
