"""A finding: a rule, a place, the facts; its sentences are in `builder/messages`.

Two kinds: `data`, our dataset cannot be read or breaks its schema, which blocks
publication; `audit`, the published document disagrees with itself, which is published beside the figures.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from typing import Literal

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


@dataclass(frozen=True, slots=True)
class Finding:
    """One disagreement at one place.

    `stated`, `expected` and `difference` are texts (amounts in 10,000 yuan, plain notation).
    `facts` fills the further placeholders of the rule's sentences.
    """

    kind: Kind
    rule: str
    severity: Severity
    place: Place
    stated: str | None = None
    expected: str | None = None
    difference: str | None = None
    facts: Mapping[str, str] = dataclass_field(default_factory=dict)


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
