"""How long a site takes, beside MkDocs + Material making the same pages from Markdown: what `make bench` runs.

Everything is measured in child processes, on the same file system, in the same run, the two sides taking turns.
Nothing here is asserted anywhere: figures are for reading.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from importlib import metadata
from pathlib import Path
from time import perf_counter
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
if __name__ == "__main__":  # run as a script: the modules are those of the repository, not of this folder
    sys.path[0] = str(ROOT)

from bench.generate import COPIED, copy, generate  # noqa: E402
from bench.markdown_pages import SEARCH_OFF, SEARCH_ON, SETTINGS  # noqa: E402

KIBIBYTE, MEGABYTE = 1024, 1_000_000
SEED = 20220101
MARK = ".mingzhang-bench"
UNIT_YEARS_A_PACKAGE = 100
LIBRARIES = ("mkdocs", "mkdocs-material", "Markdown", "Jinja2", "frictionless", "PyYAML", "pandas", "XlsxWriter")
DIFFERENCES = """\
What differs between the two sides:
- Ours starts from Data Packages and checks them; MkDocs starts from Markdown that was written beforehand, untimed.
- "pages alone" is rendering, pouring into the shell and writing, by a process that has read and audited the data;
  a MkDocs run includes starting Python and loading the theme (compare "MkDocs, 1 page"), and has one process only.
- Ours also holds what Markdown has no words for: an anchor on every figure, marks of findings, charts, terms explained
  in place, the checks panel. Its pages are therefore larger than those MkDocs makes of the same data.
- "whole build" is gate, schemas, frictionless's verdicts, audit, all pages, every download (CSV, JSON, XLSX, zip),
  bulk files, search index, manifest, swap. MkDocs makes pages and, with search on, lunr's index; no downloads.
- MkDocs's pages stay out of its navigation, which favours it: a menu of a thousand entries in each page is slower.
- Search with `lang: zh` is without jieba, which would split words and take longer.
- Peak memory is that of the largest single process of a run, not their sum."""


# A process counts the memory of the one that started it as its own until it has begun: so a small one starts it.
_LAUNCHER = """
import json, resource, subprocess, sys, time
start = time.perf_counter()
code = subprocess.run(sys.argv[2:]).returncode
seconds = time.perf_counter() - start
usage = resource.getrusage(resource.RUSAGE_CHILDREN)
peak = usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
with open(sys.argv[1], "w") as report:
    json.dump({"seconds": seconds, "cpu": usage.ru_utime + usage.ru_stime, "peak": peak}, report)
sys.exit(code)
"""


@dataclass(frozen=True, slots=True)
class Run:
    """One child process: wall time, processor time, and the memory of its largest process."""

    seconds: float
    cpu_seconds: float
    peak_bytes: int
    stdout: str


@dataclass(slots=True)
class Measured:
    """Runs of one thing, and what it left on disk; `seconds` are those that the thing itself reports, if it does."""

    name: str
    runs: list[Run] = dataclass_field(default_factory=list)
    seconds: list[float] = dataclass_field(default_factory=list)
    files: int = 0
    pages: int = 0
    output_bytes: int = 0

    @property
    def median(self) -> float:
        """The middle time of all runs."""
        return statistics.median(self.seconds)

    def add(self, run: Run, *, seconds: float | None = None) -> None:
        """Count one run."""
        self.runs.append(run)
        self.seconds.append(run.seconds if seconds is None else seconds)

    def weigh(self, folder: Path) -> None:
        """Count the files that the last run left."""
        files = [path for path in folder.rglob("*") if path.is_file()]
        self.files = len(files)
        self.pages = sum(path.suffix == ".html" for path in files)
        self.output_bytes = sum(path.stat().st_size for path in files)

    def record(self) -> dict[str, Any]:
        """Return it as it stands in the JSON."""
        return {
            "name": self.name,
            "seconds": self.seconds,
            "median_seconds": self.median,
            "process_seconds": [run.seconds for run in self.runs],
            "cpu_seconds": [run.cpu_seconds for run in self.runs],
            "peak_bytes": max(run.peak_bytes for run in self.runs),
            "files": self.files,
            "pages": self.pages,
            "output_bytes": self.output_bytes,
        }

    def line(self) -> str:
        """Return it as one line of a table."""
        peak = max(run.peak_bytes for run in self.runs) / MEGABYTE
        spread = f"{min(self.seconds):.2f}–{max(self.seconds):.2f}" if len(self.seconds) > 1 else "1 run"
        return (
            f"  {self.name:<34} {self.median:>8.2f} s  {f'({spread})':<16} {self.pages:>6} pages {self.files:>7} files"
            f" {self.output_bytes / MEGABYTE:>8.1f} MB {peak:>7.0f} MB peak"
        )


def run_child(command: Sequence[str | Path], folder: Path) -> Run:
    """Run a command to its end and return what it took; raises CalledProcessError with its output where it fails."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "", "NO_MKDOCS_2_WARNING": "1"}
    environment.pop("MINGZHANG_SITE_URL", None)
    report = folder / "bench-run.json"
    launcher = [sys.executable, "-S", "-E", "-c", _LAUNCHER, str(report)]
    child = subprocess.run(
        [*launcher, *(str(part) for part in command)],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if child.returncode:
        sys.stderr.write(child.stdout)
        raise subprocess.CalledProcessError(child.returncode, child.args, child.stdout)
    taken = json.loads(report.read_text(encoding="utf-8"))
    report.unlink()
    return Run(taken["seconds"], taken["cpu"], taken["peak"], child.stdout)


def machine(libraries: Sequence[str] = LIBRARIES) -> dict[str, str | int]:
    """Return what this runs on and with which versions."""
    model = platform.processor() or platform.machine()
    information = Path("/proc/cpuinfo")
    if information.is_file():
        for line in information.read_text(encoding="utf-8", errors="replace").splitlines():
            if line.startswith("model name"):
                model = line.partition(":")[2].strip()
                break
    return {
        "processor": model,
        "cores": len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1,
        "memory_bytes": os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE"),
        "system": platform.platform(),
        "python": platform.python_version(),
        **{library: metadata.version(library) for library in libraries},
    }


class Bench:
    """One benchmark: where it works, how often it runs, what it found."""

    def __init__(self, workdir: Path, *, runs: int, mkdocs_runs: int, jobs: int) -> None:
        """Take an empty folder to work in and the number of runs of either side."""
        self.workdir = workdir
        self.runs = runs
        self.mkdocs_runs = mkdocs_runs
        self.jobs = jobs

    def measure(self, project: Path) -> dict[str, Measured]:
        """Return the times of a project: whole build without and with verdicts, pages alone, and MkDocs's."""
        cold = Measured("whole build, no verdicts cached")
        warm = Measured("whole build, verdicts cached")
        pages = Measured("pages alone, 1 process")
        shared = Measured(f"pages alone, {self.jobs} processes")
        measured = {"cold": cold, "warm": warm, "pages": pages}
        if self.jobs > 1:
            measured["pages_shared"] = shared
        peers = self._peers(project) if self.mkdocs_runs else {}
        measured |= {key: peer for key, (peer, _) in peers.items()}
        for number in range(self.runs):
            self._say(f"{project.name}: run {number + 1} of {self.runs}")
            shutil.rmtree(project / ".cache", ignore_errors=True)
            for whole in (cold, warm):
                shutil.rmtree(project / "site", ignore_errors=True)
                whole.add(self._build(project))
                whole.weigh(project / "site")
            for alone, jobs in ((pages, 1), (shared, self.jobs))[: min(self.jobs, 2)]:
                self._pages_alone(project, alone, jobs)
            if number < self.mkdocs_runs:
                for peer, folder in peers.values():
                    self._say(f"{project.name}: {peer.name}")
                    shutil.rmtree(folder / "site", ignore_errors=True)
                    peer.add(run_child([sys.executable, "-m", "mkdocs", "build", "--quiet"], folder))
                    peer.weigh(folder / "site")
        return measured

    def _build(self, project: Path) -> Run:
        command = [sys.executable, "-m", "builder", "build", "--site-dir", "site", "--jobs", str(self.jobs), "--quiet"]
        return run_child(command, project)

    def _pages_alone(self, project: Path, alone: Measured, jobs: int) -> None:
        out = self.workdir / "pages"
        shutil.rmtree(out, ignore_errors=True)
        script = ROOT / "bench" / "pages.py"
        run = run_child([sys.executable, script, project, out, "--jobs", str(jobs)], project)
        alone.add(run, seconds=_last_json(run.stdout)["seconds"])
        alone.weigh(out)

    def _peers(self, project: Path) -> dict[str, tuple[Measured, Path]]:
        """Write the Markdown once, and a MkDocs project with search, one without, one with hardly a page."""
        folder = self.workdir / f"{project.name}-markdown"
        script = ROOT / "bench" / "pages.py"
        run_child([sys.executable, script, project, folder, "--markdown", folder, "--only-markdown"], project)
        empty = self.workdir / f"{project.name}-markdown-empty"
        (empty / "docs").mkdir(parents=True)
        (empty / "docs" / "index.md").write_text("# 1\n", encoding="utf-8")
        without = self.workdir / f"{project.name}-markdown-no-search"
        shutil.copytree(folder, without)
        for target, search in ((folder, SEARCH_ON), (without, SEARCH_OFF), (empty, SEARCH_OFF)):
            (target / "mkdocs.yml").write_text(SETTINGS.format(plugins=search), encoding="utf-8")
        return {
            "mkdocs_empty": (Measured("MkDocs, 1 page, search off"), empty),
            "mkdocs_no_search": (Measured("MkDocs + Material, search off"), without),
            "mkdocs_search": (Measured("MkDocs + Material, search lang zh"), folder),
        }

    def _say(self, text: str) -> None:
        print(f"… {text}", file=sys.stderr, flush=True)


def ratios(measured: dict[str, Measured]) -> dict[str, float]:
    """Return how many times longer MkDocs takes, medians of paired runs."""
    if "mkdocs_search" not in measured:
        return {}
    pages, warm, cold = (measured[name].median for name in ("pages", "warm", "cold"))
    plain, searched = measured["mkdocs_no_search"].median, measured["mkdocs_search"].median
    started = plain - measured["mkdocs_empty"].median
    shared = measured.get("pages_shared", measured["pages"]).median
    return {
        "MkDocs's pages (search off) : our pages": plain / pages,
        "MkDocs's pages (search off, start-up taken off) : our pages": started / pages,
        "MkDocs's pages (search on) : our pages": searched / pages,
        "MkDocs's pages (search off) : our pages, all processes": plain / shared,
        "MkDocs's pages (search on) : our pages, all processes": searched / shared,
        "MkDocs's pages (search on) : our whole build, verdicts cached": searched / warm,
        "MkDocs's pages (search on) : our whole build, no verdicts cached": searched / cold,
    }


def _last_json(text: str) -> dict[str, Any]:
    result: dict[str, Any] = json.loads(text.strip().splitlines()[-1])
    return result


def _own_project(workdir: Path) -> Path:
    """Return a copy of this repository's own project, so that its cache and site stay as they are."""
    project = workdir / "repository"
    for name in (*COPIED, "datasets/units"):
        copy(ROOT / name, project / name)
    return project


def _generated(workdir: Path, unit_years: int) -> tuple[Path, float]:
    project = workdir / f"generated-{unit_years}"
    start = perf_counter()
    packages = max(1, unit_years // UNIT_YEARS_A_PACKAGE)
    generate(project, unit_years, packages=packages, seed=SEED, errors=True)
    return project, perf_counter() - start


def main() -> int:
    """Read the command line, measure, print."""
    arguments = _arguments()
    workdir = _emptied(arguments.workdir.absolute())
    facts = machine()
    print("\n".join(f"{name}: {_readable(name, value)}" for name, value in facts.items()), flush=True)
    print(f"\nmedians of {arguments.runs} runs, MkDocs of {arguments.mkdocs_runs}; {arguments.jobs} jobs", flush=True)
    found: dict[str, Any] = {"machine": facts, "runs": arguments.runs, "mkdocs_runs": arguments.mkdocs_runs, "sets": {}}
    mkdocs_runs = 0 if arguments.skip_mkdocs else min(arguments.mkdocs_runs, arguments.runs)
    own = Bench(workdir, runs=arguments.runs, mkdocs_runs=0, jobs=arguments.jobs)
    found["sets"]["repository"] = _report("the repository's own datasets", own.measure, _own_project(workdir))
    if arguments.unit_years:
        project, seconds = _generated(workdir, arguments.unit_years)
        found["generator_seconds"] = seconds
        title = f"{arguments.unit_years} generated unit-years, written in {seconds:.1f} s"
        bench = Bench(workdir, runs=arguments.runs, mkdocs_runs=mkdocs_runs, jobs=arguments.jobs)
        found["sets"]["generated"] = _report(title, bench.measure, project)
        if mkdocs_runs:
            print(f"\n{DIFFERENCES}")
    if arguments.json:
        text = json.dumps(found, ensure_ascii=False, indent=1)
        arguments.json.write_text(f"{text}\n", encoding="utf-8")
    if not arguments.keep:
        shutil.rmtree(workdir)
    return 0


def _emptied(folder: Path) -> Path:
    """Make the work folder anew; a folder that holds anything but an earlier run's work is refused."""
    mark = folder / MARK
    if folder.exists() and any(folder.iterdir()) and not mark.is_file():
        sys.exit(f"{folder} holds something that is not ours: choose another --workdir")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    mark.touch()
    return folder


def _report(title: str, measure: Callable[[Path], dict[str, Measured]], project: Path) -> dict[str, Any]:
    measured = measure(project)
    print(f"\n{title}")
    print("\n".join(each.line() for each in measured.values()))
    for name, ratio in ratios(measured).items():
        print(f"  {ratio:>8.1f} ×  {name}")
    sys.stdout.flush()
    return {"measured": {key: each.record() for key, each in measured.items()}, "ratios": ratios(measured)}


def _readable(name: str, value: str | int) -> str:
    return f"{int(value) / KIBIBYTE**3:.1f} GiB" if name == "memory_bytes" else str(value)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--unit-years", type=int, default=1000, help="how many to generate; 0 for none (1000)")
    parser.add_argument("--runs", type=int, default=3, help="runs of ours (3)")
    parser.add_argument("--mkdocs-runs", type=int, default=1, help="runs of MkDocs, which take minutes (1)")
    parser.add_argument("--skip-mkdocs", action="store_true", help="measure ours only")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="worker processes of ours (all cores)")
    parser.add_argument("--workdir", type=Path, default=ROOT / "build" / "bench", help="emptied first (build/bench)")
    parser.add_argument("--keep", action="store_true", help="leave what was made in the work folder")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write every figure here too")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
