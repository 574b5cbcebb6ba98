"""Every published file with its size and checksum."""

from __future__ import annotations

import json
from collections.abc import Iterable

from builder.outputs import ManifestEntry, Output

MANIFEST = "manifest.json"


def manifest_output(entries: Iterable[ManifestEntry], *, version: str) -> Output:
    """Return `manifest.json`: every file but itself, sorted by path."""
    files = [
        {"path": entry.path, "bytes": entry.size, "sha256": entry.sha256}
        for entry in sorted(entries, key=lambda entry: entry.path)
    ]
    total = sum(entry["bytes"] for entry in files if isinstance(entry["bytes"], int))
    content = {"tool": "mingzhang", "version": version, "count": len(files), "bytes": total, "files": files}
    return Output(MANIFEST, (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode())
