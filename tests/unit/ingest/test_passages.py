"""Lines as pages broke them become paragraphs again."""

from __future__ import annotations

import pytest

from builder.ingest.passages import line_at, passages_of
from builder.ingest.source import Cell, Line, Piece, Place, Row, stream_of
from tests.unit.ingest.streams import stream


def page(text: str, *, number: int = 1, line: int = 1) -> list[Line]:
    return [
        Line(Piece(line + count, each, Place("a.pdf", line + count, number)), is_physical=True)
        for count, each in enumerate(text.strip("\n").split("\n"))
    ]


def texts(lines: list[Line]) -> list[str]:
    return [passage.text for passage in passages_of(stream_of(lines))]


def test_lines_of_one_sentence_are_one_paragraph() -> None:
    lines = page("青石市商贸服务中心二〇二四年收入预算\n共计三百万元，比上年预算增加二十万元，主要是\n新增展会项目。")

    found = texts(lines)

    assert found == ["青石市商贸服务中心二〇二四年收入预算共计三百万元，比上年预算增加二十万元，主要是新增展会项目。"]


def test_a_sentence_that_ends_short_of_the_margin_ends_its_paragraph() -> None:
    lines = page(
        "青石市商贸服务中心本年收入预算三百二十\n八万元，比上年预算增加二十万元，主要原因是新\n增项目。\n支出预算三百二十八万元，其中基本支出二\n百万元。"
    )

    found = texts(lines)

    assert [text[:4] for text in found] == ["青石市商", "支出预算"]


def test_a_sentence_that_ends_where_the_next_word_found_no_room_goes_on() -> None:
    lines = page(
        "青石市商贸服务中心本年收入预算增加的原\n因是展会增多、场馆维护费用上涨、水电费用上。\n2025年起另行安排，相应经费由本级财政统筹\n考虑。"
    )

    found = texts(lines)

    assert len(found) == 1


@pytest.mark.parametrize("number", ["一、", "（二）", "3.", "4、", "（5）", "⑥", "注：", "第四部分 "])
def test_a_number_begins_a_paragraph(number: str) -> None:
    lines = page(
        f"青石市商贸服务中心二〇二四年收入预算总计\n三百万元，与上年预算持平，没有增减变化情况；\n{number}展会"
    )

    found = texts(lines)

    assert found[1] == f"{number}展会"


def test_a_number_within_a_sentence_begins_none() -> None:
    lines = page(
        "青石市商贸服务中心二〇二四年收入预算为\n1,665.53万元，其中货物采购预算本年度安排\n270.00万元，服务采购预算安排工程采购共\n2.5万元。"
    )

    found = texts(lines)

    assert len(found) == 1


def test_a_stop_alone_on_a_line_belongs_to_the_line_before() -> None:
    lines = page("青石市商贸服务中心机关运行经费预算为九万元\n。\n三、政府采购")

    found = texts(lines)

    assert found == ["青石市商贸服务中心机关运行经费预算为九万元。", "三、政府采购"]


def test_headings_stand_alone() -> None:
    lines = page(
        "其他相关情况说明\n一、三公经费\n青石市商贸服务中心本年度三公经费预算\n数为五万元，与上年预算持平，没有增减变动的情\n况。"
    )

    found = texts(lines)

    assert [text[:4] for text in found] == ["其他相关", "一、三公", "青石市商"]


def test_a_heading_as_wide_as_its_line_stands_alone() -> None:
    lines = page(
        "一、关于青石市商贸服务中心收支预算情况说明\n青石市商贸服务中心本年收支总预算三百万\n元，比上年预算增加二十万元，主要是新增了展会\n项目。"
    )

    found = texts(lines)

    assert found[0] == "一、关于青石市商贸服务中心收支预算情况说明"


def test_a_heading_behind_a_full_line_stands_alone_though_it_is_not_set_in() -> None:
    # sentences end where their lines end, so that no gap parts them from what follows
    printed = [
        (124.0, "本年收入全部为一般公共预算拨款，没有其他各类资金和政"),
        (100.0, "府性基金预算拨款，也没有国有资本经营预算安排的各项拨款。"),
        (100.0, "（三）政府采购预算"),
        (124.0, "本年政府采购预算为三百万元，其中含展会场馆建设、政府采"),
        (100.0, "购货物预算二百万元，以及政府采购服务预算一共计一百万元。"),
        (100.0, "四、关于青石市商贸服务中心本年预算绩效管理工作有关情况"),
        (124.0, "本年编报绩效目标的项目共有三个，涉及预算安排的全部项"),
        (100.0, "目资金三百万元。"),
    ]
    lines = [
        Line(Piece(line, text, Place("a.pdf", line, 1)), is_physical=True, edges=((left, left + 12 * len(text)),))
        for line, (left, text) in enumerate(printed)
    ]

    found = passages_of(stream_of(lines))

    assert [passage.line for passage in found] == [0, 2, 3, 5, 6]


def test_entries_under_labels_stand_alone() -> None:
    lines = page(
        "项目承担单位：青石市商贸服务中心展会科技处\n资金分配情况：场馆租赁费用八万元、设备维\n护费用十二万元。"
    )

    found = texts(lines)

    assert [text[:6] for text in found] == ["项目承担单位", "资金分配情况"]


def test_a_paragraph_runs_on_over_a_page() -> None:
    lines = [
        *page("青石市商贸服务中心本年收入预算三百二十\n八万元，比上年预算增加二十万元，主要原因是新"),
        Line(Piece(8, "\f", Place("a.pdf", 8, 1)), is_physical=True),
        *page("增展会项目。", number=2, line=9),
    ]

    found = passages_of(stream_of(lines))

    assert [passage.text[-9:] for passage in found] == ["原因是新增展会项目。"[-9:]]
    assert line_at(found[0], len(found[0].text) - 1) == 9


def test_latin_words_are_parted_by_a_blank_and_chinese_by_none() -> None:
    lines = page("青石市商贸服务中心使用国际展览系统平台软件 Global\nTrade 平台。")

    found = texts(lines)

    assert found == ["青石市商贸服务中心使用国际展览系统平台软件 Global Trade 平台。"]


def test_the_edges_of_lines_tell_which_is_set_in() -> None:
    # all lines run to the right margin, so that only their left edges part the paragraphs
    printed = [
        (124.0, "本年收入全部为一般公共预算拨款，没有政"),
        (100.0, "府性基金预算拨款和国有资本经营预算的拨款。"),
        (124.0, "本年收入预算包括一般公共预算拨款收入、"),
        (100.0, "2、其他各项收入和上年结转结余的各类资金，"),
        (100.0, "均纳入青石市商贸服务中心的本级预算管理。"),
    ]
    lines = [
        Line(Piece(line, text, Place("a.pdf", line, 1)), is_physical=True, edges=((left, left + 12 * len(text)),))
        for line, (left, text) in enumerate(printed)
    ]

    found = passages_of(stream_of(lines))

    assert [passage.line for passage in found] == [0, 2]


def test_what_is_no_line_of_a_page_is_a_paragraph_as_it_stands() -> None:
    found = passages_of(stream("第一段，没有句号\n第二段"))

    assert [passage.text for passage in found] == ["第一段，没有句号", "第二段"]


def test_line_breaks_before_numbers_part_a_paragraph_and_others_do_not() -> None:
    row = Row((Cell(0, 0, Piece(0, "　主要职责：\n1.登记。\n2.服务，\n含咨询。 ", Place("a.docx", 7))),))

    found = passages_of([row])

    assert [passage.text for passage in found] == ["主要职责：", "1.登记。", "2.服务，\n含咨询。"]
    assert [passage.line for passage in found] == [7, 7, 7]


def test_line_breaks_part_sentences_headings_and_what_is_set_in() -> None:
    text = "二、预算情况\n本年预算三百万元。\n其中展会\n二百万元\n\u3000\u3000另有场馆"
    row = Row((Cell(0, 0, Piece(0, text, Place("a.html", 1))),))

    found = passages_of([row])

    assert [passage.text for passage in found] == [
        "二、预算情况",
        "本年预算三百万元。",
        "其中展会\n二百万元",
        "另有场馆",
    ]


def test_each_character_knows_where_it_stands() -> None:
    lines = page("　青石市商贸服务中心本年度收入预算总计三百二十 \n八万元。")

    found = passages_of(stream_of(lines))[0]

    whole = "".join(part.piece.text[part.start : part.end] for part in found.parts)
    assert whole == found.text == "青石市商贸服务中心本年度收入预算总计三百二十八万元。"
    assert [part.offset for part in found.parts] == [0, 22]


def test_blank_lines_are_no_paragraphs() -> None:
    assert passages_of(stream_of(page(" \n　\n\f"))) == ()
