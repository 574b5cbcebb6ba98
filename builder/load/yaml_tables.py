"""Read a table written as YAML: a list of flat records, each value one scalar, with the line of each value."""

from __future__ import annotations

from builder.load import limits
from builder.load.report import Report
from builder.load.yaml_lines import PlainRecords, read_plain_records
from builder.load.yaml_nodes import Node, Scalar, YamlList, YamlMapping, read_nodes, reads_as
from builder.records import RawCell, RawTable
from builder.schemas import Schema, all_schemas

_NULLS = frozenset({"", "~", "null", "Null", "NULL"})


def read_yaml_table(text: str, resource: str, report: Report) -> RawTable | None:
    """Return the table of a YAML text, or None where it is no list of records or a limit was hit.

    Its header is the keys of the first record in order, then the further keys met; of an empty list, the
    columns of the schema.
    """
    schema = all_schemas().get(resource)
    texts = _text_columns(schema)
    plain = read_plain_records(text, texts)
    return _table_of(plain, resource, report) if plain else _careful(text, resource, schema, texts, report)


def _table_of(plain: PlainRecords, resource: str, report: Report) -> RawTable:
    width, number = len(plain.keys), len(plain.columns[0])
    lines = tuple(range(1, number * width + 1, width))
    cell_lines = tuple(tuple(range(line, line + width)) for line in lines)
    rows = tuple(zip(*plain.columns, strict=True))
    return RawTable(resource, report.file, "yaml", plain.keys, rows, lines, cell_lines)


def _careful(text: str, resource: str, schema: Schema | None, texts: frozenset[str], report: Report) -> RawTable | None:
    root = read_nodes(text, report)
    if root is None:
        if not report.errors:
            report.add("empty-file")
        return None
    if not isinstance(root, YamlList):
        report.add("table-not-list", line=root.line)
        return None
    if len(root.items) > limits.TABLE_ROWS:
        report.add("too-many-rows", line=root.items[limits.TABLE_ROWS].line, facts={"limit": limits.TABLE_ROWS})
        return None
    records = [record for record in (_record(item, report) for item in root.items) if record is not None]
    header = tuple(dict.fromkeys(key for record in records for key in record.values))
    if len(header) > limits.ROW_CELLS:
        report.add("row-too-wide", line=records[0].line, facts={"cells": len(header), "limit": limits.ROW_CELLS})
        return None
    if not records:
        header = schema.header if schema else ()
    rows = tuple(tuple(_cell(record, key, texts, report) for key in header) for record in records)
    lines = tuple(record.line for record in records)
    cell_lines = tuple(tuple(record.lines.get(key, record.line) for key in header) for record in records)
    return RawTable(resource, report.file, "yaml", header, rows, lines, cell_lines)


def _record(node: Node, report: Report) -> YamlMapping | None:
    if isinstance(node, YamlMapping):
        return node
    report.add("record-not-mapping", line=node.line)
    return None


def _text_columns(schema: Schema | None) -> frozenset[str]:
    return frozenset(field.name for field in schema.fields if field.type == "string") if schema else frozenset()


def _cell(record: YamlMapping, key: str, texts: frozenset[str], report: Report) -> RawCell:
    node = record.values.get(key)
    if node is None:
        report.add("missing-key", line=record.line, field=key, facts={"key": key})
        return None
    if not isinstance(node, Scalar):
        report.add("value-not-text", line=record.lines[key], field=key, facts={"key": key})
        return None
    if node.plain:
        if node.text in _NULLS:
            return None
        if key in texts and (reading := reads_as(node.text)) is not None:
            report.add("ambiguous-scalar", line=node.line, field=key, facts={"text": node.text, "reading": reading})
    if len(node.text) * 3 > limits.CELL_BYTES and len(node.text.encode("utf-8")) > limits.CELL_BYTES:
        size = len(node.text.encode("utf-8"))
        report.add("cell-too-long", line=node.line, field=key, facts={"size": size, "limit": limits.CELL_BYTES})
    return node.text
