"""How figures are printed: cells whose text is not simply their number."""

from __future__ import annotations

from collections.abc import Iterator

from builder.audit.case import Case
from builder.audit.outcomes import HELD, NotApplicable, Outcome, Rule, figure
from builder.audit.words import table_name
from builder.findings import Finding
from builder.model.disclosure import PrintedTable, SourceCell
from builder.model.money import plain

BLANKS = " \t\u00a0\u3000"
MALFORMED = frozenset({"repaired", "cjk_stop_decimal", "fullwidth_digit"})


def number_is_well_formed(case: Case) -> Iterator[Outcome]:
    """A figure is printed in ASCII digits with one point; else it is repaired by rule and reported here.

    Passes once for each table in which no figure needed repair: counted by figure, it would drown the
    comparisons. All other rules use the repaired value.
    """
    for table in case.disclosure.tables.values():
        repaired = {key: cell for key, cell in table.source_cells.items() if MALFORMED.intersection(cell.flags)}
        yield from (_finding("NUM-01", table, key, cell) for key, cell in repaired.items())
        if not repaired:
            yield HELD
    if not case.disclosure.tables:
        yield NotApplicable("no-tables")


def number_has_no_stray_blanks(case: Case) -> Iterator[Outcome]:
    """No ideographic or other blank stands before or after a figure.

    It does not change what the figure is; it matters to whoever copies it into a sheet. Passes once for each
    table without such a figure.
    """
    for table in case.disclosure.tables.values():
        padded = {key: cell for key, cell in table.source_cells.items() if _is_padded(cell.raw_text)}
        yield from (_finding("NUM-02", table, key, cell) for key, cell in padded.items())
        if not padded:
            yield HELD
    if not case.disclosure.tables:
        yield NotApplicable("no-tables")


def _is_padded(text: str) -> bool:
    bare = text.strip(BLANKS)
    return bool(bare) and bare != text


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
    Rule("NUM-01", "error", number_is_well_formed),
    Rule("NUM-02", "info", number_has_no_stray_blanks),
)
