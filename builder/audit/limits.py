"""A figure held to a limit: it must not be above it."""

from __future__ import annotations

from decimal import Decimal

from builder.audit.figures import Figure
from builder.audit.outcomes import HELD, Facts, Outcome, remark
from builder.findings import Finding, Severity
from builder.model.money import ZERO, plain


def check_at_most(  # noqa: PLR0913  # the parts of a comparison, each by its name
    rule: str,
    part: Figure,
    limit: Decimal,
    *,
    allowed: Decimal = ZERO,
    severity: Severity = "warning",
    facts: Facts,
) -> Outcome:
    """Hold a figure to a limit; held also where it is above by no more than `allowed`. A blank is zero."""
    amount = part.amount or ZERO
    return HELD if amount - limit <= allowed else _beyond(rule, part, limit, severity, facts)


def check_at_least(  # noqa: PLR0913  # the parts of a comparison, each by its name
    rule: str,
    whole: Figure,
    limit: Decimal,
    *,
    allowed: Decimal = ZERO,
    severity: Severity = "warning",
    facts: Facts,
) -> Outcome:
    """Hold a figure to a limit from below; held also where it is below by no more than `allowed`."""
    amount = whole.amount or ZERO
    return HELD if limit - amount <= allowed else _beyond(rule, whole, limit, severity, facts)


def _beyond(rule: str, figure: Figure, limit: Decimal, severity: Severity, facts: Facts) -> Finding:
    amount = figure.amount or ZERO
    return remark(
        rule,
        figure.place,
        severity,
        stated=None if figure.amount is None else plain(amount),
        expected=plain(limit),
        difference=plain(amount - limit),
        facts=facts,
    )


def rounding(one: Decimal, other: Decimal) -> Decimal:
    """Return by how much two prints of one figure may differ where one has the coarser quantum; else zero."""
    return ZERO if one == other else max(one, other) / 2
