"""Every published file with its size and checksum."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from builder.outputs import Output

MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True)
class ManifestEntry:
    """One published file: its path in the site, size in bytes, and SHA-256."""

    path: str
    size: int
    sha256: str


def manifest_output(entries: Iterable[ManifestEntry], *, version: str) -> Output:
    """Return `manifest.json`: every file but itself, sorted by path."""
    files = [
        {"path": entry.path, "bytes": entry.size, "sha256": entry.sha256}
        for entry in sorted(entries, key=lambda entry: entry.path)
    ]
    total = sum(entry["bytes"] for entry in files if isinstance(entry["bytes"], int))
    content = {"tool": "mingzhang", "version": version, "count": len(files), "bytes": total, "files": files}
    return Output(MANIFEST, (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode())
