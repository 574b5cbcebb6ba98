"""Each odd cell that is kept as printed belongs to a figure or a code of a table; a figure was read as there."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from builder.findings import Finding, Place
from builder.model.codes import CODE_COLUMNS
from builder.records import TypedTable, Value
from builder.schemas import Schema, all_schemas, schema_of_table

Tables = Mapping[str, TypedTable]
_Address = tuple[Value, Value, str, str, str]
TOTAL = "total"


def validate_source_cells(tables: Tables, unread: Collection[str] = ()) -> Iterator[Finding]:
    """Yield a finding for each source cell whose row and field name no figure, or another amount than its value.

    Nothing is said of cells of a resource that is `unread`, for its own findings say why.
    """
    if "source_cells" not in tables:
        return
    cells = tables["source_cells"]
    schema = all_schemas()["source_cells"]
    named = set(_column(cells, schema, "table_id"))
    figures = _figures(tables, {str(table_id) for table_id in named})
    value_column = schema.header.index("value")
    for number, row in enumerate(cells.rows):
        unit_id, year, table_id, _, _, line, field, _, value = row[: value_column + 1]
        address = (unit_id, year, str(table_id), str(line), str(field))
        facts = {"table": str(table_id), "row": str(line), "field": str(field)}
        if address not in figures and _home(str(table_id), str(line)) in unread:
            continue
        if address not in figures:
            yield _finding("source-cell-nowhere", cells, number, schema.header.index("row"), facts)
        elif value is not None and figures[address] != value:
            facts |= {"value": str(value), "figure": str(figures[address] if figures[address] is not None else "")}
            yield _finding("source-cell-differs", cells, number, value_column, facts)


def _figures(tables: Tables, table_ids: set[str]) -> dict[_Address, Value]:
    """Return every figure of the tables named, by unit, year, table, row and field; a code has its cell, no value."""
    figures: dict[_Address, Value] = {}
    for table_id in table_ids:
        schema = schema_of_table(table_id)
        if schema is None or schema.name not in tables:
            continue
        positions = [(measure, schema.header.index(measure)) for measure in schema.measures]
        codes = [name for name in CODE_COLUMNS if name in schema.header]
        key = [schema.header.index(name) for name in schema.own_key]
        for row in tables[schema.name].rows:
            line = "/".join(str(row[position]) for position in key)
            for measure, position in positions:
                figures[row[0], row[1], table_id, line, measure] = row[position]
            figures.update(((row[0], row[1], table_id, line, name), None) for name in codes)
    if "disclosed_totals" in tables:
        for unit_id, year, printed_in, column, amount, *_ in tables["disclosed_totals"].rows:
            figures[unit_id, year, str(printed_in), TOTAL, str(column)] = amount
    return figures


def _home(table_id: str, line: str) -> str:
    """Return the resource that holds the figures of this line of a table."""
    schema = schema_of_table(table_id)
    return "disclosed_totals" if line == TOTAL or schema is None else schema.name


def _column(table: TypedTable, schema: Schema, name: str) -> Iterator[Value]:
    position = schema.header.index(name)
    return (row[position] for row in table.rows)


def _finding(rule: str, cells: TypedTable, number: int, column: int, facts: Mapping[str, str]) -> Finding:
    unit_id, year = cells.rows[number][:2]
    place = Place(
        file=cells.file,
        line=cells.lines[number],
        column=cells.columns[column],
        unit_id=str(unit_id),
        year=year if isinstance(year, int) else None,
        table=facts["table"],
        row=facts["row"],
        field=facts["field"],
    )
    return Finding("data", rule, "error", place, facts=facts)
