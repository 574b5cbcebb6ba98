"""Pages alone, timed in this process: `python bench/pages.py PROJECT OUT [--markdown FOLDER]` prints JSON.

Reading, checking and the theme's shells come first and are not counted; what is counted is rendering each
unit-year page, pouring it into its shell, and writing it. With `--jobs` the process forks, which is counted.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from time import perf_counter

ROOT = Path(__file__).resolve().parent.parent
if __name__ == "__main__":  # run as a script: the modules are those of the repository, not of this folder
    sys.path[0] = str(ROOT)

from bench.markdown_pages import write_markdown  # noqa: E402
from builder.assemble import assemble_catalog, assemble_disclosures  # noqa: E402
from builder.audit import audit  # noqa: E402
from builder.findings import AuditReport, Finding  # noqa: E402
from builder.load import find_packages, load_package  # noqa: E402
from builder.model.catalog import Catalog  # noqa: E402
from builder.model.disclosure import Disclosure  # noqa: E402
from builder.outputs import Output  # noqa: E402
from builder.publish import write_outputs  # noqa: E402
from builder.records import TypedPackage  # noqa: E402
from builder.render.pages import SiteFacts  # noqa: E402
from builder.render.shells import Shell  # noqa: E402
from builder.render.unit_year import unit_year_page  # noqa: E402
from builder.theme import generate  # noqa: E402
from builder.validate import Verdicts, validate_package  # noqa: E402

FACTS = SiteFacts("https://mingzhang.example/", "0", "CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/")


class _Unasked(Verdicts):
    """Frictionless is left out: its time is none of this."""

    def on(self, folder: str, digest: str) -> tuple[Finding, ...]:
        del folder, digest
        return ()


@dataclass(frozen=True, slots=True)
class Work:
    """What a process needs to make pages; forked processes have it without being handed it."""

    out: Path
    shell: Shell
    catalog: Catalog
    audited: tuple[tuple[Disclosure, AuditReport], ...]

    def write(self, share: tuple[int, int]) -> tuple[int, int]:
        """Render, pour and write one share of the pages; return how many and how many bytes."""
        entries = write_outputs(self.out, self._pages(*share))
        return len(entries), sum(entry.size for entry in entries)

    def _pages(self, first: int, step: int) -> Iterator[Output]:
        for disclosure, report in self.audited[first::step]:
            page = unit_year_page(disclosure, report, self.catalog, FACTS)
            yield Output(page.path, self.shell.filled(page.slots))


def main() -> int:
    """Read a project, time its unit-year pages, print the figures as JSON."""
    arguments = _arguments()
    project, out = arguments.project.resolve(), arguments.out.resolve()
    packages = list(_packages(project))
    disclosures = [disclosure for package in packages for disclosure in assemble_disclosures(package)]
    figures: dict[str, float | int] = {"unit_years": len(disclosures)}
    if arguments.markdown:
        figures["markdown_pages"] = write_markdown(arguments.markdown, disclosures)
    if not arguments.only_markdown:
        audited = tuple((disclosure, audit(disclosure)) for disclosure in disclosures)
        shell = Shell.cut(generate(project).shells["unit-year"])
        out.mkdir(parents=True, exist_ok=True)
        figures |= _timed(Work(out, shell, assemble_catalog(packages), audited), arguments.jobs)
    print(json.dumps(figures))
    return 0


def _timed(work: Work, jobs: int) -> dict[str, float | int]:
    shares = [(number, jobs) for number in range(jobs)]
    start = perf_counter()
    if jobs == 1:
        counts = [work.write(shares[0])]
    else:
        with get_context("fork").Pool(jobs, _remember, (work,)) as pool:
            counts = pool.map(_write, shares, chunksize=1)
    seconds = perf_counter() - start
    return {"seconds": seconds, "pages": sum(count for count, _ in counts), "bytes": sum(size for _, size in counts)}


_WORK: list[Work] = []


def _remember(work: Work) -> None:
    _WORK.append(work)


def _write(share: tuple[int, int]) -> tuple[int, int]:
    return _WORK[-1].write(share)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("project", type=Path)
    parser.add_argument("out", type=Path, help="where the pages are written")
    parser.add_argument("--jobs", type=int, default=1, help="processes that share the pages (1)")
    parser.add_argument("--markdown", type=Path, help="also write the same pages as Markdown here, untimed")
    parser.add_argument("--only-markdown", action="store_true", help="write the Markdown, time nothing")
    return parser.parse_args()


def _packages(project: Path) -> Iterator[TypedPackage]:
    verdicts = _Unasked(project, None)
    for folder in find_packages(project, [project / "datasets"]):
        validated = validate_package(load_package(project, folder), verdicts)
        if validated.package is None:
            message = f"{folder}: {validated.findings[:3]}"
            raise ValueError(message)
        yield validated.package


if __name__ == "__main__":
    sys.exit(main())
