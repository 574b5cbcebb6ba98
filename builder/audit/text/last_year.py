"""This year's disclosure against last year's: prior figures, tables left as they were, items that are gone."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from builder.audit.case import Case
from builder.audit.figures import Figure, figure, place_of
from builder.audit.once import once_per_table
from builder.audit.outcomes import HELD, NotApplicable, Outcome, remark
from builder.audit.tables.cells import amounts_of
from builder.audit.tables.comparisons import or_else
from builder.audit.text.paragraphs import text_of
from builder.audit.text.stated import Stated, stated_figures
from builder.audit.text.stated_cells import Naming, cell_of
from builder.audit.words import name_of_row, table_name
from builder.model.codes import ITEM
from builder.model.disclosure import Disclosure, PrintedTable
from builder.model.money import ZERO, plain

LEAST_AMOUNTS = 8
"""So many different amounts are equal by no accident; a sub-total that repeats its only part adds nothing."""


def implied_prior_was_published(case: Case) -> Iterator[Outcome]:
    """Last year's figure, as the text prints it or its change gives it, is what was published last year.

    Compared with the table cell of last year's budget; passes when they are equal, rounding allowed. What was
    executed is not compared, nor a figure that last year's tables print in no certain cell.
    """
    if case.previous is None:
        yield NotApplicable("no-last-year")
        return
    found = (each for each in stated_figures(case) if _is_on_last_budget(case, each))
    yield from or_else("nothing-to-compare", _compared_with(case.previous, found))


def budget_is_made_anew(case: Case) -> Iterator[Outcome]:
    """No table of many amounts is that of last year cell by cell, and no item of last year goes without a word.

    A table is compared from eight different amounts that are not zero. An item counts as gone where neither its code
    nor its name is in this year's table, and as told of where its name is anywhere in the text.
    """
    if case.previous is None:
        yield NotApplicable("no-last-year")
        return
    yield from or_else("nothing-to-compare", _anew(case, case.previous))


def _is_on_last_budget(case: Case, stated: Stated) -> bool:
    is_budget = stated.base in {None, "budget"} and stated.base_year in {None, case.year - 1}
    return is_budget and not stated.is_impossible and not stated.slip and stated.subject != "agency_operating"


def _compared_with(previous: Disclosure, figures: Iterator[Stated]) -> Iterator[Outcome]:
    for stated in figures:
        prior = stated.before
        naming = Naming(stated.section, stated.subject, stated.code, stated.fund, stated.name)
        before = cell_of(previous, naming) if prior is not None and stated.cell is not None else None
        if prior is None or before is None or before.table is None or not _is_same_cell(stated, before):
            continue
        allowed = (stated.quantum * (1 if stated.prior is not None else 2) + before.quantum) / 2
        difference = prior - (before.amount or ZERO)
        if abs(difference) <= allowed:
            yield HELD
            continue
        yield remark(
            "YOY-04",
            place_of(stated.row, "change" if stated.prior is None else "prior"),
            "warning",
            stated=plain(prior),
            expected=plain(before.amount or ZERO),
            difference=plain(difference),
            facts={"name": stated.label, "table": table_name(before.table)},
        )


def _is_same_cell(stated: Stated, before: Figure) -> bool:
    return stated.cell is not None and stated.cell.address == before.address


def _anew(case: Case, previous: Disclosure) -> Iterator[Outcome]:
    for table_id, table in case.disclosure.tables.items():
        before = previous.tables.get(table_id)
        if before is None or len(before.lines) != len(table.lines):
            continue
        amounts = _amounts(table)
        if _different(table_id, amounts) < LEAST_AMOUNTS:
            continue
        if amounts != _amounts(before):
            yield HELD
            continue
        facts = {"table": table_name(table), "count": str(len(amounts)), "name": ""}
        yield remark("YOY-11", place_of(table.printed, table=table_id), "warning", facts=facts)
    yield from _vanished(case, previous)


def _different(table_id: str, amounts: dict[tuple[str, str], Decimal]) -> int:
    """Return how many different amounts a table prints; of T7 the totals alone: the rest only splits them."""
    return len({amount for (_, measure), amount in amounts.items() if table_id != "T7" or measure == "total"})


@once_per_table
def _amounts(table: PrintedTable) -> dict[tuple[str, str], Decimal]:
    """Return the amounts of the rows that are not zero, by row and column."""
    return {
        (line.key, measure): amount
        for line, amounts in zip(table.lines, amounts_of(table), strict=True)
        for measure, amount in zip(table.measures, amounts, strict=True)
        if amount
    }


def _vanished(case: Case, previous: Disclosure) -> Iterator[Outcome]:
    now, before = case.table("T5"), previous.tables.get("T5")
    text = "".join([paragraph.printed for paragraph in text_of(case).paragraphs])
    if now is None or before is None or not text:
        return
    names = {line.name for line in now.lines}
    for line in before.lines:
        if len(line.key) != ITEM or not line.amount("total"):
            continue
        if line.key in now.by_key or line.name in names or line.name in text:
            yield HELD
            continue
        cell = figure(now, line.key, "total")
        facts = {"table": table_name(now), "count": "", "name": name_of_row(before, line.key)}
        yield remark("YOY-11", cell.place, "info", expected=plain(line.amount("total") or ZERO), facts=facts)
