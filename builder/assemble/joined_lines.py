"""Paragraphs whose lines are broken where the page ended them, as the one line that they are."""

from __future__ import annotations

import re
from collections.abc import Sequence
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
    if not columns:
        return tuple(rows)
    positions = [rows[0].columns.position[name] for name in columns]
    # Hardly a text is broken, and to look through all of them at once is quick.
    texts = (value for position in positions for row in rows if isinstance(value := row.values[position], str))
    return tuple(_joined(row, positions) for row in rows) if "\n" in "".join(texts) else tuple(rows)


def joined(text: str) -> str:
    """Return a passage as one line, with a blank between Latin words only."""
    return _BREAK.sub("", _BETWEEN_WORDS.sub(" ", text))


def _joined(row: Row, positions: Sequence[int]) -> Row:
    if not any("\n" in str(row.values[position]) for position in positions):
        return row
    values: list[Value] = list(row.values)
    for position in positions:
        value = values[position]
        values[position] = joined(value) if isinstance(value, str) else value
    return replace(row, values=tuple(values))
