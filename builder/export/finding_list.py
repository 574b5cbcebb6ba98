"""`findings.json`: all findings as records, for programs that would rather not read a table."""

from __future__ import annotations

import json

from builder.export.tables import Table, cell_text

_WHOLE = frozenset({"integer"})


def finding_lines(table: Table) -> bytes:
    """Return the findings as JSON records, one a line, without the brackets around them."""
    fields = [(field.name, field.type in _WHOLE) for field in table.schema.fields]
    lines = (
        {name: _value(cell_text(value), is_whole=is_whole) for (name, is_whole), value in zip(fields, row, strict=True)}
        for row in table.rows
    )
    return ",\n".join(json.dumps(line, ensure_ascii=False) for line in lines).encode()


def _value(text: str, *, is_whole: bool) -> str | int | None:
    if not text:
        return None
    return int(text) if is_whole else text
