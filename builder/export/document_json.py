"""`data.json`: everything of a unit and year in one file.

Amounts and all other decimals are texts with the digits that they have; JSON numbers are whole counts, years
and line numbers only, and none stands under a name that is an amount in another resource (the `change` of staffing
is text, for that of the narrative is an amount). A blank cell is null. The order of keys is that of the schemas.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cache

from builder.export.descriptor import unit_year_head
from builder.export.finding_rows import FINDINGS, Record
from builder.export.tables import Table, amount_text
from builder.findings import AuditReport
from builder.messages import reason
from builder.model.disclosure import Disclosure
from builder.model.rows import Row, Value
from builder.schemas import all_schemas

_Scalar = str | int | bool | None


def data_json(
    disclosure: Disclosure,
    report: AuditReport,
    tables: Mapping[str, Table],
    findings: Sequence[Record],
    homepage: str | None,
) -> bytes:
    """Return `data.json`; `tables` are those published as CSV, `findings` the records of the report."""
    head = unit_year_head(disclosure.package, homepage)
    records = {name: _records(table) for name, table in tables.items() if name != FINDINGS}
    content = {
        "mingzhang_schema": head["mingzhang_schema"],
        "unit_id": disclosure.unit_id,
        "year": disclosure.year,
        "package": {key: value for key, value in head.items() if key not in {"$schema", "mingzhang_schema"}},
        "unit": _record(disclosure.unit),
        "regions": [_record(region) for region in disclosure.regions],
        "tables": records,
        "findings": findings,
        "passed": dict(sorted(report.passed.items())),
        "not_applicable": {rule: reason(why, "en") for rule, why in sorted(report.not_applicable.items())},
        "completeness": {"score": report.completeness.score, "missing": list(report.completeness.missing)},
    }
    return (json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def _records(table: Table) -> list[dict[str, _Scalar]]:
    header = table.schema.header
    columns = [
        column if is_as_it_is else [None if value is None else _scalar(name, value) for value in column]
        for name, is_as_it_is, column in zip(
            header, _as_they_are(table.schema.name), zip(*table.rows, strict=True), strict=False
        )
    ]
    return [dict(zip(header, row, strict=True)) for row in zip(*columns, strict=True)]


def _record(row: Row) -> dict[str, _Scalar]:
    return {name: _scalar(name, row[name]) for name in row.columns.position}


def _scalar(name: str, value: Value) -> _Scalar:
    if isinstance(value, Decimal):
        return amount_text(value)
    if isinstance(value, date):
        return value.isoformat()
    is_count = isinstance(value, int) and not isinstance(value, bool)
    return str(value) if is_count and name in _amount_names() else value


@cache
def _as_they_are(resource: str) -> tuple[bool, ...]:
    """By column: whether JSON holds its values as the model does."""
    fields = all_schemas()[resource].fields
    return tuple(
        field.type in {"string", "boolean"} or (field.type == "integer" and field.name not in _amount_names())
        for field in fields
    )


@cache
def _amount_names() -> frozenset[str]:
    return frozenset(
        field.name for schema in all_schemas().values() for field in schema.fields if field.type == "number"
    )
