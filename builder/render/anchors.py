"""Addresses inside a unit-year page: every figure has one, and once published it stays."""

from __future__ import annotations

from builder.findings import Place
from builder.model.disclosure import TOTAL

_TEXT_PREFIX = "text/"
_SECTIONS = {
    "narrative": "narrative",
    "projects": "projects",
    "performance": "projects",
    "procurement": "procurement",
    "assets": "assets",
    "staffing": "people",
    "profile": "about",
}


def cell(table_id: str, row: str, field: str) -> str:
    """Return the anchor of a figure: table, row, field, in lower case, joined by hyphens."""
    return f"{table_id}-{row}-{field}".lower().replace("/", "-")


def total_cell(table_id: str, field: str) -> str:
    """Return the anchor of a figure in the total row."""
    return cell(table_id, TOTAL, field)


def of_place(place: Place) -> str:
    """Return the anchor of the place of a finding, as precise as the place is."""
    table = place.table or ""
    if table == "narrative" and place.row:
        if place.row.startswith(_TEXT_PREFIX):
            return "narrative-" + place.row.removeprefix(_TEXT_PREFIX)
        return f"figure-{place.row}"
    parts = [part for part in (table, place.row, place.field) if part]
    return "-".join(parts).lower().replace("/", "-")


def section_of(place: Place) -> str:
    """Return the anchor of the section in which a finding stands."""
    table = place.table or ""
    return _SECTIONS.get(table, table.lower() if table.startswith("T") else "top")
