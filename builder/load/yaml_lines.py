"""The short way through a YAML table written as it should be: one key a line, every record alike, short values.

It reads only what has one meaning in every version of YAML, and gives up at the first thing that it does not
know; then the event stream reads the file and says what is the matter.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from builder.load import limits
from builder.load.characters import UNWANTED
from builder.load.yaml_nodes import reads_as

_LINE = re.compile(
    r"^(- |  )([A-Za-z_][A-Za-z0-9_]*+):"
    r"(?: ('(?:[^'\n]++|'')*+'|(?:-[0-9]|[^\s\-?:,\[\]{}#&*!|>'\"%@`])[^\n]*+))?\n",
    re.MULTILINE,
)
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})


@dataclass(frozen=True, slots=True)
class PlainRecords:
    """The keys of every record, and the values of all records by key; None is null."""

    keys: tuple[str, ...]
    columns: tuple[tuple[str | None, ...], ...]


def read_plain_records(text: str, texts: frozenset[str]) -> PlainRecords | None:
    """Return the records, or None where anything at all is out of the ordinary; `texts` are the keys of text."""
    lines = text.count("\n")
    if lines * 3 > limits.YAML_NODES or not text.startswith("- ") or UNWANTED.search(text) or "\r" in text:
        return None
    matches = _LINE.findall(text)
    if len(matches) != lines or not text.endswith("\n"):
        return None
    signs, names, values = zip(*matches, strict=True)
    width = signs.index("- ", 1) if "- " in signs[1:] else lines
    keys = names[:width]
    rows = lines // width
    if (
        rows * width != lines
        or rows > limits.TABLE_ROWS
        or width > limits.ROW_CELLS
        or len(set(keys)) != width
        or signs != ("- ", *("  ",) * (width - 1)) * rows
        or names != keys * rows
        or any(reads_as(key) for key in keys)
    ):
        return None
    columns: list[tuple[str | None, ...]] = []
    for number, key in enumerate(keys):
        column = values[number::width]
        meanings = {written: _value(written, is_text=key in texts) for written in set(column)}
        if False in meanings.values():
            return None
        columns.append(tuple(map(meanings.__getitem__, column)))  # type: ignore[arg-type] # no False is left
    return PlainRecords(keys, tuple(columns))


def _value(written: str, *, is_text: bool) -> str | bool | None:
    """Return the value as it was written, None for null, False where it is not plain to see."""
    if len(written) * 3 > limits.CELL_BYTES:
        return False
    if written.startswith("'"):
        return written[1:-1].replace("''", "'")
    if written in _NULLS:
        return None
    if ": " in written or " #" in written or written[-1] in ": ":
        return False
    if is_text and reads_as(written) is not None:
        return False
    return written
