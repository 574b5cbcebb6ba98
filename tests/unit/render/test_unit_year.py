from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.findings import AuditReport, Finding, Place, Suspect
from builder.model.catalog import EMPTY_CATALOG, Catalog
from builder.model.disclosure import Disclosure
from builder.render.unit_year import unit_year_page
from tests.unit.render.conftest import SITE, UNIT, YEAR, disclosure_of, printed, totals

Resources = dict[str, list[dict[str, Any]]]
_SECTIONS = [
    "top", "flow", "function", "economic", "three-public", "projects", "people", "procurement", "assets",
    "tables", "narrative", "checks", "completeness", "glossary", "about", "cite",
]  # fmt: skip


def _report(*findings: Finding, passed: dict[str, int] | None = None) -> AuditReport:
    return AuditReport(UNIT, YEAR, findings, passed or {}, {})


def _finding(table: str, row: str, field: str, **facts: Any) -> Finding:
    return Finding("audit", facts.pop("rule", "X-T5T6"), facts.pop("severity", "error"),
                   Place(table=table, row=row, field=field), facts=_FACTS, **facts)  # fmt: skip


_FACTS = {"table": "表五", "other": "表六", "name": "合计", "measure": "基本支出", "level": "类"}


def _body(disclosure: Disclosure, report: AuditReport | None = None, catalog: Catalog = EMPTY_CATALOG) -> str:
    return unit_year_page(disclosure, report or _report(), catalog, SITE).slots.body


def _text(body: str) -> str:
    return re.sub(r"<[^>]+>", "", body).replace("\n", "")


def test_the_sections_stand_in_the_order_that_the_design_gives(disclosure: Disclosure) -> None:
    body = _body(disclosure)

    found = re.findall(r'<(?:article|section)[^>]* id="([a-z-]+)"', body)
    assert [name for name in found if name in _SECTIONS] == _SECTIONS


def test_the_lead_says_the_total_its_change_and_how_each_hundred_yuan_is_split(disclosure: Disclosure) -> None:
    text = _text(_body(disclosure))

    assert (
        "2022年计划收入、支出各314.96万元，比上年少5.95万元。每100元里，54元用于两个项目，46元用于人员和日常运转。"
        in text
    )
    assert "“三公”经费2.17万元，比上年多0.09万元；不出国，不购车。" in text


@pytest.mark.parametrize(("told", "phrase"), [(2, "用于两个项目"), (1, "用于项目")])
def test_projects_are_counted_only_where_they_are_all_that_the_money_is_for(
    disclosure: Disclosure, told: int, phrase: str
) -> None:
    tables = {table_id: table for table_id, table in disclosure.tables.items() if table_id != "T7"}
    resources = {**disclosure.resources, "projects": disclosure.rows("projects")[:told]}

    text = _text(_body(replace(disclosure, tables=tables, resources=resources)))

    assert f"54元{phrase}，" in text
    assert ("最大的项目是" in text) == (told == 2)


@pytest.mark.parametrize(
    ("basic", "project", "sentence"),
    [
        ("0", "10", "全部用于项目。"),
        ("10", "0", "全部用于人员和日常运转，没有安排项目支出。"),
        ("0", "0", "没有安排收入和支出"),
    ],
)
def test_the_lead_of_a_budget_without_one_part_says_so(basic: str, project: str, sentence: str) -> None:
    whole = str(Decimal(basic) + Decimal(project))
    disclosure = disclosure_of(
        {
            "printed_tables": [printed("T1"), printed("T3")],
            "disclosed_totals": [
                *totals("T1", income_total=whole, expenditure_total=whole),
                *totals("T3", total=whole, basic=basic, project=project),
            ],
        }
    )

    assert sentence in _text(_body(disclosure))


def test_without_a_change_in_the_text_no_change_is_said(resources: Resources) -> None:
    resources["narrative_figures"] = []

    text = _text(_body(disclosure_of(resources)).partition('<dl class="mz-figs">')[0])

    assert "比上年" not in text
    assert "各314.96万元。" in text


def test_every_link_inside_the_page_has_its_target(disclosure: Disclosure, catalog: Catalog) -> None:
    report = _report(
        _finding("T5", "total", "basic", stated="144.06", expected="144.96", difference="-0.90"),
        _finding("T7", "2", "total", stated="170", expected="150", difference="20"),
        _finding("narrative", "1", "amount", stated="314.96元", expected="314.96万元"),
        _finding("narrative", "text/2", "text"),
        _finding("projects", "p1", "amount_narrative", stated="150", expected="170", difference="-20"),
        _finding("profile", "", "signed_date"),
        _finding("staffing", "active", "headcount"),
        _finding("assets", "held/vehicle", "quantity"),
        passed={"T1-01": 1},
    )

    page = unit_year_page(disclosure, report, catalog, SITE)

    targets = set(re.findall(r' id="([^"]+)"', page.slots.body))
    links = set(re.findall(r'href="#([^"]+)"', page.slots.body + page.slots.toc))
    assert links - targets == set()


def test_no_id_stands_twice(disclosure: Disclosure, catalog: Catalog) -> None:
    ids = re.findall(r' id="([^"]+)"', _body(disclosure, catalog=catalog))

    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    "anchor",
    ["t1-income-gpb-amount", "t1-expenditure-201-amount", "t1-total-income_total", "t3-20103-basic", "t4-total-gpb",
     "t5-total-basic", "t6-30228-public", "t7-3-total", "t8-gpb-total", "figure-1", "narrative-2",
     "project-p1", "glossary-1", "staffing-active-headcount", "assets-held-other-value", "procurement-total"],
)  # fmt: skip
def test_every_figure_has_an_address(disclosure: Disclosure, anchor: str) -> None:
    assert _body(disclosure).count(f' id="{anchor}"') == 1


_BLANK_CELLS = ["t1-expenditure-222-amount", "t3-20103-project", "t9-total-total"]


@pytest.mark.parametrize("anchor", _BLANK_CELLS)
def test_a_blank_cell_of_which_nothing_is_said_has_no_address(disclosure: Disclosure, anchor: str) -> None:
    assert f' id="{anchor}"' not in _body(disclosure)


@pytest.mark.parametrize("anchor", _BLANK_CELLS)
def test_a_blank_cell_that_may_be_the_wrong_one_has_the_address_that_the_panel_leads_to(
    disclosure: Disclosure, anchor: str
) -> None:
    table, row, field = anchor.replace("expenditure-", "expenditure/").split("-")
    place = Place(table=table.upper(), row=row, field=field)
    found = Finding(
        "audit", "ROW-T3", "error", Place(table="T3", row="201", field="total"), "1", "2", "-1", _FACTS, cause=1
    )
    report = AuditReport(UNIT, YEAR, (found,), {}, {}, suspects=(Suspect(place, None, "1", 2, None),))

    body = _body(disclosure, report)

    assert body.count(f' id="{anchor}"') == 1
    assert f'href="#{anchor}"' in body


def test_every_cell_of_a_row_stands_in_its_column(disclosure: Disclosure) -> None:
    table = _body(disclosure).partition('aria-labelledby="t3-h"')[2].partition("</table>")[0]

    rows = [row.count("<t") for row in table.partition("<tbody>")[2].split("<tr")[1:]]
    assert rows == [7] * 11


def test_columns_that_are_blank_throughout_are_told_to_the_style_sheet(disclosure: Disclosure) -> None:
    body = _body(disclosure)

    assert '<table class="mz-pt mz-n mz-ct k3 z7 z8 z9 z10 z11 z12" aria-labelledby="t2-h">' in body
    assert '<table class="mz-pt mz-n mz-ct k2" aria-labelledby="t6-h">' in body


def test_a_list_of_figures_has_a_row_each_and_tells_which_columns_hold_numbers(disclosure: Disclosure) -> None:
    table = _body(disclosure).partition("<caption>情况说明所列的数")[0].rpartition("<table")[2]
    rows = _body(disclosure).partition("<caption>情况说明所列的数")[2].partition("</table>")[0].split("<tr")[2:]

    assert table.startswith(' class="mz-pt mz-rec n1 ')
    assert [row.partition(">")[0] for row in rows] == [f' id="figure-{number}"' for number in range(1, 6)]
    assert len({row.count("<td>") for row in rows}) == 1


def test_a_table_has_its_printed_heads_rows_and_blanks(disclosure: Disclosure) -> None:
    body = _body(disclosure)

    table = _text(body.partition('id="t1-h"')[2].partition('id="t2-h"')[0])
    assert "222 粮油物资储备支出" in table
    assert "210卫生健康支出" in table
    heads = [
        _text(cell)
        for cell in re.findall(
            r"<th scope=\"col[^>]*>(?:[^<]|<wbr>)*", body.partition('id="t3-h"')[2].partition("<tbody>")[0]
        )
    ]
    assert heads == [
        "项目",
        "支出预算",
        "功能分类科目编码",
        "功能分类科目名称",
        "合计",
        "基本支出",
        "项目支出",
        "类",
        "款",
        "项",
    ]
    assert (
        '<tr class="l3"><td>201<td>03<td>50<th scope="row" data-k="201 03 50">事业运行<td id="t3-2010350-total">106.26'
        in body
    )


def test_a_repaired_cell_shows_its_print_and_keeps_its_value(disclosure: Disclosure) -> None:
    body = _body(disclosure)

    assert 'id="t3-208-total" data-v="14.41">14。41<' in body
    assert 'id="t1-income-gpb-amount" data-raw="314.96　">314.96<' in body


def test_a_finding_marks_its_cell_and_says_what_was_stated_and_expected(disclosure: Disclosure) -> None:
    report = _report(_finding("T5", "total", "basic", stated="144.06", expected="144.96", difference="-0.90"))

    body = _body(disclosure, report)

    assert 'id="t5-total-basic"><span class="mz-x">144.06<a class="mz-m" href="#t5-n1"' in body
    note = _text(body.partition('<li id="t5-n1">')[2].partition("</li>")[0])
    assert "印作 144.06；表六为 144.96，少 0.90。" in note
    assert "X-T5T6" in note


def test_a_blank_cell_with_a_finding_says_that_it_is_blank(disclosure: Disclosure) -> None:
    report = _report(_finding("T3", "20103", "project", expected="170", difference="-170"))

    body = _body(disclosure, report)

    assert 'class="n mk z" id="t3-20103-project"><span class="mz-x">空<a' in body
    assert "印为空白；表六为 170，少 170。" in _text(body)


def test_a_sum_is_said_as_what_it_should_be(disclosure: Disclosure) -> None:
    said = replace(
        _finding("T3", "20103", "basic", rule="HIE-T3", stated="276.26", expected="106.26", difference="170.00"),
        facts={**_FACTS, "other": ""},
    )

    body = _body(disclosure, _report(said))

    assert "印作 276.26；应为 106.26，多 170.00。" in _text(body)


def test_a_doubt_about_a_cell_is_said_in_its_own_sentence(disclosure: Disclosure) -> None:
    said = _finding("T7", "1", "total", rule="T7-03", severity="warning", stated="170")

    body = _body(disclosure, _report(said))

    assert "小计 170 万元，没有填列经济分类。" in _text(body)


def test_errors_are_grouped_by_equal_difference(disclosure: Disclosure) -> None:
    report = _report(
        _finding("T5", "total", "basic", stated="144.06", expected="144.96", difference="-0.90"),
        _finding("T5", "total", "total", stated="314.96", expected="314.06", difference="0.90"),
        _finding("T7", "total", "total", stated="170", expected="190", difference="-20"),
    )

    panel = _text(_body(disclosure, report).partition('id="checks"')[2])

    assert "差额 0.90 万元　2处" in panel
    assert "其余各处　1处" in panel


def test_the_flow_stops_where_projects_do_not_add_up_and_says_so(disclosure: Disclosure) -> None:
    flow = _body(disclosure).partition('id="flow"')[2].partition("</section>")[0]

    assert "表七各项目之和与项目支出合计对不上" in _text(flow)
    assert "政务云平台运维项目" not in flow


def test_a_project_shows_each_amount_that_is_printed_for_it(disclosure: Disclosure) -> None:
    block = _text(_body(disclosure).partition('id="project-p1"')[2].partition("</article>")[0])

    assert "同一项目各处印的金额：情况说明150万元，绩效目标150万元，表七170万元" in block
    assert "不少于1500个" in block


def test_text_that_is_not_republished_leads_to_where_it_is(resources: Resources) -> None:
    resources["narrative"] = [{"seq": 1, "section": "s1", "heading": False, "text": None}]

    section = _body(disclosure_of(resources)).partition('id="narrative"')[2].partition("</section>")[0]

    assert "原文由编制单位公布" in section
    assert 'href="https://example.org/source"' in section


def test_terms_are_linked_to_their_sense_on_the_page(disclosure: Disclosure, catalog: Catalog) -> None:
    body = _body(disclosure, catalog=catalog)

    assert '<a class="mz-term" href="#glossary-1">基本支出</a>' in body
    assert '<dt id="term-xmzc">' in body


def test_the_page_of_a_table_in_yuan_prints_yuan_and_keeps_the_exact_value() -> None:
    disclosure = disclosure_of(
        {
            "printed_tables": [printed("T3", unit="yuan", quantum="0.000001", thousands_separators=True)],
            "expenditure_by_function": [{"functional_code": "201", "name_printed": "甲", "total": "9101.677535"}],
            "disclosed_totals": totals("T3", total="9101.677535"),
        },
        head={"template_id": "shanghai-putuo-2025"},
    )

    assert '<td id="t3-201-total" data-v="9101.677535">91,016,775.35<' in _body(disclosure)


@pytest.mark.parametrize("rule", ["ROW-T3", "elsewhere"])
def test_a_grouped_figure_keeps_its_exact_value_whether_or_not_its_table_has_findings(rule: str) -> None:
    disclosure = disclosure_of(
        {
            "printed_tables": [printed("T3", thousands_separators=True)],
            "expenditure_by_function": [
                {"functional_code": code, "name_printed": "甲", "total": "1202.95"} for code in ("201", "208")
            ],
        },
    )
    place = Place(table="T3" if rule == "ROW-T3" else "T5", row="201", field="total")
    facts = {"table": "表三", "name": "甲"}
    found = Finding("audit", "ROW-T3", "error", place, "1202.95", "1200.00", "2.95", facts)

    body = _body(disclosure, AuditReport(disclosure.unit_id, disclosure.year, (found,), {}, {}))

    assert '<td id="t3-208-total" data-v="1202.95">1,202.95<' in body


@pytest.mark.parametrize(
    "left",
    [
        (),
        ("income_expenditure_summary",),
        ("three_public",),
        ("narrative", "glossary"),
        ("procurement", "assets", "staffing"),
    ],
)
def test_a_package_with_few_resources_still_makes_a_whole_page(resources: Resources, left: tuple[str, ...]) -> None:
    few = {name: records for name, records in resources.items() if name in {"disclosed_totals", *left}}
    few["printed_tables"] = [printed(name) for name in ("T1", "T8") if left]

    body = _body(disclosure_of(few, head={"signed_date": None, "source_url": None, "template_id": None}))

    assert body.startswith('<article id="top">')
    assert body.endswith("</article>")
    assert "None" not in body


def test_hostile_text_never_becomes_markup(resources: Resources) -> None:
    hostile = "</script><img src=x onerror=alert(1)>\"'"
    for records in resources.values():
        for record in records:
            for name in ("name_printed", "text", "term", "definition", "item", "level3", "note", "reason", "raw_text"):
                if isinstance(record.get(name), str):
                    record[name] = hostile

    page = unit_year_page(disclosure_of(resources, unit={"name_official": hostile}), _report(), EMPTY_CATALOG, SITE)

    whole = page.slots.body + page.slots.head + page.slots.title + page.slots.toc
    assert "<img" not in whole
    assert page.slots.head.count("</script>") == 1


def test_a_link_of_a_script_kind_is_not_followed(resources: Resources) -> None:
    body = _body(disclosure_of(resources, head={"source_url": "javascript:alert(1)"}))

    assert 'href="javascript:' not in body


def test_the_page_obeys_a_strict_content_security_policy(disclosure: Disclosure) -> None:
    body = _body(disclosure)

    assert " style=" not in body
    assert not re.search(r"<[^>]* on[a-z]+=", body)


def test_same_input_gives_the_same_bytes(disclosure: Disclosure, catalog: Catalog) -> None:
    first = unit_year_page(disclosure, _report(), catalog, SITE)

    assert first == unit_year_page(disclosure, _report(), catalog, SITE)


_AMOUNT = st.one_of(st.none(), st.decimals(-(10**8), 10**11, places=2), st.just(Decimal(0)))


@settings(max_examples=25, deadline=None)
@given(st.lists(_AMOUNT, min_size=9, max_size=9))
def test_any_figures_make_a_page_without_broken_grammar(amounts: list[Decimal | None]) -> None:
    income, expenditure, basic, project, personnel, public, trips, cars, whole = amounts
    disclosure = disclosure_of(
        {
            "printed_tables": [printed(name) for name in ("T1", "T3", "T6", "T8")],
            "income_expenditure_summary": [{"side": "income", "line": "gpb", "name_printed": "甲", "amount": income}],
            "expenditure_by_function": [
                {
                    "functional_code": "201",
                    "name_printed": "乙",
                    "total": expenditure,
                    "basic": basic,
                    "project": project,
                },
                {"functional_code": "2010101", "name_printed": "丙", "total": expenditure, "basic": basic},
            ],
            "general_budget_basic": [
                {"economic_code": "30101", "name_printed": "丁", "total": basic, "personnel": personnel}
            ],
            "three_public": [{"fund": "gpb", "total": whole, "overseas": trips, "vehicle_purchase": cars}],
            "narrative_figures": [
                {"seq": 1, "section": "s1", "subject": "total", "amount": income, "change": project},
                {"seq": 2, "section": "s8", "subject": "three_public_total", "change": trips},
                {"seq": 3, "section": "s5_3", "subject": "item", "code": "2010101", "change": cars},
            ],
            "disclosed_totals": [
                *totals("T1"),
                {"table_id": "T1", "measure": "income_total", "amount": income},
                {"table_id": "T1", "measure": "expenditure_total", "amount": expenditure},
                {"table_id": "T3", "measure": "total", "amount": expenditure},
                {"table_id": "T3", "measure": "basic", "amount": basic},
                {"table_id": "T3", "measure": "project", "amount": project},
                {"table_id": "T6", "measure": "personnel", "amount": personnel},
                {"table_id": "T6", "measure": "public", "amount": public},
            ],
        }
    )

    text = _text(_body(disclosure))

    for broken in ("。。", "，，", "，。", "；；", "；。", "None", "NaN", "比上年多−", "比上年少−"):
        assert broken not in text
    assert not re.search(r"[-−]0+(?![.0-9])", text.replace("2022-02-12", "").replace("2026-01-01", ""))
