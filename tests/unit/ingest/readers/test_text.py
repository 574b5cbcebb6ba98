"""Text files: every line and cell is kept, and lines that pages broke are told from whole paragraphs."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest

from builder.ingest.readers import Unreadable
from builder.ingest.readers.text import read_text
from builder.ingest.source import Document, Grid, Line

OURS = Path(__file__).parents[4] / "datasets/units/652300-egov/2022/source/disclosure.txt"

FLATTENED = "表2\n\t收     入\n\t支     出\n\n\t项     目\n\t预算数\n\n\t事业收入\n\t　\n\n\t\n\t12.50　\n\n二、说明\n"

SENTENCE = "本单位按照年度工作计划安排各项支出并严格执行财务管理制度确保资金使用规范有效"


def read(text: str) -> Document:
    return read_text("甲.txt", text.encode())


def grids(document: Document) -> list[Grid]:
    return [block for block in document.blocks if isinstance(block, Grid)]


def lines(document: Document) -> list[Line]:
    return [block for block in document.blocks if isinstance(block, Line)]


def rows(grid: Grid) -> list[list[str]]:
    return [[cell.text for cell in row] for row in grid.rows]


def test_lines_that_begin_with_a_tab_are_cells_and_a_blank_line_ends_the_row() -> None:
    document = read(FLATTENED)

    (grid,) = grids(document)
    assert rows(grid) == [["收     入", "支     出"], ["项     目", "预算数"], ["事业收入", "　"], ["", "12.50　"]]
    assert not grid.has_spans


def test_cells_stand_at_their_physical_line() -> None:
    document = read(FLATTENED)

    (grid,) = grids(document)
    assert [cell.piece.place.line for cell in grid.cells] == [2, 3, 5, 6, 8, 9, 11, 12]


def test_lines_around_a_grid_are_lines_and_keep_the_blank_ones() -> None:
    document = read(FLATTENED)

    assert [(line.text, line.piece.place.line) for line in lines(document)] == [("表2", 1), ("", 13), ("二、说明", 14)]


def test_two_blank_lines_end_a_grid() -> None:
    document = read("\t甲\n\t乙\n\n\n\t丙\n\t丁\n")

    assert [rows(grid) for grid in grids(document)] == [[["甲", "乙"]], [["丙", "丁"]]]


def test_pieces_are_numbered_in_reading_order_without_gaps() -> None:
    document = read("# title: 甲\n" + FLATTENED)

    numbers = [aside.piece.number for aside in document.set_aside]
    for block in document.blocks:
        numbers += [cell.piece.number for cell in block.cells] if isinstance(block, Grid) else [block.piece.number]
    assert numbers == list(range(len(numbers)))


def test_rows_copied_from_a_sheet_have_their_cells_between_tabs() -> None:
    document = read("项目\t预算数\t备注\n合计\t12.50\t\n\t3.20\t\n")

    (grid,) = grids(document)
    assert rows(grid) == [["项目", "预算数", "备注"], ["合计", "12.50", ""], ["", "3.20", ""]]
    assert grid.has_spans


def test_an_entry_of_contents_with_one_tab_stays_a_line() -> None:
    document = read("一、主要职能\t3\n二、机构设置\t5\n")

    assert [line.text for line in lines(document)] == ["一、主要职能\t3", "二、机构设置\t5"]


def test_a_form_feed_turns_the_page_and_is_no_text() -> None:
    document = read("甲\n\f\n乙\n\f丙\n")

    assert [(line.text, line.piece.place.line, line.piece.place.page) for line in lines(document)] == [
        ("甲", 1, 1),
        ("", 2, 2),
        ("乙", 3, 2),
        ("丙", 4, 3),
    ]


def test_a_file_without_form_feeds_has_no_pages() -> None:
    document = read("甲\n")

    assert lines(document)[0].piece.place.page is None


def test_remarks_on_the_copy_at_the_top_are_set_aside_and_later_ones_are_not() -> None:
    document = read("# source: 某处\n# retrieved-as: full\n甲\n# title: 乙\n")

    assert [(aside.piece.text, aside.reason) for aside in document.set_aside] == [
        ("# source: 某处", "about-the-copy"),
        ("# retrieved-as: full", "about-the-copy"),
    ]
    assert [line.text for line in lines(document)] == ["甲", "# title: 乙"]


def test_lines_that_break_inside_sentences_at_one_width_were_broken_by_a_page() -> None:
    document = read("\n".join([SENTENCE[:36]] * 6 + ["并定期公开。"]))

    assert all(line.is_physical for line in lines(document))


def test_paragraphs_of_any_length_are_whole() -> None:
    document = read("\n".join(SENTENCE * count + "。" for count in (1, 2, 3, 4, 5, 6)))

    assert not any(line.is_physical for line in lines(document))


def test_long_titles_without_a_stop_do_not_make_paragraphs_physical() -> None:
    document = read("\n".join([SENTENCE, SENTENCE[:30], SENTENCE[:24], SENTENCE[:33], *[SENTENCE * 5 + "。"] * 3]))

    assert not any(line.is_physical for line in lines(document))


@pytest.mark.parametrize(
    ("content", "notes"),
    [
        ("甲\r\n乙\r\n".encode(), ()),
        (codecs.BOM_UTF8 + "甲\n乙".encode(), (("byte-order-mark", {"encoding": "UTF-8"}),)),
        (codecs.BOM_UTF16_LE + "甲\n乙\n".encode("utf-16-le"), (("byte-order-mark", {"encoding": "UTF-16-LE"}),)),
        (codecs.BOM_UTF16_BE + "甲\n乙\n".encode("utf-16-be"), (("byte-order-mark", {"encoding": "UTF-16-BE"}),)),
        ("甲\n乙\n".encode("gb18030"), (("encoding", {"encoding": "GB18030"}),)),
        ("甲\r乙".encode(), ()),
    ],
)
def test_the_usual_encodings_and_line_ends_are_read(content: bytes, notes: object) -> None:
    document = read_text("甲.txt", content)

    assert [line.text for line in lines(document)] == ["甲", "乙"]
    assert document.notes == notes


@pytest.mark.parametrize("content", [b"\xe7\x94\xb2\nabc\xff\xff\n", b"a\nb\0c", codecs.BOM_UTF8 + b"a\n\xff"])
def test_bytes_of_no_encoding_are_refused_with_the_line(content: bytes) -> None:
    with pytest.raises(Unreadable) as caught:
        read_text("甲.txt", content)

    assert (caught.value.key, caught.value.facts) == ("text-encoding", {"line": "2"})


def test_our_whole_document_is_twelve_grids_and_whole_paragraphs() -> None:
    document = read_text(OURS.name, OURS.read_bytes())

    assert [len(grid.rows) for grid in grids(document)] == [34, 20, 25, 36, 26, 30, 17, 7, 18, 1, 19, 19]
    assert not any(line.is_physical for line in lines(document))


def test_every_character_of_our_whole_document_is_in_one_piece() -> None:
    document = read_text(OURS.name, OURS.read_bytes())

    texts = [cell.text for grid in grids(document) for cell in grid.cells] + [line.text for line in lines(document)]
    assert sorted("".join(texts).replace(" ", "")) == sorted(
        "".join(OURS.read_text().split("\n")).translate({9: None, 32: None})
    )


@pytest.mark.parametrize("name", ["01-shanghai-czj-2025-unit", "04-putuo-wanli-2023-dept", "05-putuo-zfb-2025-unit"])
def test_text_taken_from_pdf_pages_is_physical_lines(name: str) -> None:
    path = Path(__file__).parents[5] / f"shared/data/disclosures/{name}.txt"
    if not path.is_file():
        pytest.skip("documents 01–05 are not kept with the project")

    document = read_text(path.name, path.read_bytes())

    assert all(isinstance(block, Line) and block.is_physical for block in document.blocks)
    assert {aside.reason for aside in document.set_aside} == {"about-the-copy"}
