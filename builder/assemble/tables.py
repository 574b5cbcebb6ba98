"""The tables of a disclosure as printed: their lines, total row and odd cells under one roof."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from builder.model.disclosure import Line, PrintedTable, SourceCell, TotalCell
from builder.model.rows import Row, Value
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
            lines=tuple(_lines(schema, resources.get(schema.name, ()))) if schema else (),
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


def _lines(schema: Schema, rows: Sequence[Row]) -> Iterator[Line]:
    header = schema.header
    name_at = header.index("name_printed") if "name_printed" in header else None
    names = (_text(row.values[name_at]) if name_at is not None else "" for row in rows)
    match schema.row_key:
        case "side_line":
            side_at, line_at = header.index("side"), header.index("line")
            for row, name in zip(rows, names, strict=True):
                side, line = _text(row.values[side_at]), _text(row.values[line_at])
                yield Line(f"{side}/{line}", line if line[:1].isdigit() else None, name, row, side)
        case "row_no":
            for row, name in zip(rows, names, strict=True):
                yield Line(str(row.whole("row_no")), row.text("functional_code"), name, row)
        case "fund":
            yield from (Line(row.text("fund") or "", None, "", row) for row in rows)
        case key:
            key_at = header.index(key or "")
            for row, name in zip(rows, names, strict=True):
                code = _text(row.values[key_at])
                yield Line(code, code, name, row)


def _text(value: Value) -> str:
    return value if isinstance(value, str) else ""


def _by_table(rows: Iterable[Row]) -> dict[str, list[Row]]:
    grouped: dict[str, list[Row]] = {}
    for row in rows:
        grouped.setdefault(row.text("table_id") or "", []).append(row)
    return grouped
