"""Changes against last year in amounts: parts add up to their total, one figure has one change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from builder.audit.case import Case
from builder.audit.figures import place_of
from builder.audit.outcomes import Checked, Facts, NotApplicable, Outcome, check_equal, check_sum, remark
from builder.audit.tables.comparisons import or_else
from builder.audit.text.narrative_lists import three_public_lists
from builder.audit.text.stated import Stated, in_section, stated_figures
from builder.audit.vocabulary import pattern
from builder.findings import Severity
from builder.model.codes import ITEM
from builder.model.disclosure import PrintedTable
from builder.model.money import ZERO, plain, total

_FISCAL = ("gpb", "gov_fund", "state_capital")
_OF_GENERAL_BUDGET = (("s5_1", "total"), ("s5", "total"), ("s4", "total"), ("s4", "income_fund"), ("s2", "income_fund"))
_Base = tuple[str, int]


def changes_sum_to_the_change_of_their_total(case: Case) -> Iterator[Outcome]:
    """The changes of the parts add up to the change of the whole, within rounding.

    The items to the general budget, those of basic expenditure to it, basic and project to the whole of their
    section, the three public expenses to their sum. Only complete lists are added, of changes on one base. An item
    of last year that is planned no more has no entry: where that may explain what is missing, it is a note. It
    cannot see errors that make up for each other.
    """
    if all(each.change is None for each in stated_figures(case)):
        yield NotApplicable("no-growth" if stated_figures(case) else "no-narrative")
        return
    yield from or_else("nothing-to-compare", _sums(case))


def one_figure_has_one_change(case: Case) -> Iterator[Outcome]:
    """A figure that the text compares with last year more than once has the same change each time.

    Fiscal appropriation as income and as expenditure, the total of both sides, the general budget wherever it is
    told; and the changes of the funds add up to that of fiscal appropriation. Changes on two bases, budget and
    executed, are not compared but noted. It cannot see a change that is told once.
    """
    changes = [each for each in stated_figures(case) if each.change is not None and not each.is_impossible]
    if not changes:
        yield NotApplicable("no-growth" if stated_figures(case) else "no-narrative")
        return
    yield from or_else("nothing-to-compare", _repeated(case, changes))


def base_of(case: Case, stated: Stated) -> _Base:
    """Return what a change is measured on; budget and the year before where the text does not say."""
    return stated.base or "budget", stated.base_year or case.year - 1


def _sums(case: Case) -> Iterator[Checked]:
    for whole, parts in _lists(case):
        if _is_on_one_base(case, [whole, *parts]):
            yield _summed("YOY-03", whole, parts, {"is_gone": ""})
    yield from _item_sums(case)


def _lists(case: Case) -> Iterator[tuple[Stated, list[Stated]]]:
    yield from three_public_lists(in_section(case, "s8"))
    for section in ("s3", "s5_1"):
        by_subject = {each.subject: each for each in in_section(case, section) if each.fund in {None, "gpb"}}
        if {"total", "basic", "project"} <= by_subject.keys():
            yield by_subject["total"], [by_subject["basic"], by_subject["project"]]


def _item_sums(case: Case) -> Iterator[Checked]:
    table = case.table("T5")
    items = [each for each in in_section(case, "s5_3") if each.subject == "item"]
    if table is None or not _is_complete(table, items):
        return
    general = _general(case)
    if general is not None and _is_on_one_base(case, [general, *items]):
        yield _of_items(case, table, general, items)
    basic = next((each for each in in_section(case, "s5_1") if each.subject == "basic"), None)
    kinds = {each.code: _nature(table, each.code or "") for each in items}
    if basic is None or "mixed" in kinds.values():
        return
    of_basic = [each for each in items if kinds[each.code] == "basic"]
    if of_basic and _is_on_one_base(case, [basic, *of_basic]):
        yield _of_items(case, table, basic, of_basic)


def _general(case: Case) -> Stated | None:
    """Return the figure of the general budget that has a change."""
    for section, subject in _OF_GENERAL_BUDGET:
        for stated in in_section(case, section):
            if stated.subject == subject and stated.fund == "gpb" and stated.change is not None:
                return stated
    return None


def _is_complete(table: PrintedTable, items: list[Stated]) -> bool:
    """Return whether the entries go through every item of the table that has an amount, each of them once."""
    codes = [each.code for each in items]
    listed = [line.key for line in table.lines if len(line.key) == ITEM and line.amount("total")]
    return bool(items) and None not in codes and len(set(codes)) == len(codes) and set(listed) <= set(codes)


def _nature(table: PrintedTable, code: str) -> str:
    basic, project = table.amount(code, "basic"), table.amount(code, "project")
    return "mixed" if basic and project else "project" if project else "basic"


def _of_items(case: Case, table: PrintedTable, whole: Stated, items: list[Stated]) -> Checked:
    """Add up the changes of items. A sum above the whole's change may be an item of last year that is gone."""
    sum_of_parts = total(each.change for each in items)
    may_be_gone = (whole.change or ZERO) < sum_of_parts and _may_have_lost_an_item(case, table)
    severity: Severity = "info" if may_be_gone else "error"
    return _summed("YOY-03", whole, items, {"is_gone": "1" if may_be_gone else ""}, severity)


def _may_have_lost_an_item(case: Case, table: PrintedTable) -> bool:
    before = case.previous.tables.get("T5") if case.previous is not None else None
    if before is None:
        return True
    return any(line.key not in table.by_key for line in before.lines if line.amount("total"))


def _is_on_one_base(case: Case, figures: list[Stated]) -> bool:
    """Return whether each figure has a change that can be, all against the same."""
    is_told = all(each.change is not None and not each.is_impossible for each in figures)
    return is_told and len({base_of(case, each) for each in figures}) == 1


def _summed(rule: str, whole: Stated, parts: list[Stated], facts: Facts, severity: Severity = "error") -> Checked:
    figures = [part.figure("change") for part in parts]
    named = {"name": whole.label, "parts": str(len(parts)), **facts}
    return check_sum(rule, whole.figure("change"), figures, severity=severity, facts=named)


def _repeated(case: Case, changes: list[Stated]) -> Iterator[Outcome]:
    for figures in _same_figures(changes).values():
        first, *later = figures
        for stated in later:
            yield _told_again(case, first, stated)
    yield from _funds(case, changes)


def _same_figures(changes: list[Stated]) -> Mapping[tuple[str, Decimal | None], list[Stated]]:
    """Return the figures that are one and the same, by what they are and how much: of other scope, another sum."""
    same: dict[tuple[str, Decimal | None], list[Stated]] = {}
    for stated in changes:
        if kind := _kind(stated):
            same.setdefault((kind, stated.meant), []).append(stated)
    return same


def _kind(stated: Stated) -> str:
    """Return what a figure is the whole of; nothing where it is part of something."""
    if stated.subject not in {"total", "income_fund"}:
        return ""
    if stated.fund is not None:
        return stated.fund
    is_fiscal = pattern("fiscal_whole").search(stated.name) is not None
    if is_fiscal or (stated.section == "s4" and stated.subject == "total"):
        return "fiscal"
    return "all" if stated.subject == "total" and stated.section in {"s1", "s2", "s3"} else ""


def _told_again(case: Case, first: Stated, stated: Stated) -> Outcome:
    facts = {"name": stated.label, "other": first.label, "is_repeated": "1", "is_sum": "", "is_other_base": ""}
    if base_of(case, first) == base_of(case, stated):
        one, other = stated.figure("change"), first.figure("change")
        return check_equal("YOY-09", one, other, severity="warning", facts=facts)
    place = place_of(stated.row, "base")
    return remark(
        "YOY-09", place, "info", stated=_plain(stated.change), facts={**facts, "is_repeated": "", "is_other_base": "1"}
    )


def _plain(amount: Decimal | None) -> str:
    return plain(amount or ZERO)


def _funds(case: Case, changes: Iterable[Stated]) -> Iterator[Outcome]:
    """Yield the sum of the funds' changes in section four, where each of the three has one."""
    figures = [each for each in changes if each.section == "s4" and each.subject in {"total", "income_fund"}]
    whole = next((each for each in figures if each.fund is None), None)
    funds = [each for each in figures if each.fund in _FISCAL]
    if whole is None or sorted(each.fund or "" for each in funds) != sorted(_FISCAL):
        return
    if _is_on_one_base(case, [whole, *funds]):
        facts = {"other": "", "is_repeated": "", "is_sum": "1", "is_other_base": ""}
        yield _summed("YOY-09", whole, funds, facts, "warning")
