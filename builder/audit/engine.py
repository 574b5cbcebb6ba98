"""Hold one disclosure to every rule."""

from __future__ import annotations

from builder.audit.case import ALONE, Case
from builder.audit.outcomes import HELD, Checked, Equation, NotApplicable
from builder.audit.rules import RULES
from builder.findings import AuditReport, Finding
from builder.model.catalog import EMPTY_CATALOG, Catalog
from builder.model.disclosure import TOTAL, Disclosure, Neighbours


def audit(disclosure: Disclosure, catalog: Catalog = EMPTY_CATALOG, neighbours: Neighbours = ALONE) -> AuditReport:
    """Return every finding in printed order, how many checks held by rule, and which rules do not apply."""
    findings: list[Finding] = []
    equations: list[Equation] = []
    passed: dict[str, int] = {}
    not_applicable: dict[str, str] = {}
    case = Case.of(disclosure, catalog, neighbours)
    for rule in RULES:
        for outcome in rule.check(case):
            result = outcome
            if isinstance(outcome, Checked):
                equations.append(outcome.equation)
                result = outcome.finding or HELD
            if isinstance(result, Finding):
                findings.append(result)
            elif isinstance(result, NotApplicable):
                not_applicable[rule.id] = result.reason
            else:
                passed[rule.id] = passed.get(rule.id, 0) + 1
    position = _positions(disclosure)
    findings.sort(key=lambda finding: position.get(_address(finding), (len(position), 0, 0)))
    return AuditReport(disclosure.unit_id, disclosure.year, tuple(findings), passed, not_applicable)


_Address = tuple[str | None, str | None, str | None]


def _address(finding: Finding) -> _Address:
    return finding.place.table, finding.place.row, finding.place.field


def _positions(disclosure: Disclosure) -> dict[_Address, tuple[int, int, int]]:
    """Return the reading order of every cell: table, row, column, the total row last."""
    positions: dict[_Address, tuple[int, int, int]] = {}
    for number, table in enumerate(disclosure.tables.values()):
        for row, line in enumerate(table.lines):
            for column, measure in enumerate(table.measures):
                positions[table.table_id, line.key, measure] = (number, row, column)
        for column, measure in enumerate(table.totals):
            positions[table.table_id, TOTAL, measure] = (number, len(table.lines), column)
    return positions
