"""The names of tables, rows and columns as sentences use them, taken from the document and the schemas."""

from __future__ import annotations

from functools import cache

from builder.audit.vocabulary import meanings
from builder.model.codes import spaced
from builder.model.disclosure import TOTAL, PrintedTable
from builder.schemas import all_schemas


def table_name(table: PrintedTable) -> str:
    """Return the printed number of the table, or its title where no number or a bare one is printed."""
    number, title = table.printed.text("table_no_printed"), table.printed.text("title_printed")
    return (title if number is None or number.isdecimal() else number) or number or table.table_id


def name_of_row(table: PrintedTable, row: str) -> str:
    """Return the code and name of a row as printed, that of its project in T7; nothing for the total row."""
    line = table.line(row) if row != TOTAL else None
    if line is None:
        return ""
    is_project = "project_name_printed" in line.row.columns.position
    name = (line.row.text("project_name_printed") if is_project else None) or line.name
    return f"{spaced(line.code)} {name}" if line.code else name


def name_of_measure(table: PrintedTable, measure: str) -> str:
    """Return the Chinese title of a column of the table, or what a grand total is called."""
    return _titles(table.resource or "").get(measure) or meanings("grand_totals").get(measure, measure)


@cache
def _titles(resource: str) -> dict[str, str]:
    return {field.name: field.title for field in all_schemas()[resource].fields} if resource else {}
