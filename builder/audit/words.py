"""The names of tables, rows and columns as sentences use them, taken from the document and the schemas."""

from __future__ import annotations

from builder.model.codes import spaced
from builder.model.disclosure import TOTAL, PrintedTable
from builder.schemas import all_schemas


def table_name(table: PrintedTable) -> str:
    """Return the printed number of the table, or its title where no number is printed."""
    return table.printed.text("table_no_printed") or table.printed.text("title_printed") or table.table_id


def name_of_row(table: PrintedTable, row: str) -> str:
    """Return the code and name of a row as printed; for the total row the number of its table alone."""
    line = table.line(row) if row != TOTAL else None
    if line is None:
        return ""
    return f"{spaced(line.code)} {line.name}" if line.code else line.name


def name_of_measure(table: PrintedTable, measure: str) -> str:
    """Return the Chinese title of a column of the table."""
    fields = all_schemas()[table.resource].fields if table.resource else ()
    return next((field.title for field in fields if field.name == measure), measure)
