"""The section with the statutory tables as printed, each with its facts, its downloads and its notes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from builder.findings import Finding, Suspect
from builder.model.disclosure import Disclosure, PrintedTable
from builder.model.downloads import DownloadChoice
from builder.profiles import Profile
from builder.render import amounts
from builder.render.downloads import all_files, bulk_note, csv_address
from builder.render.pages import SiteFacts
from builder.render.printed import table_body
from builder.render.records import records_table
from builder.render.text import Markup, filled_template, joined, words
from builder.schemas import all_schemas, label

_RESOURCE = "printed_tables"


class TableBlock(NamedTuple):
    """A table with what stands around it; `separators` is None where nothing is known of them."""

    anchor: str
    number: str
    title: str
    head: Markup
    unit: str
    body: Markup
    is_empty: bool
    is_declared_empty: bool
    link: str
    hides: bool
    note: str
    own_number: str
    unit_name: str
    quantum: str
    separators: bool | None


def tables_section(
    disclosure: Disclosure,
    template: Profile,
    findings: Mapping[str, Sequence[Finding]],
    suspects: Iterable[Suspect],
    site: SiteFacts,
) -> tuple[Markup, tuple[TableBlock, ...]]:
    """Return the section, and the blocks in it in printed order."""
    pointed: dict[str, list[tuple[str, str]]] = {}
    for suspect in suspects:
        place = suspect.place
        pointed.setdefault(place.table or "", []).append((place.row or "", place.field or ""))
    blocks = tuple(
        _block(table, template, findings.get(name, ()), pointed.get(name, ()), site.downloads)
        for name, table in disclosure.tables.items()
    )
    cells = records_table("source_cells", disclosure.rows("source_cells"), words()["source_cells"])
    section = filled_template(
        "tables.html",
        blocks=blocks,
        has_marks=any(findings.get(name) for name in disclosure.tables),
        source_cells=joined([cells]),
        cell_count=len(disclosure.rows("source_cells")),
        toc_titles=disclosure.head.parts("toc_titles"),
        all_files=all_files(site.downloads),
        bulk_note=bulk_note(site.downloads),
    )
    return section, blocks


def table_number(table_id: str) -> str:
    """Return the ordinal of a table by its content."""
    return label(_RESOURCE, "table_id", table_id)


def _block(
    table: PrintedTable,
    template: Profile,
    findings: Sequence[Finding],
    pointed: Sequence[tuple[str, str]],
    downloads: DownloadChoice,
) -> TableBlock:
    printed = table.printed
    schema = all_schemas().get(table.resource or "")
    body = table_body(table, template, findings, pointed)
    title = printed.text("title_printed") or (schema.title if schema else "")
    unit = label(_RESOURCE, "amount_unit_printed", printed.text("amount_unit_printed"))
    return TableBlock(
        anchor=table.table_id.lower(),
        number=table_number(table.table_id),
        title=title,
        head=_head(table.table_id, _other_number(table), title, unit, table.resource, downloads),
        unit=unit,
        body=joined([body]),
        is_empty=not table.lines and table.resource is not None,
        is_declared_empty=bool(printed.flag("declared_empty")),
        link={"T11": "procurement"}.get(table.table_id, "") if table.resource is None else "",
        hides=' zc"' in body,
        note=printed.text("note") or "",
        own_number=printed.text("table_no_printed") or "",
        unit_name=printed.text("name_header") or "",
        quantum=amounts.exact(table.quantum),
        separators=printed.flag("thousands_separators"),
    )


@lru_cache(maxsize=1024)
def _head(  # noqa: PLR0913, PLR0917 - all that a head says, by which it is found again
    table_id: str, printed_number: str, title: str, unit: str, resource: str | None, downloads: DownloadChoice
) -> Markup:
    """Return the heading of a table with its downloads; alike for most disclosures, so made once for these."""
    return filled_template(
        "table_head.html",
        anchor=table_id.lower(),
        number=table_number(table_id),
        printed_number=printed_number,
        title=title,
        unit=unit,
        resource=resource,
        csv=csv_address(downloads, resource or ""),
        downloads=downloads,
    )


def _other_number(table: PrintedTable) -> str:
    """Return the number that the document gives the table, where it is not our own."""
    printed = table.printed.text("table_no_printed") or ""
    digits = "".join(character for character in printed if character.isdecimal())
    return digits if digits and digits != table.table_id.removeprefix("T") else ""
