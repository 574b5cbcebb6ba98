"""Run a function in a process of its own: little time and memory, no network, nothing to write to.

The limits of time, memory and result are the system's and the caller's, and hold whatever the process does. On Linux
it also gets a network namespace with nothing in it, where the system lets us. The audit hook (`confined`) refuses
sockets, programs and writing to all that runs as Python; machine code that a hostile file got to run inside a library
could pass the hook, not the limits. What comes back is taken apart as plain values of our own types only.
"""

from __future__ import annotations

import os
import pickle
import selectors
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import is_dataclass
from io import BytesIO
from typing import IO, Any, Final, NamedTuple, TypeVar, cast

from builder.ingest.failures import Crashed, Failed, OutOfMemory, Refused, TimedOut

Argument = TypeVar("Argument")
Result = TypeVar("Result")

_STEP: Final = 1 << 20
_MEBIBYTE: Final = 1 << 20
_OURS: Final = "builder.ingest."
_OTHERS: Final = frozenset({("decimal", "Decimal"), ("datetime", "date")})
_KEPT: Final = frozenset({"PATH", "LANG", "LC_ALL", "LC_CTYPE"})


class Limits(NamedTuple):
    """What a process may use: seconds by the clock, and MiB of private memory, of address space and of result.

    Readers need 75 MiB and 210 MiB of address space for a plain file; the rest is for large ones.
    """

    seconds: int = 60
    memory: int = 500
    address_space: int = 1024
    result: int = 64


LIMITS: Final = Limits()


def run_limited(
    function: Callable[[Argument], Result], argument: Argument, *, name: str, limits: Limits = LIMITS
) -> Result | Failed:
    """Return what a function of a module gives, or why it gave nothing; `name` is what the sentence calls the file."""
    with tempfile.TemporaryFile() as request:
        pickle.dump((limits, function, argument), request)
        request.seek(0)
        # A new interpreter and not a fork: the caller may have threads and much memory. `-P` keeps modules that lie
        # in the current folder, which may be a folder of documents, out of it.
        command = [sys.executable, "-B", "-P", "-m", "builder.ingest.confined"]
        with subprocess.Popen(
            command, stdin=request, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=_environment()
        ) as process:
            try:
                return cast("Result | Failed", _outcome(process, name, limits))
            finally:
                process.kill()


def _environment() -> dict[str, str]:
    kept = {key: value for key, value in os.environ.items() if key in _KEPT}
    return {**kept, "PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "PYTHONHASHSEED": "0"}


def _outcome(process: subprocess.Popen[bytes], name: str, limits: Limits) -> object:
    told = _told(cast("IO[bytes]", process.stdout), limits)
    if told is None:
        return TimedOut("took-too-long", file=name, limit=str(limits.seconds))
    if len(told) > limits.result * _MEBIBYTE:
        return Refused("too-much-read", file=name, limit=str(limits.result))
    try:
        kind, result = _Result(BytesIO(told)).load()
    except Exception:  # noqa: BLE001 - a child that was ended, or lies, may leave any bytes
        return _ended(process.wait(), name, limits)
    if kind == "memory":
        return OutOfMemory("out-of-memory", file=name, limit=str(limits.memory))
    if kind == "refused":
        key, facts = result
        return Refused(key, **{"file": name, **facts})
    return Crashed("reading-failed", file=name, cause=str(result)) if kind == "crashed" else result


def _told(stream: IO[bytes], limits: Limits) -> bytes | None:
    """What the process writes until it closes the pipe or passes the limit; None when its time is up."""
    deadline = time.monotonic() + limits.seconds
    told = bytearray()
    with selectors.DefaultSelector() as selector:
        selector.register(stream, selectors.EVENT_READ)
        while len(told) <= limits.result * _MEBIBYTE:
            if not selector.select(max(deadline - time.monotonic(), 0)):
                return None
            step = os.read(stream.fileno(), _STEP)
            if not step:
                break
            told += step
    return bytes(told)


def _ended(code: int, name: str, limits: Limits) -> Failed:
    """Why a process ended without a result: its processor time was up, the system took it for its memory, a crash."""
    if code == -signal.SIGXCPU:
        return TimedOut("took-too-long", file=name, limit=str(limits.seconds))
    if code == -signal.SIGKILL:
        return OutOfMemory("out-of-memory", file=name, limit=str(limits.memory))
    return Crashed("reading-failed", file=name, cause=signal.Signals(-code).name if code < 0 else f"exit {code}")


class _Result(pickle.Unpickler):
    """Makes nothing but plain values and the importer's own records, so that no bytes can call a function."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) in _OTHERS:
            return super().find_class(module, name)
        if module.startswith(_OURS) and "." not in name:
            found = super().find_class(module, name)
            if isinstance(found, type) and (is_dataclass(found) or hasattr(found, "_fields")):
                return found
        raise pickle.UnpicklingError(f"{module}.{name}")
