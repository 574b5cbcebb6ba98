"""How figures are printed: cells whose text is not simply their number."""

from __future__ import annotations

from collections.abc import Iterator

from builder.audit.outcomes import HELD, NotApplicable, Outcome, Rule, figure
from builder.audit.words import table_name
from builder.findings import Finding
from builder.model.disclosure import Disclosure, PrintedTable, SourceCell
from builder.model.money import plain

BLANKS = " \t\u00a0\u3000"
REPAIRED = "repaired"


def number_is_well_formed(disclosure: Disclosure) -> Iterator[Outcome]:
    """A figure is printed in ASCII digits with one point; else it is repaired by rule and reported here.

    Passes for each figure that needed no repair. All other rules use the repaired value.
    """
    for table in disclosure.tables.values():
        for key, cell in table.source_cells.items():
            if REPAIRED in cell.flags:
                yield _finding("NUM-01", table, key, cell)
        repaired = {key for key, cell in table.source_cells.items() if REPAIRED in cell.flags}
        yield from (HELD for key in _filled_cells(table) if key not in repaired)
    if not disclosure.tables:
        yield NotApplicable("no-tables")


def number_has_no_stray_blanks(disclosure: Disclosure) -> Iterator[Outcome]:
    """No ideographic or other blank stands before or after a figure.

    It does not change what the figure is; it matters to whoever copies it into a sheet.
    """
    for table in disclosure.tables.values():
        padded = {key for key, cell in table.source_cells.items() if cell.raw_text.strip(BLANKS) != cell.raw_text}
        for key in table.source_cells:
            if key in padded and table.source_cells[key].raw_text.strip(BLANKS):
                yield _finding("NUM-02", table, key, table.source_cells[key])
        yield from (HELD for key in _filled_cells(table) if key not in padded)
    if not disclosure.tables:
        yield NotApplicable("no-tables")


def _filled_cells(table: PrintedTable) -> Iterator[tuple[str, str]]:
    for line in table.lines:
        for measure in table.measures:
            if line.amount(measure) is not None:
                yield line.key, measure
    for measure, cell in table.totals.items():
        if cell.amount is not None:
            yield "total", measure


def _finding(rule: str, table: PrintedTable, key: tuple[str, str], cell: SourceCell) -> Finding:
    row, field = key
    value = "" if cell.value is None else plain(cell.value)
    return Finding(
        kind="audit",
        rule=rule,
        severity="error" if rule == "NUM-01" else "info",
        place=figure(table, row, field).place,
        stated=cell.raw_text,
        expected=value,
        facts={"table": table_name(table)},
    )


PRINT_QUALITY_RULES = (
    Rule("NUM-01", number_is_well_formed),
    Rule("NUM-02", number_has_no_stray_blanks),
)
