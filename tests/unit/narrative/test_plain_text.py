"""Blanks around numbers, straight quotes and half-width stops do not change what a text states."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.unit.narrative.passages import names_and_amounts, read, told

INCOME = "2024年，某中心收入预算1,212.12万元，其中：财政拨款收入950.12万元，比2023年预算增加0.46万元，增长0.05%。"
ENTRY = (
    "2. “教育支出（类）普通教育（款）小学教育（项）”76.76万元，主要用于教学。2023年预算执行数为70.70万元，"
    "2024年预算安排76.76万元，比2023年预算执行数增加8.57%。"
)


@pytest.mark.parametrize(
    ("section", "plain", "other"),
    [
        ("s2", INCOME, INCOME.replace("2023年", " 2023 年").replace("0.46", " 0.46 ").replace("%", " %")),
        ("s2", INCOME, INCOME.replace("万元", "\u00a0万元").replace("预算", "预 算")),
        ("s5_3", ENTRY, ENTRY.replace("70.70", "\u300070.70 ").replace("年", " 年 ")),
        ("s5_3", ENTRY, ENTRY.replace("“", '"').replace("”", '"')),
    ],
    ids=["blanks around figures", "blanks in words", "blanks in an entry", "straight quotes"],
)
def test_the_figures_are_the_same(section: str, plain: str, other: str) -> None:
    assert [told(figure) for figure in read(section, other)] == [told(figure) for figure in read(section, plain)]


def test_the_quotation_is_as_printed() -> None:
    (figure,) = read("s8", '2024 年 "三公" 经费预算 6.40 万元。')

    assert (figure.name_printed, figure.quote) == ("“三公”经费预算", '"三公" 经费预算 6.40 万元')


def test_a_straight_quote_without_its_other_is_left_alone() -> None:
    (figure,) = read("s8", '公务接待费5万元，主要原因是5"屏更新。')

    assert figure.reason == '5"屏更新'


def test_blanks_between_latin_words_and_behind_a_number_of_a_list_part_them() -> None:
    (figure,) = read("s8", "1. 2024年公务接待费5万元，主要原因是Data Park开放。")

    assert (figure.amount, figure.reason) == (Decimal(5), "Data Park开放")


def test_assets_are_told_apart_by_half_width_stops_too() -> None:
    figures = read("s10_3", "共有车辆3辆,其中:应急保障用车1辆;其他用车2辆,固定资产3,149.52万元。")

    assert [(figure.name_printed, figure.quantity) for figure in figures[:3]] == [
        ("车辆", Decimal(3)),
        ("应急保障用车", Decimal(1)),
        ("其他用车", Decimal(2)),
    ]
    assert names_and_amounts(figures)[3] == ("固定资产", "3149.52")


def test_the_sum_under_performance_management_may_stand_behind_a_half_width_comma() -> None:
    (figure,) = read("s10_4", "编报绩效目标的项目共3个,涉及项目预算资金120.50万元。")

    assert told(figure) == told(read("s10_4", "编报绩效目标的项目共3个，涉及项目预算资金120.50万元。")[0])
