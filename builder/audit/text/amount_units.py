"""Units of what is stated: yuan and 10,000 yuan mixed up, units and per cent signs left out."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from builder.audit.case import Case
from builder.audit.figures import place_of
from builder.audit.outcomes import HELD, NotApplicable, Outcome, remark
from builder.audit.text.stated import Stated, stated_figures
from builder.audit.vocabulary import pattern
from builder.audit.words import table_name
from builder.model.disclosure import PrintedTable
from builder.model.money import YUAN_IN_WAN, ZERO, plain

_WITHOUT_YUAN = ("wan", "none")
_LARGEST_TABLES = ("T1", "T2", "T3", "T4", "T5")
_MAJORITY = 2


def amounts_are_in_the_unit_they_name(case: Case) -> Iterator[Outcome]:
    """An amount of the text is not 10,000 times its table cell, nor its ten-thousandth: the unit beside it is right.

    The grand totals of the tables are held to each other in the same way. Passes when no two are exactly so far
    apart. It cannot see a slip in a figure that is printed once.
    """
    apart = _tables_apart(case)
    for table, expected in apart:
        yield _table_remark(table, expected)
    ids = {table.table_id for table, _ in apart}
    figures = [each for each in stated_figures(case) if each.amount]
    if not figures and not apart:
        yield NotApplicable("no-narrative")
        return
    known = _known_amounts(case, figures)
    for stated in figures:
        if stated.cell is None:
            yield from _without_cell(case, stated, known)
        elif stated.cell.table_id not in ids:
            yield _slip(stated, stated.cell.amount or ZERO) if stated.slip else HELD


def amounts_name_their_unit(case: Case) -> Iterator[Outcome]:
    """An amount of the text has its unit behind it, in full.

    Passes with yuan or 10,000 yuan; zero needs none. It cannot see whether the unit is the right one.
    """
    figures = [each for each in stated_figures(case) if each.amount and each.unit]
    if not figures:
        yield NotApplicable("no-narrative")
    for stated in figures:
        if stated.unit not in _WITHOUT_YUAN:
            yield HELD
            continue
        facts = {"name": stated.label, "is_short": "1" if stated.unit == "wan" else ""}
        place = place_of(stated.row, "amount")
        yield remark("UNI-02", place, "info", stated=plain(stated.amount or ZERO), facts=facts)


def percentages_have_their_sign(case: Case) -> Iterator[Outcome]:
    """A growth or share of the text is printed with a per cent sign.

    Passes when the sign follows the number. It reads the sentence, so it says nothing where that is not reproduced.
    """
    rated = [each for each in stated_figures(case) if each.rate is not None or each.share is not None]
    quoted = [each for each in rated if each.quote]
    if not quoted:
        yield NotApplicable("no-text" if rated else "no-shares")
    for stated in quoted:
        yield _without_sign(stated) or HELD


def _without_cell(case: Case, stated: Stated, known: set[Decimal]) -> Iterator[Outcome]:
    """Judge an amount that no certain cell prints: only what is known elsewhere in the other unit is a slip."""
    amount = stated.amount or ZERO
    power = YUAN_IN_WAN if stated.unit == "yuan" else -YUAN_IN_WAN
    meant = amount.scaleb(power)
    table = case.table("T1")
    is_beyond = table is not None and amount > (_grand(table) or amount)
    if meant in known and (power > 0 or is_beyond):
        yield _slip(stated, meant)
    elif power > 0:
        yield HELD


def _slip(stated: Stated, expected: Decimal) -> Outcome:
    amount = stated.amount or ZERO
    facts = {"name": stated.label, "is_yuan": "1" if abs(amount) < abs(expected) else ""}
    return remark(
        "UNI-01",
        place_of(stated.row, "amount"),
        "error",
        stated=plain(amount),
        expected=plain(expected),
        difference=plain(amount - expected),
        facts=facts,
    )


def _known_amounts(case: Case, figures: list[Stated]) -> set[Decimal]:
    """Return the amounts, in 10,000 yuan, that the text and the table of projects print."""
    known = {each.amount for each in figures if each.amount is not None and each.unit == "wan_yuan"}
    table = case.table("T7")
    return known | {amount for line in table.lines if (amount := line.amount("total"))} if table else known


def _tables_apart(case: Case) -> list[tuple[PrintedTable, Decimal]]:
    """Return the tables whose grand total is another unit's print of that of the others, and that total."""
    totals = [(table, amount) for table in map(case.table, _LARGEST_TABLES) if table and (amount := _grand(table))]
    found = []
    for table, amount in totals:
        others = [other for each, other in totals if each is not table]
        meant = next((other for other in others if _is_apart(amount, other)), None)
        if meant is not None and others.count(meant) * _MAJORITY > len(others):
            found.append((table, meant))
    return found


def _grand(table: PrintedTable) -> Decimal | None:
    for measure in ("total", "income_total", "expenditure_total"):
        if amount := table.total_of(measure):
            return amount
    return None


def _is_apart(one: Decimal, other: Decimal) -> bool:
    return one.scaleb(YUAN_IN_WAN) == other or other.scaleb(YUAN_IN_WAN) == one


def _table_remark(table: PrintedTable, expected: Decimal) -> Outcome:
    stated = _grand(table) or ZERO
    return remark(
        "UNI-01",
        place_of(table.printed, "amount_unit_printed", table=table.table_id),
        "error",
        stated=plain(stated),
        expected=plain(expected),
        difference=plain(stated - expected),
        facts={"name": table_name(table), "is_yuan": "1" if stated < expected else ""},
    )


def _without_sign(stated: Stated) -> Outcome | None:
    pairs = (("change_pct", stated.rate), ("share_pct", stated.share))
    patterns = ("no_percent",) if stated.change is not None else ("no_percent", "no_percent_of_change")
    bare = [Decimal(match) for name in patterns for match in pattern(name).findall(stated.quote or "")]
    for column, value in pairs:
        if value is not None and abs(value) in bare:
            facts = {"name": stated.label, "is_share": "1" if column == "share_pct" else ""}
            return remark("UNI-03", place_of(stated.row, column), "info", stated=plain(value), facts=facts)
    return None
