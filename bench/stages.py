"""Where the time of a unit-year goes, in one process: `python -m bench stages PROJECT [--profile]`.

Processor milliseconds a unit-year for each step of the line from load to the search of a batch; what is made of all
batches together is not in it. With `--profile` the functions in which each stage spends most, which slows all down.
"""

from __future__ import annotations

import argparse
import cProfile
import gc
import json
import pstats
import shutil
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from time import process_time
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
if __name__ == "__main__":  # run as a script: the modules are those of the repository, not of this folder
    sys.path[0] = str(ROOT)

from bench.in_memory import Unasked  # noqa: E402
from bench.pages import FACTS, REFERENCE, SITE, chosen, typed  # noqa: E402
from builder.assemble import assemble_catalog  # noqa: E402
from builder.audit import audit  # noqa: E402
from builder.export import bulk_segments, unit_year_files  # noqa: E402
from builder.index import name_entries, page_text, search_batch  # noqa: E402
from builder.load import find_packages, load_package  # noqa: E402
from builder.neighbourhood import Library, Neighbourhood, read_outlines  # noqa: E402
from builder.outputs import Output  # noqa: E402
from builder.publish import write_outputs  # noqa: E402
from builder.render import Shell, list_segments, unit_year_page, unit_year_share  # noqa: E402
from builder.theme import generate  # noqa: E402
from builder.validate import Verdicts, validate_package  # noqa: E402

SHOWN = 12
"""So many functions of each stage."""
WORTH_A_LOOK = 0.02
"""Of the whole time: a stage that takes less is not shown by its functions."""
ONCE = "(once)"
"""Marks what a run does once, however many unit-years there are."""


class Stopwatch:
    """Processor seconds by stage, and the functions of each where they are wanted."""

    def __init__(self, *, has_profiles: bool) -> None:
        """Start at nothing."""
        self.seconds: dict[str, float] = defaultdict(float)
        self.profiles: dict[str, cProfile.Profile] = {}
        self._has_profiles = has_profiles

    def dearest(self) -> list[str]:
        """Return the stages with profiles that are worth a look, the dearest first."""
        least = sum(self.seconds.values()) * WORTH_A_LOOK
        dear = (stage for stage in self.profiles if ONCE not in stage and self.seconds[stage] >= least)
        return sorted(dear, key=lambda stage: -self.seconds[stage])

    @contextmanager
    def timed(self, stage: str) -> Iterator[None]:
        """Count what happens inside to a stage."""
        profile = self.profiles.setdefault(stage, cProfile.Profile()) if self._has_profiles else None
        start = process_time()
        if profile:
            profile.enable()
        try:
            yield
        finally:
            if profile:
                profile.disable()
            self.seconds[stage] += process_time() - start


def run_line(project: Path, out: Path, watch: Stopwatch, *, is_asked: bool) -> tuple[int, Mapping[str, int]]:
    """Take every package down the line; return how many unit-years there were and the bytes by kind of output."""
    with watch.timed(f"theme {ONCE}"):
        shell = Shell.cut(generate(project).shells["unit-year"])
    with watch.timed(f"code lists {ONCE}"):
        reference = find_packages(project, [project / name for name in REFERENCE])
        catalog = assemble_catalog([typed(project, folder) for folder in reference])
    folders = find_packages(project, [project / "datasets" / "units"])
    with watch.timed("outlines"):
        outlines = read_outlines(project, [folder.relative_to(project).as_posix() for folder in folders])
    library = Library(project, Neighbourhood.of(outlines))
    choice = chosen(sum(len(outline.unit_years) for outline in outlines))
    verdicts = Verdicts(project, None) if is_asked else Unasked(project, None)
    count = 0
    sizes: Counter[str] = Counter()
    for folder in folders:
        with watch.timed("load"):
            raw = load_package(project, folder)
        with watch.timed("validate"):
            package = validate_package(raw, verdicts).package
        with watch.timed("assemble"):
            held = library.keep(folder.relative_to(project).as_posix(), package)
            disclosures = [each.disclosure for each in held]
        with watch.timed("neighbours"):
            beside = [library.neighbours(disclosure) for disclosure in disclosures]
        with watch.timed("audit"):
            audited = [(each, audit(each, catalog, near)) for each, near in zip(disclosures, beside, strict=True)]
        with watch.timed("render"):
            pages = [unit_year_page(disclosure, report, catalog, FACTS) for disclosure, report in audited]
        with watch.timed("pour"):
            poured = [Output(page.path, shell.filled(page.slots)) for page in pages]
        with watch.timed("downloads"):
            files = [unit_year_files(disclosure, report, SITE, choice) for disclosure, report in audited]
        with watch.timed("write"):
            entries = write_outputs(out, [*poured, *chain.from_iterable(files)])
        with watch.timed("bulk segments"):
            bulk = bulk_segments(audited, {entry.path: entry.size for entry in entries}, choice)
        with watch.timed("lists segments"):
            shares = [unit_year_share(disclosure, report, catalog) for disclosure, report in audited]
            lists = list_segments(shares, [report for _, report in audited])
        with watch.timed("names"):
            for disclosure in disclosures:
                name_entries(disclosure)
        with watch.timed("page texts"):
            texts = [page_text(disclosure, catalog) for disclosure in disclosures]
        with watch.timed("search of the batch"):
            search = search_batch(texts)
        count += len(disclosures)
        sizes["pages"] += _size(poured)
        sizes["downloads"] += _size(chain.from_iterable(files))
        sizes["search fragments"] += _size(search.fragments)
        for kind, segments in (("bulk", bulk), ("lists", lists), ("search", search.segments)):
            sizes[f"{kind} segments"] += sum(map(len, segments.values()))
    return count, sizes


def _size(outputs: Iterable[Output]) -> int:
    return sum(len(output.content) for output in outputs)


def report(watch: Stopwatch, count: int, sizes: Mapping[str, int]) -> Iterator[str]:
    """Yield the lines of the table."""
    for stage, seconds in watch.seconds.items():
        yield f"{stage:<22} {seconds:>8.2f} s {seconds / count * 1000:>8.2f} ms a unit-year"
    once = sum(seconds for stage, seconds in watch.seconds.items() if ONCE in stage)
    whole = sum(watch.seconds.values()) - once
    yield f"{f'all but {ONCE}':<22} {whole:>8.2f} s {whole / count * 1000:>8.2f} ms a unit-year, {count} unit-years"
    for kind, size in sizes.items():
        yield f"{kind:<22} {size / count / 1000:>8.1f} KB a unit-year"


def functions(profile: cProfile.Profile, count: int) -> Iterator[str]:
    """Yield the functions in which a stage spends most of its own time."""
    stats: dict[tuple[str, int, str], tuple[Any, ...]] = pstats.Stats(profile).stats  # type: ignore[attr-defined]
    for (file, line, name), (_, calls, own, whole, _) in sorted(stats.items(), key=lambda each: -each[1][2])[:SHOWN]:
        place = "/".join(Path(file).parts[-2:])
        yield (
            f"    {own / count * 1000:>7.3f} ms own {whole / count * 1000:>7.3f} ms in all"
            f" {calls / count:>8.1f} calls  {place}:{line} {name}"
        )


def main() -> int:
    """Read the command line, run, print."""
    arguments = _arguments()
    watch = Stopwatch(has_profiles=arguments.profile)
    out = Path(tempfile.mkdtemp(prefix="mingzhang-stages-"))
    gc.disable()  # as a build does
    try:
        count, sizes = run_line(arguments.project.resolve(), out, watch, is_asked=arguments.frictionless)
    finally:
        shutil.rmtree(out)
    print("\n".join(report(watch, count, sizes)))
    for stage in watch.dearest():
        print("\n".join((stage, *functions(watch.profiles[stage], count))))
    if arguments.json:
        figures = {"unit_years": count, "seconds": watch.seconds, "bytes": sizes}
        arguments.json.write_text(f"{json.dumps(figures, indent=1)}\n", encoding="utf-8")
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("project", type=Path, help="a project, as bench/generate.py makes one")
    parser.add_argument("--profile", action="store_true", help="also the top functions of each stage; slower")
    parser.add_argument("--frictionless", action="store_true", help="ask frictionless for its verdicts, uncached")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures here too")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
