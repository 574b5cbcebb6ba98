"""A finding: a rule, a place, the facts; its sentences are in `builder/messages`.

Two kinds: `data`, our dataset cannot be read or breaks its schema, which blocks
publication; `audit`, the published document disagrees with itself, which is published beside the figures.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from dataclasses import field as dataclass_field
from operator import attrgetter
from typing import Any, Literal, NamedTuple

Kind = Literal["data", "audit"]
Severity = Literal["error", "warning", "info"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a finding stands; what it cannot name is None.

    `file` is relative to the project, `/`-separated; `line` and `column` count from 1, `column` being the
    position of the field; `source_line` is the line of the source text, from 1.
    """

    file: str | None = None
    line: int | None = None
    column: int | None = None
    unit_id: str | None = None
    year: int | None = None
    table: str | None = None
    row: str | None = None
    field: str | None = None
    source_line: int | None = None

    def __reduce__(self) -> tuple[Any, ...]:
        # a kept site holds tens of thousands of places: by their fields they come back five times as fast
        return type(self), _PLACE(self)


@dataclass(frozen=True, slots=True)
class Hint:
    """What may lie behind a finding, as its figures suggest: a sentence of `messages/hints.yaml`, no correction."""

    id: str
    facts: Mapping[str, str] = dataclass_field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Response:
    """What the unit says of a finding: it stands beside it and changes nothing in it. `day` is an ISO date."""

    text: str
    day: str | None
    by: str | None


@dataclass(frozen=True, slots=True)
class Finding:
    """One disagreement at one place.

    `stated`, `expected` and `difference` are texts (amounts in 10,000 yuan, plain notation).
    `facts` fills the further placeholders of the rule's sentences. `cause` is the number, from 1, of the
    suspect of its report that this finding may follow from; findings of one number have one likely cause.
    """

    kind: Kind
    rule: str
    severity: Severity
    place: Place
    stated: str | None = None
    expected: str | None = None
    difference: str | None = None
    facts: Mapping[str, str] = dataclass_field(default_factory=dict)
    hint: Hint | None = None
    cause: int | None = None
    response: Response | None = None

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), _FINDING(self)


_PLACE = attrgetter(*(each.name for each in fields(Place)))
_FINDING = attrgetter(*(each.name for each in fields(Finding)))


@dataclass(frozen=True, slots=True)
class Suspect:
    """A printed figure that may be the wrong one: with `needed` in its place, `clears` findings would go.

    `needed` is the amount in 10,000 yuan, plain notation; `hint` says what kind of slip would give the printed one.
    """

    place: Place
    stated: str | None
    needed: str
    clears: int
    hint: Hint | None


class CompletenessItem(NamedTuple):
    """One item that has to be disclosed, `D01` to `D24`: points of its weight; `note` is a key of its sentences.

    `points` is None where the item cannot be judged, as lateness without a date.
    """

    id: str
    weight: int
    points: int | None
    note: str


@dataclass(frozen=True, slots=True)
class Completeness:
    """How much of what has to be disclosed is there: apart from whether it is right."""

    items: tuple[CompletenessItem, ...] = ()

    @property
    def score(self) -> int:
        """The points obtained, of 100."""
        return sum(item.points or 0 for item in self.items)

    @property
    def missing(self) -> tuple[str, ...]:
        """The items short of their full weight."""
        return tuple(item.id for item in self.items if item.points != item.weight)


def order(finding: Finding) -> tuple[str, ...]:
    """Return the stable sort key of a report: file, line, column, rule."""
    place = finding.place
    return (
        place.file or "",
        f"{place.line or 0:09d}",
        f"{place.column or 0:05d}",
        finding.rule,
        place.table or "",
        place.row or "",
        place.field or "",
    )


@dataclass(frozen=True, slots=True)
class AuditReport:
    """What the audit of one disclosure found.

    `passed` counts by rule the checks that held; `not_applicable` says by rule why it could not be applied
    (a key of `messages`' reasons).
    """

    unit_id: str
    year: int
    findings: tuple[Finding, ...]
    passed: Mapping[str, int]
    not_applicable: Mapping[str, str]
    suspects: tuple[Suspect, ...] = ()
    completeness: Completeness = Completeness()

    @property
    def disagreements(self) -> tuple[Finding, ...]:
        """The findings on what is printed, without those on what is missing (`CMP-…`)."""
        return tuple(finding for finding in self.findings if not finding.rule.startswith("CMP-"))
