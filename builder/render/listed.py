"""The findings of one document as the lists of findings show them, packed to go from process to process."""

from __future__ import annotations

import json
from typing import NamedTuple

from builder.findings import AuditReport, Severity
from builder.model.disclosure import Disclosure
from builder.render.places import Places
from builder.render.shown import shown_finding

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")


class ListedFinding(NamedTuple):
    """A finding as a row of a list; `severity` counts from the gravest, nought."""

    rule: str
    severity: int
    place: str
    anchor: str
    stated: str
    expected: str
    difference: str
    says: str

    @property
    def level(self) -> Severity:
        """The severity by its name."""
        return SEVERITIES[self.severity]


def listed_findings(disclosure: Disclosure, report: AuditReport) -> bytes:
    """Return what is said of the printed figures as one JSON array, the gravest first; empty bytes without any."""
    found = report.disagreements
    if not found:
        return b""
    places = Places(disclosure)
    shown = [shown_finding(disclosure, places, finding) for finding in found]
    rows = [
        (
            each.rule,
            SEVERITIES.index(each.severity),
            each.place,
            each.anchor,
            each.stated,
            each.expected,
            each.difference,
            each.says,
        )
        for each in shown
    ]
    rows.sort(key=lambda row: row[1])
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode()


def unpacked_findings(listed: bytes) -> list[ListedFinding]:
    """Return the findings that `listed_findings` packed."""
    return [ListedFinding(*row) for row in json.loads(listed)] if listed else []
