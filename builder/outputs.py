"""Files of the site that are not yet written, and what is known of them once they are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol


@dataclass(frozen=True, slots=True)
class Output:
    """`path` is relative to the site's folder, `/`-separated, without a leading slash."""

    path: str
    content: bytes


@dataclass(frozen=True, slots=True)
class StreamedOutput:
    """A file too large to be held: `chunks` gives its bytes piece by piece, the same each time it is called."""

    path: str
    chunks: Callable[[], Iterator[bytes]]


AnyOutput = Output | StreamedOutput


class ManifestEntry(NamedTuple):
    """One published file: its path in the site, size in bytes, and SHA-256."""

    path: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Derived:
    """Files that can be made anywhere, at any time: `make(*arguments)` gives them, and both can be pickled.

    `key` tells all that the files depend on but the program's own version: where the files of this name and key
    lie in the site already, they need not be made again. `name` is for people (`search/terms/17`), unique in a run.
    """

    name: str
    key: bytes
    make: Callable[..., Iterable[AnyOutput]]
    arguments: tuple[Any, ...] = ()


class SitePlace(Protocol):
    """Where a new site grows, and the published one beside it; it can be pickled, so that every worker writes."""

    def write(self, outputs: Iterable[AnyOutput]) -> tuple[ManifestEntry, ...]:
        """Write files and return their manifest entries; raises what the place raises where it refuses."""
        ...

    def take_over(self, entries: Sequence[ManifestEntry]) -> bool:
        """Take files of the published site into the new one; return False where one is not as it was published."""
        ...
