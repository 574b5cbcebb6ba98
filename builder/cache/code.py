"""The program's own version, finer than its number: the digest of its files and of the libraries beside it."""

from __future__ import annotations

import hashlib
import sys
from functools import cache
from importlib import metadata
from pathlib import Path

from builder.segments import DIGEST_SIZE

_PROGRAM = Path(__file__).resolve().parent.parent
_LIBRARIES = ("frictionless", "Jinja2", "Markdown", "MarkupSafe", "mkdocs", "mkdocs-material", "pypinyin", "PyYAML")
_WRITTEN_BY_PYTHON = frozenset({"__pycache__"})


@cache
def code_digest() -> bytes:
    """Return a digest that differs whenever what is made of the same input may differ."""
    hashed = hashlib.blake2b(digest_size=DIGEST_SIZE)
    hashed.update(f"{sys.implementation.name} {sys.version_info}".encode())
    for library in _LIBRARIES:
        hashed.update(f"{library} {metadata.version(library)}\n".encode())
    for path in sorted(_PROGRAM.rglob("*")):
        if path.is_file() and _WRITTEN_BY_PYTHON.isdisjoint(path.parts):
            content = path.read_bytes()
            hashed.update(f"{path.relative_to(_PROGRAM).as_posix()} {len(content)}\n".encode())
            hashed.update(content)
    return hashed.digest()
