"""What the text says that there is none of."""

from __future__ import annotations

from tests.unit.narrative.passages import read, told


def test_each_fund_that_is_not_there_is_a_figure_without_amount() -> None:
    figures = read("s4", "收入全部为一般公共预算拨款，无政府性基金预算拨款和国有资本经营预算。")

    assert [told(figure, quote=True) for figure in figures] == [
        {
            "subject": "income_fund",
            "fund": "gov_fund",
            "name_printed": "政府性基金预算拨款",
            "quote": "无政府性基金预算拨款和国有资本经营预算",
        },
        {
            "subject": "income_fund",
            "fund": "state_capital",
            "name_printed": "国有资本经营预算",
            "quote": "无政府性基金预算拨款和国有资本经营预算",
        },
    ]


def test_a_fund_may_be_named_before_or_behind_the_words() -> None:
    (before,) = read("s2", "政府性基金预算未安排。")
    (behind,) = read("s9", "某局2024年没有使用政府性基金预算拨款安排的支出，政府性基金预算支出情况表为空表。")

    assert told(before, quote=True) == {
        "subject": "income_fund",
        "fund": "gov_fund",
        "name_printed": "政府性基金预算",
        "quote": "政府性基金预算未安排",
    }
    assert told(behind, quote=True) == {
        "subject": "total",
        "fund": "gov_fund",
        "name_printed": "政府性基金预算拨款",
        "quote": "没有使用政府性基金预算拨款安排的支出",
    }


def test_a_reason_that_names_a_fund_is_no_absence() -> None:
    (figure,) = read("s2", "一般公共预算12万元，比上年增加2万元，增长20%，主要原因是本年无政府性基金预算。")

    assert figure.fund == "gpb"


def test_other_money_that_is_not_there_is_said_in_its_section() -> None:
    assert [told(figure) for figure in read("s10_1", "2024年某院无机关运行经费。")] == [
        {"subject": "agency_operating", "name_printed": "机关运行经费"}
    ]
    assert [told(figure) for figure in read("s10_2", "2024年，某院未安排政府采购预算。")] == [
        {"subject": "procurement", "name_printed": "政府采购预算"}
    ]
    assert [told(figure) for figure in read("s8", "某院未安排“三公”经费支出。")] == [
        {"subject": "three_public_total", "name_printed": "“三公”经费支出"}
    ]


def test_sections_without_funds_say_nothing_of_them() -> None:
    assert read("s3", "某局无政府性基金预算。") == ()
