"""Every published file with its size and checksum."""

from __future__ import annotations

import json
from collections.abc import Iterable
from json.encoder import encode_basestring as encode

from builder.outputs import ManifestEntry, Output

MANIFEST = "manifest.json"


def manifest_output(entries: Iterable[ManifestEntry], *, version: str) -> Output:
    """Return `manifest.json`: every file but itself, sorted by path."""
    ordered = sorted(entries)
    head = {"tool": "mingzhang", "version": version, "count": len(ordered), "bytes": sum(each.size for each in ordered)}
    # the lines that `json.dumps(…, indent=1)` would write, a tenth of its time: there may be a million files
    lines = ",\n".join(
        f'  {{\n   "path": {encode(each.path)},\n   "bytes": {each.size},\n   "sha256": "{each.sha256}"\n  }}'
        for each in ordered
    )
    files = f"[\n{lines}\n ]" if lines else "[]"
    begun = json.dumps(head, ensure_ascii=False, indent=1).removesuffix("\n}")
    return Output(MANIFEST, f'{begun},\n "files": {files}\n}}\n'.encode())
