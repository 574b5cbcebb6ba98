"""Named byte strings under one roof: what a batch leaves for the files that are made from all batches together.

Each stage names its own segments (`bulk/units`, `search/g17`), so that who joins the batches reads of each only
what it needs. A batch's segments can be pickled: they then travel as the name of their file.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Protocol

DIGEST_SIZE = 16


class Segments(Protocol):
    """The segments of one batch."""

    @property
    def names(self) -> Collection[str]:
        """The names of the segments that are there."""
        ...

    def read(self, name: str) -> bytes:
        """Return a segment; raises KeyError where there is none of that name."""
        ...

    def digest(self, name: str) -> bytes:
        """Return the digest of a segment's bytes without reading them; raises KeyError."""
        ...


@dataclass(frozen=True, slots=True)
class HeldSegments:
    """Segments held in memory."""

    content: Mapping[str, bytes]

    @property
    def names(self) -> Collection[str]:
        """The names of the segments that are there."""
        return self.content.keys()

    def read(self, name: str) -> bytes:
        """Return a segment; raises KeyError where there is none of that name."""
        return self.content[name]

    def digest(self, name: str) -> bytes:
        """Return the digest of a segment; raises KeyError."""
        return digest_of(self.content[name])


def digest_of(*parts: bytes) -> bytes:
    """Return the digest of byte strings, each apart from the next."""
    hashed = hashlib.blake2b(digest_size=DIGEST_SIZE)
    for part in parts:
        hashed.update(len(part).to_bytes(8, "little"))
        hashed.update(part)
    return hashed.digest()
