"""The text against the tables: the same figure is the same amount, and what is absent is absent."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from builder.audit.case import Case
from tests.factories import HEAD, audited, case_from, held, not_applicable

FIGURES = "seq section subject code fund name_printed amount amount_unit_printed quote\n"
SUMMARY = (
    "side line name_printed amount\nincome fiscal_total 财政拨款 320\nincome gpb 一般公共预算 300\n"
    "income gov_fund 政府性基金预算 20\nincome state_capital 国有资本经营预算 _\nincome undertaking 事业收入 10\n"
    "expenditure 201 一般公共服务支出 330"
)
INCOME = "functional_code name_printed total gpb gov_fund undertaking\n201 一般公共服务支出 330 300 20 10"
SPENDING = "functional_code name_printed total basic project\n"
APPROPRIATION = (
    "side line name_printed total gpb gov_fund\nincome gpb 一般公共预算 300 _ _\n"
    "income gov_fund 政府性基金预算 20 _ _\nexpenditure 201 一般公共服务支出 320 300 20"
)
ECONOMIC = "economic_code name_printed total personnel public\n301 工资福利支出 250 250 _\n"
ECONOMIC += "30101 基本工资 250 250 _\n"
ECONOMIC += "302 商品和服务支出 50 _ 50\n30201 办公费 50 _ 50"
THREE = "fund total overseas vehicle_subtotal vehicle_purchase vehicle_operation reception agency_operating\n"
TABLES = {
    "income_expenditure_summary": SUMMARY,
    "income_by_function": INCOME,
    "expenditure_by_function": SPENDING + "201 一般公共服务支出 330 310 20",
    "fiscal_appropriation_summary": APPROPRIATION,
    "general_budget_expenditure": SPENDING + "201 一般公共服务支出 300 300 _\n2010301 行政运行 300 300 _",
    "general_budget_basic": ECONOMIC,
    "three_public": THREE + "gpb 2.17 _ 2 _ 2 0.17 _",
    "gov_fund_expenditure": SPENDING + "212 城乡社区支出 20 _ 20\n2120801 征地支出 20 _ 20",
}
TOTALS = """T1 income_total 330
T1 expenditure_total 330
T2 total 330
T2 gpb 300
T2 gov_fund 20
T2 undertaking 10
T2 state_capital _
T3 total 330
T3 basic 310
T3 project 20
T4 income_total 320
T4 expenditure_total 320
T4 gpb 300
T4 gov_fund 20
T5 total 300
T5 basic 300
T5 project _
T6 total 300
T6 personnel 250
T6 public 50
T9 total 20
T9 basic _
T9 project 20"""


def told(rows: str, *, unit_type: str = "institution", scope: str = "unit", **tables: str) -> Case:
    units = f"unit_id name_official region_code unit_type\n650001-jyj 某州教育局 650001 {unit_type}"
    heads = {"units": units, "disclosures": HEAD["disclosures"].replace(" unit 某", f" {scope} 某")}
    return case_from(TABLES | tables | heads | {"narrative_figures": FIGURES + rows}, totals=TOTALS)


@pytest.mark.parametrize(
    "row",
    [
        "s1 total _ _ 收支总预算 330",
        "s1 total _ _ 支出总预算 330",
        "s1 income_fund _ gpb 一般公共预算 300",
        "s1 income_fund _ _ 财政拨款收入 320",
        "s1 expenditure_class 201 _ 一般公共服务支出 330",
        "s1 basic _ _ 基本支出 310",
        "s2 total _ _ 收入预算 330",
        "s2 income_fund _ undertaking 事业收入 10",
        "s2 income_fund _ _ 财政拨款收入 320",
        "s2 income_fund _ _ 一般公共预算拨款 300",
        "s3 total _ _ 支出预算 330",
        "s3 project _ _ 项目支出 20",
        "s3 total _ _ 财政拨款支出 320",
        "s3 expenditure_class 201 _ 一般公共服务支出 330",
        "s3 total _ gov_fund 政府性基金支出 20",
        "s4 total _ _ 财政拨款收支总预算 320",
        "s4 total _ gpb 一般公共预算拨款支出预算 300",
        "s4 income_fund _ gov_fund 政府性基金预算拨款 20",
        "s4 expenditure_class 201 _ 一般公共服务支出 320",
        "s4 expenditure_class 201 gpb 一般公共服务支出 300",
        "s5_1 total _ gpb 一般公共预算拨款合计 300",
        "s5_1 total _ _ 财政拨款支出 320",
        "s5_1 basic _ _ 基本支出 300",
        "s5_2 expenditure_class 201 _ 一般公共服务支出 300",
        "s5_3 item 2010301 _ 行政运行 300",
        "s5_3 item 2120801 _ 征地支出 20",
        "s5_3 item 2120801 gov_fund 征地支出 20",
        "s5_3 expenditure_class 201 _ 一般公共服务支出 320",
        "s6 basic _ _ 基本支出 300",
        "s6 personnel _ _ 人员经费 250",
        "s6 economic 30101 _ 基本工资 250",
        "s7 total _ _ 项目支出 0",
        "s8 three_public_total _ _ “三公”经费 2.17",
        "s8 three_public_overseas _ _ 因公出国（境）费 0",
        "s9 total _ _ 政府性基金预算 20",
        "s9 project _ gov_fund 项目支出 20",
        "s9 item 2120801 _ 征地支出 20",
        "s10_1 agency_operating _ _ 机关运行经费 50",
    ],
)
def test_each_figure_has_its_own_cell(row: str) -> None:
    assert held("NAR-01", told(f"1 {row} wan_yuan _")) == 1


@pytest.mark.parametrize(
    "row",
    [
        "s1 item 2010301 _ 行政运行 3",
        "s1 income_fund _ _ 其他资金 3",
        "s1 total _ gpb 一般公共预算支出 3",
        "s2 basic _ _ 基本支出 3",
        "s2 income_fund _ _ 其他资金 3",
        "s3 economic 30101 _ 基本工资 3",
        "s4 basic _ _ 基本支出 3",
        "s4 income_fund _ _ 其他资金 3",
        "s5_1 personnel _ _ 人员经费 3",
        "s5_3 item 2010399 _ 其他支出 3",
        "s6 basic _ gov_fund 基本支出 3",
        "s6 economic _ _ 其他 3",
        "s7 project_total _ _ 某项目 3",
        "s8 agency_operating _ _ 机关运行经费 3",
        "s9 total _ state_capital 国有资本经营预算 3",
        "s9 basic _ undertaking 基本支出 3",
        "s9 economic 30101 _ 基本工资 3",
        "s10_1 subordinate_units _ _ 机关 3",
        "s10_2 procurement _ _ 政府采购预算 3",
    ],
)
def test_a_figure_without_a_certain_cell_is_not_judged(row: str) -> None:
    assert not_applicable("NAR-01", told(f"1 {row} wan_yuan _")) == "nothing-to-compare"


def test_an_amount_of_the_text_that_is_not_the_tables_is_an_error_at_its_row() -> None:
    (finding,) = audited("NAR-01", told("7 s3 basic _ _ 基本支出 310.01 wan_yuan _"))

    assert (finding.severity, finding.place.table, finding.place.row, finding.place.field) == (
        "error",
        "narrative",
        "7",
        "amount",
    )
    assert (finding.stated, finding.expected, finding.difference) == ("310.01", "310", "0.01")
    assert finding.facts["name"] == "基本支出"


def test_a_class_that_the_section_speaks_of_twice_is_not_compared_with_the_whole() -> None:
    rows = "1 s4 expenditure_class 201 _ 甲 300 wan_yuan _\n2 s4 expenditure_class 201 _ 甲 19 wan_yuan _"

    assert not_applicable("NAR-01", told(rows)) == "nothing-to-compare"


def test_a_class_told_twice_in_section_five_is_not_compared_either() -> None:
    rows = "1 s5_3 expenditure_class 201 _ 甲 300 wan_yuan _\n2 s5_3 expenditure_class 201 _ 甲 19 wan_yuan _"

    assert not_applicable("NAR-01", told(rows)) == "nothing-to-compare"


def test_text_in_whole_units_is_rounded_from_a_finer_table() -> None:
    tables = {"expenditure_by_function": SPENDING + "201 甲 17191.5169 12764.2039 4427.313"}
    rows = "1 s3 total _ _ 支出预算 17192 wan_yuan _\n2 s3 basic _ _ 基本支出 12764 wan_yuan _"
    case = case_from(
        tables | {"narrative_figures": FIGURES + rows},
        totals="T3 total 17191.5169\nT3 basic 12764.2039",
        quantum="0.0001",
    )

    assert (audited("NAR-01", case), held("NAR-01", case)) == ([], 2)


@pytest.mark.parametrize(
    ("total", "stated", "severity"),
    [
        ("17191.5169", "17192", "info"),
        ("17191.5169", "17190", "error"),
        ("17191.5169", "17191.5", "error"),
        ("99.5169", "100", "info"),
        ("98.5169", "99", "error"),
    ],
)
def test_a_whole_number_in_a_text_of_hundredths_is_a_note_where_it_is_rounded(
    total: str, stated: str, severity: str
) -> None:
    tables = {"expenditure_by_function": SPENDING + f"201 甲 {total} 12764.2039 4427.313"}
    rows = f"1 s3 total _ _ 支出预算 {stated} wan_yuan _\n2 s3 basic _ _ 基本支出 12764.20 wan_yuan _"
    case = case_from(
        tables | {"narrative_figures": FIGURES + rows},
        totals=f"T3 total {total}\nT3 basic 12764.2039",
        quantum="0.0001",
    )

    (finding,) = audited("NAR-01", case)

    assert (finding.severity, finding.stated, finding.expected) == (severity, stated, total)


def test_a_cut_amount_is_a_note() -> None:
    tables = {"expenditure_by_function": SPENDING + "201 甲 9101.677535 9101.677535 _"}
    case = case_from(
        tables | {"narrative_figures": FIGURES + "1 s3 total _ _ 支出预算 9101.67 wan_yuan _"},
        totals="T3 total 9101.677535",
        quantum="0.000001",
    )

    assert [finding.severity for finding in audited("NAR-01", case)] == ["info"]


@pytest.mark.parametrize(
    ("unit_type", "scope", "stated", "findings"),
    [
        ("administrative", "unit", "49.99", 1),
        ("civil_service_managed", "unit", "50", 0),
        ("administrative", "department", "49.99", 0),
        ("institution", "unit", "49.99", 0),
        ("institution", "unit", "50.01", 1),
    ],
)
def test_running_cost_is_the_public_expenditure_of_an_agency_and_no_more_than_that_of_others(
    unit_type: str, scope: str, stated: str, findings: int
) -> None:
    case = told(f"1 s10_1 agency_operating _ _ 机关运行经费 {stated} wan_yuan _", unit_type=unit_type, scope=scope)

    assert len(audited("NAR-01", case)) == findings


def test_running_cost_is_that_of_t8_where_it_is_printed_there() -> None:
    row = "1 s10_1 agency_operating _ _ 机关运行经费 48 wan_yuan _"

    case = told(row, unit_type="administrative", three_public=THREE + "gpb 2.17 _ 2 _ 2 0.17 48")

    assert audited("NAR-01", case) == []


def test_of_several_rows_in_t8_the_text_speaks_of_the_general_budget() -> None:
    rows = "gpb 2.17 _ 2 _ 2 0.17 _\ngov_fund 1 _ _ _ _ 1 _"

    case = told("1 s8 three_public_total _ _ “三公”经费 3.17 wan_yuan _", three_public=THREE + rows)

    assert [finding.expected for finding in audited("NAR-01", case)] == ["2.17"]


def test_the_text_may_speak_of_another_row_of_t8() -> None:
    rows = "gpb 2.17 _ 2 _ 2 0.17 _\ngov_fund 1 _ _ _ _ 1 _"

    case = told("1 s8 three_public_total _ gov_fund “三公”经费 1 wan_yuan _", three_public=THREE + rows)

    assert held("NAR-01", case) == 1


@pytest.mark.parametrize("row", ["s5_1 total _ gpb 当年拨款合计 290", "s5_3 item 2010301 _ 行政运行 290"])
def test_this_years_appropriation_is_not_that_with_what_was_carried_over(row: str) -> None:
    summary = SUMMARY + "\nincome carryover 上年结转 10"

    assert not_applicable("NAR-01", told(f"1 {row} wan_yuan _", income_expenditure_summary=summary)) is not None


def test_rows_of_other_funds_in_t8_are_not_compared() -> None:
    rows = "gov_fund 1 _ _ _ _ 1 _\nstate_capital 1 _ _ _ _ 1 _"

    case = told("1 s8 three_public_total _ _ “三公”经费 3.17 wan_yuan _", three_public=THREE + rows)

    assert not_applicable("NAR-01", case) == "nothing-to-compare"


def test_without_t8_running_cost_is_that_of_t6() -> None:
    tables = {name: text for name, text in TABLES.items() if name != "three_public"}
    rows = FIGURES + "1 s10_1 agency_operating _ _ 机关运行经费 50 wan_yuan _\n"
    rows += "2 s8 three_public_total _ _ “三公”经费 2 wan_yuan _"

    assert held("NAR-01", case_from(tables | {"narrative_figures": rows}, totals=TOTALS)) == 1


def test_an_empty_table_of_the_government_fund_is_left_to_its_own_rule() -> None:
    case = told("1 s9 total _ _ 政府性基金预算 20 wan_yuan _", gov_fund_expenditure=SPENDING)
    tables = dict(case.disclosure.tables)
    del tables["T9"]
    without = replace(case, disclosure=replace(case.disclosure, tables=tables))

    assert not_applicable("NAR-01", without) == "nothing-to-compare"


def test_without_figures_of_the_text_nothing_is_compared() -> None:
    case = case_from(TABLES, totals=TOTALS)

    assert not_applicable("NAR-01", case) == not_applicable("NAR-07", case) == "no-narrative"


def test_what_is_said_to_be_absent_is_blank_in_every_table() -> None:
    case = told("1 s4 income_fund _ state_capital 国有资本经营预算 _ _ 无国有资本经营预算")

    assert (audited("NAR-07", case), held("NAR-07", case)) == ([], 2)


def test_an_amount_of_what_is_said_to_be_absent_is_an_error() -> None:
    case = told("1 s2 income_fund _ undertaking 事业收入 _ _ 没有安排事业收入")

    findings = audited("NAR-07", case)

    assert [(finding.stated, finding.expected) for finding in findings] == [(None, "10"), (None, "10")]
    assert {finding.place.row for finding in findings} == {"1"}


def test_one_that_is_said_to_be_absent_by_subject_is_compared_with_its_cell() -> None:
    case = told("1 s8 three_public_reception _ _ 公务接待费 _ _ 未安排公务接待费")

    assert [finding.expected for finding in audited("NAR-07", case)] == ["0.17"]


@pytest.mark.parametrize(
    "row",
    [
        "s2 income_fund _ gov_fund 政府性基金预算 _ _ 政府性基金预算未安排",
        "s2 income_fund _ undertaking 事业收入 10 wan_yuan 无",
        "s2 income_fund _ undertaking 事业收入 _ _ _",
        "s10_3 asset _ _ 购置车辆经费 _ _ 未安排购置车辆经费",
        "s10_1 agency_operating _ _ 机关运行经费 _ _ 没有机关运行经费",
    ],
)
def test_the_government_fund_and_what_is_not_said_in_words_are_left_alone(row: str) -> None:
    assert not_applicable("NAR-07", told(f"1 {row}")) == "nothing-to-compare"


def test_the_state_capital_table_counts_too() -> None:
    case = told(
        "1 s4 income_fund _ state_capital 国有资本经营预算 _ _ 无国有资本经营预算",
        state_capital_expenditure=SPENDING + "223 甲 5 _ 5",
    )
    with_total = case_from(
        TABLES
        | {
            "state_capital_expenditure": SPENDING + "223 甲 5 _ 5",
            "narrative_figures": FIGURES + "1 s4 income_fund _ state_capital 国有资本 _ _ 无国有资本经营预算",
        },
        totals=TOTALS + "\nT10 total 5",
    )

    assert audited("NAR-07", case) == []
    assert [finding.expected for finding in audited("NAR-07", with_total)] == [str(Decimal(5))]
