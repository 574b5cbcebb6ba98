"""What workers are given to do in tests; each finds these functions by their names."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any


def worker_id(number: int) -> tuple[int, int]:
    """Return the number and the process in which it was looked at."""
    return number, os.getpid()


def die(number: int) -> int:
    """End the worker as the system ends one that has taken too much memory."""
    os.kill(os.getpid(), signal.SIGKILL)
    return number


def refuse(number: int) -> int:
    """Fail as our own code fails."""
    raise ArithmeticError(number)


def wait_for(path: str) -> str:
    """Say that a worker has begun, and wait until a file is there."""
    Path(f"{path}.begun-{os.getpid()}").touch()
    while not Path(path).exists():
        time.sleep(0.02)
    Path(f"{path}.ended").touch()
    return path


def stalled_once(victim: str, function: Callable[..., Any], *arguments: Any) -> Any:
    """Do a task; but the worker that gets the first one writes its number to a file and comes no further."""
    try:
        with Path(victim).open("x") as file:
            file.write(f"{os.getpid()}\n")
    except FileExistsError:
        return function(*arguments)
    while True:
        time.sleep(1)
