"""Sides and rows balance: income against expenditure, a row against its own columns."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from builder.audit.case import Case
from builder.audit.outcomes import HELD, NotApplicable, Outcome, Rule, check_equal, check_sum, figure
from builder.audit.words import name_of_row, table_name
from builder.model.disclosure import TOTAL, PrintedTable

FUND_MEASURES = ("gpb", "gov_fund", "state_capital", "fiscal_account", "undertaking", "business", "other_unit")
FISCAL_MEASURES = FUND_MEASURES[:3]


def income_equals_expenditure(case: Case) -> Iterator[Outcome]:
    """The grand total of income equals the grand total of expenditure, exactly.

    Passes when both are printed and equal. It cannot see an error made on both sides.
    """
    table = case.table("T1")
    if table is None or "income_total" not in table.totals or "expenditure_total" not in table.totals:
        yield NotApplicable("no-table-1-totals")
        return
    income, expenditure = (figure(table, TOTAL, f"{side}_total") for side in ("income", "expenditure"))
    yield check_equal("T1-01", income, expenditure, facts={})


def funds_sum_to_total(case: Case) -> Iterator[Outcome]:
    """In the income table, each row's total equals the sum of its funds, within rounding.

    Where the template prints one column of fiscal appropriation, it stands for the first three funds.
    """
    table = case.table("T2")
    if table is None or not table.lines:
        yield NotApplicable("no-such-table")
        return
    for row in (*(line.key for line in table.lines), TOTAL):
        if row == TOTAL and TOTAL not in table.totals:
            continue
        funds = [figure(table, row, measure) for measure in FISCAL_MEASURES]
        if all(fund.amount is None for fund in funds):
            funds = [figure(table, row, "fiscal_total")]
        funds += [figure(table, row, measure) for measure in FUND_MEASURES[3:]]
        facts = {"table": table_name(table), "name": name_of_row(table, row)}
        yield check_sum("ROW-T2", figure(table, row, "total"), funds, facts=facts)


def basic_and_project_sum_to_total(table_id: str, case: Case) -> Iterator[Outcome]:
    """Each row's total equals basic plus project expenditure, within rounding.

    Holds for every code row and for the printed total row. It cannot see an amount put into the wrong of the two.
    """
    table = case.table(table_id)
    if table is None or not table.lines:
        yield NotApplicable("no-such-table" if table is None else "empty-table")
        return
    yield from _rows(f"ROW-{table_id}", table)


def _rows(rule: str, table: PrintedTable) -> Iterator[Outcome]:
    for row in (*(line.key for line in table.lines), TOTAL):
        parts = [figure(table, row, measure) for measure in ("basic", "project")]
        whole = figure(table, row, "total")
        if row == TOTAL and TOTAL not in table.totals:
            continue
        facts = {"table": table_name(table), "name": name_of_row(table, row)}
        is_blank = not whole.amount and not any(part.amount for part in parts)
        yield HELD if is_blank else check_sum(rule, whole, parts, facts=facts)


BALANCE_RULES = (
    Rule("T1-01", "error", income_equals_expenditure),
    Rule("ROW-T2", "error", funds_sum_to_total),
    *(
        Rule(f"ROW-{table_id}", "error", partial(basic_and_project_sum_to_total, table_id))
        for table_id in ("T3", "T5", "T9", "T10")
    ),
)
