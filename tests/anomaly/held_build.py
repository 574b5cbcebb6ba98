"""The command line, with batches that begin and then wait: so a test can break in while workers are at work.

Run as a script in the folder of a project. Each batch leaves a file named after its process in the folder
`HELD`, then waits until the file `go` stands there.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

from builder import planning
from builder.batches import run_batch
from builder.cli import main, running

HELD = "MINGZHANG_TEST_HELD"


def held(function: Callable[..., Any], *arguments: Any) -> Any:
    """Say that a batch has begun, wait, then do what is to be done."""
    folder = Path(os.environ[HELD])
    (folder / f"{os.getpid()}").touch()
    while not (folder / "go").exists():
        time.sleep(0.02)
    return function(*arguments)


def _run() -> int:
    # by the name under which workers find it, which is not that of a script
    from tests.anomaly import held_build

    submit = ProcessPoolExecutor.submit

    def submit_held(pool: ProcessPoolExecutor, function: Callable[..., Any], /, *arguments: Any) -> Future[Any]:
        is_batch = isinstance(function, partial) and function.func is run_batch
        return submit(pool, held_build.held, function, *arguments) if is_batch else submit(pool, function, *arguments)

    # each package a batch of its own, and processes for however few
    planning.UNITS_A_BATCH = 1
    running.BYTES_WORTH_A_POOL = 0
    ProcessPoolExecutor.submit = submit_held  # type: ignore[method-assign,assignment]  # with less than it can take
    return main()


if __name__ == "__main__":
    sys.exit(_run())
