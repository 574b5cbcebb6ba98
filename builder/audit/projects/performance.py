"""The performance form of a project: its money, its indicators, its goal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from builder.audit.case import Case
from builder.audit.figures import place_of, record_figure
from builder.audit.limits import check_at_most
from builder.audit.outcomes import HELD, Facts, NotApplicable, Outcome, Rule, check_sum, remark
from builder.audit.projects.cost_indicators import cost_follows_allocation
from builder.audit.projects.performance_counts import managed_sum_within_projects
from builder.audit.vocabulary import leaders, pattern, terms
from builder.findings import Finding
from builder.model.money import plain
from builder.model.rows import Row
from builder.schemas import all_schemas, label

PARTS = ("fiscal_funds", "other_funds")
LEVELS = ("output", "benefit", "satisfaction")
HUNDRED = Decimal(100)
NAMELESS: Facts = {"project": ""}


def funds_sum_to_total(case: Case) -> Iterator[Outcome]:
    """The total funds of a form = fiscal appropriation + other funds, within rounding, where both are printed."""
    forms = case.rows("performance_targets")
    whole = [form for form in forms if None not in [form.amount(part) for part in PARTS]]
    names = _facts_by_project(case)
    for form in whole:
        parts = [record_figure(form, part) for part in PARTS]
        yield check_sum(
            "PRF-01", record_figure(form, "total_funds"), parts, facts=names.get(form.text("project_id"), NAMELESS)
        )
    if not whole:
        yield _nothing(forms)


def parts_stay_within_total(case: Case) -> Iterator[Outcome]:
    """On a form that prints one part of its funds only, that part is not above the total.

    Forms that print both are held to their sum instead.
    """
    forms = case.rows("performance_targets")
    names = _facts_by_project(case)
    outcomes = [
        outcome for form in forms if (outcome := _part_within(form, names.get(form.text("project_id"), NAMELESS)))
    ]
    yield from outcomes or [_nothing(forms)]


def _part_within(form: Row, facts: Facts) -> Outcome | None:
    printed = [part for part in PARTS if form.amount(part) is not None]
    limit = form.amount("total_funds")
    if len(printed) != 1 or limit is None:
        return None
    facts = {**facts, "part": label_of(printed[0])}
    return check_at_most("PRF-04", record_figure(form, printed[0]), limit, severity="error", facts=facts)


def label_of(column: str) -> str:
    """Return the Chinese title of a column of the form."""
    return all_schemas()["performance_targets"].field(column).title


def indicators_are_whole_and_in_range(case: Case) -> Iterator[Outcome]:
    """A form has an indicator of output, of benefit and of satisfaction; rates are 0 to 100 %, dates within the year.

    A rate of growth may be above 100 %. It cannot see whether an indicator is any good.
    """
    indicators = _by_form(case)
    if not indicators:
        yield _nothing(case.rows("performance_targets"))
        return
    for form in case.rows("performance_targets"):
        rows = indicators.get(form.text("project_id") or "")
        if rows:
            findings: list[Outcome] = [*_missing(case, form, rows), *_out_of_range(case, form, rows)]
            yield from findings or [HELD]


def _missing(case: Case, form: Row, rows: Sequence[Row]) -> Iterator[Finding]:
    present = {row.text("level1") for row in rows if row.text("level3")}
    for level in LEVELS:
        if level not in present:
            facts = _facts(case, form) | {"level": label("performance_indicators", "level1", level), "indicator": ""}
            yield remark("PRF-03", place_of(form), "warning", facts=facts)


def _out_of_range(case: Case, form: Row, rows: Sequence[Row]) -> Iterator[Finding]:
    for row in rows:
        day, value = row.day("value_date"), row.amount("value")
        column, expected, said = "", "", ""
        if day and day.year != case.year and not _is_within_project(case, form, day):
            column, expected, said = "value_date", str(case.year), day.isoformat()
        elif value is not None and _is_impossible_rate(row, value):
            column, expected, said = "value", "0–100%", plain(value)
        if column:
            stated = row.text("raw_text") or said
            facts = _facts(case, form) | {"level": "", "indicator": row.text("level3") or ""}
            yield remark("PRF-03", place_of(row, column), "warning", stated=stated, expected=expected, facts=facts)


def _is_within_project(case: Case, form: Row, day: date) -> bool:
    """Whether the project itself runs until a later day, over several years."""
    project = _project_of(case, form)
    start, end = (project.day("exec_start"), project.day("exec_end")) if project else (None, None)
    return start is not None and end is not None and start <= day <= end and start.year <= case.year <= end.year


def _is_impossible_rate(row: Row, value: Decimal) -> bool:
    if 0 <= value <= HUNDRED or row.text("value_unit") not in terms("percent_units"):
        return False
    return not pattern("moving_rate").search(row.text("level3") or "")


def counters_and_operators_agree(case: Case) -> Iterator[Outcome]:
    """A number of the overall goal has the same counter as its indicator; the costs of a form have one operator.

    The number must have two digits at least and the goal must speak of the same thing. What differs may still be
    meant alike, hence notes only.
    """
    indicators = _by_form(case)
    if not indicators:
        yield _nothing(case.rows("performance_targets"))
        return
    for form in case.rows("performance_targets"):
        rows = indicators.get(form.text("project_id") or "", [])
        findings: list[Outcome] = [*_other_counters(case, form, rows), *_mixed_operators(case, form, rows)]
        yield from findings or [HELD]


def _other_counters(case: Case, form: Row, rows: Sequence[Row]) -> Iterator[Finding]:
    goal = form.text("overall_goal")
    if not goal:
        return
    for clause in pattern("clause_end").split(goal):
        for number, counter in pattern("counted").findall(clause):
            same = [row for row in rows if row.amount("value") == Decimal(number) and row.text("value_unit")]
            if any(_is_same(row.text("value_unit") or "", counter) for row in same):
                continue
            for row in same:
                if _is_counter(row) and _is_about(row.text("level3") or "", clause):
                    stated = f"{number}{row.text('value_unit')}"
                    facts = _facts(case, form) | {"indicator": row.text("level3") or "", "operator": ""}
                    yield remark(
                        "PRF-06",
                        place_of(row, "value_unit"),
                        "info",
                        stated=stated,
                        expected=f"{number}{counter}",
                        facts=facts,
                    )


def _is_same(one: str, other: str) -> bool:
    groups = leaders("same_counters")
    return groups.get(one, one) == groups.get(other, other)


def _is_counter(row: Row) -> bool:
    return pattern("counted").fullmatch(f"10{row.text('value_unit')}") is not None


def _is_about(name: str, clause: str) -> bool:
    """Return whether the clause has two signs in a row that the name has too."""
    return any(name[start : start + 2] in clause for start in range(len(name) - 1))


def _mixed_operators(case: Case, form: Row, rows: Sequence[Row]) -> Iterator[Finding]:
    costs = [row for row in rows if row.text("level2") == "cost" and row.text("operator") in {"eq", "le"}]
    operators = [row.text("operator") or "" for row in costs]
    if len(set(operators)) > 1:
        odd = min(("le", "eq"), key=operators.count)
        row = costs[operators.index(odd)]
        other = costs[operators.index("eq" if odd == "le" else "le")]
        yield remark(
            "PRF-06",
            place_of(row, "operator"),
            "info",
            stated=row.text("raw_text") or odd,
            expected=other.text("raw_text") or "",
            facts=_facts(case, form) | {"indicator": row.text("level3") or "", "operator": other.text("level3") or ""},
        )


def _by_form(case: Case) -> dict[str, list[Row]]:
    grouped: dict[str, list[Row]] = {}
    for row in case.rows("performance_indicators"):
        grouped.setdefault(row.text("project_id") or "", []).append(row)
    return grouped


def _facts(case: Case, form: Row) -> dict[str, str]:
    return dict(_facts_by_project(case).get(form.text("project_id"), NAMELESS))


def _facts_by_project(case: Case) -> dict[str | None, Facts]:
    """Return by its id how findings speak of a project: by the name on its form, else another of its names."""
    parts = ("form", "table", "narrative")
    return {
        row.text("project_id"): {"project": next((name for part in parts if (name := row.text(f"name_{part}"))), "")}
        for row in case.rows("projects")
    }


def _project_of(case: Case, form: Row) -> Row | None:
    return next((row for row in case.rows("projects") if row["project_id"] == form["project_id"]), None)


def _nothing(forms: Sequence[Row]) -> NotApplicable:
    return NotApplicable("nothing-to-compare" if forms else "no-performance-forms")


PERFORMANCE_RULES = (
    Rule("PRF-01", "error", funds_sum_to_total),
    Rule("PRF-02", "warning", cost_follows_allocation),
    Rule("PRF-03", "warning", indicators_are_whole_and_in_range),
    Rule("PRF-04", "error", parts_stay_within_total),
    Rule("PRF-05", "warning", managed_sum_within_projects),
    Rule("PRF-06", "info", counters_and_operators_agree),
)
