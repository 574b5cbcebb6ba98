"""People and divisions: their numbers add up, stay within what is granted, and follow from last year's."""

from __future__ import annotations

from collections.abc import Iterator

from builder.audit.case import Case
from builder.audit.figures import place_of
from builder.audit.outcomes import HELD, Facts, NotApplicable, Outcome, Rule, remark
from builder.findings import Severity
from builder.model.rows import Row
from builder.schemas import label

RETIRED = ("retired", "veteran_retired")


def people_sum_to_actual(case: Case) -> Iterator[Outcome]:
    """The people on the books are those serving, with the retired where the template counts them in.

    Heads are counted, so there is no tolerance. Which formula holds is a matter of the template; where that is
    not known, the rule does not apply.
    """
    people = _people(case)
    actual, active = people.get("actual"), people.get("active")
    if actual is None or active is None:
        yield NotApplicable("no-staffing")
        return
    if case.profile.actual_includes_retired is None:
        yield NotApplicable("staffing-unknown")
        return
    parts = ("active", *RETIRED) if case.profile.actual_includes_retired else ("active",)
    expected = sum(_heads(people[part]) for part in parts if part in people)
    facts = {"parts": " + ".join(label("staffing", "category", part) for part in parts)}
    yield _compared("STF-01", actual, "headcount", _heads(actual), expected, "error", facts)


def posts_and_divisions_suffice(case: Case) -> Iterator[Outcome]:
    """People serving are not more than the posts granted; the number of divisions is that of the list of them."""
    people = _people(case)
    outcomes: list[Outcome] = []
    active, authorised = people.get("active"), people.get("authorised")
    if active and authorised:
        facts = {"divisions": ""}
        is_within = _heads(active) <= _heads(authorised)
        expected = _heads(active) if is_within else _heads(authorised)
        outcomes.append(_compared("STF-02", active, "headcount", _heads(active), expected, "warning", facts))
    stated, listed = case.disclosure.head.whole("division_count_stated"), case.rows("divisions")
    if stated is not None and listed:
        head = case.disclosure.head
        facts = {"divisions": str(stated)}
        outcomes.append(_compared("STF-02", head, "division_count_stated", stated, len(listed), "warning", facts))
    yield from outcomes or [NotApplicable("nothing-to-compare")]


def people_follow_from_last_year(case: Case) -> Iterator[Outcome]:
    """Each number of people = that of last year's disclosure + the change stated. It needs last year's package."""
    if case.previous is None:
        yield NotApplicable("no-last-year")
        return
    before = {row.text("category"): _heads(row) for row in case.previous.rows("staffing")}
    outcomes = []
    for category, row in _people(case).items():
        change = row.whole("change")
        if change is not None and category in before:
            facts = {
                "category": label("staffing", "category", category),
                "prior": str(before[category]),
                "change": f"{change:+d}",
            }
            expected = before[category] + change
            outcomes.append(_compared("STF-03", row, "headcount", _heads(row), expected, "warning", facts))
    yield from outcomes or [NotApplicable("nothing-to-compare")]


def _people(case: Case) -> dict[str, Row]:
    return {row.text("category") or "": row for row in case.rows("staffing")}


def _heads(row: Row) -> int:
    return row.whole("headcount") or 0


def _compared(  # noqa: PLR0913, PLR0917  # the parts of a comparison
    rule: str, row: Row, column: str, stated: int, expected: int, severity: Severity, facts: Facts
) -> Outcome:
    if stated == expected:
        return HELD
    return remark(
        rule,
        place_of(row, column),
        severity,
        stated=str(stated),
        expected=str(expected),
        difference=str(stated - expected),
        facts=facts,
    )


STAFFING_RULES = (
    Rule("STF-01", "error", people_sum_to_actual),
    Rule("STF-02", "warning", posts_and_divisions_suffice),
    Rule("STF-03", "warning", people_follow_from_last_year),
)
