"""Where the files of a new site are written, and the old site beside it, whose files may be taken over."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from builder.outputs import AnyOutput, ManifestEntry, Output
from builder.publish.failure import PublishFailed


@dataclass(frozen=True, slots=True)
class SiteFolder:
    """The folder `staging` in which a site grows, beside the site `previous`, if one is known whole.

    `published_at` is when that one was complete, in nanoseconds: a file of it that is younger is not ours.
    """

    staging: str
    previous: str | None = None
    published_at: int = 0

    def write(self, outputs: Iterable[AnyOutput]) -> tuple[ManifestEntry, ...]:
        """Write files and return their manifest entries; raises PublishFailed."""
        made: set[str] = set()
        entries = []
        for output in outputs:
            path = f"{self.staging}/{output.path}"
            try:
                _make_folder(path.rpartition("/")[0], made)
                entries.append(_written(path, output))
            except OSError as error:
                raise PublishFailed("cannot-write", path, error.strerror or str(error)) from error
        return tuple(entries)

    def take_over(self, entries: Sequence[ManifestEntry]) -> bool:
        """Link files of the previous site into the new one; return False where one is not as it was published.

        Then nothing of them may be relied on, and all are to be written.
        """
        if self.previous is None or not all(self._is_as_published(entry) for entry in entries):
            return False
        made: set[str] = set()
        for entry in entries:
            path = f"{self.staging}/{entry.path}"
            try:
                _make_folder(path.rpartition("/")[0], made)
                _link(f"{self.previous}/{entry.path}", path)
            except OSError as error:
                raise PublishFailed("cannot-write", path, error.strerror or str(error)) from error
        return True

    def _is_as_published(self, entry: ManifestEntry) -> bool:
        try:
            known = os.stat(f"{self.previous}/{entry.path}", follow_symlinks=False)  # noqa: PTH116
        except OSError:
            return False
        return known.st_size == entry.size and known.st_mtime_ns <= self.published_at


def _make_folder(path: str, made: set[str]) -> None:
    """Make a folder unless it is among those `made`; mostly it is not there, and the one above it is."""
    if path in made:
        return
    made.add(path)
    try:
        os.mkdir(path)  # noqa: PTH102  # paths as text are quicker
    except FileExistsError:
        return
    except FileNotFoundError:
        Path(path).mkdir(parents=True, exist_ok=True)


def _link(source: str, target: str) -> None:
    """Let a second name stand for the file; where the file system has no such names, copy it."""
    try:
        os.link(source, target)
    except FileExistsError:
        # a worker that died had come so far already
        Path(target).unlink()
        _link(source, target)
    except OSError:
        shutil.copy2(source, target)


def _written(path: str, output: AnyOutput) -> ManifestEntry:
    hashed, size = hashlib.sha256(), 0
    with _new_file(path) as file:
        for chunk in (output.content,) if isinstance(output, Output) else output.chunks():
            file.write(chunk)
            hashed.update(chunk)
            size += len(chunk)
    return ManifestEntry(output.path, size, hashed.hexdigest())


def _new_file(path: str) -> BinaryIO:
    """Open a file that was not there; one that is may be a second name of one in the published site, so it goes."""
    try:
        return Path(path).open("xb")
    except FileExistsError:
        Path(path).unlink()
        return Path(path).open("xb")


def write_outputs(folder: Path, outputs: Iterable[AnyOutput]) -> tuple[ManifestEntry, ...]:
    """Write outputs below a folder and return their manifest entries; raises PublishFailed."""
    return SiteFolder(str(folder)).write(outputs)
