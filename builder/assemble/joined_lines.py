"""Paragraphs whose lines are broken where the page ended them, as the one line that they are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from builder.model.rows import Row, Value

TEXT_COLUMNS = {
    "narrative": ("text",),
    "narrative_figures": ("name_printed", "purpose", "reason", "quote"),
}
"""The columns that hold passages of the text: what they quote has to be found in the paragraph."""

_BREAK = re.compile(r"[ \t\u3000]*\n[ \t\u3000\n]*")
_BETWEEN_WORDS = re.compile(r"(?<=[A-Za-z])[ \t\u3000]*\n[ \t\u3000\n]*(?=[A-Za-z])")


def with_joined_lines(rows: Sequence[Row]) -> tuple[Row, ...]:
    """Return the rows of a resource with the lines of passages of the text joined."""
    columns = TEXT_COLUMNS.get(rows[0].columns.resource, ()) if rows else ()
    positions = [rows[0].columns.position[name] for name in columns]
    return tuple(_joined(row, positions) if _is_broken(row, positions) else row for row in rows)


def joined(text: str) -> str:
    """Return a passage as one line, with a blank between Latin words only."""
    return _BREAK.sub("", _BETWEEN_WORDS.sub(" ", text))


def _is_broken(row: Row, positions: Iterable[int]) -> bool:
    return any(isinstance(value := row.values[position], str) and "\n" in value for position in positions)


def _joined(row: Row, positions: Sequence[int]) -> Row:
    values: list[Value] = list(row.values)
    for position in positions:
        value = values[position]
        values[position] = joined(value) if isinstance(value, str) else value
    return replace(row, values=tuple(values))
