"""A report in the form asked for: text for people, JSON, GitHub's annotations, SARIF."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

from builder.cli.words import Words
from builder.findings import Finding
from builder.messages import message, reason, sentences
from builder.pipeline import Report

Format = Callable[[Report, Words, str], str]
SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_GITHUB_LEVEL = {"error": "error", "warning": "warning", "info": "notice"}
_SARIF_LEVEL = {"error": "error", "warning": "warning", "info": "note"}


def as_text(report: Report, words: Words, _version: str) -> str:
    """Return each finding in four lines (place, what, why, how to mend), and a last line that counts."""
    lines: list[str] = []
    for finding in report.findings:
        spoken = sentences(finding, words.language)
        place = finding.place
        where = ":".join(str(part) for part in (place.file or place.table or "-", place.line, place.column) if part)
        lines.append(f"{where}: {finding.severity}: {finding.rule}")
        lines.append(f"  {spoken.what}")
        if finding.kind == "data" or finding.severity != "info":
            lines.append(f"  {words.say('why')}{spoken.why}")
            lines.append(f"  {words.say('fix')}{spoken.fix}")
    lines.append(_summary(report, words))
    return "\n".join(lines)


def as_json(report: Report, _words: Words, version: str) -> str:
    """Return the machine interface that `docs/developers.md` describes."""
    content = {
        "tool": "mingzhang",
        "version": version,
        "packages": report.packages,
        "unit_years": report.unit_years,
        "rows": report.rows,
        "findings": [finding_entry(finding) for finding in report.findings],
        "passed": dict(sorted(report.passed.items())),
        "not_applicable": {
            rule: "; ".join(reason(key, "zh") for key in sorted(keys))
            for rule, keys in sorted(report.not_applicable.items())
        },
        "completeness": [],
    }
    return json.dumps(content, ensure_ascii=False, indent=1)


def finding_entry(finding: Finding) -> dict[str, Any]:
    """Return a finding as its object in the machine interface."""
    place = finding.place
    return {
        "kind": finding.kind,
        "rule": finding.rule,
        "severity": finding.severity,
        "unit_id": place.unit_id,
        "year": place.year,
        "table": place.table,
        "row": place.row,
        "field": place.field,
        "stated": finding.stated,
        "expected": finding.expected,
        "difference": finding.difference,
        "file": place.file,
        "line": place.line,
        "column": place.column,
        "source_line": place.source_line,
        "message_zh": message(finding, "zh"),
        "message_en": message(finding, "en"),
    }


def as_github(report: Report, words: Words, _version: str) -> str:
    """Return one workflow command a finding, so that it shows beside the line in a pull request."""
    return "\n".join([*(_annotation(finding, words) for finding in report.findings), _summary(report, words)])


def _annotation(finding: Finding, words: Words) -> str:
    place = finding.place
    spoken = sentences(finding, words.language)
    values = {"file": place.file, "line": place.line, "col": place.column, "title": finding.rule}
    properties = ",".join(f"{name}={_escaped(str(value), ':,')}" for name, value in values.items() if value)
    text = "\n".join((spoken.what, words.say("why") + spoken.why, words.say("fix") + spoken.fix))
    return f"::{_GITHUB_LEVEL[finding.severity]} {properties}::{_escaped(text)}"


def _escaped(text: str, also: str = "") -> str:
    """Return text that cannot end a workflow command or begin another."""
    return "".join(
        f"%{ord(character):02X}" if character in "%\r\n" or character in also else character for character in text
    )


def as_sarif(report: Report, words: Words, version: str) -> str:
    """Return SARIF 2.1.0, which code scanners and editors read."""
    rules = sorted({finding.rule for finding in report.findings})
    driver = {
        "name": "mingzhang",
        "version": version,
        "rules": [{"id": rule} for rule in rules],
    }
    run = {"tool": {"driver": driver}, "results": [_result(finding, rules, words) for finding in report.findings]}
    return json.dumps({"$schema": SARIF_SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=1)


def _result(finding: Finding, rules: list[str], words: Words) -> dict[str, Any]:
    spoken = sentences(finding, words.language)
    place = finding.place
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": rules.index(finding.rule),
        "level": _SARIF_LEVEL[finding.severity],
        "message": {"text": f"{spoken.what}\n{spoken.why}\n{spoken.fix}"},
    }
    if place.file:
        physical: dict[str, Any] = {"artifactLocation": {"uri": place.file}}
        if place.line:
            physical["region"] = {"startLine": place.line} | ({"startColumn": 1} if place.column else {})
        result["locations"] = [{"physicalLocation": physical}]
    return result


def _summary(report: Report, words: Words) -> str:
    kinds = Counter(finding.kind for finding in report.findings)
    passed = sum(report.passed.values())
    failed = _count(report.findings)
    return words.say(
        "summary",
        packages=report.packages,
        unit_years=report.unit_years,
        rows=report.rows,
        data=kinds["data"],
        checks=passed + kinds["audit"],
        passed=passed + kinds["audit"] - failed,
        failed=failed,
    )


def _count(findings: Iterable[Finding]) -> int:
    """Return how many audit findings are more than a note: rounding and blanks are no disagreement."""
    return sum(finding.kind == "audit" and finding.severity != "info" for finding in findings)


FORMATS: dict[str, Format] = {"text": as_text, "json": as_json, "github": as_github, "sarif": as_sarif}
