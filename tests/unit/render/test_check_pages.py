from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from builder.findings import AuditReport, Completeness, CompletenessItem, Finding, Place
from builder.messages import all_sentences
from builder.model.catalog import EMPTY_CATALOG
from builder.model.disclosure import Disclosure
from builder.outputs import Output
from builder.render import RuleFacts, UnitYearShare, unit_year_share
from builder.render.checks_page import MOST_ROWS, ChecksFacts, checks_page
from builder.render.completeness import FIRST_ROWS, completeness_file, completeness_page, completeness_section
from builder.render.completeness import MOST_ROWS as MOST_SCORES
from builder.render.finding_files import (
    finding_head,
    finding_parts,
    findings_segment,
    listed_documents,
    part_jobs,
)
from builder.render.pages import Page
from builder.render.rule_pages import rule_page_of
from builder.render.rules import RuleTallies, grouped, rule_words
from builder.render.summary import RegionName, UnitYearSummary
from builder.segments import HeldSegments
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
def share(disclosure: Disclosure) -> UnitYearShare:
    return unit_year_share(disclosure, _REPORT, EMPTY_CATALOG)


@pytest.fixture
def summary(share: UnitYearShare) -> UnitYearSummary:
    return share.summary


def _sources(share: UnitYearShare, summaries: Sequence[UnitYearSummary]) -> dict[tuple[str, int], HeldSegments]:
    """Return batches in which every document has the findings of the same one."""
    held = HeldSegments({findings_segment(each.document): share.findings for each in summaries})
    return dict.fromkeys([(each.unit_id, each.year) for each in summaries], held)


def _checks(share: UnitYearShare, summaries: Sequence[UnitYearSummary]) -> Page:
    listed = listed_documents(summaries, _sources(share, summaries))
    tallies = RuleTallies.of([_REPORT] * len(summaries)).by_rule(_RULES)
    return checks_page(ChecksFacts.of(summaries), listed, _RULES, tallies, SITE)


def _rule_page(share: UnitYearShare, rule: str) -> Page:
    listed = listed_documents([share.summary], _sources(share, [share.summary]))
    (facts,) = (each for each in _RULES if each.id == rule)
    return rule_page_of(facts, RuleTallies.of([_REPORT]).by_rule(_RULES)[rule], listed, SITE)


def _files(share: UnitYearShare, summaries: Sequence[UnitYearSummary], part_findings: int = 100) -> dict[str, Any]:
    parts = finding_parts(summaries, _sources(share, summaries), part_findings=part_findings)
    made = [output for job in part_jobs(parts) for output in job.make(*job.arguments)]
    outputs = [finding_head(summaries, _RULES, parts), *(output for output in made if isinstance(output, Output))]
    return {output.path: json.loads(output.content) for output in outputs}


def _text(html: str) -> str:
    return re.sub(r"<[^>]+>", "", html).replace("\n", "")


def test_a_summary_counts_what_is_printed_wrong_without_what_is_missing(summary: UnitYearSummary) -> None:
    assert (summary.errors, summary.warnings, summary.infos, summary.passed) == (1, 0, 1, 3)


def test_the_list_of_findings_holds_each_with_its_rule_and_its_cell_the_gravest_first(
    share: UnitYearShare,
) -> None:
    page = _checks(share, [share.summary])

    listed = page.slots.body.partition('id="mz-listed"')[2].partition('id="mz-more"')[0]
    assert page.path == "checks/index.html"
    assert re.findall(r'href="(\.\./checks/rules/[^"]+)"', listed) == [
        "../checks/rules/X-T5T6/",
        "../checks/rules/NUM-02/",
    ]
    assert listed.count(f'href="../units/{UNIT}/{YEAR}/#t5-total-basic"') == 2
    assert "CMP-12" not in page.slots.body
    assert "../completeness/" in page.slots.body


def test_the_list_stops_at_a_number_of_rows_and_says_where_all_are(share: UnitYearShare) -> None:
    many = [share.summary._replace(year=2000 + number) for number in range(MOST_ROWS // 2 + 5)]

    page = _checks(share, many)

    body = page.slots.body
    assert body.partition('id="mz-more"')[0].count('<tr><th scope="row">') == MOST_ROWS
    assert f"列出前{MOST_ROWS}处，共{2 * len(many)}处。" in body
    assert 'href="../data/findings.csv"' in body
    assert 'href="../data/findings.json"' in body


def test_how_common_a_rule_is_counts_the_documents_it_applied_to() -> None:
    quiet = AuditReport(UNIT, 2021, (), {"X-T5T6": 1, "T1-01": 1}, {"HIE-T9": "empty-table"})

    fared = RuleTallies.of([_REPORT, quiet]).by_rule(_RULES)

    assert (fared["X-T5T6"].applied, fared["X-T5T6"].spoke, fared["X-T5T6"].share) == (2, 1, "50")
    assert (fared["T1-01"].held, fared["T1-01"].findings, fared["T1-01"].share) == (4, 0, "0")
    assert (fared["HIE-T9"].applied, dict(fared["HIE-T9"].reasons)) == (0, {"empty-table": 2})


def test_a_rule_that_speaks_rarely_is_not_said_to_be_silent() -> None:
    silent = AuditReport(UNIT, 2021, (), {"X-T5T6": 1}, {})

    assert RuleTallies.of([_REPORT, *[silent] * 400]).by_rule(_RULES)["X-T5T6"].share == "<1"


def test_the_index_of_rules_names_each_once_under_its_group(share: UnitYearShare) -> None:
    page = _checks(share, [share.summary])

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
    share: UnitYearShare, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = {"name": "两表合计", "why": "两处应相同", "formula": "甲 = 乙", "example": "甲印作 1", "unseen": "两处都错"}
    told = {**all_sentences(), "X-T5T6": {"zh": {**said, "basis": "《条例》第六条", "fix": "核对 {name}", "what": ""}}}
    monkeypatch.setattr("builder.render.rules.all_sentences", lambda: told)
    rule_words.cache_clear()

    page = _rule_page(share, "X-T5T6")
    rule_words.cache_clear()

    assert page.path == "checks/rules/X-T5T6/index.html"
    text = _text(page.slots.body)
    assert page.slots.title == "两表合计（X-T5T6）"
    for part in ("两处应相同。", "甲 = 乙", "甲印作 1", "两处都错", "《条例》第六条", "1／1", "容许"):
        assert part in text
    assert "{name}" not in text
    assert f'href="../../../units/{UNIT}/{YEAR}/#t5-total-basic"' in page.slots.body
    assert "NUM-02" not in text


def test_a_rule_that_found_nothing_says_so_and_why_it_did_not_apply(share: UnitYearShare) -> None:
    text = _text(_rule_page(share, "HIE-T9").slots.body)

    assert "还没有用得上这条规则的公开件" in text
    assert "该表为空表1份" in text
    assert "公开完整度" in _text(_rule_page(share, "CMP-12").slots.body)


def test_the_files_of_findings_count_by_document_and_rule_and_hold_every_finding(share: UnitYearShare) -> None:
    files = _files(share, [share.summary, share.summary._replace(year=2021)])

    head, part = files["checks/findings.json"], files["checks/findings/652300-1.json"]
    assert [rule for rule, _ in head["rules"]] == ["T1-01", "HIE-T9", "X-T5T6", "NUM-02"]
    assert head["unit_years"][0] == [UNIT, YEAR, "昌吉州政府电子政务办公室", "652300", 0, [[2, 1, 0, 0], [3, 0, 0, 1]]]
    assert [address.partition("?")[0] for address in head["parts"]] == ["findings/652300-1.json"]
    assert part[0][:2] == [UNIT, YEAR]
    assert part[0][2][0][:7] == ["X-T5T6", 0, "表五 合计 基本支出", "t5-total-basic", "144.06", "144.96", "−0.90"]
    assert part[1][:2] == [UNIT, 2021]
    assert len(part[1][2]) == 2


def test_findings_are_parted_by_region_and_between_documents_where_they_are_many(share: UnitYearShare) -> None:
    elsewhere = share.summary._replace(unit_id="999999-x", regions=(RegionName("999999", "乙县"),))

    files = _files(share, [share.summary, share.summary._replace(year=2021), elsewhere], part_findings=2)

    assert [entry[4] for entry in files["checks/findings.json"]["unit_years"]] == [0, 1, 2]
    assert sorted(files) == [
        "checks/findings.json",
        "checks/findings/652300-1.json",
        "checks/findings/652300-2.json",
        "checks/findings/999999-1.json",
    ]


def test_the_address_of_a_part_changes_with_what_it_holds(share: UnitYearShare) -> None:
    changed = replace(share, findings=share.findings.replace(b"144.06", b"144.07"))

    before, after = (_files(each, [share.summary])["checks/findings.json"]["parts"] for each in (share, changed))

    assert before != after


def test_a_site_without_findings_has_whole_pages(disclosure: Disclosure) -> None:
    report = AuditReport(UNIT, YEAR, (), {}, {})
    quiet = unit_year_share(disclosure, report, EMPTY_CATALOG).summary

    for summaries in ([], [quiet]):
        fared = RuleTallies.of([report] * len(summaries)).by_rule(_RULES)
        pages = [
            checks_page(ChecksFacts.of(summaries), (), _RULES, fared, SITE),
            completeness_page(summaries, SITE),
            *(rule_page_of(rule, fared[rule.id], (), SITE) for rule in _RULES),
        ]
        assert all(" style=" not in page.slots.body and "None" not in page.slots.body for page in pages)
        assert "没有指出任何一处" in _text(pages[2].slots.body)
        assert finding_parts(summaries, {}) == []
        assert json.loads(finding_head(summaries, _RULES, ()).content)["unit_years"] == []
        assert json.loads(completeness_file(summaries).content)["unit_years"] == []


def test_completeness_is_a_list_of_items_with_points_weights_and_what_is_short() -> None:
    section = completeness_section(Completeness(_ITEMS))

    text = _text(str(section))
    assert "得9分（满分100分）" in text
    assert "没有找到或只找到一部分的有2项" in text
    assert "1项无法判断，没有给分，也不算缺" in text
    rows = re.findall(r'<tr id="(d\d+)" class="([a-z]+)">.*?<td class="n">([^<]+)', str(section))
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


def test_the_matrix_of_completeness_holds_the_first_and_a_button_for_the_next(summary: UnitYearSummary) -> None:
    few = completeness_page([summary] * MOST_SCORES, SITE).slots.body
    many = completeness_page([summary] * (MOST_SCORES + 1), SITE).slots.body

    assert 'id="mz-more"' not in few
    assert 'id="mz-more"' in many
    assert few.count("#completeness") == MOST_SCORES
    assert f"列出前{FIRST_ROWS}份，共{MOST_SCORES + 1}份。" in many
    assert many.count("#completeness") == FIRST_ROWS


def test_the_scores_are_a_file_of_one_document_a_line(summary: UnitYearSummary) -> None:
    scores = json.loads(completeness_file([summary]).content)

    assert scores["items"] == ["D04", "D05", "D12", "D23"]
    assert scores["unit_years"] == [[UNIT, YEAR, "昌吉州政府电子政务办公室", "652300", 9, [6, 3, 0, None]]]
