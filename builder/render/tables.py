"""The section with the statutory tables as printed, each with its facts, its downloads and its notes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from builder.findings import Finding
from builder.model.disclosure import Disclosure, PrintedTable
from builder.profiles import Profile
from builder.render.printed import table_body
from builder.render.records import records_table
from builder.render.text import Markup, filled_template, joined, words
from builder.schemas import all_schemas, label

_RESOURCE = "printed_tables"


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A table with what stands around it."""

    table: PrintedTable
    anchor: str
    number: str
    printed_number: str
    title: str
    unit: str
    body: Markup
    empty: bool
    link: str
    hides: bool


def tables_section(
    disclosure: Disclosure, template: Profile, findings: Mapping[str, Sequence[Finding]]
) -> tuple[Markup, tuple[TableBlock, ...]]:
    """Return the section, and the blocks in it in printed order."""
    blocks = tuple(_block(table, template, findings.get(name, ())) for name, table in disclosure.tables.items())
    cells = records_table("source_cells", disclosure.rows("source_cells"), words()["source_cells"])
    section = filled_template(
        "tables.html",
        blocks=blocks,
        has_marks=any(findings.get(block.table.table_id) for block in blocks),
        source_cells=joined([cells]),
        cell_count=len(disclosure.rows("source_cells")),
        toc_titles=disclosure.head.parts("toc_titles"),
    )
    return section, blocks


def table_number(table_id: str) -> str:
    """Return the ordinal of a table by its content."""
    return label(_RESOURCE, "table_id", table_id)


def _block(table: PrintedTable, template: Profile, findings: Sequence[Finding]) -> TableBlock:
    printed = table.printed
    schema = all_schemas().get(table.resource or "")
    body = table_body(table, template, findings)
    return TableBlock(
        table=table,
        anchor=table.table_id.lower(),
        number=table_number(table.table_id),
        printed_number=_other_number(table),
        title=printed.text("title_printed") or (schema.title if schema else ""),
        unit=label(_RESOURCE, "amount_unit_printed", printed.text("amount_unit_printed")),
        body=joined([body]),
        empty=not table.lines and table.resource is not None,
        link={"T11": "procurement"}.get(table.table_id, "") if table.resource is None else "",
        hides=' zc"' in body,
    )


def _other_number(table: PrintedTable) -> str:
    """Return the number that the document gives the table, where it is not our own."""
    printed = table.printed.text("table_no_printed") or ""
    digits = "".join(character for character in printed if character.isdecimal())
    return digits if digits and digits != table.table_id.removeprefix("T") else ""
