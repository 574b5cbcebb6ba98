"""The section on projects: what each is for, what it costs in each part of the document, what it is to reach."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby
from typing import NamedTuple

from builder.findings import Finding
from builder.model import money
from builder.model.codes import spaced
from builder.model.disclosure import Disclosure
from builder.model.rows import Row
from builder.render import amounts, anchors
from builder.render.figures import adds_up
from builder.render.marks import Marks
from builder.render.terms import Glossary
from builder.render.text import Markup, described, escape, filled_template, joined, words
from builder.schemas import label

_NAMES = ("name_table", "name_form", "name_narrative")
_TEXTS = ("policy_basis", "executor", "exec_text")
_FORM_AMOUNTS = ("total_funds", "fiscal_funds", "other_funds")


class StatedAmount(NamedTuple):
    """The amount of a project in one part of the document."""

    part: str
    amount: Decimal
    anchor: str


class Indicator(NamedTuple):
    """One row of the performance form; `reads` is its target in words."""

    level1: str
    level2: str
    level3: str
    printed: str
    reads: str
    day: str
    anchor: str

    @property
    def is_told(self) -> bool:
        """Whether the form says anything in this row."""
        return bool(self.level3 or self.printed)


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
    targets = next(iter(_rows_of(disclosure, "performance_targets", project_id)), None)
    allocations = _rows_of(disclosure, "project_allocations", project_id)
    indicators = [_indicator(found) for found in _rows_of(disclosure, "performance_indicators", project_id)]
    stated = _stated_amounts(disclosure, row)
    marks = Marks(f"project-{project_id}", [finding for finding in findings if _concerns(finding, project_id)])
    items = [found for found in allocations if found.text("kind") != "instalment"]
    instalments = [found for found in allocations if found.text("kind") == "instalment"]
    return filled_template(
        "project.html",
        id=project_id,
        name=project_name(row),
        amount=project_amount(disclosure, row),
        stated=stated,
        differs=len({each.amount for each in stated}) > 1,
        allocations=[
            (kind, joined([_allocation_html(each) for each in shares]), money.total(_share(each) for each in shares))
            for kind, shares in (("item", items), ("instalment", instalments))
            if shares
        ],
        facts=joined(list(_facts(row, project_id))),
        form=joined(list(_form(targets, row, project_id)) if targets else []),
        goal=joined([terms.mark((targets and targets.text("overall_goal")) or "", set())]),
        indicators=joined(_form_rows(indicators)),
        reached=joined([_reached_html(each) for each in indicators if each.is_told]),
        notes=joined([marks.notes()]),
    )


def _facts(row: Row, project_id: str) -> Iterator[str]:
    """Yield what is known of a project, each with its address."""

    def fact(field: str, text: str) -> str:
        return described(words()[f"fact_{field}"], text, f"projects-{project_id}-{field}")

    yield from (fact(field, escape(name)) for field in _NAMES if (name := row.text(field)))
    if row.text("functional_code"):
        yield described(words()["fact_code"], escape(spaced(row.text("functional_code") or "")))
    amount = row.amount("amount_narrative")
    if amount is not None:
        figure = amounts.scalable(amount, amounts.spoken(amount))
        title = words()["fact_amount_narrative"]
        yield f'<dt>{title}<dd id="projects-{project_id}-amount_narrative"{figure}'
    yield from (fact(field, escape(text)) for field in _TEXTS if (text := row.text(field)))
    days = {field: row.day(field) for field in ("exec_start", "exec_end")}
    if any(days.values()):
        shown = [f'<span id="projects-{project_id}-{field}">{day}</span>' if day else "" for field, day in days.items()]
        yield described(words()["fact_exec_days"], f" {words()['dash']} ".join(shown))


def _form(targets: Row, row: Row, project_id: str) -> Iterator[str]:
    """Yield what the head of the performance form says."""
    year, unit = targets.whole("form_year"), targets.text("unit_printed")
    if year is not None:
        yield described(words()["form_year"], words()["form_year_value"].format(year=year))
    if unit:
        yield described(words()["form_unit_printed"], escape(unit))
    yield described(words()["form_name"], escape(row.text("name_form") or project_name(row)))
    for field in _FORM_AMOUNTS:
        amount = targets.amount(field)
        if amount is not None:
            yield described(words()[f"form_{field}"], amounts.exact(amount), f"performance-{project_id}-{field}")
    goal = targets.text("overall_goal")
    if goal:
        yield described(words()["form_overall_goal"], escape(goal))


def _allocation_html(row: Row) -> str:
    kind, amount = row.text("kind"), _share(row)
    titled = f' title="{escape(label("project_allocations", "kind", kind))}"' if kind else ""
    anchor = f"allocations-{row.text('project_id')}-{row.whole('seq')}-amount"
    shown = amounts.scalable(amount, amounts.spoken(amount))
    return f'<dt{titled}>{escape(row.text("item") or "")}<dd id="{anchor}"{shown}'


def _share(row: Row) -> Decimal:
    return row.amount("amount") or money.ZERO


def _reached_html(indicator: Indicator) -> str:
    name = escape(indicator.level3 or indicator.level2)
    return words()["reached"].format(name=name, reads=f"<b>{escape(indicator.reads)}</b>").join(("<li>", ""))


def _form_rows(indicators: Sequence[Indicator]) -> list[str]:
    """Return the rows of the form, cells of a level that goes on merged as on paper."""
    rows: list[str] = []
    for _, group in groupby(indicators, key=lambda each: each.level1):
        members = list(group)
        start = f'<tr><th scope="rowgroup"{_span(len(members))}>{escape(members[0].level1)}'
        for _, part in groupby(members, key=lambda each: each.level2):
            alike = list(part)
            start = f"{start or '<tr>'}<td{_span(len(alike))}>{escape(alike[0].level2)}"
            for each in alike:
                rows.append(f"{start or '<tr>'}<td>{escape(each.level3)}{_target_html(each)}")
                start = ""
    return rows


def _span(rows: int) -> str:
    return f' rowspan="{rows}"' if rows > 1 else ""


def _target_html(indicator: Indicator) -> str:
    titled = f' title="{escape(indicator.reads)}"' if indicator.reads != indicator.printed else ""
    day = f' data-v="{indicator.day}"' if indicator.day else ""
    return f'<td id="{indicator.anchor}"{titled}{day}>{escape(indicator.printed)}'


def _stated_amounts(disclosure: Disclosure, row: Row) -> list[StatedAmount]:
    project_id = row.text("project_id") or ""
    stated: list[StatedAmount] = []
    amount = row.amount("amount_narrative")
    if amount is not None:
        stated.append(StatedAmount("narrative", amount, f"projects-{project_id}-amount_narrative"))
    for form in _rows_of(disclosure, "performance_targets", project_id):
        total = form.amount("total_funds")
        if total is not None:
            stated.append(StatedAmount("performance", total, f"performance-{project_id}-total_funds"))
    table = disclosure.table("T7")
    for line in table.lines if table else ():
        total = line.amount("total")
        if total is not None and line.row["project_id"] == project_id:
            stated.append(StatedAmount("T7", total, anchors.cell("T7", line.key, "total")))
    return stated


def _indicator(row: Row) -> Indicator:
    return Indicator(
        level1=label("performance_indicators", "level1", row.text("level1")),
        level2=label("performance_indicators", "level2", row.text("level2")),
        level3=row.text("level3") or "",
        printed=row.text("raw_text") or "",
        reads=_reading(row),
        day=str(row.day("value_date") or ""),
        anchor=f"performance-{row.text('project_id')}-{row.whole('seq')}-value",
    )


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


def _rows_of(disclosure: Disclosure, resource: str, project: str) -> list[Row]:
    """Return the rows of a resource that belong to a project."""
    rows = disclosure.rows(resource)
    place = rows[0].columns.position["project_id"] if rows else 0
    return [row for row in rows if row.values[place] == project]


def _concerns(finding: Finding, project_id: str) -> bool:
    return (finding.place.row or "").partition("/")[0] == project_id


def _is_of_any(finding: Finding, rows: Sequence[Row]) -> bool:
    return any(_concerns(finding, row.text("project_id") or "") for row in rows)
