"""The findings of a unit and year: as rows of the resource `findings`, and as records of the machine interface."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from builder.export.tables import Table, Values
from builder.findings import AuditReport, Finding
from builder.messages import message
from builder.model.rows import Value
from builder.schemas import all_schemas

FINDINGS = "findings"


Record = Mapping[str, str | int | None]


def findings_table(records: Sequence[Record]) -> Table:
    """Return the findings as published, numbered from 1 in the order of the report."""
    schema = all_schemas()[FINDINGS]
    rows = (_row(schema.header, number, record) for number, record in enumerate(records, 1))
    return Table(schema, tuple(rows))


def finding_records(report: AuditReport) -> tuple[Record, ...]:
    """Return the findings of a report as the machine interface of the check gives them."""
    return tuple(_record(report, finding) for finding in report.findings)


def _row(header: tuple[str, ...], number: int, record: Record) -> Values:
    difference = record["difference"]
    cells: Mapping[str, Value] = {
        **record,
        "finding_no": number,
        "difference": None if difference is None else Decimal(difference),
    }
    return tuple(cells[name] for name in header)


def _record(report: AuditReport, finding: Finding) -> Record:
    place = finding.place
    return {
        "kind": finding.kind,
        "rule": finding.rule,
        "severity": finding.severity,
        "unit_id": place.unit_id or report.unit_id,
        "year": place.year or report.year,
        "table": place.table,
        "row": place.row,
        "field": place.field,
        "stated": finding.stated,
        "expected": finding.expected,
        "difference": finding.difference,
        "file": place.file,
        "line": place.line,
        "column": place.column,
        "source_line": place.source_line,
        "message_zh": message(finding, "zh"),
        "message_en": message(finding, "en"),
    }
