"""What the bulk files need of one unit and year: small enough to keep between builds."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from builder.export.descriptor import BrokenKey, broken_keys
from builder.export.finding_rows import FINDINGS
from builder.export.tables import Values, amount_text, csv_header
from builder.export.unit_years import EXCEL_SUFFIX, resource_tables, unit_year_folder
from builder.findings import AuditReport, Severity
from builder.model.disclosure import Disclosure
from builder.outputs import Output
from builder.schemas import all_schemas

_SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")


@dataclass(frozen=True, slots=True)
class Fragment:
    """The share of one unit and year in the bulk files.

    `bodies` maps each disclosed resource to its CSV lines without header, `references` each reference
    resource to its rows, `entry` is the unit-year's object in `index.json`.
    """

    unit_id: str
    year: int
    bodies: Mapping[str, bytes]
    references: Mapping[str, tuple[Values, ...]]
    entry: str
    created: str
    licenses: tuple[Mapping[str, str], ...]
    broken_keys: tuple[BrokenKey, ...]


def bulk_fragment(disclosure: Disclosure, report: AuditReport, files: Sequence[Output]) -> Fragment:
    """Return the fragment of a disclosure whose downloads are `files`, as `unit_year_files` made them."""
    tables = resource_tables(disclosure)
    references = {name: table.rows for name, table in tables.items() if table.schema.scope == "global"}
    contents = {output.path: output.content for output in files}
    folder = unit_year_folder(disclosure)
    return Fragment(
        unit_id=disclosure.unit_id,
        year=disclosure.year,
        bodies={
            name: contents[f"{folder}{name}.csv"].removeprefix(csv_header(all_schemas()[name]))
            for name in (*tables, FINDINGS)
            if name not in references
        },
        references=references,
        entry=_entry(disclosure, report, files),
        created=disclosure.package.created or "",
        licenses=tuple(dict(licence) for licence in disclosure.package.licenses),
        broken_keys=broken_keys(tables),
    )


def _entry(disclosure: Disclosure, report: AuditReport, files: Sequence[Output]) -> str:
    """The object of a unit-year in `index.json`; a twin for Excel is its CSV and three bytes, so it is not listed."""
    folder = unit_year_folder(disclosure)
    severities = Counter(finding.severity for finding in report.findings)
    sizes = {output.path.removeprefix(folder): len(output.content) for output in files}
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
        "page": folder,
        "income_total": _total(disclosure, "T1", "income_total"),
        "expenditure_total": _total(disclosure, "T1", "expenditure_total"),
        "findings": {severity: severities[severity] for severity in _SEVERITIES},
        "checks_passed": sum(report.passed.values()),
        "files": {path: size for path, size in sizes.items() if not path.endswith(EXCEL_SUFFIX)},
    }
    return json.dumps(entry, ensure_ascii=False)


def _total(disclosure: Disclosure, table_id: str, measure: str) -> str | None:
    table = disclosure.table(table_id)
    amount = table.total_of(measure) if table else None
    return None if amount is None else amount_text(amount)
