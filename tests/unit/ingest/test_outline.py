from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.ingest.outline import Zone, zones_of
from builder.ingest.source import Line, stream_of
from tests.unit.ingest.streams import document, sheets, stream


def _zones(text: str, *, sheet: str | None = None) -> list[Zone]:
    return list(zones_of(stream(text, sheet=sheet)))


def _kinds(text: str) -> list[str]:
    return [zone.facts.get("table_id") or zone.kind for zone in _zones(text)]


def test_the_parts_of_a_disclosure_in_the_order_of_the_north_western_template() -> None:
    text = """
        第一部分 某州某局概况
        一、主要职能
        某局负责某事。
        二、机构设置及人员情况
        某局下设两个科室：甲科，乙科。
        第二部分 单位预算公开表
        表1
        单位收支总体情况表
        编制部门（单位）：某局 单位：万元
        项目|预算数|功能分类|预算数
        第三部分 2023年单位预算情况说明
        一、关于某局2023年收支预算情况的总体说明
        某局收支总预算10万元。
        第四部分 名词解释
        一、财政拨款：指某种资金。
        某州某局
        2023年2月1日
    """

    kinds = _kinds(text)

    assert kinds == ["part", "functions", "organisation", "part", "T1", "narrative", "glossary", "signature"]


def test_the_parts_of_a_disclosure_in_the_order_of_the_eastern_template() -> None:
    text = """
        某市2024年市级单位预算
        目 录
        一、单位主要职能
        二、单位预算表
        1. 2024年单位收支预算总表
        三、其他相关情况说明
        某局主要职能
        某局是主管某事的部门。
        某局机构设置
        某局设2个内设机构。
        名词解释
        （一）事业收入：指某种收入。
        2024年单位预算编制说明
        收入预算10万元。
        2024年单位财务收支预算总表
        编制单位：某局 单位：元
        其他相关情况说明
        一、“三公”经费预算情况说明
    """

    kinds = _kinds(text)

    assert kinds == [
        "cover", "contents", "functions", "organisation", "glossary", "narrative", "T1", "narrative",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("title", "table_id"),
    [
        ("收支预算总表", "T1"),
        ("部门收支总体情况表", "T1"),
        ("2023年部门财务收支预算总表", "T1"),
        ("部门收入总表", "T2"),
        ("部门支出预算总表", "T3"),
        ("财政拨款收支总表", "T4"),
        ("一般公共预算支出表", "T5"),
        ("2025年预算单位一般公共预算支出功能分类预算表", "T5"),
        ("一般公共预算基本支出表（按经济分类）", "T6"),
        ("一般公共预算项目支出情况表", "T7"),
        ("一般公共预算“三公”经费支出表", "T8"),
        ("财政拨款“三公”经费、会议费、培训费支出表", "T8"),
        ("政府性基金预算支出表", "T9"),
        ("国有资本经营预算支出表", "T10"),
        ("政府采购预算表", "T11"),
        ("政府购买服务预算表", "T12"),
    ],
)
def test_a_table_is_known_by_the_content_of_its_title(title: str, table_id: str) -> None:
    text = f"""
        {title}
        单位：万元
        甲|1
    """

    (zone,) = [zone for zone in _zones(text) if zone.kind == "table"]

    assert zone.facts["table_id"] == table_id


@pytest.mark.parametrize("number", ["表1", "公开表1-2", "附表3", "公开01表", "预算公开表5", "表三："])
def test_a_number_above_the_title_is_part_of_the_heading(number: str) -> None:
    text = f"""
        {number}
        部门收入总表
        甲|1
    """

    zones = [zone for zone in _zones(text) if zone.kind == "table"]

    assert [(zone.facts["table_id"], zone.headings) for zone in zones] == [("T2", 2)]


def test_a_title_within_the_grid_opens_the_table() -> None:
    text = """
        部门支出总表||
        单位：|某局|万元
        合计|1|2
    """

    (zone,) = _zones(text)

    assert (zone.kind, zone.facts["table_id"], len(zone.body)) == ("table", "T3", 2)


def test_a_sheet_named_after_a_table_opens_it_where_no_title_is_printed() -> None:
    (zone,) = _zones("科目|合计\n201|1", sheet="表2 收入总表")

    assert (zone.facts["table_id"], zone.facts["title"], zone.headings) == ("T2", "表2 收入总表", 0)


def test_a_sheet_with_a_printed_title_is_opened_by_that() -> None:
    (zone,) = _zones("部门支出总表|\n201|1", sheet="表2 收入总表")

    assert (zone.facts["table_id"], zone.headings) == ("T3", 1)


def test_text_on_a_sheet_of_its_own_is_no_part_of_the_table_before_it() -> None:
    rows = sheets(
        text="第三部分 情况说明\n收支总预算1万元。",
        T3="部门支出总表\n201|1",
        more="（一）机关运行经费情况\n无。",
        rest="某局",
    )

    zones = zones_of(rows)

    assert [zone.kind for zone in zones] == ["narrative", "table", "narrative"]
    assert [row.text for row in zones[-1].rows] == ["（一）机关运行经费情况", "无。", "某局"]


def test_a_table_that_goes_on_under_the_same_title_is_one_table() -> None:
    text = """
        部门收入总表
        201|1
        部门收入总表（续）
        202|2
    """

    (zone,) = _zones(text)

    assert [row.text for row in zone.body] == ["201 1", "部门收入总表（续）", "202 2"]


def test_a_list_of_titles_on_a_page_of_its_own_is_a_list_of_contents() -> None:
    text = """
        第二部分 2023年部门预算表
        一、部门收支总表
        二、部门收入总表
        部门收支总表
        甲|1
        部门收入总表
        乙|2
    """

    assert _kinds(text) == ["part", "contents", "contents", "T1", "T2"]


def test_the_contents_end_where_an_entry_comes_a_second_time() -> None:
    text = """
        目录
        第一部分 某局概况……1
        一、主要职责……1
        第二部分 名词解释……9
        第一部分 某局概况
        一、主要职责
        某局负责某事。
    """

    assert _kinds(text) == ["cover", "contents", "part", "functions"][1:]


def test_headings_that_the_contents_do_not_list_belong_to_the_text_below_them() -> None:
    text = """
        目录
        1. 部门收支总表
        2. 部门收入总表
        第一部分 某局概况
        一、主要职责
        某局负责某事。
        第二部分 部门预算表
        部门收支总表
        甲|1
    """

    assert _kinds(text) == ["contents", "part", "functions", "part", "T1"]


def test_forms_within_the_explanation_lead_back_to_it() -> None:
    text = """
        第三部分 预算情况说明
        （四）预算绩效情况
        具体情况见下表：
        项目支出绩效目标表
        （2023年）
        项目名称|某项目
        项目支出绩效目标表
        项目名称|另一项目
        （五）其他需说明的事项
        无。
    """

    zones = _zones(text)

    assert [zone.kind for zone in zones] == ["narrative", "form", "form", "narrative"]
    assert [row.text for row in zones[-1].rows] == ["（五）其他需说明的事项", "无。"]


def test_the_rest_of_a_heading_that_its_line_had_no_room_for_cuts_nothing() -> None:
    text = """
        第三部分 2023年单位预算情况说明
        一、关于某局2023年收支预算情况的总体说明
        某局收支总预算10万元。
        八、关于某州某县某局2023年一般公共预算“三公”经费预算
        情况说明
        某局2023年“三公”经费数为0万元。
    """
    blocks = [replace(each, is_physical=True) for each in document(text).blocks if isinstance(each, Line)]

    zones = zones_of(stream_of(blocks))

    assert [(zone.kind, len(zone.rows)) for zone in zones] == [("narrative", 6)]


def test_a_document_that_ends_in_a_table_may_be_signed_below_it() -> None:
    text = """
        表9
        政府性基金预算支出情况表
        单位：万元
        项目|合计
        合计|
        备注：本表为空表。
        某州某县某局
        2023年2月1日
    """

    zones = _zones(text)

    assert [(zone.kind, len(zone.rows)) for zone in zones] == [("table", 6), ("signature", 2)]


def test_sentences_that_speak_of_tables_open_none() -> None:
    text = """
        第三部分 预算情况说明
        某局没有安排支出，政府性基金预算支出情况表为空表。
        政府性基金预算支出情况表为空表
        具体情况见下表
    """

    assert _kinds(text) == ["narrative"]


def test_numbered_headings_of_the_explanation_do_not_cut_it() -> None:
    text = """
        第三部分 预算情况说明
        一、关于某局收支预算情况的总体说明
        二、关于某局收入预算情况说明
        三、机构运行经费情况说明
    """

    assert _kinds(text) == ["narrative"]


_LINES = st.lists(
    st.sampled_from(
        [
            "",
            "目录",
            "第一部分 概况",
            "一、主要职能",
            "表1",
            "部门收入总表",
            "名词解释",
            "（五）其他",
            "某局",
            "2023年2月1日",
            "甲|1",
            "||",
            "第三部分 情况说明",
            "项目支出绩效目标表",
            "201|类|1",
            "很长的一句话，说明某事。",
        ]
    ),
    max_size=30,
)


@given(_LINES)
def test_every_row_is_in_exactly_one_zone_in_order(lines: list[str]) -> None:
    rows = stream("\n".join(lines) or "x")

    zones = zones_of(rows)

    assert [row for zone in zones for row in zone.rows] == list(rows)
    assert all(0 <= zone.headings <= len(zone.rows) for zone in zones)


def test_the_heading_with_the_next_number_ends_the_functions() -> None:
    text = "一、职能简介\n负责某项工作；承办其他事项。\n二、2023年重点工作\n抓好某事。\n三、机构设置\n设甲科。"

    assert _kinds(text) == ["functions", "loose", "organisation"]


def test_a_list_of_functions_with_numbers_of_its_own_goes_on() -> None:
    assert _kinds("一、主要职能\n一、承担某项工作\n二、承办某项事务\n三、办理其他事项") == ["functions"]


@pytest.mark.parametrize(
    ("title", "table_id"),
    [
        ("一般公共预算支出明细表（按支出功能分类科目）", "T5"),
        ("一般公共预算支出明细表（按支出经济分类科目）", "T12"),
        ("一般公共预算基本支出明细表（按支出经济分类科目）", "T6"),
        ("一般公共预算基本支出明细表（按支出功能分类科目）", "T12"),
        ("一般公共预算基本支出表（按政府预算经济分类）", "T12"),
        ("财政拨款（含一般公共预算和政府性基金预算）“三公”经费支出表", "T8"),
        ("政府性基金预算“三公”经费支出预算表", "T12"),
        ("一般公共预算基本支出表-人员经费(工资福利支出)(按部门预算经济分类)", "T12"),
    ],
)
def test_which_table_a_title_names(title: str, table_id: str) -> None:
    assert _kinds(f"表1\n{title}\n单位：万元") == [table_id]
