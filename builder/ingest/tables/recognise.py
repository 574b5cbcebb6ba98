"""Zones of tables → records of the tables, whether their cells are known or their rows are lines of text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from builder.ingest.outline import Zone
from builder.ingest.recognised import Recognised, Setting
from builder.ingest.tables.canonical import records_of
from builder.ingest.tables.flat import read_flat
from builder.ingest.tables.read_table import ReadTable
from builder.ingest.tables.ruled import read_ruled
from builder.ingest.tables.templates import template_fitting


def recognise_tables(
    zones: Sequence[Zone], setting: Setting, *, said: Mapping[str, Decimal] | None = None
) -> Recognised:
    """Return the records of all zones of kind `table`, in their order.

    `said` are the figures of the explanation for the table of the three public expenses.
    """
    return records_of(read_tables(zones, setting, said=said), setting)


def read_tables(
    zones: Sequence[Zone], setting: Setting, *, said: Mapping[str, Decimal] | None = None
) -> tuple[ReadTable, ...]:
    """Return every table with its columns known, in the order of the zones."""
    tables = [zone for zone in zones if zone.kind == "table"]
    lines = iter(read_flat([zone for zone in tables if not is_ruled(zone)], setting, said))
    read = [read_ruled(zone, setting) if is_ruled(zone) else next(lines) for zone in tables]
    return tuple(_titled(table, zone) for table, zone in zip(read, tables, strict=True))


def template_of(zones: Sequence[Zone], setting: Setting) -> str | None:
    """Return the id of the template whose titles and columns the tables have, None where none fits well."""
    return template_fitting(read_tables(zones, setting), setting.year)


def is_ruled(zone: Zone) -> bool:
    """Whether the cells of a table are known: a row of it belongs to a grid and has more than one."""
    return any(row.grid is not None and len(row.cells) > 1 for row in zone.rows)


def _titled(table: ReadTable, zone: Zone) -> ReadTable:
    """Take the title from the name of the sheet where the table prints none."""
    title = table.head.title or zone.facts.get("title", "")
    return replace(table, head=replace(table.head, title=title))
