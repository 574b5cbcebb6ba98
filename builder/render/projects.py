"""The section on projects: what each is for, what it costs in each part of the document, what it is to reach."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from builder.findings import Finding
from builder.model import money
from builder.model.codes import spaced
from builder.model.disclosure import Disclosure
from builder.model.rows import Row
from builder.render import amounts, anchors
from builder.render.figures import adds_up
from builder.render.marks import Marks
from builder.render.terms import Glossary
from builder.render.text import Markup, filled_template, joined, words
from builder.schemas import label

_NAMES = ("name_table", "name_form", "name_narrative")
_FORM_AMOUNTS = ("total_funds", "fiscal_funds", "other_funds")


@dataclass(frozen=True, slots=True)
class StatedAmount:
    """The amount of a project in one part of the document."""

    part: str
    amount: Decimal
    anchor: str


@dataclass(frozen=True, slots=True)
class Indicator:
    """One row of the performance form; level 1 and 2 only where they begin, as on the form."""

    row: Row
    level1: str
    level2: str
    level3: str
    printed: str
    reads: str
    anchor: str
    span1: int
    span2: int


def project_name(row: Row) -> str:
    """Return the name of a project: in the project table, else on its form, else in the text."""
    return next((name for field in _NAMES if (name := row.text(field))), row.text("project_id") or "")


def project_amount(disclosure: Disclosure, row: Row) -> Decimal | None:
    """Return the amount that most parts of the document give a project, the text's where none does."""
    stated = [each.amount for each in _stated_amounts(disclosure, row)]
    if not stated:
        return None
    counts = Counter(stated)
    return max(stated, key=lambda amount: (counts[amount], -stated.index(amount)))


def projects_phrase(count: int) -> str:
    """Return the words for so many projects; for none known just the word for projects."""
    numerals = words()["count_words"]
    if not count:
        return words()["projects"]
    return words()["flow_projects"].format(count=numerals[count] if count < len(numerals) else count)


def are_all_projects(disclosure: Disclosure, whole: Decimal) -> bool:
    """Return whether the projects told are all that this money is for: by their table, or because they add up to it."""
    table = disclosure.table("T7")
    if table and any(line.row.text("project_id") for line in table.lines):
        return True
    known = [project_amount(disclosure, row) for row in disclosure.rows("projects")]
    return None not in known and adds_up(known, whole, Decimal("0.01"))


def projects_section(disclosure: Disclosure, findings: Sequence[Finding], terms: Glossary) -> Markup:
    """Return the section; it says so where the document names no projects."""
    rows = disclosure.rows("projects")
    blocks = [_block(disclosure, row, findings, terms) for row in rows]
    known = [amount for row in rows if (amount := project_amount(disclosure, row)) is not None]
    loose = Marks("projects", [finding for finding in findings if not _is_of_any(finding, rows)])
    table = disclosure.table("T3") or disclosure.table("T5")
    return filled_template(
        "projects.html",
        blocks=blocks,
        count=len(rows),
        phrase=projects_phrase(len(rows)),
        total=money.total(known) if known else None,
        expenditure=table.total_of("project") if table else None,
        notes=joined([loose.notes()]),
    )


def _block(disclosure: Disclosure, row: Row, findings: Sequence[Finding], terms: Glossary) -> Markup:
    project_id = row.text("project_id") or ""
    targets = next((found for found in disclosure.rows("performance_targets") if _is_of(found, row)), None)
    allocations = [found for found in disclosure.rows("project_allocations") if _is_of(found, row)]
    indicators = _indicators(disclosure, row)
    stated = _stated_amounts(disclosure, row)
    marks = Marks(f"project-{project_id}", [finding for finding in findings if _concerns(finding, project_id)])
    code = row.text("functional_code") or ""
    items = [found for found in allocations if found.text("kind") != "instalment"]
    instalments = [found for found in allocations if found.text("kind") == "instalment"]
    return filled_template(
        "project.html",
        row=row,
        id=project_id,
        name=project_name(row),
        amount=project_amount(disclosure, row),
        stated=stated,
        differs=len({each.amount for each in stated}) > 1,
        allocations=[(kind, rows) for kind, rows in (("item", items), ("instalment", instalments)) if rows],
        total=lambda rows: money.total(found.amount("amount") for found in rows),
        kind_label=lambda kind: label("project_allocations", "kind", kind),
        targets=targets,
        form_amounts=_FORM_AMOUNTS,
        goal=joined([terms.mark((targets and targets.text("overall_goal")) or "", set())]),
        indicators=indicators,
        reached=[indicator for indicator in indicators if indicator.level3 or indicator.printed],
        names=[(field, name) for field in _NAMES if (name := row.text(field))],
        code=spaced(code),
        notes=joined([marks.notes()]),
    )


def _stated_amounts(disclosure: Disclosure, row: Row) -> list[StatedAmount]:
    project_id = row.text("project_id") or ""
    stated: list[StatedAmount] = []
    amount = row.amount("amount_narrative")
    if amount is not None:
        stated.append(StatedAmount("narrative", amount, f"projects-{project_id}-amount_narrative"))
    for form in disclosure.rows("performance_targets"):
        total = form.amount("total_funds")
        if _is_of(form, row) and total is not None:
            stated.append(StatedAmount("performance", total, f"performance-{project_id}-total_funds"))
    table = disclosure.table("T7")
    for line in table.lines if table else ():
        total = line.amount("total")
        if _is_of(line.row, row) and total is not None:
            stated.append(StatedAmount("T7", total, anchors.cell("T7", line.key, "total")))
    return stated


def _indicators(disclosure: Disclosure, project: Row) -> list[Indicator]:
    rows = [row for row in disclosure.rows("performance_indicators") if _is_of(row, project)]
    first = [(row.text("level1"), (row.text("level1"), row.text("level2"))) for row in rows]
    made = []
    for index, row in enumerate(rows):
        level1, level2 = first[index]
        begins1 = index == 0 or first[index - 1][0] != level1
        begins2 = index == 0 or first[index - 1][1] != level2
        made.append(
            Indicator(
                row=row,
                level1=label("performance_indicators", "level1", level1),
                level2=label("performance_indicators", "level2", level2[1]),
                level3=row.text("level3") or "",
                printed=row.text("raw_text") or "",
                reads=_reading(row),
                anchor=f"performance-{row.text('project_id')}-{row.whole('seq')}-value",
                span1=_run(first, index, 0) if begins1 else 0,
                span2=_run(first, index, 1) if begins2 else 0,
            )
        )
    return made


def _run(keys: Sequence[tuple[object, object]], start: int, part: int) -> int:
    end = start
    while end < len(keys) and keys[end][part] == keys[start][part]:
        end += 1
    return end - start


def _reading(row: Row) -> str:
    """Return the target in words: relation and value with its unit, a date, or its own words."""
    value, day = row.amount("value"), row.day("value_date")
    if value is not None:
        return label("performance_indicators", "operator", row.text("operator")) + (
            amounts.exact(value) + (row.text("value_unit") or "")
        )
    if day is not None:
        return words()["day"].format(year=day.year, month=day.month, day=day.day)
    return row.text("value_text") or row.text("raw_text") or ""


def _is_of(row: Row, project: Row) -> bool:
    return row.text("project_id") == project.text("project_id")


def _concerns(finding: Finding, project_id: str) -> bool:
    return (finding.place.row or "").partition("/")[0] == project_id


def _is_of_any(finding: Finding, rows: Sequence[Row]) -> bool:
    return any(_concerns(finding, row.text("project_id") or "") for row in rows)
