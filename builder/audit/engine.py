"""Hold one disclosure to every rule."""

from __future__ import annotations

from dataclasses import replace

from builder.audit.case import ALONE, Case
from builder.audit.completeness import completeness_of
from builder.audit.diagnosis import diagnosed
from builder.audit.names.unit_names import named_units
from builder.audit.once import once_per_table
from builder.audit.outcomes import Checked, Held, NotApplicable
from builder.audit.responses import matched
from builder.audit.rules import RULES
from builder.findings import AuditReport, Finding, Hint
from builder.model.catalog import EMPTY_CATALOG, Catalog
from builder.model.disclosure import TOTAL, Disclosure, Neighbours, PrintedTable

NOTHING_TO_COMPARE = NotApplicable("nothing-to-compare")
_ORDER = {rule.id: number for number, rule in enumerate(RULES)}


def audit(disclosure: Disclosure, catalog: Catalog = EMPTY_CATALOG, neighbours: Neighbours = ALONE) -> AuditReport:
    """Return every finding in printed order, how many checks held by rule, and which rules do not apply.

    Findings of one likely cause carry its number; those that the unit has explained carry its words.
    """
    named = dict(named_units(disclosure, neighbours.unit_names))
    case = Case.of(disclosure, catalog, replace(neighbours, unit_names=named))
    checked: list[Checked] = []
    findings: list[Finding] = []
    passed: dict[str, int] = {}
    not_applicable: dict[str, str] = {}
    for rule in RULES:
        held = 0
        outcomes = list(rule.check(case)) or [NOTHING_TO_COMPARE]
        for outcome in outcomes:
            if isinstance(outcome, Held):
                held += 1
            elif isinstance(outcome, Checked):
                checked.append(outcome)
                held += outcome.finding is None
            elif isinstance(outcome, Finding):
                findings.append(outcome)
            else:
                not_applicable[rule.id] = outcome.reason
        if held:
            passed[rule.id] = held
    diagnosis = diagnosed(case, checked)
    findings += [
        _with_cause(each.finding, diagnosis.told.get(number))
        for number, each in enumerate(checked)
        if each.finding is not None
    ]
    return AuditReport(
        disclosure.unit_id,
        disclosure.year,
        matched(disclosure, _in_printed_order(disclosure, findings)),
        passed,
        not_applicable,
        diagnosis.suspects,
        completeness_of(case),
    )


def _with_cause(finding: Finding, told: tuple[int, Hint | None] | None) -> Finding:
    return finding if told is None else replace(finding, cause=told[0], hint=told[1])


def _in_printed_order(disclosure: Disclosure, findings: list[Finding]) -> list[Finding]:
    """Return the findings by where they stand: table, row, column; then the other parts by line of the source.

    Those of one place are in the order of the rules.
    """
    tables = {table_id: number for number, table_id in enumerate(disclosure.tables)}

    def position(finding: Finding) -> tuple[int, int, int, int, int]:
        place = finding.place
        table = disclosure.table(place.table or "")
        line, rule = place.source_line or 0, _ORDER[finding.rule]
        if table is None:
            return len(tables), line, 0, 0, rule
        row = len(table.lines) if place.row == TOTAL else _rows(table).get(place.row or "", -1)
        fields = tuple(table.totals) if place.row == TOTAL else table.measures
        column = fields.index(place.field) if place.field in fields else -1
        return tables[table.table_id], row, column, line, rule

    return sorted(findings, key=position)


@once_per_table
def _rows(table: PrintedTable) -> dict[str, int]:
    return {key: number for number, key in enumerate(table.by_key)}
