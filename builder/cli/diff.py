"""Compare two states of the data, each a folder or a git revision, and say what changed."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from builder.assemble import assemble_disclosures
from builder.cli.arguments import Options, version
from builder.cli.changes import FORMATS, Side
from builder.cli.project import DATASETS, Project, absolute_of, project_here
from builder.cli.revisions import GitFailed, NoRevision, revision_folder
from builder.cli.running import CommandFailed, check_packages, packages_at
from builder.cli.words import Words
from builder.difference import State, UnitYear, difference
from builder.load import load_package
from builder.model.disclosure import Disclosure
from builder.report import Report
from builder.validate import Verdicts, validate_package

HERE = "."
_MOST = 2
_Read = Mapping[str, tuple[Disclosure, ...] | None]


@dataclass(frozen=True, slots=True)
class _Packages:
    """One side: the packages of a project, relative to it; `project.cache` keeps the verdicts on them."""

    name: str
    project: Project
    folders: tuple[str, ...]


def diff(options: Options, words: Words) -> int:
    """Print what differs; return 1 where data of a side is at fault, so that it could not be compared."""
    before, after = _names(options.sides)
    with _packages(before, beside=after) as old, _packages(after, beside=before) as new:
        reports = [check_packages(one.project, one.folders, options, words) for one in (old, new)]
        states = _states((old, new), reports, options)
    sides = [Side.of(name, report) for name, report in zip((before, after), reports, strict=True)]
    sys.stdout.write(FORMATS[options.format](difference(*states), sides, words, version()) + "\n")
    return 1 if any(side.faults for side in sides) else 0


def _names(given: Sequence[str]) -> tuple[str, str]:
    """Return the two states meant: `A B`, `A..B`, or `A` and what is here."""
    if len(given) > _MOST:
        raise CommandFailed(2, "two-states")
    if len(given) == _MOST:
        return given[0], given[1]
    (only,) = given
    first, dots, second = only.partition("..")
    if dots and not only.startswith((".", "/")) and not Path(only).exists():
        return first or "HEAD", second or "HEAD"
    return only, HERE


@contextmanager
def _packages(name: str, *, beside: str) -> Iterator[_Packages]:
    """Give the packages of a folder, or of the current project at a revision; a folder of that name comes first.

    Where the other side, `beside`, is a folder of the project, only that folder of the revision is meant.
    """
    here = project_here()
    if name == HERE and here:
        yield _Packages(name, *packages_at(()))
    elif name and Path(name).exists():
        yield _Packages(name, *packages_at((Path(name),)))
    elif here is None:
        raise CommandFailed(2, "no-state", name=name, detail="")
    else:
        try:
            with revision_folder(here.root, name) as folder:
                project, folders = packages_at((folder / DATASETS,))
                meant = tuple(each for each in folders if _is_meant(each, here, beside))
                yield _Packages(name, project.with_cache_of(here), meant)
        except NoRevision as missing:
            raise CommandFailed(2, "no-state", name=name, detail=missing.detail) from missing
        except GitFailed as failure:
            raise CommandFailed(3, "git-failed", name=name, detail=failure.detail) from failure


def _is_meant(folder: str, here: Project, beside: str) -> bool:
    """Whether a package of a revision is among those of the other side, where that is a folder of the project."""
    other = absolute_of(Path(beside))
    is_folder = Path(beside).exists() and other.is_relative_to(here.root)
    return not is_folder or (here.root / folder).is_relative_to(other)


def _states(sides: tuple[_Packages, _Packages], reports: Sequence[Report], options: Options) -> tuple[State, State]:
    """Return both sides without the disclosures whose package cannot be read on one of them."""
    digests = [{folder: _digest(one.project.root / folder) for folder in one.folders} for one in sides]
    before, after = (
        _read(one, [folder for folder in own if own[folder] not in set(other.values())], options)
        for one, own, other in zip(sides, digests, reversed(digests), strict=True)
    )
    unread = _unread(sides, before, after) | _unread(sides[::-1], after, before)
    return (_state(before, reports[0], unread), _state(after, reports[1], unread))


def _digest(folder: Path) -> str:
    """Return what stands for the bytes of a package's own files; a link counts by its name alone."""
    digest = sha256()
    files = sorted(folder.iterdir()) if folder.is_dir() and not folder.is_symlink() else []
    for file in files:
        content = file.read_bytes() if file.is_file() and not file.is_symlink() else b""
        digest.update(f"{file.name}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


def _read(side: _Packages, folders: Sequence[str], options: Options) -> _Read:
    """Return the disclosures of packages by folder, None where the data is at fault."""
    verdicts = Verdicts(side.project.root, side.project.cache if options.has_cache else None)
    read: dict[str, tuple[Disclosure, ...] | None] = {}
    for folder in folders:
        validated = validate_package(load_package(side.project.root, side.project.root / folder), verdicts)
        read[folder] = assemble_disclosures(validated.package) if validated.package else None
    return read


def _unread(sides: Sequence[_Packages], own: _Read, other: _Read) -> frozenset[UnitYear]:
    """Return the unit-years that the other side has in a package which cannot be read on this one."""
    is_pair = all(len(one.folders) == 1 for one in sides)
    return frozenset(
        (one.unit_id, one.year)
        for folder, disclosures in own.items()
        if disclosures is None
        for one in other.get(sides[1].folders[0] if is_pair else folder) or ()
    )


def _state(read: _Read, report: Report, unread: frozenset[UnitYear]) -> State:
    audited = {(one.unit_id, one.year) for one in report.completeness} - unread
    return State(
        disclosures=[one for each in read.values() for one in each or () if (one.unit_id, one.year) in audited],
        findings=[
            finding
            for finding in report.findings
            if finding.kind == "audit" and (finding.place.unit_id, finding.place.year) in audited
        ],
        unit_years=frozenset(audited),
    )
