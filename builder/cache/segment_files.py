"""Segments as one file: a list of names, places and digests, then the bytes, so that each is read alone.

The file: a mark of 8 bytes, the length of the list (8 bytes, lowest first), the list as JSON, its digest, the bytes.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Collection, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from builder.segments import DIGEST_SIZE, digest_of

_MARK = b"MZSEG 1\n"
_LENGTH = 8
LISTS_KEPT = 512


class Damaged(ValueError):
    """A file of segments is not as it was written."""


def write_segments(path: Path, segments: Mapping[str, bytes]) -> None:
    """Write segments to a file, whole or not at all; raises OSError."""
    listed, start = [], 0
    for name, content in segments.items():
        listed.append((name, start, len(content), digest_of(content).hex()))
        start += len(content)
    head = json.dumps(listed, separators=(",", ":")).encode()
    draft = path.with_name(f"{path.name}.{secrets.token_hex(8)}.draft")
    path.parent.mkdir(parents=True, exist_ok=True)
    with draft.open("wb") as file:
        file.writelines((_MARK, len(head).to_bytes(_LENGTH, "little"), head, digest_of(head)))
        file.writelines(segments.values())
    draft.replace(path)


class FileSegments:
    """The segments of a file; it travels between processes as its path, and its list is read when it is asked for."""

    def __init__(self, path: str) -> None:
        """Take the path; nothing is read yet."""
        self.path = path
        self._places: dict[str, tuple[int, int, bytes]] | None = None

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.path,)

    @property
    def names(self) -> Collection[str]:
        """The names of the segments that are there; raises Damaged or OSError."""
        return self._list().keys()

    def read(self, name: str) -> bytes:
        """Return a segment; raises KeyError where there is none of that name, Damaged, or OSError."""
        start, length, digest = self._list()[name]
        with Path(self.path).open("rb") as file:
            file.seek(start)
            content = file.read(length)
        if digest_of(content) != digest:
            raise Damaged(self.path)
        return content

    def digest(self, name: str) -> bytes:
        """Return the digest of a segment without reading it; raises KeyError, Damaged or OSError."""
        return self._list()[name][2]

    def _list(self) -> dict[str, tuple[int, int, bytes]]:
        if self._places is None:
            known = Path(self.path).stat()
            self._places = _read_list(self.path, known.st_size, known.st_mtime_ns)
        return self._places


@lru_cache(maxsize=LISTS_KEPT)
def _read_list(path: str, size: int, _changed: int) -> dict[str, tuple[int, int, bytes]]:
    """Return the list of a file; kept, for many jobs that come to one process read the same files."""
    with Path(path).open("rb") as file:
        if file.read(len(_MARK)) != _MARK:
            raise Damaged(path)
        head = file.read(int.from_bytes(file.read(_LENGTH), "little"))
        if digest_of(head) != file.read(DIGEST_SIZE):
            raise Damaged(path)
        first = file.tell()
    places = {name: (first + start, length, bytes.fromhex(digest)) for name, start, length, digest in json.loads(head)}
    if any(start + length > size for start, length, _ in places.values()):
        raise Damaged(path)
    return places
