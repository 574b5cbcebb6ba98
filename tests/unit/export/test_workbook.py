from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import openpyxl
import pandas as pd
import pytest
import xlsxwriter
from openpyxl.worksheet.worksheet import Worksheet

from builder.export.sheets import Sheet, sheets_of
from builder.export.site import words
from builder.export.unit_years import resource_tables
from builder.export.workbook import TEXT_LIMIT, workbook_file
from builder.export.workbook_parts import column_letters
from builder.model.disclosure import Disclosure
from tests.unit.export.samples import SPOILT, disclosure_of, sample_records


def sheets_in(content: bytes) -> Mapping[str, Worksheet]:
    book = openpyxl.load_workbook(io.BytesIO(content))
    return {sheet.title: sheet for sheet in book.worksheets}


def values(sheet: Worksheet) -> list[list[Any]]:
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


@pytest.fixture
def book(disclosure: Disclosure) -> Mapping[str, Worksheet]:
    return sheets_in(workbook_file(sheets_of(disclosure, resource_tables(disclosure))))


def one_cell(value: str | Decimal, kind: str) -> Any:
    sheet = Sheet("s", "narrative.csv", ("title",), ("column",), (kind,), ((value,),))
    return sheets_in(workbook_file([sheet]))["s"]["A3"]


def test_sheets_are_the_printed_tables_and_then_the_further_resources(book: Mapping[str, Worksheet]) -> None:
    assert list(book) == [
        "T1 单位收支总体情况表",
        "T3 单位支出总体情况表",
        "T6 一般公共预算基本支出情况表",
        "T8 “三公”经费支出情况表",
        "T9 政府性基金预算支出情况表",
        "T11 政府采购预算表 1 2",
        "公开文件",
        "人员情况",
        "项目",
        "绩效指标",
        "情况说明",
    ]


def test_a_sheet_has_title_unit_titles_rows_and_total(book: Mapping[str, Worksheet]) -> None:
    assert values(book["T3 单位支出总体情况表"]) == [
        ["单位支出总体情况表", None, None, None, None, None],
        ["编制部门（单位）：昌吉州政府电子政务办公室　表号：表2　2022　单位：万元", None, None, None, None, None],
        ["功能分类科目编码", "科目名称", "合计", "基本支出", "项目支出", "原文行"],
        ["201", "一般公共服务支出", 276.26, 276.26, None, None],
        ["20103", "政府办公厅（室）及相关机构事务", 276.26, None, None, None],
        ["2010350", "事业运行", 106.26, 0, None, None],
        [None, "合计", 314.96, 144.96, 170, None],
    ]


def test_a_table_of_two_sides_has_a_total_for_each(book: Mapping[str, Worksheet]) -> None:
    rows = [row[:4] + row[4:8] for row in values(book["T1 单位收支总体情况表"])[-2:]]

    assert rows == [
        ["income", None, "收入总计", None, 314.96, None, None, None],
        ["expenditure", None, "支出总计", None, 314.96, None, None, 170],
    ]


def test_a_total_printed_above_the_rows_stands_above_them() -> None:
    records = sample_records()
    records["disclosed_totals"] = [{"table_id": "T3", "measure": "total", "amount": "1", "src_line": "5"}]
    records["expenditure_by_function"][0]["src_line"] = "9"
    disclosure = disclosure_of(records)

    sheets = sheets_of(disclosure, resource_tables(disclosure))

    assert [row[1] for row in sheets[1].rows][:2] == ["合计", "一般公共服务支出"]


def test_a_table_in_yuan_says_that_it_was_converted(book: Mapping[str, Worksheet]) -> None:
    assert book["T6 一般公共预算基本支出情况表"]["A2"].value.endswith("单位：万元（原表单位为元，已如数换算）")


def test_an_empty_table_keeps_its_titles_and_its_note(book: Mapping[str, Worksheet]) -> None:
    rows = values(book["T9 政府性基金预算支出情况表"])

    assert rows[2][:2] == ["功能分类科目编码", "科目名称"]
    assert rows[3][0] == "没有使用政府性基金预算拨款安排的支出，为空表"


def test_a_table_without_a_resource_shows_its_totals(book: Mapping[str, Worksheet]) -> None:
    assert values(book["T11 政府采购预算表 1 2"])[2:] == [["栏目", "金额"], ["amount", 2.7]]


def test_a_long_printed_title_is_cut_to_a_name_that_spreadsheets_take() -> None:
    records = sample_records()
    records["printed_tables"][-1]["title_printed"] = "政府采购预算明细" * 9
    disclosure = disclosure_of(records)

    sheet = sheets_of(disclosure, resource_tables(disclosure))[5]

    assert sheet.name == ("T11 " + "政府采购预算明细" * 9)[:31]
    assert sheet.heading[0] == "政府采购预算明细" * 9


def test_an_amount_shows_the_digits_it_has(book: Mapping[str, Worksheet]) -> None:
    sheet = book["T3 单位支出总体情况表"]

    assert (sheet["C6"].value, sheet["C6"].number_format) == (106.26, "#,##0.000")
    assert (sheet["D6"].value, sheet["D6"].number_format) == (0, "#,##0")


def test_an_amount_of_more_than_fifteen_digits_is_text_with_a_note(book: Mapping[str, Worksheet]) -> None:
    sheet = book["T6 一般公共预算基本支出情况表"]

    assert (sheet["C5"].value, sheet["C5"].data_type) == ("99999999999.999999", "s")
    assert (sheet["D4"].value, sheet["D4"].data_type) == (-0.000001, "n")
    assert sheet["A6"].value == words()["long_amount"].format(cells="C5")


@pytest.mark.parametrize("text", ["123456789012.345", "0.000000000000001", "-99999999999999.9"])
def test_fifteen_digits_are_a_number(text: str) -> None:
    assert Decimal(repr(one_cell(Decimal(text), "number").value)) == Decimal(text)


@pytest.mark.parametrize("text", SPOILT)
def test_text_that_looks_like_something_else_stays_text(text: str) -> None:
    cell = one_cell(text, "string")

    assert (cell.value, cell.data_type, cell.hyperlink, cell.quotePrefix) == (text, "s", None, False)


def test_days_flags_and_whole_numbers_keep_their_type(book: Mapping[str, Worksheet]) -> None:
    document, staffing = book["公开文件"], book["人员情况"]
    titles = [cell.value for cell in document[3]]

    assert document.cell(4, titles.index("落款日期") + 1).value == dt.datetime(2022, 2, 12)  # noqa: DTZ001 - as read
    assert document.cell(4, titles.index("有下属预算单位") + 1).value is False
    assert staffing["B4"].value == 12


def test_a_text_at_the_limit_stays_and_one_over_it_gives_way_to_a_note() -> None:
    most = "长" * TEXT_LIMIT
    wide = "𠀀" * (TEXT_LIMIT // 2 + 1)

    assert one_cell(most, "string").value == most
    assert one_cell(most + "长", "string").value == words()["long_text"].format(
        length=32_768, limit=32_767, file="narrative.csv"
    )
    assert one_cell(wide, "string").value.startswith("〔此处文字 32768 字")


def test_no_part_of_the_workbook_holds_a_formula_link_or_macro(disclosure: Disclosure) -> None:
    archive = zipfile.ZipFile(io.BytesIO(workbook_file(sheets_of(disclosure, resource_tables(disclosure)))))
    parts = {name: archive.read(name) for name in archive.namelist()}

    allowed = {"[Content_Types].xml", "_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"}
    others = {"xl/styles.xml", "xl/sharedStrings.xml"}
    sheets = {name for name in parts if name.startswith("xl/worksheets/sheet")}

    assert parts.keys() == allowed | others | sheets
    assert not [name for name in sheets if b"<f" in parts[name] or b"hyperlink" in parts[name]]
    assert not [name for name, part in parts.items() if b"TargetMode" in part or b"definedName" in part]


def test_pandas_reads_a_sheet_as_text_as_it_stands(disclosure: Disclosure) -> None:
    content = workbook_file(sheets_of(disclosure, resource_tables(disclosure)))

    frame = pd.read_excel(io.BytesIO(content), sheet_name="绩效指标", header=2, dtype=str, keep_default_na=False)

    assert tuple(frame["指标值（原文）"]) == SPOILT


def test_our_cells_are_those_that_xlsxwriter_writes(disclosure: Disclosure) -> None:
    """The text, type and number format of every cell, of a library that many spreadsheets have read."""
    sheets = sheets_of(disclosure, resource_tables(disclosure))

    ours = sheets_in(workbook_file(sheets))
    theirs = sheets_in(by_xlsxwriter(sheets))

    assert cells(ours) == cells(theirs)


def by_xlsxwriter(sheets: tuple[Sheet, ...]) -> bytes:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(
        buffer, {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    )
    for sheet in sheets:
        target = book.add_worksheet(sheet.name)
        heading = [(line,) for line in sheet.heading]
        for line, row in enumerate([*heading, sheet.header, *sheet.rows, *((note,) for note in sheet.notes)]):
            for column, value in enumerate(row):
                if isinstance(value, Decimal) and len(value.as_tuple().digits) <= 15:
                    digits = -int(value.as_tuple().exponent)
                    picture = "#,##0." + "0" * digits if digits else "#,##0"
                    target.write_number(line, column, value, book.add_format({"num_format": picture}))
                elif isinstance(value, bool):
                    target.write_boolean(line, column, value)
                elif isinstance(value, dt.date):
                    target.write_datetime(line, column, value, book.add_format({"num_format": "yyyy\\-mm\\-dd"}))
                elif isinstance(value, int):
                    target.write_number(line, column, value)
                elif value is not None and len(str(value)) <= TEXT_LIMIT:
                    target.write_string(line, column, str(value))
    book.close()
    return buffer.getvalue()


def cells(book: Mapping[str, Worksheet]) -> dict[tuple[str, str], tuple[object, str, str]]:
    """Every filled cell but the sentences that stand for what a spreadsheet cannot hold."""
    return {
        (name, cell.coordinate): (cell.value, cell.data_type, cell.number_format)
        for name, sheet in book.items()
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None and not str(cell.value).startswith(("〔此处文字", "注：超过"))
    }


def test_columns_are_lettered_as_spreadsheets_do() -> None:
    assert [column_letters(number) for number in (0, 25, 26, 51, 52, 701, 702)] == [
        "A",
        "Z",
        "AA",
        "AZ",
        "BA",
        "ZZ",
        "AAA",
    ]
