"""The numbers of tables that stand in the list of contents only."""

from __future__ import annotations

import re
from collections.abc import Iterable

from builder.ingest.outline import Zone, plain
from builder.ingest.recognised import Claim, Recognised

_NUMBERED = re.compile(r"\s*(\d{1,2}(?:[-\u2014]\d{1,2})?)\s*[.\uff0e\u3001\s]\s*(\S.*?)[.\u2026\u00b7\s]*\d*\s*$")


def number_tables(zones: Iterable[Zone], found: Recognised) -> None:
    """Give each printed table without a number the one that an entry of the contents with its title has."""
    tables = {
        plain(record.values["title_printed"]): record
        for record in found.records
        if record.resource == "printed_tables" and not record.values.get("table_no_printed")
    }
    for zone in zones:
        if zone.kind != "contents":
            continue
        for row in zone.body:
            for cell in row.filled:
                entry = _NUMBERED.match(cell.text)
                table = tables.pop(plain(entry[2]), None) if entry else None
                if entry and table:
                    table.values["table_no_printed"] = entry[1]
                    found.claims.append(Claim(cell.piece, *entry.span(1), table, "table_no_printed"))
