"""Labels of columns and rows."""

from __future__ import annotations

import pytest

from builder.ingest.tables.labels import field_of, is_total, label_of
from tests.unit.ingest.tables.printed import SETTING


@pytest.mark.parametrize(
    ("table_id", "path", "field"),
    [
        ("T2", ["功能分类科目编码", "类"], "class"),
        ("T2", ["收入预算", "合 计"], "total"),
        ("T2", ["本年收入", "一般公共预算拨款收入"], "gpb"),
        ("T2", ["上年结转结余", "一般公共预算"], "-carryover-column"),
        ("T2", ["收入预算", "财政拨款收入"], "fiscal_total"),
        ("T2", ["财政专户（教育收费）"], "fiscal_account"),
        ("T2", ["事业收入（不含教育收费）"], "undertaking"),
        ("T2", ["收入预算", "事业单位", "经营收入"], "business"),
        ("T2", ["单位名称（科目）"], "name_printed"),
        ("T2", ["单位代码"], "-unit-column"),
        ("T3", ["2023年执行数"], "-other-year"),
        ("T3", ["2024年预算数", "小计"], "total"),
        ("T5", ["支出功能分类科目", "科目编码"], "code"),
        ("T5", ["一般公共预算支出", "基本支出", "小计"], "basic"),
        ("T5", ["一般公共预算支出", "基本支出", "人员经费"], "-expenditure-column"),
        ("T6", ["部门预算支出经济分类科目", "科目名称"], "name_printed"),
        ("T6", ["政府预算支出经济分类", "科目编码"], "-government-economic"),
        ("T7", ["资本性支出（基本建设）"], "e309"),
        ("T8", ["公务用车购置及运行费", "小计"], "vehicle_subtotal"),
        ("T8", ["公务用车购置及运行维护费"], "vehicle_subtotal"),
        ("T8", ["公务用车购置及运行维护费", "公务用车运行维护费"], "vehicle_operation"),
        ("T8", ["公务用车购置及运行费", "购置费"], "vehicle_purchase"),
        ("T8", ["“三公”经费预算数", "合计"], "total"),
        ("T8", ["培训费"], "-public-column"),
        ("T10", ["国有资本经营预算支出", "项目支出"], "project"),
    ],
)
def test_labels_name_the_field_of_a_column(table_id: str, path: list[str], field: str) -> None:
    found = field_of(table_id, path, 2024)

    assert found == field


@pytest.mark.parametrize(
    ("text", "side", "line", "name"),
    [
        ("    一般公共预算", "income", "gpb", "一般公共预算"),
        ("一、财政拨款收入", "income", "fiscal_total", "财政拨款收入"),
        ("3、国有资本经营预算", "income", "state_capital", "国有资本经营预算"),
        ("（二）政府性基金预算拨款", "income", "gov_fund", "政府性基金预算拨款"),
        ("其中：政府性基金", "income", "gov_fund", "政府性基金"),
        ("五、事业收入（不含教育收费）", "income", "undertaking", "事业收入（不含教育收费）"),
        ("三、事业单位经营收入", "income", "business", "事业单位经营收入"),
        ("四、其他收入", "income", "other_unit", "其他收入"),
        ("上年结转", "income", "carryover", "上年结转"),
        ("201 一般公共服务支出", "expenditure", "201", "一般公共服务支出"),
        ("210卫生健康支出", "expenditure", "210", "卫生健康支出"),
        ("九、医疗卫生与计划生育支出", "expenditure", "210", "医疗卫生与计划生育支出"),
        ("七、文化旅游体育与传媒\n支出", "expenditure", "207", "文化旅游体育与传媒支出"),
        ("二十三、国有资本经营预算支出", "expenditure", "223", "国有资本经营预算支出"),
        ("二、结转下年", "expenditure", "carryover", "结转下年"),
        ("一、本年支出", "expenditure", "-current-year", "本年支出"),
    ],
)
def test_lines_of_income_and_expenditure_are_known_by_their_names(text: str, side: str, line: str, name: str) -> None:
    found = label_of(text, side, SETTING)

    assert found is not None
    assert (found.line, found.name) == (line, name)


def test_a_line_that_nothing_names_is_not_guessed() -> None:
    found = label_of("经费拨款（补助）", "income", SETTING)

    assert found is None


@pytest.mark.parametrize(
    ("text", "is_label"), [("合　　计", True), ("收 入 总 计", True), ("合计：", True), ("合同", False)]
)
def test_total_labels_may_be_spread(text: str, *, is_label: bool) -> None:
    found = is_total(text)

    assert found is is_label
