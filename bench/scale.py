"""Sets of unit-years, each made once and then measured side by side, in turns, on one file system."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import Any, Protocol

from bench import peers
from bench.generate import COPIED, Layout, copy, generate
from bench.measuring import ROOT, Measured, Weight, last_json, run_child, say, weigh
from bench.ours import BUILDS, CHANGED, COLD, UNCHANGED, WARM, Alone, Builds, Copying
from bench.weights import site_weights

SEED = 20220101
UNIT_YEARS_AN_AREA = 100
SLOW = frozenset({peers.MKDOCS, peers.ZENSICAL})


@dataclass(frozen=True, slots=True)
class Set:
    """What is built, how often, and beside whom; without `unit_years` it is the repository's own project."""

    key: str
    unit_years: int
    runs: int
    layout: Layout = Layout.AREA
    states: tuple[str, ...] = tuple(BUILDS)
    peers: frozenset[str] = frozenset()
    slow_runs: int = 1
    has_alone: bool = False

    @property
    def title(self) -> str:
        """What the set is, in words."""
        if not self.unit_years:
            return "the repository's own datasets"
        packages = {
            Layout.AREA: f"{self.areas} packages of {self.unit_years // self.areas}",
            Layout.UNIT: "one package a unit",
            Layout.UNIT_YEAR: "one package a unit and year",
        }
        return f"{self.unit_years:,} generated unit-years, {packages[self.layout]}"

    @property
    def has_weights(self) -> bool:
        """Whether its site is weighed: the same unit-years in other packages give the same site."""
        return self.layout is Layout.AREA

    @property
    def areas(self) -> int:
        """How many areas the units are of."""
        return max(1, self.unit_years // UNIT_YEARS_AN_AREA)


class Side(Protocol):
    """Something that is run once in every round."""

    def run(self) -> object:
        """Run it once."""
        ...


@dataclass(slots=True)
class Beside:
    """A peer with what was measured of it; it takes part in so many rounds."""

    peer: peers.Peer
    rounds: int
    measured: Measured

    def run(self) -> None:
        """Make its site once more, from nothing, where its rounds are not over."""
        if len(self.measured.runs) == self.rounds:
            return
        say(self.measured.name)
        self.peer.clean()
        self.measured.add(self.peer.run())
        self.measured.weight = weigh(self.peer.output)


def measure(wanted: Set, workdir: Path, jobs: int, *, is_kept: bool) -> dict[str, Any]:
    """Return everything measured of a set as it stands in the JSON; its folder is gone afterwards unless kept."""
    folder = workdir / wanted.key
    project = folder / "project"
    say(f"{wanted.key}: {wanted.title}")
    start = perf_counter()
    if wanted.unit_years:
        make = partial(generate, packages=wanted.areas, seed=SEED, errors=True, layout=wanted.layout, jobs=jobs)
        make(project, wanted.unit_years)
    else:
        _own_project(project)
    seconds = perf_counter() - start
    found: dict[str, Any] = {
        "title": wanted.title,
        "unit_years": wanted.unit_years,
        "generator_seconds": seconds,
        "input": _described(weigh(project / "datasets" / "units"), project),
    }
    builds = Builds(project, jobs=jobs, states=wanted.states)
    sides: dict[str, Side] = {"": builds}
    measured = dict(builds.measured)
    for key, side, result in _further(wanted, folder, project, jobs):
        sides[key], measured[key] = side, result
    for number in range(wanted.runs):
        say(f"{wanted.key}: round {number + 1} of {wanted.runs}")
        for side in sides.values():
            side.run()
    found["measured"] = {key: each.record() for key, each in measured.items()}
    found["ratios"] = ratios(measured)
    if wanted.has_weights:
        found["weights"] = site_weights(builds.site)
    if not is_kept:
        shutil.rmtree(folder)
    return found


def _further(wanted: Set, folder: Path, project: Path, jobs: int) -> Iterator[tuple[str, Side, Measured]]:
    """Yield what runs beside the builds: copies, pages alone, other generators."""
    if not wanted.has_alone:
        return
    copying = Copying(project / "site", "the whole site")
    yield "cp_site", copying, copying.measured
    content = {form: folder / form for form in ("markdown", "bodies")}
    count = _prepared(project, folder / "kept", content, jobs)
    alone = Alone(folder / "kept", folder / "alone", jobs=jobs)
    yield "pages", alone, alone.pages
    yield "pages_downloads", _Nothing(), alone.both
    copying = Copying(folder / "alone", "pages and downloads")
    yield "cp_alone", copying, copying.measured
    for key, peer in _peers(wanted.peers, folder, content, count):
        rounds = wanted.slow_runs if key.split("_")[0] in SLOW else wanted.runs
        beside = Beside(peer, rounds, Measured(peer.name))
        yield key, beside, beside.measured


class _Nothing:
    """Measured together with another side."""

    def run(self) -> None:
        """Do nothing."""


def _prepared(project: Path, kept: Path, content: Mapping[str, Path], jobs: int) -> int:
    """Audit once for the pages alone, and write the pages for other generators; return how many."""
    say(f"{project.parent.name}: audited once, written as Markdown")
    for folder in content.values():
        folder.mkdir()
    script = ROOT / "bench" / "pages.py"
    forms = (part for form, folder in content.items() for part in (f"--{form}", folder))
    run = run_child((sys.executable, script, "prepare", project, kept, "--jobs", str(jobs), *forms), project)
    return int(last_json(run.stdout)["unit_years"])


def _peers(
    wanted: Collection[str], folder: Path, content: Mapping[str, Path], count: int
) -> Iterator[tuple[str, peers.Peer]]:
    markdown, bodies = content["markdown"], content["bodies"]
    if peers.HUGO in wanted:
        yield "hugo", peers.hugo(folder / "hugo", markdown, "Markdown", count)
        yield "hugo_bodies", peers.hugo(folder / "hugo-bodies", bodies, "our bodies as HTML", count)
    if peers.MKDOCS in wanted:
        yield "mkdocs_start", peers.mkdocs(folder / "mkdocs-start", None, 0, has_search=False)
        yield "mkdocs", peers.mkdocs(folder / "mkdocs", markdown, count, has_search=False)
        yield "mkdocs_search", peers.mkdocs(folder / "mkdocs-search", markdown, count, has_search=True)
    if peers.ZENSICAL in wanted:
        yield "zensical", peers.zensical(folder / "zensical", markdown, count)


RATIOS = (
    ("hugo", "pages"),
    ("hugo", "pages_downloads"),
    ("hugo_bodies", "pages_downloads"),
    ("hugo", WARM),
    ("hugo", COLD),
    ("zensical", "pages"),
    ("zensical", WARM),
    ("mkdocs", "pages"),
    ("mkdocs_search", "pages"),
    ("mkdocs_search", WARM),
    ("mkdocs_search", COLD),
    ("pages_downloads", "cp_alone"),
    (WARM, "cp_site"),
    (COLD, CHANGED),
    (WARM, UNCHANGED),
)
"""Which medians are divided by which."""


def ratios(measured: Mapping[str, Measured]) -> dict[str, float]:
    """Return how many times longer the one takes than the other, medians of runs in turn."""
    return {
        f"{measured[one].name} : {measured[other].name}": measured[one].median / measured[other].median
        for one, other in RATIOS
        if one in measured and other in measured and measured[one].runs and measured[other].runs
    }


def growth(sets: Mapping[str, Mapping[str, Any]]) -> dict[str, dict[str, float]]:
    """Return how many times longer the largest set takes than the smallest of the same layout, for each side."""
    scaled = [found for key, found in sets.items() if key.startswith("area-")]
    if len(scaled) < 2:  # noqa: PLR2004  # one alone does not grow
        return {}
    small, large = min(scaled, key=_size), max(scaled, key=_size)
    both = small["measured"].keys() & large["measured"].keys()
    times = {
        key: large["measured"][key]["median_seconds"] / small["measured"][key]["median_seconds"]
        for key in large["measured"]
        if key in both
    }
    return {f"{large['unit_years']:,} : {small['unit_years']:,}": times}


def _size(found: Mapping[str, Any]) -> int:
    return int(found["unit_years"])


def _described(weight: Weight, project: Path) -> dict[str, int]:
    packages = sum(1 for _ in (project / "datasets" / "units").rglob("datapackage.yaml"))
    return {"packages": packages, "files": weight.files, "bytes": weight.output_bytes}


def _own_project(project: Path) -> None:
    """Copy this repository's own project, so that its cache and site stay as they are."""
    for name in (*COPIED, "datasets/units"):
        copy(ROOT / name, project / name)


def memory_set(unit_years: int) -> Set:
    """Return the set that is built once, to see how much memory it takes."""
    return replace(Set(f"area-{unit_years}", unit_years, 1), states=(COLD,))
