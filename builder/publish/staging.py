"""A site is written to a new folder beside its place and swapped in whole.

At every instant the published folder is the whole old site or the whole new one: on Linux the two folders
change places in one step (renameat2 with RENAME_EXCHANGE); elsewhere by two renames, and a swap that was cut
between them is undone at the next start.
"""

from __future__ import annotations

import ctypes
import errno
import fcntl
import hashlib
import os
import shutil
import sys
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from builder.outputs import AnyOutput, ManifestEntry, Output

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


class PublishFailed(Exception):
    """The outside world refused: `what` happened `where`; the published site is as it was."""

    def __init__(self, key: str, where: str, detail: str) -> None:
        """Take the key of the sentence, the path, and the words of the system."""
        super().__init__(f"{key}: {where}: {detail}")
        self.key = key
        self.where = where
        self.detail = detail


def write_outputs(folder: Path, outputs: Iterable[AnyOutput]) -> tuple[ManifestEntry, ...]:
    """Write outputs below a folder and return their manifest entries; raises PublishFailed."""
    made: set[str] = set()
    entries = []
    for output in outputs:
        parent, _, _ = output.path.rpartition("/")
        try:
            if parent not in made:
                (folder / parent).mkdir(parents=True, exist_ok=True)
                made.add(parent)
            entries.append(_written(folder / output.path, output))
        except OSError as error:
            raise PublishFailed("cannot-write", str(folder / output.path), error.strerror or str(error)) from error
    return tuple(entries)


def _written(path: Path, output: AnyOutput) -> ManifestEntry:
    hashed, size = hashlib.sha256(), 0
    with path.open("wb") as file:
        for chunk in (output.content,) if isinstance(output, Output) else output.chunks():
            file.write(chunk)
            hashed.update(chunk)
            size += len(chunk)
    return ManifestEntry(output.path, size, hashed.hexdigest())


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
            for left_over in (self.folder, self._old):
                if left_over.exists():
                    shutil.rmtree(left_over)
            self.folder.mkdir()
        except OSError as error:
            self._drop_lock()
            raise PublishFailed("cannot-write", str(self.folder), error.strerror or str(error)) from error
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """Remove the folder where it was not swapped in, and let the lock go."""
        shutil.rmtree(self.folder, ignore_errors=True)
        self._drop_lock()

    def swap(self) -> None:
        """Put the new site in the place of the old one, in one step; raises PublishFailed."""
        try:
            os.sync()
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
