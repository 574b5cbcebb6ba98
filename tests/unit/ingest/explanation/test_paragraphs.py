"""Each paragraph of the explanation gets its section."""

from __future__ import annotations

import pytest

from builder.ingest.explanation import recognise_explanation
from builder.ingest.outline import Zone
from builder.ingest.source import Cell, Piece, Row
from tests.unit.ingest.explanation.spoken import explained, keys, rows, sections, setting
from tests.unit.ingest.streams import stream

UNIT = "青石市商贸服务中心2024年"


@pytest.mark.parametrize(
    ("heading", "section"),
    [
        (f"一、关于{UNIT}收支预算情况的总体说明", "s1"),
        ("一、收入支出预算总体情况说明", "s1"),
        ("一、部门预算收支增减变化情况", "s1"),
        (f"二、关于{UNIT}收入预算情况说明", "s2"),
        ("二、关于收入总表的说明", "s2"),
        (f"三、关于{UNIT}支出预算情况说明", "s3"),
        (f"四、关于{UNIT}财政拨款收支预算情况的总体说明", "s4"),
        ("四、财政拨款收入支出预算总体情况说明", "s4"),
        (f"五、关于{UNIT}一般公共预算当年拨款情况说明", "s5"),
        ("五、关于一般公共预算支出表的说明", "s5"),
        ("（一）一般公共预算当年拨款规模变化情况", "s5_1"),
        ("（二）一般公共预算当年拨款结构情况", "s5_2"),
        ("（三）一般公共预算当年拨款具体使用情况", "s5_3"),
        ("六、一般公共预算基本支出预算情况说明", "s6"),
        (f"七、关于{UNIT}一般公共预算项目支出情况说明", "s7"),
        (f"八、关于{UNIT}一般公共预算“三公”经费预算情况说明", "s8"),
        ("八、三公经费财政拨款预算安排情况", "s8"),
        (f"九、关于{UNIT}政府性基金预算拨款情况说明", "s9"),
        ("九、国有资本经营预算支出情况说明", "s9"),
        ("十、其他重要事项的情况说明", "s10"),
        ("（一）机关运行经费安排及增减变化情况", "s10_1"),
        ("（二）政府采购预算安排情况", "s10_2"),
        ("（三）国有资产占有使用情况", "s10_3"),
        ("（四）重点项目预算绩效情况", "s10_4"),
        ("（五）其他需说明的事项", "s10_5"),
        ("二、关于青石市政府采购中心2024年支出预算情况说明", "s3"),
    ],
)
def test_a_heading_names_the_section_of_what_stands_below(heading: str, section: str) -> None:
    found = explained(f"第三部分 2024年单位预算情况说明\n{heading}\n本单位按规定执行。")

    assert [(row["section"], row["heading"]) for row in rows(found, "narrative")] == [
        (section, "true"),
        (section, "false"),
    ]


def test_the_heading_of_a_part_is_no_paragraph() -> None:
    found = explained("第三部分 2024年单位预算情况说明\n一、收入预算情况说明")

    assert [row["text"] for row in rows(found, "narrative")] == ["一、收入预算情况说明"]
    assert [claim.field for claim in found.claims if claim.record is None] == ["heading"]


def test_headings_below_a_section_keep_it_unless_they_are_its_own() -> None:
    found = explained(
        "项目经费情况说明\n一、项目概况\n本项目建设展馆。\n二、绩效目标\n建成后投入使用。",
        "其他相关情况说明\n一、绩效目标设置情况\n编报绩效目标的项目共2个。",
    )

    assert [row["section"] for row in rows(found, "narrative")] == ["s7"] * 5 + ["s10", "s10_4", "s10_4"]


def test_a_chapter_ends_where_a_heading_of_its_level_begins() -> None:
    found = explained(
        "第三部分 情况说明\n五、一般公共预算当年拨款情况说明\n（一）规模变化情况\n"
        "六、一般公共预算基本支出情况说明\n（一）人员经费"
    )

    assert [row["section"] for row in rows(found, "narrative")] == ["s5", "s5_1", "s6", "s6"]


def test_a_chapter_goes_on_behind_forms() -> None:
    zones = [
        Zone("narrative", stream("第三部分 情况说明\n十、其他重要事项的情况说明\n（四）预算绩效情况"), 1),
        Zone("form", stream("项目支出绩效目标表"), 1),
        Zone("narrative", stream("具体情况见上表。\n（五）其他需说明的事项\n无。"), 0),
    ]

    found = recognise_explanation(zones, setting())

    assert [row["section"] for row in rows(found, "narrative")] == ["s10", "s10_4", "s10_4", "s10_5", "s10_5"]


def test_without_headings_paragraphs_say_what_they_are_about() -> None:
    found = explained(
        "2024年单位预算编制说明\n"
        "2024年，青石市商贸服务中心收入预算300万元，其中：财政拨款收入300万元；事业收入0万元。\n"
        "支出预算300万元，其中：财政拨款支出预算300万元。\n"
        "财政拨款收入支出增加的主要原因是展会增加。\n"
        "财政拨款支出主要内容如下：\n"
        "1. “一般公共服务支出（类）商贸事务（款）事业运行（项）”300万元，主要用于展会。"
    )

    assert [row["section"] for row in rows(found, "narrative")] == ["s1", "s2", "s3", "s4", "s5_3", "s5_3"]


def test_the_appropriation_as_a_whole_and_what_basic_expenditure_holds_are_told_apart() -> None:
    found = explained(
        "2024年单位预算编制说明\n"
        "支出预算300万元，其中：基本支出300万元。\n"
        "财政拨款支出预算300万元，比2023年预算增加3万元。\n"
        "一般公共预算拨款支出主要内容如下：\n"
        "1．一般公共服务支出-商贸事务-事业运行300万元，主要用于展会。\n"
        "基本支出中，人员经费200万元，与上年预算持平。"
    )

    assert [row["section"] for row in rows(found, "narrative")] == ["s1", "s3", "s4", "s5_3", "s5_3", "s6"]


def test_a_list_of_classes_stays_with_the_fiscal_appropriation() -> None:
    found = explained(
        "2024年单位预算编制说明\n财政拨款支出主要内容如下：\n1.“一般公共服务支出”科目200万元，主要用于展会。"
    )

    assert [row["section"] for row in rows(found, "narrative")] == ["s1", "s4", "s4"]


def test_income_and_expenditure_in_one_paragraph_are_of_the_whole() -> None:
    found = explained(
        "2024年单位预算编制说明\n2024年收入预算总额80万元，与上年持平；支出预算总额80万元，其中基本支出80万元。"
    )

    assert sections(found)[1][0] == "s1"
    assert [row["subject"] for row in rows(found, "narrative_figures")] == ["total", "total", "basic"]


@pytest.mark.parametrize(
    "line",
    [
        "1.房屋0平方米，价值0万元",
        "无其他需要说明的事项",
        "（一）因公出国（境）费0万元，与上年持平。",
        "项目名称：展馆维护项目",
        "截至2023年底，本单位占用使用国有资产总体情况为",
    ],
)
def test_a_line_that_says_something_is_no_heading(line: str) -> None:
    found = explained(f"其他相关情况说明\n{line}")

    assert [row["heading"] for row in rows(found, "narrative")] == ["true", "false"]


def test_a_heading_without_number_is_known_by_its_words() -> None:
    found = explained("2024年单位预算编制说明\n机关运行经费安排情况\n无机关运行经费。\n政府采购情况\n无。")

    assert [row["section"] for row in rows(found, "narrative")] == ["s1", "s10_1", "s10_1", "s10_2", "s10_2"]


def test_a_paragraph_may_begin_with_its_heading() -> None:
    found = explained(
        "其他重要事项的情况说明\n"
        "１.机关运行经费情况。2024年机关运行经费16.11万元。\n主要用于办公费。\n"
        "２.政府采购情况：2024年政府采购预算总额60.41万元。\n"
        "３.展会保障。由办公室负责。"
    )

    assert [(row["section"], row["heading"]) for row in rows(found, "narrative")] == [
        ("s10", "true"),
        ("s10_1", "false"),
        ("s10_1", "false"),
        ("s10_2", "false"),
        ("s10_2", "false"),
    ]


def test_an_unknown_heading_with_figures_below_is_a_doubt() -> None:
    found = explained("其他相关情况说明\n三、展会外宾招待\n展会外宾招待安排8万元。\n四、值班安排\n由办公室值班。")

    assert [row["section"] for row in rows(found, "narrative")] == ["s10"] * 5
    doubt = next(each for each in found.doubts if each.key == "unknown-section")
    assert doubt.facts == {"heading": "三、展会外宾招待", "section": "s10"}
    assert [piece.text for piece in doubt.pieces] == ["三、展会外宾招待"]


def test_a_table_within_the_text_is_left_and_asked_about() -> None:
    found = explained("其他相关情况说明\n一、政府采购情况\n项目|金额\n复印纸|2.5\n见上表。")

    assert [row["text"] for row in rows(found, "narrative")] == ["其他相关情况说明", "一、政府采购情况", "见上表。"]
    assert keys(found) == ["table-in-text"]
    assert not [claim for claim in found.claims if claim.piece.text in {"复印纸", "2.5"}]


def test_every_character_goes_into_its_paragraph() -> None:
    text = "其他相关情况说明\n一、机关运行经费\n2024年机关运行经费为9万元。"

    found = explained(text)

    claimed = {
        claim.piece.text for claim in found.claims if claim.field == "text" and claim.end == len(claim.piece.text)
    }
    assert claimed == set(text.split("\n"))


def test_blanks_behind_a_paragraph_stay() -> None:
    title, row = stream("其他相关情况说明\n无。")
    padded = Piece(1, "无。   ", row.cells[0].piece.place)

    found = recognise_explanation([Zone("narrative", (title, Row((Cell(0, 0, padded),))), 1)], setting())

    assert rows(found, "narrative")[1]["text"] == "无。   "


def test_zones_of_other_kinds_are_left_alone() -> None:
    found = recognise_explanation([Zone("glossary", stream("名词解释\n机关运行经费：9万元。"), 1)], setting())

    assert (found.records, found.claims, found.doubts) == ([], [], [])
