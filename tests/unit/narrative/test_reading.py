"""A figure under its name, and what the clauses after it say of it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from builder.narrative import Paragraph, extract_figures
from tests.unit.narrative.passages import names_and_amounts, read, told


def test_amount_share_change_and_reason_of_one_sentence_are_one_figure() -> None:
    (figure,) = read(
        "s3",
        "基本支出88.5万元，占61%，比上年预算减少4.05万元，下降4%，主要原因是本年调出2人，基本工资减少3.2万元；",
    )

    assert told(figure, quote=True) == {
        "subject": "basic",
        "name_printed": "基本支出",
        "amount": "88.5",
        "amount_unit_printed": "wan_yuan",
        "share_pct": "61",
        "change": "-4.05",
        "change_pct": "-4",
        "pct_decimals": "0",
        "base": "budget",
        "reason": "本年调出2人，基本工资减少3.2万元",
        "quote": "基本支出88.5万元，占61%，比上年预算减少4.05万元，下降4%，主要原因是本年调出2人，基本工资减少3.2万元",
    }


def test_a_reason_in_numbered_parts_runs_over_semicolons_and_full_stops() -> None:
    first, second = read(
        "s2",
        "一般公共预算50万元，占50%，比上年增加5万元，增长11%，主要原因一是新招录2人；二是项目支出增加3万元。"
        "三是调整标准；事业收入50万元，占50%，与上年持平。",
    )

    assert first.reason == "一是新招录2人；二是项目支出增加3万元。三是调整标准"
    assert told(second) == {
        "subject": "income_fund",
        "fund": "undertaking",
        "name_printed": "事业收入",
        "amount": "50",
        "amount_unit_printed": "wan_yuan",
        "share_pct": "50",
        "change": "0",
        "pct_decimals": "0",
    }


@pytest.mark.parametrize(
    ("words", "change", "percentage"),
    [
        ("比上年预算增加1.5万元，增长3.1%", "1.5", "3.1"),
        ("比上年预算减少1,001.5万元，下降3.1 %", "-1001.5", "-3.1"),
        ("比上年预算增加0万元，增长0%", "0", "0"),
        ("比上年预算减少0万元，下降0%", "0", "0"),
        ("比2023年预算下降12.5%", None, "-12.5"),
        ("与上年预算相比，增加2万元，同比增长4%", "2", "4"),
        ("较上年预算增加2万元（增长4%）", "2", "4"),
        ("与2023年预算持平", "0", None),
        ("比2023年（上一年度，下同）预算数增加2", "2", None),
        ("比上年预算增加5000元", "0.5000", None),
        ("比上年预算增加（减少）2万元，增长（下降）4%", None, None),
    ],
)
def test_the_verb_gives_the_sign_of_a_change(words: str, change: str | None, percentage: str | None) -> None:
    (figure,) = read("s10_1", f"2024年，某局机关运行经费财政拨款预算20万元，{words}。")

    said = told(figure)
    assert (said.get("change"), said.get("change_pct")) == (change, percentage)


@pytest.mark.parametrize(
    ("words", "base", "year"),
    [
        ("比上年增加1万元", None, None),
        ("比上年预算增加1万元", "budget", None),
        ("比2023年预算数增加1万元", "budget", 2023),
        ("比2023年预算执行数增加1万元", "executed", 2023),
        ("较上年决算数增加1万元", "executed", None),
        ("同比增加1万元", None, None),
    ],
)
def test_the_words_of_comparison_give_base_and_year(words: str, base: str | None, year: int | None) -> None:
    (figure,) = read("s3", f"项目支出20万元，{words}。")

    assert (figure.base, figure.base_year) == (base, year)


def test_a_change_of_several_decimals_keeps_the_most() -> None:
    (figure,) = read("s3", "项目支出20万元，占40.5%，比上年增加1万元，增长5.26%。")

    assert figure.pct_decimals == 2


def test_an_amount_in_yuan_is_kept_in_ten_thousands_and_its_unit_remembered() -> None:
    (figure,) = read("s3", "某局2024年支出预算1314.96元，其中：")

    assert told(figure) == {
        "subject": "total",
        "name_printed": "支出预算",
        "amount": "0.131496",
        "amount_unit_printed": "yuan",
    }


def test_a_threshold_is_no_amount() -> None:
    assert read("s3", "支出预算50万元以上的项目有2个。") == ()
    assert read("s3", "支出预算100万元（含）以上须论证。") == ()


def test_the_name_is_what_the_sentence_ends_with_before_the_amount() -> None:
    figures = read(
        "s2",
        "2024年，某市教育局收入预算1,212.12万元，其中：财政拨款收入950.12万元，比2023年预算增加0.46万元；"
        "事业收入262.00万元；单位其他资金收入0万元。",
    )

    assert names_and_amounts(figures) == [
        ("收入预算", "1212.12"),
        ("财政拨款收入", "950.12"),
        ("事业收入", "262.00"),
        ("单位其他资金收入", "0"),
    ]
    assert [figure.fund for figure in figures] == [None, None, "undertaking", "other_unit"]


def test_a_colon_may_stand_between_name_and_amount() -> None:
    (figure,) = read("s3", "支出预算：35万元。")

    assert told(figure)["amount"] == "35"


def test_figures_of_fiscal_appropriation_belong_to_its_section_and_share_their_reason() -> None:
    figures = read(
        "s3",
        "支出预算90万元，其中：财政拨款支出预算80万元，比2023年预算减少7万元。财政拨款支出预算中，"
        "一般公共预算拨款支出预算80万元，比2023年预算减少7万元；政府性基金拨款支出预算为0，与2023年预算持平。",
        "财政拨款收入支出减少的主要原因是压减一般性支出。",
    )

    assert [(figure.section, figure.fund, figure.reason) for figure in figures] == [
        ("s3", None, None),
        ("s4", None, "压减一般性支出"),
        ("s4", "gpb", "压减一般性支出"),
        ("s4", "gov_fund", None),
    ]
    assert figures[1].quote.endswith("……财政拨款收入支出减少的主要原因是压减一般性支出")
    assert figures[3].amount_unit_printed == "none"


def test_lists_give_their_kind_to_plain_names() -> None:
    figures = read(
        "s1",
        "收支总预算60万元。",
        "收入预算包括：一般公共预算50万元、某项基金10万元。",
        "支出预算包括：教育支出45万元、医疗卫生健康支出15万元。",
    )

    assert [(figure.subject, figure.name_printed, figure.fund, figure.code) for figure in figures] == [
        ("total", "收支总预算", None, None),
        ("income_fund", "一般公共预算", "gpb", None),
        ("income_fund", "某项基金", None, None),
        ("expenditure_class", "教育支出", None, "205"),
        ("expenditure_class", "医疗卫生健康支出", None, "210"),
    ]


def test_purposes_end_with_their_part_of_the_list() -> None:
    first, second = read(
        "s4",
        "一般公共预算支出包括：教育支出45万元，主要用于教育管理事务、普通教育；卫生健康（类）支出15万元，主要用于："
        "卫生健康管理事务，占25%。",
    )

    assert (first.purpose, first.share_pct) == ("教育管理事务、普通教育", None)
    assert (second.purpose, told(second)["share_pct"]) == ("卫生健康管理事务", "25")
    assert second.code == "210"
    assert first.quote == "教育支出45万元，主要用于教育管理事务、普通教育"


def test_a_numbered_share_belongs_to_its_class() -> None:
    (figure,) = read("s5_2", "1.教育支出45万元，占75.00%。")

    assert told(figure, quote=True) == {
        "subject": "expenditure_class",
        "code": "205",
        "name_printed": "教育支出",
        "amount": "45",
        "amount_unit_printed": "wan_yuan",
        "share_pct": "75.00",
        "pct_decimals": "2",
        "quote": "教育支出45万元，占75.00%",
    }


def test_economic_names_are_matched_to_codes_where_one_is_certain() -> None:
    figures = read(
        "s6",
        "某局2024年一般公共预算基本支出20万元，其中：",
        "人员经费15万元，主要包括：基本工资9万元、城镇职工基本医疗保险缴费3万元、其他社会保险缴费2万元、奖金1万元。",
        "公用经费5万元，主要包括水费1万元、电费2万元、维修(护)费2万元。",
    )

    assert [(figure.subject, figure.code) for figure in figures] == [
        ("basic", None),
        ("personnel", None),
        ("economic", "30101"),
        ("economic", "30110"),
        ("economic", "30112"),
        ("economic", None),
        ("public", None),
        ("economic", "30205"),
        ("economic", None),
        ("economic", "30213"),
    ]


def test_a_change_in_a_later_sentence_is_joined_to_the_figure_that_it_names() -> None:
    figures = read(
        "s8",
        "某局2024年一般公共预算“三公”经费数为3.01万元，其中：因公出国（境）费0万元，公务用车运行维护费2万元，"
        "公务接待费1.01万元。",
        "2024年一般公共预算“三公”经费比上年预算增加0.1万元，增长3%，其中：因公出国（境）费与上年持平，主要原因是无计划；"
        "公务用车运行维护费减少0.1万元，下降5%，主要原因是车辆减少1辆，费用减少；公务接待费增加0.2万元，增长25%。",
    )

    assert [(figure.subject, told(figure).get("change"), figure.reason) for figure in figures] == [
        ("three_public_total", "0.1", None),
        ("three_public_overseas", "0", "无计划"),
        ("three_public_operation", "-0.1", "车辆减少1辆，费用减少"),
        ("three_public_reception", "0.2", None),
    ]
    assert [figure.base for figure in figures] == ["budget", "budget", "budget", "budget"]
    assert (
        figures[0].quote
        == "一般公共预算“三公”经费数为3.01万元……2024年一般公共预算“三公”经费比上年预算增加0.1万元，增长3%"
    )


def test_a_change_without_its_amount_is_a_figure_too() -> None:
    (figure,) = read("s8", "公务接待费比上年减少0.5万元，下降10%。")

    assert told(figure) == {
        "subject": "three_public_reception",
        "name_printed": "公务接待费",
        "change": "-0.5",
        "change_pct": "-10",
        "pct_decimals": "0",
    }


def test_a_reason_left_empty_is_none_and_the_parts_go_on() -> None:
    whole, purchase, operation = read(
        "s8",
        "（二）公务用车购置及运行费9.98万元，与2023年预算数持平，主要原因是。其中：公务用车购置费0万元，与2023年预算数"
        "持平，主要原因是无购置需求；公务用车运行费9.98万元，与2023年预算数持平，主要原因是车辆数没有变化。",
    )

    assert [figure.reason for figure in (whole, purchase, operation)] == [None, "无购置需求", "车辆数没有变化"]
    assert [figure.subject for figure in (whole, purchase, operation)] == [
        "three_public_vehicle",
        "three_public_purchase",
        "three_public_operation",
    ]


def test_a_change_after_a_list_of_parts_is_of_none_of_them() -> None:
    figures = read("s8", "“三公”经费3万元，其中：公务用车运行费2万元，公务接待费1万元。比上年增加1万元，增长50%。")

    assert [figure.change for figure in figures] == [None, None, None]


def test_a_sentence_about_something_else_ends_the_figure() -> None:
    (figure,) = read("s10_1", "某局机关运行经费14万元。本单位另有车辆3辆，比上年增加2万元。")

    assert figure.change is None


def test_units_that_share_the_money_are_counted() -> None:
    figures = read("s10_1", "2024年某区教育局下属1家机关和2家事业单位财政拨款的机关运行经费预算为213.28万元。")

    assert [told(figure) for figure in figures] == [
        {"subject": "subordinate_units", "name_printed": "机关", "quantity": "1", "quantity_unit": "家"},
        {"subject": "subordinate_units", "name_printed": "事业单位", "quantity": "2", "quantity_unit": "家"},
        {
            "subject": "agency_operating",
            "name_printed": "机关运行经费预算",
            "amount": "213.28",
            "amount_unit_printed": "wan_yuan",
        },
    ]


def test_a_reason_that_names_its_figure_is_given_to_it() -> None:
    (figure,) = read(
        "s10_1", "机关运行经费14万元，比上年增加1万元。物价上涨较快。机关运行经费增加的主要原因是物价上涨。"
    )

    assert figure.reason == "物价上涨"


def test_totals_are_read_under_the_names_of_other_templates() -> None:
    assert names_and_amounts(read("s2", "某局2024年收入合计120万元。")) == [("收入合计", "120")]
    assert names_and_amounts(read("s3", "某局2024年支出合计120万元。")) == [("支出合计", "120")]
    assert names_and_amounts(read("s5", "某局2024年一般公共预算支出年初预算为120万元。")) == [
        ("一般公共预算支出年初预算", "120")
    ]
    assert names_and_amounts(read("s10_1", "某局2024年机关运行经费支出预算10万元。")) == [
        ("机关运行经费支出预算", "10")
    ]


def test_procurement_is_read_in_shorter_words_too() -> None:
    figures = read(
        "s10_2",
        "2024年政府采购预算总额33万元，其中：政府采购货物支出11万元、工程采购0万元、服务类采购预算22万元。",
        "面向中小企业预留30万元，其中预留给小微企业20万元。",
    )

    assert names_and_amounts(figures) == [
        ("政府采购预算总额", "33"),
        ("政府采购货物支出", "11"),
        ("工程采购", "0"),
        ("服务类采购预算", "22"),
        ("面向中小企业预留", "30"),
        ("预留给小微企业", "20"),
    ]


def test_procurement_has_its_parts_and_reservations() -> None:
    figures = read(
        "s10_2",
        "2024年，某局政府采购预算113.36万元，其中：政府采购货物预算53.75万元、政府采购工程预算0万元、政府采购服务预算59.61万元。",
        "2024年度本单位面向中小企业预留政府采购项目预算金额60万元，其中，预留给小型和微型企业的政府采购项目预算为30万元。",
    )

    assert names_and_amounts(figures) == [
        ("政府采购预算", "113.36"),
        ("政府采购货物预算", "53.75"),
        ("政府采购工程预算", "0"),
        ("政府采购服务预算", "59.61"),
        ("面向中小企业预留政府采购项目预算金额", "60"),
        ("预留给小型和微型企业的政府采购项目预算", "30"),
    ]


def test_a_prior_figure_printed_beside_is_kept_and_this_year_is_no_prior() -> None:
    (figure,) = read("s10_1", "机关运行经费20万元，2023年预算执行数为18万元，2024年预算数为20万元。")

    assert (figure.prior, figure.base, figure.base_year) == (Decimal(18), "executed", 2023)


def test_words_without_a_name_of_the_section_state_nothing() -> None:
    assert read("s10_5", "其他事项共12万元，占3%，比上年增加2万元，增长20%，主要原因是不明，主要用于其他。") == ()
    assert read("s1", "按照全口径预算的原则，所有收入和支出均纳入管理，共3项，金额12万元。") == ()


def test_headings_and_paragraphs_without_text_state_nothing() -> None:
    paragraphs = [
        Paragraph(1, "s3", is_heading=True, text="支出预算3万元"),
        Paragraph(2, "s3", is_heading=False, text=None),
    ]

    assert extract_figures(paragraphs, year=2024) == ()


def test_what_was_said_first_of_a_change_counts() -> None:
    (figure,) = read("s3", "项目支出20万元，比上年增加2万元，增长11%，较上年增加3万元，增长12%。")

    assert (told(figure)["change"], told(figure)["change_pct"]) == ("2", "11")


def test_a_figure_may_be_named_again_with_its_change() -> None:
    (figure,) = read("s10_1", "机关运行经费20万元，机关运行经费比上年减少2万元，下降9%。")

    assert told(figure, quote=True)["quote"] == "机关运行经费20万元，机关运行经费比上年减少2万元，下降9%"


def test_the_change_of_something_else_is_not_taken() -> None:
    (figure,) = read("s3", "项目支出20万元，其他业务经费比上年增加2万元，增长11%。")

    assert (figure.change, figure.change_pct) == (None, None)


def test_an_amount_without_any_name_is_nothing() -> None:
    assert read("s6", "12万元。") == ()


def test_what_follows_an_amount_without_a_comma_is_read_too() -> None:
    (figure,) = read("s4", "支出预算包括：教育支出45万元主要用于普通教育。")

    assert (figure.purpose, figure.quote) == ("普通教育", "教育支出45万元主要用于普通教育")


def test_the_parts_end_the_reason_of_the_whole() -> None:
    whole, part = read("s8", "“三公”经费3万元，比上年增加1万元，主要原因是来访增多，其中：公务接待费3万元。")

    assert (whole.reason, part.name_printed) == ("来访增多", "公务接待费")


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("主要原因为物价上涨", "物价上涨"),
        ("原因是：物价上涨", "物价上涨"),
        ("增长原因：物价上涨", "物价上涨"),
        ("主要是因为物价上涨", "物价上涨"),
        ("主要是物价上涨", "物价上涨"),
        ("由于物价上涨", "物价上涨"),
        ("受天气原因，物价上涨", None),
        ("主要是用于物价补贴", None),
    ],
)
def test_a_reason_begins_with_one_of_several_words(words: str, reason: str | None) -> None:
    (figure,) = read("s3", f"项目支出20万元，比上年增加2万元，增长率为11%，{words}。")

    assert (figure.reason, told(figure)["change_pct"]) == (reason, "11")


def test_looser_words_begin_no_reason_without_a_change() -> None:
    (figure,) = read("s3", "项目支出20万元，主要是信息系统建设。")

    assert figure.reason is None


def test_a_number_without_unit_is_an_amount_right_behind_a_full_name_only() -> None:
    figures = read("s3", "2024年支出预算12，其中：基本支出8.5，比上年增加1万元；另有关于项目支出3，其他4。")

    assert names_and_amounts(figures) == [("支出预算", "12"), ("基本支出", "8.5")]
    assert figures[1].amount_unit_printed == "none"
