from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest
import xlsxwriter
from openpyxl.comments import Comment
from openpyxl.worksheet.formula import ArrayFormula
from openpyxl.worksheet.worksheet import Worksheet

from builder.ingest.readers import Unreadable
from builder.ingest.readers.workbook import read_workbook
from builder.ingest.source import Document, Grid
from tests.unit.ingest.office_files import packed, with_members
from tests.unit.ingest.readers.word_files import asides, every_text, grids, lines, spans

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SHEET = f'<worksheet xmlns="{MAIN}"><sheetData>{{}}</sheetData></worksheet>'
ACCOUNTING = '_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * "-"??_ ;_ @_ '
DRAWN = (
    '<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">{}</xdr:wsDr>'
)
SHAPE = (
    "<xdr:sp><xdr:txBody><a:p><a:r><a:t>框</a:t></a:r><a:br/><a:r><a:t>一</a:t></a:r></a:p><a:p/></xdr:txBody></xdr:sp>"
)


def part_of(content: bytes, path: str) -> str:
    with ZipFile(BytesIO(content)) as archive:
        return archive.read(path).decode()


def filled(fill: Callable[[Worksheet], None]) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "表1"
    fill(sheet)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def read(fill: Callable[[Worksheet], None]) -> Document:
    return read_workbook("a.xlsx", filled(fill))


def shown(value: Any, number_format: str) -> str:
    def fill(sheet: Worksheet) -> None:
        sheet["A1"] = value
        sheet["A1"].number_format = number_format

    return every_text(read(fill)).partition("|")[0]


def test_a_sheet_is_one_grid_with_its_addresses_and_blank_edges_left_out() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["B2"], sheet["C3"], sheet["E4"] = "收支总表", 12.5, "末\n行"
        sheet["H9"] = " "
        sheet["J20"].number_format = "0.00"

    document = read(fill)

    assert [len(cells) for cells in grids(document)[0]] == [7] * 8
    assert grids(document)[0][:3] == [
        ["收支总表", "", "", "", "", "", ""],
        ["", "12.5", "", "", "", "", ""],
        ["", "", "", "末\n行", "", "", ""],
    ]
    grid = document.blocks[0]
    assert isinstance(grid, Grid)
    assert grid.cells[8].piece.place == ("a.xlsx", 3, None, "表1", "C3")


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (314.96, "General", "314.96"),
        (2.7, "0.00", "2.70"),
        (1234.5, "#,##0.00", "1,234.50"),
        (1234567, "#,##0", "1,234,567"),
        (12.209999999999999, "General", "12.21"),
        (12.209999999999999, "0.00", "12.21"),
        (1e15, "General", "1000000000000000"),
        (0.12, "0%", "12%"),
        (0.1234, "0.00%", "12.34%"),
        (-5.5, ACCOUNTING, "-5.50"),
        (1234.5, ACCOUNTING, "1,234.50"),
        (0, ACCOUNTING, "-"),
        (-1234, "#,##0_);(#,##0)", "(1,234)"),
        (5, "00", "05"),
        (2080505, "0", "2080505"),
        (3, '0"万元"', "3万元"),
        (3.5, 'General"元"', "3.5元"),
        (1234.5, "[$¥-804]#,##0.00", "¥1,234.50"),
        (-3, "0.00;[Red]-0.00", "-3.00"),
        (2.7, "@", "2.7"),
        ("2.70", "@", "2.70"),
        ("　合 计 ", "General", "　合 计 "),
        (True, "General", "TRUE"),
        ("#DIV/0!", "General", "#DIV/0!"),
    ],
)
def test_cells_are_read_as_they_are_shown(value: object, number_format: str, text: str) -> None:
    assert shown(value, number_format) == text


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (314.955, "0.00", "314.955"),
        (0.125, "0%", "12.5%"),
        (1234.567, "#,##0", "1,234.567"),
        (12345, "0\\.0,", "12345"),
        (12345, "0.00E+00", "12345"),
        (0.5, "# ?/?", "0.5"),
        (7, "[>100]0;0.0", "7"),
        (5, ";;;", "5"),
    ],
)
def test_a_format_never_takes_digits_away_unnoticed(value: float, number_format: str, text: str) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["B3"] = value
        sheet["B3"].number_format = number_format

    document = read(fill)

    assert every_text(document) == text
    assert document.notes == (("digits-not-shown", {"count": "1", "example": "B3"}),)


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (date(2022, 3, 5), "yyyy-mm-dd", "2022-03-05"),
        (date(2022, 3, 5), 'yyyy"年"m"月"d"日";@', "2022年3月5日"),
        (date(2022, 3, 5), "mm-dd-yy", "2022/3/5"),
        (date(2022, 3, 5), "d-mmm-yy", "2022-03-05"),
        (date(2022, 3, 5), "[$-804]yyyy/mm/dd aaaa", "2022/03/05 星期六"),
        (datetime(2022, 3, 5, 14, 7, 9), "yyyy/m/d h:mm AM/PM", "2022/3/5 2:07 PM"),  # noqa: DTZ001
        (datetime(2022, 3, 5, 14, 7, 9), "[$-411]ge.m.d", "2022-03-05 14:07:09"),  # noqa: DTZ001
        (time(9, 5), "h:mm", "9:05"),
        (time(9, 5), "mmm", "09:05:00"),
        (timedelta(hours=30, minutes=5), "[h]:mm:ss", "30:05:00"),
    ],
)
def test_dates_are_read_by_their_format(value: object, number_format: str, text: str) -> None:
    assert shown(value, number_format) == text


def test_a_date_format_known_by_its_number_alone_is_followed() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["A1"] = 44625
        sheet["A1"].number_format = "0.0000"

    content = filled(fill)
    styles = part_of(content, "xl/styles.xml").replace('numFmtId="164" fontId', 'numFmtId="31" fontId')

    document = read_workbook("a.xlsx", with_members(content, {"xl/styles.xml": styles}))

    assert every_text(document) == "2022年3月5日"


def test_a_zero_that_is_not_shown_is_a_blank_with_the_zero_beside_it() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["A1"], sheet["A2"] = 0, "合计"
        sheet["A1"].number_format = "#,##0.00;-#,##0.00;"

    def fill_without_zeros(sheet: Worksheet) -> None:
        sheet["A1"], sheet["A2"] = 0, "合计"
        sheet.sheet_view.showZeros = False

    for document in (read(fill), read(fill_without_zeros)):
        assert grids(document) == [[["合计"]]] or grids(document) == [[[""], ["合计"]]]
        assert asides(document) == [("hidden-zero", "0")]


def test_a_formula_is_read_by_its_saved_value_and_set_aside_without_one() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["A1"], sheet["A2"] = "=1+1", ArrayFormula("A2:A3", "=SUM(B1:B2)")
        sheet["A4"] = "末"

    document = read(fill)

    assert grids(document) == [[[""], [""], [""], ["末"]]]
    assert asides(document) == [("formula-without-value", "=1+1"), ("formula-without-value", "=SUM(B1:B2)")]


def test_saved_values_of_formulas_are_read_even_where_they_are_empty() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["A1"], sheet["A2"], sheet["A3"] = "=1+1", '=""', "末"

    content = filled(fill)
    path = "xl/worksheets/sheet1.xml"
    part = part_of(content, path).replace("<f>1+1</f><v></v>", "<f>1+1</f><v>2</v>")
    part = part.replace('<c r="A2">', '<c r="A2" t="str">')

    document = read_workbook("a.xlsx", with_members(content, {path: part}))

    assert grids(document) == [[["2"], [""], ["末"]]]
    assert asides(document) == []


def test_merged_cells_are_spans_and_what_they_cover_is_kept() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["A1"], sheet["A2"], sheet["B2"], sheet["C2"], sheet["B3"] = "题", "科目", "金额", "盖住", "甲"
        sheet["C3"], sheet["A4"] = "乙", "合计"

    content = filled(fill)
    path = "xl/worksheets/sheet1.xml"
    merges = "".join(f'<mergeCell ref="{ref}"/>' for ref in ("A1:Z1", "A2:A3", "B2:C2", "C2:D2"))
    part = part_of(content, path).replace("</sheetData>", f"</sheetData><mergeCells>{merges}</mergeCells>")

    document = read_workbook("a.xlsx", with_members(content, {path: part}))

    assert grids(document) == [[["题"], ["科目", "金额"], ["甲", "乙"], ["合计", "", ""]]]
    assert spans(document)["题"] == (0, 0, 1, 3)
    assert spans(document)["科目"] == (1, 0, 2, 1)
    assert spans(document)["金额"] == (1, 1, 1, 2)
    assert asides(document) == [("covered-cell", "盖住")]


def test_hidden_rows_columns_and_sheets_are_set_aside() -> None:
    def fill(sheet: Worksheet) -> None:
        for number, row in enumerate(["甲乙丙丁", "戊己庚辛", "壬癸子丑", "寅卯辰巳"], 1):
            for column, text in zip("ABCD", row, strict=True):
                sheet[f"{column}{number}"] = text
        sheet.row_dimensions[2].hidden = True
        sheet.row_dimensions[4].height = 0.001
        sheet.column_dimensions.group("B", "C", hidden=True)
        assert sheet.parent is not None
        hidden = sheet.parent.create_sheet("底稿")
        hidden["A1"], hidden.sheet_state = "算", "veryHidden"

    content, path = filled(fill), "xl/worksheets/sheet1.xml"
    part = part_of(content, path).replace('ht="0.001"', 'ht="0"')

    document = read_workbook("a.xlsx", with_members(content, {path: part}))

    assert grids(document) == [[["甲", "丁"], ["壬", "丑"]]]
    assert asides(document) == [
        ("hidden-column", "乙"),
        ("hidden-column", "丙"),
        ("hidden-row", "戊"),
        ("hidden-row", "己"),
        ("hidden-row", "庚"),
        ("hidden-row", "辛"),
        ("hidden-column", "癸"),
        ("hidden-column", "子"),
        ("hidden-row", "寅"),
        ("hidden-row", "卯"),
        ("hidden-row", "辰"),
        ("hidden-row", "巳"),
        ("hidden-sheet", "算"),
    ]
    assert document.set_aside[2].piece.place == ("a.xlsx", 2, None, "表1", "A2")


def test_a_merged_cell_that_begins_in_a_hidden_row_shows_its_text_where_it_is_seen() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["A1"], sheet["B1"], sheet["B2"], sheet["B3"] = "科目", "藏", "甲", "乙"
        sheet.merge_cells("A1:A3")
        sheet.row_dimensions[1].hidden = True

    document = read(fill)

    assert grids(document) == [[["科目", "甲"], ["乙"]]]
    assert spans(document)["科目"] == (0, 0, 2, 1)
    assert asides(document) == [("hidden-row", "藏")]


def test_comments_headers_and_footers_stand_beside_the_cells() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["B2"] = "合计"
        sheet["B2"].comment = Comment("请核对", "某人")
        assert sheet.oddHeader is not None
        assert sheet.evenFooter is not None
        sheet.oddHeader.center.text, sheet.evenFooter.right.text = "页眉", "页脚"

    document = read(fill)

    assert asides(document) == [("comment", "请核对"), ("running-header", "页眉"), ("running-footer", "页脚")]
    assert document.set_aside[0].piece.place == ("a.xlsx", 2, None, "表1", "B2")


def test_text_boxes_come_after_the_grid_of_their_sheet_and_words_of_charts_beside() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["A1"] = "合计"

    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId1" Type="x/{}" Target="{}"/></Relationships>'
    )
    anchor = f"<xdr:oneCellAnchor><xdr:from><xdr:row>6</xdr:row></xdr:from>{SHAPE}</xdr:oneCellAnchor>"
    twice = f"<xdr:twoCellAnchor><mc:AlternateContent><mc:Choice>{SHAPE}</mc:Choice><mc:Fallback>{SHAPE}</mc:Fallback>"
    drawing = DRAWN.format(f"{anchor}{twice}</mc:AlternateContent></xdr:twoCellAnchor>")
    chart = '<c xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:p><a:t>图题</a:t></a:p></c>'
    content = with_members(
        filled(fill),
        {
            "xl/worksheets/_rels/sheet1.xml.rels": relations.format("drawing", "../drawings/drawing1.xml"),
            "xl/drawings/drawing1.xml": drawing,
            "xl/drawings/_rels/drawing1.xml.rels": relations.format("chart", "/xl/charts/chart1.xml"),
            "xl/charts/chart1.xml": chart,
        },
    )

    document = read_workbook("a.xlsx", content)

    assert every_text(document) == "合计|框\n一\n|框\n一\n|图题"
    assert lines(document) == ["框\n一\n", "框\n一\n"]
    assert asides(document) == [("drawing-text", "图题")]
    assert document.blocks[1].piece.place.line == 7  # type: ignore[union-attr]


def test_a_cell_far_away_does_not_fill_the_sheet_with_blanks() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["A1"], sheet["XFD1048576"] = "近", "远"

    document = read(fill)

    assert grids(document) == [[["近", ""], ["", "远"]]]
    assert [key for key, _facts in document.notes] == ["blank-rows-left-out"]


def test_a_sheet_of_scattered_cells_is_refused() -> None:
    def fill(sheet: Worksheet) -> None:
        for place in range(1, 640):
            sheet.cell(place, place, "散")

    with pytest.raises(Unreadable) as refusal:
        read(fill)

    assert refusal.value.key == "sheet-too-large"


def test_an_empty_workbook_has_no_blocks() -> None:
    assert read(lambda _sheet: None).blocks == ()


def test_escaped_characters_of_cells_are_read_as_such() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["A1"] = "一_x000D_\n二"

    assert every_text(read(fill)) == "一\n二"


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (b"PK\x03\x04 cut off", "not-xlsx"),
        (packed({"a.txt": "x"}), "not-xlsx"),
        (packed({"_rels/.rels": "<not xml"}), "damaged-part"),
    ],
)
def test_what_is_no_workbook_is_refused(content: bytes, key: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        read_workbook("a.xlsx", content)

    assert refusal.value.key == key


def test_a_workbook_with_styles_against_the_rules_is_read_by_its_cells() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["A1"], sheet["B1"], sheet["A2"], sheet["A3"] = "合计", 2.7, "藏", "末"
        sheet["B1"].number_format = "0.000"
        sheet.merge_cells("A3:B3")
        sheet.row_dimensions[2].hidden = True
        sheet.auto_filter.ref = "A1:B3"

    content, path = filled(fill), "xl/worksheets/sheet1.xml"
    styles = part_of(content, "xl/styles.xml").replace(
        "<fills", '<fills><fill><patternFill patternType="odd"/></fill>', 1
    )
    sheet = part_of(content, path).replace('ref="A1:B3"', 'ref="everywhere"')

    document = read_workbook("a.xlsx", with_members(content, {"xl/styles.xml": styles, path: sheet}))

    assert grids(document) == [[["合计", "2.700"], ["末"]]]
    assert asides(document) == [("hidden-row", "藏")]
    assert [key for key, _facts in document.notes] == ["workbook-stripped"]


def test_a_workbook_saved_as_strict_is_read() -> None:
    usual, strict = "http://schemas.openxmlformats.org/", "http://purl.oclc.org/ooxml/"
    content = filled(lambda sheet: sheet.append(["合计", 12.5]))
    paths = ("_rels/.rels", "xl/_rels/workbook.xml.rels", "xl/workbook.xml", "xl/worksheets/sheet1.xml")
    members = {
        path: part_of(content, path)
        .replace(f"{usual}spreadsheetml/2006/", f"{strict}spreadsheetml/")
        .replace(f"{usual}officeDocument/2006/", f"{strict}officeDocument/")
        for path in (*paths, "xl/styles.xml")
    }

    document = read_workbook("a.xlsx", with_members(content, members))

    assert grids(document) == [[["合计", "12.5"]]]


def test_a_workbook_of_another_program_is_read() -> None:
    stream = BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        sheet = book.add_worksheet("表1")
        bold, amount = book.add_format({"bold": True}), book.add_format({"num_format": "#,##0.00"})
        sheet.merge_range("A1:C1", "收支总表", bold)
        sheet.write_rich_string("A2", "科", bold, "目", "名称")
        sheet.write_formula("B2", "=1200+34.5", amount, 1234.5)
        sheet.write_formula("C2", '=IF(B2>0,"是","")', None, "是")
        sheet.insert_textbox("E5", "框一\n框二")
        sheet.write_comment("B2", "请核对")
        sheet.set_header("&C页眉")

    document = read_workbook("a.xlsx", stream.getvalue())

    assert grids(document) == [[["收支总表"], ["科目名称", "1,234.50", "是"]]]
    assert lines(document) == ["框一\n框二"]
    assert asides(document) == [("comment", "请核对"), ("running-header", "页眉")]
    assert document.notes == ()


@pytest.mark.parametrize(
    ("part", "key"),
    [
        ("<worksheet><row", "damaged-part"),
        (SHEET.format('<row><c t="s"><v>9</v></c></row>'), "damaged-workbook"),
    ],
)
def test_a_damaged_workbook_is_refused(part: str, key: str) -> None:
    content = with_members(filled(lambda _sheet: None), {"xl/worksheets/sheet1.xml": part})

    with pytest.raises(Unreadable) as refusal:
        read_workbook("a.xlsx", content)

    assert refusal.value.key == key
