"""Units, regions and codes, which many unit-years describe: of each the row of the newest year counts.

What a disclosure says of its own unit counts before what others say of it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal

from builder.export.tables import Table, Values, amount_text, key_positions, sorted_by_key, table_of
from builder.model.catalog import Catalog
from builder.model.rows import Row, Value
from builder.schemas import all_schemas

UNITS = "units"

_Rank = tuple[bool, int, str]
"""Whether the unit speaks of itself, the year, and the unit: of two rows of one key that of the higher rank counts."""


class References:
    """The reference tables as far as they were read: of each key the row that counts."""

    __slots__ = ("_rows",)

    def __init__(self) -> None:
        self._rows: dict[str, dict[Values, tuple[_Rank, Values]]] = {UNITS: {}}

    @classmethod
    def joined(cls, parts: Iterable[bytes]) -> References:
        """Return the references of all packages from what `packed` gave of each."""
        references = cls()
        for part in parts:
            for name, rows in json.loads(part).items():
                references._add(name, (((own, year, unit), tuple(row)) for own, year, unit, row in rows))
        return references

    def add(self, table: Table, unit_id: str, year: int) -> None:
        """Take what a unit-year says."""
        is_units = table.schema.name == UNITS
        self._add(table.schema.name, (((is_units and row[0] == unit_id, year, unit_id), row) for row in table.rows))

    def tables(self) -> dict[str, Table]:
        """Return the tables, sorted by name, their rows by key."""
        schemas = all_schemas()
        return {
            name: Table(
                schemas[name], tuple(sorted_by_key(schemas[name], (row for _, row in self._rows[name].values())))
            )
            for name in sorted(self._rows)
        }

    def packed(self) -> bytes:
        """Return the rows with their ranks, to be joined with those of other packages; decimals and days are texts."""
        rows = {
            name: [[*rank, row] for _, (rank, row) in sorted(found.items(), key=_first)]
            for name, found in sorted(self._rows.items())
        }
        return json.dumps(rows, ensure_ascii=False, separators=(",", ":"), default=_text).encode()

    def _add(self, name: str, ranked: Iterable[tuple[_Rank, Values]]) -> None:
        schema = all_schemas()[name]
        positions = key_positions(schema, schema.primary_key)
        found = self._rows.setdefault(name, {})
        for rank, row in ranked:
            key = tuple(row[position] for position in positions)
            if key not in found or rank >= found[key][0]:
                found[key] = rank, row


def catalog_tables(catalog: Catalog, fund_sources: Sequence[Row]) -> dict[str, Table]:
    """Return the code lists of all years and the terms; of a code in two lists the newer counts."""
    lists = {
        "functional_classification": _oldest_first(catalog.functional),
        "economic_classification": _oldest_first(catalog.economic),
        "fund_sources": fund_sources,
    }
    schemas = all_schemas()
    tables = {name: _distinct(table_of(schemas[name], rows)) for name, rows in lists.items() if rows}
    if catalog.terms:
        tables["glossary_terms"] = table_of(schemas["glossary_terms"], catalog.terms)
    return tables


def _oldest_first(lists: Mapping[int, Mapping[str, tuple[Row, ...]]]) -> list[Row]:
    return [row for year in sorted(lists) for code in sorted(lists[year]) for row in lists[year][code]]


def _distinct(table: Table) -> Table:
    """One row of each key, the last counting, by key."""
    positions = key_positions(table.schema, table.schema.primary_key)
    latest = {tuple(row[position] for position in positions): row for row in table.rows}
    return Table(table.schema, tuple(sorted_by_key(table.schema, latest.values())))


def _first(entry: tuple[Values, object]) -> Values:
    return entry[0]


def _text(value: Value) -> str:
    if isinstance(value, Decimal):
        return amount_text(value)
    return value.isoformat() if isinstance(value, date) else str(value)
