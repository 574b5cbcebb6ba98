"""Lists of the text: their amounts add up, an entry states one amount, and no item of the table is left out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from builder.audit.case import Case
from builder.audit.figures import figure
from builder.audit.outcomes import HELD, Checked, NotApplicable, Outcome, check_equal, check_sum, remark
from builder.audit.tables.comparisons import or_else
from builder.audit.text.stated import Stated, in_section, stated_figures
from builder.audit.vocabulary import pattern
from builder.audit.words import name_of_row, table_name
from builder.model.codes import ITEM, SECTION
from builder.model.disclosure import PrintedTable
from builder.model.money import ZERO, plain, total

FISCAL_FUNDS = ("gpb", "gov_fund", "state_capital")
_OTHER_LEAVES = ("overseas", "reception")
_WHOLE_OF_CLASSES = {"s5_2": ("s5_1", "s5"), "s5_3": ("s5_1", "s5", "s4")}
"""Where the whole of a list by class is stated, if not in the section of the list."""
_HALF = 2


def text_lists_sum_to_their_total(case: Case) -> Iterator[Outcome]:
    """The amounts of a list in the text add up to the total that the text states above it, within rounding.

    Lists by fund, by class, by basic and project, by economic item, and of the three public expenses. It cannot see
    a list that leaves out what the text does not have to name, nor an entry that is both too high and too low.
    """
    if not stated_figures(case):
        yield NotApplicable("no-narrative")
        return
    lists = ((whole, parts) for whole, parts in _lists(case) if _can_be_added(whole, parts))
    yield from or_else("nothing-to-compare", (_summed(whole, parts) for whole, parts in lists))


def entry_states_one_amount(case: Case) -> Iterator[Outcome]:
    """An entry that prints its amount twice, its own figure and the amount arranged, prints the same.

    Passes when both are equal. Where the table prints one of the two, the other is reported. An amount in the wrong
    unit counts as what it means; the unit is another rule.
    """
    twice = [each for each in stated_figures(case) if each.planned is not None and each.amount is not None]
    if not twice:
        yield NotApplicable("other-template" if stated_figures(case) else "no-narrative")
    for stated in twice:
        yield _stated_twice(stated)


def every_item_of_the_table_is_explained(case: Case) -> Iterator[Outcome]:
    """A text that goes through the items one by one names every item of T5 that has an amount.

    Passes when each is listed, by code or name. Lists by class are not meant, nor a text that names less than half
    of the items: it does not go through them.
    """
    table = case.table("T5")
    listed = [each for each in in_section(case, "s5_3") if each.subject == "item"]
    if table is None or not listed:
        yield NotApplicable("no-such-table" if table is None else "no-list-of-items")
        return
    items = [line.key for line in table.lines if len(line.key) == ITEM and line.amount("total")]
    missing = [code for code in items if not _is_listed(table, code, listed)]
    if len(missing) * _HALF >= len(items):
        yield NotApplicable("no-list-of-items")
        return
    for code in items:
        yield _left_out(table, code) if code in missing else HELD


_List = tuple[Stated, list[Stated]]


def _lists(case: Case) -> Iterator[_List]:
    for section in ("s1", "s2", "s3", "s4"):
        yield from _of_funds(in_section(case, section))
    for section in ("s1", "s3", "s4", "s5_2", "s5_3"):
        wholes = in_section(case, *_WHOLE_OF_CLASSES.get(section, (section,)))
        yield from _of_classes(wholes, in_section(case, section))
    for section in ("s3", "s5_1", "s9"):
        yield from _of_nature(in_section(case, section), {"basic", "project"})
    yield from _of_nature(in_section(case, "s6"), {"personnel", "public"}, whole_subject="basic")
    yield from _of_economic_items(case, in_section(case, "s6"))
    yield from three_public_lists(in_section(case, "s8"))


def _first(figures: Iterable[Stated], subject: str) -> Stated | None:
    return next((stated for stated in figures if stated.subject == subject and stated.fund is None), None)


def _of_funds(figures: list[Stated]) -> Iterator[_List]:
    """Yield the lists by fund: fiscal appropriation by its three funds, and the whole by all."""
    whole = _first(figures, "total")
    funds = [each for each in figures if each.subject in {"income_fund", "total"} and each is not whole]
    is_fiscal_whole = pattern("fiscal_whole").search
    fiscal = next((each for each in funds if each.fund is None and is_fiscal_whole(each.name)), None)
    named = [each for each in funds if each.fund is not None]
    if len({each.fund for each in named}) != len(named) or any(
        each.fund is None and each is not fiscal for each in funds
    ):
        return
    parts = [each for each in named if each.fund in FISCAL_FUNDS]
    others = [each for each in named if each.fund not in FISCAL_FUNDS]
    if fiscal is not None:
        if any(each.fund == "gpb" for each in parts):
            yield fiscal, parts
        parts = [fiscal]
    if whole is not None:
        yield whole, [*parts, *others]


def _of_classes(figures: list[Stated], listed: list[Stated]) -> Iterator[_List]:
    """Yield the list by class: of the whole or, where that fits, of the general budget alone."""
    wholes = [each for each in figures if each.subject in {"total", "income_fund"} and each.amount is not None]
    classes = [each for each in listed if each.subject == "expenditure_class"]
    if wholes and len({len(each.code or "") for each in classes}) == 1:
        stated = total(each.amount for each in classes)
        first = next((each for each in wholes if each.subject == "total"), None)
        whole = next((each for each in wholes if each.amount == stated), first)
        if whole is not None:
            yield whole, classes


def _of_nature(figures: list[Stated], subjects: set[str], whole_subject: str = "total") -> Iterator[_List]:
    wholes = [each for each in figures if each.subject == whole_subject]
    parts = [each for each in figures if each.subject in subjects]
    if wholes and len(parts) == len(subjects) == len({each.subject for each in parts}):
        yield wholes[0], parts


def _of_economic_items(case: Case, figures: list[Stated]) -> Iterator[_List]:
    """Yield the list under personnel and under public expenditure; one that is not complete proves nothing."""
    table = case.table("T6")
    whole: Stated | None = None
    items: list[Stated] = []
    for stated in [*figures, None]:
        if stated is not None and stated.subject == "economic":
            items.append(stated)
            continue
        if whole is not None and items and _is_complete(table, whole, items):
            yield whole, items
        whole = stated if stated is not None and stated.subject in {"personnel", "public"} else None
        items = []


def _is_complete(table: PrintedTable | None, whole: Stated, items: list[Stated]) -> bool:
    """Return whether a list names every item of the table, so that a lower sum is no matter of what it leaves out."""
    if total(each.amount for each in items) > (whole.amount or 0):
        return True
    if table is None:
        return False
    codes = {each.code for each in items}
    lines = (line for line in table.lines if len(line.key) == SECTION and line.amount(whole.subject))
    return all(line.key in codes for line in lines)


def three_public_lists(figures: list[Stated]) -> Iterator[_List]:
    """Yield the three public expenses with their leaves, and the expense on vehicles with its two."""
    by_subject = {stated.subject.removeprefix("three_public_"): stated for stated in figures}
    if len(by_subject) != len(figures):
        return
    leaves = [by_subject.get("purchase"), by_subject.get("operation")]
    vehicle, whole = by_subject.get("vehicle"), by_subject.get("total")
    split = [leaf for leaf in leaves if leaf is not None]
    if vehicle is not None and len(split) == len(leaves):
        yield vehicle, split
    vehicles = [vehicle] if vehicle is not None else split if len(split) == len(leaves) else []
    others = [by_subject[each] for each in _OTHER_LEAVES if each in by_subject]
    if whole is not None and vehicles and len(others) == len(_OTHER_LEAVES):
        yield whole, [*vehicles, *others]


def _can_be_added(whole: Stated, parts: list[Stated]) -> bool:
    """Return whether every amount is in its right unit and the whole is stated; a mix-up is left to UNI-01."""
    is_slipped = whole.slip or any(part.slip for part in parts)
    return whole.amount is not None and any(part.amount is not None for part in parts) and not is_slipped


def _summed(whole: Stated, parts: list[Stated]) -> Checked:
    facts = {"name": whole.label, "parts": str(sum(part.amount is not None for part in parts))}
    return check_sum("NAR-02", whole.figure("amount"), [part.figure("amount") for part in parts], facts=facts)


def _stated_twice(stated: Stated) -> Outcome:
    one, other = stated.figure("planned"), stated.figure("amount")._replace(amount=stated.meant)
    cell = stated.cell
    table = {"table": "", "amount": ""}
    if cell is not None and cell.table is not None and cell.amount is not None:
        table = {"table": table_name(cell.table), "amount": plain(cell.amount)}
        if check_equal("NAR-03", one, cell, facts={}).finding is None:
            one, other = other, one
    is_own = "1" if one.field == "amount" else ""
    return check_equal("NAR-03", one, other, facts={"name": stated.label, "is_own": is_own, **table})


def _is_listed(table: PrintedTable, code: str, listed: list[Stated]) -> bool:
    line = table.by_key[code]
    return any(
        each.code == code or (each.code is None and (each.own_name == line.name or each.amount == line.amount("total")))
        for each in listed
    )


def _left_out(table: PrintedTable, code: str) -> Outcome:
    cell = figure(table, code, "total")
    facts = {"table": table_name(table), "name": name_of_row(table, code)}
    return remark("NAR-04", cell.place, "info", expected=plain(cell.amount or ZERO), facts=facts)
