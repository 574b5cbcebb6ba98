"""Our own side: a whole build in each state of its cache, pages and downloads alone, and what copying them takes."""

from __future__ import annotations

import csv
import io
import json
import shutil
import sys
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import NamedTuple

from bench.measuring import ROOT, Measured, Run, last_json, run_child, say, weigh

COLD, WARM, CHANGED, UNCHANGED = "cold", "warm", "changed", "unchanged"
BUILDS: Mapping[str, str] = {
    COLD: "whole build, nothing cached",
    WARM: "whole build, verdicts cached",
    CHANGED: "one figure of one unit-year changed",
    UNCHANGED: "nothing changed",
}
VERDICTS = "verdicts"
"""The folder of the cache that holds what frictionless said."""
TABLE, COLUMN = "expenditure_by_function.csv", "total"


class SiteDiffers(Exception):
    """A build gave another site than it should: its time would be of no use."""


class Edit(NamedTuple):
    """One figure that was changed."""

    file: str
    line: int
    before: str
    after: str


def change_one_figure(project: Path, number: int) -> Edit:
    """Raise one amount by its last digit, in another package each time `number` is another."""
    tables = sorted((project / "datasets" / "units").rglob(TABLE))
    table = tables[(len(tables) // 2 + number) % len(tables)]
    header, *rows = csv.reader(io.StringIO(table.read_text(encoding="utf-8"), newline=""))
    column = header.index(COLUMN)
    line, row = next((line, row) for line, row in enumerate(rows, 2) if _is_amount(row[column]))
    before = row[column]
    step = Decimal(1).scaleb(int(Decimal(before).as_tuple().exponent))
    row[column] = f"{Decimal(before) + step:f}"
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows([header, *rows])
    table.write_text(text.getvalue(), encoding="utf-8", newline="")
    return Edit(table.relative_to(project).as_posix(), line, before, row[column])


def _is_amount(text: str) -> bool:
    try:
        return bool(Decimal(text))
    except InvalidOperation:
        return False


class Builds:
    """Whole builds of one project, each state in turn."""

    def __init__(self, project: Path, *, jobs: int, states: tuple[str, ...] = tuple(BUILDS)) -> None:
        """Take a project that may be changed."""
        self.project = project
        self._name = project.parent.name
        self.site = project / "site"
        self.measured = {state: Measured(BUILDS[state]) for state in states}
        self._jobs = jobs
        self._timings = project / "timings.json"
        self._has_timings = "--timings" in run_child(_command("build", "--help"), project).stdout
        self._edits = 0
        self._last: Mapping[str, str] = {}

    def run(self) -> None:
        """Build once in every state, from nothing to all of it there already."""
        for state, measured in self.measured.items():
            say(f"{self._name}: {measured.name}")
            self._prepare(state)
            run = self._build()
            measured.add(run, stages=self._stages())
            self._compare(state, manifest_of(self.site))
        # each leaves as many files as the next: counted once, after the last
        weight = weigh(self.site)
        for measured in self.measured.values():
            measured.weight = weight

    def _prepare(self, state: str) -> None:
        cache = self.project / ".cache"
        if state in {COLD, WARM}:
            shutil.rmtree(self.site, ignore_errors=True)
        if state == COLD:
            shutil.rmtree(cache, ignore_errors=True)
        if state == WARM:
            for kept in cache.iterdir() if cache.is_dir() else ():
                if kept.name != VERDICTS:
                    shutil.rmtree(kept) if kept.is_dir() else kept.unlink()
        if state == CHANGED:
            self._edits += 1
            change_one_figure(self.project, self._edits)

    def _build(self) -> Run:
        wanted = ("--timings", str(self._timings)) if self._has_timings else ()
        return run_child(
            _command("build", "--site-dir", "site", "--jobs", str(self._jobs), "--quiet", *wanted), self.project
        )

    def _stages(self) -> dict[str, float]:
        if not self._has_timings:
            return {}
        told = json.loads(self._timings.read_text(encoding="utf-8"))
        return {str(stage): float(seconds) for stage, seconds in told["stages"].items()}

    def _compare(self, state: str, site: Mapping[str, str]) -> None:
        """Hold the site to the last one: the same, byte for byte, unless a figure was changed in between."""
        different = differences(self._last, site, is_changed=state == CHANGED) if self._last else 0
        if different is None:
            message = f"{self._name}, {self.measured[state].name}: the site is not what it should be"
            raise SiteDiffers(message)
        if state == CHANGED:
            self.measured[state].notes = [f"{different} of {len(site)} files are others"]
        self._last = site


class Alone:
    """Pages alone and pages with downloads, made of what was audited before."""

    def __init__(self, kept: Path, out: Path, *, jobs: int) -> None:
        """Take the folder that `bench/pages.py prepare` filled and one that may be emptied."""
        self.out = out
        self._kept = kept
        self._jobs = jobs
        self.pages = Measured(f"pages alone, {jobs} processes")
        self.both = Measured(f"pages and downloads alone, {jobs} processes")

    def run(self) -> None:
        """Make the pages, then pages and downloads, which stay."""
        for measured, wanted in ((self.pages, ()), (self.both, ("--downloads",))):
            shutil.rmtree(self.out, ignore_errors=True)
            script = ROOT / "bench" / "pages.py"
            command = (sys.executable, script, "make", self._kept, self.out, "--jobs", str(self._jobs), *wanted)
            run = run_child(command, self._kept)
            told = last_json(run.stdout)
            measured.add(run, seconds=told["seconds"], stages={"with reading back": told["wall_seconds"]})
            measured.weight = weigh(self.out)


class Copying:
    """The floor: `cp -r` of what was made."""

    def __init__(self, source: Path, name: str) -> None:
        """Take the folder to be copied, which need not be there yet."""
        self.measured = Measured(f"cp -r of {name}")
        self._source = source

    def run(self) -> None:
        """Copy it beside itself, and take the copy away."""
        target = self._source.with_name(f"{self._source.name}-copy")
        self.measured.add(run_child(("cp", "-r", self._source, target), self._source.parent))
        self.measured.weight = weigh(target)
        shutil.rmtree(target)


def _command(*arguments: str) -> tuple[str, ...]:
    return (sys.executable, "-m", "builder", *arguments)


def manifest_of(site: Path) -> dict[str, str]:
    """Return the digest of every file that a site lists."""
    return {entry["path"]: entry["sha256"] for entry in json.loads((site / "manifest.json").read_bytes())["files"]}


def differences(before: Mapping[str, str], after: Mapping[str, str], *, is_changed: bool) -> int | None:
    """Return how many files are others, None where that cannot be right.

    Without a change all files are the same; with one some differ, but those of units keep their paths. (Others may
    have the digest of their content in their names.)
    """
    different = sum(before.get(path) != digest for path, digest in after.items())
    if is_changed:
        return different if different and _of_units(before) == _of_units(after) else None
    return 0 if before == after else None


def _of_units(manifest: Mapping[str, str]) -> set[str]:
    return {path for path in manifest if path.startswith("units/")}
