"""The log for code scanners obeys the published schema, and leads back to each figure."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from builder.audit import RULES
from builder.cli import main
from builder.cli.sarif import sarif_log
from builder.findings import Finding, Place, Response
from builder.messages import all_sentences

SCHEMA = Path(__file__).parent / "schemas" / "sarif-2.1.0.json"
SITE = "https://budget.example.org/"
FIGURE = Finding(
    "audit",
    "T1-01",
    "error",
    Place("datasets/表 一.csv", 2, 5, "x-1", 2022, "T1", "total", "income_total", 187),
    stated="1.00",
    expected="2.00",
    difference="-1.00",
    cause=3,
    response=Response("原文如此", "2022-03-01", None),
)
FAULT = Finding(
    "data", "no-rows", "error", Place(file="datasets/a.csv", line=4), facts={"table": "T1", "file": "a.csv"}
)
NOTE = Finding("audit", "NUM-02", "info", Place(), stated="1 ", expected="1")


@pytest.fixture(scope="module")
def validator() -> Any:
    return jsonschema.Draft4Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))


def log_of(*findings: Finding, site: str = SITE) -> dict[str, Any]:
    return sarif_log(findings, "zh", "1.2.3", site)


def result_of(finding: Finding) -> dict[str, Any]:
    (result,) = log_of(finding)["runs"][0]["results"]
    return dict(result)


def rule_of(finding: Finding, site: str = SITE) -> dict[str, Any]:
    (rule,) = log_of(finding, site=site)["runs"][0]["tool"]["driver"]["rules"]
    return dict(rule)


def test_the_schema_is_the_published_one() -> None:
    digest = hashlib.sha256(SCHEMA.read_bytes()).hexdigest()

    assert digest in (SCHEMA.parent / "README.md").read_text(encoding="utf-8")


def test_the_log_of_a_whole_check_obeys_the_schema(
    validator: Any, checked_project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(checked_project)
    monkeypatch.setenv("MINGZHANG_SITE_URL", SITE)

    main(["check", "--jobs", "1", "--quiet", "--format", "sarif"])

    log = json.loads(capsys.readouterr().out)
    assert [error.message for error in validator.iter_errors(log)] == []
    assert len(log["runs"][0]["results"]) > 20


@pytest.mark.parametrize("findings", [(), (FIGURE, FAULT, NOTE)])
def test_every_kind_of_finding_obeys_the_schema(validator: Any, findings: tuple[Finding, ...]) -> None:
    assert [error.message for error in validator.iter_errors(log_of(*findings))] == []


def test_the_schema_refuses_what_is_no_log(validator: Any) -> None:
    log = log_of(FIGURE)
    log["runs"][0]["results"][0]["level"] = "grave"

    assert not validator.is_valid(log)


def test_every_rule_can_be_described(validator: Any) -> None:
    spoken = [rule for rule in all_sentences() if not rule.startswith("CMP-")]

    log = log_of(*(Finding("audit", rule, "info", Place(), facts=_facts(rule)) for rule in spoken))

    assert [error.message for error in validator.iter_errors(log)] == []
    texts = [rule[part]["text"] for rule in _rules(log) for part in ("shortDescription", "fullDescription", "help")]
    assert not [text for text in texts if re.search(r"[{}]|\[\[", text)]


def test_the_log_names_the_tool_the_rules_and_the_levels() -> None:
    (run,) = log_of(FAULT, FIGURE, NOTE, FIGURE)["runs"]

    driver = run["tool"]["driver"]
    assert (driver["name"], driver["version"]) == ("mingzhang", "1.2.3")
    assert [rule["id"] for rule in driver["rules"]] == ["NUM-02", "T1-01", "no-rows"]
    assert [result["ruleIndex"] for result in run["results"]] == [2, 1, 0, 1]
    assert [result["level"] for result in run["results"]] == ["error", "error", "note", "error"]


def test_a_rule_of_the_audit_links_to_its_page_where_the_site_is_known() -> None:
    assert rule_of(FIGURE)["helpUri"] == f"{SITE}checks/rules/T1-01/"
    assert rule_of(FIGURE)["defaultConfiguration"] == {"level": "error"}
    assert "helpUri" not in rule_of(FIGURE, site="")
    assert "helpUri" not in rule_of(FAULT)
    assert [rule_of(finding)["properties"]["kind"] for finding in (FIGURE, FAULT)] == ["audit", "data"]


def test_a_finding_has_its_line_and_its_address_in_the_document() -> None:
    (location,) = result_of(FIGURE)["locations"]

    assert location["physicalLocation"] == {
        "artifactLocation": {"uri": "datasets/%E8%A1%A8%20%E4%B8%80.csv"},
        "region": {"startLine": 2},
    }
    assert location["logicalLocations"] == [
        {"name": "income_total", "fullyQualifiedName": "x-1/2022/T1/total/income_total"}
    ]


def test_a_finding_has_its_figures_and_what_the_unit_says() -> None:
    assert result_of(FIGURE)["properties"] == {
        "kind": "audit",
        "stated": "1.00",
        "expected": "2.00",
        "difference": "-1.00",
        "unit_id": "x-1",
        "year": 2022,
        "table": "T1",
        "row": "total",
        "field": "income_total",
        "column": 5,
        "source_line": 187,
        "cause": 3,
        "response": {"text": "原文如此", "date": "2022-03-01", "by": None},
    }


def test_a_finding_without_a_place_has_none() -> None:
    assert "locations" not in result_of(NOTE)


def test_a_fingerprint_stays_while_lines_move() -> None:
    moved = replace(FIGURE, place=replace(FIGURE.place, line=9, file="elsewhere.csv"), stated="3.00")

    assert result_of(moved)["partialFingerprints"] == result_of(FIGURE)["partialFingerprints"]
    assert result_of(FAULT)["partialFingerprints"] == {"finding/v1": "no-rows/datasets/a.csv"}


def test_the_severity_of_a_rule_is_one_that_the_log_knows() -> None:
    assert {rule.severity for rule in RULES} <= {"error", "warning", "info"}


def _facts(rule: str) -> dict[str, str]:
    """Return facts that fill every placeholder."""
    texts = (text for parts in all_sentences()[rule].values() for text in parts.values())
    return {name: name for text in texts for name in re.findall(r"\{\??([a-z0-9_]+)\}", text)}


def _rules(log: dict[str, Any]) -> list[dict[str, Any]]:
    return list(log["runs"][0]["tool"]["driver"]["rules"])
