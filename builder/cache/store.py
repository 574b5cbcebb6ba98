"""A folder of results by stage and key: whatever is missing or damaged in it is worked out again."""

from __future__ import annotations

import os
import secrets
from collections.abc import Collection, Iterator
from contextlib import suppress
from pathlib import Path

from builder.segments import DIGEST_SIZE, digest_of

DEFAULT_LIMIT = 4_000_000_000
"""Bytes: half of what a common CI service keeps for a repository, and ten thousand disclosures several times over."""


class Cache:
    """Results kept in `folder`; without a folder nothing is kept and nothing is found."""

    def __init__(self, folder: Path | None, limit: int = DEFAULT_LIMIT) -> None:
        """Take the folder, which need not exist, and how many bytes it may hold."""
        self.folder = folder
        self._limit = limit

    def path_of(self, stage: str, key: bytes) -> Path:
        """Return where the result of a stage is kept; only for a cache that has a folder."""
        if self.folder is None:
            message = "a cache without a folder keeps nothing"
            raise ValueError(message)
        name = key.hex()
        return self.folder / stage / name[:2] / name

    def name_of(self, place: Path) -> str:
        """Return a name for a folder that stays the same where the cache and the folder are moved together."""
        return os.path.relpath(place, self.folder) if self.folder else ""

    def recall(self, stage: str, key: bytes) -> bytes | None:
        """Return what is kept, or None where there is nothing whole."""
        if self.folder is None:
            return None
        path = self.path_of(stage, key)
        try:
            kept = path.read_bytes()
        except OSError:
            return None
        digest, content = kept[:DIGEST_SIZE], kept[DIGEST_SIZE:]
        if digest_of(content) != digest:
            return None
        touch(path)
        return content

    def keep(self, stage: str, key: bytes, content: bytes) -> None:
        """Keep a result; a cache that cannot be written costs time, nothing else."""
        if self.folder is None:
            return
        path = self.path_of(stage, key)
        draft = path.with_name(f"{path.name}.{secrets.token_hex(8)}.draft")
        with suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
            draft.write_bytes(digest_of(content) + content)
            draft.replace(path)

    def prune(self, spared: Collection[Path] = ()) -> int:
        """Remove what was used longest ago until the rest is within the limit; return how many files went.

        Files of the present run, `spared`, stay even where they alone are too much.
        """
        if self.folder is None:
            return 0
        files = sorted(_files(self.folder))
        excess = sum(size for _, size, _ in files) - self._limit
        removed = 0
        for _, size, path in files:
            if excess <= 0:
                break
            if path in spared:
                continue
            with suppress(OSError):
                path.unlink()
                excess -= size
                removed += 1
        return removed


def touch(path: Path) -> None:
    """Note that a file was used."""
    with suppress(OSError):
        os.utime(path)


def _files(folder: Path) -> Iterator[tuple[int, int, Path]]:
    """Yield when each file was last used, its size, and its path."""
    for path in folder.rglob("*"):
        with suppress(OSError):
            if path.is_file() and not path.is_symlink():
                known = path.stat()
                yield known.st_mtime_ns, known.st_size, path
