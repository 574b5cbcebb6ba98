"""The panel of checks: what disagrees, in groups of equal difference, then what agrees and what does not apply."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from builder.findings import AuditReport, Finding, Place
from builder.messages import message
from builder.model.disclosure import TOTAL, Disclosure
from builder.render import amounts, anchors
from builder.render.marks import amount_of, law_of, rule_anchor
from builder.render.text import Markup, filled_template, words
from builder.schemas import all_schemas, label, schema_of_table

_OPEN_FIRST = 2
_SOURCE_TABLE = "printed_tables"


@dataclass(frozen=True, slots=True)
class Shown:
    """A finding as one row of the panel."""

    place: str
    anchor: str
    says: str
    stated: str
    expected: str
    difference: str
    rule: str
    rule_anchor: str
    source_line: int | None


@dataclass(frozen=True, slots=True)
class Group:
    """Findings that differ by the same amount; `difference` is empty for those without one."""

    difference: str
    tables: str
    rows: tuple[Shown, ...]
    is_open: bool


@dataclass(frozen=True, slots=True)
class RuleCount:
    """A rule with what it holds, how often it held and how often not, or why it does not apply."""

    rule: str
    anchor: str
    law: str
    passed: int
    failed: int
    reason: str


def checks_section(disclosure: Disclosure, report: AuditReport, has_anchor: Callable[[str], bool]) -> Markup:
    """Return the panel; `has_anchor` says whether the page holds an anchor."""
    by_severity = {
        severity: [finding for finding in report.findings if finding.severity == severity]
        for severity in ("error", "warning", "info")
    }

    def shown(finding: Finding) -> Shown:
        place = finding.place
        anchor = anchors.of_place(place)
        is_there = _is_figure(disclosure, place) or has_anchor(anchor)
        return _shown(disclosure, finding, anchor if is_there else anchors.section_of(place))

    return filled_template(
        "checks.html",
        groups=_groups(by_severity["error"], shown),
        errors=len(by_severity["error"]),
        others=[
            (label("findings", "severity", severity), [shown(finding) for finding in by_severity[severity]])
            for severity in ("warning", "info")
            if by_severity[severity]
        ],
        rules=_rules(report),
        passed=sum(report.passed.values()),
        not_applicable=[
            RuleCount(rule, rule_anchor(rule), law_of(rule), 0, 0, reason)
            for rule, reason in sorted(report.not_applicable.items())
            if rule not in report.passed and not any(finding.rule == rule for finding in report.findings)
        ],
    )


def _is_figure(disclosure: Disclosure, place: Place) -> bool:
    """Return whether a place is a cell of a table, which always has its anchor."""
    table = disclosure.table(place.table or "")
    if table is None or place.row is None or place.field is None:
        return False
    if place.row == TOTAL:
        return place.field in table.totals
    return place.field in table.measures and table.line(place.row) is not None


def place_name(disclosure: Disclosure, place: Place) -> str:
    """Return the words for the place of a finding."""
    table, row = place.table or "", place.row or ""
    if table == "narrative":
        return _narrative_place(disclosure, row)
    schema = schema_of_table(table)
    if schema is None:
        name = words().get(table) or label(_SOURCE_TABLE, "table_id", table) or words()["document"]
        return f"{name} {row}".strip()
    field = place.field or ""
    title = next((found.title for found in schema.fields if found.name == field), "")
    if field.endswith("_total"):
        title = words().get(field, "")
    shown_row = words()["total"] if row == TOTAL else _row_name(disclosure, table, row, schema.name)
    if row == TOTAL and title in {words()["total"], ""}:
        title = ""
    return " ".join(part for part in (label(_SOURCE_TABLE, "table_id", table), shown_row, title) if part)


def _row_name(disclosure: Disclosure, table_id: str, row: str, resource: str) -> str:
    side, _, rest = row.partition("/")
    if not rest:
        return label("three_public", "fund", row)
    table = disclosure.table(table_id)
    line = table.line(row) if table else None
    code = f"{rest} " if rest.isdigit() else ""
    return f"{label(resource, 'side', side)} {code}{line.name.strip() if line else rest}"


def _narrative_place(disclosure: Disclosure, row: str) -> str:
    if row.startswith("text/"):
        return words()["place_text"].format(row=row.removeprefix("text/"))
    for figure in disclosure.rows("narrative_figures"):
        if str(figure.whole("seq")) == row:
            section = label("narrative_figures", "section", figure.text("section"))
            return words()["place_figure"].format(section=section, name=figure.text("name_printed") or "").strip()
    return words()["narrative"]


def _shown(disclosure: Disclosure, finding: Finding, anchor: str) -> Shown:
    table = disclosure.table(finding.place.table or "")
    in_yuan = table is not None and table.is_in_yuan

    def value(text: str | None) -> str:
        amount = amount_of(text)
        if amount is None or table is None:
            return text or ""
        return amounts.printed(amount, table) if in_yuan else amounts.exact(amount)

    difference = amount_of(finding.difference)
    return Shown(
        place=place_name(disclosure, finding.place),
        anchor=anchor,
        says=message(finding, "zh"),
        stated=value(finding.stated) if finding.stated is not None else (words()["blank"] if finding.expected else ""),
        expected=value(finding.expected),
        difference=_signed(difference, value) if difference is not None else "",
        rule=finding.rule,
        rule_anchor=rule_anchor(finding.rule),
        source_line=finding.place.source_line,
    )


def _signed(difference: Decimal, value: Callable[[str | None], str]) -> str:
    text = value(amounts.exact(abs(difference)))
    return (amounts.MINUS if difference < 0 else "+" if difference > 0 else "") + text


def _groups(errors: Sequence[Finding], shown: Callable[[Finding], Shown]) -> list[Group]:
    grouped: dict[Decimal | None, list[Finding]] = {}
    for finding in errors:
        difference = amount_of(finding.difference)
        grouped.setdefault(abs(difference) if difference else None, []).append(finding)
    ordered = sorted(grouped.items(), key=lambda group: (group[0] is None, -len(group[1]), -(group[0] or 0)))
    return [
        Group(
            difference="" if difference is None else amounts.shown(difference),
            tables=_tables_of(findings),
            rows=tuple(shown(finding) for finding in findings),
            is_open=index < _OPEN_FIRST,
        )
        for index, (difference, findings) in enumerate(ordered)
    ]


def _tables_of(findings: Sequence[Finding]) -> str:
    names = dict.fromkeys(finding.place.table or "" for finding in findings)
    known = all_schemas()[_SOURCE_TABLE].field("table_id").labels
    return words()["comma"].join(known.get(name) or words().get(name, name) for name in names if name)


def _rules(report: AuditReport) -> list[RuleCount]:
    failed: dict[str, int] = {}
    for finding in report.findings:
        failed[finding.rule] = failed.get(finding.rule, 0) + 1
    names = sorted(set(report.passed) | set(failed))
    return [
        RuleCount(rule, rule_anchor(rule), law_of(rule), report.passed.get(rule, 0), failed.get(rule, 0), "")
        for rule in names
    ]
