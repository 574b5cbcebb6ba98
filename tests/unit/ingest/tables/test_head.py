"""What stands above and below the columns."""

from __future__ import annotations

import pytest

from builder.ingest.tables.head import declares_empty, read_head, spans_of, split_title, unit_in
from tests.unit.ingest.tables.printed import zone

TABLE = "类|款|项|名称|合计\n201|||一般公共服务支出|10\n||||\n合计||||10"


def test_number_title_name_and_unit_are_read_from_lines() -> None:
    head = read_head(
        zone("T3", f"表3\n单位支出总体情况表\n编制部门（单位）：某市某局　　单位：万元\n{TABLE}", headings=2)
    ).head

    assert (head.number, head.title, head.name_header, head.amount_unit, head.line) == (
        "表3",
        "单位支出总体情况表",
        "某市某局",
        "wan_yuan",
        1,
    )


def test_they_are_read_from_cells_of_the_grid_too() -> None:
    text = f"表3|<|<|<|<\n支出总表|<|<|<|<\n编制单位：|某市某局|||单位：元\n{TABLE}"

    headed = read_head(zone("T3", text, headings=0))

    head = headed.head
    assert (head.number, head.title, head.name_header, head.amount_unit) == ("表3", "支出总表", "某市某局", "yuan")
    assert headed.body[0].text == "类 款 项 名称 合计"


def test_a_name_left_blank_is_blank() -> None:
    head = read_head(zone("T3", f"支出总表\n编制部门（单位）：                    单位：万元\n{TABLE}")).head

    assert head.name_header == ""


def test_the_unit_may_stand_in_the_title_or_in_a_label() -> None:
    in_title = read_head(zone("T3", f"支出总表（单位：万元）\n{TABLE}")).head
    in_label = read_head(zone("T3", f"支出总表\n{TABLE}".replace("合计", "合计（元）", 1))).head

    assert (in_title.title, in_title.amount_unit, in_label.amount_unit) == ("支出总表", "wan_yuan", "yuan")


def test_a_unit_whose_name_begins_like_an_amount_unit_is_a_name() -> None:
    head = read_head(zone("T3", f"支出总表\n编制单位：元宝山区某局 单位：万元\n{TABLE}")).head

    assert (head.name_header, head.amount_unit) == ("元宝山区某局", "wan_yuan")


def test_the_note_ends_the_table_and_its_broken_lines_are_joined() -> None:
    headed = read_head(zone("T3", f"支出总表\n{TABLE}\n备注：本表没有数据。\n注2：另见附表。"))

    assert headed.head.note == "备注：本表没有数据。 注2：另见附表。"
    assert headed.body[-1].text == "合计 10"


def test_a_title_repeated_on_a_further_page_is_claimed_as_such() -> None:
    headed = read_head(zone("T3", f"支出总表\n单位：元\n{TABLE}\n支出总表\n单位：元\n{TABLE}"))

    assert [row.text for row in headed.body if "总表" in row.text] == []
    assert [claim.piece.text for claim in headed.claims if claim.field == "repeated-header"] == ["支出总表", "单位：元"]


@pytest.mark.parametrize(
    ("text", "number", "title"),
    [
        ("表1 单位收支总体情况表", "表1", "单位收支总体情况表"),
        ("公开表1-2：收入总表", "公开表1-2", "收入总表"),
        ("附表3 支出总表", "附表3", "支出总表"),
        ("预算公开表04 支出总表", "预算公开表04", "支出总表"),
        ("1. 2025年某某总表", "1", "2025年某某总表"),
        ("4．2024年某某总表", "4", "2024年某某总表"),
        ("一、收支总表", "一", "收支总表"),
        ("2025年收支总表", "", "2025年收支总表"),
    ],
)
def test_a_number_is_told_from_the_title_after_it(text: str, number: str, title: str) -> None:
    found = split_title(text)

    assert found == (number, title)


@pytest.mark.parametrize(
    "text", ["表1", "公开表1-2", "附件1-3：", "部门公开02表", "单位:元", "（单位：万元）", "编制单位（公章）：某局"]
)
def test_a_cell_about_the_table_is_known(text: str) -> None:
    spans = spans_of(text)

    assert spans is not None


@pytest.mark.parametrize("text", ["项目", "合计", "201", "单位支出总体情况表", "预算单位"])
def test_any_other_cell_is_not(text: str) -> None:
    spans = spans_of(text)

    assert spans is None


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("单位：万元", "wan_yuan"),
        ("单  位：万 元", "wan_yuan"),
        ("金额单位：人民币元", "yuan"),
        ("预算数（万元）", "wan_yuan"),
        ("单位：千元", "thousand_yuan"),
        ("预算数", None),
    ],
)
def test_amount_units_are_known_in_their_forms(text: str, unit: str | None) -> None:
    found = unit_in(text)

    assert found == unit


@pytest.mark.parametrize(
    ("note", "is_empty"),
    [
        ("备注：某局2024年没有使用政府性基金预算拨款安排的支出，本表为空表。", True),
        ("注：本单位无国有资本经营预算支出。", True),
        ("注：本表反映本年一般公共预算支出情况。", False),
        ("", False),
    ],
)
def test_a_note_may_declare_its_table_empty(note: str, *, is_empty: bool) -> None:
    found = declares_empty(note)

    assert found is is_empty
