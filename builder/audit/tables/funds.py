"""Where the money comes from: the lines of income of the summary tables, by fund."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from builder.audit.case import Case
from builder.audit.figures import Figure, column
from builder.audit.once import once_per_case, once_per_table
from builder.audit.text.stated import stated_figures
from builder.model.disclosure import PrintedTable

FISCAL_TOTAL = "fiscal_total"
FISCAL = ("gpb", "gov_fund", "state_capital")
"""The three funds that make up fiscal appropriation."""

OTHER = ("fiscal_account", "undertaking", "business", "other_unit")
"""The further funds that have a column of their own in the income table."""

CARRIED_OVER = ("carryover", "nonfiscal_balance")
WITHOUT_COLUMN = ("superior_grant", "affiliate_remit", *CARRIED_OVER)
_KNOWN = frozenset((FISCAL_TOTAL, *FISCAL, *OTHER, *WITHOUT_COLUMN))


@once_per_table
def income_of(table: PrintedTable) -> dict[str, Figure]:
    """Return the amounts of the income lines of T1 or T4, by fund, in printed order."""
    field = table.measures[0]
    figures = column(table, field)
    return {line.key.partition("/")[2]: figures[line.key] for line in table.lines if line.side == "income"}


def has_unknown(income: Mapping[str, Figure]) -> bool:
    """Return whether a line that is no fund has an amount: what it is part of cannot be known."""
    return any(each.amount for line, each in income.items() if line not in _KNOWN)


def has_any(income: Mapping[str, Figure], funds: Collection[str]) -> bool:
    """Return whether one of these funds has an amount."""
    return any(fund in income and income[fund].amount for fund in funds)


@once_per_case
def carries_over(case: Case) -> bool:
    """Return whether money of earlier years is part of the income: it need not be spent by the same code."""
    for table_id in ("T1", "T4"):
        table = case.table(table_id)
        if table is not None and has_any(income_of(table), CARRIED_OVER):
            return True
    return any(each.fund in CARRIED_OVER and each.amount for each in stated_figures(case))


def has_only(case: Case, funds: Collection[str]) -> bool:
    """Return whether the income lines of T1 say that no other fund than these has an amount."""
    table = case.table("T1")
    income = income_of(table) if table is not None else {}
    if not all(fund in income for fund in funds):
        return False
    others = [line for line in income if line not in funds and line != FISCAL_TOTAL]
    return not has_any(income, others)
