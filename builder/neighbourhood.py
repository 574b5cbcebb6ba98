"""What stands beside each disclosure in other packages: last year's, the department's, its units', all units' names.

An index is read once for a whole run, of two small tables in each package, and kept from run to run for packages
that nobody touched. The packages it points to are read again by the worker that needs them, which keeps the last
few: neighbours mostly lie side by side.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field
from itertools import chain, repeat
from pathlib import Path

from builder.assemble import assemble_disclosures, content_digests
from builder.cache import Cache, Unreadable, code_digest, content_digest, dumps, loads, look
from builder.load import load_outline, load_package
from builder.model.disclosure import Disclosure, Neighbours
from builder.records import TypedPackage, TypedTable
from builder.schemas import all_schemas
from builder.segments import digest_of
from builder.validate import typed_tables, validate_package

OUTLINE = ("units", "disclosures")
PACKAGES_KEPT = 8
_STAGE = "inputs"
_SHARE = 16

UnitYear = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Outline:
    """What one package says of whom it is about: its unit-years, and its units with their names and parents."""

    folder: str
    unit_years: tuple[UnitYear, ...]
    names: tuple[tuple[str, tuple[str, ...]], ...]
    parents: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Input:
    """A package as it lies there: the digest of all its files (None where they cannot all be read), their bytes.

    `signature` is what the file system says of the files, None where it may not be relied on.
    """

    folder: str
    digest: bytes | None
    size: int
    signature: bytes | None
    outline: Outline


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """Which package holds which unit-year, who belongs to whom, and what every unit is called."""

    folder_of: Mapping[UnitYear, str] = field(default_factory=dict)
    parent_of: Mapping[str, str] = field(default_factory=dict)
    subordinates_of: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def beside(self, unit_year: UnitYear) -> tuple[UnitYear, ...]:
        """Return the unit-years that may stand beside one: last year's, the department's, its units'."""
        unit_id, year = unit_year
        below = ((each, year) for each in self.subordinates_of.get(unit_id, ()))
        parent = self.parent_of.get(unit_id)
        return ((unit_id, year - 1), *(((parent, year),) if parent else ()), *below)

    def held_by_folder(self) -> dict[str, list[UnitYear]]:
        """Return the unit-years of each package."""
        held: dict[str, list[UnitYear]] = {}
        for unit_year, folder in self.folder_of.items():
            held.setdefault(folder, []).append(unit_year)
        return held

    @property
    def names_key(self) -> bytes:
        """The digest of what all units are called."""
        return digest_of(repr(sorted(self.names.items())).encode())

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


def read_inputs(project: str, folders: Sequence[str]) -> list[Input]:
    """Return each package as it lies there now, all its files read."""
    inputs = []
    for folder in folders:
        seen = look(Path(project) / folder)
        digest = content_digest(Path(project) / folder, seen) if seen else None
        size, signature = (seen.size, seen.signature) if seen else (0, None)
        inputs.append(Input(folder, digest, size, signature, _outline(Path(project), folder)))
    return inputs


class InputBook:
    """The inputs of a project: those that nobody touched since they were read are not read again."""

    def __init__(self, project: Path, cache: Cache, name: str = "") -> None:
        """Take the project's folder and the cache in which the book of this name is kept."""
        self._project = project
        self._cache = cache
        self._key = digest_of(cache.name_of(project).encode(), code_digest(), name.encode())
        self._known: dict[str, Input] = self._recall()

    def read(self, folders: Sequence[str], executor: Executor | None) -> dict[str, Input]:
        """Return the inputs of these packages by folder."""
        found, unknown = {}, []
        for folder in folders:
            kept = self._known.get(folder)
            seen = look(self._project / folder) if kept else None
            if kept and seen and seen.signature is not None and seen.signature == kept.signature:
                found[folder] = kept
            else:
                unknown.append(folder)
        read = self._read(unknown, executor)
        if read:
            self._known |= read
            self._cache.keep(_STAGE, self._key, dumps(self._known))
        return found | read

    def _read(self, folders: Sequence[str], executor: Executor | None) -> dict[str, Input]:
        shares = [folders[start : start + _SHARE] for start in range(0, len(folders), _SHARE)]
        project = str(self._project)
        if executor is None or len(shares) == 1:
            read = [read_inputs(project, share) for share in shares]
        else:
            read = list(executor.map(read_inputs, repeat(project), shares))
        return {each.folder: each for each in chain.from_iterable(read)}

    def _recall(self) -> dict[str, Input]:
        kept = self._cache.recall(_STAGE, self._key)
        try:
            return dict(loads(kept)) if kept else {}
        except Unreadable:
            return {}


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


@dataclass(frozen=True, slots=True)
class Held:
    """A disclosure, and the digest of all that it holds."""

    disclosure: Disclosure
    digest: bytes


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside a disclosure, each with its digest."""

    previous: Held | None
    department: Held | None
    subordinates: tuple[Held, ...]
    names: Mapping[str, tuple[str, ...]]

    @property
    def neighbours(self) -> Neighbours:
        """The neighbours as the audit takes them."""
        previous = self.previous.disclosure if self.previous else None
        department = self.department.disclosure if self.department else None
        return Neighbours(previous, department, tuple(each.disclosure for each in self.subordinates), self.names)

    @property
    def digest(self) -> bytes:
        """The digest of all neighbours, each in its place."""
        single = (each.digest if each else b"" for each in (self.previous, self.department))
        return digest_of(*single, *(each.digest for each in self.subordinates))


class Library:
    """The disclosures of packages by folder, the last few kept; for one worker."""

    def __init__(self, project: Path, neighbourhood: Neighbourhood) -> None:
        """Start with nothing read."""
        self._project = project
        self._neighbourhood = neighbourhood
        self._kept: OrderedDict[str, dict[UnitYear, Held]] = OrderedDict()

    def keep(self, folder: str, package: TypedPackage | None) -> tuple[Held, ...]:
        """Keep the disclosures of a package that has been read anyway, and return them; none where it has a fault."""
        held = _held(package) if package else ()
        self._kept[folder] = {(each.disclosure.unit_id, each.disclosure.year): each for each in held}
        self._kept.move_to_end(folder)
        while len(self._kept) > PACKAGES_KEPT:
            self._kept.popitem(last=False)
        return held

    def beside(self, disclosure: Disclosure) -> Beside:
        """Return what stands beside a disclosure; whatever is not at hand, or cannot be read, is left out."""
        index, unit_id, year = self._neighbourhood, disclosure.unit_id, disclosure.year
        previous = self._find(unit_id, year - 1)
        if previous and previous.disclosure.head.text("kind") != disclosure.head.text("kind"):
            previous = None
        department = self._find(index.parent_of.get(unit_id, ""), year)
        below = [self._find(subordinate, year) for subordinate in index.subordinates_of.get(unit_id, ())]
        return Beside(previous, department, tuple(unit for unit in below if unit), index.names)

    def neighbours(self, disclosure: Disclosure) -> Neighbours:
        """Return what stands beside a disclosure, as the audit takes it."""
        return self.beside(disclosure).neighbours

    def _find(self, unit_id: str, year: int) -> Held | None:
        folder = self._neighbourhood.folder_of.get((unit_id, year))
        if folder is None:
            return None
        if folder not in self._kept:
            # a fault of it is reported where it is itself checked
            self.keep(folder, validate_package(load_package(self._project, self._project / folder), None).package)
        return self._kept[folder].get((unit_id, year))


def _held(package: TypedPackage) -> tuple[Held, ...]:
    digests = content_digests(package)
    return tuple(Held(each, digests[each.unit_id, each.year]) for each in assemble_disclosures(package))
