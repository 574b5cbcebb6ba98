"""Projects: one amount and one name in the project table, the narrative and the performance form."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from functools import partial

from builder.audit.case import Case
from builder.audit.figures import Figure, place_of, record_figure
from builder.audit.outcomes import HELD, NotApplicable, Outcome, Rule, check_equal, check_sum, remark
from builder.audit.projects.performance_counts import counts_and_sums_agree
from builder.audit.projects.project_names import bare, stem
from builder.audit.projects.project_parts import ProjectParts, project_parts, table_figures
from builder.audit.words import table_name
from builder.findings import Finding, Place
from builder.model.money import ZERO, plain
from builder.model.rows import Row

PARTS = ("table", "narrative", "form")


def allocations_sum_to_amount(rule: str, kind: str, case: Case) -> Iterator[Outcome]:
    """What a project's money is for (PRJ-01), or the instalments of its year (PRJ-05), add up to its amount.

    Within rounding. A project of which nothing is allocated is not judged.
    """
    projects = project_parts(case)
    if not projects:
        yield NotApplicable("no-projects")
        return
    checked = [check for project in projects if (check := _allocated(rule, kind, case, project))]
    yield from checked or [NotApplicable("nothing-to-compare")]


def _allocated(rule: str, kind: str, case: Case, project: ProjectParts) -> Outcome | None:
    rows = [row for row in project.allocations if (row.text("kind") or "item") == kind]
    printed = table_figures(case, project)
    whole = project.stated_amount or (printed[0] if len(printed) == 1 else None)
    if not rows or whole is None:
        return None
    parts = [record_figure(row, "amount") for row in rows]
    return check_sum(rule, whole, parts, facts={"project": name_of(project)})


def project_has_one_amount(case: Case) -> Iterator[Outcome]:
    """The amount of a project in the project table = in the narrative = the total of its performance form, exactly.

    Of a project on several rows of the table their sum counts. A form with other funds may agree by its fiscal
    part. It cannot see an amount that is wrong everywhere.
    """
    projects = project_parts(case)
    if not projects:
        yield NotApplicable("no-projects")
        return
    checked = [check for project in projects for check in _amounts(case, project)]
    yield from checked or [NotApplicable("nothing-to-compare")]


def _amounts(case: Case, project: ProjectParts) -> Iterator[Outcome]:
    printed = tuple(each for each in table_figures(case, project) if each.amount is not None)
    row = project.narrative
    narrative = record_figure(row, "amount_narrative") if row and row.amount("amount_narrative") is not None else None
    facts = {"project": name_of(project)}
    if printed and narrative:
        yield _against_table("PRJ-02", printed, narrative, facts)
    form = _form_figure(project.form, narrative.amount if narrative else _sum(printed))
    if form and narrative:
        yield check_equal("PRJ-02", form, narrative, facts=facts)
    elif form and printed:
        yield _against_table("PRJ-02", printed, form, facts)


def _against_table(rule: str, printed: tuple[Figure, ...], stated: Figure, facts: dict[str, str]) -> Outcome:
    if len(printed) == 1:
        return check_equal(rule, printed[0], stated, facts=facts)
    return check_sum(rule, stated, printed, facts=facts)


def _form_figure(form: Row | None, amount: Decimal | None) -> Figure | None:
    if form is None or form.amount("total_funds") is None:
        return None
    is_fiscal = amount is not None and form.amount("fiscal_funds") == amount and bool(form.amount("other_funds"))
    return record_figure(form, "fiscal_funds" if is_fiscal else "total_funds")


def _sum(figures: tuple[Figure, ...]) -> Decimal:
    return sum((each.amount or ZERO for each in figures), ZERO)


def project_has_one_name(case: Case) -> Iterator[Outcome]:
    """A project has one name in the project table, the narrative and the form, but for spaces and punctuation.

    Names that differ in a last word such as "project" or "funds" only are a note. It cannot see a name that is
    wrong everywhere.
    """
    projects = project_parts(case)
    if not projects:
        yield NotApplicable("no-projects")
        return
    named = [project for project in projects if sum(bool(project.name(part)) for part in PARTS) > 1]
    if not named:
        yield NotApplicable("nothing-to-compare")
    for project in named:
        yield _names_differ(project) or HELD


def _names_differ(project: ProjectParts) -> Finding | None:
    names = {part: name for part in PARTS if (name := project.name(part))}
    count = Counter(bare(name) for name in names.values())
    if len(count) == 1:
        return None
    usual = count.most_common(1)[0][0]
    odd = next(part for part, name in names.items() if bare(name) != usual)
    same_stem = len({stem(name) for name in names.values()}) == 1
    return remark(
        "PRJ-03",
        _place_of_name(project, odd),
        "info" if same_stem else "warning",
        stated=names[odd],
        expected=next(name for name in names.values() if bare(name) == usual),
        facts={part: names.get(part, "") for part in PARTS},
    )


def _place_of_name(project: ProjectParts, part: str) -> Place:
    if part == "table" and project.lines:
        line = project.lines[0]
        return place_of(line.row, "project_name_printed", table="T7", row=line.key, field="project_name_printed")
    field = f"name_{part}"
    return place_of(next(row for row in project.projects if row.text(field)), field)


def project_is_printed_once(case: Case) -> Iterator[Outcome]:
    """No two rows of the project table have the same code, name and amount.

    Passes once for the table. Two projects may happen to be alike, hence a note only.
    """
    table = case.table("T7")
    lines = [line for line in table.lines if line.row.text("project_name_printed")] if table else []
    if table is None or not lines:
        yield NotApplicable("no-such-table" if table is None else "no-projects")
        return
    seen: set[tuple[str | None, str, Decimal | None]] = set()
    is_held = True
    for line in lines:
        name = line.row.text("project_name_printed") or ""
        key = line.code, bare(name), line.amount("total")
        if key in seen and key[-1] is not None:
            is_held = False
            place = place_of(line.row, "project_name_printed", table="T7", row=line.key, field="project_name_printed")
            facts = {"table": table_name(table), "amount": plain(line.amount("total") or ZERO)}
            yield remark("PRJ-06", place, "info", stated=name, facts=facts)
        seen.add(key)
    if is_held:
        yield HELD


def name_of(project: ProjectParts) -> str:
    """Return the name under which findings speak of a project."""
    return next((name for part in PARTS if (name := project.name(part))), "")


PROJECT_RULES = (
    Rule("PRJ-01", "error", partial(allocations_sum_to_amount, "PRJ-01", "item")),
    Rule("PRJ-02", "error", project_has_one_amount),
    Rule("PRJ-03", "warning", project_has_one_name),
    Rule("PRJ-04", "error", counts_and_sums_agree),
    Rule("PRJ-05", "error", partial(allocations_sum_to_amount, "PRJ-05", "instalment")),
    Rule("PRJ-06", "info", project_is_printed_once),
)
