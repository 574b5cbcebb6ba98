"""Comparisons of figures that are printed, named by their table, row and column where they do not hold."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from builder.audit.figures import Figure
from builder.audit.outcomes import Checked, NotApplicable, Outcome, check_equal, check_sum
from builder.audit.words import name_of_measure, name_of_row, table_name
from builder.findings import Severity

_UNNAMED: Mapping[str, str] = MappingProxyType({})


def equal(rule: str, one: Figure, other: Figure, *, severity: Severity = "error") -> tuple[Checked, ...]:
    """Return the comparison of two prints of one figure; nothing where both are blank."""
    if one.amount is None and other.amount is None:
        return ()
    return (named(check_equal(rule, one, other, severity=severity, facts=_UNNAMED), one, other),)


def summed(rule: str, whole: Figure, parts: Sequence[Figure], *, severity: Severity = "error") -> tuple[Checked, ...]:
    """Return the comparison of a figure with the sum of its parts; nothing where all are blank."""
    checked = check_sum(rule, whole, parts, severity=severity, facts=_UNNAMED)
    if checked.finding is not None:
        beside = [part for part in parts[:1] if part.table_id != whole.table_id]
        return (named(checked, whole, *beside),)
    is_printed = whole.amount is not None or any(part.amount is not None for part in parts)
    return (checked,) if is_printed else ()


def named(checked: Checked, *figures: Figure, **more: str) -> Checked:
    """Return a comparison whose finding, where there is one, has the names of the cell and of the other table."""
    if checked.finding is None:
        return checked
    return checked._replace(finding=replace(checked.finding, facts=cell_facts(*figures) | more))


def cell_facts(one: Figure, other: Figure | None = None) -> dict[str, str]:
    """Return the names of the table, row and column of a figure, and of the table of the figure beside it.

    The row of a figure that is not printed has the name that the other table gives it.
    """
    beside = other.table if other is not None else None
    names = (name_of_row(table, one.row or "") for table in (one.table, beside) if table is not None)
    return {
        "table": table_name(one.table) if one.table is not None else "",
        "name": next((name for name in names if name), ""),
        "measure": name_of_measure(one.table, one.field) if one.table is not None else one.field,
        "other": table_name(beside) if beside is not None else "",
    }


def or_else(reason: str, outcomes: Iterable[Outcome]) -> Sequence[Outcome]:
    """Return the outcomes; where there are none, that the rule is not applicable for this reason."""
    return list(outcomes) or [NotApplicable(reason)]
