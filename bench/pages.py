"""Pages alone, and pages with their downloads: what Hugo's time is held against.

`python bench/pages.py prepare PROJECT WORK` reads, checks and audits, and keeps the outcome in WORK; with `--markdown`
it also writes the same pages as Markdown, with `--bodies` as ready HTML, for generators that are not ours.
`python bench/pages.py make WORK OUT [--downloads]` renders, pours and writes, and prints JSON. `seconds` is the time
of the busiest process without reading back what was kept, which a build never does; `wall_seconds` has that too.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import pickle
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from time import perf_counter
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
if __name__ == "__main__":  # run as a script: the modules are those of the repository, not of this folder
    sys.path[0] = str(ROOT)

from bench.in_memory import Unasked  # noqa: E402
from bench.markdown_pages import Link, write_body, write_index, write_page  # noqa: E402
from builder.assemble import assemble_catalog, assemble_disclosures  # noqa: E402
from builder.audit import audit  # noqa: E402
from builder.export import Site, choice_for, unit_year_files  # noqa: E402
from builder.findings import AuditReport  # noqa: E402
from builder.load import find_packages, load_package  # noqa: E402
from builder.model.catalog import Catalog  # noqa: E402
from builder.model.disclosure import Disclosure  # noqa: E402
from builder.model.downloads import DownloadChoice  # noqa: E402
from builder.outputs import Output  # noqa: E402
from builder.publish import write_outputs  # noqa: E402
from builder.records import TypedPackage  # noqa: E402
from builder.render import Shell, SiteFacts, unit_year_page  # noqa: E402
from builder.theme import generate  # noqa: E402
from builder.validate import validate_package  # noqa: E402

FACTS = SiteFacts("https://mingzhang.example/", "0", "CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/")
SITE = Site(homepage="https://mingzhang.example/", version="0")
REFERENCE = ("datasets/classifications", "datasets/glossary")


@dataclass(frozen=True, slots=True)
class Preparation:
    """Where what was audited is kept, and which forms for other generators are wanted."""

    project: Path
    work: Path
    catalog: Catalog
    markdown: Path | None
    bodies: Path | None

    def keep(self, numbered: tuple[int, Path]) -> list[Link]:
        """Audit one package and keep the outcome; return a link to each page."""
        number, folder = numbered
        disclosures = assemble_disclosures(typed(self.project, folder))
        with (self.work / f"{number:06}.pickle").open("wb") as file:
            # before the audit, which leaves what it looked up in the tables
            pickle.dump(disclosures, file, pickle.HIGHEST_PROTOCOL)
            reports = [audit(disclosure, self.catalog) for disclosure in disclosures]
            pickle.dump(reports, file, pickle.HIGHEST_PROTOCOL)
        for disclosure, report in zip(disclosures, reports, strict=True):
            if self.markdown:
                write_page(self.markdown, disclosure)
            if self.bodies:
                write_body(self.bodies, disclosure, unit_year_page(disclosure, report, self.catalog, FACTS).slots.body)
        return [Link.to(disclosure) for disclosure in disclosures]


def prepare(project: Path, work: Path, *, jobs: int, markdown: Path | None = None, bodies: Path | None = None) -> int:
    """Keep everything that pages are made of; return how many unit-years there are."""
    work.mkdir(parents=True)
    reference = [typed(project, folder) for folder in find_packages(project, [project / name for name in REFERENCE])]
    preparation = Preparation(project, work, assemble_catalog(reference), markdown, bodies)
    folders = list(enumerate(find_packages(project, [project / "datasets" / "units"])))
    with get_context("fork").Pool(jobs) as pool:
        links = [link for found in pool.map(preparation.keep, folders, chunksize=1) for link in found]
    with (work / "frame").open("wb") as file:
        pickle.dump((preparation.catalog, generate(project).shells["unit-year"], len(links)), file)
    for site in filter(None, (markdown, bodies)):
        write_index(site, links)
    return len(links)


def chosen(unit_years: int) -> DownloadChoice:
    """Return the downloads that a site of so many unit-years gets where its settings name none, as ours do not."""
    return choice_for(unit_years)


def typed(project: Path, folder: Path) -> TypedPackage:
    """Return a package without asking frictionless, whose time is none of this; raise ValueError at a fault."""
    validated = validate_package(load_package(project, folder), Unasked(project, None))
    if validated.package is None:
        message = f"{folder}: {validated.findings[:3]}"
        raise ValueError(message)
    return validated.package


@dataclass(frozen=True, slots=True)
class Making:
    """What a process needs to make pages and the downloads chosen; none without a choice."""

    out: Path
    catalog: Catalog
    shell: Shell
    choice: DownloadChoice | None

    def make(self, kept: Path) -> Made:
        """Render, pour and write what was kept of one package."""
        gc.disable()  # as a build does
        with kept.open("rb") as file:
            disclosures = pickle.load(file)  # noqa: S301  # written by this script
            reports = pickle.load(file)  # noqa: S301  # written by this script
        audited = list(zip(disclosures, reports, strict=True))
        start = perf_counter()
        entries = write_outputs(self.out, self._outputs(audited))
        return Made(os.getpid(), perf_counter() - start, len(entries), sum(entry.size for entry in entries))

    def _outputs(self, audited: list[tuple[Disclosure, AuditReport]]) -> Iterator[Output]:
        for disclosure, report in audited:
            page = unit_year_page(disclosure, report, self.catalog, FACTS)
            yield Output(page.path, self.shell.filled(page.slots))
            if self.choice:
                yield from unit_year_files(disclosure, report, SITE, self.choice)


class Made(NamedTuple):
    """What one process took for one package."""

    process: int
    seconds: float
    files: int
    size: int


def make(work: Path, out: Path, *, jobs: int, has_downloads: bool) -> dict[str, float | int]:
    """Make the pages of what was kept; return the times and what was written."""
    catalog, shell, unit_years = pickle.loads((work / "frame").read_bytes())  # noqa: S301  # written by this script
    making = Making(out, catalog, Shell.cut(shell), chosen(unit_years) if has_downloads else None)
    out.mkdir(parents=True)
    kept = sorted(work.glob("*.pickle"))
    with get_context("fork").Pool(jobs, partial(_remember, making)) as pool:
        start = perf_counter()
        done = pool.map(_make, kept, chunksize=1)
        wall = perf_counter() - start
    busy: dict[int, float] = defaultdict(float)
    for each in done:
        busy[each.process] += each.seconds
    return {
        "seconds": max(busy.values()),
        "wall_seconds": wall,
        "files": sum(each.files for each in done),
        "bytes": sum(each.size for each in done),
    }


_MAKING: list[Making] = []
"""What a forked process was started with."""


def _remember(making: Making) -> None:
    _MAKING.append(making)


def _make(kept: Path) -> Made:
    return _MAKING[-1].make(kept)


def main() -> int:
    """Do the one or the other and print JSON."""
    arguments = _arguments()
    if arguments.command == "prepare":
        forms = {"markdown": arguments.markdown, "bodies": arguments.bodies}
        count = prepare(arguments.project.resolve(), arguments.work, jobs=arguments.jobs, **forms)
        print(json.dumps({"unit_years": count}))
    else:
        figures = make(arguments.work, arguments.out, jobs=arguments.jobs, has_downloads=arguments.downloads)
        print(json.dumps(figures))
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    preparing = commands.add_parser("prepare", help="audit a project and keep the outcome")
    preparing.add_argument("project", type=Path)
    preparing.add_argument("work", type=Path, help="a new folder")
    preparing.add_argument("--markdown", type=Path, help="also write the pages as Markdown here")
    preparing.add_argument("--bodies", type=Path, help="also write the bodies of the pages as HTML here")
    making = commands.add_parser("make", help="time the pages of what was kept")
    making.add_argument("work", type=Path)
    making.add_argument("out", type=Path, help="a new folder")
    making.add_argument("--downloads", action="store_true", help="with the downloads beside each page")
    for command in (preparing, making):
        command.add_argument("--jobs", type=int, default=1, help="processes (1)")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
