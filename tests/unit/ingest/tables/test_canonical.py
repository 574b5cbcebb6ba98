"""Tables of known cells → records."""

from __future__ import annotations

from tests.unit.ingest.tables.printed import doubts, printed, read, rows, unclaimed, zone

EXPENDITURE = "expenditure_by_function"
FUNDS = "income_by_function"
MEASURES = ("total", "basic", "project")
SUMMARY = """
收支总表
部门公开表1|<|<|<
部门：某市某局|<|<|单位：万元
收入|<|支出|<
项目|预算数|项目|预算数
一、一般公共预算拨款收入|1,000.50|一、一般公共服务支出|900
二、政府性基金预算拨款收入||二、外交支出|
本年收入合计|1,000.50|本年支出合计|1,000.50
上年结转结余|10|结转下年|110.5
收 入 总 计|1,010.50|支 出 总 计|1,010.50
"""


def test_both_sides_of_a_summary_become_lines_and_grand_totals() -> None:
    found = read(zone("T1", SUMMARY))

    assert rows(found, "income_expenditure_summary", "side", "line", "name_printed", "label_printed", "amount") == [
        ("income", "gpb", "一般公共预算拨款收入", "一、一般公共预算拨款收入", "1000.50"),
        ("income", "gov_fund", "政府性基金预算拨款收入", "二、政府性基金预算拨款收入", ""),
        ("income", "carryover", "上年结转结余", "", "10"),
        ("expenditure", "201", "一般公共服务支出", "一、一般公共服务支出", "900"),
        ("expenditure", "202", "外交支出", "二、外交支出", ""),
        ("expenditure", "carryover", "结转下年", "", "110.5"),
    ]
    assert rows(found, "disclosed_totals", "measure", "amount") == [
        ("income_total", "1010.50"),
        ("expenditure_total", "1010.50"),
    ]


def test_the_table_itself_is_described() -> None:
    found = read(zone("T1", SUMMARY))

    assert printed(found) == {
        "table_id": "T1",
        "title_printed": "收支总表",
        "table_no_printed": "部门公开表1",
        "name_header": "某市某局",
        "amount_unit_printed": "wan_yuan",
        "quantum": "0.01",
        "thousands_separators": "true",
        "is_empty": "false",
        "declared_empty": "false",
        "src_line": "1",
    }


def test_every_cell_goes_somewhere_and_subtotals_ask_nobody() -> None:
    table = zone("T1", SUMMARY)

    found = read(table)

    assert (unclaimed(found, table), doubts(found)) == ([], [])


def test_the_parts_of_a_carry_over_are_not_those_of_this_year() -> None:
    found = read(
        zone(
            "T4",
            """
财政拨款收支总表
单位：元
收入|<|支出|<|<|<|<
项目|预算数|项目|合计|一般公共预算|政府性基金预算|国有资本经营预算
一、本年收入|100|一、本年支出|120|120||
（一）一般公共预算拨款|100|（一）一般公共服务支出|120|120||
二、上年结转|20|二、结转下年||||
（一）一般公共预算拨款|20|||||
收入总计|120|支出总计|120|120||
""",
        )
    )

    assert rows(found, "fiscal_appropriation_summary", "line", "total", "gpb") == [
        ("gpb", "0.0100", ""),
        ("carryover", "0.0020", ""),
        ("201", "0.0120", "0.0120"),
        ("carryover", "", ""),
    ]
    assert doubts(found) == ["carryover-part"]


def test_sides_printed_one_below_the_other_are_told_apart() -> None:
    found = read(
        zone(
            "T1",
            """
收支总表
单位：元
项目|预算数
一、收入|
财政拨款收入|100
收入总计|100
二、支出|
其他支出|100
支出总计|100
""",
        )
    )

    assert rows(found, "income_expenditure_summary", "side", "line") == [
        ("income", "fiscal_total"),
        ("expenditure", "229"),
    ]
    assert rows(found, "disclosed_totals", "measure") == [("income_total",), ("expenditure_total",)]


def test_sides_printed_as_two_grids_have_headers_of_their_own() -> None:
    found = read(
        zone(
            "T4",
            """
财政拨款收支总表
单位：万元
项目|预算数
一般公共预算|10
收入总计|10
-----
项目|合计|一般公共预算|政府性基金预算
一般公共服务支出|10|10|
支出总计|10|10|
""",
        )
    )

    assert rows(found, "fiscal_appropriation_summary", "side", "line", "total", "gpb") == [
        ("income", "gpb", "10", ""),
        ("expenditure", "201", "10", "10"),
    ]
    assert ("gpb", "10") in rows(found, "disclosed_totals", "measure", "amount")


def test_of_three_blocks_that_by_function_is_the_expenditure() -> None:
    found = read(
        zone(
            "T1",
            """
收支总表
单位：万元
收入|<|支出|<|<|<
项目|金额|按支出性质|金额|按功能科目|金额
一般公共预算|100|基本支出|60|一般公共服务支出|90
||项目支出|40|社会保障和就业支出|10
收入总计|100|支出总计|100|支出总计|100
""",
        )
    )

    assert rows(found, "income_expenditure_summary", "line", "amount") == [("gpb", "100"), ("201", "90"), ("208", "10")]


def test_rows_by_code_keep_their_order_and_the_total_stands_apart() -> None:
    found = read(
        zone(
            "T5",
            """
一般公共预算支出表
单位：万元
支出功能分类科目|<|2023年执行数|2024年预算数|<|<
科目编码|科目名称|^|小计|基本支出|项目支出
|合计|99|100|80|20
201|一般公共服务支出|99|100|80|20
20103|　政府办公厅（室）及\\n相关机构事务|99|100|80|20
2010301|　　行政运行|99|100|80|20
""",
        )
    )

    assert rows(found, "general_budget_expenditure", "functional_code", "name_printed", *MEASURES, "src_line") == [
        ("201", "一般公共服务支出", "100", "80", "20", "6"),
        ("20103", "政府办公厅（室）及相关机构事务", "100", "80", "20", "7"),
        ("2010301", "行政运行", "100", "80", "20", "8"),
    ]
    assert rows(found, "disclosed_totals", "measure", "amount") == [
        ("total", "100"),
        ("basic", "80"),
        ("project", "20"),
    ]
    assert rows(found, "functional_codes", "code") == [("201",), ("20103",), ("2010301",)]
    assert doubts(found) == []


def test_columns_that_no_field_holds_are_named_to_a_person() -> None:
    table = zone(
        "T2",
        """
收入总表
单位：万元
科目编码|<|<|单位代码|单位名称（科目）|合计|上年结转|一般公共预算拨款收入
类|款|项|^|^|^|^|^
||||合  计|100|5|95
|||601|某市某局|100|5|95
201|03|01|601001|行政运行|100|5|95
""",
    )

    found = read(table)

    assert rows(found, FUNDS, "functional_code", "total", "gpb") == [("2010301", "100", "95")]
    assert [dict(doubt.facts)["columns"] for doubt in found.doubts] == ["上年结转"]
    assert unclaimed(found, table) == []


def test_a_header_that_a_page_has_cut_is_put_together() -> None:
    found = read(
        zone(
            "T2",
            """
收入总表
单位：元
项目|<|<|<|收入预算|<|<|<
功能分类科目编码|<|<|||||
||||||事业单位|
|||功能分类科目名称|合计|财政拨款收入|经营收入|其他收入
类|款|项|||||
201|||一般公共服务支出|1,000.00|900.00|100.00|
合计|<|<|<|1,000.00|900.00|100.00|
""",
        )
    )

    assert rows(found, FUNDS, "total", "fiscal_total", "business", "other_unit") == [
        ("0.100000", "0.090000", "0.010000", "")
    ]


def test_a_table_goes_on_over_pages_with_its_header_and_a_name_cut_in_two() -> None:
    page = "功能分类科目编码|<|<|功能分类科目名称|合计|基本支出|项目支出\n类|款|项|^|^|^|^"
    table = zone(
        "T3",
        f"""
支出总表
编制单位：某局 单位：万元
{page}
201|||一般公共服务支出|10|10|
201|03||政府办公厅（室）|10|10|
-----
{page}
|||及相关机构事务|||
201|03|01|行政运行|10|10|
合计|<|<|<|10|10|
""",
    )

    found = read(table)

    assert rows(found, EXPENDITURE, "functional_code", "name_printed") == [
        ("201", "一般公共服务支出"),
        ("20103", "政府办公厅（室）及相关机构事务"),
        ("2010301", "行政运行"),
    ]
    assert "repeated-header" in {claim.field for claim in found.claims}
    assert (unclaimed(found, table), doubts(found)) == ([], [])


def test_rows_of_units_between_the_codes_are_listed() -> None:
    found = read(
        zone(
            "T3",
            """
支出总表
单位：万元
单位代码|单位名称|科目编码|科目名称|合计|基本支出|项目支出
|合计|||30|20|10
101001|甲局|||20|15|5
101001|甲局|2010301|行政运行|20|15|5
101002|乙中心|||10|5|5
101002|乙中心|2010350|事业运行|10|5|5
""",
        )
    )

    assert rows(found, EXPENDITURE, "functional_code", "total") == [("2010301", "20"), ("2010350", "10")]
    assert doubts(found) == []


def test_a_code_printed_twice_is_kept_once_and_the_second_row_is_listed() -> None:
    table = zone("T5", "支出表\n单位：万元\n科目编码|科目名称|合计\n2010301|行政运行|10\n2010301|行政运行|5\n合计||15")

    found = read(table)

    assert rows(found, "general_budget_expenditure", "total") == [("10",)]
    assert [claim.piece.text for claim in found.claims if claim.field == "row-twice"] == ["2010301", "行政运行", "5"]
    assert doubts(found) == ["row-twice"]


def test_only_the_departments_economic_classification_is_kept() -> None:
    found = read(
        zone(
            "T6",
            """
一般公共预算基本支出表
单位：万元
政府预算支出经济分类|<|部门预算支出经济分类|<|2024年基本支出|<|<
科目编码|科目名称|科目编码|科目名称|合计|人员经费|公用经费
501|机关工资福利支出|301|工资福利支出|80|80|
50101|工资奖金津补贴|30101|基本工资|80|80|
|合计||合计|80|80|
""",
        )
    )

    assert rows(found, "general_budget_basic", "economic_code", "name_printed", "personnel") == [
        ("301", "工资福利支出", "80"),
        ("30101", "基本工资", "80"),
    ]


def test_each_project_is_a_row_and_a_merged_code_is_that_above() -> None:
    found = read(
        zone(
            "T7",
            """
项目支出表
单位：万元
科目编码|科目名称|项目名称|合计|商品和服务支出|资本性支出
20103|政府办公厅（室）及相关机构事务||30|10|20
2010301|行政运行|网站运行|10|10|
^|^|机房改造|20||20
||合计|30|10|20
""",
        )
    )

    assert rows(
        found, "general_budget_projects", "row_no", "functional_code", "name_printed", "project_name_printed", "total"
    ) == [
        ("1", "20103", "政府办公厅（室）及相关机构事务", "", "30"),
        ("2", "2010301", "行政运行", "网站运行", "10"),
        ("3", "2010301", "行政运行", "机房改造", "20"),
    ]


def test_the_three_public_expenses_are_read_in_any_order_and_this_year_alone() -> None:
    found = read(
        zone(
            "T8",
            """
“三公”经费预算表
单位：万元
2023年预算数|<|2024年预算数|<|<|<|<|<
合计|接待费|合计|因公出国（境）费|公务接待费|公务用车购置及运行维护费|<|<
^|^|^|^|^|小计|公务用车运行维护费|公务用车购置费
5|5|4.5|0|1|3.5|3.5|
""",
        )
    )

    columns = ("total", "overseas", "reception", "vehicle_subtotal", "vehicle_operation", "vehicle_purchase")
    assert rows(found, "three_public", "fund", *columns) == [("gpb", "4.5", "0", "1", "3.5", "3.5", "")]


def test_they_may_stand_below_each_other() -> None:
    table = zone(
        "T8",
        """
“三公”经费支出表
单位：万元
项  目|预算数
合  计|40.20
1.因公出国（境）费用|0
2.公务接待费|22.20
3.公务用车购置及运行维护费|18.00
其中：（1）公务用车运行维护费|18.00
（2）公务用车购置费|-
""",
    )

    found = read(table)

    columns = ("total", "overseas", "reception", "vehicle_subtotal", "vehicle_operation", "vehicle_purchase")
    assert rows(found, "three_public", *columns) == [("40.20", "0", "22.20", "18.00", "18.00", "")]
    assert rows(found, "source_cells", "field", "raw_text", "value", "flags") == [("vehicle_purchase", "-", "", "")]
    assert unclaimed(found, table) == []


def test_an_empty_table_has_its_note_and_its_blank_total() -> None:
    found = read(
        zone(
            "T9",
            """
政府性基金预算支出表
单位：万元
科目编码|科目名称|合计|基本支出|项目支出
||||
|无|||
合计||||
本单位2024年无政府性基金预算支出，故此表为空表。
""",
        )
    )

    table = printed(found)
    assert (table["is_empty"], table["declared_empty"]) == ("true", "true")
    assert table["note"] == "本单位2024年无政府性基金预算支出，故此表为空表。"
    assert rows(found, "disclosed_totals", "measure", "amount") == [("total", ""), ("basic", ""), ("project", "")]


def test_a_list_of_projects_that_is_empty_has_its_blank_total() -> None:
    found = read(
        zone("T7", "项目支出表\n单位：万元\n科目编码|科目|项目名称|项目支出合计|商品和服务支出\n||合计||\n本表为空表。")
    )

    assert printed(found)["is_empty"] == "true"
    assert rows(found, "disclosed_totals", "measure", "amount") == [("total", ""), ("e302", "")]


def test_an_empty_table_prints_as_finely_as_the_others() -> None:
    filled = zone("T5", "支出表\n单位：元\n科目编码|科目名称|合计\n2010301|行政运行|1,234.50")
    empty = zone("T9", "基金支出表\n单位：元\n科目编码|科目名称|合计\n|合计|")

    found = read(filled, empty)

    assert rows(found, "printed_tables", "quantum", "thousands_separators") == [("0.000001", "true"), ("0.000001", "")]


def test_a_table_of_another_kind_is_only_named() -> None:
    table = zone("T11", "政府采购预算表\n单位：万元\n采购项目|金额\n电脑|3")

    found = read(table)

    assert {record.resource for record in found.records} == {"printed_tables"}
    assert unclaimed(found, table) == []


def test_of_two_tables_of_one_kind_the_fuller_is_kept_and_the_other_said() -> None:
    short = zone("T6", "基本支出表（一）\n单位：万元\n科目编码|科目名称|合计\n301|工资福利支出|1")
    full = zone("T6", "基本支出表（二）\n单位：万元\n科目编码|科目名称|合计\n302|商品和服务支出|1\n30201|办公费|1")

    found = read(short, full)

    assert rows(found, "printed_tables", "title_printed") == [("基本支出表（二）",)]
    assert rows(found, "general_budget_basic", "economic_code") == [("302",), ("30201",)]
    assert doubts(found) == ["table-twice"]


def test_odd_cells_keep_their_text_at_their_printed_place() -> None:
    found = read(
        zone(
            "T3",
            """
支出总表
单位：万元
科目编码|科目名称|合计|基本支出|项目支出
2010301|行政运行|１０．５|10 .5|x1
合计||10.5　|10.5|
""",
        )
    )

    assert rows(found, "source_cells", "row_no", "col_no", "row", "field", "raw_text", "value", "flags") == [
        ("2", "3", "2010301", "total", "１０．５", "10.5", "fullwidth_digit|repaired"),
        ("2", "4", "2010301", "basic", "10 .5", "10.5", "repaired"),
        ("2", "5", "2010301", "project", "x1", "", "unreadable"),
        ("3", "3", "total", "total", "10.5　", "10.5", "trailing_ideographic_space"),
    ]
    assert doubts(found) == ["amount-repaired", "amount-unreadable"]


def test_rows_of_a_sheet_are_counted_from_the_header_of_its_table() -> None:
    text = "表3|<|<\n支出总表|<|<\n单位：万元|<|<\n科目编码|科目名称|合计\n2010301|行政运行|１０．５"
    table = zone("T3", text, headings=2)
    sheet = zone("T3", text, headings=2, sheet="支出")

    assert rows(read(table), "source_cells", "row_no", "col_no") == [("5", "3")]
    assert rows(read(sheet), "source_cells", "row_no", "col_no") == [("2", "3")]


def test_a_table_without_a_unit_takes_that_of_the_others() -> None:
    other = zone("T3", "支出总表\n单位：元\n科目编码|科目名称|合计\n2010301|行政运行|10000")
    silent = zone("T5", "一般公共预算支出表\n科目编码|科目名称|合计\n2010301|行政运行|10000")

    found = read(other, silent)

    assert rows(found, "general_budget_expenditure", "total") == [("1.0000",)]
    assert doubts(found) == ["unit-assumed"]


def test_unknown_columns_are_known_by_what_they_hold_and_by_sums() -> None:
    found = read(
        zone(
            "T3",
            """
支出总表
单位：万元
代号|支出内容|全部|经常性|专项
201|一般公共服务支出|10|6|4
20103|政府办公厅（室）及相关机构事务|10|6|4
2010301|行政运行|6|6|
2010350|事业运行|4||4
|合计|10|6|4
""",
        )
    )

    assert rows(found, EXPENDITURE, *MEASURES)[:1] == [("10", "6", "4")]
    assert doubts(found) == ["column-by-content", "column-by-sums"]


def test_unknown_columns_whose_sums_fail_are_left_and_said() -> None:
    found = read(
        zone(
            "T3",
            """
支出总表
单位：万元
科目编码|科目名称|甲|乙|丙
201|一般公共服务支出|10|7|4
|合计|10|7|4
""",
        )
    )

    assert rows(found, EXPENDITURE, *MEASURES) == [("", "", "")]
    assert doubts(found) == ["column-not-imported"]


def test_a_row_that_lost_a_blank_cell_is_fitted_to_its_columns() -> None:
    table = zone(
        "T5",
        """
支出表
单位：万元
科目编码|科目名称|支出
类|款|项||合计|基本支出|项目支出
201|||一般公共服务支出|10|6|4
201|03|政府办公厅（室）及相关机构事务|10|6|4
合计|10|6|4
""",
        has_spans=False,
    )

    found = read(table)

    assert rows(found, "general_budget_expenditure", "functional_code", *MEASURES) == [
        ("201", "10", "6", "4"),
        ("20103", "10", "6", "4"),
    ]
    assert rows(found, "disclosed_totals", "amount") == [("10",), ("6",), ("4",)]
    assert doubts(found) == []


def test_a_row_that_may_have_lost_one_of_two_blank_cells_is_said() -> None:
    table = zone(
        "T5",
        "支出表\n单位：万元\n科目编码|科目名称|合计|基本支出|项目支出\n201|一般公共服务支出|10|10",
        has_spans=False,
    )

    found = read(table)

    assert doubts(found) == ["cells-lost"]


def test_two_blocks_of_codes_side_by_side_are_read_one_after_the_other() -> None:
    found = read(
        zone(
            "T6",
            """
基本支出表
单位：万元
人员经费|<|<|公用经费|<|<
科目编码|科目名称|金额|科目编码|科目名称|金额
301|工资福利支出|80|302|商品和服务支出|20
30101|基本工资|80|30201|办公费|20
""",
        )
    )

    assert rows(found, "general_budget_basic", "economic_code", "total") == [
        ("301", "80"),
        ("30101", "80"),
        ("302", "20"),
        ("30201", "20"),
    ]
