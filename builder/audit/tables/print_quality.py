"""How figures are printed: cells whose text is not simply their number."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal

from builder.audit.case import Case
from builder.audit.figures import figure, place_of
from builder.audit.once import once_per_table
from builder.audit.outcomes import HELD, NotApplicable, Outcome, Rule, remark
from builder.audit.tables.cells import amounts_of
from builder.audit.vocabulary import pattern, terms
from builder.audit.words import table_name
from builder.findings import Finding, Severity
from builder.model.codes import CODE_COLUMNS
from builder.model.disclosure import PrintedTable, SourceCell
from builder.model.money import plain

BLANKS = " \t\u00a0\u3000"
MALFORMED = frozenset({"repaired", "cjk_stop_decimal", "fullwidth_digit"})
CENTS = {True: 2, False: 6}
"""The decimals of a cent: of amounts in yuan, and in 10,000 yuan."""

Test = Callable[[PrintedTable, SourceCell], bool]
_Key = tuple[str, str]


def number_is_well_formed(case: Case) -> Iterator[Outcome]:
    """A figure is printed in ASCII digits with one point; else it is repaired by rule and reported here.

    Passes once for each table in which no figure needed repair: counted by figure, it would drown the
    comparisons. All other rules use the repaired value. Cells with more than one figure are left to NUM-06.
    """
    yield from _by_cell(case, "NUM-01", "error", _is_malformed)


def number_has_no_stray_blanks(case: Case) -> Iterator[Outcome]:
    """No ideographic or other blank stands before or after a figure.

    It does not change what the figure is; it matters to whoever copies it into a sheet. Passes once for each
    table without such a figure.
    """
    yield from _by_cell(case, "NUM-02", "info", _is_padded)


def thousands_are_separated_alike(case: Case) -> Iterator[Outcome]:
    """A table prints all its figures of a thousand and more with separators, or none.

    One finding a table. It cannot see an odd figure that the dataset does not keep as printed.
    """
    yield from _by_table(case, "NUM-04", _is_uneven)


def amount_is_no_finer_than_a_cent(case: Case) -> Iterator[Outcome]:
    """No amount has more decimals than a cent: two in yuan, six in 10,000 yuan, noughts at the end apart.

    It cannot see an amount that the dataset does not keep as printed.
    """
    yield from _by_cell(case, "NUM-05", "warning", _is_too_fine)


def cell_holds_one_figure(case: Case) -> Iterator[Outcome]:
    """A cell holds one figure and nothing else, in its own column.

    Two figures in a cell, or words beside a figure, are read only where one reading alone is right (a note);
    else the cell is kept as blank (a warning). It cannot see a figure that stands whole in the wrong column.
    """
    for table in case.disclosure.tables.values():
        crowded = {key: cell for key, cell in _amounts(table).items() if _is_crowded(table, cell)}
        for key, cell in crowded.items():
            yield _finding("NUM-06", "info" if cell.value is not None else "warning", table, key, cell)
        if not crowded:
            yield HELD
    if not case.disclosure.tables:
        yield NotApplicable("no-tables")


def blank_cells_are_blank(case: Case) -> Iterator[Outcome]:
    """A cell without an amount is left blank, not filled with a word or a stroke, which is read as a blank.

    One finding a table. It cannot see a filled cell that the dataset does not keep as printed.
    """
    yield from _by_table(case, "TBL-03", _filler_of)


def amount_is_not_negative(case: Case) -> Iterator[Outcome]:
    """No amount of a budget is negative.

    It cannot see an amount that lacks its sign.
    """
    for table in case.disclosure.tables.values():
        places = list(_negative(table))
        for row, measure in places:
            cell = figure(table, row, measure)
            stated = None if cell.amount is None else plain(cell.amount)
            yield remark("NUM-03", cell.place, "warning", stated=stated, facts={"table": table_name(table)})
        if not places:
            yield HELD
    if not case.disclosure.tables:
        yield NotApplicable("no-tables")


def _by_cell(case: Case, rule: str, severity: Severity, is_odd: Test) -> Iterator[Outcome]:
    for table in case.disclosure.tables.values():
        odd = {key: cell for key, cell in _amounts(table).items() if is_odd(table, cell)}
        yield from (_finding(rule, severity, table, key, cell) for key, cell in odd.items())
        if not odd:
            yield HELD
    if not case.disclosure.tables:
        yield NotApplicable("no-tables")


def _by_table(case: Case, rule: str, odd_text: Callable[[PrintedTable], str]) -> Iterator[Outcome]:
    for table in case.disclosure.tables.values():
        stated = odd_text(table)
        if stated:
            place = place_of(table.printed, table=table.table_id)
            yield remark(rule, place, "info", stated=stated, facts={"table": table_name(table)})
        else:
            yield HELD
    if not case.disclosure.tables:
        yield NotApplicable("no-tables")


@once_per_table
def _amounts(table: PrintedTable) -> dict[_Key, SourceCell]:
    """Return the odd cells of amounts; those of codes are a matter of their own rule."""
    return {key: cell for key, cell in table.source_cells.items() if key[1] not in CODE_COLUMNS}


def _is_malformed(table: PrintedTable, cell: SourceCell) -> bool:
    is_odd = bool(MALFORMED.intersection(cell.flags)) and pattern("digit").search(cell.raw_text) is not None
    return is_odd and not _is_crowded(table, cell) and not _is_too_fine(table, cell)


def _is_padded(_: PrintedTable, cell: SourceCell) -> bool:
    bare = cell.raw_text.strip(BLANKS)
    return bool(bare) and bare != cell.raw_text


def _is_too_fine(table: PrintedTable, cell: SourceCell) -> bool:
    number = pattern("decimals").fullmatch(cell.raw_text.strip(BLANKS))
    return number is not None and len(number[1].rstrip("0")) > CENTS[table.is_in_yuan]


def _is_crowded(_: PrintedTable, cell: SourceCell) -> bool:
    if "unreadable" in cell.flags:
        return True
    return cell.value is not None and pattern("crowded").search(cell.raw_text.strip(BLANKS)) is not None


def _is_uneven(table: PrintedTable) -> str:
    """Return the first figure of a thousand and more that is printed unlike the others of its table."""
    texts = [cell.raw_text.strip(BLANKS) for cell in _amounts(table).values()]
    if not texts:
        return ""
    usual = table.printed.flag("thousands_separators")
    apart, together = (
        [text for text in texts if pattern(name).search(text)] for name in ("thousands_apart", "thousands_together")
    )
    if usual is None:
        return apart[0] if apart and together else ""
    odd = together if usual else apart
    return odd[0] if odd else ""


def _filler_of(table: PrintedTable) -> str:
    fillers = terms("fillers")
    texts = (cell.raw_text.strip(BLANKS) for cell in _amounts(table).values() if cell.value is None)
    return next((text for text in texts if text in fillers), "")


def _negative(table: PrintedTable) -> Iterator[_Key]:
    for line, amounts in zip(table.lines, amounts_of(table), strict=True):
        if any(map(Decimal.is_signed, filter(None, amounts))):
            yield from ((line.key, measure) for measure in table.measures if (line.amount(measure) or 0) < 0)
    yield from (("total", measure) for measure, cell in table.totals.items() if cell.amount and cell.amount < 0)


def _finding(rule: str, severity: Severity, table: PrintedTable, key: _Key, cell: SourceCell) -> Finding:
    place = figure(table, *key).place
    expected = "" if cell.value is None else plain(cell.value)
    return remark(rule, place, severity, stated=cell.raw_text, expected=expected, facts={"table": table_name(table)})


PRINT_QUALITY_RULES = (
    Rule("NUM-01", "error", number_is_well_formed),
    Rule("NUM-02", "info", number_has_no_stray_blanks),
    Rule("NUM-03", "warning", amount_is_not_negative),
    Rule("NUM-04", "info", thousands_are_separated_alike),
    Rule("NUM-05", "warning", amount_is_no_finer_than_a_cent),
    Rule("NUM-06", "warning", cell_holds_one_figure),
)
