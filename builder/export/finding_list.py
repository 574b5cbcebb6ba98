"""`findings.json`: all findings as records, for programs that would rather not read a table."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator

from builder.export.finding_rows import FINDINGS
from builder.schemas import all_schemas

_WHOLE = frozenset({"integer"})


def findings_json(table: bytes) -> bytes:
    """Return the findings of a CSV file of ours as a JSON array, one a line: amounts are texts, blanks null."""
    schema = all_schemas()[FINDINGS]
    whole = {field.name for field in schema.fields if field.type in _WHOLE}
    rows = csv.DictReader(io.StringIO(table.decode(), newline=""))
    lines = ",\n".join(_lines(rows, whole))
    return f"[\n{lines}\n]\n".encode() if lines else b"[]\n"


def _lines(rows: csv.DictReader[str], whole: set[str]) -> Iterator[str]:
    for row in rows:
        record = {name: _value(text, is_whole=name in whole) for name, text in row.items()}
        yield json.dumps(record, ensure_ascii=False)


def _value(text: str, *, is_whole: bool) -> str | int | None:
    if not text:
        return None
    return int(text) if is_whole else text
