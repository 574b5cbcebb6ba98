"""Codes of rows as they are meant, for finding which rows are sums of which: cut or unpadded ones are completed."""

from __future__ import annotations

from collections.abc import Sequence

from builder.ingest.tables.flat_rows import FlatRow, Names
from builder.ingest.tables.flat_sides import SideLabels, bare
from builder.model.codes import CLASS, SECTION


def meant_codes(rows: Sequence[FlatRow], names: Names, labels: SideLabels) -> tuple[str, ...]:
    """Return the code of each row, empty where it has none; in tables of two sides the fund or class of its label."""
    found: list[str] = []
    last = ""
    for row in rows:
        if row.side:
            found.append(labels.line(bare(row.name), row.side) if row.kind == "row" else "")
            continue
        code = _meant(row, last, names)
        found.append(code)
        last = code or last
    return tuple(found)


def _meant(row: FlatRow, last: str, names: Names) -> str:
    if not row.codes:
        return ""
    first, *rest = (token.text for token in row.codes)
    if len(first) >= CLASS:
        return first + "".join(part.zfill(2) for part in rest)
    if rest:
        # A class that was cut, with parts of its own: it is the class of the row above.
        return last[:CLASS] + "".join(part.zfill(2) for part in rest)
    part = first.zfill(2)
    section, item = last[:CLASS] + part, last[:SECTION] + part
    if len(last) >= SECTION and row.name not in names.by_code.get(section, frozenset()):
        return item
    return section
