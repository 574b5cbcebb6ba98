"""A statutory table as it is printed: its number, title and caption, its grid, its note."""

from __future__ import annotations

from collections.abc import Mapping

from builder.layout.amounts import printer
from builder.model.disclosure import Disclosure, PrintedTable
from builder.printout.content import Block, Cell, Paragraph, Section, Table
from builder.printout.printed_grid import WIDE, PrintedGrid
from builder.printout.wording import Wording
from builder.profiles import Profile
from builder.schemas import label

_RESOURCE = "printed_tables"


def table_section(disclosure: Disclosure, table: PrintedTable, template: Profile, words: Wording) -> Section:
    """Return what is printed of one table, from its number down to its note."""
    head = table.printed
    title = head.text("title_printed") or ""
    caption = words.say("prepared_by", name=head.text("name_header") or "")
    unit = words.say("amount_unit", unit=label(_RESOURCE, "amount_unit_printed", head.text("amount_unit_printed")))
    grid = PrintedGrid(table, template, disclosure.rows("source_cells")) if table.resource else None
    table_block = grid.table(title, caption, unit) if grid else _totals_table(table, words)
    above: list[Block] = [Paragraph(title, "table-title"), Paragraph(caption, "caption", unit)]
    number = head.text("table_no_printed") or ""
    # A bare figure is a place in the contents list, and stands there.
    numbered: list[Block] = [Paragraph(number, "table-number")] if number.strip("0123456789") else []
    return Section(
        f"{label(_RESOURCE, 'table_id', table.table_id)} {title}",
        (
            *numbered,
            *(() if grid and grid.has_caption_inside else above),
            table_block,
            *_notes(disclosure, table, words),
        ),
        is_wide=sum(table_block.widths) > WIDE,
    )


def _notes(disclosure: Disclosure, table: PrintedTable, words: Wording) -> list[Block]:
    """Return the note as printed; where texts are left out, a table declared empty says so in our words."""
    note = table.printed.text("note")
    if not note and table.printed.flag("declared_empty") and not _has_text(disclosure):
        note = words.say("empty_table")
    return [Paragraph(note, "note")] if note else []


def _has_text(disclosure: Disclosure) -> bool:
    return any(row.text("text") for row in disclosure.rows("narrative"))


def _totals_table(table: PrintedTable, words: Wording) -> Table:
    """A table that has no resource of its own: its total row, one figure a line."""
    written = printer(table)
    names: Mapping[str, str] = words.found("measures")
    cells = [Cell(0, 0, words.text("total_measure"), "head"), Cell(0, 1, words.text("total_amount"), "head")]
    for number, (measure, total) in enumerate(table.totals.items(), 1):
        cells.append(Cell(number, 0, names.get(measure, measure)))
        cells.append(Cell(number, 1, "" if total.amount is None else written(total.amount), "amount"))
    return Table(tuple(cells), len(table.totals) + 1, 1, (30, 20))
