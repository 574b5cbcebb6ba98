"""What a project knows that importing needs: code lists, packages of the same unit, what does not agree in a draft."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from builder.assemble import assemble_catalog, assemble_disclosures
from builder.audit import audit
from builder.findings import Finding
from builder.ingest.knowledge import Knowledge, Names, Rows
from builder.load import load_outline, load_package
from builder.model.catalog import Catalog
from builder.model.rows import Row
from builder.neighbourhood import Library, Neighbourhood, read_outlines
from builder.records import RawTable
from builder.validate import validate_package


@dataclass(frozen=True)
class Shelf:
    """The packages of a project in which knowledge of units is found, as folders relative to `root`."""

    root: Path
    folders: tuple[str, ...]
    reference: tuple[str, ...]

    def knowledge(self, unit_id: str) -> Knowledge:
        """Return what the project knows of one unit; a package that cannot be read knows nothing."""
        functional, economic = self._lists
        packages: dict[int, Rows] = {}
        for folder in self._folders_of.get(unit_id, ()):
            packages |= _by_year(load_package(self.root, self.root / folder).tables, unit_id)
        return Knowledge(functional, economic, packages, self._regions)

    def findings(self, folder: Path) -> tuple[Finding, ...]:
        """Return what is wrong with a draft, and what of its document does not agree; frictionless is not asked.

        It is asked by `check` and before a draft is accepted, and takes longer than all the rest of an import.
        """
        validated = validate_package(load_package(self.root, folder), None)
        if validated.package is None:
            return validated.findings
        library = Library(self.root, self._neighbourhood)
        reports = (
            audit(disclosure, self._catalog, library.neighbours(disclosure))
            for disclosure in assemble_disclosures(validated.package)
        )
        return (*validated.findings, *(finding for report in reports for finding in report.findings))

    @cached_property
    def unit_names(self) -> Mapping[str, str]:
        """The unit of every official name and alias that belongs to only one."""
        units: dict[str, set[str]] = {}
        for _, table in self._outlines:
            if table.resource == "units":
                for row in _rows(table):
                    for name in (row["name_official"], *row["names_alias"].split("|")):
                        units.setdefault(name, set()).add(row["unit_id"])
        return {name: next(iter(ids)) for name, ids in units.items() if name and len(ids) == 1}

    @cached_property
    def _catalog(self) -> Catalog:
        packages = [
            validate_package(load_package(self.root, self.root / each), None).package for each in self.reference
        ]
        return assemble_catalog([package for package in packages if package])

    @cached_property
    def _neighbourhood(self) -> Neighbourhood:
        return Neighbourhood.of(read_outlines(self.root, self.folders))

    @cached_property
    def _lists(self) -> tuple[Mapping[int, Names], Mapping[int, Names]]:
        return _names_by_year(self._catalog.functional), _names_by_year(self._catalog.economic)

    @cached_property
    def _outlines(self) -> tuple[tuple[str, RawTable], ...]:
        return tuple(
            (folder, table)
            for folder in self.folders
            for table in load_outline(self.root, self.root / folder, ("units", "disclosures", "regions"))
        )

    @cached_property
    def _regions(self) -> Mapping[str, Mapping[str, str]]:
        """The regions that any package names, by code."""
        rows = (row for _, table in self._outlines if table.resource == "regions" for row in _rows(table))
        return {row["region_code"]: row for row in rows}

    @cached_property
    def _folders_of(self) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, dict[str, None]] = {}
        for folder, table in self._outlines:
            if table.resource == "disclosures":
                for row in _rows(table):
                    found.setdefault(row["unit_id"], {})[folder] = None
        return {unit_id: tuple(folders) for unit_id, folders in found.items()}


def _names_by_year(lists: Mapping[int, Mapping[str, tuple[Row, ...]]]) -> dict[int, Names]:
    """The names by code, those now valid before former ones."""
    return {
        year: {code: tuple(dict.fromkeys(row.text("name") or "" for row in rows)) for code, rows in codes.items()}
        for year, codes in lists.items()
    }


def _by_year(tables: Iterable[RawTable], unit_id: str) -> dict[int, Rows]:
    rows = {table.resource: _rows(table) for table in tables}
    years = {row["year"] for row in rows.get("disclosures", ()) if row["unit_id"] == unit_id and row["year"].isdigit()}
    return {
        int(year): {
            name: tuple(
                row
                for row in each
                if row.get("unit_id", unit_id) == unit_id and (name == "units" or row.get("year", year) == year)
            )
            for name, each in rows.items()
        }
        for year in sorted(years)
    }


def _rows(table: RawTable) -> list[dict[str, str]]:
    return [dict(zip(table.header, (cell or "" for cell in row), strict=True)) for row in table.rows]
