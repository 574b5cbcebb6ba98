"""Entries of the list of items, in the manners of several templates."""

from __future__ import annotations

from decimal import Decimal

import pytest

from builder.narrative import NO_NAMES
from tests.unit.narrative.passages import read, told


def test_an_entry_under_its_levels_says_amount_change_and_reason() -> None:
    (figure,) = read(
        "s5_3",
        "1.教育支出（类）教育管理事务（款）行政运行（项）:2024年预算数为1,106.26万元，比上年预算减少20.04万元，下降2%，"
        "主要原因是：人员减少，另外，公用经费压减。",
    )

    assert told(figure, quote=True) == {
        "subject": "item",
        "code": "2050101",
        "name_printed": "行政运行",
        "amount": "1106.26",
        "amount_unit_printed": "wan_yuan",
        "change": "-20.04",
        "change_pct": "-2",
        "pct_decimals": "0",
        "base": "budget",
        "reason": "人员减少，另外，公用经费压减",
        "quote": "教育支出（类）教育管理事务（款）行政运行（项）:2024年预算数为1,106.26万元，比上年预算减少20.04万元，"
        "下降2%，主要原因是：人员减少，另外，公用经费压减。",
    }


@pytest.mark.parametrize(
    ("printed", "amount", "unit"),
    [("170万", "170", "wan"), ("2.7", "2.7", "none"), ("2.7万元", "2.7", "wan_yuan"), ("27000元", "2.7", "yuan")],
)
def test_the_unit_is_remembered_as_written(printed: str, amount: str, unit: str) -> None:
    (figure,) = read(
        "s5_3", f"3.卫生健康支出（类）卫生健康管理事务（款）行政运行（项）：2024年预算数为{printed}，比上年增加1万元。"
    )

    assert figure.code == "2100101"
    assert figure.amount == Decimal(amount)
    assert figure.amount_unit_printed == unit


def test_prior_and_planned_figures_printed_in_an_entry_are_kept() -> None:
    (figure,) = read(
        "s5_3",
        "2. “教育支出（类）普通教育（款）小学教育（项）”53.84万元，主要用于小学日常运转和设备更新。2023年当年预算"
        "执行数为54.60万元，2024年预算安排53.84万元，比2023年预算执行数减少1.39%。主要原因是：有教师退休。",
    )

    assert told(figure) == {
        "subject": "item",
        "code": "2050202",
        "name_printed": "小学教育",
        "amount": "53.84",
        "amount_unit_printed": "wan_yuan",
        "change_pct": "-1.39",
        "pct_decimals": "2",
        "prior": "54.60",
        "base": "executed",
        "base_year": "2023",
        "planned": "53.84",
        "purpose": "小学日常运转和设备更新",
        "reason": "有教师退休",
    }


def test_codes_printed_with_the_levels_count_before_names() -> None:
    (figure,) = read(
        "s5_3",
        "12、公共安全支出（204类）司法（06款）行政运行（01项）14.5万元。主要用于：行政单位的基本支出。2023年当年预算执行数为"
        "14.5万元，2024年预算安排14.5万元，与2023年预算执行数持平。主要原因是：支出不变。",
    )

    assert (figure.code, figure.name_printed, figure.change) == ("2040601", "行政运行", Decimal(0))


@pytest.mark.parametrize(
    "text",
    [
        "1. “教育支出-普通教育-小学教育”科目1,202.95万元，主要用于按规定，学校的基本支出。",
        "1．教育支出－普通教育－小学教育1,202.95万元，主要用于按规定，学校的基本支出。",
    ],
)
def test_a_path_of_dashes_is_the_name_as_printed(text: str) -> None:
    (figure,) = read("s5_3", text)

    assert (figure.subject, figure.code) == ("item", "2050202")
    assert figure.name_printed in {"教育支出-普通教育-小学教育", "教育支出－普通教育－小学教育"}
    assert told(figure)["amount"] == "1202.95"
    assert figure.purpose == "按规定，学校的基本支出"


def test_an_entry_of_a_class_alone_is_of_the_class() -> None:
    (figure,) = read("s5_3", "1.“教育支出”科目12,789万元，主要用于学校。")

    assert told(figure) == {
        "subject": "expenditure_class",
        "code": "205",
        "name_printed": "教育支出",
        "amount": "12789",
        "amount_unit_printed": "wan_yuan",
        "purpose": "学校",
    }


def test_several_entries_of_one_paragraph_are_parted_at_their_numbers() -> None:
    first, second = read(
        "s5_3",
        "1.教育支出（类）教育管理事务（款）行政运行（项）：2024年预算数为5万元，比上年增加1万元，主要原因是新增3人。"
        "2.卫生健康支出（类）卫生健康管理事务（款）行政运行（项）：2024年预算数为6万元，与上年持平。",
    )

    assert (first.code, first.reason) == ("2050101", "新增3人")
    assert first.quote.endswith("主要原因是新增3人。")
    assert (second.code, second.quote[:4]) == ("2100101", "卫生健康")


def test_amounts_of_a_purpose_or_of_the_prior_year_are_not_the_amount() -> None:
    (figure,) = read(
        "s5_3",
        "1.教育支出（类）普通教育（款）小学教育（项）：上年预算执行数为3万元，2024年预算数为5万元，主要用于3万元的设备。",
    )

    assert told(figure)["amount"] == "5"
    assert told(figure)["prior"] == "3"


def test_a_name_of_no_code_or_of_several_has_none() -> None:
    unknown, doubtful = read(
        "s5_3",
        "1.文化支出（类）文化（款）图书馆（项）：2024年预算数为5万元。",
        "2.某某支出（类）某某（款）行政运行（项）：2024年预算数为5万元。",
    )

    assert (unknown.code, doubtful.code) == (None, None)


def test_a_name_with_words_left_out_is_found_below_its_section() -> None:
    (figure,) = read(
        "s5_3", "1.卫生健康支出（类）卫生健康管理事务（款）其他卫生健康行政管理事务支出（项）：2024年预算数为5万元。"
    )

    assert figure.code == "2100199"


def test_without_names_no_name_has_a_code() -> None:
    (figure,) = read("s5_3", "1.教育支出（类）普通教育（款）小学教育（项）：2024年预算数为5万元。", names=NO_NAMES)

    assert figure.code is None


def test_the_reason_of_an_entry_goes_on_to_its_full_stop() -> None:
    (figure,) = read(
        "s5_3",
        "1.教育支出（类）普通教育（款）小学教育（项）：2024年预算数为5万元，比上年增加1万元，主要原因是学生增加；设备更新；",
    )

    assert figure.reason == "学生增加；设备更新"
    assert not figure.quote.endswith("；")


def test_a_purpose_left_empty_is_none_and_the_entry_goes_on() -> None:
    (figure,) = read(
        "s5_3",
        "2. “教育支出（类）普通教育（款）小学教育（项）”53.84万元。主要用于：。2023年当年预算执行数为54.60万元，"
        "2024年预算安排53.84万元，比2023年预算执行数减少1.39%。主要原因是：有教师退休。",
    )

    assert figure.purpose is None
    assert (figure.prior, figure.planned, figure.change_pct) == (Decimal("54.60"), Decimal("53.84"), Decimal("-1.39"))


def test_an_amount_arranged_under_a_wrong_year_is_no_second_prior_figure() -> None:
    (figure,) = read(
        "s5_3",
        "2. “教育支出（类）普通教育（款）小学教育（项）”53.84万元。2023年当年预算执行数为54.60万元，"
        "2023年预算安排53.84万元，比2023年预算执行数减少1.39%。",
    )

    assert (figure.prior, figure.planned) == (Decimal("54.60"), Decimal("53.84"))


@pytest.mark.parametrize(
    ("printed", "change", "rate"),
    [("减少1.39", None, "-1.39"), ("减少0.76", "-0.76", None), ("减少0.76万元，下降1.39", "-0.76", "-1.39")],
)
def test_a_bare_number_is_the_growth_where_that_fits_the_figures(
    printed: str, change: str | None, rate: str | None
) -> None:
    (figure,) = read(
        "s5_3",
        "2. “教育支出（类）普通教育（款）小学教育（项）”53.84万元。2023年当年预算执行数为54.60万元，2024年预算安排"
        f"53.84万元，比2023年预算执行数{printed}。主要原因是：有教师退休。",
    )

    stated = tuple(None if each is None else f"{each:f}" for each in (figure.change, figure.change_pct))
    assert stated == (change, rate)
    assert figure.reason == "有教师退休"


def test_behind_an_amount_of_the_change_a_bare_number_is_its_growth() -> None:
    (figure,) = read("s2", "收入预算12万元，比上年增加2万元，增长20，主要原因是增人。")

    assert (figure.change, figure.change_pct) == (Decimal(2), Decimal(20))


def test_a_number_without_unit_right_behind_the_path_is_the_amount() -> None:
    (figure,) = read(
        "s5_3", "2. “教育支出（类）普通教育（款）小学教育（项）”53.84。主要用于日常运转，2024年预算安排60，其他。"
    )

    assert (figure.amount, figure.amount_unit_printed) == (Decimal("53.84"), "none")
