"""Rows balance: the total of a row against its own columns."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from builder.audit.case import Case
from builder.audit.figures import column
from builder.audit.outcomes import NotApplicable, Outcome, Rule
from builder.audit.tables.cells import prints_any
from builder.audit.tables.comparisons import or_else, summed
from builder.audit.tables.funds import FISCAL, FISCAL_TOTAL, OTHER, WITHOUT_COLUMN, has_any, income_of
from builder.model.disclosure import TOTAL, PrintedTable


def funds_sum_to_total(case: Case) -> Iterator[Outcome]:
    """In the income table, each row's total equals the sum of its funds, within rounding.

    Where the template prints one column of fiscal appropriation, it stands for the first three funds. Not
    applicable where the summary table has funds that the income table has no column for.
    """
    table, summary = case.table("T2"), case.table("T1")
    if table is None or not table.lines:
        yield NotApplicable("no-such-table" if table is None else "empty-table")
        return
    if summary is not None and has_any(income_of(summary), WITHOUT_COLUMN):
        yield NotApplicable("funds-without-column")
        return
    if not prints_any(table, (FISCAL_TOTAL, *FISCAL, *OTHER)):
        yield NotApplicable("other-template")
        return
    yield from or_else("nothing-to-compare", _fund_rows(table))


def basic_and_project_sum_to_total(table_id: str, case: Case) -> Iterator[Outcome]:
    """Each row's total equals basic plus project expenditure, within rounding.

    Holds for every code row and for the printed total row. It cannot see an amount put into the wrong of the two.
    """
    table = case.table(table_id)
    if table is None or not table.lines:
        yield NotApplicable("no-such-table" if table is None else "empty-table")
        return
    if not prints_any(table, ("basic", "project")):
        yield NotApplicable("other-template")
        return
    yield from or_else("nothing-to-compare", _rows(f"ROW-{table_id}", table))


def _fund_rows(table: PrintedTable) -> Iterator[Outcome]:
    fiscal, others = ([fund for fund in funds if prints_any(table, (fund,))] for funds in (FISCAL, OTHER))
    of_fiscal, of_others = ([column(table, fund) for fund in funds] for funds in (fiscal, others))
    whole, fiscal_whole = column(table, "total"), column(table, FISCAL_TOTAL)
    for row in rows_of(table):
        funds = [figures[row] for figures in of_fiscal]
        if all(fund.amount is None for fund in funds):
            funds = [fiscal_whole[row]]
        funds += [figures[row] for figures in of_others]
        yield from summed("ROW-T2", whole[row], funds)


def _rows(rule: str, table: PrintedTable) -> Iterator[Outcome]:
    whole, basic, project = (column(table, measure) for measure in ("total", "basic", "project"))
    for row in rows_of(table):
        yield from summed(rule, whole[row], (basic[row], project[row]))


def rows_of(table: PrintedTable) -> Iterator[str]:
    """Yield the keys of the rows of a table, that of its total row last, if it has one."""
    yield from table.by_key
    if table.totals:
        yield TOTAL


BALANCE_RULES = (
    Rule("ROW-T2", "error", funds_sum_to_total),
    *(
        Rule(f"ROW-{table_id}", "error", partial(basic_and_project_sum_to_total, table_id))
        for table_id in ("T3", "T5", "T9", "T10")
    ),
)
