"""Cut the text of a descriptor where one resource ends and the next begins: thousands of packages share the pieces.

A descriptor of a disclosure is 3,000 lines, nearly all of them schemas that stand in every other one just so.
Whoever reads many descriptors reads each distinct piece once. The cut is made by text alone; that a piece
means by itself what it means in its place is promised only where each piece read by itself is one resource,
and the head read by itself is a mapping without resources.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

LIST_HEAD = "resources:\n"
_MARK = f"\n{LIST_HEAD}"
_ENTRY = "\n  - "
_DOCUMENT_MARKS = ("---", "...")


class Pieces(NamedTuple):
    """A descriptor's text in parts: head, `resources:` and the resources make it again, each begun by its `  - `."""

    head: str
    resources: tuple[str, ...]


def cut_descriptor(text: str) -> Pieces | None:
    """Return the parts of a descriptor that lists its resources last, one key a line; else None.

    No line of a resource's part begins in the first column unless it is blank: nothing there ends the list. No
    document begins or ends within the head.
    """
    head, mark, listed = text.partition(_MARK)
    first, *entries = f"\n{listed}".split(_ENTRY)
    is_one_document = not head.startswith(_DOCUMENT_MARKS) and not any(f"\n{sign}" in head for sign in _DOCUMENT_MARKS)
    if not mark or first or not entries or not text.endswith("\n") or not is_one_document:
        return None
    last = entries.pop()
    resources = (*(f"  - {entry}\n" for entry in entries), f"  - {last}")
    return Pieces(f"{head}\n", resources) if all(map(_stays_below, resources)) else None


@lru_cache(maxsize=256)
def _stays_below(piece: str) -> bool:
    """Return whether every line is indented or blank."""
    position = piece.find("\n")
    while 0 <= position < len(piece) - 1:
        if piece[position + 1] not in " \n":
            return False
        position = piece.find("\n", position + 1)
    return True
