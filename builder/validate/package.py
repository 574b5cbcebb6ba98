"""One package whole: its descriptor, its tables, their references, and frictionless's verdict."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from builder.findings import Finding, Place
from builder.records import RawDescriptor, RawPackage, RawTable, TypedPackage, TypedTable
from builder.schemas import all_schemas
from builder.validate.authority import Verdicts
from builder.validate.descriptors import validate_descriptor
from builder.validate.references import validate_references
from builder.validate.source_cells import validate_source_cells
from builder.validate.tables import validate_table


@dataclass(frozen=True, slots=True)
class Validated:
    """The typed package where it has no error, and every finding, notes included."""

    package: TypedPackage | None
    findings: tuple[Finding, ...]


def validate_package(raw: RawPackage, verdicts: Verdicts | None) -> Validated:
    """Return the package with typed rows, or everything that is wrong with it.

    Frictionless is asked only once our own checks and the gate found nothing: what they find is said in our
    words, with the physical line; what only frictionless sees is said in its own. Without `verdicts` it is not asked.
    """
    findings = list(raw.findings)
    if raw.descriptor is None:
        return Validated(None, tuple(findings))
    findings.extend(validate_descriptor(raw.descriptor, _unused(raw.tables)))
    tables: dict[str, TypedTable] = {}
    for table in raw.tables:
        if table.resource not in all_schemas():
            continue
        typed, table_findings = validate_table(table)
        findings.extend(table_findings)
        if typed:
            tables[table.resource] = typed
    unread = _listed(raw.descriptor) - tables.keys()
    findings.extend(validate_references(tables, unread))
    findings.extend(validate_source_cells(tables, unread))
    if verdicts is not None and not _has_error(findings):
        findings.extend(verdicts.on(raw.folder, raw.digest))
    if _has_error(findings):
        return Validated(None, tuple(findings))
    package = TypedPackage(raw.folder, raw.digest, raw.descriptor, tables, raw.sources)
    return Validated(package, tuple(findings))


def _unused(tables: Iterable[RawTable]) -> set[str]:
    """The resources to which keys of these tables could point, but no cell does (a unit whose region is not known)."""
    pointed: dict[str, bool] = {}
    for table in tables:
        for key in all_schemas()[table.resource].foreign_keys if table.resource in all_schemas() else ():
            positions = [table.header.index(name) for name in key.fields if name in table.header]
            has_value = any(row[position] for row in table.rows for position in positions)
            pointed[key.target] = pointed.get(key.target, False) or has_value
    return {target for target, has_value in pointed.items() if not has_value}


def typed_tables(tables: Iterable[RawTable]) -> dict[str, TypedTable]:
    """Return the tables that are without fault in themselves, by resource."""
    found = {table.resource: validate_table(table)[0] for table in tables}
    return {resource: typed for resource, typed in found.items() if typed}


def duplicate_unit_years(unit_years: Iterable[tuple[str, int, Place]]) -> tuple[Finding, ...]:
    """Return a finding for each place where a unit-year stands that another package holds already.

    Takes unit_id, year and the place of the row in `disclosures` of every package, in order.
    """
    first: dict[tuple[str, int], Place] = {}
    findings = []
    for unit_id, year, place in unit_years:
        earlier = first.setdefault((unit_id, year), place)
        if earlier != place:
            facts = {"unit_id": unit_id, "year": str(year), "other": f"{earlier.file}:{earlier.line}"}
            where = replace(place, unit_id=unit_id, year=year)
            findings.append(Finding("data", "duplicate-unit-year", "error", where, facts=facts))
    return tuple(findings)


def _listed(descriptor: RawDescriptor) -> frozenset[str]:
    """Return the names under `resources`; a table that is listed and was not read is no table left out."""
    entries = descriptor.content.get("resources") or ()
    return frozenset(str(entry.get("name")) for entry in entries if isinstance(entry, Mapping))


def _has_error(findings: Iterable[Finding]) -> bool:
    return any(finding.severity == "error" for finding in findings)
