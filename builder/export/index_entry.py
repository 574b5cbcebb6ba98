"""The object of a unit-year in `index.json`: what it is, its totals, how it fared, and its files with their sizes."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping

from builder.export.tables import amount_text
from builder.export.unit_years import EXCEL_SUFFIX, unit_year_folder
from builder.findings import AuditReport, Severity
from builder.model.disclosure import Disclosure

PAGE = "index.html"
_SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")


def index_entry(disclosure: Disclosure, report: AuditReport, sizes: Mapping[str, int]) -> str:
    """Return the object as JSON; `sizes` are those of the unit-year's files by their path below its folder."""
    severities = Counter(finding.severity for finding in report.findings)
    entry = {
        "unit_id": disclosure.unit_id,
        "year": disclosure.year,
        "name": disclosure.name,
        "aliases": list(disclosure.unit.parts("names_alias")),
        "region_code": disclosure.unit.text("region_code"),
        "regions": [region.text("name") for region in disclosure.regions],
        "budget_level": disclosure.unit.text("budget_level"),
        "unit_type": disclosure.unit.text("unit_type"),
        "title": disclosure.package.title,
        "page": unit_year_folder(disclosure),
        "income_total": _total(disclosure, "T1", "income_total"),
        "expenditure_total": _total(disclosure, "T1", "expenditure_total"),
        "findings": {severity: severities[severity] for severity in _SEVERITIES},
        "checks_passed": sum(report.passed.values()),
        "files": _listed(sizes),
    }
    return json.dumps(entry, ensure_ascii=False)


def _listed(sizes: Mapping[str, int]) -> dict[str, int]:
    """All but the page; a twin for Excel is its CSV and three bytes, so it is left out beside that."""
    return {
        path: sizes[path]
        for path in sorted(sizes)
        if path != PAGE and not (path.endswith(EXCEL_SUFFIX) and path.removesuffix(EXCEL_SUFFIX) + ".csv" in sizes)
    }


def _total(disclosure: Disclosure, table_id: str, measure: str) -> str | None:
    table = disclosure.table(table_id)
    amount = table.total_of(measure) if table else None
    return None if amount is None else amount_text(amount)
