"""What a unit says of a finding stands beside it, and must answer one that is there."""

from __future__ import annotations

import pytest

from builder.audit.responses import matched, unmatched_responses
from builder.findings import AuditReport, Finding, Place, Response
from builder.messages import Language, message
from builder.model.disclosure import Disclosure
from tests.factories import disclosure_from

BASIC = Finding("audit", "HIE-T3", "error", Place(table="T3", row="20103", field="basic"), "276.26", "106.26", "170.00")
TOTAL = Finding("audit", "HIE-T3", "error", Place(table="T3", row="20103", field="total"))
MISSING = Finding("audit", "CMP-12", "warning", Place(field="D12"))
HEADER = "seq rule table row field text date by\n"
ANSWER = "HIE-T3 T3 20103 basic 原文如此 2024-03-01 财务科"


def disclosure_with(*responses: str) -> Disclosure:
    rows = "\n".join(f"{number} {response}" for number, response in enumerate(responses, 1))
    return disclosure_from({"responses": HEADER + rows})


def faults_of(disclosure: Disclosure, *findings: Finding, not_applicable: str = "") -> tuple[Finding, ...]:
    reasons = {not_applicable: "no-earlier-package"} if not_applicable else {}
    report = AuditReport(disclosure.unit_id, disclosure.year, findings, {}, reasons)
    return unmatched_responses(disclosure, report)


def test_a_response_stands_beside_its_finding_and_changes_nothing_else_in_it() -> None:
    answered, other = matched(disclosure_with(ANSWER), (BASIC, TOTAL))

    assert answered.response == Response("原文如此", "2024-03-01", "财务科")
    assert (answered.severity, answered.stated, answered.difference) == ("error", "276.26", "170.00")
    assert other == TOTAL


def test_without_responses_the_findings_stay_as_they_are() -> None:
    assert matched(disclosure_from({}), [BASIC]) == (BASIC,)


def test_a_response_to_what_is_missing_needs_no_table_and_no_signature() -> None:
    disclosure = disclosure_with("CMP-12 _ _ D12 没有此项 _ _")

    (answered,) = matched(disclosure, (MISSING,))

    assert answered.response == Response("没有此项", None, None)
    assert faults_of(disclosure, MISSING) == ()


def test_all_findings_of_one_place_and_rule_share_the_response() -> None:
    answered = matched(disclosure_with(ANSWER), (BASIC, BASIC))

    assert [finding.response is not None for finding in answered] == [True, True]


def test_a_response_that_answers_nothing_is_a_fault_at_its_own_line() -> None:
    disclosure = disclosure_with(ANSWER, "HIE-T3 T3 20103 project 原文如此 _ _")

    (fault,) = faults_of(disclosure, BASIC)

    assert (fault.kind, fault.rule, fault.severity) == ("data", "response-without-finding", "error")
    assert (fault.place.file, fault.place.line, fault.place.column) == ("responses.csv", 3, 4)
    assert (fault.place.unit_id, fault.place.year, fault.place.row) == ("650001-jyj", 2024, "20103")


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("HIE-T3 T3 20103 bsic", "HIE-T3 T3 20103 basic"),
        ("HIE-T3 T9 _ _", "HIE-T3 T3 20103 basic"),
        ("HIE-T5 T3 20103 basic", "HIE-T3 T3 20103 basic"),
        ("CMP-12 _ _ D21", "CMP-12 - - D12"),
    ],
)
def test_the_nearest_finding_is_named(asked: str, meant: str) -> None:
    (fault,) = faults_of(disclosure_with(f"{asked} 甲 _ _"), BASIC, MISSING)

    assert fault.facts["nearest"] == meant
    assert meant in message(fault, "zh")


@pytest.mark.parametrize("findings", [(), (BASIC,)])
def test_where_nothing_reads_alike_none_is_named(findings: tuple[Finding, ...]) -> None:
    (fault,) = faults_of(disclosure_with("PRO-01 procurement _ total 甲 _ _"), *findings)

    assert fault.facts["nearest"] == ""


@pytest.mark.parametrize("language", ["zh", "en"])
def test_where_the_rule_does_not_apply_this_time_it_is_a_warning(language: Language) -> None:
    disclosure = disclosure_with("YOY-04 narrative 7 prior 口径调整 _ _")

    (fault,) = faults_of(disclosure, BASIC, not_applicable="YOY-04")

    assert (fault.kind, fault.severity) == ("data", "warning")
    assert message(fault, language).count("YOY-04") == 2


def test_a_second_response_to_one_finding_is_a_fault_and_the_first_counts() -> None:
    disclosure = disclosure_with(ANSWER, "HIE-T3 T3 20103 basic 另一种说法 _ _")

    (answered,) = matched(disclosure, (BASIC,))
    (fault,) = faults_of(disclosure, BASIC)

    assert answered.response == Response("原文如此", "2024-03-01", "财务科")
    assert (fault.rule, fault.severity, fault.place.line) == ("response-repeated", "error", 3)
    assert fault.facts["seq"] == "1"
