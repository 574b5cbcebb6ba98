"""What a rule says of one place: it held, it did not, or the rule does not apply to this document."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from builder.audit.case import Case
from builder.audit.figures import Equation, Figure, Gap, equal_gap, made, sum_gap
from builder.findings import Finding, Place, Severity
from builder.model.money import ZERO, plain

Facts = Mapping[str, str]


class Checked(NamedTuple):
    """One comparison of figures: the parts of its equation, and the finding where it did not hold."""

    rule: str
    whole: Figure
    parts: tuple[Figure, ...]
    is_sum: bool
    finding: Finding | None

    @property
    def equation(self) -> Equation:
        """The equation; it is asked for only where one of the disclosure does not hold."""
        return made(Equation, self[:4])


@dataclass(frozen=True, slots=True)
class Held:
    """One check, of something else than an equation, that held."""


class NotApplicable(NamedTuple):
    """Why a rule cannot be applied: a key of the reasons in `messages/reasons.yaml`."""

    reason: str


HELD = Held()


Outcome = Finding | Checked | Held | NotApplicable


@dataclass(frozen=True, slots=True)
class Rule:
    """A law of the figures: its id in the published catalogue, and the function that holds a disclosure to it.

    `severity` is the gravest of its findings. The docstring of the function is the law; its entry in
    `builder/messages` says the same to readers of the site.
    """

    id: str
    severity: Severity
    check: Callable[[Case], Iterator[Outcome]]


def remark(  # noqa: PLR0913  # the parts of a finding, each by its name
    rule: str,
    place: Place,
    severity: Severity,
    *,
    stated: str | None = None,
    expected: str | None = None,
    difference: str | None = None,
    facts: Facts,
) -> Finding:
    """Return a finding of the audit that is no disagreement of one equation."""
    return Finding("audit", rule, severity, place, stated, expected, difference, facts)


def check_sum(
    rule: str, whole: Figure, parts: Sequence[Figure], *, severity: Severity = "error", facts: Facts
) -> Checked:
    """Compare a figure with the sum of its parts, a SUM rule.

    Held where they are equal, or all are blank. A difference that rounding of the parts and the total can
    explain is `info`; a larger one, or a blank total over parts that are not zero, has the rule's severity.
    """
    addends = tuple(parts)
    gap = sum_gap(whole, addends)
    finding = None if gap is None else _disagreement(rule, whole, gap, severity, facts)
    return made(Checked, (rule, whole, addends, True, finding))


def check_equal(rule: str, one: Figure, other: Figure, *, severity: Severity = "error", facts: Facts) -> Checked:
    """Compare two prints of the same figure, an EQ rule: not the least difference is allowed.

    A blank equals zero. Where they are printed to different precision, the finer is rounded half up first; one
    that is cut off there instead, or that only lacks its cents, is `info`.
    """
    gap = equal_gap(one, other)
    finding = None if gap is None else _disagreement(rule, one, gap, severity, facts)
    return made(Checked, (rule, one, (other,), False, finding))


def _disagreement(rule: str, stated: Figure, gap: Gap, severity: Severity, facts: Facts) -> Finding:
    return Finding(
        kind="audit",
        rule=rule,
        severity="info" if gap.is_small else severity,
        place=stated.place,
        stated=None if stated.amount is None else plain(stated.amount),
        expected=plain(gap.expected),
        difference=plain((stated.amount or ZERO) - gap.expected),
        facts=facts,
    )
