"""Shares that the text states: each follows from its amount, together they make the whole."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from builder.audit.case import Case
from builder.audit.figures import place_of
from builder.audit.outcomes import HELD, NotApplicable, Outcome, remark
from builder.audit.tables.comparisons import or_else
from builder.audit.text.percentages import decimals_of, half_up, is_within, percentage, range_of
from builder.audit.text.stated import Stated, in_section, stated_figures
from builder.model.disclosure import TOTAL
from builder.model.money import ZERO, plain, tolerance, total

HUNDRED = Decimal(100)
_WHOLES = {
    "s2": (("s2",), ("T2", "total")),
    "s3": (("s3",), ("T3", "total")),
    "s5_1": (("s5_1",), ("T5", "total")),
    "s5_2": (("s5_1", "s5_2"), ("T5", "total")),
}
"""Where the whole of the shares of a section is stated, and the table total that is the same."""
_LISTS = (("s2", {"income_fund"}), ("s3", {"basic", "project"}), ("s5_2", {"expenditure_class"}))
_LEAST_LIST = 2


def share_follows_from_its_amount(case: Case) -> Iterator[Outcome]:
    """A share is 100 times its part by the whole of its section, rounded half up at the decimals that it prints.

    Passes also where the rounding of the two amounts could give the share, and where it follows from the amounts
    that the tables print. It cannot see a share of something else than the whole of its section.
    """
    figures = stated_figures(case)
    shares = [each for each in figures if each.share is not None and _is_possible(each.share) and each.possible]
    if not shares:
        yield NotApplicable("no-shares")
        return
    wholes = {section: _wholes(case, section) for section in _WHOLES}
    judged = (_judged(each, wholes[each.section]) for each in shares if wholes.get(each.section))
    yield from or_else("nothing-to-compare", judged)


def shares_of_a_list_make_the_whole(case: Case) -> Iterator[Outcome]:
    """The shares of a complete list add up to 100, but for their rounding.

    A list is complete where its amounts add up to the whole of its section. Passes while the difference is less
    than half a last printed place for each share, and where each share by itself follows from its amount: then all
    of the difference is rounding. It cannot see two wrong shares that make up for each other.
    """
    lists = [(section, found) for section, subjects in _LISTS if (found := _complete_list(case, section, subjects))]
    if not lists:
        yield NotApplicable("no-shares")
    for section, parts in lists:
        yield _together(parts, _wholes(case, section))


def percentages_are_possible(case: Case) -> Iterator[Outcome]:
    """A share lies between 0 and 100, and nothing decreases by more than 100 per cent.

    It cannot see a share that is wrong and possible.
    """
    figures = [each for each in stated_figures(case) if each.share is not None or each.rate is not None]
    if not figures:
        yield NotApplicable("no-shares")
    for stated in figures:
        if stated.share is not None and not _is_possible(stated.share):
            yield _impossible(stated, "share_pct", stated.share)
        elif stated.rate is not None and stated.rate < -HUNDRED:
            yield _impossible(stated, "change_pct", stated.rate)
        else:
            yield HELD


def _is_possible(share: Decimal) -> bool:
    return ZERO <= share <= HUNDRED


def _wholes(case: Case, section: str) -> tuple[Decimal, ...]:
    """Return the amounts that may be the whole of a section: as stated, and as its table prints it."""
    sections, (table_id, measure) = _WHOLES[section]
    found = [
        each.meant for each in in_section(case, *sections) if each.subject == "total" and each.fund in {None, "gpb"}
    ][:1]
    table = case.table(table_id)
    found.append(table.amount(TOTAL, measure) if table is not None else None)
    return tuple(dict.fromkeys(amount for amount in found if amount))


def _judged(stated: Stated, wholes: tuple[Decimal, ...]) -> Outcome:
    if _follows(stated, wholes):
        return HELD
    share = stated.share or ZERO
    expected = half_up(percentage(stated.possible[0], wholes[0]), decimals_of(share))
    facts = {"name": stated.label, "part": plain(stated.possible[0]), "whole": plain(wholes[0])}
    return remark(
        "SHR-01",
        place_of(stated.row, "share_pct"),
        "warning",
        stated=plain(share),
        expected=plain(expected),
        difference=plain(share - expected),
        facts=facts,
    )


def _follows(stated: Stated, wholes: tuple[Decimal, ...]) -> bool:
    share = stated.share or ZERO
    if half_up(percentage(stated.possible[0], wholes[0]), decimals_of(share)) == share:
        return True
    half = stated.quantum / 2
    return any(is_within(share, range_of(part, half, whole, half)) for whole in wholes for part in stated.possible)


def _complete_list(case: Case, section: str, subjects: set[str]) -> list[Stated]:
    parts = [each for each in in_section(case, section) if each.subject in subjects and each.possible]
    if len(parts) < _LEAST_LIST or any(each.share is None or not _is_possible(each.share) for each in parts):
        return []
    sum_of_parts = total(each.meant for each in parts)
    allowed = tolerance(parts[0].quantum, len(parts))
    is_complete = any(abs(whole - sum_of_parts) <= allowed for whole in _wholes(case, section))
    return parts if is_complete else []


def _together(parts: list[Stated], wholes: tuple[Decimal, ...]) -> Outcome:
    shares = [each.share for each in parts if each.share is not None]
    stated = total(shares)
    allowed = total(Decimal(1).scaleb(-decimals_of(share)) / 2 for share in shares)
    if abs(stated - HUNDRED) < allowed or all(_follows(part, wholes) for part in parts):
        return HELD
    facts = {"shares": " + ".join(map(plain, shares))}
    return remark(
        "SHR-02",
        place_of(parts[-1].row, "share_pct"),
        "warning",
        stated=plain(stated),
        expected=plain(HUNDRED),
        difference=plain(stated - HUNDRED),
        facts=facts,
    )


def _impossible(stated: Stated, column: str, value: Decimal) -> Outcome:
    facts = {"name": stated.label, "is_share": "1" if column == "share_pct" else ""}
    return remark("SHR-03", place_of(stated.row, column), "error", stated=plain(value), facts=facts)
