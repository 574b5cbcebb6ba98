"""Fiscal appropriation, T4: it adds up, and it is the same money in the summary, T5, T9 and T10."""

from __future__ import annotations

from collections.abc import Iterator

from builder.audit.case import Case
from builder.audit.figures import column, figure
from builder.audit.outcomes import NotApplicable, Outcome, Rule
from builder.audit.tables.cells import amounts_of, has_amounts, prints_any
from builder.audit.tables.comparisons import equal, or_else, summed
from builder.audit.tables.funds import CARRIED_OVER, FISCAL, FISCAL_TOTAL, carries_over, has_any, has_only, income_of
from builder.audit.tables.summary_table import class_sums, income_sums
from builder.model.codes import CLASS
from builder.model.disclosure import TOTAL, PrintedTable

_COLUMNS = {"total": "expenditure_total", **{fund: fund for fund in FISCAL}}
_FUND_TABLES = {"T9": "gov_fund", "T10": "state_capital"}


def fiscal_table_balances(case: Case) -> Iterator[Outcome]:
    """In T4 income equals expenditure, a class equals the sum of its funds, and the totals those of their lines.

    The two grand totals exactly, sums within rounding. It cannot see an amount put under the wrong fund or class.
    """
    table = case.table("T4")
    if table is None:
        yield NotApplicable("no-such-table")
        return
    yield from or_else("nothing-to-compare", _balance(table))


def fiscal_table_equals_summary(case: Case) -> Iterator[Outcome]:
    """The funds of T4 equal the same lines of T1; where there are no other funds, its classes equal those of T1.

    Exactly, where both tables print the line. It cannot see an error made alike in both.
    """
    table, summary = case.table("T4"), case.table("T1")
    if table is None or summary is None:
        yield NotApplicable("no-such-table")
        return
    yield from or_else("nothing-to-compare", [*_funds(table, summary), *_classes(case, table, summary)])


def general_budget_equals_fiscal_table(case: Case) -> Iterator[Outcome]:
    """The total and classes of T5 equal the column of the general public budget in T4, exactly.

    Not applicable where money is carried over, which T5 leaves out. It cannot see an error made alike in both.
    """
    table, fiscal = case.table("T5"), case.table("T4")
    if table is None or fiscal is None:
        yield NotApplicable("no-such-table")
        return
    if not any(line.amount("gpb") is not None for line in fiscal.lines) and fiscal.total_of("gpb") is None:
        yield NotApplicable("other-template")
        return
    if carries_over(case):
        yield NotApplicable("carry-over")
        return
    yield from or_else("nothing-to-compare", _general(table, fiscal))


def fund_tables_equal_fiscal_table(case: Case) -> Iterator[Outcome]:
    """The totals of T9 and T10 equal their funds in the expenditure total of T4, exactly.

    Tables without amounts are left to T9-01. It cannot see an error made alike in both.
    """
    fiscal = case.table("T4")
    if fiscal is None:
        yield NotApplicable("no-such-table")
        return
    yield from or_else("empty-table", _fund_tables(case, fiscal))


def _balance(table: PrintedTable) -> Iterator[Outcome]:
    if "income_total" in table.totals and "expenditure_total" in table.totals:
        totals = (figure(table, TOTAL, f"{side}_total") for side in ("income", "expenditure"))
        yield from equal("T4-01", *totals)
    yield from income_sums("T4-01", table)
    columns = {column: total for column, total in _COLUMNS.items() if column == "total" or prints_any(table, (column,))}
    yield from class_sums("T4-01", table, columns)
    if prints_any(table, FISCAL):
        yield from _fund_sums(table)


def _fund_sums(table: PrintedTable) -> Iterator[Outcome]:
    whole, funds = column(table, "total"), [column(table, fund) for fund in FISCAL]
    for line, amounts in zip(table.lines, amounts_of(table), strict=True):
        if line.side == "expenditure" and any(amount is not None for amount in amounts):
            yield from summed("T4-01", whole[line.key], [figures[line.key] for figures in funds])
    if any(fund in table.totals for fund in FISCAL):
        parts = [figure(table, TOTAL, fund) for fund in FISCAL]
        yield from summed("T4-01", figure(table, TOTAL, "expenditure_total"), parts)


def _funds(table: PrintedTable, summary: PrintedTable) -> Iterator[Outcome]:
    lines, income = income_of(table), income_of(summary)
    for fund in (FISCAL_TOTAL, *FISCAL):
        if fund in lines and fund in income:
            yield from equal("X-T4T1", lines[fund], income[fund])
    if FISCAL_TOTAL in income and "income_total" in table.totals and not has_any(lines, CARRIED_OVER):
        yield from equal("X-T4T1", figure(table, TOTAL, "income_total"), income[FISCAL_TOTAL])


def _classes(case: Case, table: PrintedTable, summary: PrintedTable) -> Iterator[Outcome]:
    if not has_only(case, FISCAL):
        return
    for line in table.lines:
        if line.side == "expenditure" and line.key in summary.by_key:
            yield from equal("X-T4T1", column(table, "total")[line.key], column(summary, "amount")[line.key])
    if "expenditure_total" in table.totals and "expenditure_total" in summary.totals:
        totals = (figure(each, TOTAL, "expenditure_total") for each in (table, summary))
        yield from equal("X-T4T1", *totals)


def _general(table: PrintedTable, fiscal: PrintedTable) -> Iterator[Outcome]:
    for line in table.lines:
        row = f"expenditure/{line.key}"
        if len(line.key) == CLASS and row in fiscal.by_key:
            yield from equal("X-T5T4", figure(table, line.key, "total"), figure(fiscal, row, "gpb"))
    if "total" in table.totals and "gpb" in fiscal.totals:
        yield from equal("X-T5T4", figure(table, TOTAL, "total"), figure(fiscal, TOTAL, "gpb"))


def _fund_tables(case: Case, fiscal: PrintedTable) -> Iterator[Outcome]:
    for table_id, fund in _FUND_TABLES.items():
        table = case.table(table_id)
        if table is not None and "total" in table.totals and fund in fiscal.totals and has_amounts(table):
            yield from equal("X-T9T4", figure(table, TOTAL, "total"), figure(fiscal, TOTAL, fund))


FISCAL_RULES = (
    Rule("T4-01", "error", fiscal_table_balances),
    Rule("X-T4T1", "error", fiscal_table_equals_summary),
    Rule("X-T5T4", "error", general_budget_equals_fiscal_table),
)
FUND_TABLE_RULES = (Rule("X-T9T4", "error", fund_tables_equal_fiscal_table),)
