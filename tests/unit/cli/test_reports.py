"""The four forms of one report."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from builder.cli.reports import FORMATS
from builder.cli.words import Words
from builder.findings import AuditReport, Completeness, CompletenessItem, Finding, Place, Response
from builder.messages import Language, entry
from builder.report import Report, UnitYearCompleteness

ENTRY_KEYS = [
    "kind", "rule", "severity", "unit_id", "year", "table", "row", "field", "stated", "expected", "difference",
    "file", "line", "column", "source_line", "message_zh", "message_en", "hint", "cause", "response",
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
    cause=1,
    response=Response("总计行漏印，\n已在下年更正", "2022-03-01", "财务科"),
)
NOTE = Finding("audit", "NUM-02", "info", Place(table="T1"), stated="1 ", expected="1")
MISSING = Finding(
    "audit",
    "CMP-12",
    "warning",
    Place(file="100%,a:b\r\nc.yaml", line=1, unit_id="x", year=2022, field="D12"),
    facts={"note": "text-only", "points": "1", "weight": "3"},
)
ITEMS = (CompletenessItem("D11", 97, 97, "full"), CompletenessItem("D12", 3, 1, "text-only"))
REPORT = Report(
    packages=3,
    unit_years=2,
    rows=40,
    findings=(DATA, AUDIT, NOTE),
    passed={"T1-01": 1, "HIE-T2": 30, "CMP-11": 1},
    not_applicable={"HIE-T9": frozenset({"empty-table"})},
    completeness=(
        UnitYearCompleteness.of(AuditReport("x", 2022, (), {}, {}, (), Completeness(ITEMS))),
        UnitYearCompleteness.of(AuditReport("y", 2022, (), {}, {})),
    ),
)
CLEAN = Report(1, 1, 1, (), {}, {})
WITH_MISSING = replace(REPORT, findings=(*REPORT.findings, MISSING))
SITE = "https://budget.example.org/"


def _said(form: str, report: Report = REPORT, language: Language = "zh") -> str:
    return FORMATS[form](report, Words(language), "1.2.3", SITE)


def test_json_has_the_keys_of_the_machine_interface_in_order() -> None:
    answer: dict[str, Any] = json.loads(_said("json"))

    assert list(answer) == [
        "tool", "version", "packages", "unit_years", "rows", "findings", "passed", "not_applicable", "completeness",
    ]  # fmt: skip
    assert [list(entry) for entry in answer["findings"]] == [ENTRY_KEYS] * 3
    assert (answer["tool"], answer["version"]) == ("mingzhang", "1.2.3")
    assert (answer["packages"], answer["unit_years"], answer["rows"]) == (3, 2, 40)
    assert answer["passed"] == {"CMP-11": 1, "HIE-T2": 30, "T1-01": 1}
    assert answer["not_applicable"] == {"HIE-T9": "该表为空表"}


def test_json_lists_how_complete_each_disclosure_is_where_that_was_judged() -> None:
    answer = json.loads(_said("json"))

    assert answer["completeness"] == [{"unit_id": "x", "year": 2022, "score": 98, "missing": ["D12"]}]


def test_json_has_cause_and_response_beside_the_finding() -> None:
    data, audit, _ = json.loads(_said("json"))["findings"]

    assert (data["hint"], data["cause"], data["response"]) == (None, None, None)
    assert audit["cause"] == 1
    assert audit["response"] == {"text": "总计行漏印，\n已在下年更正", "date": "2022-03-01", "by": "财务科"}


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
    assert lines[8] == "  单位说明（财务科，2022-03-01）：总计行漏印， 已在下年更正"
    assert lines[9] == "T1: info: NUM-02"
    assert len(lines) == 12


def test_what_is_missing_is_counted_apart_from_what_is_wrong() -> None:
    *_, summary = _said("text", WITH_MISSING).splitlines()

    assert "核对 32 处：31 处一致，1 处不一致，另有提示 1 处；应公开而缺的 1 项" in summary


def test_a_response_that_nobody_signed_is_said_without_a_signature() -> None:
    unsigned = replace(AUDIT, response=Response("总计行漏印", None, None))

    said = _said("text", replace(REPORT, findings=(unsigned,)), "en")

    assert "\n  the unit says: 总计行漏印\n" in said


def test_text_is_english_when_asked() -> None:
    said = _said("text", replace(REPORT, findings=(DATA, replace(AUDIT, response=None), NOTE)), "en")

    assert "\n  why: " in said
    assert "\n  mend: " in said
    assert not any("\u4e00" <= character <= "\u9fff" for character in said)


def test_github_commands_cannot_be_broken_out_of() -> None:
    data, audit, note, summary = _said("github").splitlines()

    assert data.startswith(f"::error file={FILE},line=4,col=3,title=dangling-code::")
    assert "100%25" in data
    assert "%0A" in data
    assert audit.startswith("::error file=a%3Ab%2Cc.csv,line=2,col=5,title=T1-01")
    assert note.startswith("::notice title=NUM-02")
    assert not summary.startswith("::")


def test_github_titles_name_the_rule_and_every_sign_of_the_commands_own_is_escaped() -> None:
    annotation = _said("github", replace(REPORT, findings=(MISSING,))).splitlines()[0]

    head, _, text = annotation.removeprefix("::").partition("::")
    level, _, properties = head.partition(" ")
    title = entry("CMP-12", "zh").get("name")
    assert level == "warning"
    assert properties == f"file=100%25%2Ca%3Ab%0D%0Ac.yaml,line=1,title=CMP-12 {title}"
    assert text.count("%0A") == 2
    assert "原因：" in text


@pytest.mark.parametrize("form", sorted(FORMATS))
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_report_without_findings_has_every_form(form: str, language: Language) -> None:
    assert _said(form, CLEAN, language) != ""
