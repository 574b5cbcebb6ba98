"""Processes of this machine that do the tasks of a run, and end with it however it ends."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import active_children, get_context, parent_process
from multiprocessing.connection import wait
from threading import Thread


@contextmanager
def processes(count: int) -> Iterator[ProcessPoolExecutor]:
    """Give so many processes; where the block fails or is broken off, what they are at is dropped at once."""
    executor = ProcessPoolExecutor(count, mp_context=get_context("forkserver"), initializer=begin_worker)
    try:
        yield executor
    except BaseException:
        for worker in active_children():
            worker.terminate()
        raise
    finally:
        executor.shutdown(cancel_futures=True)


def begin_worker() -> None:
    """Leave Ctrl-C, which a terminal sends to all, to the process that began the run; end when that one is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = parent_process()
    if parent:
        Thread(target=_end_after, args=(parent.sentinel,), daemon=True).start()


def _end_after(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)
