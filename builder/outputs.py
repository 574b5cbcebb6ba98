"""A file of the site that is not yet written: a relative path and its bytes."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Output:
    """`path` is relative to the site's folder, `/`-separated, without a leading slash."""

    path: str
    content: bytes
