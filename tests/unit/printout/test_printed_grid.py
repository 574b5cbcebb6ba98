"""A statutory table cell by cell: its headings, its rows, its amounts, and what the document printed oddly."""

from __future__ import annotations

import pytest

from builder.printout import printout
from tests.factories import disclosure_from
from tests.projects import FIRST, SECOND
from tests.unit.printout.samples import (
    TABLES,
    covered,
    first,
    real,
    rows_of_codes,
    second,
    small,
    spread,
    table_named,
    tables_of,
)

T3 = ("total", "basic", "project")
EMPTY = "table_id title_printed amount_unit_printed quantum is_empty declared_empty\nT9 基金表 wan_yuan 0.01 true true"


@pytest.mark.parametrize("folder", [FIRST, SECOND])
def test_every_place_of_every_table_is_covered_by_exactly_one_cell(folder: str) -> None:
    tables = tables_of(printout(real(folder)))

    places = [count for table in tables for row in covered(table) for count in row]
    assert set(places) == {1}
    assert len(tables) >= 9


def test_headings_of_a_template_are_merged_as_it_prints_them() -> None:
    table = table_named(first(), "单位支出总体情况表")

    heads = [(cell.text, cell.row, cell.column, cell.row_span, cell.column_span) for cell in table.cells[:10]]
    assert heads == [
        ("项目", 0, 0, 1, 4),
        ("支出预算", 0, 4, 1, 3),
        ("功能分类科目编码", 1, 0, 1, 3),
        ("功能分类科目名称", 1, 3, 2, 1),
        ("合计", 1, 4, 2, 1),
        ("基本支出", 1, 5, 2, 1),
        ("项目支出", 1, 6, 2, 1),
        ("类", 2, 0, 1, 1),
        ("款", 2, 1, 1, 1),
        ("项", 2, 2, 1, 1),
    ]
    assert table.head_rows == 3


def test_rows_stand_as_in_the_data_with_odd_cells_as_they_were_printed() -> None:
    rows = spread(table_named(first(), "单位支出总体情况表"))

    expected = rows_of_codes(FIRST, "expenditure_by_function", T3)
    expected[4] = ["208", "", "", "社会保障和就业支出", "14。41", "14。41", ""]
    assert rows[3:-1] == expected
    assert rows[-1] == ["", "", "", "合计", "314.96", "144.96", "170"]


def test_a_table_in_yuan_prints_yuan_with_cents_and_separators() -> None:
    rows = spread(table_named(second(), "2025年预算单位支出预算总表"))

    assert rows[3] == ["201", "", "", "一般公共服务支出", "82,096,797.42", "15,686,797.42", "66,410,000.00"]
    assert rows[6] == ["201", "03", "02", "一般行政管理事务", "46,140,000.00", "", "46,140,000.00"]
    assert rows[-1] == ["", "", "", "合计", "91,016,775.35", "24,606,775.35", "66,410,000.00"]


def test_the_sides_of_a_summary_stand_beside_each_other() -> None:
    rows = spread(table_named(first(), "单位收支总体情况表"))

    assert rows[0] == ["收入", "", "支出", ""]
    assert rows[2] == ["财政拨款（补助）", "314.96　", "201 一般公共服务支出", "276.26　"]
    assert rows[3][:1] == ["    一般公共预算"]
    assert rows[11] == ["", "", "210卫生健康支出", "11.32"]
    assert rows[-1] == ["收入总计", "314.96　", "支出总计", "314.96　"]


def test_rows_left_blank_above_the_total_are_there_where_an_odd_cell_says_so() -> None:
    rows = spread(table_named(first(), "财政拨款收支预算总体情况表"))

    assert len(rows) == 36
    assert rows[32:35] == [[""] * 7] * 3
    assert rows[35][:2] == ["收入总计", "314.96　"]


def test_a_title_printed_within_the_grid_stands_in_it() -> None:
    (section,) = (each for each in printout(first()).sections if each.name.endswith("一般公共预算支出情况表"))

    (number, table) = section.blocks
    assert number.text == "表5"  # type: ignore[union-attr]
    assert spread(table)[:2] == [  # type: ignore[arg-type]
        ["一般公共预算支出情况表", "", "", "", "", "", ""],
        ["编制部门（单位）：", "", "", "单位：万元", "", "", ""],
    ]


def test_the_odd_text_of_a_code_stands_in_its_own_column() -> None:
    cells = "T3 4 3 2050202 functional_code 2 _ repaired"

    rows = spread(table_named(small({"expenditure_by_function": TABLES["expenditure_by_function"]}, cells=cells), ""))

    assert rows[-1][:4] == ["205", "02", "2", "小学教育"]


@pytest.mark.parametrize(
    ("raw", "shown"), [("2050202", ["2050202", "", ""]), ("5¶2¶02", ["5", "2", "02"]), ("205~", ["205　", "02", "02"])]
)
def test_a_code_printed_whole_or_in_its_parts_stands_so(raw: str, shown: list[str]) -> None:
    cells = f"T3 4 1 2050202 functional_code {raw} _ repaired"

    rows = spread(table_named(small({"expenditure_by_function": TABLES["expenditure_by_function"]}, cells=cells), ""))

    assert rows[-1][:3] == shown


@pytest.mark.parametrize(
    ("raw", "value", "shown"),
    [
        ("1000。50", "1000.50", "1000。50"),
        ("1200.50¶1000.50", "1000.50", "1000.50"),
        ("1，000.50元", "1000.50", "1，000.50元"),
    ],
)
def test_an_odd_amount_stands_as_printed_unless_it_is_that_of_a_whole_row(raw: str, value: str, shown: str) -> None:
    cells = f"T3 4 6 2050202 basic {raw} {value} repaired"

    rows = spread(table_named(small({"expenditure_by_function": TABLES["expenditure_by_function"]}, cells=cells), ""))

    assert rows[-1][5] == shown


def test_an_empty_table_has_its_headings_and_says_why_it_is_empty() -> None:
    disclosure = disclosure_from({"gov_fund_expenditure": "functional_code total", "printed_tables": EMPTY})

    (section,) = (each for each in printout(disclosure).sections if each.name.endswith("基金表"))

    _, title, caption, table, note = section.blocks
    assert spread(table)[-1] == ["类", "款", "项", "", "", "", ""]  # type: ignore[arg-type]
    assert (title.text, caption.text) == ("基金表", "编制部门（单位）：")  # type: ignore[union-attr]
    assert note.text == "注：本单位2024年本表无数据，为空表。"  # type: ignore[union-attr]


def test_without_a_template_the_sides_of_a_summary_keep_their_names() -> None:
    totals = "T1 income_total 12.00\nT1 expenditure_total 12.00"

    rows = spread(
        table_named(small({"income_expenditure_summary": TABLES["income_expenditure_summary"]}, totals=totals), "")
    )

    assert rows == [
        ["收入", "", "支出", ""],
        ["项目", "预算数", "项目", "预算数"],
        ["财政拨款", "12.00", "205 教育支出", "12.00"],
        ["一般公共预算", "12.00", "", ""],
        ["收入总计", "12.00", "支出总计", "12.00"],
    ]


def test_a_total_row_that_comes_first_stands_first() -> None:
    table = "functional_code name_printed total src_line\n205 教育支出 12 20"
    printed = "table_id title_printed amount_unit_printed quantum is_empty\nT3 支出表 wan_yuan 0.01 false"
    totals = "table_id measure amount src_line\nT3 total 12 19"

    disclosure = disclosure_from(
        {"expenditure_by_function": table, "printed_tables": printed, "disclosed_totals": totals}
    )

    rows = spread(table_named(disclosure, "支出表"))
    assert [row[3] for row in rows[2:]] == ["合计", "教育支出"]


def test_rows_of_several_funds_name_theirs() -> None:
    table = "fund total reception\ngpb 3 3\nundertaking 1 1"

    rows = spread(table_named(small({"three_public": table}), ""))

    assert [row[0] for row in rows[1:]] == ["一般公共预算", "事业收入"]


def test_a_table_without_a_resource_prints_its_totals() -> None:
    printed = "table_id title_printed amount_unit_printed quantum is_empty\nT11 政府采购预算表 wan_yuan 0.01 false"
    totals = "T11 goods 3.00\nT11 services _"

    rows = spread(table_named(disclosure_from({"printed_tables": printed}, totals=totals), "政府采购预算表"))

    assert rows == [["栏目", "金额"], ["货物", "3.00"], ["服务", ""]]


def test_a_table_too_wide_for_a_page_lies_on_its_side() -> None:
    wide = {section.name.partition(" ")[0] for section in printout(first()).sections if section.is_wide}

    assert wide == {"表二", "表七"}
