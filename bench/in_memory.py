"""Generated disclosures without files: from the rows that a file would hold straight to the model."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from bench.generate import ROOT, unit_years
from bench.places import Area, Unit, area
from bench.records import Record
from bench.tables import UnitYear
from bench.writing import reference_rows
from builder.assemble import assemble_catalog, assemble_disclosures
from builder.findings import Finding
from builder.load import find_packages, load_package
from builder.model.catalog import Catalog
from builder.model.disclosure import Disclosure, Neighbours
from builder.records import RawDescriptor, RawTable, TypedPackage, TypedTable
from builder.schemas import all_schemas
from builder.validate import Verdicts, validate_package
from builder.validate.tables import validate_table

_A_PACKAGE = 100
"""So many unit-years in one area: enough for units of one region beside each other."""


class Unasked(Verdicts):
    """Frictionless is left out: the rows are ours, and its time is none of this."""

    def on(self, folder: str, digest: str) -> tuple[Finding, ...]:
        """Return no finding."""
        del folder, digest
        return ()


WHOLE, TEXT_ONLY, FACTS_ONLY = "whole", "text", "facts"
"""How a dataset keeps the explanation: text and figures; text, from which the figures are read; or figures alone."""
_IN_WORDS = {
    "disclosures": ("functions_text",),
    "printed_tables": ("note",),
    "narrative": ("text",),
    "narrative_figures": ("purpose", "reason", "quote"),
    "glossary": ("definition",),
}


@dataclass(frozen=True, slots=True)
class Sample:
    """One right disclosure: its rows to be changed, its model, and what stands beside it."""

    place: Area
    unit_year: UnitYear
    rows: Mapping[str, list[Record]]
    kept: str
    disclosure: Disclosure
    neighbours: Neighbours

    def changed(self, rows: Mapping[str, list[Record]]) -> Disclosure:
        """Return the disclosure with other rows."""
        return disclosure_of(self.place, self.unit_year.unit, kept_as(self.kept, rows))


def kept_as(kept: str, rows: Mapping[str, list[Record]]) -> Mapping[str, list[Record]]:
    """Return the rows as a dataset has them that keeps the explanation in one of the three ways."""
    if kept == TEXT_ONLY:
        return {resource: records for resource, records in rows.items() if resource != "narrative_figures"}
    if kept == FACTS_ONLY:
        return {
            resource: [{**record, **dict.fromkeys(_IN_WORDS.get(resource, ()))} for record in records]
            for resource, records in rows.items()
        }
    return rows


def repository_catalog() -> Catalog:
    """Return the code lists of the repository."""
    folders = find_packages(ROOT, [ROOT / "datasets" / "classifications"])
    validated = (validate_package(load_package(ROOT, Path(folder)), Unasked(ROOT, None)) for folder in folders)
    return assemble_catalog(each.package for each in validated if each.package)


def samples(template: str, count: int, seed: int, kept: str = WHOLE) -> Iterator[Sample]:
    """Yield so many right disclosures of a template, those of a unit in the order of its years."""
    number = 0
    left = count
    while left:
        place = area(number, min(left, _A_PACKAGE), seed)
        number += 1
        if place.template != template:
            continue
        left -= min(left, _A_PACKAGE)
        yield from _samples_of(place, seed, kept)


def _samples_of(place: Area, seed: int, kept: str) -> Iterator[Sample]:
    names = {unit.id: (unit.name, *unit.aliases) for unit in place.units}
    previous: Disclosure | None = None
    for unit_year, records in unit_years(place, seed):
        disclosure = disclosure_of(place, unit_year.unit, kept_as(kept, records.rows))
        if previous and (previous.unit_id, previous.year) != (disclosure.unit_id, disclosure.year - 1):
            previous = None
        # a department with one unit below it, which spends all
        below = (disclosure,) if unit_year.unit.is_department else ()
        neighbours = Neighbours(previous=previous, subordinates=below, unit_names=names)
        yield Sample(place, unit_year, records.rows, kept, disclosure, neighbours)
        previous = disclosure


def disclosure_of(place: Area, unit: Unit, rows: Mapping[str, list[Record]]) -> Disclosure:
    """Return the disclosure that these rows make; raises ValueError where one breaks its schema."""
    own = Area(place.name, place.slug, place.template, place.regions, (unit,))
    return disclosure_from({**rows, **reference_rows(own, dict(rows))}, slug=place.slug, title=place.name)


def disclosure_from(
    rows: Mapping[str, list[Record]], *, slug: str = "disclosure", title: str = "disclosure"
) -> Disclosure:
    """Return the one disclosure of a whole package's rows; raises ValueError where one breaks its schema."""
    package = TypedPackage(
        folder=f"datasets/units/{slug}",
        digest="0" * 64,
        descriptor=RawDescriptor("datapackage.yaml", {"name": slug, "title": title}, {}),
        tables={resource: _typed(resource, records) for resource, records in rows.items()},
        sources=(),
    )
    (disclosure,) = assemble_disclosures(package)
    return disclosure


def _typed(resource: str, records: list[Record]) -> TypedTable:
    header = all_schemas()[resource].header
    form = all_schemas()[resource].form
    cells = tuple(tuple(record.get(name) for name in header) for record in records)
    lines = tuple(range(2, len(cells) + 2))
    typed, findings = validate_table(RawTable(resource, f"{resource}.{form}", form, header, cells, lines, None))
    if typed is None:
        raise ValueError(findings[0])
    return typed


def copied(rows: Mapping[str, list[Record]]) -> dict[str, list[Record]]:
    """Return rows that can be changed without changing the others; a blank cell is there as None."""
    blank = {resource: dict.fromkeys(all_schemas()[resource].header) for resource in rows}
    return {resource: [{**blank[resource], **record} for record in records] for resource, records in rows.items()}
