"""The tables of a disclosure as printed: their lines, total row and odd cells under one roof."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from builder.model.disclosure import Line, PrintedTable, SourceCell, TotalCell
from builder.model.rows import Row
from builder.schemas import Schema, schema_of_table

DEFAULT_QUANTUM = Decimal("0.01")


def assemble_tables(resources: Mapping[str, tuple[Row, ...]]) -> dict[str, PrintedTable]:
    """Return the tables by id, in the order of `printed_tables`."""
    totals = _by_table(resources.get("disclosed_totals", ()))
    cells = _by_table(resources.get("source_cells", ()))
    tables = {}
    for printed in resources.get("printed_tables", ()):
        table_id = printed.text("table_id") or ""
        schema = schema_of_table(table_id)
        tables[table_id] = PrintedTable(
            table_id=table_id,
            resource=schema.name if schema else None,
            printed=printed,
            quantum=printed.amount("quantum") or DEFAULT_QUANTUM,
            measures=schema.measures if schema else (),
            lines=tuple(_line(schema, row) for row in resources.get(schema.name, ())) if schema else (),
            totals={
                row.text("measure") or "": TotalCell(row.amount("amount"), row) for row in totals.get(table_id, ())
            },
            source_cells={
                (row.text("row") or "", row.text("field") or ""): SourceCell(
                    row.text("raw_text") or "", row.amount("value"), row.parts("flags"), row
                )
                for row in cells.get(table_id, ())
            },
        )
    return tables


def _line(schema: Schema, row: Row) -> Line:
    name = row.text("name_printed") if "name_printed" in row.columns.position else None
    match schema.row_key:
        case "side_line":
            side, line = row.text("side") or "", row.text("line") or ""
            return Line(f"{side}/{line}", line if line[:1].isdigit() else None, name or "", row, side)
        case "row_no":
            return Line(str(row.whole("row_no")), row.text("functional_code"), name or "", row)
        case "fund":
            return Line(row.text("fund") or "", None, "", row)
        case key:
            code = row.text(key or "") or ""
            return Line(code, code, name or "", row)


def _by_table(rows: Iterable[Row]) -> dict[str, list[Row]]:
    grouped: dict[str, list[Row]] = {}
    for row in rows:
        grouped.setdefault(row.text("table_id") or "", []).append(row)
    return grouped
