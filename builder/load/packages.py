"""Find every Data Package, and read one: the gate that hands on plain local text and findings."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from itertools import islice
from pathlib import Path

from builder.findings import Finding
from builder.load import limits
from builder.load.characters import shown
from builder.load.descriptors import read_descriptor
from builder.load.paths import Refusal, form_of, judge_part, open_folder, read_file
from builder.load.properties import Pointer, judge_descriptor
from builder.load.report import Report
from builder.load.tables import read_table
from builder.load.text import decode
from builder.load.yaml_tables import read_yaml_table
from builder.records import RawDescriptor, RawPackage, RawTable, SourceFile
from builder.schemas import all_schemas

DESCRIPTOR = "datapackage.yaml"
_DATASETS = "datasets"
_TABLE_SUFFIXES = (".csv", ".yaml", ".yml", ".json")
_MAY_STAND_THERE = frozenset({"README.md", "import-ledger.json", "review.html"})


def find_packages(project: Path, roots: Sequence[Path]) -> tuple[Path, ...]:
    """Return every folder at or below the roots that holds a descriptor, sorted; no link is followed.

    Below the project's `datasets` also a folder that holds tables and belongs to no package, and a link, are
    returned, so that reading them reports what would otherwise be passed over. Hidden folders are no data.
    """
    found: set[Path] = set()
    for root in roots:
        start = root.parent if root.name == DESCRIPTOR else root
        found.update(_packages_below(project, start))
    return tuple(sorted(found))


def _packages_below(project: Path, root: Path) -> Iterator[Path]:
    waiting = [(root, False)]
    while waiting:
        folder, is_inside = waiting.pop()
        try:
            entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        except OSError:
            continue
        names = {entry.name for entry in entries}
        is_strict = _is_below_datasets(project, folder)
        is_stray = is_strict and not is_inside and any(name.endswith(_TABLE_SUFFIXES) for name in names)
        if DESCRIPTOR in names or is_stray:
            yield folder
        for entry in entries:
            if entry.name.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False):
                waiting.append((folder / entry.name, is_inside or DESCRIPTOR in names))
            elif entry.is_symlink() and is_strict and not is_inside and DESCRIPTOR not in names:
                yield folder / entry.name


def _is_below_datasets(project: Path, folder: Path) -> bool:
    return folder.is_relative_to(project / _DATASETS)


def load_package(project: Path, folder: Path) -> RawPackage:
    """Read one package; whatever is wrong with it is in its findings, and nothing of that hides the rest."""
    is_inside = folder.is_relative_to(project)
    relative = folder.relative_to(project).as_posix() if is_inside else folder.as_posix()
    reading = _Reading(relative)
    parts = tuple(part for part in relative.split("/") if part != ".") if is_inside else (folder.name,)
    reading.judge_folder(parts)
    try:
        with open_folder(project if is_inside else folder.parent, parts) as descriptor:
            reading.read(descriptor)
    except Refusal as refusal:
        reading.report_on(DESCRIPTOR).add(_rule_for_folder(refusal.rule), facts={**refusal.facts, "path": relative})
    return reading.package()


def load_outline(project: Path, folder: Path, resources: Sequence[str]) -> tuple[RawTable, ...]:
    """Read some tables of a package where its profile says they stand, without its descriptor; faults are left out."""
    reading = _Reading(folder.name)
    try:
        with open_folder(project, folder.relative_to(project).parts) as descriptor:
            for name in resources:
                form = all_schemas()[name].form
                reading.follow(descriptor, Pointer(f"{name}.{form}", "", name, form))
    except Refusal:
        return ()
    return tuple(reading.tables)


def _rule_for_folder(rule: str) -> str:
    return "folder-not-a-folder" if rule == "not-a-regular-file" else rule


@dataclass(slots=True)
class _Reading:
    """What has been read of one package so far."""

    folder: str
    reports: dict[str, Report] = field(default_factory=dict)
    descriptor: RawDescriptor | None = None
    tables: list[RawTable] = field(default_factory=list)
    sources: list[SourceFile] = field(default_factory=list)
    digests: dict[str, str] = field(default_factory=dict)

    def report_on(self, path: str) -> Report:
        """Return the report of a file of this package."""
        return self.reports.setdefault(path, Report(f"{self.folder}/{shown(path, limits.PATH_BYTES)}"))

    def judge_folder(self, parts: tuple[str, ...]) -> None:
        """Report names below `datasets` that could not become addresses."""
        below = parts[1:] if parts[0:1] == (_DATASETS,) else ()
        for part in below:
            refusal = judge_part(part, "/".join(below))
            if refusal:
                self.report_on(DESCRIPTOR).add(refusal.rule, facts=refusal.facts)

    def read(self, folder: int) -> None:
        """Read the descriptor, then every file that it names, then look at what else lies in the folder."""
        report = self.report_on(DESCRIPTOR)
        pointers: tuple[Pointer, ...] = ()
        try:
            content = read_file(folder, DESCRIPTOR, limits.DESCRIPTOR_BYTES)
        except Refusal as refusal:
            rule = "missing-descriptor" if refusal.rule == "missing-file" else refusal.rule
            report.add(rule, facts={**refusal.facts, "nearest": _nearest(folder, DESCRIPTOR)})
        else:
            self.digests[DESCRIPTOR] = hashlib.sha256(content).hexdigest()
            text = decode(content, report, DESCRIPTOR)
            self.descriptor = None if text is None else read_descriptor(text, report)
            if self.descriptor:
                self.descriptor, pointers = judge_descriptor(self.descriptor, report)
        for pointer in pointers:
            self.follow(folder, pointer)
        if self.descriptor is not None:
            self.look_around(folder, {pointer.path for pointer in pointers})

    def follow(self, folder: int, pointer: Pointer) -> None:
        """Read one file that the descriptor names."""
        try:
            content = read_file(folder, pointer.path, limits.FILE_BYTES)
        except Refusal as refusal:
            self.refuse(folder, pointer, refusal)
            return
        sha256 = hashlib.sha256(content).hexdigest()
        self.digests[pointer.path] = sha256
        if pointer.form == "source":
            self.source(pointer, content, sha256)
            return
        report = self.report_on(pointer.path)
        text = decode(content, report, pointer.path)
        if text is None:
            return
        reader = read_table if pointer.form == "csv" else read_yaml_table
        table = reader(text, pointer.name, report)
        if table is not None:
            self.tables.append(table)

    def source(self, pointer: Pointer, content: bytes, sha256: str) -> None:
        """Keep a source file; report where it is not the one whose checksum was noted."""
        self.sources.append(SourceFile(pointer.path, content, sha256))
        if pointer.sha256 is not None and pointer.sha256 != sha256:
            place = pointer.place.rpartition("/")[0] + "/sha256"
            self.add_at(
                place,
                "sha256-mismatch",
                facts={"path": pointer.path, "found": sha256[:16], "noted": pointer.sha256[:16]},
            )

    def refuse(self, folder: int, pointer: Pointer, refusal: Refusal) -> None:
        """Report, at its line in the descriptor, a file that could not be opened."""
        nearest = _nearest(folder, pointer.path) if refusal.rule == "missing-file" else ""
        self.add_at(pointer.place, refusal.rule, facts={**refusal.facts, "nearest": nearest})

    def add_at(self, place: str, rule: str, facts: Mapping[str, object]) -> None:
        """Report at a place of the descriptor."""
        line = self.descriptor.line_of(place) if self.descriptor else 1
        self.report_on(DESCRIPTOR).add(rule, line=line, field=place.replace("/", "."), facts=facts)

    def look_around(self, folder: int, named: set[str]) -> None:
        """Report what lies in the folder and is not named, and whatever is neither folder nor file."""
        for number, (path, mode) in enumerate(_entries(folder)):
            if number >= limits.FOLDER_ENTRIES:
                self.report_on(DESCRIPTOR).add("too-many-files", facts={"limit": limits.FOLDER_ENTRIES})
                return
            if path in named or path == DESCRIPTOR:
                continue
            name = path.rpartition("/")[2]
            if not stat.S_ISREG(mode):
                self.report_on(path).add("not-a-regular-file", facts={"path": path, "form": form_of(mode)})
            elif path not in _MAY_STAND_THERE and not name.startswith("."):
                severity = "warning" if name.endswith(_TABLE_SUFFIXES) else "info"
                self.report_on(path).add("file-not-named", severity=severity, facts={"path": path})  # type: ignore[arg-type]

    def package(self) -> RawPackage:
        """Return all of it; the findings by file, those of the descriptor first."""
        digest = hashlib.sha256()
        for path, sha256 in sorted(self.digests.items()):
            digest.update(f"{len(path)}:{path}:{sha256}\n".encode())
        findings: list[Finding] = []
        for _, report in sorted(self.reports.items(), key=lambda item: (item[0] != DESCRIPTOR, item[0])):
            findings.extend(report.findings())
        return RawPackage(
            self.folder,
            digest.hexdigest(),
            self.descriptor,
            tuple(self.tables),
            tuple(self.sources),
            tuple(findings),
        )


def _entries(folder: int) -> Iterator[tuple[str, int]]:
    """Yield the path and mode of everything below a folder that is no folder itself; no link is followed.

    Hidden folders, and folders with a descriptor of their own, which are other packages, are passed over.
    """
    waiting: list[tuple[str, ...]] = [()]
    while waiting:
        parts = waiting.pop()
        try:
            with open_folder(folder, parts) as here:
                modes = {name: os.stat(name, dir_fd=here, follow_symlinks=False).st_mode for name in os.listdir(here)}  # noqa: PTH208 # by descriptor
        except (OSError, Refusal):
            continue
        if parts and DESCRIPTOR in modes:
            continue
        for name, mode in sorted(modes.items(), reverse=True):
            if stat.S_ISDIR(mode) and not name.startswith("."):
                waiting.append((*parts, name))
        for name, mode in sorted(modes.items()):
            if not stat.S_ISDIR(mode):
                yield "/".join((*parts, name)), mode


def _nearest(folder: int, path: str) -> str:
    names = [name for name, _ in islice(_entries(folder), limits.FOLDER_ENTRIES)]
    near = get_close_matches(path, names, n=1)
    return near[0] if near else ""
