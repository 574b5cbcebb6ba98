"""What a file is, by the end of its name, for stores that hand a file out as what they were told it is."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

ANYTHING: Final = "application/octet-stream"

# A list of our own: that of the system differs between machines.
_KINDS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "css": "text/css; charset=utf-8",
        "csv": "text/csv; charset=utf-8",
        "gz": "application/gzip",
        "html": "text/html; charset=utf-8",
        "ico": "image/vnd.microsoft.icon",
        "js": "text/javascript; charset=utf-8",
        "json": "application/json",
        "jsonld": "application/ld+json",
        "map": "application/json",
        "md": "text/markdown; charset=utf-8",
        "png": "image/png",
        "svg": "image/svg+xml",
        "txt": "text/plain; charset=utf-8",
        "wasm": "application/wasm",
        "webmanifest": "application/manifest+json",
        "woff2": "font/woff2",
        "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "xml": "application/xml",
        "yaml": "application/yaml",
        "zip": "application/zip",
    }
)


def media_type(path: str) -> str:
    """Return the media type of a file."""
    _, _, ending = path.rpartition(".")
    return _KINDS.get(ending, ANYTHING)
