"""The repository's own project, copied so that a test may break it, and the command line run on the copy."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

REPOSITORY = Path(__file__).parents[1]
FIRST = "datasets/units/652300-egov/2022"
SECOND = "datasets/units/310107-zfb/2025"
_PARTS = ("datasets", "docs", "builder/theme/overrides")
_HEAD = re.compile(r"(?P<where>\S.*?): (?P<severity>error|warning|info): (?P<rule>\S+)")


@dataclass(frozen=True, slots=True)
class Spoken:
    """One finding as a reader sees it on the terminal."""

    where: str
    severity: str
    rule: str
    what: str
    why: str
    fix: str


def copy_project(target: Path) -> Path:
    """Copy settings, pages and data of the repository to a folder that must not exist yet."""
    for part in _PARTS:
        shutil.copytree(REPOSITORY / part, target / part)
    shutil.copy(REPOSITORY / "mkdocs.yml", target)
    return target


def packages(project: Path, tree: str = "datasets") -> list[str]:
    """Return the folder of every package below a tree of a project, as a person would write it there, sorted."""
    descriptors = sorted((project / tree).rglob("datapackage.yaml"))
    return [path.parent.relative_to(project).as_posix() for path in descriptors]


def contents(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder by its path in it."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def edit(path: Path, old: str, new: str) -> None:
    """Replace the only occurrence of a text in a file."""
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, (path.name, old, text.count(old))
    path.write_text(text.replace(old, new), encoding="utf-8")


def line_of(path: Path, text: str) -> int:
    """Return the number, from 1, of the first line that holds a text."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, start=1) if text in line)


def spoken_errors(report: str) -> list[Spoken]:
    """Return the errors of a report in Chinese, each in its whole form; another form fails the test."""
    lines = report.splitlines()
    found = []
    for number, line in enumerate(lines):
        head = _HEAD.fullmatch(line)
        if head and head["severity"] == "error":
            what, why, fix = lines[number + 1 : number + 4]
            assert what.startswith("  "), what
            assert why.startswith("  原因："), why
            assert fix.startswith("  处理："), fix
            found.append(Spoken(head["where"], head["severity"], head["rule"], what.strip(), why.strip(), fix.strip()))
    return found


def run(
    folder: Path, *command: str, environment: Mapping[str, str] | None = None, timeout: int = 120
) -> subprocess.CompletedProcess[str]:
    """Run a command of Python (`-m builder check`) in a folder, as a person would from there."""
    paths = [str(REPOSITORY), os.environ.get("PYTHONPATH", "")]
    settings = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in paths if path), "PYTHONWARNINGS": ""}
    return subprocess.run(
        [sys.executable, *command],
        cwd=folder,
        env={**settings, **(environment or {})},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=timeout,
        check=False,
    )
