"""The findings of a unit and year: as rows of the resource `findings`, and as records of the machine interface."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from builder.export.tables import Table, Values
from builder.findings import AuditReport, Finding, Response
from builder.messages import message
from builder.model.rows import Value
from builder.schemas import all_schemas

FINDINGS = "findings"

Record = Mapping[str, Any]


def findings_table(records: Sequence[Record]) -> Table:
    """Return the findings as published, numbered from 1 in the order of the report."""
    schema = all_schemas()[FINDINGS]
    rows = (_row(schema.header, number, record) for number, record in enumerate(records, 1))
    return Table(schema, tuple(rows))


def finding_records(report: AuditReport) -> tuple[Record, ...]:
    """Return the findings of a report as the machine interface of the check gives them."""
    own = {"unit_id": report.unit_id, "year": report.year}
    return tuple({**finding_record(finding), **own} for finding in report.findings)


def finding_record(finding: Finding) -> Record:
    """Return a finding as its object in the machine interface: amounts are texts, what it cannot name is None."""
    place = finding.place
    return {
        "kind": finding.kind,
        "rule": finding.rule,
        "severity": finding.severity,
        "unit_id": place.unit_id,
        "year": place.year,
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
        "hint": finding.hint.id if finding.hint else None,
        "cause": finding.cause,
        "response": _response_record(finding.response) if finding.response else None,
    }


def _response_record(response: Response) -> Mapping[str, str | None]:
    return {"text": response.text, "date": response.day, "by": response.by}


def _row(header: tuple[str, ...], number: int, record: Record) -> Values:
    difference, response = record["difference"], record["response"] or {}
    day = response.get("date")
    cells: Mapping[str, Value] = {
        **record,
        "finding_no": number,
        "difference": None if difference is None else Decimal(difference),
        "response": response.get("text"),
        "response_date": date.fromisoformat(day) if day else None,
        "response_by": response.get("by"),
    }
    return tuple(cells[name] for name in header)
