"""The split of T1 into personnel, public and project amounts, against the tables that list them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from builder.audit.case import Case
from builder.audit.figures import Figure, figure
from builder.audit.outcomes import NotApplicable, Outcome, Rule, check_sum
from builder.audit.tables.cells import prints_any
from builder.audit.tables.comparisons import cell_facts, equal, or_else
from builder.audit.tables.reconcile import classes_in_both
from builder.audit.tables.summary_table import is_split
from builder.audit.words import name_of_measure
from builder.model.disclosure import TOTAL, PrintedTable
from builder.model.money import ZERO, plain, total


def split_equals_tables(case: Case) -> Iterator[Outcome]:
    """Where T1 splits expenditure: by class and in total, personnel plus public is basic in T3, project is project.

    Where all basic expenditure is of the general public budget, the totals of personnel and public are those of
    T6. It cannot see an error made alike in both.
    """
    summary, table = case.table("T1"), case.table("T3")
    if summary is None:
        yield NotApplicable("no-such-table")
        return
    if not is_split(summary):
        yield NotApplicable("other-template")
        return
    natures = _natures(summary, table) if table is not None else ()
    yield from or_else("nothing-to-compare", [*natures, *_split_totals(case, summary)])


def _natures(summary: PrintedTable, table: PrintedTable) -> Iterator[Outcome]:
    if not prints_any(table, ("basic", "project")):
        return
    rows = [(line, code) for code, line in classes_in_both(table, summary)]
    if "basic" in table.totals and is_split(summary) and "personnel" in summary.totals:
        rows.append((TOTAL, TOTAL))
    for row, code in rows:
        yield from _basic(summary, row, figure(table, code, "basic"))
        yield from equal("X-T1T6", figure(summary, row, "project"), figure(table, code, "project"))


def _basic(summary: PrintedTable, row: str, basic: Figure) -> Iterator[Outcome]:
    """Yield the comparison of personnel plus public with basic expenditure; it stands at the first that is printed."""
    parts = [figure(summary, row, measure) for measure in ("personnel", "public")]
    printed = [part for part in parts if part.amount is not None]
    if not printed and basic.amount is None:
        return
    checked = check_sum("X-T1T6", basic, parts, facts={})
    if checked.finding is None:
        yield checked
        return
    stated, expected = total(part.amount for part in printed), basic.amount or ZERO
    first = (printed or parts)[0]
    measures = " + ".join(name_of_measure(summary, part.field) for part in parts)
    finding = replace(
        checked.finding,
        place=first.place,
        stated=plain(stated) if printed else None,
        expected=plain(expected),
        difference=plain(stated - expected),
        facts=cell_facts(first, basic) | {"measure": measures},
    )
    yield checked._replace(finding=finding)


def _split_totals(case: Case, summary: PrintedTable) -> Iterator[Outcome]:
    every, general, economic = case.table("T3"), case.table("T5"), case.table("T6")
    if every is None or general is None or economic is None:
        return
    basic = every.total_of("basic")
    if not basic or basic != general.total_of("basic"):
        return
    for measure in ("personnel", "public"):
        if measure in summary.totals and measure in economic.totals:
            yield from equal("X-T1T6", figure(summary, TOTAL, measure), figure(economic, TOTAL, measure))


SPLIT_RULES = (Rule("X-T1T6", "error", split_equals_tables),)
