"""Cost indicators of a performance form against what the narrative says the project's money is for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from builder.audit.case import Case
from builder.audit.figures import TEXT_QUANTUM, Equation, Figure, place_of, record_figure
from builder.audit.outcomes import HELD, Checked, Facts, NotApplicable, Outcome, remark
from builder.audit.projects.project_names import most_alike, stem
from builder.audit.projects.project_parts import ProjectParts, project_parts
from builder.audit.vocabulary import meanings, pattern
from builder.findings import Finding, Severity
from builder.model.money import ZERO, plain, tolerance, total
from builder.model.rows import Row


class Share(NamedTuple):
    """A share of a project's money: what it is for, and how much, in 10,000 yuan."""

    name: str
    figure: Figure
    row: Row

    @property
    def amount(self) -> Decimal:
        """The amount of the share."""
        return self.figure.amount or ZERO


class Matched(NamedTuple):
    """Cost indicators set beside the allocation: pairs, and what has no counterpart on each side."""

    pairs: tuple[tuple[Share, Share], ...]
    only_cost: tuple[Share, ...]
    only_allocated: tuple[Share, ...]

    @property
    def renamed(self) -> tuple[tuple[Share, Share], ...]:
        """The pairs whose names differ in more than a last word."""
        return tuple((cost, item) for cost, item in self.pairs if _stem(cost) != _stem(item))

    @property
    def differs(self) -> bool:
        """Whether anything at all is unlike."""
        return any((self.renamed, self.changed, self.only_cost, self.only_allocated))

    @property
    def changed(self) -> tuple[tuple[Share, Share], ...]:
        """The pairs whose amounts differ."""
        return tuple((cost, item) for cost, item in self.pairs if cost.amount != item.amount)


def cost_follows_allocation(case: Case) -> Iterator[Outcome]:
    """The cost indicators of a form in money add up to its total, and are the items of the allocation.

    Judged where the narrative allocates the project's money and one of its items at least is a cost indicator;
    unit costs are left out. One finding a form. Names that differ alone are a note where they are much alike.
    """
    if not case.rows("performance_targets"):
        yield NotApplicable("no-performance-forms")
        return
    costs = _costs(case)
    outcomes = [
        outcome
        for project in project_parts(case)
        if project.form
        for outcome in _judged(project, costs.get(project.form.text("project_id"), []))
    ]
    yield from outcomes or [NotApplicable("nothing-to-compare")]


def _costs(case: Case) -> dict[str | None, list[Share]]:
    found: dict[str | None, list[Share]] = {}
    for row in (each for each in case.rows("performance_indicators") if each.text("level2") == "cost"):
        value, factor = row.amount("value"), meanings("money_units").get(row.text("value_unit") or "")
        name = row.text("level3")
        if value is None or factor is None or not name:
            continue
        if not pattern("unit_cost").search(name):
            found.setdefault(row.text("project_id"), []).append(Share(name, _in_wan(row, value, factor), row))
    return found


def _in_wan(row: Row, value: Decimal, factor: str) -> Figure:
    figure = record_figure(row, "value")
    return figure if factor == "1" else figure._replace(amount=(value * Decimal(factor)).normalize())


def _judged(project: ProjectParts, costs: list[Share]) -> Iterator[Outcome]:
    """Yield a check for each pair that agrees, and one of the form as a whole."""
    items = [
        Share(row.text("item") or "", record_figure(row, "amount"), row)
        for row in project.allocations
        if row.text("kind") != "instalment"
    ]
    form, matched = project.form, _matched(costs, items)
    if form is None or not matched.pairs:
        return
    for cost, item in matched.pairs:
        if cost.amount == item.amount:
            yield _checked(_equation(cost, item), None)
    whole, expected = record_figure(form, "total_funds"), total(cost.amount for cost in costs)
    facts = {"project": project.name("form") or project.name("table") or ""} | _differences(matched)
    sum_of_costs = Equation("PRF-02", whole, tuple(cost.figure for cost in costs), is_sum=True)
    if whole.amount is not None and abs(whole.amount - expected) > tolerance(TEXT_QUANTUM, len(costs)):
        yield _checked(sum_of_costs, _unequal(whole, whole.amount, expected, facts))
    elif not matched.differs:
        yield HELD if whole.amount is None else _checked(sum_of_costs, None)
    else:
        severity: Severity = "info" if _is_renamed_only(matched) else "warning"
        finding = remark("PRF-02", place_of(_first(matched).row, "level3"), severity, facts=facts)
        changed = [_equation(cost, item) for cost, item in matched.changed]
        yield _checked(changed[0], finding) if changed else finding


def _unequal(whole: Figure, stated: Decimal, expected: Decimal, facts: Facts) -> Finding:
    difference = plain(stated - expected)
    return remark(
        "PRF-02",
        whole.place,
        "warning",
        stated=plain(stated),
        expected=plain(expected),
        difference=difference,
        facts=facts,
    )


def _checked(equation: Equation, finding: Finding | None) -> Checked:
    return Checked(*equation, finding)


def _equation(cost: Share, item: Share) -> Equation:
    return Equation("PRF-02", cost.figure, (item.figure,), is_sum=False)


def _first(matched: Matched) -> Share:
    """Return the cost indicator at which a finding without a wrong sum stands."""
    named = [cost for cost, _ in (*matched.changed, *matched.renamed)]
    return next(iter([*matched.only_cost, *named]), matched.pairs[0][0])


def _is_renamed_only(matched: Matched) -> bool:
    is_paired = not (matched.changed or matched.only_cost or matched.only_allocated)
    return is_paired and all(most_alike(cost.name, [item.name]) == 0 for cost, item in matched.renamed)


def _matched(costs: Sequence[Share], items: Sequence[Share]) -> Matched:
    """Pair costs and items by name, then by amount, then by likeness of their names."""
    left, right = list(costs), list(items)
    pairs: list[tuple[Share, Share]] = []
    for find in (_same_name, _same_amount, _alike):
        for cost in tuple(left):
            place = find(cost, right)
            if place is not None:
                pairs.append((cost, right.pop(place)))
                left.remove(cost)
    return Matched(tuple(pairs), tuple(left), tuple(right))


def _same_name(cost: Share, items: Sequence[Share]) -> int | None:
    return _place(items, lambda item: _stem(item) == _stem(cost))


def _same_amount(cost: Share, items: Sequence[Share]) -> int | None:
    equal = [place for place, item in enumerate(items) if item.amount == cost.amount]
    if len(equal) == 1:
        return equal[0]
    place = most_alike(cost.name, [items[place].name for place in equal])
    return None if place is None else equal[place]


def _alike(cost: Share, items: Sequence[Share]) -> int | None:
    return most_alike(cost.name, [item.name for item in items])


def _place(items: Sequence[Share], is_wanted: Callable[[Share], bool]) -> int | None:
    return next((place for place, item in enumerate(items) if is_wanted(item)), None)


def _stem(share: Share) -> str:
    return stem(share.name, "item_suffixes")


def _differences(matched: Matched) -> dict[str, str]:
    """Return what differs as lists that every language can quote."""
    return {
        "missing": _listed(matched.only_allocated),
        "extra": _listed(matched.only_cost),
        "changed": "、".join(
            f"{item.name} {plain(item.amount)} → {plain(cost.amount)}" for cost, item in matched.changed
        ),
        "renamed": "、".join(f"{item.name} → {cost.name}" for cost, item in matched.renamed),
    }


def _listed(shares: Sequence[Share]) -> str:
    return "、".join(f"{share.name} {plain(share.amount)}" for share in shares)
