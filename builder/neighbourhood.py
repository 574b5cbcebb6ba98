"""What stands beside each disclosure in other packages: last year's, the department's, its units', all units' names.

An index is read once for a whole run, of two small tables in each package. The packages it points to are read
again by the worker that needs them, which keeps the last few: neighbours mostly lie side by side.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from builder.assemble import assemble_disclosures
from builder.load import load_outline, load_package
from builder.model.disclosure import Disclosure, Neighbours
from builder.records import TypedTable
from builder.schemas import all_schemas
from builder.validate import typed_tables, validate_package

OUTLINE = ("units", "disclosures")
PACKAGES_KEPT = 8

UnitYear = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Outline:
    """What one package says of whom it is about: its unit-years, and its units with their names and parents."""

    folder: str
    unit_years: tuple[UnitYear, ...]
    names: tuple[tuple[str, tuple[str, ...]], ...]
    parents: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """Which package holds which unit-year, who belongs to whom, and what every unit is called."""

    folder_of: Mapping[UnitYear, str] = field(default_factory=dict)
    parent_of: Mapping[str, str] = field(default_factory=dict)
    subordinates_of: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, outlines: Iterable[Outline]) -> Neighbourhood:
        """Return the index of all packages; of two that hold one unit-year the first counts."""
        folder_of: dict[UnitYear, str] = {}
        parents: dict[str, str] = {}
        names: dict[str, tuple[str, ...]] = {}
        for outline in outlines:
            for unit_year in outline.unit_years:
                folder_of.setdefault(unit_year, outline.folder)
            parents.update(outline.parents)
            for unit_id, own in outline.names:
                names[unit_id] = tuple(dict.fromkeys((*names.get(unit_id, ()), *own)))
        subordinates: dict[str, list[str]] = {}
        for unit_id, parent in sorted(parents.items()):
            subordinates.setdefault(parent, []).append(unit_id)
        return cls(folder_of, parents, {parent: tuple(below) for parent, below in subordinates.items()}, names)


def read_outlines(project: Path, folders: Sequence[str]) -> list[Outline]:
    """Return the outline of each package; one that cannot be read is in it with nothing."""
    return [_outline(project, folder) for folder in folders]


def _outline(project: Path, folder: str) -> Outline:
    tables = typed_tables(load_outline(project, project / folder, OUTLINE))
    disclosures = _columns(tables.get("disclosures"), "unit_id", "year")
    units = _columns(tables.get("units"), "unit_id", "name_official", "names_alias", "parent_unit_id")
    return Outline(
        folder,
        tuple((str(unit_id), int(str(year))) for unit_id, year in disclosures),
        tuple((str(unit), (str(name), *(str(alias).split("|") if alias else ()))) for unit, name, alias, _ in units),
        tuple((str(unit), str(parent)) for unit, _, _, parent in units if parent),
    )


def _columns(table: TypedTable | None, *names: str) -> list[tuple[object, ...]]:
    if table is None:
        return []
    header = all_schemas()[table.resource].header
    positions = [header.index(name) for name in names]
    return [tuple(row[position] for position in positions) for row in table.rows]


class Library:
    """The disclosures of packages by folder, the last few kept; for one worker."""

    def __init__(self, project: Path, neighbourhood: Neighbourhood) -> None:
        """Start with nothing read."""
        self._project = project
        self._neighbourhood = neighbourhood
        self._kept: OrderedDict[str, dict[UnitYear, Disclosure]] = OrderedDict()

    def keep(self, folder: str, disclosures: Iterable[Disclosure]) -> None:
        """Keep the disclosures of a package that has been read anyway."""
        self._kept[folder] = {(disclosure.unit_id, disclosure.year): disclosure for disclosure in disclosures}
        self._kept.move_to_end(folder)
        while len(self._kept) > PACKAGES_KEPT:
            self._kept.popitem(last=False)

    def neighbours(self, disclosure: Disclosure) -> Neighbours:
        """Return what stands beside a disclosure; whatever is not at hand, or cannot be read, is left out."""
        index, unit_id, year = self._neighbourhood, disclosure.unit_id, disclosure.year
        previous = self._find(unit_id, year - 1)
        if previous and previous.head.text("kind") != disclosure.head.text("kind"):
            previous = None
        department = self._find(index.parent_of.get(unit_id, ""), year)
        below = [self._find(subordinate, year) for subordinate in index.subordinates_of.get(unit_id, ())]
        return Neighbours(previous, department, tuple(unit for unit in below if unit), index.names)

    def _find(self, unit_id: str, year: int) -> Disclosure | None:
        folder = self._neighbourhood.folder_of.get((unit_id, year))
        if folder is None:
            return None
        if folder not in self._kept:
            self.keep(folder, _read(self._project, folder))
        return self._kept[folder].get((unit_id, year))


def _read(project: Path, folder: str) -> tuple[Disclosure, ...]:
    """Return the disclosures of a package, none where it has a fault, which is reported where it is itself checked."""
    package = validate_package(load_package(project, project / folder), None).package
    return assemble_disclosures(package) if package else ()
