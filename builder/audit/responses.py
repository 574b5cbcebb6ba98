"""What the unit says of a finding is set beside it: it explains, and takes nothing away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from difflib import get_close_matches

from builder.findings import AuditReport, Finding, Place, Response, Severity
from builder.model.disclosure import Disclosure
from builder.model.rows import Row

RESOURCE = "responses"
_Address = tuple[str | None, str | None, str | None, str | None]


def matched(disclosure: Disclosure, findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Return the findings in their order, those that the unit answers with its `response`.

    A response belongs to every finding of its rule at its table, row and field; of two to one, the first counts.
    """
    responses = {_asked(row): _response(row) for row in reversed(disclosure.rows(RESOURCE))}
    if not responses:
        return tuple(findings)
    return tuple(
        replace(finding, response=responses[address]) if (address := _address(finding)) in responses else finding
        for finding in findings
    )


def unmatched_responses(disclosure: Disclosure, report: AuditReport) -> tuple[Finding, ...]:
    """Return a data finding for each response that answers none of the report's findings, or one answered before.

    Where its rule could not be applied this time (last year's package is not at hand, say), that is a warning.
    """
    addresses = {_address(finding) for finding in report.findings}
    faults: list[Finding] = []
    for row in disclosure.rows(RESOURCE):
        asked = _asked(row)
        if asked not in addresses:
            faults.append(_without_finding(row, report))
        elif _first(disclosure, asked) is not row:
            facts = {"rule": str(asked[0]), "seq": str(_first(disclosure, asked)["seq"])}
            faults.append(Finding("data", "response-repeated", "error", _place(row), facts=facts))
    return tuple(faults)


def _first(disclosure: Disclosure, asked: _Address) -> Row:
    return next(row for row in disclosure.rows(RESOURCE) if _asked(row) == asked)


def _without_finding(row: Row, report: AuditReport) -> Finding:
    asked = _asked(row)
    is_unapplied = asked[0] in report.not_applicable
    facts = {
        "address": _spoken(asked),
        "nearest": "" if is_unapplied else _nearest(asked, report),
        "unapplied": str(asked[0]) if is_unapplied else "",
    }
    severity: Severity = "warning" if is_unapplied else "error"
    return Finding("data", "response-without-finding", severity, _place(row), facts=facts)


def _nearest(asked: _Address, report: AuditReport) -> str:
    """Return the finding that was meant, most likely: of that rule, else one that reads much the same."""
    spoken = [_spoken(_address(finding)) for finding in report.findings]
    of_rule = [_spoken(_address(finding)) for finding in report.findings if finding.rule == asked[0]]
    return next(iter(get_close_matches(_spoken(asked), of_rule or spoken, n=1, cutoff=0 if of_rule else 0.6)), "")


def _address(finding: Finding) -> _Address:
    place = finding.place
    return finding.rule, place.table, place.row, place.field


def _asked(row: Row) -> _Address:
    return row.text("rule"), row.text("table"), row.text("row"), row.text("field")


def _spoken(address: _Address) -> str:
    return " ".join(part or "-" for part in address)


def _response(row: Row) -> Response:
    day = row.day("date")
    return Response(row.text("text") or "", day.isoformat() if day else None, row.text("by"))


def _place(row: Row) -> Place:
    return Place(
        file=row.columns.file,
        line=row.line,
        column=row.columns.in_file.get("rule"),
        unit_id=row.text("unit_id"),
        year=row.whole("year"),
        table=row.text("table"),
        row=row.text("row"),
        field=row.text("field"),
    )
