"""How tasks are carried out: in the processes there are, few of them waiting at a time, results as they come."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from contextlib import contextmanager
from itertools import islice
from typing import TypeVar

Task = TypeVar("Task")
Result = TypeVar("Result")

WORKERS = 4
"""How many workers an executor is taken to have that does not say so."""
TASKS_A_WORKER = 4
"""So many tasks are handed over at a time for each: enough that none waits, few enough that memory stays flat."""


def mapped(
    function: Callable[[Task], Result], tasks: Sequence[Task], executor: Executor | None
) -> Iterator[tuple[Task, Result]]:
    """Yield each task with its result, in any order; raises what a task raises, and then starts no more."""
    if executor is None:
        yield from ((task, function(task)) for task in tasks)
        return
    waiting = iter(tasks)
    at_once = TASKS_A_WORKER * max(WORKERS, getattr(executor, "workers", 0))
    running: dict[Future[Result], Task] = {executor.submit(function, task): task for task in islice(waiting, at_once)}
    while running:
        done, _ = wait(running, return_when=FIRST_COMPLETED)
        for future in done:
            task = running.pop(future)
            running |= {executor.submit(function, further): further for further in islice(waiting, 1)}
            yield task, future.result()


@contextmanager
def without_collection() -> Iterator[None]:
    """Leave the search for circles out: rows and files hold none, and to look for them costs a tenth."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
