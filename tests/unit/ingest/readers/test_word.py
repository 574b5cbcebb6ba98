from __future__ import annotations

from io import BytesIO

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.ingest.readers import Unreadable
from builder.ingest.readers.word import read_word
from builder.ingest.source import Grid
from tests.unit.ingest.office_files import packed
from tests.unit.ingest.readers.tilings import Tile, tilings
from tests.unit.ingest.readers.word_files import (
    asides,
    cell,
    every_text,
    grids,
    lines,
    paragraph,
    row,
    run,
    spans,
    table,
    word_xml,
)

BOX = "<w:txbxContent>{}</w:txbxContent>"
TWICE = (
    "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>{0}</wps:txbx></w:drawing></mc:Choice>"
    "<mc:Fallback><w:pict><v:textbox>{0}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)


TO_THE_DOCUMENT = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="a" Type="x/officeDocument" Target="/word/document.xml"/></Relationships>'
)


def list_of(*levels: str, number: int = 1, override: str = "") -> str:
    each = "".join(f'<w:lvl w:ilvl="{place}">{level}</w:lvl>' for place, level in enumerate(levels))
    return (
        f'<w:abstractNum w:abstractNumId="{number}">{each}</w:abstractNum>'
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="{number}"/>{override}</w:num>'
    )


def level(style: str, text: str, more: str = "") -> str:
    return f'<w:start w:val="1"/><w:numFmt w:val="{style}"/>{more}<w:lvlText w:val="{text}"/>'


def numbered(text: str, place: int = 0, number: int = 1) -> str:
    return paragraph(text, properties=f'<w:numPr><w:ilvl w:val="{place}"/><w:numId w:val="{number}"/></w:numPr>')


def test_paragraphs_and_tables_come_in_the_order_of_the_body() -> None:
    content = word_xml(paragraph("前") + table(row("甲", "乙"), row("丙", "")) + paragraph("") + paragraph("后"))

    document = read_word("a.docx", content)

    assert every_text(document) == "前|甲|乙|丙|||后"
    assert lines(document) == ["前", "", "后"]
    assert grids(document) == [[["甲", "乙"], ["丙", ""]]]
    assert [block.piece.place.line for block in document.blocks if not isinstance(block, Grid)] == [1, 6, 7]


def test_a_document_written_by_a_program_is_read_as_written() -> None:
    written = docx.Document()
    written.add_heading("第二部分 单位预算公开表", 1)
    written.add_paragraph("编制部门：某单位\t单位：万元")
    grid = written.add_table(2, 3)
    grid.cell(0, 0).merge(grid.cell(1, 0)).text = "科目"
    grid.cell(0, 1).merge(grid.cell(0, 2)).text = "金额"
    grid.cell(1, 2).text = "12.50\u3000"
    stream = BytesIO()
    written.save(stream)

    document = read_word("a.docx", stream.getvalue())

    assert lines(document) == ["第二部分 单位预算公开表", "编制部门：某单位\t单位：万元"]
    assert grids(document) == [[["科目", "金额"], ["", "12.50\u3000"]]]
    assert spans(document)["科目"] == (0, 0, 2, 1)
    assert spans(document)["金额"] == (0, 1, 1, 2)
    assert spans(document)["12.50\u3000"] == (1, 2, 1, 1)


def test_content_controls_hold_paragraphs_tables_rows_cells_and_runs() -> None:
    def control(inside: str) -> str:
        return f"<w:sdt><w:sdtPr><w:alias w:val='x'/></w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>"

    content = word_xml(
        control(paragraph("段", control(run("内")), "尾"))
        + control(table(control(row("一", control(cell("二")))), row(cell(control(paragraph("三"))), "四")))
    )

    document = read_word("a.docx", content)

    assert lines(document) == ["段内尾"]
    assert grids(document) == [[["一", "二"], ["三", "四"]]]


def test_a_text_box_written_twice_is_read_once_after_its_paragraph() -> None:
    box = BOX.format(paragraph("框一") + table(row("框格")))
    content = word_xml(paragraph("前", TWICE.format(box), "后") + paragraph("下"))

    document = read_word("a.docx", content)

    assert every_text(document) == "前后|框一|框格|下"


def test_a_text_box_that_only_older_programs_know_is_read() -> None:
    empty = "<mc:Choice Requires='wpg'><w:drawing/></mc:Choice>"
    box = BOX.format(paragraph("框"))
    content = word_xml(
        paragraph(
            f"<w:r><mc:AlternateContent>{empty}<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
        )
    )

    document = read_word("a.docx", content)

    assert every_text(document) == "|框"


def test_a_table_and_a_text_box_inside_a_table_come_after_it() -> None:
    inner = table(row("内一", "内二"))
    boxed = paragraph("格", TWICE.format(BOX.format(paragraph("框"))))
    content = word_xml(table(row(cell("上", inner, "下"), cell(boxed)), row("左", "右")) + paragraph("后"))

    document = read_word("a.docx", content)

    assert every_text(document) == "上\n下|格|左|右|内一|内二|框|后"
    assert grids(document) == [[["上\n下", "格"], ["左", "右"]], [["内一", "内二"]]]


def test_links_results_of_fields_ruby_and_symbols_are_text() -> None:
    field = (
        "<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>PAGEREF x</w:instrText></w:r>"
        "<w:r><w:fldChar w:fldCharType='separate'/></w:r>" + run("七") + "<w:r><w:fldChar w:fldCharType='end'/></w:r>"
    )
    ruby = f"<w:r><w:ruby><w:rubyPr/><w:rt>{run('zhōng')}</w:rt><w:rubyBase>{run('中')}</w:rubyBase></w:ruby></w:r>"
    symbols = (
        "<w:r><w:sym w:font='Symbol' w:char='F0B3'/><w:sym w:font='Wingdings' w:char='F0A8'/><w:tab/><w:br/>"
        "<w:noBreakHyphen/><w:sym w:font='Other' w:char='F041'/><w:sym w:font='Other' w:char='x'/></w:r>"
    )
    content = word_xml(
        paragraph(
            f"<w:hyperlink r:id='x'>{run('链')}</w:hyperlink>",
            field,
            f"<w:fldSimple w:instr='DATE'>{run('八')}</w:fldSimple>",
            ruby,
            symbols,
            "<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>",
        )
    )

    document = read_word("a.docx", content)

    assert lines(document) == ["链七八中≥□\t\n-\uf041x"]
    assert asides(document) == [("ruby-text", "zhōng")]


def test_text_in_the_code_of_a_field_is_hidden_and_a_broken_field_hides_its_paragraph_only() -> None:
    begin = "<w:r><w:fldChar w:fldCharType='begin'/></w:r>"
    content = word_xml(
        paragraph("前", begin, "码") + paragraph("后") + paragraph("<w:r><w:fldChar w:fldCharType='end'/></w:r>", "尾")
    )

    document = read_word("a.docx", content)

    assert lines(document) == ["前", "后", "尾"]
    assert asides(document) == [("hidden-text", "码")]


def test_a_field_over_several_paragraphs_shows_its_result() -> None:
    begin, separate, end = (f"<w:r><w:fldChar w:fldCharType='{kind}'/></w:r>" for kind in ("begin", "separate", "end"))
    code = "<w:r><w:instrText>TOC</w:instrText></w:r>"
    content = word_xml(paragraph(begin, code, separate, "目录一") + paragraph("目录二", end))

    document = read_word("a.docx", content)

    assert lines(document) == ["目录一", "目录二"]
    assert asides(document) == []


@pytest.mark.parametrize(
    ("code", "text"),
    [
        (r" eq \o\ac(○,3)", "③"),
        (r" EQ \o\ac(○,密)", "密"),
        (r"eq \f(1,2)", "1/2"),
        (r" SYMBOL 179 \f Symbol \s 12", "≥"),
        (r' SYMBOL 0xFE \f "Wingdings"', "☑"),
        (" PAGE ", ""),
    ],
)
def test_fields_that_show_their_code_alone_are_text(code: str, text: str) -> None:
    begin, end = (f"<w:r><w:fldChar w:fldCharType='{kind}'/></w:r>" for kind in ("begin", "end"))
    parts = (f"<w:r><w:instrText>{part}</w:instrText></w:r>" for part in (code[:4], code[4:]))

    document = read_word("a.docx", word_xml(paragraph("前", begin, *parts, end, "后")))

    assert lines(document) == [f"前{text}后"]
    assert asides(document) == []


def test_tracked_changes_are_read_as_accepted_and_what_was_deleted_is_kept_apart() -> None:
    deleted = "<w:del w:id='1'><w:r><w:delText>旧</w:delText></w:r><w:r><w:delText>字</w:delText></w:r></w:del>"
    moved = f"<w:moveFrom w:id='2'>{run('移走')}</w:moveFrom>"
    added = f"<w:ins w:id='3'>{run('新')}</w:ins><w:moveTo w:id='4'>{run('移来')}</w:moveTo>"
    content = word_xml(paragraph("前", deleted, added, moved, "后"))

    document = read_word("a.docx", content)

    assert lines(document) == ["前新移来后"]
    assert asides(document) == [("deleted-text", "旧字"), ("deleted-text", "移走")]
    assert document.notes == (("word-insertions", {"count": "2", "example": "前新移来后"}),)


def test_a_paragraph_whose_end_was_deleted_goes_on_in_the_next() -> None:
    gone = "<w:rPr><w:del w:id='1'/></w:rPr>"
    content = word_xml(paragraph("上", properties=gone) + paragraph("下") + paragraph("末", properties=gone))

    document = read_word("a.docx", content)

    assert lines(document) == ["上下", "末"]


def test_deleted_and_hidden_rows_are_set_aside_whole() -> None:
    content = word_xml(
        table(
            row("甲", "乙"),
            row("删", cell("除", table(row("内"))), properties="<w:del w:id='1'/>"),
            row("隐", "藏", properties="<w:hidden/>"),
            row("丙", "丁", properties="<w:hidden w:val='0'/>"),
        )
    )

    document = read_word("a.docx", content)

    assert grids(document) == [[["甲", "乙"], ["丙", "丁"]]]
    assert spans(document)["丙"] == (1, 0, 1, 1)
    assert asides(document) == [
        ("deleted-text", "删"),
        ("deleted-text", "除"),
        ("deleted-text", "内"),
        ("hidden-row", "隐"),
        ("hidden-row", "藏"),
    ]


def test_characters_hidden_by_themselves_or_by_their_style_are_set_aside() -> None:
    styles = (
        "<w:style w:styleId='Base'><w:rPr><w:vanish/></w:rPr></w:style>"
        "<w:style w:styleId='Built'><w:basedOn w:val='Base'/></w:style>"
        "<w:style w:styleId='Loop'><w:basedOn w:val='Loop'/></w:style>"
    )
    content = word_xml(
        paragraph(
            "见",
            run("藏一", "<w:vanish/>"),
            run("藏二", "<w:rStyle w:val='Built'/>"),
            run("见二", "<w:vanish w:val='0'/>"),
        )
        + paragraph("藏三", run("见三", "<w:vanish w:val='false'/>"), properties="<w:pStyle w:val='Built'/>")
        + paragraph("见四", properties="<w:pStyle w:val='Loop'/>"),
        styles=styles,
    )

    document = read_word("a.docx", content)

    assert lines(document) == ["见见二", "见三", "见四"]
    assert asides(document) == [("hidden-text", "藏一藏二"), ("hidden-text", "藏三")]


def test_headers_footers_notes_and_comments_stand_beside_the_text() -> None:
    content = word_xml(
        paragraph("正文", "<w:r><w:footnoteReference w:id='1'/></w:r>"),
        header1=paragraph("页眉甲", "<w:r><w:pict/></w:r>") + table(row("眉格")),
        header2=paragraph("页眉乙"),
        footer1=paragraph("第", "<w:fldSimple w:instr='PAGE'>" + run("1") + "</w:fldSimple>", "页"),
        footnotes=f"<w:footnote w:id='1'>{paragraph('脚注')}</w:footnote>",
        endnotes=f"<w:endnote w:id='1'>{paragraph('尾注')}</w:endnote>",
        comments=f"<w:comment w:id='1'>{paragraph('批注')}</w:comment>",
    )

    document = read_word("a.docx", content)

    assert lines(document) == ["正文"]
    assert asides(document) == [
        ("running-header", "页眉甲"),
        ("running-header", "眉格"),
        ("running-header", "页眉乙"),
        ("running-footer", "第1页"),
        ("footnote", "脚注"),
        ("endnote", "尾注"),
        ("comment", "批注"),
    ]
    assert document.notes == ()


def test_words_drawn_and_a_watermark_are_set_aside_and_pictures_counted() -> None:
    content = word_xml(
        paragraph(
            "文",
            "<w:r><w:drawing><a:p><a:t>画中字</a:t></a:p></w:drawing></w:r>",
            "字",
            "<w:r><w:pict><v:textpath string='样稿'/></w:pict><w:object/></w:r>",
        )
        + "<w:altChunk r:id='x'/>"
    )

    document = read_word("a.docx", content)

    assert lines(document) == ["文字"]
    assert asides(document) == [("drawing-text", "画中字"), ("drawing-text", "样稿")]
    assert {key: facts["count"] for key, facts in document.notes} == {
        "word-pictures": "2",
        "word-objects": "1",
        "part-of-another-file": "1",
    }


def test_merged_cells_have_spans_and_what_they_cover_is_kept() -> None:
    restart, carried = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    content = word_xml(
        table(
            row(cell("甲", properties=restart), cell("乙", properties='<w:gridSpan w:val="2"/>')),
            row(cell("盖住", properties=carried), "丙", "丁"),
            row(cell("", properties=carried), cell("戊", properties=restart), "己"),
            row("庚", cell("", properties=carried), "辛"),
        )
    )

    document = read_word("a.docx", content)

    assert {text: place for text, place in spans(document).items() if place[2:] != (1, 1)} == {
        "甲": (0, 0, 3, 1),
        "乙": (0, 1, 1, 2),
        "戊": (2, 1, 2, 1),
    }
    assert asides(document) == [("covered-cell", "盖住")]


def test_cells_left_out_at_the_ends_of_a_row_shift_the_others() -> None:
    content = word_xml(
        table(
            row("甲", "乙", "丙"),
            row("丁", properties='<w:gridBefore w:val="1"/><w:gridAfter w:val="1"/>'),
        )
    )

    document = read_word("a.docx", content)

    assert spans(document)["丁"] == (1, 1, 1, 1)


def test_a_merge_with_nothing_to_carry_on_is_a_cell_of_its_own() -> None:
    content = word_xml(
        table(
            row(cell("甲", properties="<w:vMerge/>"), "乙"),
            row("丙", cell("丁", properties="<w:vMerge/>")),
            row(
                cell("戊", properties='<w:gridSpan w:val="x"/>'), cell("己", properties='<w:hMerge w:val="continue"/>')
            ),
        )
    )

    document = read_word("a.docx", content)

    assert grids(document) == [[["甲", "乙"], ["丙", "丁"], ["戊"]]]
    assert spans(document)["戊"] == (2, 0, 1, 2)
    assert asides(document) == [("covered-cell", "己")]


def test_chinese_numbers_of_lists_stand_before_the_text() -> None:
    numbering = list_of(
        level("chineseCounting", "%1、"), level("chineseCountingThousand", "（%2）"), level("decimal", "%3.")
    )
    content = word_xml(
        numbered("概况")
        + numbered("职能", 1)
        + numbered("2022年安排", 2)
        + numbered("机构", 1)
        + numbered("增减", 2)
        + numbered("表格")
        + numbered("收入", 1),
        numbering=numbering,
    )

    document = read_word("a.docx", content)

    assert lines(document) == [
        "一、概况",
        "（一）职能",
        "1. 2022年安排",
        "（二）机构",
        "1. 增减",
        "二、表格",
        "（一）收入",
    ]


def test_numbers_follow_starts_overrides_legal_styles_and_lists_shared() -> None:
    numbering = (
        list_of(level("chineseCounting", "第%1部分"), level("decimal", "%1.%2", "<w:isLgl/>"))
        + '<w:num w:numId="8"><w:abstractNumId w:val="1"/></w:num>'
        + '<w:num w:numId="9"><w:abstractNumId w:val="1"/>'
        + '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'
        + list_of(level("bullet", "\uf06c"), level("lowerLetter", "%2)"), number=2)
    )
    content = word_xml(
        numbered("甲")
        + numbered("乙", 1)
        + numbered("丙", number=8)
        + numbered("丁", number=9)
        + numbered("戊", number=9)
        + numbered("己", number=2)
        + numbered("庚", 1, number=2)
        + numbered("辛", number=0)
        + numbered("壬", number=77),
        numbering=numbering,
    )

    document = read_word("a.docx", content)

    assert lines(document) == [
        "第一部分甲",
        "1.1 乙",
        "第二部分丙",
        "第五部分丁",
        "第六部分戊",
        "己",
        "a) 庚",
        "辛",
        "壬",
    ]


def test_headings_are_numbered_through_their_style() -> None:
    styles = (
        "<w:style w:styleId='H1'><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr></w:style>"
        "<w:style w:styleId='H2'><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr></w:style>"
        "<w:style w:styleId='Like'><w:basedOn w:val='H1'/></w:style>"
    )
    numbering = list_of(
        "<w:pStyle w:val='H1'/>" + level("chineseCounting", "%1、"), "<w:pStyle w:val='H2'/>" + level("decimal", "%2．")
    )
    content = word_xml(
        paragraph("甲", properties="<w:pStyle w:val='H1'/>")
        + paragraph("乙", properties="<w:pStyle w:val='H2'/>")
        + paragraph("丙", properties="<w:pStyle w:val='Like'/>")
        + paragraph("丁", properties="<w:pStyle w:val='H1'/><w:numPr><w:numId w:val='0'/></w:numPr>"),
        styles=styles,
        numbering=numbering,
    )

    document = read_word("a.docx", content)

    assert lines(document) == ["一、甲", "1．乙", "二、丙", "丁"]


def test_row_numbers_counted_by_a_list_stand_in_their_cells() -> None:
    content = word_xml(
        table(row(cell(numbered("")), "甲"), row(cell(numbered("")), "乙")), numbering=list_of(level("decimal", "%1"))
    )

    document = read_word("a.docx", content)

    assert [[text.strip() for text in each] for each in grids(document)[0]] == [["1", "甲"], ["2", "乙"]]


def test_a_document_saved_as_strict_is_read() -> None:
    usual = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    main = f'<w:document xmlns:w="{usual}"><w:body>{paragraph("正文")}{table(row("格"))}</w:body></w:document>'
    content = packed({"_rels/.rels": TO_THE_DOCUMENT, "word/document.xml": main.replace(usual, strict)})

    document = read_word("a.docx", content)

    assert every_text(document) == "正文|格"


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (b"PK\x03\x04 cut off", "not-docx"),
        (packed({"a.txt": "x"}), "not-docx"),
        (packed({"_rels/.rels": "<not xml"}), "damaged-part"),
        (packed({"_rels/.rels": TO_THE_DOCUMENT, "word/document.xml": "<document/>"}), "not-docx"),
    ],
)
def test_what_is_no_document_is_refused(content: bytes, key: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        read_word("a.docx", content)

    assert refusal.value.key == key


def _merged_table(tiling: list[Tile], height: int) -> str:
    """A cell that spans rows stands in each of them again, to say that it goes on."""
    rows: list[list[tuple[int, str]]] = [[] for _row in range(height)]
    for number, (top, column, row_span, column_span) in enumerate(tiling):
        span = f'<w:gridSpan w:val="{column_span}"/>'
        begins = f'{span}<w:vMerge w:val="restart"/>' if row_span > 1 else span
        rows[top].append((column, cell(f"格{number}", properties=begins)))
        for below in range(top + 1, top + row_span):
            rows[below].append((column, cell("", properties=f"{span}<w:vMerge/>")))
    return table(*(row(*(each for _column, each in sorted(cells))) for cells in rows))


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_merged_cells_of_any_table_stand_where_they_were_drawn(data: st.DataObject) -> None:
    height, width = data.draw(st.integers(1, 5)), data.draw(st.integers(1, 5))
    tiling = data.draw(tilings(height, width))

    document = read_word("a.docx", word_xml(_merged_table(tiling, height)))

    assert list(spans(document).values()) == tiling
