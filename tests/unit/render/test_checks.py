from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest

from builder.findings import AuditReport, Finding, Hint, Place, Response, Suspect
from builder.model.catalog import EMPTY_CATALOG
from builder.model.disclosure import Disclosure
from builder.render.unit_year import unit_year_page
from tests.unit.render.conftest import SITE, UNIT, YEAR, disclosure_of, printed

_FACTS = {"table": "表五", "other": "表六", "name": "合计", "measure": "基本支出", "level": "类"}
_BASIC = {"stated": "144.06", "expected": "144.96", "difference": "-0.90"}


def finding(table: str | None, row: str | None, field: str, **parts: Any) -> Finding:
    rule, severity = parts.pop("rule", "X-T5T6"), parts.pop("severity", "error")
    return Finding("audit", rule, severity, Place(table=table, row=row, field=field), facts=_FACTS, **parts)


def report_of(*findings: Finding, **parts: Any) -> AuditReport:
    return AuditReport(UNIT, YEAR, findings, parts.pop("passed", {}), parts.pop("not_applicable", {}), **parts)


def page_of(disclosure: Disclosure, report: AuditReport) -> str:
    return unit_year_page(disclosure, report, EMPTY_CATALOG, SITE).slots.body


def panel_of(disclosure: Disclosure, report: AuditReport) -> str:
    return page_of(disclosure, report).partition('id="checks"')[2].partition("</section>")[0]


def text_of(html: str) -> str:
    return re.sub(r"<[^>]+>", "", html).replace("\n", "")


def test_the_head_says_in_one_line_how_many_were_compared_and_leads_to_the_panel(disclosure: Disclosure) -> None:
    missing = Finding("audit", "CMP-12", "warning", Place(field="D12"), facts={"note": "absent"})
    doubts = [finding("T5", "total", "basic", severity=severity) for severity in ("error", "warning", "info")]

    body = page_of(disclosure, report_of(*doubts, missing, passed={"T1-01": 1, "HIE-T3": 200, "CMP-01": 1}))

    line = body.partition('<a class="mz-check" href="#checks">')[2].partition("</a>")[0]
    assert "核对 203 处：201 处一致，2 处不一致。" in text_of(line)
    assert "另有1处提示，不影响金额。" in text_of(line)


def test_findings_of_one_likely_cause_stand_first_then_equal_differences_then_the_others(
    disclosure: Disclosure,
) -> None:
    report = report_of(
        finding("T1", "expenditure/201", "amount", stated="1", expected="2", difference="-1"),
        finding("T5", "total", "basic", **_BASIC),
        finding("T5", "total", "total", stated="314.96", expected="314.06", difference="0.90"),
        finding("T7", "total", "total", stated="170", expected="190", difference="-20", cause=1),
        finding("T7", "2", "total", stated="170", expected="150", difference="20", cause=1),
        suspects=(Suspect(Place(table="T7", row="2", field="total"), "170", "150", 2, None),),
    )

    groups = re.findall(r"<summary><span><b>([^<]+)</b>　(\d+)处", panel_of(disclosure, report))

    assert groups == [("可能同源", "2"), ("差额 0.90 万元", "2"), ("其余各处", "1")]


def test_the_likely_figure_is_said_as_a_hint_and_never_as_a_correction(disclosure: Disclosure) -> None:
    place = Place(table="T7", row="2", field="total")
    report = report_of(
        finding("T7", "total", "total", stated="170", expected="190", difference="-20", cause=1),
        suspects=(Suspect(place, "170", "150", 6, None),),
    )

    panel = panel_of(disclosure, report)

    assert "最可能的一处：表七 政务云平台运维项目 项目支出合计 印作 170，若为 150，则 6 处一致。" in text_of(panel)
    assert "不是更正" in panel
    assert '<a href="#t7-2-total">' in panel
    assert 'id="t7-2-total"' in page_of(disclosure, report)


def test_the_kind_of_slip_is_said_once_for_a_group(disclosure: Disclosure) -> None:
    hint = Hint("H08", {"needed": "150", "count": "6", "at": ""})
    report = report_of(
        finding("T7", "total", "total", stated="170", expected="190", difference="-20", cause=1, hint=hint),
        suspects=(Suspect(Place(table="T7", row="2", field="total"), "170", "150", 6, hint),),
    )

    panel = text_of(panel_of(disclosure, report))

    assert panel.count("若为 150 万元，6 处核对可以一致") == 1


def test_a_finding_without_a_likely_cause_says_its_own_hint(disclosure: Disclosure) -> None:
    hint = Hint("H08", {"needed": "144.96", "count": "1", "at": ""})

    panel = panel_of(disclosure, report_of(finding("T5", "total", "basic", hint=hint, **_BASIC)))

    assert re.search(r'<span class="mz-hint">[^<]*144\.96 万元', panel)


def test_the_words_of_the_unit_stand_apart_with_date_and_speaker(disclosure: Disclosure) -> None:
    response = Response("录入有误<b>", "2022-03-01", "办公室")

    body = page_of(disclosure, report_of(finding("T5", "total", "basic", response=response, **_BASIC)))

    panel = body.partition('id="checks"')[2]
    reply = panel.partition('<blockquote class="mz-reply">')[2].partition("</blockquote>")[0]
    assert "办公室，2022-03-01" in text_of(reply)
    assert "录入有误&lt;b&gt;" in reply
    assert "编制单位说明（办公室，2022-03-01）：录入有误" in text_of(body.partition('id="t5-n1"')[2])


def test_a_response_without_a_date_or_speaker_is_shown_all_the_same(disclosure: Disclosure) -> None:
    response = Response("已更正", None, None)

    body = page_of(disclosure, report_of(finding("T5", "total", "basic", response=response, **_BASIC)))

    panel = text_of(body.partition('id="checks"')[2])
    assert "编制单位的说明已更正" in panel
    assert "None" not in panel
    assert "编制单位说明：已更正" in text_of(body)


def test_a_finding_links_to_its_rule_and_to_the_other_cell(disclosure: Disclosure) -> None:
    body = page_of(disclosure, report_of(finding("T5", "total", "basic", **_BASIC)))

    panel = body.partition('id="checks"')[2]
    assert '<a href="../../../checks/rules/X-T5T6/">X-T5T6</a>' in panel
    assert '另一处：<a href="#t6-total-total">表六 合计</a>' in panel
    assert 'id="t6-total-total"' in body


@pytest.mark.parametrize(
    ("table", "row", "expected", "rule"),
    [("T5", "total", "144.97", "X-T5T6"), ("T5", "total", "144.96", "TOT-T5"), ("T3", "total", "144.96", "X-T5T6"),
     ("T5", "total", "words", "X-T5T6"), ("T5", "201", "144.96", "X-T5T6")],
)  # fmt: skip
def test_no_other_cell_is_named_where_it_cannot_be_told(
    disclosure: Disclosure, table: str, row: str, expected: str, rule: str
) -> None:
    found = finding(table, row, "basic", rule=rule, stated="1", expected=expected)

    assert "另一处" not in panel_of(disclosure, report_of(found))


def test_a_figure_of_the_text_is_shown_in_its_sentence(disclosure: Disclosure) -> None:
    figures = finding("narrative", "1", "amount", stated="0.031496", expected="314.96")
    words = finding("narrative", "text/2", "text")

    panel = panel_of(disclosure, report_of(figures, words))

    assert '<q class="mz-quote">支出预算314.96元</q>' in panel
    assert '<q class="mz-quote">2022年支出预算314.96元，其中：基本支出144.96万元。</q>' in panel


def test_remarks_come_after_what_disagrees_and_what_was_left_out_is_folded_with_its_reason(
    disclosure: Disclosure,
) -> None:
    report = report_of(
        finding("T5", "total", "basic", severity="info"),
        finding("T5", "total", "basic", **_BASIC),
        passed={"T1-01": 3},
        not_applicable={"ROW-T9": "empty-table", "T1-01": "no-tables", "CMP-03": "no-tables"},
    )

    panel = panel_of(disclosure, report)

    heads = re.findall(r"<h3>([^<]+)</h3>", panel)
    assert heads == ["不一致　1处", "提示　1处", "一致　3处", "不适用　1条规则"]
    left = panel.partition('<details class="mz-left">')[2]
    assert "该表为空表" in left
    assert "rules/ROW-T9/" in left
    assert re.search(r'id="rule-t1-01".*?<b>3</b>', panel)


def test_the_panel_says_how_to_report_a_mistake_of_ours(disclosure: Disclosure) -> None:
    site = replace(SITE, report_url="https://example.org/report")
    body = unit_year_page(disclosure, report_of(), EMPTY_CATALOG, site).slots.body

    assert "都是公开件自己印的" in body
    assert '<a href="https://example.org/report" rel="noopener">报告差错</a>' in body.partition('id="checks"')[2]
    assert "../../../about/#report" in panel_of(disclosure, report_of())


_PLACES = [
    *((f"T{number}", "total", "total") for number in range(1, 13)),
    ("T1", "income/gpb", "amount"), ("T7", "2", "e301"), ("T8", "gpb", "reception"), ("T3", None, "total"),
    ("T2", "208", "functional_code"), ("T3", "201", "name_printed"), ("T6", "301", "economic_code"),
    ("T7", "2", "project_name_printed"), ("T1", "expenditure/210", "label_printed"), ("T4", None, "name_header"),
    *(("projects", "p1", name) for name in ("name_narrative", "policy_basis", "executor", "exec_text", "exec_end")),
    ("narrative", "1", "amount"), ("narrative", "99", "amount"), ("narrative", "text/3", "text"),
    ("narrative", "text/77", "text"), ("narrative", None, "text"),
    ("projects", "p1", "amount_narrative"), ("projects", "p2", "name_table"), ("projects", "p1/1", "amount"),
    ("projects", "gone", "name_table"), ("projects", None, "amount"),
    ("performance", "p1", "total_funds"), ("performance", "p1", "form_year"), ("performance", "p1/2", "value"),
    ("performance", "p1/3", "level3"), ("procurement", None, "total"), ("procurement", None, "micro_small_reserved"),
    ("assets", "held/vehicle", "quantity"), ("assets", "held/vehicle", "as_of"), ("assets", "planned/other", "value"),
    ("staffing", "active", "headcount"), ("staffing", "retired", "change"), ("staffing", None, "headcount"),
    ("profile", None, "signed_date"), ("profile", "1", "name"), ("profile", None, "name_official"), (None, None, "D12"),
]  # fmt: skip


@pytest.mark.parametrize(("table", "row", "field"), _PLACES)
def test_a_finding_at_any_place_has_a_name_and_leads_somewhere_on_the_page(
    disclosure: Disclosure, table: str | None, row: str | None, field: str
) -> None:
    body = page_of(disclosure, report_of(finding(table, row, field)))

    panel = body.partition('id="checks"')[2].partition("</section>")[0]
    anchor, name = re.findall(r'<th scope="row"><a href="#([^"]+)">([^<]*)</a>', panel)[0]
    assert f' id="{anchor}"' in body
    assert name.strip()
    assert "None" not in name


@pytest.mark.parametrize(
    ("place", "name", "anchor"),
    [
        (
            ("projects", "p1", "amount_narrative"),
            "项目 政务云平台运维项目 预算安排规模",
            "projects-p1-amount_narrative",
        ),
        (("projects", "p1/2", "amount"), "项目 政务云平台运维项目 第2项 金额", "allocations-p1-2-amount"),
        (("performance", "p1/2", "level3"), "绩效目标 政务云平台运维项目 第2项 三级指标", "performance-p1-2-value"),
        (("performance", "p1", "form_year"), "绩效目标 政务云平台运维项目 年度", "project-p1"),
        (("staffing", "retired", "change"), "人员 退休 增减", "staffing-retired-headcount"),
        (("projects", "p1", "policy_basis"), "项目 政务云平台运维项目 设立依据", "projects-p1-policy_basis"),
        (("projects", "p1", "exec_end"), "项目 政务云平台运维项目 结束", "projects-p1-exec_end"),
        (("T2", "208", "functional_code"), "表二 208 功能分类科目编码", "t2-208-name_printed"),
        (("T7", "2", "project_name_printed"), "表七 政务云平台运维项目 项目名称", "t7-2-project_name_printed"),
        (("procurement", None, "goods"), "政府采购 货物", "procurement-goods"),
        (("profile", None, "signed_date"), "概况 落款日期", "about"),
        (("T7", "2", "total"), "表七 政务云平台运维项目 项目支出合计", "t7-2-total"),
        (("T11", None, "note"), "表十一 表下说明", "top"),
    ],
)
def test_a_place_is_named_in_words_and_led_to_as_precisely_as_the_page_allows(
    disclosure: Disclosure, place: tuple[str, str | None, str], name: str, anchor: str
) -> None:
    panel = panel_of(disclosure, report_of(finding(*place)))

    assert f'<a href="#{anchor}">{name}</a>' in panel


def test_a_table_printed_without_figures_is_led_to_as_a_whole() -> None:
    disclosure = disclosure_of({"printed_tables": [printed("T11", title_printed="政府采购预算表")]})

    panel = panel_of(disclosure, report_of(finding("T11", None, "note")))

    assert '<a href="#t11">表十一 表下说明</a>' in panel


def test_shares_and_growths_are_per_cent_and_never_grouped_by_an_equal_difference(disclosure: Disclosure) -> None:
    facts = {"name": "住房保障支出", "part": "12.97", "whole": "314.96"}
    doubt = Finding("audit", "SHR-01", "warning", Place(table="narrative", row="1", field="share_pct"), "5", "4", "1")
    growth = Finding(
        "audit", "YOY-01", "warning", Place(table="narrative", row="2", field="change_pct"), "-9", "-8", "-1"
    )
    more = {"change": "-1.34", "prior": "16.16", "is_rounding": ""}

    panel = panel_of(disclosure, report_of(replace(doubt, facts=facts), replace(growth, facts=facts | more)))

    assert "差额 1" not in text_of(panel)
    assert '<td class="n" data-l="印作">−9%<td class="n" data-l="应为">−8%<' in panel
    assert '<td class="n" data-l="差">−1<' in panel
    assert "写增减 −9%，按增减额 −1.34 万元" in text_of(panel)
