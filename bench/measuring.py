"""What is measured: child processes on one machine, several runs of each, and what they leave on disk."""

from __future__ import annotations

import json
import os
import platform
import statistics
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from importlib import metadata
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parent.parent
MEGABYTE = 1_000_000
LIBRARIES = ("mkdocs", "mkdocs-material", "Markdown", "Jinja2", "frictionless", "PyYAML", "pandas", "XlsxWriter")


class Run(NamedTuple):
    """One child process and all that it started.

    Wall time, processor time of all processes, the memory of the largest, and the most that all held at one time
    (None where the system does not tell).
    """

    seconds: float
    cpu_seconds: float
    largest_bytes: int
    together_bytes: int | None
    stdout: str


@dataclass(frozen=True, slots=True)
class Weight:
    """The files in a folder."""

    files: int = 0
    pages: int = 0
    output_bytes: int = 0


@dataclass(slots=True)
class Measured:
    """Runs of one thing, and what it left on disk; `seconds` are those that the thing itself reports, if it does."""

    name: str
    runs: list[Run] = dataclass_field(default_factory=list)
    seconds: list[float] = dataclass_field(default_factory=list)
    stages: dict[str, list[float]] = dataclass_field(default_factory=dict)
    weight: Weight = Weight()
    notes: list[str] = dataclass_field(default_factory=list)

    @property
    def median(self) -> float:
        """The middle time of all runs."""
        return statistics.median(self.seconds)

    def add(self, run: Run, *, seconds: float | None = None, stages: Mapping[str, float] | None = None) -> None:
        """Count one run."""
        self.runs.append(run)
        self.seconds.append(run.seconds if seconds is None else seconds)
        for stage, taken in (stages or {}).items():
            self.stages.setdefault(stage, []).append(taken)

    def record(self) -> dict[str, Any]:
        """Return it as it stands in the JSON."""
        together = [run.together_bytes for run in self.runs if run.together_bytes is not None]
        return {
            "name": self.name,
            "seconds": self.seconds,
            "median_seconds": self.median,
            "process_seconds": [run.seconds for run in self.runs],
            "cpu_seconds": [run.cpu_seconds for run in self.runs],
            "median_cpu_seconds": statistics.median(run.cpu_seconds for run in self.runs),
            "largest_process_bytes": max(run.largest_bytes for run in self.runs),
            "all_processes_bytes": max(together) if together else None,
            "files": self.weight.files,
            "pages": self.weight.pages,
            "output_bytes": self.weight.output_bytes,
            "pages_a_second": self.weight.pages / self.median if self.median else 0,
            "stages": {stage: statistics.median(taken) for stage, taken in self.stages.items()},
            "notes": self.notes,
        }


def run_child(command: Sequence[str | Path], folder: Path, **environment: str) -> Run:
    """Run a command to its end and return what it took; raises CalledProcessError with its output where it fails.

    What was written before is on disk by then, so that nobody pays for another's writing.
    """
    os.sync()
    settings = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "", "NO_MKDOCS_2_WARNING": "1"}
    settings.pop("MINGZHANG_SITE_URL", None)
    report = folder.parent / f"{folder.name}.run.json"
    launcher = [sys.executable, "-S", "-E", str(ROOT / "bench" / "launch.py"), str(report)]
    child = subprocess.run(
        [*launcher, *(str(part) for part in command)],
        cwd=folder,
        env={**settings, **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if child.returncode:
        sys.stderr.write(child.stdout)
        raise subprocess.CalledProcessError(child.returncode, child.args, child.stdout)
    taken = json.loads(report.read_text(encoding="utf-8"))
    report.unlink()
    return Run(taken["seconds"], taken["cpu"], taken["largest"], taken["together"], child.stdout)


def last_json(text: str) -> dict[str, Any]:
    """Return the JSON on the last line of what a command printed."""
    result: dict[str, Any] = json.loads(text.strip().splitlines()[-1])
    return result


def weigh(folder: Path) -> Weight:
    """Count the files below a folder."""
    sizes = [(entry.name.endswith(".html"), entry.stat(follow_symlinks=False).st_size) for entry in files_below(folder)]
    return Weight(len(sizes), sum(is_page for is_page, _ in sizes), sum(size for _, size in sizes))


def files_below(folder: Path | str) -> Iterator[os.DirEntry[str]]:
    """Yield every file below a folder; quick where there are hundreds of thousands."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from files_below(entry.path)
            else:
                yield entry


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


def say(text: str) -> None:
    """Tell on stderr what is being done."""
    print(f"… {text}", file=sys.stderr, flush=True)
