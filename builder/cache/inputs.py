"""A folder of files as the file system tells of it, and the digest of what is in them.

As in git's index: a folder whose names, sizes, times and inodes are as they were need not be read again. What changed
so shortly before it was looked at that a further change could carry the same time has no signature.
"""

from __future__ import annotations

import hashlib
import os
import stat
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from builder.segments import DIGEST_SIZE, digest_of

_TOO_FRESH = 2_000_000_000
"""Nanoseconds within which a file system may give two writes one time."""

_Known = tuple[str, int, int, int, int]


@dataclass(frozen=True, slots=True)
class Seen:
    """Name, mode, size, time and inode of everything below a folder; `signature` is None where that is too fresh."""

    files: tuple[_Known, ...]
    size: int
    signature: bytes | None


def look(folder: Path) -> Seen | None:
    """Return what the file system says of a folder and all below it; None where it cannot be listed."""
    try:
        files = tuple(sorted(_walk(folder, "")))
    except OSError:
        return None
    now = time.time_ns()
    is_fresh = any(now - changed < _TOO_FRESH for _, _, _, changed, _ in files)
    signature = None if is_fresh else digest_of(repr(files).encode())
    return Seen(files, sum(size for _, mode, size, _, _ in files if stat.S_ISREG(mode)), signature)


def content_digest(folder: Path, seen: Seen) -> bytes | None:
    """Return the digest of the names and bytes of all files; None where one is no plain file or cannot be read."""
    hashed = hashlib.blake2b(digest_size=DIGEST_SIZE)
    for name, mode, *_ in seen.files:
        if stat.S_ISDIR(mode):
            continue
        if not stat.S_ISREG(mode):
            return None
        try:
            content = (folder / name).read_bytes()
        except OSError:
            return None
        encoded = os.fsencode(name)
        hashed.update(f"{len(encoded)} {len(content)} ".encode() + encoded)
        hashed.update(content)
    return hashed.digest()


def tree_digest(roots: Iterable[Path]) -> bytes | None:
    """Return the digest of files and of all below folders, read anew; None where one cannot be read."""
    parts: list[bytes] = []
    for root in roots:
        seen = look(root) if root.is_dir() else None
        try:
            content = content_digest(root, seen) if seen else root.read_bytes()
        except OSError:
            return None
        if content is None:
            return None
        parts += [os.fsencode(root.name), content]
    return digest_of(*parts)


def _walk(folder: Path, prefix: str) -> Iterator[_Known]:
    with os.scandir(folder) as entries:
        for entry in entries:
            known = entry.stat(follow_symlinks=False)
            name = prefix + entry.name
            yield name, known.st_mode, known.st_size, known.st_mtime_ns, known.st_ino
            if stat.S_ISDIR(known.st_mode):
                yield from _walk(Path(entry.path), f"{name}/")
