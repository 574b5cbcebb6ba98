"""PDF pages: ruled tables with their spans, lines with the ends of their words, nothing twice and nothing lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.ingest.readers import Unreadable
from builder.ingest.readers.pdf import read_pdf
from builder.ingest.source import Document, Grid, Line
from tests.unit.ingest.readers.pdf_files import across, down, pdf_file, printed, stream, table, text

XS, YS = (50, 150, 250, 350), (100, 130, 160)
FILLED = {(55, 140): "code", (155, 140): "sum", (55, 110): "201", (255, 110): "3.20"}

PICTURE = stream(b"\x00", "/Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8")
WHOLE_PAGE = "q 400 0 0 300 0 0 cm /I1 Do Q\n"

STYLE = """<!doctype html><meta charset="utf-8"><title>预算公开</title><style>
@page { size: A4; margin: 20mm } @page wide { size: A4 landscape }
body { font: 10.5pt serif } .wide { page: wide } table { border-collapse: collapse; width: 100% }
td, th { border: .5pt solid; padding: 2pt; font-weight: normal } .narrow { width: 4em } td.n { text-align: right }
</style>"""


def read(*pages: str, **options: object) -> Document:
    return read_pdf("a.pdf", pdf_file(*pages, **options))  # type: ignore[arg-type]


def grids(document: Document) -> list[Grid]:
    return [block for block in document.blocks if isinstance(block, Grid)]


def lines(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Line)]


def rows(grid: Grid) -> list[list[str]]:
    return [[cell.text for cell in row] for row in grid.rows]


def spans(grid: Grid) -> dict[str, tuple[int, int, int, int]]:
    return {cell.text: (cell.row, cell.column, cell.row_span, cell.column_span) for cell in grid.cells if cell.text}


def aside(document: Document) -> list[tuple[str, str]]:
    return [(aside.piece.text, aside.reason) for aside in document.set_aside]


def test_a_ruled_table_is_a_grid_with_its_blank_cells() -> None:
    document = read(table(FILLED, XS, YS))

    (grid,) = grids(document)
    assert rows(grid) == [["code", "sum", ""], ["201", "", "3.20"]]
    assert lines(document) == []


def test_a_table_that_runs_on_keeps_its_columns_where_the_next_page_shows_fewer() -> None:
    head = table({(55, 140): "a", (155, 140): "b", (255, 140): "c"}, XS, YS) + text("- 1 -", 190, 20)
    rest = across(50, 350, 200, 230) + down(200, 230, 50, 250, 350) + text("wide", 55, 210) + text("3", 255, 210)
    document = read(head, rest + text("- 2 -", 190, 20))

    assert spans(grids(document)[1]) == {"wide": (0, 0, 1, 2), "3": (0, 2, 1, 1)}


def test_columns_that_only_the_next_page_shows_count_on_the_first_too() -> None:
    first = across(50, 350, 100, 130) + down(100, 130, 50, 250, 350) + text("wide", 55, 110) + text("c", 255, 110)
    document = read(first, table({(155, 110): "b", (255, 110): "3"}, XS, YS))

    assert spans(grids(document)[0]) == {"wide": (0, 0, 1, 2), "c": (0, 2, 1, 1)}


def test_a_table_under_a_title_of_its_own_counts_its_own_columns() -> None:
    other = across(50, 350, 100, 130) + down(100, 130, 50, 250, 350) + text("wide", 55, 110) + text("c", 255, 110)
    document = read(table(FILLED, XS, YS), text("Table 2", 50, 200) + other)

    assert spans(grids(document)[1]) == {"wide": (0, 0, 1, 1), "c": (0, 1, 1, 1)}


def test_text_around_a_table_comes_in_the_order_of_the_page() -> None:
    document = read(text("above", 50, 200) + table(FILLED, XS, YS) + text("below", 50, 50))

    kinds = [block.text if isinstance(block, Line) else "grid" for block in document.blocks]
    assert kinds == ["above", "grid", "below"]


def test_cells_without_a_line_between_them_are_one_that_spans() -> None:
    lines_drawn = across(50, 350, 100, 160, 190) + across(150, 350, 130) + down(100, 190, 50, 150, 350)
    document = read(lines_drawn + down(100, 160, 250) + text("high", 55, 140) + text("wide", 200, 170))

    (grid,) = grids(document)
    assert spans(grid) == {"wide": (0, 1, 1, 2), "high": (1, 0, 2, 1)}


def test_lines_of_a_cell_are_kept_apart() -> None:
    document = read(table({(55, 146): "basic", (55, 134): "spending"}, XS, YS))

    assert rows(grids(document)[0])[0] == ["basic\nspending", "", ""]


def test_thin_boxes_and_borders_drawn_cell_by_cell_are_lines() -> None:
    borders = "".join(f"{x} {y} 99.5 .5 re f {x} {y} .5 29.5 re f\n" for x in XS[:-1] for y in YS[:-1])
    edges = f"350 100 .5 60 re f 50 160 300 .5 re f\n{text('201', 55, 110)}"
    document = read(borders + edges)

    assert [len(row) for row in grids(document)[0].rows] == [3, 3]


def test_a_table_open_at_its_sides_keeps_its_outer_columns() -> None:
    drawn = across(50, 350, *YS) + down(100, 160, 150, 250) + "".join(text(t, x, y) for (x, y), t in FILLED.items())
    document = read(drawn)

    assert rows(grids(document)[0]) == [["code", "sum", ""], ["201", "", "3.20"]]


def test_a_table_cut_at_the_end_of_a_page_keeps_its_last_row() -> None:
    drawn = across(50, 350, 130, 160) + down(100, 160, *XS) + "".join(text(t, x, y) for (x, y), t in FILLED.items())
    document = read(drawn)

    assert rows(grids(document)[0]) == [["code", "sum", ""], ["201", "", "3.20"]]


def test_a_table_with_horizontal_lines_only_stays_lines_with_the_ends_of_words() -> None:
    document = read(across(50, 350, *YS) + "".join(text(t, x, y) for (x, y), t in FILLED.items()))

    assert lines(document) == ["code sum", "201 3.20"]
    (_, second) = (block for block in document.blocks if isinstance(block, Line))
    assert [left for left, _ in second.edges] == [55.0, 255.0]
    assert len(second.edges) == len(second.text.split())


def test_a_frame_around_text_is_no_table() -> None:
    document = read("50 100 300 100 re S\n" + text("framed", 60, 150))

    assert lines(document) == ["framed"]


def test_a_background_is_no_table() -> None:
    document = read("0.9 g 50 100 100 30 re f 150 100 100 30 re f 0 g\n" + text("shaded", 60, 110))

    assert lines(document) == ["shaded"]


def test_characters_drawn_twice_are_there_once() -> None:
    document = read(text("bold", 50, 200) + text("bold", 50.3, 200) + text("100", 50, 150))

    assert lines(document) == ["bold", "100"]


def test_a_page_turned_by_its_own_word_reads_upright() -> None:
    turned = text("landscape", 100, 50, matrix="0 1 -1 0") + text("second", 130, 50, matrix="0 1 -1 0")

    assert lines(read(turned)) == ["landscape", "second"]
    assert lines(read(turned, extra="/Rotate 90")) == ["landscape", "second"]


def test_a_table_on_a_turned_page_is_a_grid() -> None:
    turned = "0 1 -1 0 300 0 cm\n" + table({(x, y - 50): t for (x, y), t in FILLED.items()}, XS, (50, 80, 110))
    document = read(turned)

    assert rows(grids(document)[0]) == [["code", "sum", ""], ["201", "", "3.20"]]


def test_a_watermark_across_the_table_is_set_aside() -> None:
    document = read(table(FILLED, XS, YS) + text("draft", 160, 105, matrix=".7 .7 -.7 .7", size=40))

    assert rows(grids(document)[0]) == [["code", "sum", ""], ["201", "", "3.20"]]
    assert aside(document) == [("draft", "turned-text")]


def test_text_beside_the_page_is_set_aside() -> None:
    document = read(text("seen", 50, 200) + text("unseen", 50, 900))

    assert (lines(document), aside(document)) == (["seen"], [("unseen", "hidden-text")])


def test_notes_and_form_fields_are_set_aside_and_links_are_nothing() -> None:
    notes = (
        "/Annots[<</Subtype/FreeText/Contents(a note)>><</Subtype/Widget/V<FEFF7532>>><</Subtype/Link/Contents(x)>>]"
    )
    document = read(text("body", 50, 200), extra=notes)

    assert aside(document) == [("a note", "annotation"), ("甲", "annotation")]


def test_page_numbers_and_running_lines_are_set_aside() -> None:
    pages = [
        text("Bureau of Archives", 50, 280)
        + text(f"body {'abcd'[number - 1]}", 50, 200)
        + text(f"- {number} -", 190, 20)
        for number in (1, 2, 3, 4)
    ]
    document = read(*pages)

    assert lines(document) == ["body a", "body b", "body c", "body d"]
    assert aside(document)[:2] == [("Bureau of Archives", "running-header"), ("- 1 -", "page-number")]


def test_bare_numbers_are_page_numbers_where_they_count_with_the_pages() -> None:
    counted = [text(f"body {'abc'[number]}", 50, 200) + text(f"{number + 5}", 190, 20) for number in range(3)]
    figures = [text(f"body {'abc'[number]}", 50, 200) + text(f"{number * 37}", 190, 20) for number in range(3)]

    assert {reason for _, reason in aside(read(*counted))} == {"page-number"}
    assert aside(read(*figures)) == []


def test_lines_are_counted_through_the_pages_and_a_row_is_one() -> None:
    document = read(text("above", 50, 200) + table(FILLED, XS, YS), text("next", 50, 200))

    places = [block.piece.place for block in document.blocks if isinstance(block, Line)]
    assert [(place.line, place.page) for place in places] == [(1, 1), (4, 2)]
    assert [row[0].piece.place.line for row in grids(document)[0].rows] == [2, 3]


def test_pieces_are_numbered_without_gaps() -> None:
    document = read(text("above", 50, 200) + table(FILLED, XS, YS) + text("x", 50, 900), text("next", 50, 200))

    numbers = [cell.piece.number for grid in grids(document) for cell in grid.cells]
    numbers += [block.piece.number for block in document.blocks if isinstance(block, Line)]
    numbers += [each.piece.number for each in document.set_aside]
    assert sorted(numbers) == list(range(len(numbers)))


def test_radicals_that_look_like_ideographs_are_read_as_these() -> None:
    mapping = (
        b"/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <ff> endcodespacerange "
        b"3 beginbfchar <41> <2F64> <42> <2ED3> <43> <F900> endbfchar endcmap"
    )
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 5 0 R>>"
    document = read("BT /F2 10 Tf 50 200 Td (ABC) Tj ET", objects=[font, stream(mapping)])

    assert lines(document) == ["用长豈"]


def test_characters_without_a_text_are_marked_and_the_pages_named() -> None:
    font = (
        b"<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[<</Type/Font/Subtype/CIDFontType2"
        b"/BaseFont/X/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>>>]>>"
    )
    document = read(text("known", 50, 200), "BT /F2 10 Tf 50 200 Td <0001> Tj ET", objects=[font])

    assert lines(document) == ["known", "\N{REPLACEMENT CHARACTER}"]
    assert document.notes == (("glyphs-without-text", {"pages": "2"}),)


def test_a_scan_is_refused() -> None:
    with pytest.raises(Unreadable) as caught:
        read(WHOLE_PAGE, WHOLE_PAGE + text("3", 190, 20), objects=[PICTURE])

    assert (caught.value.key, caught.value.facts) == ("is-scan", {"pages": "2"})


def test_scanned_pages_among_others_are_named() -> None:
    document = read(text("body", 50, 200), WHOLE_PAGE, objects=[PICTURE])

    assert document.notes == (("scanned-pages", {"pages": "2"}),)


def test_text_over_a_picture_of_the_page_is_to_be_checked() -> None:
    document = read(
        WHOLE_PAGE + "".join(text(f"a line of the body {y}", 50, y) for y in (200, 180, 160)), objects=[PICTURE]
    )

    assert document.notes == (("text-over-picture", {"pages": "1"}),)


def test_a_file_without_pages_is_refused() -> None:
    with pytest.raises(Unreadable) as caught:
        read()

    assert caught.value.key == "not-pdf"


def test_a_figure_that_runs_over_the_line_stays_whole() -> None:
    document = read(table({(136, 110): "12345.50", (255, 110): "3.20"}, XS, YS))

    assert rows(grids(document)[0])[1] == ["", "12345.50", "3.20"]


def test_figures_close_to_a_line_on_both_sides_stay_apart() -> None:
    document = read(table({(133, 110): "999", (150.5, 110): "111"}, XS, YS))  # type: ignore[dict-item]

    assert rows(grids(document)[0])[1] == ["999", "111", ""]


def test_a_small_picture_is_no_scan() -> None:
    document = read("q 50 0 0 50 0 0 cm /I1 Do Q\n" + text("body", 50, 200), objects=[PICTURE])

    assert document.notes == ()


def test_a_file_with_a_password_is_refused() -> None:
    locked = f"/Encrypt<</Filter/Standard/V 1/R 2/P -1/O<{'ab' * 32}>/U<{'cd' * 32}>>>/ID[<00><00>]"

    with pytest.raises(Unreadable) as caught:
        read(text("body", 50, 200), trailer=locked)

    assert caught.value.key == "is-encrypted"


@pytest.mark.parametrize("content", [b"%PDF-1.7\n", b"%PDF-1.7\n" + bytes(range(256)) * 20])
def test_a_damaged_file_is_refused(content: bytes) -> None:
    with pytest.raises(Unreadable) as caught:
        read_pdf("a.pdf", content)

    assert caught.value.key == "not-pdf"


def test_a_table_of_too_many_squares_is_a_drawing() -> None:
    xs, ys = range(0, 390, 4), range(0, 290, 4)
    many = across(0, 388, *(y / 10 * 9 for y in ys)) + down(0, 280, *xs)

    assert read(many + text("body", 2, 295)).blocks


@pytest.mark.browser
def test_a_table_printed_over_several_pages_keeps_spans_blanks_and_wrapped_names(tmp_path: Path) -> None:
    body = "".join(
        f"<tr><td>{201 + number}<td><td class='narrow'>档案保护与利用专项支出<td class=n>{number}.50<td></tr>"
        for number in range(60)
    )
    first = "<th colspan=2>科目编码<th rowspan=2>名称<th colspan=2>预算数"
    head = f"<thead><tr>{first}</tr><tr><th>类<th>款<th>小计<th>其他</tr></thead>"
    whole = "<style>tr { break-inside: avoid }</style>"
    page = f"{STYLE}{whole}<h1>表1 支出表</h1><p>单位：万元</p><table>{head}<tbody>{body}</table><p>二、说明</p>"

    document = read_pdf("a.pdf", printed(page, tmp_path, "--no-pdf-header-footer"))

    assert len(grids(document)) > 1
    assert all(spans(grid)["科目编码"] == (0, 0, 1, 2) for grid in grids(document))
    assert all(spans(grid)["名称"] == (0, 2, 2, 1) for grid in grids(document))
    found = [row for grid in grids(document) for row in rows(grid)[2:]]
    assert [[text.replace("\n", "") for text in row] for row in found] == [
        [str(201 + number), "", "档案保护与利用专项支出", f"{number}.50", ""] for number in range(60)
    ]
    assert all("\n" in row[2] for row in found)
    assert lines(document) == ["表1 支出表", "单位：万元", "二、说明"]


@pytest.mark.browser
def test_what_a_browser_prints_at_the_ends_of_pages_is_set_aside(tmp_path: Path) -> None:
    page = STYLE + "".join(f"<p style='break-after: page'>第{number}段</p>" for number in "一二三四")

    document = read_pdf("a.pdf", printed(page, tmp_path))

    assert lines(document) == ["第一段", "第二段", "第三段", "第四段"]
    assert {reason for _, reason in aside(document)} <= {"running-header", "running-footer", "page-number"}


@pytest.mark.browser
def test_a_wide_page_among_upright_ones_is_read_as_it_lies(tmp_path: Path) -> None:
    wide = "<div class=wide><table><tr><td>合计<td>12.50<td><td>甲</table></div>"

    document = read_pdf("a.pdf", printed(f"{STYLE}<p>一、概况</p>{wide}", tmp_path, "--no-pdf-header-footer"))

    assert [rows(grid) for grid in grids(document)] == [[["合计", "12.50", "", "甲"]]]
