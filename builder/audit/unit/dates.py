"""Dates of a disclosure: of projects, of assets, of policies, of signature and publication."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from builder.audit.case import Case
from builder.audit.figures import place_of, record_figure
from builder.audit.outcomes import HELD, NotApplicable, Outcome, Rule, remark
from builder.audit.unit.years import comparisons_are_with_last_year, titles_are_of_the_budget_year
from builder.audit.vocabulary import meanings, pattern
from builder.findings import Finding
from builder.model.rows import Row

DAYS_TO_PUBLISH = 20
FIRST_MONTH = 10
"""A budget is not signed before October of the year before: its compilation begins in the summer."""


def projects_run_in_the_budget_year(case: Case) -> Iterator[Outcome]:
    """A project is carried out in the budget year, and its performance form is of that year.

    A period over several years passes where the budget year is one of them. It cannot see a wrong month.
    """
    outcomes = [
        outcome
        for check, resource in ((_period, "projects"), (_form_year, "performance_targets"))
        for row in case.rows(resource)
        if (outcome := check(case, row))
    ]
    if not outcomes:
        has_projects = case.rows("projects") or case.rows("performance_targets")
        yield NotApplicable("nothing-to-compare" if has_projects else "no-projects")
    yield from outcomes


def _period(case: Case, project: Row) -> Outcome | None:
    text = project.text("exec_text") or ""
    days = [day for column in ("exec_start", "exec_end") if (day := project.day(column))]
    years = [day.year for day in days] or [int(year) for year in pattern("year_of_period").findall(text)]
    if not years:
        return None
    if min(years) <= case.year <= max(years):
        return HELD
    stated = text or "/".join(day.isoformat() for day in days)
    column = "exec_start" if project.day("exec_start") else "exec_end" if project.day("exec_end") else "exec_text"
    return _dated(case, project, column, stated)


def _form_year(case: Case, form: Row) -> Outcome | None:
    year = form.whole("form_year")
    if year is None:
        return None
    return HELD if year == case.year else _dated(case, form, "form_year", str(year))


def _dated(case: Case, row: Row, column: str, stated: str) -> Finding:
    facts = {"form": stated if column == "form_year" else ""}
    return remark("DAT-01", place_of(row, column), "error", stated=stated, expected=str(case.year), facts=facts)


def assets_are_of_last_year(case: Case) -> Iterator[Outcome]:
    """Assets are those of the last day of the year before, or of the day for which the template asks.

    Of an unknown template only the year is judged. A policy whose stated period ended before the budget year is
    a note: it may have been prolonged.
    """
    outcomes = [*_asset_days(case), *(_expired(case, row) for row in case.rows("projects") if row.text("policy_basis"))]
    yield from outcomes or [NotApplicable("nothing-to-compare")]


def _asset_days(case: Case) -> Iterator[Outcome]:
    first: dict[date, Row] = {}
    for asset in case.rows("assets"):
        day = asset.day("as_of")
        if day and asset.text("phase") == "held":
            first.setdefault(day, asset)
    for day, asset in first.items():
        if _is_asked_for(case, day):
            yield HELD
        else:
            expected = f"{case.year - 1}-{case.profile.asset_day or '12-31'}"
            facts = {"policy": ""}
            place = record_figure(asset, "as_of").place
            yield remark("DAT-02", place, "warning", stated=day.isoformat(), expected=expected, facts=facts)


def _is_asked_for(case: Case, day: date) -> bool:
    days = {"12-31", case.profile.asset_day or day.isoformat()[5:]}
    return day.year == case.year - 1 and day.isoformat()[5:] in days


def _expired(case: Case, project: Row) -> Outcome:
    text = project.text("policy_basis") or ""
    ended = [(match[0], int(match[2])) for match in pattern("policy_period").finditer(text)]
    ended += [(match[1], int(meanings("five_year_plans")[match[1]])) for match in pattern("five_years").finditer(text)]
    over = [(said, year) for said, year in ended if year < case.year]
    if not over:
        return HELD
    said, year = over[0]
    facts = {"policy": said}
    return remark(
        "DAT-02", place_of(project, "policy_basis"), "info", stated=str(year), expected=str(case.year), facts=facts
    )


def published_in_time(case: Case) -> Iterator[Outcome]:
    """A budget is published within 20 days of its approval (Budget Law, art. 14; its implementing regulations, art. 6).

    It needs the day of approval and that of publication, which documents seldom print.
    """
    head = case.disclosure.head
    approved, published = head.day("approved_date"), head.day("published_date")
    if approved is None or published is None:
        yield NotApplicable("not-computable")
        return
    latest = approved + timedelta(days=DAYS_TO_PUBLISH)
    if published <= latest:
        yield HELD
        return
    yield remark(
        "DAT-03",
        place_of(head, "published_date"),
        "warning",
        stated=published.isoformat(),
        expected=latest.isoformat(),
        facts={"approved": approved.isoformat(), "late": str((published - latest).days)},
    )


def dates_are_plausible(case: Case) -> Iterator[Outcome]:
    """Signature and publication fall between October of the year before and the end of the budget year.

    And no policy that a project rests on has a number of a later year than the budget.
    """
    head = case.disclosure.head
    first, last = date(case.year - 1, FIRST_MONTH, 1), date(case.year, 12, 31)
    outcomes: list[Outcome] = []
    for column in ("signed_date", "published_date"):
        day = head.day(column)
        if day is None:
            continue
        facts = {"policy": "", "signed": "", "published": "", column.removesuffix("_date"): day.isoformat()}
        found = remark(
            "DAT-06",
            place_of(head, column),
            "warning",
            stated=day.isoformat(),
            expected=f"{first.isoformat()}–{last.isoformat()}",
            facts=facts,
        )
        outcomes.append(HELD if first <= day <= last else found)
    outcomes += [_too_young(case, row) for row in case.rows("projects") if row.text("policy_basis")]
    yield from outcomes or [NotApplicable("not-computable")]


def _too_young(case: Case, project: Row) -> Outcome:
    policy = project.text("policy_basis") or ""
    if all(int(year) <= case.year for year in pattern("numbered").findall(policy)):
        return HELD
    numbers = pattern("document_number").finditer(policy)
    young = next(number[0] for number in numbers if int(number[1]) > case.year)
    facts = {"policy": young, "signed": "", "published": ""}
    place = place_of(project, "policy_basis")
    return remark("DAT-06", place, "warning", stated=young, expected=str(case.year), facts=facts)


DATE_RULES = (
    Rule("DAT-01", "error", projects_run_in_the_budget_year),
    Rule("DAT-02", "warning", assets_are_of_last_year),
    Rule("DAT-03", "warning", published_in_time),
    Rule("DAT-04", "error", comparisons_are_with_last_year),
    Rule("DAT-05", "error", titles_are_of_the_budget_year),
    Rule("DAT-06", "warning", dates_are_plausible),
)
