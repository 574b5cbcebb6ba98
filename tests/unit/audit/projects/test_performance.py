"""Performance forms: funds, cost indicators, range, counters."""

from __future__ import annotations

import pytest

from builder.audit.case import Case
from tests.factories import audited, case_from, held, not_applicable

PROJECTS = "project_id name_form name_narrative amount_narrative\n"
FORMS = "project_id total_funds fiscal_funds other_funds overall_goal\n"
INDICATORS = "project_id seq level1 level2 level3 operator value value_unit value_date raw_text\n"
ALLOCATED = "project_id seq item amount kind\n"
WHOLE = (
    "p 1 output quantity 维护服务器 ge 80 个 _ ≧80个\n"
    "p 2 benefit social 政务公开 text _ _ _ 提高\n"
    "p 3 satisfaction satisfaction 用户满意度 ge 98 % _ ≧98%\n"
)


def case_of(form: str = "p 20 20 0 _", indicators: str = "", allocated: str = "") -> Case:
    tables = {
        "projects": PROJECTS + "p 网站运维 网站运维 20",
        "performance_targets": FORMS + form,
        "performance_indicators": INDICATORS + indicators if indicators else "",
        "project_allocations": ALLOCATED + allocated if allocated else "",
    }
    return case_from({name: text for name, text in tables.items() if text})


@pytest.mark.parametrize("rule", ["PRF-01", "PRF-02", "PRF-03", "PRF-04", "PRF-06"])
def test_without_forms_nothing_is_judged(rule: str) -> None:
    assert not_applicable(rule, case_from({})) == "no-performance-forms"


def test_funds_add_up_to_the_total() -> None:
    assert held("PRF-01", case_of("p 20 15 5 _")) == 1


@pytest.mark.parametrize(("total", "severity"), [("20.01", "info"), ("20.02", "error")])
def test_funds_may_differ_by_rounding(total: str, severity: str) -> None:
    (finding,) = audited("PRF-01", case_of(f"p {total} 15 5 _"))

    assert (finding.place.table, finding.place.row, finding.place.field) == ("performance", "p", "total_funds")
    assert (finding.severity, finding.expected, finding.facts["project"]) == (severity, "20", "网站运维")


def test_a_form_with_one_part_is_not_added() -> None:
    assert not_applicable("PRF-01", case_of("p 20 15 _ _")) == "nothing-to-compare"


def test_a_part_up_to_the_total_holds() -> None:
    assert held("PRF-04", case_of("p 20 20 _ _")) == 1


def test_a_part_above_the_total_is_an_error_at_the_part() -> None:
    (finding,) = audited("PRF-04", case_of("p 20 20.01 _ _"))

    assert (finding.place.field, finding.difference, finding.severity) == ("fiscal_funds", "0.01", "error")


def test_a_form_with_both_parts_or_without_total_is_left_to_the_sum() -> None:
    assert not_applicable("PRF-04", case_of("p 20 25 0 _")) == "nothing-to-compare"
    assert not_applicable("PRF-04", case_of("p _ 25 _ _")) == "nothing-to-compare"


COSTS = "p 4 output cost 运营维护费 le 12 万元 _ ≦12万元\np 5 output cost 机房成本 le 80000 元 _ ≦8万元\n"


def test_cost_indicators_that_restate_the_allocation_hold() -> None:
    assert held("PRF-02", case_of(indicators=COSTS, allocated="p 1 运营维护费 12 _\np 2 机房 8 item")) == 3


def test_a_cost_that_is_missing_shows_in_the_sum_and_by_name() -> None:
    allocated = "p 1 运营维护费 12 _\np 2 机房 8 _\np 3 其他费用 3 _\np 4 一季度 9 instalment"

    (finding,) = audited("PRF-02", case_of("p 23 23 0 _", COSTS, allocated))

    assert (finding.place.row, finding.place.field, finding.severity) == ("p", "total_funds", "warning")
    assert (finding.stated, finding.expected, finding.difference) == ("23", "20", "3")
    assert finding.facts["missing"] == "其他费用 3"


@pytest.mark.parametrize(("total", "findings"), [("20.015", 0), ("20.016", 1)])
def test_the_sum_of_costs_may_differ_by_rounding(total: str, findings: int) -> None:
    case = case_of(f"p {total} {total} 0 _", COSTS, "p 1 运营维护费 12 _\np 2 机房 8 item")

    assert len(audited("PRF-02", case)) == findings


def test_a_cost_of_another_amount_is_reported_at_the_indicator() -> None:
    (finding,) = audited("PRF-02", case_of(indicators=COSTS, allocated="p 1 运营维护费 13 _\np 2 机房 7 _"))

    assert (finding.place.row, finding.place.field, finding.stated) == ("p/4", "level3", None)
    assert finding.facts["changed"] == "运营维护费 13 → 12、机房 7 → 8"


def test_costs_by_other_names_alike_are_a_note() -> None:
    (finding,) = audited("PRF-02", case_of(indicators=COSTS, allocated="p 1 运营维护 12 _\np 2 机房设备成本 8 _"))

    assert (finding.severity, finding.facts["renamed"]) == ("info", "机房设备成本 → 机房成本")


def test_a_cost_by_a_wholly_other_name_is_a_warning() -> None:
    (finding,) = audited("PRF-02", case_of(indicators=COSTS, allocated="p 1 运营维护 12 _\np 2 空调 8 _"))

    assert finding.severity == "warning"


def test_a_cost_that_is_not_allocated_is_named() -> None:
    costs = COSTS + "p 6 output cost 绿化 le 1 万元 _ ≦1万元"

    (finding,) = audited("PRF-02", case_of("p 21 21 0 _", costs, "p 1 运营维护费 13 _\np 2 机房 8 _"))

    assert finding.facts["extra"] == "绿化 1"
    assert (finding.place.row, finding.place.field) == ("p/6", "level3")


def test_two_items_of_one_amount_are_told_apart_by_their_names() -> None:
    costs = "p 4 output cost 机房设备维护 le 8 万元 _ ≦8万元\np 5 output cost 车辆运行维护 le 8 万元 _ ≦8万元"

    (finding,) = audited("PRF-02", case_of("p 16 16 0 _", costs, "p 1 车辆运行维护支出 8 _\np 2 机房设备维护支出 8 _"))

    assert finding.facts["renamed"] == "机房设备维护支出 → 机房设备维护、车辆运行维护支出 → 车辆运行维护"


def test_two_items_of_one_amount_and_no_like_name_stay_unmatched() -> None:
    costs = "p 4 output cost 机房 le 8 万元 _ ≦8万元\np 5 output cost 运营 le 4 万元 _ ≦4万元"

    (finding,) = audited("PRF-02", case_of("p 20 20 0 _", costs, "p 1 车辆 8 _\np 2 绿化 8 _\np 3 运营 4 _"))

    assert (finding.facts["missing"], finding.facts["extra"]) == ("车辆 8、绿化 8", "机房 8")


def test_items_of_like_names_and_other_amounts_are_matched() -> None:
    costs = "p 4 output cost 机房设备维护 le 9 万元 _ ≦9万元\np 5 output cost 运营 le 11 万元 _ ≦11万元"

    (finding,) = audited("PRF-02", case_of("p 20 20 0 _", costs, "p 1 机房设备维护支出 8 _\np 2 运营 12 _"))

    assert finding.facts["changed"] == "运营 12 → 11、机房设备维护支出 8 → 9"


def test_unit_costs_other_units_and_words_are_not_costs_of_the_project() -> None:
    costs = (
        "p 4 output cost 人均成本 le 12 万元 _ _\np 5 output cost 运营 le 12 万元/人 _ _\n"
        "p 6 output cost 运营 text _ _ _ 合规\np 7 output cost _ le 3 万元 _ _\np 8 output quantity 运营 ge 20 万元 _ _"
    )

    assert not_applicable("PRF-02", case_of(indicators=costs, allocated="p 1 运营 20 _")) == "nothing-to-compare"


def test_a_project_without_a_form_has_no_costs() -> None:
    tables = {
        "projects": PROJECTS + "p 网站运维 网站运维 20\nq _ 媒体互动 20",
        "performance_targets": FORMS + "p _ 20 0 _",
        "performance_indicators": INDICATORS + COSTS,
        "project_allocations": ALLOCATED + "p 1 运营维护费 12 _\np 2 机房 8 _\nq 1 运营 20 _",
    }

    assert held("PRF-02", case_from(tables)) == 3


def test_a_form_with_all_kinds_of_indicators_in_range_holds() -> None:
    rows = WHOLE + "p 4 output timeliness 完成时限 date _ _ 2024-12-31 _\np 5 output quality 达标率 ge 100 % _ _\n"

    assert held("PRF-03", case_of(indicators=rows + "p 6 output quality 故障率 le 0 % _ _")) == 1


def test_a_kind_without_an_indicator_is_reported_at_the_form() -> None:
    (finding,) = audited("PRF-03", case_of(indicators=WHOLE.replace("政务公开 text _ _ _ 提高", "_ _ _ _ _ _")))

    assert (finding.place.table, finding.place.row, finding.facts["level"]) == ("performance", "p", "效益指标")


@pytest.mark.parametrize("value", ["100.01", "-0.01"])
def test_a_rate_out_of_range_is_reported_at_its_value(value: str) -> None:
    (finding,) = audited("PRF-03", case_of(indicators=WHOLE + f"p 4 output quality 达标率 ge {value} % _ _"))

    assert (finding.place.row, finding.place.field, finding.stated) == ("p/4", "value", value)
    assert finding.severity == "warning"


def test_growth_may_be_above_a_hundred_per_cent_and_counts_are_no_rates() -> None:
    rows = WHOLE + "p 4 output quality 访问量增长率 ge 150 % _ _\np 5 output quantity 服务器 ge 1500 台 _ _"

    assert audited("PRF-03", case_of(indicators=rows)) == []


def test_a_date_of_another_year_is_reported_as_printed() -> None:
    rows = WHOLE + "p 4 output timeliness 完成时限 date _ _ 2023-12-31 2023年12月31日"

    (finding,) = audited("PRF-03", case_of(indicators=rows))

    assert (finding.place.field, finding.stated, finding.expected) == ("value_date", "2023年12月31日", "2024")


@pytest.mark.parametrize(("end", "findings"), [("2025-06-30", 0), ("2025-06-29", 1), ("_", 1)])
def test_a_date_within_a_project_of_several_years_holds(end: str, findings: int) -> None:
    tables = {
        "projects": f"project_id name_form exec_start exec_end\np 新建中心 2023-01-01 {end}",
        "performance_targets": FORMS + "p 20 20 0 _",
        "performance_indicators": INDICATORS + WHOLE + "p 4 output timeliness 完成时限 date _ _ 2025-06-30 _",
    }

    assert len(audited("PRF-03", case_from(tables))) == findings


def test_forms_without_indicators_are_not_judged() -> None:
    assert not_applicable("PRF-03", case_of()) == "nothing-to-compare"
    assert not_applicable("PRF-06", case_of()) == "nothing-to-compare"


def test_a_form_without_indicators_beside_one_that_has_them_is_left_out() -> None:
    case = case_of("p 20 20 0 _\nq 20 20 0 _", indicators=WHOLE)

    assert held("PRF-03", case) == 1


def test_a_number_with_the_same_counter_holds() -> None:
    assert held("PRF-06", case_of("p 20 20 0 目标1：服务器达到80个", WHOLE)) == 1


def test_a_number_with_another_counter_is_a_note() -> None:
    (finding,) = audited("PRF-06", case_of("p 20 20 0 目标1：服务器达到80台；目标2：提升公信力。", WHOLE))

    assert (finding.place.row, finding.place.field, finding.severity) == ("p/1", "value_unit", "info")
    assert (finding.stated, finding.expected) == ("80个", "80台")


@pytest.mark.parametrize(
    "goal",
    ["目标1：培训80人", "目标1：服务器达到81台", "目标1：服务器8台", "目标1：可用率80%"],
    ids=["another thing", "another number", "one digit", "no counter"],
)
def test_a_number_that_is_of_something_else_is_no_finding(goal: str) -> None:
    assert audited("PRF-06", case_of(f"p 20 20 0 {goal}", WHOLE)) == []


def test_counters_that_count_the_same_and_units_that_count_nothing_hold() -> None:
    people = WHOLE + "p 4 output quantity 培训学员 ge 50 名 _ _\np 5 output quality 在线率 ge 99 % _ _"

    assert audited("PRF-06", case_of("p 20 20 0 培训学员50人，在线率99台", people)) == []


def test_one_operator_for_all_costs_holds() -> None:
    assert held("PRF-06", case_of(indicators=WHOLE + COSTS)) == 1


@pytest.mark.parametrize(("third", "row"), [("le", "p/6"), ("eq", "p/4")])
def test_mixed_operators_are_a_note_at_the_rarer_one(third: str, row: str) -> None:
    costs = "p 4 output cost 甲 le 1 万元 _ ≦1万元\np 5 output cost 乙 {} 2 万元 _ 2万元\n"
    costs += "p 6 output cost 丙 eq 3 万元 _ =3万元"

    (finding,) = audited("PRF-06", case_of(indicators=WHOLE + costs.format(third)))

    assert (finding.place.row, finding.place.field) == (row, "operator")
