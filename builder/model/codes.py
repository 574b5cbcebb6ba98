"""Codes of the functional (3, 5, 7 digits) and economic (3, 5 digits) classification: text, never numbers."""

from __future__ import annotations

CLASS, SECTION, ITEM = 3, 5, 7
CODE_COLUMNS = ("functional_code", "economic_code")


def parent_of(code: str) -> str | None:
    """Return the code one level above, or None for a class."""
    return code[:-2] if len(code) > CLASS else None


def spaced(code: str) -> str:
    """Return the code as people print it: `201 03 50`."""
    return " ".join((code[:3], code[3:5], code[5:7])).strip()
