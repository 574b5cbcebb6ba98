"""A project as it stands in the parts of a document: the project table, the narrative, the performance form."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from builder.audit.case import Case
from builder.audit.figures import Figure, figure, record_figure
from builder.audit.once import once_per_case
from builder.audit.projects.project_names import most_alike
from builder.model.disclosure import Line
from builder.model.money import total
from builder.model.rows import Row


@dataclass(frozen=True, slots=True)
class ProjectParts:
    """One project: its own rows, one or, where its parts were recorded apart, several; the rest where printed."""

    projects: tuple[Row, ...]
    lines: tuple[Line, ...] = ()
    form: Row | None = None
    allocations: tuple[Row, ...] = ()

    @property
    def narrative(self) -> Row | None:
        """The record of the project's paragraph in the narrative."""
        return next((row for row in self.projects if _is_in_narrative(row)), None)

    def name(self, part: str) -> str | None:
        """Return the name in a part: `table`, `narrative` or `form`."""
        if part == "table" and self.lines:
            return self.lines[0].row.text("project_name_printed")
        return next((name for row in self.projects if (name := row.text(f"name_{part}"))), None)

    @property
    def parts(self) -> frozenset[str]:
        """The parts of the document that have the project."""
        held = {"table": bool(self.lines), "narrative": self.narrative is not None, "form": self.form is not None}
        return frozenset(part for part, is_held in held.items() if is_held or self.name(part))

    @property
    def amount(self) -> Decimal | None:
        """What the project gets this year: by the narrative, else the form, else the table."""
        stated = self.stated_amount
        if stated is not None:
            return stated.amount
        return total(line.amount("total") for line in self.lines) if self.lines else None

    @property
    def stated_amount(self) -> Figure | None:
        """The figure that says what the project gets this year, outside the table."""
        if self.narrative and self.narrative.amount("amount_narrative") is not None:
            return record_figure(self.narrative, "amount_narrative")
        if self.form and self.form.amount("total_funds") is not None:
            return record_figure(self.form, "total_funds")
        return None


@once_per_case
def project_parts(case: Case) -> tuple[ProjectParts, ...]:
    """Return the projects of a document, in printed order.

    Parts that were recorded as projects of their own are joined: by their names where these are much alike, then
    where they alone have an amount.
    """
    lines, allocations = (
        _by_project(case.rows("general_budget_projects")),
        _by_project(case.rows("project_allocations")),
    )
    forms = {row.text("project_id"): row for row in case.rows("performance_targets")}
    table = case.table("T7")
    found = []
    for row in case.rows("projects"):
        key = row.text("project_id")
        printed = [table.by_key[str(each["row_no"])] for each in lines.get(key, ())] if table else []
        found.append(ProjectParts((row,), tuple(printed), forms.get(key), tuple(allocations.get(key, ()))))
    sides = {project.parts for project in found}
    if not any(one.isdisjoint(other) for one in sides for other in sides):
        return tuple(found)
    return tuple(_joined(_joined(found, by_name=True), by_name=False))


def table_figures(case: Case, project: ProjectParts) -> tuple[Figure, ...]:
    """Return the figures of a project in the project table."""
    table = case.table("T7")
    return tuple(figure(table, line.key, "total") for line in project.lines) if table else ()


def _is_in_narrative(row: Row) -> bool:
    return bool(row.text("name_narrative")) or row.amount("amount_narrative") is not None


def _by_project(rows: Iterable[Row]) -> dict[str | None, list[Row]]:
    grouped: dict[str | None, list[Row]] = {}
    for row in rows:
        if row.text("project_id"):
            grouped.setdefault(row.text("project_id"), []).append(row)
    return grouped


def _joined(projects: Sequence[ProjectParts], *, by_name: bool) -> list[ProjectParts]:
    """Join each project to an earlier one of other parts of the document."""
    result: list[ProjectParts] = []
    for project in projects:
        free = [each for each in result if not each.parts & project.parts]
        place = _by_name(project, free) if by_name else _by_amount(project, free, projects)
        if place is None:
            result.append(project)
        else:
            result[result.index(free[place])] = _union(free[place], project)
    return result


def _by_name(project: ProjectParts, others: Sequence[ProjectParts]) -> int | None:
    return most_alike(_any_name(project), [_any_name(other) for other in others]) if others else None


def _by_amount(project: ProjectParts, others: Sequence[ProjectParts], projects: Sequence[ProjectParts]) -> int | None:
    if project.amount is None or sum(each.amount == project.amount for each in projects) != 2:  # noqa: PLR2004
        return None
    return next((place for place, other in enumerate(others) if other.amount == project.amount), None)


def _any_name(project: ProjectParts) -> str:
    return next((name for part in ("table", "narrative", "form") if (name := project.name(part))), "")


def _union(one: ProjectParts, other: ProjectParts) -> ProjectParts:
    return replace(
        one,
        projects=(*one.projects, *other.projects),
        lines=(*one.lines, *other.lines),
        form=one.form or other.form,
        allocations=(*one.allocations, *other.allocations),
    )
