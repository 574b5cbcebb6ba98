"""What each sheet of `tables.xlsx` holds: the tables as printed first, with their total rows, then the rest.

Columns are those of the resource without unit and year, which stand in the heading; values are those of the
CSV. The reference lists, the derived facts and what the headings and total rows already show have no sheet.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from builder.export.site import words
from builder.export.tables import Table, Values
from builder.layout.grids import is_total_first
from builder.model.disclosure import Disclosure, PrintedTable
from builder.model.rows import Value
from builder.schemas import Schema

FURTHER_SHEETS = (
    "disclosures",
    "divisions",
    "staffing",
    "projects",
    "project_allocations",
    "performance_targets",
    "performance_indicators",
    "procurement",
    "assets",
    "narrative",
    "narrative_figures",
    "glossary",
    "source_cells",
    "findings",
)
NAME_LIMIT = 31
_NOT_IN_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: `heading` lines, the columns, rows, and `notes` below; `file` holds its texts whole.

    `types` are those of the Table Schema; a cell holds a value of its column's type or None.
    """

    name: str
    file: str
    heading: tuple[str, ...]
    header: tuple[str, ...]
    types: tuple[str, ...]
    rows: tuple[Values, ...]
    notes: tuple[str, ...] = ()


def sheets_of(disclosure: Disclosure, tables: Mapping[str, Table]) -> tuple[Sheet, ...]:
    """Return the sheets in order: printed tables as the document orders them, then the further resources."""
    return (*_printed_sheets(disclosure, tables), *_further_sheets(disclosure, tables))


def _printed_sheets(disclosure: Disclosure, tables: Mapping[str, Table]) -> Iterator[Sheet]:
    for printed in disclosure.tables.values():
        if printed.resource is not None and printed.resource in tables:
            yield _table_sheet(disclosure, printed, tables[printed.resource])
        else:
            yield _totals_sheet(disclosure, printed)


def _further_sheets(disclosure: Disclosure, tables: Mapping[str, Table]) -> Iterator[Sheet]:
    shown = {printed.resource for printed in disclosure.tables.values()}
    undeclared = (name for name, table in tables.items() if table.schema.table_id and name not in shown)
    for name in (*undeclared, *FURTHER_SHEETS):
        if name in tables and (tables[name].rows or tables[name].schema.table_id):
            table = tables[name]
            schema = table.schema
            yield Sheet(
                name=_sheet_name(schema.title),
                file=f"{name}.csv",
                heading=_heading(disclosure, schema),
                header=_titles(schema),
                types=_types(schema),
                rows=_shown(table.rows),
            )


def _table_sheet(disclosure: Disclosure, printed: PrintedTable, table: Table) -> Sheet:
    schema = table.schema
    rows, totals = _shown(table.rows), _shown(_total_rows(schema, printed))
    return Sheet(
        name=_sheet_name(f"{printed.table_id} {schema.title}"),
        file=f"{schema.name}.csv",
        heading=_printed_heading(disclosure, printed),
        header=_titles(schema),
        types=_types(schema),
        rows=(*totals, *rows) if is_total_first(printed) else (*rows, *totals),
        notes=_printed_notes(printed),
    )


def _totals_sheet(disclosure: Disclosure, printed: PrintedTable) -> Sheet:
    """A table that has no resource of its own: its heading, note and total row."""
    return Sheet(
        name=_sheet_name(f"{printed.table_id} {printed.printed.text('title_printed') or ''}"),
        file="disclosed_totals.csv",
        heading=_printed_heading(disclosure, printed),
        header=(words()["measure"], words()["amount"]),
        types=("string", "number"),
        rows=tuple((measure, cell.amount) for measure, cell in printed.totals.items()),
        notes=_printed_notes(printed),
    )


def _total_rows(schema: Schema, printed: PrintedTable) -> Iterator[Values]:
    """The printed total row; in T1 and T4 one for each side, the further columns with the expenditure."""
    totals = {measure: cell.amount for measure, cell in printed.totals.items()}
    first = printed.measures[0] if printed.measures else ""
    sides = [(side, f"{side}_total") for side in ("income", "expenditure") if f"{side}_total" in totals]
    for side, measure in sides:
        further = totals if side == "expenditure" else {}
        yield _total_row(schema, words()[measure], {**further, "side": side, first: totals[measure]})
    if totals and not sides:
        yield _total_row(schema, words()["total"], totals)


def _total_row(schema: Schema, label: str, cells: Mapping[str, Value]) -> Values:
    texts = [field.name for field in schema.fields[2:] if field.type == "string" and field.name not in cells]
    place = "name_printed" if "name_printed" in texts else texts[0]
    return tuple(label if name == place else cells.get(name) for name in schema.header)


# unit_id and year, with which every disclosed resource begins, stand in the heading of a sheet
def _titles(schema: Schema) -> tuple[str, ...]:
    return tuple(field.title for field in schema.fields[2:])


def _types(schema: Schema) -> tuple[str, ...]:
    return tuple(field.type for field in schema.fields[2:])


def _shown(rows: Iterable[Values]) -> tuple[Values, ...]:
    return tuple(row[2:] for row in rows)


def _heading(disclosure: Disclosure, schema: Schema) -> tuple[str, ...]:
    has_amounts = any(field.unit for field in schema.fields)
    parts = (disclosure.name, str(disclosure.year), words()["unit_wan"] if has_amounts else "")
    return schema.title, _line(parts)


def _printed_heading(disclosure: Disclosure, printed: PrintedTable) -> tuple[str, ...]:
    head = printed.printed
    number, name = head.text("table_no_printed"), head.text("name_header")
    parts = (
        words()["prepared_by"].format(name=name or ""),
        words()["table_number"].format(number=number) if number else "",
        f"{disclosure.name} {disclosure.year}" if name is None else str(disclosure.year),
        words()["unit_wan_from_yuan" if printed.is_in_yuan else "unit_wan"],
    )
    return head.text("title_printed") or "", _line(parts)


def _line(parts: Iterable[str]) -> str:
    return words()["between"].join(part for part in parts if part)


def _printed_notes(printed: PrintedTable) -> tuple[str, ...]:
    note = printed.printed.text("note")
    return (note,) if note else ()


def _sheet_name(title: str) -> str:
    """A name that spreadsheets take: at most 31 characters, none that they reserve."""
    name = title.translate(_NOT_IN_NAMES).strip()
    while len(name.encode("utf-16-le")) > 2 * NAME_LIMIT:
        name = name[:-1]
    return name.strip() or "-"
