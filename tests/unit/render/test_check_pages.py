from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest

from builder.findings import AuditReport, Completeness, CompletenessItem, Finding, Place
from builder.messages import all_sentences
from builder.model.catalog import EMPTY_CATALOG
from builder.model.disclosure import Disclosure
from builder.render import (
    RuleFacts,
    UnitYearSummary,
    checks_page,
    completeness_file,
    completeness_page,
    finding_files,
    rule_pages,
    summarise,
    tallies,
)
from builder.render.checks_page import MOST_ROWS
from builder.render.completeness import completeness_section
from builder.render.rules import grouped, rule_words
from tests.unit.render.conftest import SITE, UNIT, YEAR

_FACTS = {"table": "表五", "other": "表六", "name": "合计", "measure": "基本支出", "level": "类"}
_RULES = (
    RuleFacts("T1-01", "error"),
    RuleFacts("HIE-T9", "error"),
    RuleFacts("X-T5T6", "error"),
    RuleFacts("NUM-02", "info"),
    RuleFacts("CMP-12", "warning"),
)
_ITEMS = (
    CompletenessItem("D04", 6, 6, "full"),
    CompletenessItem("D05", 6, 3, "not-detailed"),
    CompletenessItem("D12", 3, 0, "absent"),
    CompletenessItem("D23", 3, None, "dates-missing"),
)


def _finding(rule: str, severity: str = "error", **parts: str) -> Finding:
    place = Place(table="T5", row="total", field="basic")
    return Finding("audit", rule, severity, place, facts=_FACTS, **parts)  # type: ignore[arg-type]


_MISSING = Finding("audit", "CMP-12", "warning", Place(field="D12"), facts={"note": "absent"})
_REPORT = AuditReport(
    UNIT,
    YEAR,
    (
        _finding("NUM-02", "info", stated="1"),
        _finding("X-T5T6", stated="144.06", expected="144.96", difference="-0.90"),
        _MISSING,
    ),
    {"T1-01": 3},
    {"HIE-T9": "empty-table"},
    completeness=Completeness(_ITEMS),
)


@pytest.fixture
def summary(disclosure: Disclosure) -> UnitYearSummary:
    return summarise(disclosure, _REPORT, EMPTY_CATALOG)


def _text(html: str) -> str:
    return re.sub(r"<[^>]+>", "", html).replace("\n", "")


def test_a_summary_counts_what_is_printed_wrong_without_what_is_missing(summary: UnitYearSummary) -> None:
    assert (summary.errors, summary.warnings, summary.infos, summary.passed) == (1, 0, 1, 3)


def test_the_list_of_findings_holds_each_with_its_rule_and_its_cell_the_gravest_first(
    summary: UnitYearSummary,
) -> None:
    page = checks_page([summary], _RULES, tallies(_RULES, [_REPORT]), SITE)

    listed = page.slots.body.partition('id="mz-listed"')[2].partition('id="mz-more"')[0]
    assert page.path == "checks/index.html"
    assert re.findall(r'href="(\.\./checks/rules/[^"]+)"', listed) == [
        "../checks/rules/X-T5T6/",
        "../checks/rules/NUM-02/",
    ]
    assert listed.count(f'href="../units/{UNIT}/{YEAR}/#t5-total-basic"') == 2
    assert "CMP-12" not in page.slots.body
    assert "../completeness/" in page.slots.body


def test_the_list_stops_at_a_number_of_rows_and_says_where_all_are(summary: UnitYearSummary) -> None:
    many = [replace(summary, year=2000 + number) for number in range(MOST_ROWS // 2 + 5)]

    page = checks_page(many, _RULES, tallies(_RULES, [_REPORT] * len(many)), SITE)

    body = page.slots.body
    assert body.partition('id="mz-more"')[0].count('<tr><th scope="row">') == MOST_ROWS
    assert f"列出前{MOST_ROWS}处，共{2 * len(many)}处。" in body
    assert 'href="../data/findings.csv"' in body
    assert 'href="../data/findings.json"' in body


def test_how_common_a_rule_is_counts_the_documents_it_applied_to() -> None:
    quiet = AuditReport(UNIT, 2021, (), {"X-T5T6": 1, "T1-01": 1}, {"HIE-T9": "empty-table"})

    fared = tallies(_RULES, [_REPORT, quiet])

    assert (fared["X-T5T6"].applied, fared["X-T5T6"].spoke, fared["X-T5T6"].share) == (2, 1, "50")
    assert (fared["T1-01"].held, fared["T1-01"].findings, fared["T1-01"].share) == (4, 0, "0")
    assert (fared["HIE-T9"].applied, dict(fared["HIE-T9"].reasons)) == (0, {"empty-table": 2})


def test_a_rule_that_speaks_rarely_is_not_said_to_be_silent() -> None:
    silent = AuditReport(UNIT, 2021, (), {"X-T5T6": 1}, {})

    assert tallies(_RULES, [_REPORT, *[silent] * 400])["X-T5T6"].share == "<1"


def test_the_index_of_rules_names_each_once_under_its_group(summary: UnitYearSummary) -> None:
    page = checks_page([summary], _RULES, tallies(_RULES, [_REPORT]), SITE)

    rules = page.slots.body.partition('id="rules"')[2]
    assert re.findall(r'href="rules/([^"]+)/"', rules) == ["T1-01", "HIE-T9", "X-T5T6", "NUM-02"]
    assert re.findall(r'<h3 id="rules-([a-z]+)">', rules) == ["sums", "tables", "print"]
    assert "1／1" in _text(rules)


def test_every_rule_has_its_group_also_one_that_no_group_names() -> None:
    unknown = RuleFacts("NEW-01", "info")

    groups = grouped([*_RULES, unknown])

    assert sorted(rule.id for group in groups for rule in group.rules) == sorted(rule.id for rule in [*_RULES, unknown])
    assert rule_words("NEW-01").name == "NEW-01"


def test_each_rule_has_a_page_with_what_is_said_of_it_and_how_it_fared(
    summary: UnitYearSummary, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = {"name": "两表合计", "why": "两处应相同", "formula": "甲 = 乙", "example": "甲印作 1", "unseen": "两处都错"}
    told = {**all_sentences(), "X-T5T6": {"zh": {**said, "basis": "《条例》第六条", "fix": "核对 {name}", "what": ""}}}
    monkeypatch.setattr("builder.render.rules.all_sentences", lambda: told)
    rule_words.cache_clear()

    pages = {page.path: page for page in rule_pages([summary], _RULES, tallies(_RULES, [_REPORT]), SITE)}
    rule_words.cache_clear()

    assert sorted(pages) == [f"checks/rules/{rule.id}/index.html" for rule in sorted(_RULES)]
    page = pages["checks/rules/X-T5T6/index.html"].slots
    text = _text(page.body)
    assert page.title == "两表合计（X-T5T6）"
    for part in ("两处应相同。", "甲 = 乙", "甲印作 1", "两处都错", "《条例》第六条", "1／1", "容许"):
        assert part in text
    assert "{name}" not in text
    assert f'href="../../../units/{UNIT}/{YEAR}/#t5-total-basic"' in page.body


def test_a_rule_that_found_nothing_says_so_and_why_it_did_not_apply(summary: UnitYearSummary) -> None:
    pages = {page.path: page.slots for page in rule_pages([summary], _RULES, tallies(_RULES, [_REPORT]), SITE)}

    text = _text(pages["checks/rules/HIE-T9/index.html"].body)
    assert "还没有用得上这条规则的公开件" in text
    assert "该表为空表1份" in text
    assert "没有指出任何一处" in text
    assert "公开完整度" in _text(pages["checks/rules/CMP-12/index.html"].body)


def test_the_files_of_findings_count_by_document_and_rule_and_hold_every_finding(summary: UnitYearSummary) -> None:
    files = {
        file.path: json.loads(file.content) for file in finding_files([summary, replace(summary, year=2021)], _RULES)
    }

    head, part = files["checks/findings.json"], files["checks/findings-1.json"]
    assert [rule for rule, _ in head["rules"]] == ["T1-01", "HIE-T9", "X-T5T6", "NUM-02"]
    assert head["unit_years"][0] == [UNIT, YEAR, "昌吉州政府电子政务办公室", "652300", 1, [[2, 1, 0, 0], [3, 0, 0, 1]]]
    assert part[0][0] == 0
    assert part[0][1][0][:7] == ["X-T5T6", 0, "表五 合计 基本支出", "t5-total-basic", "144.06", "144.96", "−0.90"]
    assert part[1][0] == 1
    assert len(part[1][1]) == 2


def test_the_findings_are_parted_between_documents_where_they_are_many(summary: UnitYearSummary) -> None:
    files = {file.path: json.loads(file.content) for file in finding_files([summary, summary], _RULES, part_bytes=10)}

    assert [entry[4] for entry in files["checks/findings.json"]["unit_years"]] == [1, 2]
    assert [number for number, _ in files["checks/findings-2.json"]] == [1]


def test_a_site_without_findings_has_whole_pages(disclosure: Disclosure) -> None:
    report = AuditReport(UNIT, YEAR, (), {}, {})
    quiet = summarise(disclosure, report, EMPTY_CATALOG)

    for summaries in ([], [quiet]):
        fared = tallies(_RULES, [report] * len(summaries))
        pages = [
            checks_page(summaries, _RULES, fared, SITE),
            completeness_page(summaries, SITE),
            *rule_pages(summaries, _RULES, fared, SITE),
        ]
        assert all(" style=" not in page.slots.body and "None" not in page.slots.body for page in pages)
        (head,) = finding_files(summaries, _RULES)
        assert json.loads(head.content)["unit_years"] == []
        assert json.loads(completeness_file(summaries).content)["unit_years"] == []


def test_completeness_is_a_list_of_items_with_points_weights_and_what_is_short() -> None:
    section = completeness_section(Completeness(_ITEMS))

    text = _text(str(section))
    assert "得9分（满分100分）" in text
    assert "没有找到或只找到一部分的有2项" in text
    assert "1项无法判断，没有给分，也不算缺" in text
    rows = re.findall(r'<tr id="(d\d+)" class="([a-z]+)">.*?<td class="n">([^<]+)</td>', str(section))
    assert rows == [
        ("d04", "full", "6／6"),
        ("d05", "part", "3／6"),
        ("d12", "none", "0／3"),
        ("d23", "unknown", "—／3"),
    ]
    assert "未细化到要求的层次" in text


def test_the_matrix_of_completeness_says_each_mark_in_form_and_words(summary: UnitYearSummary) -> None:
    body = completeness_page([summary], SITE).slots.body

    row = body.partition("<tbody>")[2].partition("</tr>")[0]
    assert f'href="../units/{UNIT}/{YEAR}/#completeness"' in row
    assert re.findall(r'aria-hidden="true">(.)</span><span class="mz-sr">([^<]+)<', row) == [
        ("●", "有"),
        ("◐", "有一部分"),
        ("○", "没有找到"),
        ("?", "无法判断"),
    ]
    assert 'id="item-d12"' in body
    assert "不是官方评分" in body


def test_the_scores_are_a_file_of_one_document_a_line(summary: UnitYearSummary) -> None:
    scores = json.loads(completeness_file([summary]).content)

    assert scores["items"] == ["D04", "D05", "D12", "D23"]
    assert scores["unit_years"] == [[UNIT, YEAR, "昌吉州政府电子政务办公室", "652300", 9, [6, 3, 0, None]]]
