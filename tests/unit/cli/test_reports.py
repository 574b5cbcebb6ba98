"""The four forms of one report."""

from __future__ import annotations

import json
from typing import Any

import pytest

from builder.cli.reports import FORMATS
from builder.cli.words import Words
from builder.findings import Finding, Place
from builder.messages import Language
from builder.pipeline import Report

ENTRY_KEYS = [
    "kind", "rule", "severity", "unit_id", "year", "table", "row", "field", "stated", "expected", "difference",
    "file", "line", "column", "source_line", "message_zh", "message_en",
]  # fmt: skip
FILE = "datasets/units/x/2022/units.csv"
DATA = Finding(
    "data",
    "dangling-code",
    "error",
    Place(file=FILE, line=4, column=3, unit_id="x", year=2022, field="region_code"),
    stated="65",
    facts={"title": "行政区划，100%", "value": "65", "target": "regions.csv", "field": "region_code"},
)
AUDIT = Finding(
    "audit",
    "T1-01",
    "error",
    Place(file="a:b,c.csv", line=2, column=5, unit_id="x", year=2022, table="T1", row="total", source_line=187),
    stated="1.00",
    expected="2.00",
    difference="-1.00",
)
NOTE = Finding("audit", "NUM-02", "info", Place(table="T1"), stated="1 ", expected="1")
REPORT = Report(3, 2, 40, (DATA, AUDIT, NOTE), {"T1-01": 1, "HIE-T2": 30}, {"HIE-T9": frozenset({"empty-table"})})
CLEAN = Report(1, 1, 1, (), {}, {})


def _said(form: str, report: Report = REPORT, language: Language = "zh") -> str:
    return FORMATS[form](report, Words(language), "1.2.3")


def test_json_has_the_keys_of_the_machine_interface_in_order() -> None:
    answer: dict[str, Any] = json.loads(_said("json"))

    assert list(answer) == [
        "tool", "version", "packages", "unit_years", "rows", "findings", "passed", "not_applicable", "completeness",
    ]  # fmt: skip
    assert [list(entry) for entry in answer["findings"]] == [ENTRY_KEYS] * 3
    assert (answer["tool"], answer["version"]) == ("mingzhang", "1.2.3")
    assert (answer["packages"], answer["unit_years"], answer["rows"]) == (3, 2, 40)
    assert answer["passed"] == {"HIE-T2": 30, "T1-01": 1}
    assert answer["not_applicable"] == {"HIE-T9": "该表为空表"}


def test_json_leaves_null_what_cannot_be_named_and_amounts_as_text() -> None:
    data, audit, note = json.loads(_said("json"))["findings"]

    assert (data["table"], data["row"], data["difference"], data["source_line"]) == (None, None, None, None)
    assert (audit["stated"], audit["expected"], audit["difference"]) == ("1.00", "2.00", "-1.00")
    assert (note["file"], note["line"], note["year"]) == (None, None, None)
    assert "行政区划" in data["message_zh"]
    assert "not in regions.csv" in data["message_en"]


def test_text_says_what_why_and_how_and_leaves_notes_short() -> None:
    lines = _said("text").splitlines()

    assert lines[0] == f"{FILE}:4:3: error: dangling-code"
    assert lines[2].startswith("  原因：")
    assert lines[3].startswith("  处理：")
    assert lines[8] == "T1: info: NUM-02"
    assert len(lines) == 11


def test_text_is_english_when_asked() -> None:
    said = _said("text", language="en")

    assert "\n  why: " in said
    assert "\n  mend: " in said
    assert not any("\u4e00" <= character <= "\u9fff" for character in said)


def test_github_commands_cannot_be_broken_out_of() -> None:
    data, audit, note, summary = _said("github").splitlines()

    assert data.startswith(f"::error file={FILE},line=4,col=3,title=dangling-code::")
    assert "100%25" in data
    assert "%0A" in data
    assert audit.startswith("::error file=a%3Ab%2Cc.csv,line=2,col=5,title=T1-01::")
    assert note.startswith("::notice title=NUM-02::")
    assert not summary.startswith("::")


def test_sarif_names_the_tool_the_rules_and_the_places() -> None:
    answer = json.loads(_said("sarif"))

    (run,) = answer["runs"]
    places = [result["locations"][0]["physicalLocation"] for result in run["results"] if "locations" in result]
    assert answer["version"] == "2.1.0"
    assert run["tool"]["driver"]["version"] == "1.2.3"
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["NUM-02", "T1-01", "dangling-code"]
    assert [result["ruleId"] for result in run["results"]] == ["dangling-code", "T1-01", "NUM-02"]
    assert [run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] for result in run["results"]] == [
        "dangling-code", "T1-01", "NUM-02",
    ]  # fmt: skip
    assert [result["level"] for result in run["results"]] == ["error", "error", "note"]
    assert places[0]["artifactLocation"]["uri"] == FILE
    assert places[0]["region"]["startLine"] == 4


@pytest.mark.parametrize("form", sorted(FORMATS))
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_report_without_findings_has_every_form(form: str, language: Language) -> None:
    assert _said(form, CLEAN, language) != ""
