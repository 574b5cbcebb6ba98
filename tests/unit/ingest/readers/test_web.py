from __future__ import annotations

import codecs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.ingest.readers import Unreadable
from builder.ingest.readers.web import read_web
from builder.ingest.source import Document
from tests.unit.ingest.readers.tilings import Tile, tilings
from tests.unit.ingest.readers.word_files import asides, every_text, grids, lines, spans

GRID = "<table><tr><td>类</td><td>款</td></tr><tr><td>201</td><td>03</td></tr></table>"


def page(body: str, head: str = "") -> Document:
    return read_web("a.html", f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode())


def test_blocks_are_paragraphs_and_breaks_are_kept() -> None:
    document = page("前文<p>一 <b>二</b>\n\t三<br> 四<br></p>后文<div>五<ul><li>六<li>七</ul>八</div>")

    assert lines(document) == ["前文", "一 二三\n四", "后文", "五", "六", "七", "八"]


def test_entries_of_ordered_lists_have_their_numbers() -> None:
    document = page(
        "<ol><li>甲<li><p>乙</p><p>续</p><ol type=a start=3><li>丙</ol><li value=7>丁</ol>"
        "<ol><li><hr></ol><ul><li>戊</ul>"
    )

    assert lines(document) == ["1. 甲", "2. 乙", "续", "c. 丙", "7. 丁", "戊"]


def test_a_line_of_the_source_ends_without_a_blank_between_chinese_characters() -> None:
    document = page("<p>预算\n  公开\n 2022 \n年度　表&nbsp; </p><pre>  一\n二 </pre>")

    assert lines(document) == ["预算公开 2022 年度　表\xa0", "  一\n二 "]


def test_tables_have_their_places_and_captions() -> None:
    document = page(
        "<table><caption>表一</caption><thead><tr><th rowspan=2>科目<th colspan=2>金额</thead>"
        "<tr><td>甲<td>乙</tr><tr><td>丙<td>丁<br>戊<td><p>己</p><p>庚</p></tr></table>"
    )

    assert lines(document) == ["表一"]
    assert grids(document) == [[["科目", "金额"], ["甲", "乙"], ["丙", "丁\n戊", "己\n庚"]]]
    assert spans(document)["科目"] == (0, 0, 1, 1)
    assert spans(document)["金额"] == (0, 1, 1, 2)
    assert spans(document)["甲"] == (1, 0, 1, 1)


def test_the_foot_of_a_table_comes_last_wherever_it_is_written() -> None:
    document = page("<table><tfoot><tr><td>合计<td>1</tfoot><tbody><tr><td>甲<td>1</tbody></table>")

    assert grids(document) == [[["甲", "1"], ["合计", "1"]]]


def test_spans_beyond_the_table_are_cut() -> None:
    document = page(
        "<table><tr><td colspan=60000>题<td rowspan=99999>侧</tr>"
        "<tr><td>甲<td colspan=-3>乙<td rowspan=x>丙</tr><tr><td rowspan=0>丁<td>戊</tr><tr><td>己</tr></table>"
    )

    assert spans(document) == {
        "题": (0, 0, 1, 100),
        "侧": (0, 100, 4, 1),
        "甲": (1, 0, 1, 1),
        "乙": (1, 1, 1, 1),
        "丙": (1, 2, 1, 1),
        "丁": (2, 0, 2, 1),
        "戊": (2, 1, 1, 1),
        "己": (3, 1, 1, 1),
    }


def test_a_title_spanning_more_columns_than_there_are_spans_those_there_are() -> None:
    document = page("<table><tr><td colspan=50>题</tr><tr><td>甲<td>乙</tr></table>")

    assert spans(document)["题"] == (0, 0, 1, 2)


def test_a_table_inside_a_cell_comes_after_the_table() -> None:
    document = page(f"<table><tr><td>上{GRID}下<td>右</tr><tr><td>左二<td>右二</tr></table>")

    assert every_text(document) == "上\n下|右|左二|右二|类|款|201|03"
    assert grids(document)[1] == [["类", "款"], ["201", "03"]]


@pytest.mark.parametrize(
    "arranged",
    [
        f"<table><tr><td><h2>题</h2>{GRID}</td></tr></table>",
        f"<table><tr><td><h2>题</h2><tr><td>{GRID}</table>",
        f"<table role=presentation><tr><td>题</td><td>{GRID}</td></tr></table>",
        f"<table><tr><td> </td><td><h1>题</h1>{GRID}</td><td></td></tr></table>",
        f"<table><tr><td><table><tr><td><p>题</p>{GRID}</table></table>",
    ],
)
def test_tables_that_only_arrange_the_page_are_read_as_what_they_hold(arranged: str) -> None:
    document = page(arranged)

    assert every_text(document) == "题|类|款|201|03"
    assert lines(document) == ["题"]


def test_a_heading_alone_in_its_cell_does_not_undo_the_table() -> None:
    document = page("<table><tr><td><h3>科目</h3><td>金额</tr><tr><td>甲<td>1</tr></table>")

    assert grids(document) == [[["科目", "金额"], ["甲", "1"]]]


def test_a_row_of_passages_is_no_table_but_a_row_of_labels_is() -> None:
    passages = "<table><tr><td>侧栏<td><p>一</p><p>二</p><p>三</p><p>四</p></tr></table>"
    labels = "<table><tr><td>编制部门：某单位<td>单位：万元</tr></table>"

    assert lines(page(passages)) == ["侧栏", "一", "二", "三", "四"]
    assert grids(page(labels)) == [[["编制部门：某单位", "单位：万元"]]]


def test_what_is_not_shown_is_set_aside() -> None:
    document = page(
        "<p>见<span style='DISPLAY : none'>藏一</span><i hidden>藏二</i>二</p>"
        "<div style='display:none'><p>藏<p>三</div>"
        "<nav><a>首页</a><a>上页</a></nav><del>删</del><p><ruby>中<rt>zhōng</ruby></p><noscript>无脚本</noscript>"
        "<select><option>选</select><button>按</button><dialog>框</dialog><dialog open>开</dialog>"
        "<svg><text>图</text></svg>",
        "<title> 题\n目 </title>",
    )

    assert lines(document) == ["见二", "中", "开"]
    assert asides(document) == [
        ("page-title", "题目"),
        ("hidden-text", "藏一"),
        ("hidden-text", "藏二"),
        ("hidden-text", "藏 三"),
        ("navigation", "首页上页"),
        ("deleted-text", "删"),
        ("ruby-text", "zhōng"),
        ("hidden-text", "无脚本"),
        ("form-control", "选"),
        ("form-control", "按"),
        ("hidden-text", "框"),
        ("drawing-text", "图"),
    ]


def test_hidden_rows_and_cells_leave_the_others_in_place() -> None:
    document = page(
        "<table><tr><td>甲<td style='display:none'>藏<td>乙</tr><tr hidden><td>行<td>行二</tr>"
        "<tr><td>丙<td>丁</tr><tbody hidden><tr><td>组<td>组二</tbody></table>"
    )

    assert grids(document) == [[["甲", "乙"], ["丙", "丁"]]]
    assert spans(document)["丁"] == (1, 1, 1, 1)
    assert sorted(asides(document)) == [("hidden-row", "组 组二"), ("hidden-row", "行 行二"), ("hidden-text", "藏")]


def test_code_is_no_text_and_headers_and_footers_are() -> None:
    document = page(
        "<header>站名</header><script>var a = '码'</script><style>p {}</style><template><p>模</p></template>"
        "<!-- 注 --><main>正文</main><footer>页尾</footer><iframe src='x'>别处</iframe>"
    )

    assert every_text(document) == "站名|正文|页尾"
    assert document.notes == (("page-elsewhere", {"count": "1", "example": "iframe"}),)


@pytest.mark.parametrize("encoding", ["gb2312", "GBK", "gb18030", "utf-8", "big5"])
def test_a_page_is_read_in_the_encoding_that_it_declares(encoding: str) -> None:
    text = f'<html><head><meta http-equiv="Content-Type" content="text/html; charset={encoding}"><body><p>預算</p>'
    if encoding == "gb2312":
        text = text.replace("預", "镕")
    content = text.encode("gb18030" if encoding == "gb2312" else encoding)

    document = read_web("a.html", content)

    assert lines(document)[0][1] == "算"
    assert document.notes == ()


@pytest.mark.parametrize(
    "content",
    [
        codecs.BOM_UTF8 + ("<meta charset=gbk><p>预算" + "<!-- 单位预算公开 -->" * 9).encode(),
        codecs.BOM_UTF16_LE + "<p>预算".encode("utf-16-le"),
        codecs.BOM_UTF16_BE + "<p>预算".encode("utf-16-be"),
        "<p>预算".encode(),
        "<p>预算".encode("gb18030"),
        "<meta charset=utf-8><p>预算".encode("gb18030"),
        ("<meta charset=gbk><p>预算" + "<!-- 单位预算公开 -->" * 9).encode(),
        "<meta charset=klingon><p>预算".encode(),
        "<meta charset=rot13><p>预算".encode(),
    ],
)
def test_marks_and_bytes_tell_the_encoding_where_the_declaration_does_not(content: bytes) -> None:
    assert lines(read_web("a.html", content)) == ["预算"]


def test_bytes_that_no_encoding_explains_are_marked_and_noted() -> None:
    document = read_web("a.html", b"<meta charset=utf-8><p>\xff\xff a")

    assert lines(document) == ["\ufffd\ufffd a"]
    assert document.notes == (("undecodable", {"count": "1", "example": "utf-8"}),)


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (b"", "not-html"),
        (b"plain words, 1 < 2", "not-html"),
        (b"<p>\0</p>", "not-html"),
        (b"<div>" * 300, "nested-too-deep"),
        (b"<p>x</colgroup><td>x<table><tbody></select><math><nav><select><html>", "damaged-page"),
    ],
)
def test_what_is_no_page_is_refused(content: bytes, key: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        read_web("a.html", content)

    assert refusal.value.key == key


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_merged_cells_of_any_table_tile_it(data: st.DataObject) -> None:
    height, width = data.draw(st.integers(2, 5)), data.draw(st.integers(2, 5))
    tiling = data.draw(tilings(height, width))

    document = page(_table(tiling, height))

    # A column where no cell begins is none that a reader could see.
    seen = 1 + max(column for _row, column, _down, _right in tiling)
    expected = [(row, column, down, min(right, seen - column)) for row, column, down, right in tiling]
    assert list(spans(document).values()) == (expected if grids(document) else [])


@given(st.lists(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=5), min_size=1, max_size=6))
@settings(max_examples=60, deadline=None)
def test_no_two_cells_overlap_whatever_they_claim(claims: list[list[tuple[int, int]]]) -> None:
    rows = ("".join(f"<td rowspan={down} colspan={right}>格" for down, right in row) for row in claims)

    document = page(f"<table>{''.join(f'<tr>{row}' for row in rows)}</table>")

    taken = [
        (cell.row + down, cell.column + right)
        for block in document.blocks
        for cell in getattr(block, "cells", ())
        for down in range(cell.row_span)
        for right in range(cell.column_span)
    ]
    assert len(taken) == len(set(taken))
    assert all(row < len(claims) for row, _column in taken)


def _table(tiling: list[Tile], height: int) -> str:
    rows = [[] for _row in range(height)]  # type: list[list[str]]
    for number, (row, _column, down, right) in enumerate(tiling):
        rows[row].append(f"<td rowspan={down} colspan={right}>格{number}</td>")
    return f"<table>{''.join(f'<tr>{chr(32).join(row)}</tr>' for row in rows)}</table>"
