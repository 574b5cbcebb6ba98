"""Names of codes: official, the same throughout, right in every path, and not those of a running number."""

from __future__ import annotations

import pytest

from builder.findings import Finding
from builder.model.catalog import Catalog
from tests.factories import audited, case_from, catalog_from, held, not_applicable

SPENDING = "functional_code name_printed total basic project\n"
ECONOMIC = "economic_code name_printed total personnel public\n"
FIGURES = "seq section subject code name_printed amount amount_unit_printed quote\n"
LISTED = "verified printed 甲市财政局2025"


def catalog(*lines: str, economic: str = "") -> Catalog:
    return catalog_from("\n".join(lines), economic)


def official_findings(spending: str, *lines: str) -> list[Finding]:
    return audited("NAM-01", case_from({"expenditure_by_function": SPENDING + spending}, catalog=catalog(*lines)))


# NAM-01


def test_a_name_that_another_document_has_for_the_code_holds() -> None:
    tables = {"expenditure_by_function": SPENDING + "201 一般公共服务支出 1 1 _"}
    case = case_from(tables, catalog=catalog(f"201 2022 _ 一般公共服务支出 {LISTED}"))

    assert audited("NAM-01", case) == []
    assert held("NAM-01", case) == 1


def test_another_name_is_reported_where_it_is_printed() -> None:
    (finding,) = official_findings(
        "2010399 其他政府（室）支出 1 1 _", f"2010399 2022 _ 其他政府办公厅（室）支出 {LISTED}"
    )

    assert (finding.severity, finding.stated, finding.expected) == (
        "warning",
        "其他政府（室）支出",
        "其他政府办公厅（室）支出",
    )
    assert (finding.place.table, finding.place.row, finding.place.field) == ("T3", "2010399", "name_printed")
    assert finding.facts["valid_to"] == ""


@pytest.mark.parametrize(
    ("listed", "other"),
    [
        (["2080502 2022 _ 某离退休"], "208 05 02"),
        (["20899 2022 _ 某离退休"], ""),
        (["2080502 2022 _ 某离退休", "2089901 2022 _ 某离退休"], ""),
        (["2080502 2022 2022 某离退休"], ""),
    ],
    ids=["of one code", "of a code of another level", "of two codes", "of a code in other years"],
)
def test_a_name_of_another_code_is_told_with_that_code(listed: list[str], other: str) -> None:
    lines = [f"{each} {LISTED}" for each in listed]

    (finding,) = official_findings("2080501 某离退休 1 1 _", f"2080501 2022 _ 某单位离休 {LISTED}", *lines)

    assert (finding.stated, finding.expected, finding.facts["other"]) == ("某离退休", "某单位离休", other)


def test_an_economic_name_of_another_code_is_told_with_that_code() -> None:
    listed = f"30301 2022 _ 离休费 {LISTED}\n30302 2022 _ 退休费 {LISTED}"
    tables = {"general_budget_basic": ECONOMIC + "30301 退休费 1 1 _"}

    (finding,) = audited("NAM-01", case_from(tables, catalog=catalog(economic=listed)))

    assert (finding.expected, finding.facts["other"]) == ("离休费", "303 02")


def test_the_name_of_a_line_without_figures_is_only_noted() -> None:
    (finding,) = official_findings("215 资源勘探信息等支出 _ _ _", f"215 2020 _ 资源勘探工业信息等支出 {LISTED}")

    assert finding.severity == "info"


def test_a_former_name_is_told_with_its_last_year() -> None:
    (finding,) = official_findings(
        "215 资源勘探信息等支出 1 1 _",
        f"215 2019 2019 资源勘探信息等支出 {LISTED}",
        f"215 2020 _ 资源勘探工业信息等支出 {LISTED}",
    )

    assert (finding.expected, finding.facts["valid_to"]) == ("资源勘探工业信息等支出", "2019")


def test_widths_blanks_and_brackets_make_no_difference() -> None:
    line = f"21305 2022 _ 维修（护）费 {LISTED}"

    assert official_findings("21305 维修(护)～费 1 1 _".replace("～", "~"), line) == []


def test_any_of_several_names_of_other_documents_will_do() -> None:
    lines = (f"215 2020 _ 甲支出 {LISTED}", f"215 2021 _ 乙支出 {LISTED}")

    assert official_findings("215 甲支出 1 1 _", *lines) == []
    assert official_findings("215 丙支出 1 1 _", *lines)[0].expected == "乙支出 / 甲支出"


@pytest.mark.parametrize(
    "line",
    [
        "234 2022 _ 甲支出 verified printed 某州教育局2024",
        "234 2022 _ 甲支出 verified printed 650001-jyj/2024",
        "234 2022 _ 甲支出 verified printed 某州教育局2024（表七列名）|2020年更名（待核实）",
        "234 2022 _ 甲支出 unverified memory 凭记忆，待与年度科目书核对",
        "234 2009 _ 甲支出 unverified historical 某系统（约2009年用语）",
        f"234 2025 _ 甲支出 {LISTED}",
        f"235 2022 _ 甲支出 {LISTED}",
    ],
    ids=["own name and year", "own id and year", "own with remarks", "memory", "historical", "later", "other code"],
)
def test_a_name_without_another_source_in_force_judges_nothing(line: str) -> None:
    case = case_from({"expenditure_by_function": SPENDING + "234 乙支出 1 1 _"}, catalog=catalog(line))

    assert audited("NAM-01", case) == []
    assert not_applicable("NAM-01", case) == "no-official-names"


def test_the_documents_own_name_does_not_stand_beside_anothers() -> None:
    lines = ("234 2022 _ 甲支出 verified printed 某州教育局2024", f"234 2020 _ 乙支出 {LISTED}")

    assert [finding.expected for finding in official_findings("234 甲支出 1 1 _", *lines)] == ["乙支出"]


def test_a_name_that_is_only_remembered_is_allowed() -> None:
    lines = (f"234 2020 _ 甲支出 {LISTED}", "234 2021 _ 乙支出 unverified memory 凭记忆，待与年度科目书核对")

    assert official_findings("234 乙支出 1 1 _", *lines) == []


def test_a_name_from_a_later_year_is_allowed() -> None:
    assert official_findings("234 乙支出 1 1 _", f"234 2020 _ 甲支出 {LISTED}", f"234 2025 _ 乙支出 {LISTED}") == []


def test_economic_names_are_judged_in_their_own_list() -> None:
    tables = {"general_budget_basic": ECONOMIC + "30110 城镇职工医疗 1 1 _"}
    case = case_from(tables, catalog=catalog(economic=f"30110 2020 _ 职工医疗 {LISTED}"))

    assert [finding.place.table for finding in audited("NAM-01", case)] == ["T6"]


def test_without_code_lists_no_name_is_judged() -> None:
    case = case_from({"expenditure_by_function": SPENDING + "201 甲 1 1 _"})

    assert not_applicable("NAM-01", case) == not_applicable("NAM-07", case) == "no-classification"


# NAM-02


def test_one_name_in_all_tables_holds_once_for_the_code() -> None:
    tables = {
        "expenditure_by_function": SPENDING + "201 甲（乙） 1 1 _\n208 丙 1 1 _",
        "general_budget_expenditure": SPENDING + "201 甲(乙) 1 1 _",
    }

    assert audited("NAM-02", case_from(tables)) == []
    assert held("NAM-02", case_from(tables)) == 1


def test_two_names_of_a_code_are_one_finding_at_the_odd_one() -> None:
    tables = {
        "expenditure_by_function": SPENDING + "201 甲 1 1 _",
        "general_budget_expenditure": SPENDING + "201 乙 1 1 _",
        "fiscal_appropriation_summary": "side line name_printed total\nexpenditure 201 甲 1",
    }

    (finding,) = audited("NAM-02", case_from(tables))

    assert (finding.place.table, finding.place.row, finding.place.field) == ("T5", "201", "name_printed")
    assert (finding.stated, finding.expected, finding.facts["times"]) == ("乙", "甲", "")


def test_the_official_name_is_the_right_one_however_often_the_other_stands() -> None:
    tables = {
        "expenditure_by_function": SPENDING + "201 乙 1 1 _",
        "general_budget_expenditure": SPENDING + "201 乙 1 1 _",
        "gov_fund_expenditure": SPENDING + "201 甲 1 1 _",
    }

    (finding,) = audited("NAM-02", case_from(tables, catalog=catalog(f"201 2022 _ 甲 {LISTED}")))

    assert (finding.place.table, finding.stated, finding.expected, finding.facts["times"]) == ("T3", "乙", "甲", "2")


def test_a_name_in_the_text_differs_from_the_table() -> None:
    tables = {
        "general_budget_basic": ECONOMIC + "30112 其他社会保障缴费 1 1 _",
        "narrative_figures": FIGURES
        + "1 s6 economic 30112 其他社会保险缴费 1 wan_yuan _\n2 s6 economic 30113 住房公积金 1 wan_yuan _",
    }

    (finding,) = audited("NAM-02", case_from(tables))

    assert (finding.place.table, finding.place.row, finding.stated) == ("narrative", "1", "其他社会保险缴费")
    assert finding.expected == "其他社会保障缴费"


def test_of_text_and_table_the_one_without_the_official_name_is_at_fault() -> None:
    tables = {
        "expenditure_by_function": SPENDING + "2010399 其他政府（室）支出 1 1 _",
        "narrative_figures": FIGURES + "1 s5_3 item 2010399 其他政府办公厅（室）支出 1 wan_yuan _",
    }
    listed = catalog(f"2010399 2022 _ 其他政府办公厅（室）支出 {LISTED}")

    (finding,) = audited("NAM-02", case_from(tables, catalog=listed))

    assert (finding.place.table, finding.place.row) == ("T3", "2010399")
    assert (finding.stated, finding.expected) == ("其他政府（室）支出", "其他政府办公厅（室）支出")


def test_the_name_at_the_end_of_a_path_is_compared() -> None:
    tables = {
        "expenditure_by_function": SPENDING + "2010301 行政运行 1 1 _",
        "narrative_figures": FIGURES
        + "1 s5_3 item 2010301 “一般公共服务支出-政府办公厅事务-行政运行” 1 wan_yuan _\n"
        + "2 s5_3 item 2010301 一般公共服务支出（201类）政府办公厅事务（03款）行政运行（01项） 1 wan_yuan _",
    }

    assert audited("NAM-02", case_from(tables)) == []
    assert held("NAM-02", case_from(tables)) == 2


def test_without_a_second_print_there_is_no_name_to_compare() -> None:
    case = case_from({"expenditure_by_function": SPENDING + "201 甲 1 1 _"})

    assert not_applicable("NAM-02", case) == "nothing-to-compare"


# NAM-05

HEALTH = SPENDING + "210 卫生健康支出 1 1 _\n21011 行政事业单位医疗 1 1 _\n2101101 行政单位医疗 1 1 _"


def path_findings(name: str, quote: str = "_") -> list[Finding]:
    tables = {
        "expenditure_by_function": HEALTH,
        "narrative_figures": f"{FIGURES}1 s5_3 item 2101101 {name} 1 wan_yuan {quote}",
    }
    return audited("NAM-05", case_from(tables))


def test_a_path_that_names_the_ancestors_holds() -> None:
    tables = {
        "expenditure_by_function": HEALTH,
        "narrative_figures": f"{FIGURES}1 s5_3 item 2101101 卫生健康支出-行政事业单位医疗-行政单位医疗 1 wan_yuan _\n"
        "2 s5_3 item 2101101 行政单位医疗 1 wan_yuan 其中：卫生健康支出（类）行政事业单位医疗（款）行政单位医疗（项）",
    }

    assert audited("NAM-05", case_from(tables)) == []
    assert held("NAM-05", case_from(tables)) == 2


def test_a_wrong_level_of_a_path_is_reported_with_its_code() -> None:
    (finding,) = path_findings("医疗卫生与计划生育支出（210类）行政事业单位医疗（11款）行政单位医疗（01项）")

    assert (finding.place.table, finding.place.row, finding.place.field) == ("narrative", "1", "name_printed")
    assert (finding.stated, finding.expected) == ("医疗卫生与计划生育支出", "卫生健康支出")
    assert (finding.facts["code"], finding.facts["item"]) == ("210", "210 11 01")


def test_a_path_is_read_from_the_quote_where_the_name_is_the_items_alone() -> None:
    (finding,) = path_findings(
        "行政单位医疗", "1.卫生健康支出（类）行政事业单位养老（款）行政单位医疗（项）：2024年为1万元"
    )

    assert (finding.stated, finding.expected) == ("行政事业单位养老", "行政事业单位医疗")


def test_only_the_first_path_of_a_quote_is_read() -> None:
    quote = "卫生健康支出（类）行政事业单位医疗（款）行政单位医疗（项）1万元，住房保障支出（类）2万元"

    assert path_findings("行政单位医疗", quote) == []


def test_a_wrong_name_in_several_paths_is_one_finding() -> None:
    name = "医疗支出-行政事业单位医疗-行政单位医疗"
    tables = {
        "expenditure_by_function": HEALTH,
        "narrative_figures": FIGURES
        + f"1 s5_3 item 2101101 {name} 1 wan_yuan _\n2 s5_3 item 2101101 {name} 1 wan_yuan _",
    }

    assert [finding.place.row for finding in audited("NAM-05", case_from(tables))] == ["1"]


def test_a_name_of_the_code_list_will_do_in_a_path() -> None:
    tables = {"narrative_figures": f"{FIGURES}1 s5_3 item 2101101 卫生健康支出-某事务-某项 1 wan_yuan _"}
    case = case_from(tables, catalog=catalog(f"210 2019 _ 卫生健康支出 {LISTED}"))

    assert audited("NAM-05", case) == []
    assert held("NAM-05", case) == 1


@pytest.mark.parametrize(
    ("listed", "expected"),
    [("卫生健康支出", [("卫生与计生支出", "卫生健康支出")]), ("卫生与计生支出", []), ("卫生支出", [])],
    ids=["the other name is official", "this name is official", "neither is"],
)
def test_where_tables_disagree_on_a_name_a_path_has_the_official_one(
    listed: str, expected: list[tuple[str, str]]
) -> None:
    tables = {
        "income_expenditure_summary": "side line name_printed amount\nexpenditure 210 卫生与计生支出 1",
        "expenditure_by_function": HEALTH,
        "narrative_figures": FIGURES + "1 s5_3 item 2101101 卫生与计生支出-行政事业单位医疗-行政单位医疗 1 wan_yuan _",
    }
    case = case_from(tables, catalog=catalog(f"210 2019 _ {listed} {LISTED}"))

    assert [(finding.stated, finding.expected) for finding in audited("NAM-05", case)] == expected


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("210", "卫生健康支出"),
        ("2101101", "行政单位医疗"),
        ("2101101", "卫生健康支出-行政单位医疗"),
        ("2130101", "农林水支出-农业农村-行政运行"),
    ],
    ids=["a class", "no path", "a path with a level less", "ancestors that nothing names"],
)
def test_without_a_whole_path_nothing_is_judged(code: str, name: str) -> None:
    tables = {
        "expenditure_by_function": HEALTH,
        "narrative_figures": f"{FIGURES}1 s5_3 item {code} {name} 1 wan_yuan _",
    }

    assert not_applicable("NAM-05", case_from(tables)) == "no-paths"


# NAM-07

GOODS = "\n".join(
    f"{code} 2022 _ {name} {LISTED}"
    for code, name in (("30201", "办公费"), ("30203", "咨询费"), ("30205", "水费"), ("30206", "电费"))
)
OFFICE = GOODS + f"\n30202 2022 _ 印刷费 {LISTED}\n30204 2022 _ 手续费 {LISTED}"


def test_a_running_number_under_names_of_other_codes_is_one_finding() -> None:
    tables = {
        "general_budget_basic": ECONOMIC + "30201 办公费 1 _ 1\n30202 咨询费 1 _ 1\n30203 水费 1 _ 1\n30204 电费 1 _ 1"
    }
    case = case_from(tables, catalog=catalog(economic=OFFICE))

    (finding,) = audited("NAM-07", case)

    assert (finding.place.table, finding.place.row, finding.stated) == ("T6", "30202", "302 02 咨询费")
    assert (finding.facts["rows"], finding.facts["wrong"], finding.severity) == ("4", "3", "warning")
    assert audited("NAM-01", case) == audited("NAM-03", case) == []


def test_two_names_of_other_codes_are_single_slips() -> None:
    tables = {
        "general_budget_basic": ECONOMIC
        + "30201 办公费 1 _ 1\n30202 咨询费 1 _ 1\n30203 水费 1 _ 1\n30204 手续费 1 _ 1"
    }
    case = case_from(tables, catalog=catalog(economic=OFFICE))

    assert audited("NAM-07", case) == []
    assert held("NAM-07", case) == 1
    assert [finding.place.row for finding in audited("NAM-01", case)] == ["30202", "30203"]


def test_names_of_no_code_make_no_running_number() -> None:
    tables = {"general_budget_basic": ECONOMIC + "30201 甲费 1 _ 1\n30202 乙费 1 _ 1\n30203 丙费 1 _ 1"}
    case = case_from(tables, catalog=catalog(economic=OFFICE))

    assert audited("NAM-07", case) == []


def test_sections_of_functions_may_be_a_running_number_too() -> None:
    tables = {"expenditure_by_function": SPENDING + "20101 丁事务 1 1 _\n20102 戊事务 1 1 _\n20103 己事务 1 1 _"}
    lines = (f"20104 2022 _ 丁事务 {LISTED}", f"20105 2022 _ 戊事务 {LISTED}", f"20106 2022 _ 己事务 {LISTED}")

    (finding,) = audited("NAM-07", case_from(tables, catalog=catalog(*lines)))

    assert (finding.place.table, finding.facts["code"]) == ("T3", "201")


def test_numbers_that_leave_some_out_are_no_run() -> None:
    tables = {"general_budget_basic": ECONOMIC + "30201 办公费 1 _ 1\n30202 咨询费 1 _ 1\n30205 水费 1 _ 1"}

    assert not_applicable("NAM-07", case_from(tables, catalog=catalog(economic=OFFICE))) == "no-running-numbers"


def listed_entries(*rows: str, economic: str = "") -> list[Finding]:
    spending = "201 一般公共服务支出 50 50 _\n210 卫生健康支出 46.68 46.68 _\n221 住房保障支出 20 20 _"
    figures = "\n".join(f"{number} s4 {row} wan_yuan _" for number, row in enumerate(rows, 1))
    tables = {"general_budget_expenditure": SPENDING + spending, "narrative_figures": FIGURES + figures}
    return audited("NAM-02", case_from(tables | ({"general_budget_basic": ECONOMIC + economic} if economic else {})))


def test_an_entry_under_a_name_that_no_table_has_is_known_by_its_amount() -> None:
    (finding,) = listed_entries(
        "expenditure_class 201 一般公共服务支出 50", "expenditure_class _ 医疗卫生与计划生育支出 46.7"
    )

    assert (finding.place.row, finding.stated, finding.expected) == ("2", "医疗卫生与计划生育支出", "卫生健康支出")
    assert finding.facts["code"] == "210"


@pytest.mark.parametrize(
    "rows",
    [
        ["expenditure_class 201 一般公共服务支出 50", "expenditure_class _ 医疗卫生支出 46"],
        ["expenditure_class 201 一般公共服务支出 50", "expenditure_class _ 医疗卫生支出 _"],
        ["expenditure_class 201 一般公共服务支出 50", "expenditure_class _ 卫生健康 46.68"],
        ["expenditure_class 201 一般公共服务支出 50", "expenditure_class _ _ 46.68"],
        ["expenditure_class 201 一般公共服务支出 50", "item _ 医疗卫生支出 46.68"],
        ["expenditure_class _ 医疗卫生支出 46.68"],
        [
            "expenditure_class 201 一般公共服务支出 50",
            "expenditure_class 210 卫生健康支出 46.68",
            "total _ 支出预算 20",
        ],
        ["expenditure_class 210 卫生健康支出 46.68", "expenditure_class _ 医疗卫生支出 46.68"],
    ],
    ids=["amount", "no amount", "shorter", "no name", "level", "no list", "other subject", "listed already"],
)
def test_an_entry_of_no_certain_code_has_no_name_to_compare(rows: list[str]) -> None:
    assert listed_entries(*rows) == []


def test_an_entry_is_of_no_economic_code() -> None:
    rows = ["expenditure_class 201 一般公共服务支出 50", "expenditure_class _ 某支出 12"]

    assert listed_entries(*rows, economic="301 工资福利支出 12 12 _") == []
