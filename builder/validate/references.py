"""Every code and key points at a row that is there, and a table is empty exactly where the document says so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from operator import itemgetter

from builder.findings import Finding, Place
from builder.records import TypedTable, Value
from builder.schemas import ForeignKey, Schema, all_schemas, schema_of_table

Tables = Mapping[str, TypedTable]


def validate_references(tables: Tables, unread: Collection[str] = ()) -> tuple[Finding, ...]:
    """Return the dangling keys, rows without a disclosure and tables at odds with `printed_tables`.

    Nothing is said of the rows of a resource that is `unread`, for its own findings say why.
    """
    return tuple(_findings(tables, unread))


def _findings(tables: Tables, unread: Collection[str]) -> Iterator[Finding]:
    for table in tables.values():
        schema = all_schemas()[table.resource]
        for key in schema.foreign_keys:
            if key.target in tables:
                yield from _dangling(table, schema, key, tables[key.target])
    if "disclosures" in tables:
        yield from _undisclosed(tables)
    if "printed_tables" in tables:
        yield from _emptiness(tables, unread)


def _dangling(table: TypedTable, schema: Schema, key: ForeignKey, target: TypedTable) -> Iterator[Finding]:
    target_header = all_schemas()[target.resource].header
    target_positions = tuple(target_header.index(name) for name in key.target_fields)
    positions = tuple(schema.header.index(name) for name in key.fields)
    known = set(_columns(target, target_positions))
    dangling = {value for value in set(_columns(table, positions)) - known if None not in value}
    for number, value in enumerate(_columns(table, positions) if dangling else ()):
        if value in dangling:
            column = positions[-1]
            facts = {
                "title": schema.fields[column].title,
                "value": ", ".join(str(part) for part in value),
                "target": f"{key.target}.{all_schemas()[key.target].form}",
                "field": key.target_fields[-1],
            }
            place = _place(table, schema, number, column)
            yield Finding("data", "dangling-code", "error", place, stated=str(value[-1]), facts=facts)


def _undisclosed(tables: Tables) -> Iterator[Finding]:
    known = set(_unit_years(tables["disclosures"]))
    for table in tables.values():
        schema = all_schemas()[table.resource]
        if schema.scope == "disclosed" and not known.issuperset(_unit_years(table)):
            for number, unit_year in enumerate(_unit_years(table)):
                if unit_year not in known:
                    facts = {"unit_id": str(unit_year[0]), "year": str(unit_year[1])}
                    yield Finding("data", "no-disclosure", "error", _place(table, schema, number, 1), facts=facts)


def _emptiness(tables: Tables, unread: Collection[str]) -> Iterator[Finding]:
    printed = tables["printed_tables"]
    schema = all_schemas()["printed_tables"]
    table_column, empty_column = schema.header.index("table_id"), schema.header.index("is_empty")
    counts: dict[str, Counter[tuple[Value, Value]]] = {
        resource: Counter(_unit_years(table)) for resource, table in tables.items() if all_schemas()[resource].table_id
    }
    declared: set[tuple[str, Value, Value]] = set()
    for number, row in enumerate(printed.rows):
        table_schema = schema_of_table(str(row[table_column]))
        if table_schema is None or table_schema.name in unread:
            continue
        declared.add((table_schema.name, row[0], row[1]))
        has_rows = bool(counts.get(table_schema.name, Counter())[row[0], row[1]])
        if has_rows == row[empty_column]:
            rule = "rows-in-empty-table" if has_rows else "no-rows"
            facts = {"table": str(row[table_column]), "file": f"{table_schema.name}.csv"}
            yield Finding("data", rule, "error", _place(printed, schema, number, empty_column), facts=facts)
    for resource, count in counts.items():
        for unit_id, year in count:
            if (resource, unit_id, year) not in declared:
                facts = {"table": str(all_schemas()[resource].table_id), "unit_id": str(unit_id), "year": str(year)}
                place = Place(file=tables[resource].file, unit_id=str(unit_id), year=_year(year))
                yield Finding("data", "table-not-listed", "error", place, facts=facts)


def _columns(table: TypedTable, positions: Sequence[int]) -> Iterator[tuple[Value, ...]]:
    """Yield, for each row, its values at these positions."""
    return zip(*(map(itemgetter(position), table.rows) for position in positions), strict=True)


def _unit_years(table: TypedTable) -> Iterator[tuple[Value, Value]]:
    return map(itemgetter(0, 1), table.rows)


def _year(value: Value) -> int | None:
    return value if isinstance(value, int) else None


def _place(table: TypedTable, schema: Schema, number: int, column: int) -> Place:
    row = table.rows[number]
    is_disclosed = schema.scope == "disclosed"
    return Place(
        file=table.file,
        line=table.lines[number],
        column=table.columns[column],
        unit_id=str(row[0]) if is_disclosed else None,
        year=_year(row[1]) if is_disclosed else None,
        field=schema.header[column],
    )
