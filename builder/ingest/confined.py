"""The process in which a document is read: gives up what it does not need, runs one function, tells the result."""

from __future__ import annotations

import ctypes
import os
import pickle
import resource
import sys
import traceback
from collections.abc import Mapping
from contextlib import suppress
from types import MappingProxyType
from typing import Any, BinaryIO, Final

from builder.ingest.failures import Refused
from builder.ingest.readers import Unreadable
from builder.ingest.sandbox import Limits

_MEBIBYTE: Final = 1 << 20
_NEW_USER, _NEW_NETWORK = 0x10000000, 0x40000000
_WRITING: Final = os.O_WRONLY | os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_TRUNC

_MEMORY: Final = pickle.dumps(("memory", None))

# What no reader needs; the names are those of Python's audit events.
_REFUSED: Final = (
    *("socket.", "subprocess.", "os.system", "os.exec", "os.fork", "os.posix_spawn", "os.spawn", "pty.spawn"),
    *("os.kill", "os.remove", "os.rename", "os.rmdir", "os.mkdir", "os.link", "os.symlink", "os.truncate"),
    *("os.chmod", "os.chown", "os.chflags", "os.utime", "shutil.", "urllib.", "ftplib.", "smtplib.", "webbrowser."),
    *("ctypes.", "mmap.__new__", "syslog."),
)


def main() -> None:
    """Run the function of the request on standard input, and write what came of it to standard output."""
    with os.fdopen(os.dup(1), "wb") as told:
        # Whatever a library prints is no part of the result.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        told.write(_outcome(sys.stdin.buffer))


def _outcome(request: BinaryIO) -> bytes:
    try:
        limits, function, argument = pickle.load(request)  # noqa: S301 - written by our caller
        confine(limits)
        return pickle.dumps(("result", function(argument)), pickle.HIGHEST_PROTOCOL)
    except MemoryError:
        return _MEMORY  # made beforehand, for there may be none left
    except Exception as error:  # noqa: BLE001 - every failure is told in one sentence, by the caller
        return pickle.dumps(_told(error))


def confine(limits: Limits) -> None:
    """Give up network, programs, writing, and all memory and time beyond the limits, for good."""
    _leave_network()
    for kind, (soft, hard) in _limits(limits).items():
        with suppress(ValueError, OSError):  # a lower limit is already set
            resource.setrlimit(kind, (soft, hard))
    sys.addaudithook(_refuse)


def _limits(limits: Limits) -> Mapping[int, tuple[int, int]]:
    memory, space = limits.memory * _MEBIBYTE, limits.address_space * _MEBIBYTE
    return MappingProxyType(
        {
            resource.RLIMIT_AS: (space, space),
            resource.RLIMIT_DATA: (memory, memory),
            # The first says by its signal that time was up; the second just ends.
            resource.RLIMIT_CPU: (limits.seconds, limits.seconds + 1),
            resource.RLIMIT_FSIZE: (0, 0),
            resource.RLIMIT_CORE: (0, 0),
        }
    )


def _leave_network() -> None:
    """Enter a network namespace with nothing in it, where the system knows them and lets us."""
    with suppress(AttributeError, OSError):
        unshare = ctypes.CDLL(None).unshare
        unshare(_NEW_NETWORK if os.geteuid() == 0 else _NEW_USER | _NEW_NETWORK)


def _refuse(event: str, arguments: tuple[Any, ...]) -> None:
    is_writing = event == "open" and isinstance(arguments[2], int) and arguments[2] & _WRITING
    if is_writing or event.startswith(_REFUSED):
        raise PermissionError(event)


def _told(error: Exception) -> tuple[str, object]:
    if isinstance(error, Refused | Unreadable):
        return "refused", (error.key, error.facts)
    if isinstance(error, RecursionError):
        return "refused", ("too-nested", {})
    *_, last = traceback.extract_tb(error.__traceback__)
    return "crashed", f"{type(error).__name__}, {os.path.basename(last.filename)}:{last.lineno}"  # noqa: PTH119


if __name__ == "__main__":
    main()
