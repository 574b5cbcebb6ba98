"""Findings as a log of SARIF 2.1.0: the rules that spoke, and a result for each finding."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import quote

from builder.audit import RULES
from builder.cli.explain import words_of
from builder.findings import Finding, Place, Severity
from builder.messages import Language, message, sentences

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVEL: Mapping[Severity, str] = {"error": "error", "warning": "warning", "info": "note"}
_LANGUAGE: Mapping[Language, str] = {"zh": "zh-CN", "en": "en-US"}


def sarif_log(findings: Sequence[Finding], language: Language, version: str, site_url: str) -> dict[str, Any]:
    """Return the log; rules of the audit link to their page where the address of the site is known."""
    rules = sorted({finding.rule for finding in findings})
    position = {rule: number for number, rule in enumerate(rules)}
    driver = {
        "name": "mingzhang",
        "version": version,
        "rules": [_descriptor(rule, language, site_url) for rule in rules],
    }
    run = {
        "tool": {"driver": driver},
        "language": _LANGUAGE[language],
        "results": [_result(finding, position[finding.rule], language) for finding in findings],
    }
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _descriptor(rule: str, language: Language, site_url: str) -> dict[str, Any]:
    said = words_of(rule, language)
    severity = {each.id: each.severity for each in RULES}.get(rule)
    descriptor: dict[str, Any] = {
        "id": rule,
        "name": said.get("name") or rule,
        "shortDescription": {"text": said.get("name") or said["why"]},
        "fullDescription": {"text": said["why"]},
        "help": {"text": said["fix"]},
        "properties": {"kind": "data" if severity is None else "audit"},
    }
    if severity is not None:
        descriptor["defaultConfiguration"] = {"level": _LEVEL[severity]}
        if site_url:
            descriptor["helpUri"] = f"{site_url}checks/rules/{rule}/"
    return descriptor


def _result(finding: Finding, position: int, language: Language) -> dict[str, Any]:
    spoken = sentences(finding, language)
    return {
        "ruleId": finding.rule,
        "ruleIndex": position,
        "level": _LEVEL[finding.severity],
        "message": {"text": f"{message(finding, language)}\n{spoken.why}\n{spoken.fix}"},
        **_locations(finding.place),
        "partialFingerprints": {"finding/v1": _fingerprint(finding)},
        "properties": _properties(finding),
    }


def _locations(place: Place) -> dict[str, Any]:
    location: dict[str, Any] = {}
    if place.file:
        physical: dict[str, Any] = {"artifactLocation": {"uri": quote(place.file)}}
        if place.line:
            physical["region"] = {"startLine": place.line}
        location["physicalLocation"] = physical
    address = _address(place)
    if address:
        location["logicalLocations"] = [{"name": address[-1], "fullyQualifiedName": "/".join(address)}]
    return {"locations": [location]} if location else {}


def _address(place: Place) -> list[str]:
    parts = (place.unit_id, place.year, place.table, place.row, place.field)
    return [str(part) for part in parts if part is not None]


def _fingerprint(finding: Finding) -> str:
    """Return what stays with a finding while lines move; a fault of a file is known by the file."""
    own = finding.place.file if finding.kind == "data" else None
    return "/".join([finding.rule, *([own] if own else []), *_address(finding.place)])


def _properties(finding: Finding) -> dict[str, Any]:
    place, response = finding.place, finding.response
    values = {
        "kind": finding.kind,
        "stated": finding.stated,
        "expected": finding.expected,
        "difference": finding.difference,
        "unit_id": place.unit_id,
        "year": place.year,
        "table": place.table,
        "row": place.row,
        "field": place.field,
        "column": place.column,
        "source_line": place.source_line,
        "hint": finding.hint.id if finding.hint else None,
        "cause": finding.cause,
        "response": {"text": response.text, "date": response.day, "by": response.by} if response else None,
    }
    return {name: value for name, value in values.items() if value is not None}
