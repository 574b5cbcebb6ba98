"""Projects: one amount and one name in the table, the narrative and the form."""

from __future__ import annotations

import pytest

from builder.audit.case import Case
from tests.factories import audited, case_from, held, not_applicable

PROJECTS = "project_id name_table name_narrative name_form amount_narrative\n"
TABLE = "row_no functional_code name_printed project_id project_name_printed total\n1 201 甲 _ _ 170\n"
FORMS = "project_id total_funds fiscal_funds other_funds\n"
ALLOCATED = "project_id seq item amount kind\n"
FIGURES = "seq section subject name_printed amount quantity quantity_unit\n"
SPENDING = "functional_code name_printed total basic project\n201 甲 300 130 170"


def case_of(  # noqa: PLR0913  # all but the projects by name
    projects: str = "", *, table: str = "", forms: str = "", allocated: str = "", figures: str = "", totals: str = ""
) -> Case:
    tables = {
        "projects": PROJECTS + projects,
        "general_budget_projects": TABLE + table if table else "",
        "performance_targets": FORMS + forms if forms else "",
        "project_allocations": ALLOCATED + allocated if allocated else "",
        "narrative_figures": FIGURES + figures if figures else "",
        "expenditure_by_function": SPENDING if totals else "",
    }
    return case_from({name: text for name, text in tables.items() if text and text != PROJECTS}, totals=totals)


def test_allocations_add_up_to_the_amount() -> None:
    case = case_of("p 网站运维 网站运维 _ 150", allocated="p 1 运营 42 _\np 2 机房 108 item\np 3 一季度 9 instalment")

    assert held("PRJ-01", case) == 1


@pytest.mark.parametrize(("amount", "severity"), [("150.01", "info"), ("150.02", "error")])
def test_allocations_may_differ_by_rounding(amount: str, severity: str) -> None:
    case = case_of(f"p 网站运维 网站运维 _ {amount}", allocated="p 1 运营 42 _\np 2 机房 108 _")

    (finding,) = audited("PRJ-01", case)

    assert (finding.place.table, finding.place.row, finding.place.field) == ("projects", "p", "amount_narrative")
    assert (finding.severity, finding.expected) == (severity, "150")


def test_without_an_amount_in_the_narrative_the_form_or_the_table_is_the_whole() -> None:
    by_form = case_of("p _ 网站运维 网站运维 _", forms="p 151 _ _", allocated="p 1 运营 150 _")
    by_table = case_of("p 网站运维 _ _ _", table="2 2010399 乙 p 网站运维 151", allocated="p 1 运营 150 _")

    (in_form,) = audited("PRJ-01", by_form)
    (in_table,) = audited("PRJ-01", by_table)

    assert (in_form.place.table, in_form.place.field) == ("performance", "total_funds")
    assert (in_table.place.table, in_table.place.row, in_table.place.field) == ("T7", "2", "total")


def test_without_projects_or_allocations_nothing_adds_up() -> None:
    assert not_applicable("PRJ-01", case_of()) == "no-projects"
    assert not_applicable("PRJ-01", case_of("p 网站运维 网站运维 _ 150")) == "nothing-to-compare"
    assert not_applicable("PRJ-01", case_of("p 网站运维 _ _ _", allocated="p 1 运营 150 _")) == "nothing-to-compare"


def test_instalments_add_up_to_the_year() -> None:
    rows = "p 1 一季度 25.88 instalment\np 2 二季度 180.74 instalment\np 3 三季度 203.38 instalment\np 4 工程 1 item"

    assert held("PRJ-05", case_of("p 新建中心 新建中心 _ 410", allocated=rows)) == 1


def test_an_instalment_that_is_wrong_is_an_error() -> None:
    rows = "p 1 上半年 200 instalment\np 2 下半年 180 instalment"

    (finding,) = audited("PRJ-05", case_of("p 新建中心 新建中心 _ 410", allocated=rows))

    assert (finding.rule, finding.expected, finding.difference, finding.severity) == ("PRJ-05", "380", "30", "error")


def test_one_amount_in_all_three_places_holds() -> None:
    case = case_of("p 网站运维 网站运维 网站运维 150", table="2 2010399 乙 p 网站运维 150", forms="p 150 150 0")

    assert held("PRJ-02", case) == 2


def test_a_table_that_prints_the_total_in_the_row_is_reported_there_once() -> None:
    case = case_of("p 网站运维 网站运维 网站运维 150", table="2 2010399 乙 p 网站运维 170", forms="p 150 150 0")

    (finding,) = audited("PRJ-02", case)

    assert (finding.place.table, finding.place.row, finding.place.field) == ("T7", "2", "total")
    assert (finding.stated, finding.expected, finding.difference, finding.severity) == ("170", "150", "20", "error")


def test_a_form_is_held_to_the_table_where_the_narrative_has_no_amount() -> None:
    case = case_of("p 网站运维 网站运维 网站运维 _", table="2 2010399 乙 p 网站运维 170", forms="p 150 150 0")

    (finding,) = audited("PRJ-02", case)

    assert (finding.place.table, finding.expected) == ("T7", "150")


def test_rows_of_one_project_are_added() -> None:
    rows = "2 2010399 乙 p 网站运维 100\n3 2010350 丙 p 网站运维 50"

    assert held("PRJ-02", case_of("p 网站运维 网站运维 _ 150", table=rows)) == 1
    (finding,) = audited("PRJ-02", case_of("p 网站运维 网站运维 _ 151", table=rows))
    assert (finding.place.table, finding.place.field, finding.expected) == ("projects", "amount_narrative", "150")


def test_a_form_with_other_funds_may_agree_by_its_fiscal_part() -> None:
    table = "2 2010399 乙 p 网站运维 150"

    assert held("PRJ-02", case_of("p 网站运维 网站运维 网站运维 150", forms="p 180 150 30")) == 1
    assert held("PRJ-02", case_of("p 网站运维 _ 网站运维 _", table=table, forms="p 180 150 30")) == 1


def test_one_part_alone_is_not_compared() -> None:
    assert not_applicable("PRJ-02", case_of()) == "no-projects"
    assert not_applicable("PRJ-02", case_of("p 网站运维 网站运维 _ 150")) == "nothing-to-compare"
    assert not_applicable("PRJ-02", case_of("p _ 网站运维 网站运维 150", forms="p _ _ _")) == "nothing-to-compare"


def test_names_alike_but_for_width_and_punctuation_hold() -> None:
    case = case_of("p 网站（一期）运维 网站(一期)运维 网站一期运维 150", table="2 2010399 乙 p 网站（一期）运维 150")

    assert held("PRJ-03", case) == 1


def test_names_that_differ_in_their_last_word_only_are_a_note() -> None:
    (finding,) = audited("PRJ-03", case_of("p 网站运维项目 网站运维费 网站运维项目 150"))

    assert (finding.place.table, finding.place.row, finding.place.field) == ("projects", "p", "name_narrative")
    assert (finding.stated, finding.expected, finding.severity) == ("网站运维费", "网站运维项目", "info")


def test_another_name_is_a_warning_at_the_odd_one() -> None:
    case = case_of("p 网站维护项目 平台运行费 平台运行费 150", table="2 2010399 乙 p 网站维护项目 150")

    (finding,) = audited("PRJ-03", case)

    assert (finding.place.table, finding.place.row, finding.place.field) == ("T7", "2", "project_name_printed")
    assert (finding.stated, finding.expected, finding.severity) == ("网站维护项目", "平台运行费", "warning")


def test_projects_recorded_apart_are_matched_by_name() -> None:
    projects = "a 社区公共服务中心新建工程 _ _ _\nb _ 新建社区公共服务中心工程 _ 410\nc 网站运维 网站运维 _ 20"

    (finding,) = audited("PRJ-03", case_of(projects))

    assert (finding.place.row, finding.expected) == ("b", "社区公共服务中心新建工程")


def test_projects_recorded_apart_are_matched_by_their_only_amount() -> None:
    projects = "a _ 平台运行 _ 410\nb _ _ 网站维护 _\nc _ _ 大楼修缮 _"

    (finding,) = audited("PRJ-03", case_of(projects, forms="b 410 410 0\nc 30 30 0"))

    assert (finding.place.row, finding.stated) == ("b", "网站维护")


def test_a_row_of_the_table_is_matched_by_its_only_amount() -> None:
    projects = "a 平台运行 _ _ _\nb _ 网站维护 _ 410\nc _ 大楼修缮 _ 30"

    (finding,) = audited("PRJ-03", case_of(projects, table="2 2010399 乙 a 平台运行 410"))

    assert (finding.place.row, finding.stated, finding.expected) == ("b", "网站维护", "平台运行")


def test_an_amount_that_two_projects_share_matches_nothing() -> None:
    projects = "a _ 平台运行 _ 410\nb _ _ 网站维护 _\nc _ _ 大楼修缮 _"

    case = case_of(projects, forms="b 410 410 0\nc 410 410 0")

    assert not_applicable("PRJ-03", case) == "nothing-to-compare"


def test_names_without_projects_are_not_applicable() -> None:
    assert not_applicable("PRJ-03", case_of()) == "no-projects"


TWO = "p 网站运维 网站运维 网站运维 150\nq 媒体互动 媒体互动 媒体互动 20"
TWO_ROWS = "2 2010399 乙 p 网站运维 150\n3 2010399 乙 q 媒体互动 20"
TWO_FORMS = "p 150 150 0\nq 20 20 0"


def test_count_and_sum_agree_with_forms_and_narrative() -> None:
    case = case_of(TWO, table=TWO_ROWS, forms=TWO_FORMS, figures="1 s10_4 performance 绩效项目 170 2 个")

    assert held("PRJ-04", case) == 3


def test_another_count_is_reported_at_the_text() -> None:
    case = case_of(TWO, table=TWO_ROWS, forms=TWO_FORMS, figures="1 s10_4 performance 绩效项目 170 3 个")

    (finding,) = audited("PRJ-04", case)

    assert (finding.place.table, finding.place.row, finding.place.field) == ("narrative", "1", "quantity")
    assert (finding.stated, finding.expected, finding.difference) == ("3", "2", "1")
    assert (finding.facts["count"], finding.facts["of_forms"], finding.facts["of_narrative"]) == ("3", "2", "")


@pytest.mark.parametrize(("amount", "severity"), [("170.01", "info"), ("170.02", "error")])
def test_another_sum_is_reported_beyond_rounding(amount: str, severity: str) -> None:
    case = case_of(TWO, forms=TWO_FORMS, figures=f"1 s10_4 performance 绩效项目 {amount} _ _")

    (finding,) = audited("PRJ-04", case)

    assert (finding.place.field, finding.expected, finding.severity) == ("amount", "170", severity)


def test_the_sum_may_be_that_of_the_fiscal_parts() -> None:
    case = case_of(TWO, forms="p 150 100 50\nq 20 20 0", figures="1 s10_4 performance 绩效项目 120 2 个")

    assert held("PRJ-04", case) == 2


def test_without_forms_the_projects_of_the_narrative_count() -> None:
    case = case_of(TWO, table=TWO_ROWS, figures="1 s10_4 performance 绩效项目 170 3 个")

    (finding,) = audited("PRJ-04", case)

    assert finding.facts["of_narrative"] == "2"


def test_a_form_of_no_project_in_the_narrative_is_reported_there() -> None:
    projects = "p 网站运维 网站运维 网站运维 150\nq _ _ 媒体互动 _"

    (finding,) = audited("PRJ-04", case_of(projects, table=TWO_ROWS, forms=TWO_FORMS))

    assert (finding.place.table, finding.place.row) == ("performance", "q")
    assert (finding.stated, finding.expected) == ("2", "1")


def test_a_project_without_a_form_is_reported_at_the_project() -> None:
    (finding,) = audited("PRJ-04", case_of(TWO, table=TWO_ROWS, forms="p 150 150 0"))

    assert (finding.place.table, finding.place.row, finding.difference) == ("projects", "q", "-1")


def test_a_text_that_describes_one_project_only_is_not_counted() -> None:
    case = case_of(TWO.replace("q 媒体互动 媒体互动", "q _ _"), forms=TWO_FORMS)

    assert not_applicable("PRJ-04", case) == "nothing-to-compare"


def test_projects_of_other_funds_are_not_in_the_narrative_and_so_it_is_not_counted() -> None:
    tables = {
        "projects": PROJECTS + TWO,
        "general_budget_projects": TABLE + TWO_ROWS,
        "performance_targets": FORMS + "p 150 150 0",
        "expenditure_by_function": SPENDING,
        "general_budget_expenditure": SPENDING,
    }

    of_two_funds = case_from(tables, totals="T3 project 170\nT5 project 150")
    of_one_fund = case_from(tables, totals="T3 project 170\nT5 project 170")

    assert not_applicable("PRJ-04", of_two_funds) == "nothing-to-compare"
    assert len(audited("PRJ-04", of_one_fund)) == 1


def test_a_form_without_a_total_leaves_the_sum_open() -> None:
    case = case_of(TWO, forms="p 150 _ _\nq _ _ _", figures="1 s10_4 performance 绩效项目 170 2 个")

    assert held("PRJ-04", case) == 1


def test_two_sentences_on_performance_are_not_judged() -> None:
    figures = "1 s10_4 performance 甲 100 3 个\n2 s10_4 performance 乙 70 1 个"

    assert not_applicable("PRJ-04", case_of(TWO, forms=TWO_FORMS, figures=figures)) == "nothing-to-compare"
    assert not_applicable("PRJ-04", case_of(figures="1 s10_4 performance 甲 100 3 个")) == "nothing-to-compare"


def test_rows_that_differ_hold() -> None:
    assert held("PRJ-06", case_of(TWO, table=TWO_ROWS)) == 1


def test_a_row_that_repeats_another_is_a_note() -> None:
    rows = "2 2010399 乙 p 网站运维 150\n3 2010399 乙 q 网站运维 150"

    (finding,) = audited("PRJ-06", case_of(TWO, table=rows))

    assert (finding.place.table, finding.place.row, finding.severity) == ("T7", "3", "info")
    assert finding.stated == "网站运维"


def test_rows_without_an_amount_are_no_repetition() -> None:
    assert held("PRJ-06", case_of(TWO, table="2 2010399 乙 p 网站运维 _\n3 2010399 乙 q 网站运维 _")) == 1


def test_without_a_project_table_nothing_is_printed_twice() -> None:
    assert not_applicable("PRJ-06", case_of(TWO)) == "no-such-table"
    assert not_applicable("PRJ-06", case_of(TWO, table="2 20103 乙 _ _ 150")) == "no-projects"


@pytest.mark.parametrize("amount", ["170", "169.99"])
def test_a_sum_within_project_expenditure_holds(amount: str) -> None:
    case = case_of(figures=f"1 s10_4 performance 甲 {amount} 3 个", totals="T3 project 170")

    assert held("PRF-05", case) == 1


def test_a_sum_above_project_expenditure_is_reported() -> None:
    case = case_of(figures="1 s10_4 performance 甲 170.01 3 个", totals="T3 project 170")

    (finding,) = audited("PRF-05", case)

    assert (finding.place.row, finding.place.field, finding.difference) == ("1", "amount", "0.01")
    assert finding.severity == "warning"


def test_a_text_rounded_from_a_finer_table_is_within() -> None:
    tables = {
        "narrative_figures": FIGURES + "1 s10_4 performance 甲 170.01 3 个",
        "expenditure_by_function": SPENDING,
    }

    case = case_from(tables, quantum="0.000001", totals="T3 project 170.005")

    assert held("PRF-05", case) == 1


def test_without_a_sum_or_project_expenditure_nothing_is_compared() -> None:
    assert not_applicable("PRF-05", case_of(figures="1 s10_4 performance 甲 170 3 个")) == "nothing-to-compare"
