"""Levels of the functional classification: a code equals the sum of the codes below it, the total of them all."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from builder.audit.case import Case
from builder.audit.outcomes import NotApplicable, Outcome, Rule, check_sum, figure
from builder.audit.words import name_of_measure, name_of_row, table_name
from builder.model.codes import CLASS, ITEM, parent_of
from builder.model.disclosure import TOTAL, Line, PrintedTable
from builder.schemas import label

FUNCTION_TABLES = ("T2", "T3", "T5", "T9", "T10")


def children_sum_to_parent(table_id: str, case: Case) -> Iterator[Outcome]:
    """In every column, a class equals the sum of its sections and a section the sum of its items, within rounding.

    Adjacent levels only. A code without codes below it is not judged here. It cannot see an item that is
    missing together with its share in every level above.
    """
    table = case.table(table_id)
    if table is None or not table.lines:
        yield NotApplicable("no-such-table" if table is None else "empty-table")
        return
    below = children_of(table)
    for parent in table.lines:
        children = below.get(parent.key)
        if not children:
            continue
        for measure in table.measures:
            parts = [figure(table, child.key, measure) for child in children]
            whole = figure(table, parent.key, measure)
            if whole.amount is None and not any(part.amount for part in parts):
                continue
            facts = {
                "table": table_name(table),
                "name": name_of_row(table, parent.key),
                "measure": name_of_measure(table, measure),
            }
            yield check_sum(f"HIE-{table_id}", whole, parts, facts=facts)


def total_equals_rows(table_id: str, case: Case) -> Iterator[Outcome]:
    """In every column, the printed total equals the sum of the classes and the sum of the items, within rounding.

    The two sums are two checks: an error in a class row shows in one, an error in an item row in the other.
    """
    table = case.table(table_id)
    if table is None or not table.lines:
        yield NotApplicable("no-such-table" if table is None else "empty-table")
        return
    if not table.totals:
        yield NotApplicable("no-total-row")
        return
    for measure in table.totals:
        whole = figure(table, TOTAL, measure)
        for level, digits in (("class", CLASS), ("item", ITEM)):
            parts = [figure(table, line.key, measure) for line in table.lines if len(line.key) == digits]
            if whole.amount is None and not any(part.amount for part in parts):
                continue
            facts = {
                "table": table_name(table),
                "measure": name_of_measure(table, measure),
                "level": level_name(level),
            }
            yield check_sum(f"TOT-{table_id}", whole, parts, facts=facts)


def children_of(table: PrintedTable) -> dict[str, list[Line]]:
    """Return the lines one level below each code, in printed order."""
    below: dict[str, list[Line]] = {}
    for line in table.lines:
        parent = parent_of(line.key)
        if parent is not None:
            below.setdefault(parent, []).append(line)
    return below


def level_name(level: str) -> str:
    """Return the Chinese word for a level of the classification."""
    return label("functional_classification", "level", level)


HIERARCHY_RULES = (
    *(Rule(f"HIE-{table_id}", "error", partial(children_sum_to_parent, table_id)) for table_id in FUNCTION_TABLES),
    *(Rule(f"TOT-{table_id}", "error", partial(total_equals_rows, table_id)) for table_id in FUNCTION_TABLES),
)
