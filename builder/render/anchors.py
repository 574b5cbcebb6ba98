"""Addresses inside a unit-year page: every figure has one, and once published it stays."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from builder.findings import Place
from builder.model.disclosure import TOTAL, Disclosure
from builder.schemas import all_schemas

NAME, PROJECT = "name_printed", "project_name_printed"
NAME_FIELDS = (NAME, "functional_code", "economic_code", "label_printed")
"""The columns that are printed together with the name of a row, whose cell is their anchor."""
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
_TWO_TABLES = re.compile(r"X-(T[0-9]+)(T[0-9]+)")
PROJECT_FIELDS = (
    "name_table", "name_form", "name_narrative", "amount_narrative", "policy_basis", "executor", "exec_text",
    "exec_start", "exec_end",
)  # fmt: skip
"""What is known of a project, each with an anchor of its own."""
_FORM_AMOUNTS = ("total_funds", "fiscal_funds", "other_funds")
_ASSET_FIGURES = ("quantity", "value")


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


def candidates(place: Place) -> Iterator[str]:
    """Yield the anchors that may lead to a place, the most precise first, its section last."""
    table, row = place.table or "", place.row or ""
    yield of_place(place)
    if place.field in NAME_FIELDS and row:
        yield cell(table, row, NAME)
    if table in {"projects", "performance"} and row:
        project, _, number = row.partition("/")
        if number:
            yield (
                f"allocations-{project}-{number}-amount" if table == "projects" else f"{table}-{project}-{number}-value"
            )
        yield f"project-{project}"
    elif table in {"staffing", "assets"} and row:
        names = ("headcount",) if table == "staffing" else _ASSET_FIGURES
        yield from (f"{table}-{row}-{name}".replace("/", "-") for name in names)
    yield section_of(place)


def of_records(disclosure: Disclosure) -> Iterator[str]:
    """Yield the anchors of the figures that stand in no table: projects, forms, people, procurement, assets."""
    for row in disclosure.rows("projects"):
        known = (name for name in PROJECT_FIELDS if row[name] is not None)
        yield from (f"projects-{row.text('project_id')}-{name}" for name in known)
    for row in disclosure.rows("project_allocations"):
        yield f"allocations-{row.text('project_id')}-{row.whole('seq')}-amount"
    for row in disclosure.rows("performance_targets"):
        forms = (name for name in _FORM_AMOUNTS if row.amount(name) is not None)
        yield from (f"performance-{row.text('project_id')}-{name}" for name in forms)
    for row in disclosure.rows("performance_indicators"):
        yield f"performance-{row.text('project_id')}-{row.whole('seq')}-value"
    for row in disclosure.rows("staffing"):
        yield f"staffing-{row.text('category')}-headcount"
    for row in disclosure.rows("assets"):
        yield from (f"assets-{row.text('phase')}-{row.text('category')}-{name}" for name in _ASSET_FIGURES)
    procurement = disclosure.only("procurement")
    for field in all_schemas()["procurement"].fields if procurement else ():
        if procurement and field.type == "number" and procurement.amount(field.name) is not None:
            yield f"procurement-{field.name}"


def section_of(place: Place) -> str:
    """Return the anchor of the section in which a finding stands."""
    table = place.table or ""
    return _SECTIONS.get(table, table.lower() if table.startswith("T") else "top")


@cache
def tables_of_rule(rule: str) -> tuple[str, ...]:
    """Return the two tables that a rule between tables names, none for any other rule."""
    found = _TWO_TABLES.fullmatch(rule)
    return found.groups() if found else ()


@cache
def column_title(resource: str, field: str) -> str:
    """Return the title of a column of a resource; empty where it has none of that name."""
    schema = all_schemas().get(resource)
    return next((found.title for found in schema.fields if found.name == field), "") if schema else ""
