"""Readers: the bytes of one file → a `Document`, every text of it in a block or set aside with a reason.

They raise `Unreadable` for content that is not what it says, and nothing else. The libraries behind them are heavy,
so a reader's module is imported when its first document comes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from types import MappingProxyType
from typing import cast

from builder.ingest.source import Document

Reader = Callable[[str, bytes], Document]


class Unreadable(Exception):
    """The content cannot be read: `key` names the sentence (words/), `facts` fill it."""

    def __init__(self, key: str, **facts: str) -> None:
        super().__init__(key)
        self.key = key
        self.facts = facts


def _later(module: str, function: str) -> Reader:
    def read(name: str, content: bytes) -> Document:
        return cast("Reader", getattr(import_module(f"{__name__}.{module}"), function))(name, content)

    return read


READERS: Mapping[str, Reader] = MappingProxyType(
    {
        "docx": _later("word", "read_word"),
        "xlsx": _later("workbook", "read_workbook"),
        "pdf": _later("pdf", "read_pdf"),
        "html": _later("web", "read_web"),
        "txt": _later("text", "read_text"),
    }
)
