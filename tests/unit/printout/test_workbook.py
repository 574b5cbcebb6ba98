"""The workbook, read back by the library that others read with: what a cell shows is what the document prints."""

from __future__ import annotations

import io
from decimal import Decimal

import openpyxl
import pytest
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.worksheet.worksheet import Worksheet

from builder.printout import printout, workbook
from builder.printout.content import Cell as PrintedCell
from builder.printout.content import Fonts, Paragraph, Printout, Section, Table
from tests.projects import FIRST, SECOND
from tests.unit.printout.samples import first, real, second, small, spread

FONTS = Fonts("仿宋", "黑体", "宋体", "Times New Roman")


def _shown(cell: Cell | MergedCell) -> str:
    """Return what a spreadsheet shows of a cell."""
    value = cell.value
    if value is None or isinstance(value, str):
        return value or ""
    decimals = len(cell.number_format.partition(".")[2])
    number = Decimal(repr(value))
    return f"{number:,.{decimals}f}" if "," in cell.number_format else f"{number:.{decimals}f}"


def _rows(sheet: Worksheet) -> list[list[str]]:
    return [[_shown(cell) for cell in row] for row in sheet.iter_rows()]


def _one_table(*texts: str) -> Printout:
    cells = tuple(PrintedCell(row, 0, text, "amount") for row, text in enumerate(texts))
    table = Table(cells, len(texts), 0, (20,))
    return Printout("某表", "某局", "2024-01-01", FONTS, (Section("表", (table,)),))


@pytest.mark.parametrize("folder", [FIRST, SECOND])
def test_every_table_shows_what_the_document_prints(folder: str) -> None:
    document = printout(real(folder))

    book = openpyxl.load_workbook(io.BytesIO(workbook(document)))

    for section, sheet in zip(document.sections, book.worksheets, strict=True):
        for table in (block for block in section.blocks if isinstance(block, Table)):
            start = sheet.max_row - table.row_count - (section.blocks[-1] is not table)
            assert _rows(sheet)[start : start + table.row_count] == spread(table)


def test_amounts_are_numbers_and_odd_ones_text() -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook(printout(first()))))

    sheet = book["表三 单位支出总体情况表"]
    values = {cell.value for row in sheet.iter_rows() for cell in row}
    assert {276.26, "14。41", "201", "03"} <= values


@pytest.mark.parametrize("text", ["1,234.50", "0.10", "-2.00", "12", "0", "-1,234", "1234567.891234"])
def test_a_number_is_shown_as_it_is_printed(text: str) -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook(_one_table(text))))

    (cell,) = (cell for row in book.worksheets[0].iter_rows() for cell in row)
    assert cell.data_type == "n"
    assert _shown(cell) == text


@pytest.mark.parametrize("text", ["007", "-0", "1,23", "12345678901234567.89", "1e5", "14。41", "3.00　", "=1+1"])
def test_what_would_not_be_shown_so_is_text(text: str) -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook(_one_table(text))))

    (cell,) = (cell for row in book.worksheets[0].iter_rows() for cell in row)
    assert (cell.data_type, cell.value) == ("s", text)


def test_a_text_that_begins_like_a_formula_is_a_text() -> None:
    indicators = 'project_id seq level1 level2 level3 raw_text\nroof 1 output quantity =HYPERLINK("x") =1个'
    tables = {"projects": "project_id name_table\nroof 屋顶", "performance_indicators": indicators}

    book = openpyxl.load_workbook(io.BytesIO(workbook(printout(small(tables)))))

    kinds = {cell.data_type for sheet in book.worksheets for row in sheet.iter_rows() for cell in row}
    assert "f" not in kinds
    assert "=1个" in {cell.value for cell in book["绩效目标表1"]["F"]}


def test_heading_rows_are_repeated_and_a_sheet_fits_the_width_of_a_page() -> None:
    book = openpyxl.load_workbook(io.BytesIO(workbook(printout(first()))))

    sheet = book["表二 单位收入总体情况表"]
    assert sheet.print_title_rows == "$4:$5"
    assert sheet.page_setup.orientation == "landscape"
    assert (sheet.page_setup.paperSize, sheet.page_setup.fitToHeight) == (9, 0)


def test_names_of_sheets_are_such_as_spreadsheets_take() -> None:
    sections = tuple(Section(name, (Paragraph("x"),)) for name in ("甲" * 40, "甲" * 41, "a/b?", "A b", ""))

    book = openpyxl.load_workbook(io.BytesIO(workbook(Printout("t", "a", "2024-01-01", FONTS, sections))))

    names = [sheet.title for sheet in book.worksheets]
    assert names == ["甲" * 31, "甲" * 29 + "~2", "a b", "A b~2", "-"]


def test_a_text_too_long_for_a_cell_goes_on_in_the_next() -> None:
    text = "长" * 40_000
    section = Section("文", (Paragraph(text),))

    book = openpyxl.load_workbook(io.BytesIO(workbook(Printout("t", "a", "2024-01-01", FONTS, (section,)))))

    assert "".join(str(cell.value) for cell in book.worksheets[0]["A"]) == text


def test_the_same_disclosure_gives_the_same_bytes() -> None:
    assert workbook(printout(second())) == workbook(printout(second()))
