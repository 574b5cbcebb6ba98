"""A site is written to a new folder beside its place and swapped in whole.

At every instant the published folder is the whole old site or the whole new one: on Linux the two folders
change places in one step (renameat2 with RENAME_EXCHANGE); elsewhere by two renames, and a swap that was cut
between them is undone at the next start.
"""

from __future__ import annotations

import ctypes
import errno
import fcntl
import os
import secrets
import shutil
import sys
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from builder.publish.failure import PublishFailed
from builder.publish.manifest import MANIFEST

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_LEAVING = "leaving"
_LARGE = 1_000_000
"""Bytes of the list of files from which a site is large: some seven thousand files."""
_REMOVE = "import shutil, sys; shutil.rmtree(sys.argv[1], ignore_errors=True)"


class Staging:
    """The folder in which the new site grows; a context that leaves nothing behind.

    One build at a time for each target: the lock is the system's, so that a dead holder's falls with it.
    """

    def __init__(self, target: Path) -> None:
        """Take the folder of the published site, which need not exist."""
        self._target = target.absolute()
        self._lock: IO[str] | None = None
        self.folder = self._beside("staging")
        self._old = self._beside("old")

    def __enter__(self) -> Self:
        """Lock the target, clear what a cut build left, and make the folder; raises PublishFailed."""
        if self._target.is_symlink() or (self._target.exists() and not self._target.is_dir()):
            raise PublishFailed("target-is-no-folder", str(self._target), "")
        try:
            self._target.parent.mkdir(parents=True, exist_ok=True)
            self._take_lock()
            if self._old.exists() and not self._target.exists():
                self._old.rename(self._target)
            for left_over in (self.folder, self._old, *self._target.parent.glob(f"{self._beside(_LEAVING).name}-*")):
                shutil.rmtree(left_over, ignore_errors=True)
            self.folder.mkdir()
        except OSError as error:
            self._drop_lock()
            raise PublishFailed("cannot-write", str(self.folder), error.strerror or str(error)) from error
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """Remove what stands in the folder, the old site or one that was not swapped in, and let the lock go."""
        self._remove()
        self._drop_lock()

    def _remove(self) -> None:
        """Remove the folder; a large one is put aside and left to a process of its own: nobody waits for that."""
        try:
            is_large = (self.folder / MANIFEST).stat().st_size > _LARGE
        except OSError:
            is_large = False
        if not is_large:
            shutil.rmtree(self.folder, ignore_errors=True)
            return
        aside = self._beside(f"{_LEAVING}-{secrets.token_hex(4)}")
        self.folder.rename(aside)
        command = [sys.executable, "-I", "-S", "-c", _REMOVE, str(aside)]
        os.posix_spawn(sys.executable, command, os.environ, setsid=True)

    def swap(self) -> None:
        """Put the new site in the place of the old one, in one step; raises PublishFailed."""
        try:
            if not self._target.exists():
                self.folder.rename(self._target)
            elif not _exchange(self.folder, self._target):
                self._target.rename(self._old)
                self.folder.rename(self._target)
                shutil.rmtree(self._old, ignore_errors=True)
        except OSError as error:
            raise PublishFailed("cannot-write", str(self._target), error.strerror or str(error)) from error

    def _beside(self, purpose: str) -> Path:
        return self._target.with_name(f".{self._target.name}.{purpose}")

    def _take_lock(self) -> None:
        path = self._beside("lock")
        self._lock = path.open("a+", encoding="ascii")
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            self._lock.seek(0)
            holder = self._lock.read().strip()
            self._drop_lock()
            if error.errno in (errno.EWOULDBLOCK, errno.EACCES):
                raise PublishFailed("target-is-locked", str(path), holder) from error
            raise
        self._lock.truncate(0)
        self._lock.write(f"{os.getpid()}\n")
        self._lock.flush()

    def _drop_lock(self) -> None:
        if self._lock:
            self._lock.close()
            self._lock = None


def _exchange(one: Path, other: Path) -> bool:
    """Let two folders change places in one step; return False where the system cannot."""
    if sys.platform != "linux":
        return False
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        return False
    paths = (os.fsencode(one), os.fsencode(other))
    done: int = rename(_AT_FDCWD, paths[0], _AT_FDCWD, paths[1], _RENAME_EXCHANGE)
    return done == 0
