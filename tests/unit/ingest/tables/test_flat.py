from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import pytest

from builder.ingest.tables.read_table import ReadTable
from tests.unit.ingest.tables.flat_pages import code_of, figures_of, name_of, read

T3_HEAD = """
2025年支出预算总表
编制单位：某局 单位：万元
项目 支出预算
功能分类科目编码
功能分类科目名称 合计 基本支出 项目支出
类 款 项
"""
T8_HEAD = """
2025年“三公”经费和机关运行经费预算表
编制单位：某局 单位:万元
“三公”经费预算数
机关运行经费预算
公务用车购置及运行费
数
合计 因公出国(境)费 公务接待费
小计 购置费 运行费
"""
T4_HEAD = """
2025年财政拨款收支预算总表
编制单位：某局 单位：万元
财政拨款收入 财政拨款支出
项目 预算数 项目 合计 一般公共预算 政府性基金预算 国有资本经营预算
"""


def _rows(table: ReadTable) -> list[tuple[str, str, dict[str, str]]]:
    return [
        (code_of(row), name_of(row, "label" if row.side else "name_printed"), figures_of(row)) for row in table.rows
    ]


def _side(table: ReadTable, side: str) -> list[tuple[str, dict[str, str]]]:
    return [(name_of(row, "label"), figures_of(row)) for row in table.rows if row.side == side]


def _keys(tables: Sequence[ReadTable]) -> list[str]:
    return [doubt.key for table in tables for doubt in table.doubts]


@pytest.mark.parametrize(
    "lines",
    [
        "201 03 99 其他政府办公厅（室）及相关机构事务支出 7.00 7.00",
        "其他政府办公厅（室）及相关机构事\n201 03 99 7.00 7.00\n务支出",
        "其他政府办公厅（室）\n201 03 99 及相关机构 7.00 7.00\n事务支出",
        "201 03 99 其他政府办公厅（室）及相关机构事 7.00 7.00\n务支出",
        "其他政府办公厅（室）及相关机构事务支出\n201 03 99 7.00 7.00",
        "201 03 99 7.00 7.00\n其他政府办公厅（室）及相关机构事务支出",
        "20103 99 其他政府办公厅（室）及相关机构事务支出 7.00 7.00",
        "201 0399 其他政府办公厅（室）及相关机构事务支出 7.00 7.00",
        "2010399其他政府办公厅（室）及相关机构事务支出7.00 7.00",
        "201 03 99 其他政府办公厅（室）及相关机构事务支出 7.007.00",
    ],
)
def test_a_name_wrapped_around_its_code_or_glued_to_its_neighbours_is_whole(lines: str) -> None:
    text = f"{T3_HEAD}201 一般公共服务支出 9.00 2.00 7.00\n201 03 01 行政运行 2.00 2.00\n{lines}\n合计 9.00 2.00 7.00"

    (table,) = read(("T3", text))

    assert _rows(table) == [
        ("201", "一般公共服务支出", {"total": "9.00", "basic": "2.00", "project": "7.00"}),
        ("2010301", "行政运行", {"total": "2.00", "basic": "2.00"}),
        ("2010399", "其他政府办公厅（室）及相关机构事务支出", {"total": "7.00", "project": "7.00"}),
        ("", "合计", {"total": "9.00", "basic": "2.00", "project": "7.00"}),
    ]


def test_lines_between_two_wrapped_names_go_to_the_name_that_they_make_whole() -> None:
    text = f"""{T3_HEAD}
机关事业单位基本养老
208 05 05 3.00 3.00
保险缴费支出
机关事业单位职业年
208 05 06 4.00 4.00
金缴费支出
合计 7.00 7.00"""

    (table,) = read(("T3", text))

    assert [row[1] for row in _rows(table)] == [
        "机关事业单位基本养老保险缴费支出",
        "机关事业单位职业年金缴费支出",
        "合计",
    ]


def test_a_name_that_no_list_knows_is_put_together_by_its_shape() -> None:
    text = f"{T3_HEAD}\n城市安静角落维护与\n299 01 01 3.00 3.00\n培育支出\n299 01 02 别的支出 4.00 4.00\n合计 7.00 7.00"

    (table,) = read(("T3", text))

    assert [row[:2] for row in _rows(table)][:2] == [("2990101", "城市安静角落维护与培育支出"), ("2990102", "别的支出")]


def test_a_header_printed_again_on_a_later_page_is_no_row() -> None:
    header = "\n".join(T3_HEAD.strip().split("\n")[2:])
    text = f"{T3_HEAD}201 一般公共服务支出 9.00 9.00\n\n{header}\n201 03 01 行政运行 9.00 9.00\n合计 9.00 9.00"

    (table,) = read(("T3", text))

    assert [row[0] for row in _rows(table)] == ["201", "2010301", ""]
    assert [claim.field for claim in table.claims].count("repeated-header") == len(header.split())


@pytest.mark.parametrize("code", ["7 11 02", "210 11 2", "02"])
def test_a_cut_or_unpadded_code_keeps_its_place_in_the_sums(code: str) -> None:
    text = f"""{T3_HEAD}
210 卫生健康支出 9.00 5.00 4.00
210 11 行政事业单位医疗 9.00 5.00 4.00
210 11 01 行政单位医疗 5.00 5.00
{code} 事业单位医疗 4.00 4.00
合计 9.00 5.00 4.00"""

    (table,) = read(("T3", text))

    assert _rows(table)[3] == ("".join(code.split()), "事业单位医疗", {"total": "4.00", "project": "4.00"})
    assert _keys([table]) == ["column-by-arithmetic"]


def test_both_sides_of_a_line_are_told_apart_whichever_of_them_has_figures() -> None:
    text = f"""{T4_HEAD}
一、一般公共预算资金 12.00 一、一般公共服务支出
二、政府性基金 二、公共安全支出 9.00 9.00
三、国有资本经营预算 三、卫生健康支出 3.00 3.00
收入总计 12.00 支出总计 12.00 12.00"""

    (table,) = read(("T4", text))

    assert _side(table, "income") == [
        ("一、一般公共预算资金", {"total": "12.00"}),
        ("二、政府性基金", {}),
        ("三、国有资本经营预算", {}),
        ("收入总计", {"total": "12.00"}),
    ]
    assert _side(table, "expenditure") == [
        ("一、一般公共服务支出", {}),
        ("二、公共安全支出", {"total": "9.00", "gpb": "9.00"}),
        ("三、卫生健康支出", {"total": "3.00", "gpb": "3.00"}),
        ("支出总计", {"total": "12.00", "gpb": "12.00"}),
    ]


def test_labels_of_either_side_that_are_broken_over_lines_are_whole() -> None:
    text = f"""{T4_HEAD}
一、一般公共预算资 一、一般公共服务支出 6.00 6.00
12.00
金
二、政府性基金 二、文化旅游体育与传媒
6.00 6.00
三、国有资本经营预算 支出
收入总计 12.00 支出总计 12.00 12.00"""

    (table,) = read(("T4", text))

    assert _side(table, "income")[0] == ("一、一般公共预算资金", {"total": "12.00"})
    assert _side(table, "expenditure")[1] == ("二、文化旅游体育与传媒支出", {"total": "6.00", "gpb": "6.00"})
    assert [name for name, _ in _side(table, "income")[1:3]] == ["二、政府性基金", "三、国有资本经营预算"]


def test_the_column_of_a_fund_is_that_of_its_line_of_income() -> None:
    summary = """
2025年财务收支预算总表
编制单位：某局 单位：万元
本年收入 本年支出
项目 预算数 项目 预算数
一、财政拨款收入 5.00 一、卫生健康支出 8.00
二、事业收入
三、其他收入 3.00
收入总计 8.00 支出总计 8.00"""
    income = """
2025年收入预算总表
编制单位：某局 单位：万元
功能分类科目名称 合计 财政拨款收入 事业收入 事业单位经营收入 其他收入
210 卫生健康支出 8.00 5.00 3.00
合计 8.00 5.00 3.00"""

    _, table = read(("T1", summary), ("T2", income))

    assert [row[2] for row in _rows(table)] == [{"total": "8.00", "fiscal_total": "5.00", "other_unit": "3.00"}] * 2


@pytest.mark.parametrize(
    ("figures", "amounts"),
    [
        (
            "10.71 0.00 0.73 9.98 0.00 9.98 184.59",
            {
                "total": "10.71",
                "overseas": "0.00",
                "reception": "0.73",
                "vehicle_subtotal": "9.98",
                "vehicle_purchase": "0.00",
                "vehicle_operation": "9.98",
                "agency_operating": "184.59",
            },
        ),
        (
            "8.50 8.10 0.40 13.28",
            {"total": "8.50", "overseas": "8.10", "reception": "0.40", "agency_operating": "13.28"},
        ),
    ],
)
def test_the_three_public_expenses_are_placed_by_their_sums(figures: str, amounts: dict[str, str]) -> None:
    (table,) = read(("T8", f"{T8_HEAD}{figures}"))

    assert [row[2] for row in _rows(table)] == [amounts]
    assert "column-guessed" not in _keys([table])


def test_where_several_readings_hold_the_explanation_decides() -> None:
    said = {"vehicle_purchase": Decimal("6.40"), "vehicle_operation": Decimal(0), "reception": Decimal(0)}

    (table,) = read(("T8", f"{T8_HEAD}6.4 0 0 6.4 6.4 12.5"), said=said)

    assert figures_of(table.rows[0])["vehicle_purchase"] == "6.4"
    assert _keys([table]) == ["column-by-arithmetic"]


def test_where_nothing_decides_the_usual_columns_are_taken_and_the_row_is_named() -> None:
    (table,) = read(("T8", f"{T8_HEAD}6.4 0 0 6.4 6.4 0"))

    assert figures_of(table.rows[0]) == {
        "total": "6.4",
        "overseas": "0",
        "reception": "0",
        "vehicle_subtotal": "6.4",
        "vehicle_operation": "6.4",
        "agency_operating": "0",
    }
    assert [(doubt.key, doubt.facts["lines"]) for doubt in table.doubts] == [("column-guessed", "9")]


def test_a_table_with_its_labels_down_is_one_row() -> None:
    text = """
2025年“三公”经费支出表
单位名称：某局 单位：万元
项目 2024年预算数 2025年预算数
合计 12.00 10.50
1、因公出国（境）费 0.00 0.00
2、公务接待费 2.00 0.50
3、公务用车购置及
运行费 10.00 10.00
其中：公务用车购置费
公务用车运行费 10.00 10.00"""

    (table,) = read(("T8", text))

    assert [figures_of(row) for row in table.rows] == [
        {
            "total": "10.50",
            "overseas": "0.00",
            "reception": "0.50",
            "vehicle_subtotal": "10.00",
            "vehicle_operation": "10.00",
        }
    ]
    assert [claim.field for claim in table.claims].count("other-year") == 5


def test_of_columns_printed_for_two_years_those_of_the_year_are_kept() -> None:
    text = """
2025年“三公”经费支出表
单位名称：某局 单位：万元
2024年预算数 2025年预算数
公务用车购置及运行费 公务用车购置及运行费
合计 因公出国（境）费 公务接待费 合计 因公出国（境）费 公务接待费
小计 公务用车购置费 公务用车运行费 小计 公务用车购置费 公务用车运行费
20.00 5.00 10.00 0.00 10.00 5.00 18.00 4.00 10.00 0.00 10.00 4.00"""
    summary = """
2025年收支预算总表
单位名称：某局 单位：万元
项目 2024年预算数 2025年预算数 项目 2024年预算数 2025年预算数
一、财政拨款收入 180 200 一、一般公共服务支出 180 200
收入总计 180 200 支出总计 180 200"""

    three_public, t1 = read(("T8", text), ("T1", summary))

    assert figures_of(three_public.rows[0]) == {
        "total": "18.00",
        "overseas": "4.00",
        "vehicle_subtotal": "10.00",
        "vehicle_purchase": "0.00",
        "vehicle_operation": "10.00",
        "reception": "4.00",
    }
    assert [row[2] for row in _rows(t1)] == [{"amount": "200"}] * 4


def test_further_columns_that_no_field_holds_are_kept_apart() -> None:
    text = """
2025年一般公共预算支出表
编制单位：某局 单位：万元
科目编码 科目名称 合计 基本支出 项目支出
小计 人员经费 公用经费
201 一般公共服务支出 150.00 50.00 40.00 10.00 100.00
20103 政府办公厅（室）及相关机构事务 150.00 50.00 40.00 10.00 100.00
2010301 行政运行 50.00 50.00 40.00 10.00
2010302 一般行政管理事务 100.00 100.00
合计 150.00 50.00 40.00 10.00 100.00"""

    (table,) = read(("T5", text))

    assert [row[2] for row in _rows(table)] == [
        {"total": "150.00", "basic": "50.00", "project": "100.00"},
        {"total": "150.00", "basic": "50.00", "project": "100.00"},
        {"total": "50.00", "basic": "50.00"},
        {"total": "100.00", "project": "100.00"},
        {"total": "150.00", "basic": "50.00", "project": "100.00"},
    ]
    assert [claim.field for claim in table.claims].count("expenditure-column") == 8


def test_what_is_paid_from_a_column_that_no_field_holds_counts_in_the_sum() -> None:
    text = """
2025年收入预算表
编制单位：某局 单位：万元
功能分类科目名称 合计 上年结转 财政拨款收入 事业收入 其他收入
210 卫生健康支出 90.00 20.00 70.00
21011 行政事业单位医疗 90.00 20.00 70.00
2101101 行政单位医疗 20.00 20.00
2101102 事业单位医疗 70.00 70.00
合计 90.00 20.00 70.00 0.00 0.00"""

    (table,) = read(("T2", text))

    assert [row[2] for row in _rows(table)][2:4] == [{"total": "20.00"}, {"total": "70.00", "fiscal_total": "70.00"}]
    assert "column-guessed" not in _keys([table])


def test_projects_have_names_of_their_own_and_sub_totals_have_none() -> None:
    text = """
2025年项目支出预算表
编制单位：某局 单位：万元
科目编码 科目名称 项目名称 合计 工资福利支出 商品和服务支出 资本性支出
201 一般公共服务支出 160.00
201 03 02 一般行政管理事务 160.00
201 03 02 一般行政管理事务 平台运维 100.00 100.00
201 03 02 一般行政管理事务 2025年设备更新 2 60.00 20.00 30.00 10.00
合计 160.00 120.00 30.00 10.00"""

    (table,) = read(("T7", text))

    assert [name_of(row, "project_name_printed") for row in table.rows] == ["", "", "平台运维", "2025年设备更新 2", ""]
    assert [figures_of(row)["total"] for row in table.rows] == ["160.00", "160.00", "100.00", "60.00", "160.00"]


def test_a_row_with_more_figures_than_columns_is_named_and_spoils_no_other() -> None:
    text = f"{T3_HEAD}201 一般公共服务支出 9.00 9.00 1.00 2.00 3.00\n204 公共安全支出 4.00 1.00 3.00"

    (table,) = read(("T3", text))

    assert [row[2] for row in _rows(table)] == [{}, {"total": "4.00", "basic": "1.00", "project": "3.00"}]
    assert [doubt.key for doubt in table.doubts] == ["too-many-figures"]


@pytest.mark.parametrize("page_number", ["12", "- 12 -", "第 12 页", "12/24"])
def test_the_number_of_a_page_is_no_figure_of_the_row_above(page_number: str) -> None:
    header = "\n".join(T3_HEAD.strip().split("\n")[2:])
    text = f"{T3_HEAD}201 一般公共服务支出\n{page_number}\n\n{header}\n204 公共安全支出 4.00 1.00 3.00\n13"

    (table,) = read(("T3", text))

    assert [row[2] for row in _rows(table)] == [{}, {"total": "4.00", "basic": "1.00", "project": "3.00"}]
    assert "page-number" in {claim.field for claim in table.claims}


def test_rows_that_are_counted_keep_their_codes() -> None:
    text = f"{T3_HEAD}1 201 一般公共服务支出 9.00 4.00 5.00\n2 201 03 01 行政运行 4.00 4.00\n合计 9.00 4.00 5.00"

    (table,) = read(("T3", text))

    assert [row[0] for row in _rows(table)] == ["201", "2010301", ""]
    assert [claim.field for claim in table.claims].count("row-number") == 2


def test_a_header_without_any_known_label_is_said() -> None:
    (table,) = read(("T3", "2025年支出预算总表\n单位：万元\n甲 乙 丙\n201 一般公共服务支出 9.00 9.00"))

    assert [doubt.key for doubt in table.doubts] == ["columns-unknown", "too-many-figures"]


def test_a_misprint_spoils_nothing_beside_it() -> None:
    text = f"""{T3_HEAD}
201 一般公共服务支出 90.00 50.00 40.00
201 03 政府办公厅（室）及相关机构事务 90.00 50.00 40.00
201 03 01 行政运行 50.00 50.00
201 03 02 一般行政管理事务 14.00 41.00
204 公共安全支出 8.00 8.00
204 06 司法 8.00 8.00
204 06 05 普法宣传 8.00 8.00
合计 98.00 50.00 48.00"""

    (table,) = read(("T3", text))

    amounts = {row[0]: row[2] for row in _rows(table)}
    assert amounts["2010301"] == {"total": "50.00", "basic": "50.00"}
    assert amounts["204"] == amounts["20406"] == amounts["2040605"] == {"total": "8.00", "project": "8.00"}


def test_a_sum_that_a_misprint_makes_hold_by_chance_moves_no_figure() -> None:
    text = """
2025年一般公共预算基本支出部门预算经济分类预算表
编制单位：某局 单位：元
项目 一般公共预算基本支出
经济分类科目编码
部门经济分类科目名称 合计 人员经费 公用经费
类 款
302 商品和服务支出 150,000 150,000
302 01 办公费 75,000 75,000
302 02 印刷费 60,000 60,000
302 11 差旅费 75,000 75,000
合计 150,000 150,000"""

    (table,) = read(("T6", text))

    # The travel expenses should be 15,000: without the 60,000 above the column would add up.
    assert [row[2].keys() for row in _rows(table)] == [{"total", "public"}] * 5


def test_a_table_without_rows_has_its_total_and_its_note() -> None:
    text = """
2025年政府性基金预算支出功能分类预算表
编制单位：某局 单位：元
项目 政府性基金预算支出
功能分类科目编码
功能分类科目名称 合计 基本支出 项目支出
类 款 项
合计
注：本局今年没有这类资金，本表为空。"""

    (table,) = read(("T9", text))

    assert [(row.kind, name_of(row)) for row in table.rows] == [("total", "合计")]
    assert table.head.note.startswith("注")
    assert table.doubts == ()


def test_a_row_keeps_its_first_line_and_its_cells_their_places() -> None:
    text = f"{T3_HEAD}机关事业单位职业年\n208 05 06 4.00 3.00 1.00\n金缴费支出\n合计 4.00 3.00 1.00"

    (table,) = read(("T3", text))

    row = table.rows[0]
    assert (row.line, row.cells["total"].piece.place.line) == (7, 8)
    assert [(cell.row_no, cell.col_no) for cell in row.cells.values()] == [
        *((4, 1), (4, 2), (4, 3), (4, 4)),
        *((4, 5), (4, 6), (4, 7)),
    ]


def test_every_word_of_a_table_goes_somewhere() -> None:
    text = f"{T3_HEAD}机关事业单位职业年\n208 05 06 4.00 4.00\n金缴费支出\n合计 4.00 4.00\n备注：不含他项。"

    (table,) = read(("T3", text))

    cells = [cell for row in table.rows for cell in (*row.cells.values(), *(cell for _, cell in row.more))]
    taken = [cell.text for cell in cells] + [claim.piece.text[claim.start : claim.end] for claim in table.claims]
    assert sorted("".join("".join(taken).split())) == sorted("".join(text.split()))
