"""Run one command and write what it took: `launch.py REPORT COMMAND…`.

A process counts the memory of the one that started it as its own until it has begun, so a small one starts it.
Workers that outlive their parent are handed to this process and waited for: their processor time and memory would
otherwise be nobody's. Wall time ends with the command itself.
"""

from __future__ import annotations

import ctypes
import json
import os
import resource
import subprocess
import sys
import threading
import time

INTERVAL = 0.05
"""Seconds between two looks at the memory of all processes together."""
ADOPT_ORPHANS = 36
"""PR_SET_CHILD_SUBREAPER of Linux."""
PAGE = os.sysconf("SC_PAGE_SIZE")


def main() -> int:
    """Run the command, report, hand on its exit code."""
    is_linux = sys.platform.startswith("linux")
    if is_linux:
        ctypes.CDLL(None).prctl(ADOPT_ORPHANS, 1, 0, 0, 0)
    peaks = [0]
    ended = threading.Event()
    watcher = threading.Thread(target=_watch, args=(peaks, ended))
    start = time.perf_counter()
    if is_linux:
        watcher.start()
    code = subprocess.run(sys.argv[2:], check=False).returncode
    seconds = time.perf_counter() - start
    _wait_for_orphans()
    ended.set()
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    largest = used.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    taken = {
        "seconds": seconds,
        "cpu": used.ru_utime + used.ru_stime,
        "largest": largest,
        "together": max(peaks[0], largest) if is_linux else None,
    }
    with open(sys.argv[1], "w", encoding="utf-8") as report:  # noqa: PTH123  # one module less to load
        json.dump(taken, report)
    return code


def _wait_for_orphans() -> None:
    try:
        while True:
            os.wait()
    except ChildProcessError:
        return


def _watch(peaks: list[int], ended: threading.Event) -> None:
    """Keep the most memory that all processes below this one held at one time; shared pages count in each."""
    while not ended.wait(INTERVAL):
        peaks[0] = max(peaks[0], sum(map(_resident, _below(os.getpid()))))


def _below(parent: int) -> list[int]:
    found = [child for task in _tasks(parent) for child in _children(parent, task)]
    return [*found, *(further for child in found for further in _below(child))]


def _tasks(process: int) -> list[str]:
    try:
        return os.listdir(f"/proc/{process}/task")  # noqa: PTH208  # one module less to load
    except OSError:
        return []


def _children(process: int, task: str) -> list[int]:
    return [int(child) for child in _read(f"/proc/{process}/task/{task}/children").split()]


def _resident(process: int) -> int:
    fields = _read(f"/proc/{process}/statm").split()
    return int(fields[1]) * PAGE if fields else 0


def _read(path: str) -> str:
    """Return the text of a file of /proc, nothing where its process has just ended."""
    try:
        with open(path, encoding="ascii") as file:  # noqa: PTH123  # one module less to load
            return file.read()
    except OSError:
        return ""


if __name__ == "__main__":
    sys.exit(main())
