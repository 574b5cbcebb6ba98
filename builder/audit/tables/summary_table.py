"""The summary table T1: its two sides balance, and each is the sum of its lines."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from builder.audit.case import Case
from builder.audit.figures import Figure, column, figure, record_figure
from builder.audit.outcomes import HELD, NotApplicable, Outcome, Rule, remark
from builder.audit.tables.cells import filled_columns
from builder.audit.tables.comparisons import equal, or_else, summed
from builder.audit.tables.funds import FISCAL, FISCAL_TOTAL, OTHER, WITHOUT_COLUMN, has_unknown, income_of
from builder.audit.words import name_of_measure, table_name
from builder.model.disclosure import TOTAL, PrintedTable
from builder.model.money import plain

SPLIT = ("personnel", "public", "project")
_COLUMNS = {"amount": "expenditure_total", **{measure: measure for measure in SPLIT}}
_SECTIONS = {"income_total": ("s1", "s2"), "expenditure_total": ("s1", "s3")}
_ELSEWHERE = {
    "income_total": (("T2", "total"), ("T4", "income_total"), ("T3", "total")),
    "expenditure_total": (("T3", "total"), ("T4", "expenditure_total"), ("T2", "total")),
}


def income_equals_expenditure(case: Case) -> Iterator[Outcome]:
    """The grand total of income equals the grand total of expenditure, exactly.

    Passes when both are printed and equal. It cannot see an error made on both sides.
    """
    table = case.table("T1")
    if table is None or "income_total" not in table.totals or "expenditure_total" not in table.totals:
        yield NotApplicable("no-table-1-totals")
        return
    income, expenditure = (figure(table, TOTAL, f"{side}_total") for side in ("income", "expenditure"))
    yield from or_else("nothing-to-compare", equal("T1-01", income, expenditure))


def income_lines_sum_to_total(case: Case) -> Iterator[Outcome]:
    """Fiscal appropriation equals its three funds, and total income equals fiscal appropriation plus the rest.

    Within rounding. It cannot see an amount put under the wrong fund.
    """
    table = case.table("T1")
    if table is None:
        yield NotApplicable("no-such-table")
        return
    yield from or_else("nothing-to-compare", income_sums("T1-02", table))


def expenditure_classes_sum_to_total(case: Case) -> Iterator[Outcome]:
    """Total expenditure equals the sum of the classes, within rounding, in every column that is printed.

    It cannot see an amount put under the wrong class.
    """
    table = case.table("T1")
    if table is None:
        yield NotApplicable("no-such-table")
        return
    yield from or_else("nothing-to-compare", class_sums("T1-03", table, _COLUMNS))


def nature_sums_to_amount(case: Case) -> Iterator[Outcome]:
    """Where T1 splits expenditure: a class equals its personnel, public and project amounts, within rounding.

    The total row likewise. It cannot see an amount put into the wrong of the three.
    """
    table = case.table("T1")
    if table is None:
        yield NotApplicable("no-such-table")
        return
    if not is_split(table):
        yield NotApplicable("other-template")
        return
    for line in table.lines:
        if line.side == "expenditure":
            yield from summed("T1-04", figure(table, line.key, "amount"), _split(table, line.key))
    if any(measure in table.totals for measure in SPLIT):
        yield from summed("T1-04", figure(table, TOTAL, "expenditure_total"), _split(table, TOTAL))


def grand_totals_are_printed(case: Case) -> Iterator[Outcome]:
    """A grand total of T1 is not blank or zero while another table or the text has an amount.

    It cannot see a total that is wrong but not zero.
    """
    table = case.table("T1")
    if table is None or not _ELSEWHERE.keys() & table.totals.keys():
        yield NotApplicable("no-table-1-totals")
        return
    yield from or_else("nothing-to-compare", _grand_totals(case, table))


def income_sums(rule: str, table: PrintedTable) -> Iterator[Outcome]:
    """Yield the sums of the income side of T1 or T4: of fiscal appropriation, and of all income."""
    income = income_of(table)
    fiscal = [income[fund] for fund in FISCAL if fund in income]
    whole = income.get(FISCAL_TOTAL)
    if whole is not None and fiscal:
        yield from summed(rule, whole, fiscal)
    if not income or has_unknown(income) or "income_total" not in table.totals:
        return
    first = fiscal if whole is None or whole.amount is None else [whole]
    rest = [income[fund] for fund in (*OTHER, *WITHOUT_COLUMN) if fund in income]
    yield from summed(rule, figure(table, TOTAL, "income_total"), [*first, *rest])


def class_sums(rule: str, table: PrintedTable, columns: Mapping[str, str]) -> Iterator[Outcome]:
    """Yield the sums of the expenditure side of T1 or T4: `columns` names the total of each column."""
    lines = [line for line in table.lines if line.side == "expenditure"]
    if any(line.code is None and line.key != "expenditure/carryover" for line in lines):
        return
    for measure, total in columns.items():
        if lines and total in table.totals:
            figures = column(table, measure)
            yield from summed(rule, figure(table, TOTAL, total), [figures[line.key] for line in lines])


def is_split(table: PrintedTable) -> bool:
    """Return whether T1 prints expenditure by personnel, public and project amounts."""
    if filled_columns(table).isdisjoint(SPLIT):
        return False
    lines = (line for line in table.lines if line.side == "expenditure")
    return any(line.amount(measure) is not None for line in lines for measure in SPLIT)


def _split(table: PrintedTable, row: str) -> list[Figure]:
    return [figure(table, row, measure) for measure in SPLIT]


def _grand_totals(case: Case, table: PrintedTable) -> Iterator[Outcome]:
    for measure, places in _ELSEWHERE.items():
        total = figure(table, TOTAL, measure)
        if total.amount:
            yield HELD
            continue
        other = _amount_elsewhere(case, places, _SECTIONS[measure])
        if other is not None and other.amount is not None:
            facts = {
                "measure": name_of_measure(table, measure),
                "other": table_name(other.table) if other.table is not None else "",
            }
            stated = None if total.amount is None else plain(total.amount)
            amounts = {"stated": stated, "expected": plain(other.amount), "difference": plain(-other.amount)}
            yield remark("T1-05", total.place, "error", facts=facts, **amounts)


def _amount_elsewhere(case: Case, places: Sequence[tuple[str, str]], sections: Collection[str]) -> Figure | None:
    for table_id, measure in places:
        table = case.table(table_id)
        if table is not None and table.total_of(measure):
            return figure(table, TOTAL, measure)
    stated = (row for row in case.figures if row.text("subject") == "total" and row.text("section") in sections)
    return next((record_figure(row, "amount") for row in stated if row.amount("amount")), None)


SUMMARY_RULES = (
    Rule("T1-01", "error", income_equals_expenditure),
    Rule("T1-02", "error", income_lines_sum_to_total),
    Rule("T1-03", "error", expenditure_classes_sum_to_total),
    Rule("T1-04", "error", nature_sums_to_amount),
    Rule("T1-05", "error", grand_totals_are_printed),
)
