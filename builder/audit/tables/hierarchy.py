"""Levels of the functional classification: a code equals the sum of the codes below it, the total of them all."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from builder.audit.case import Case
from builder.audit.figures import column, figure
from builder.audit.once import once_per_table
from builder.audit.outcomes import HELD, NotApplicable, Outcome, Rule, check_sum, remark
from builder.audit.tables.cells import filled_columns
from builder.audit.tables.comparisons import cell_facts, named, or_else, summed
from builder.findings import Severity
from builder.model.codes import CLASS, ITEM, SECTION, parent_of
from builder.model.disclosure import TOTAL, Line, PrintedTable
from builder.model.money import plain
from builder.schemas import label

FUNCTION_TABLES = ("T2", "T3", "T5", "T9", "T10")
LEVELS = {CLASS: "class", SECTION: "section", ITEM: "item"}
_GUARDED = ("202", "203", "204")
"""Foreign affairs, defence, public security: the law lets secrets of state be left out."""


def children_sum_to_parent(table_id: str, case: Case) -> Iterator[Outcome]:
    """In every column, a class equals the sum of its sections and a section the sum of its items, within rounding.

    Adjacent levels only. A code without codes below it is not judged here. It cannot see an item that is
    missing together with its share in every level above.
    """
    table = case.table(table_id)
    if table is None or not table.lines:
        yield NotApplicable("no-such-table" if table is None else "empty-table")
        return
    yield from or_else("nothing-to-compare", sums_of_children(f"HIE-{table_id}", table))


def total_equals_rows(table_id: str, case: Case) -> Iterator[Outcome]:
    """In every column, the printed total equals the sum of the classes and the sum of the items, within rounding.

    The two sums are two checks: an error in a class row shows in one, an error in an item row in the other. A
    code that is not broken down stands for its items.
    """
    table = case.table(table_id)
    if table is None or not table.lines:
        yield NotApplicable("no-such-table" if table is None else "empty-table")
        return
    if not table.totals:
        yield NotApplicable("no-total-row")
        return
    yield from or_else("nothing-to-compare", _totals(f"TOT-{table_id}", table))


def expenditure_is_broken_down(case: Case) -> Iterator[Outcome]:
    """By function a class with an amount is broken down to its items, by economic nature to its sections.

    Regulation on the Budget Law, article 6. Of foreign affairs, defence and public security it is only noted. It
    cannot see whether the items are the right ones.
    """
    tables = [(case.table(table_id), ITEM) for table_id in FUNCTION_TABLES] + [(case.table("T6"), SECTION)]
    outcomes = (outcome for table, digits in tables if table is not None for outcome in _levels(table, digits))
    yield from or_else("no-tables", outcomes)


def sums_of_children(rule: str, table: PrintedTable) -> Iterator[Outcome]:
    """Yield for each code and column the comparison with the sum of the codes one level below."""
    columns = [column(table, measure) for measure in table.measures if measure in filled_columns(table)]
    for parent, children in _children_of(table).items():
        for figures in columns if parent in table.by_key else ():
            yield from summed(rule, figures[parent], [figures[child] for child in children])


def _children_of(table: PrintedTable) -> dict[str, list[str]]:
    """Return the codes one level below each code, in printed order."""
    below: dict[str, list[str]] = {}
    for code in (line.key for line in table.lines):
        parent = parent_of(code)
        if parent is not None:
            below.setdefault(parent, []).append(code)
    return below


@once_per_table
def tops_of(table: PrintedTable) -> list[Line]:
    """Return the lines that are part of no other line: the classes."""
    return [line for line in table.lines if not any(above in table.by_key for above in _above(line.key))]


@once_per_table
def leaves_of(table: PrintedTable) -> list[Line]:
    """Return the lines of which no other line is a part: the items, and codes that are not broken down."""
    divided = {line.key[:digits] for digits in (CLASS, SECTION) for line in table.lines if len(line.key) > digits}
    return [line for line in table.lines if line.key not in divided]


def level_name(level: str) -> str:
    """Return the Chinese word for a level of the classification."""
    return label("functional_classification", "level", level)


def _totals(rule: str, table: PrintedTable) -> Iterator[Outcome]:
    tops, leaves = tops_of(table), leaves_of(table)
    sides = [(tops, min(map(_digits, tops)))]
    if [line.key for line in tops] != [line.key for line in leaves]:
        sides.append((leaves, max(map(_digits, leaves))))
    for measure in table.measures:
        if measure not in table.totals:
            continue
        figures = column(table, measure)
        whole = figures[TOTAL]
        for lines, digits in sides:
            parts = [figures[line.key] for line in lines]
            if whole.amount is not None or any(part.amount is not None for part in parts):
                checked = check_sum(rule, whole, parts, facts={})
                yield checked if checked.finding is None else named(checked, whole, level=level_name(LEVELS[digits]))


def _levels(table: PrintedTable, digits: int) -> Iterator[Outcome]:
    for line in leaves_of(table):
        if len(line.key) == digits:
            yield HELD
        elif line.amount("total"):
            whole = figure(table, line.key, "total")
            severity: Severity = "info" if line.key.startswith(_GUARDED) else "warning"
            stated = plain(whole.amount) if whole.amount is not None else None
            yield remark("LVL-01", whole.place, severity, stated=stated, facts=cell_facts(whole))


def _digits(line: Line) -> int:
    return len(line.key)


def _above(code: str) -> list[str]:
    return [code[:digits] for digits in (CLASS, SECTION) if digits < len(code)]


HIERARCHY_RULES = (
    *(Rule(f"HIE-{table_id}", "error", partial(children_sum_to_parent, table_id)) for table_id in FUNCTION_TABLES),
    *(Rule(f"TOT-{table_id}", "error", partial(total_equals_rows, table_id)) for table_id in FUNCTION_TABLES),
    Rule("LVL-01", "warning", expenditure_is_broken_down),
)
