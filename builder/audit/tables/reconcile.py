"""One figure in two tables: the same money must be the same amount."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from builder.audit.case import Case
from builder.audit.figures import Figure, column, figure
from builder.audit.limits import check_at_most, rounding
from builder.audit.outcomes import NotApplicable, Outcome, Rule
from builder.audit.tables.cells import prints_any
from builder.audit.tables.comparisons import cell_facts, equal, or_else, summed
from builder.audit.tables.funds import (
    FISCAL,
    FISCAL_TOTAL,
    OTHER,
    WITHOUT_COLUMN,
    carries_over,
    has_any,
    has_only,
    income_of,
)
from builder.audit.tables.project_table import leaf_rows
from builder.model.codes import CLASS, ITEM
from builder.model.disclosure import TOTAL, PrintedTable
from builder.model.money import ZERO

MEASURES = ("total", "basic", "project")


def income_table_equals_summary(case: Case) -> Iterator[Outcome]:
    """The totals of the income table equal the grand total and the fund lines of the summary table, exactly.

    A fund is compared where both tables print it. The total is not compared where the summary has funds without a
    column in the income table. It cannot see an error made alike in both.
    """
    table, summary = case.table("T2"), case.table("T1")
    if table is None or summary is None:
        yield NotApplicable("no-such-table")
        return
    yield from or_else("nothing-to-compare", _funds(table, summary))


def expenditure_table_equals_summary(case: Case) -> Iterator[Outcome]:
    """The total and the classes of the expenditure table equal those of the summary table, exactly.

    A class is compared where both tables print it. It cannot see an error made alike in both.
    """
    table, summary = case.table("T3"), case.table("T1")
    if table is None or summary is None:
        yield NotApplicable("no-such-table")
        return
    totals = (figure(table, TOTAL, "total"), figure(summary, TOTAL, "expenditure_total"))
    pairs = [totals] if "total" in table.totals and "expenditure_total" in summary.totals else []
    pairs += [
        (figure(table, key, "total"), figure(summary, line, "amount")) for key, line in classes_in_both(table, summary)
    ]
    yield from or_else("nothing-to-compare", _equal_pairs("X-T3T1", pairs))


def income_equals_expenditure_by_code(case: Case) -> Iterator[Outcome]:
    """By code, the income table and the expenditure table have the same total, exactly.

    Not applicable where money is carried over from earlier years, for it need not be spent by the code that it
    came by. It cannot see an error made alike in both.
    """
    income, expenditure = case.table("T2"), case.table("T3")
    if income is None or expenditure is None:
        yield NotApplicable("no-such-table")
        return
    if carries_over(case):
        yield NotApplicable("carry-over")
        return
    pairs = _pairs(income, expenditure, "total", shared_codes(income, expenditure))
    yield from or_else("nothing-to-compare", _equal_pairs("X-T2T3", pairs))


def general_budget_equals_all_expenditure(case: Case) -> Iterator[Outcome]:
    """Where the general public budget is the only fund, T5 equals T3 by code and column; else it is not above it.

    The columns are the total, basic and project expenditure; the total row is compared too. It cannot see an
    error made alike in both.
    """
    table, whole = case.table("T5"), case.table("T3")
    if table is None or whole is None:
        yield NotApplicable("no-such-table")
        return
    is_only = has_only(case, ("gpb",)) and not carries_over(case)
    rows = list(shared_codes(table, whole)) if is_only else [code for code in table.by_key if code in whole.by_key]
    is_split_in_both = all(prints_any(each, MEASURES[1:]) for each in (table, whole))
    measures = MEASURES if is_split_in_both else MEASURES[:1]
    by_measure = [_pairs(table, whole, measure, rows) for measure in measures]
    by_row = chain.from_iterable(zip(*by_measure, strict=True))
    pairs = [(one, other) for one, other in by_row if one.amount is not None or other.amount is not None]
    pairs += [
        (figure(table, TOTAL, measure), figure(whole, TOTAL, measure))
        for measure in measures
        if measure in table.totals and measure in whole.totals
    ]
    outcomes = _equal_pairs("X-T5T3", pairs) if is_only else _at_most("X-T5T3", pairs)
    yield from or_else("nothing-to-compare", outcomes)


def basic_total_equals_economic_total(case: Case) -> Iterator[Outcome]:
    """Basic expenditure in the total row of T5 equals the total of T6, exactly.

    The one table splits basic expenditure by function, the other by economic nature. It cannot see an error
    made alike in both.
    """
    functional, economic = case.table("T5"), case.table("T6")
    if functional is None or economic is None or not functional.totals or not economic.totals:
        yield NotApplicable("no-such-table")
        return
    pair = (figure(functional, TOTAL, "basic"), figure(economic, TOTAL, "total"))
    yield from or_else("nothing-to-compare", equal("X-T5T6", *pair))


def project_expenditure_equals_projects(case: Case) -> Iterator[Outcome]:
    """Project expenditure in the total row of T5 equals the total of T7; by item it is the sum of its projects.

    The totals exactly, the items within rounding. It cannot see an error made alike in both.
    """
    functional, projects = case.table("T5"), case.table("T7")
    if functional is None or projects is None:
        yield NotApplicable("no-such-table")
        return
    yield from or_else("nothing-to-compare", _projects(functional, projects))


def shared_codes(one: PrintedTable, other: PrintedTable) -> Iterator[str]:
    """Yield the codes in both tables, and the items in one alone where both list items: it lacks them."""
    have_items = all(any(len(code) == ITEM for code in table.by_key) for table in (one, other))
    yield from (code for code in one.by_key if code in other.by_key or (have_items and len(code) == ITEM))
    if have_items:
        yield from (code for code in other.by_key if code not in one.by_key and len(code) == ITEM)


def _funds(table: PrintedTable, summary: PrintedTable) -> Iterator[Outcome]:
    income = income_of(summary)
    printed = "total" in table.totals and "income_total" in summary.totals
    if printed and not has_any(income, WITHOUT_COLUMN):
        yield from equal("X-T2T1", figure(table, TOTAL, "total"), figure(summary, TOTAL, "income_total"))
    for fund in (FISCAL_TOTAL, *FISCAL, *OTHER):
        if fund in table.totals and fund in income:
            yield from equal("X-T2T1", figure(table, TOTAL, fund), income[fund])


def classes_in_both(table: PrintedTable, summary: PrintedTable) -> Iterator[tuple[str, str]]:
    """Yield the classes that a function table and T1 both print: their keys in the one and in the other."""
    for line in table.lines:
        key = f"expenditure/{line.key}"
        if len(line.key) == CLASS and key in summary.by_key:
            yield line.key, key


def _pairs(one: PrintedTable, other: PrintedTable, measure: str, rows: Iterable[str]) -> list[tuple[Figure, Figure]]:
    """Return the figures of rows that at least one of two tables prints, side by side."""
    ones, others = column(one, measure), column(other, measure)
    return [
        (ones.get(row) or figure(one, row, measure), others.get(row) or figure(other, row, measure)) for row in rows
    ]


def _equal_pairs(rule: str, pairs: Sequence[tuple[Figure, Figure]]) -> Iterator[Outcome]:
    for one, other in pairs:
        yield from equal(rule, one, other)


def _at_most(rule: str, pairs: Sequence[tuple[Figure, Figure]]) -> Iterator[Outcome]:
    for part, whole in pairs:
        if part.amount is not None:
            allowed, facts = rounding(part.quantum, whole.quantum), cell_facts(part, whole)
            limit = whole.amount or ZERO
            yield check_at_most(rule, part, limit, allowed=allowed, severity="error", facts=facts)


def _projects(functional: PrintedTable, projects: PrintedTable) -> Iterator[Outcome]:
    is_printed = "total" in projects.totals or bool(projects.printed.flag("is_empty"))
    if "project" in functional.totals and is_printed:
        yield from equal("X-T5T7", figure(functional, TOTAL, "project"), figure(projects, TOTAL, "total"))
    rows: dict[str, list[Figure]] = {}
    for line in leaf_rows(projects):
        rows.setdefault(line.code or "", []).append(figure(projects, line.key, "total"))
    if rows:
        codes = dict.fromkeys([*functional.by_key, *rows])
        for code in (code for code in codes if len(code) == ITEM):
            yield from summed("X-T5T7", figure(functional, code, "project"), rows.get(code, []))


RECONCILE_SUMMARY_RULES = (
    Rule("X-T2T1", "error", income_table_equals_summary),
    Rule("X-T3T1", "error", expenditure_table_equals_summary),
    Rule("X-T2T3", "error", income_equals_expenditure_by_code),
)

RECONCILE_RULES = (
    Rule("X-T5T3", "error", general_budget_equals_all_expenditure),
    Rule("X-T5T6", "error", basic_total_equals_economic_total),
    Rule("X-T5T7", "error", project_expenditure_equals_projects),
)
