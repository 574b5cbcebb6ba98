"""The rules on the text as a whole: sentences of every kind of finding, and a clean text without any."""

from __future__ import annotations

import pytest

from builder.audit import audit
from builder.audit.text.narrative_rules import NARRATIVE_RULES
from builder.findings import AuditReport
from builder.messages import Language, message, sentences
from builder.model.disclosure import Neighbours
from tests.factories import disclosure_from

FIGURES = (
    "seq section subject code fund name_printed amount planned amount_unit_printed share_pct change change_pct prior "
    "base base_year purpose reason quote\n"
)
SPENDING = "functional_code name_printed total basic project\n"
TABLES = {
    "expenditure_by_function": SPENDING
    + "208 社会保障和就业支出 120 120 _\n20805 养老 120 120 _\n2080501 离退休 120 120 _",
    "general_budget_expenditure": SPENDING + "208 社会保障和就业支出 120 120 _\n20805 养老 120 120 _\n"
    "2080501 离退休 100 100 _\n2080505 养老保险缴费 20 20 _",
}
TOTALS = "T3 total 120\nT3 basic 120\nT3 project _\nT5 total 120\nT5 basic 120\nT5 project _"
RULES_OF_THE_TEXT = {rule.id for rule in NARRATIVE_RULES}


def report_on(rows: str, text: str) -> AuditReport:
    before = {"general_budget_expenditure": SPENDING + "2080501 离退休 90 90 _\n2080599 其他 3 3 _"}
    tables = TABLES | {"narrative_figures": FIGURES + rows, "narrative": f"seq section heading text\n{text}"}
    return audit(disclosure_from(tables, totals=TOTALS), neighbours=Neighbours(previous=disclosure_from(before)))


RIGHT = """1 s3 total _ _ 支出预算 120 _ wan_yuan _ _ _ _ _ _ _ _ _
2 s3 basic _ _ 基本支出 120 _ wan_yuan 100 30 33.33 _ budget 2023 _ 标准提高 基本支出120万元，增加30万元
3 s5_3 item 2080501 _ 离退休 100.00 100.00 wan_yuan _ _ 11.11 90.00 budget 2023 本单位离退休费 标准提高 离退休
4 s5_3 item 2080505 _ 养老保险缴费 20 _ wan_yuan _ 20 _ _ _ _ 养老保险 新增 养老"""
WRONG = """1 s3 total _ _ 支出预算 0.0120 _ yuan _ _ _ _ _ _ _ _ _
2 s3 basic _ _ 基本支出 110.00 _ wan 101 30 -20 _ budget 2023 _ _ 基本支出
3 s3 project _ _ 项目支出 5.00 _ wan_yuan 50 6.00 100 _ _ _ _ _ 增长100。
4 s5_1 total _ gpb 一般公共预算 100.00 _ wan_yuan _ 5 9 _ _ _ _ 预算减少 _
5 s5_1 basic _ _ 基本支出 90.00 _ wan_yuan 40 5 6 _ _ _ _ _ _
6 s5_1 project _ _ 项目支出 2.00 _ wan_yuan 2 2 100 _ _ _ _ _ _
7 s5_3 item 2080501 _ 离退休 100.00 101.00 wan_yuan _ _ 55 90.00 budget 2023 _ 支出增加 _
8 s2 income_fund _ state_capital 国有资本经营预算 _ _ _ _ _ _ _ _ _ _ _ 无国有资本经营预算
9 s2 total _ _ 收入预算 100.00 _ wan_yuan _ 7 _ _ _ _ _ _ _
10 s3 total _ _ 支出预算 120.00 _ wan_yuan _ 8 _ _ _ _ _ _ _"""


def test_a_right_text_has_no_finding_but_notes() -> None:
    report = report_on(RIGHT, "1 s3 false 基本支出120万元，增加30万元。其他本年不安排。")

    assert [each.rule for each in report.findings if each.rule in RULES_OF_THE_TEXT and each.severity != "info"] == []


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_finding_has_its_sentences(language: Language) -> None:
    report = report_on(WRONG, "1 s3 false 基本支出\n2 s7 false 房屋10平方米，其中办公12平方米。")

    findings = [each for each in report.findings if each.rule in RULES_OF_THE_TEXT]

    assert len({each.rule for each in findings}) > 10
    for finding in findings:
        spoken = " ".join((message(finding, language), sentences(finding, language).why))
        assert not {"{", "}", "[[", "]]", "||"} & {spoken[place : place + 2] for place in range(len(spoken))}
        assert "{" not in spoken
