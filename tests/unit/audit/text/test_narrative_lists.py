"""Lists of the text: sums, one amount an entry, every item listed."""

from __future__ import annotations

import pytest

from builder.audit.case import Case
from tests.factories import audited, case_from, held, not_applicable

FIGURES = "seq section subject code fund name_printed amount planned amount_unit_printed\n"
SPENDING = "functional_code name_printed total basic project\n"
ECONOMIC = "economic_code name_printed total personnel public\n301 工资福利支出 30 30 _\n30101 基本工资 20 20 _\n"
ECONOMIC += "30102 津贴补贴 10 10 _\n302 商品和服务支出 5 _ 5\n30201 办公费 5 _ 5"


def told(rows: str, tables: dict[str, str] | None = None, quantum: str = "0.01") -> Case:
    lines = [f"{number} {row.strip()} wan_yuan" for number, row in enumerate(rows.strip().splitlines(), 1)]
    return case_from((tables or {}) | {"narrative_figures": FIGURES + "\n".join(lines)}, quantum=quantum)


FUNDS = """s2 total _ _ 收入预算 330 _
           s2 income_fund _ _ 财政拨款收入 320 _
           s2 income_fund _ gpb 一般公共预算 300 _
           s2 income_fund _ gov_fund 政府性基金 20 _
           s2 income_fund _ undertaking 事业收入 10 _"""
CLASSES = """s5_1 total _ gpb 一般公共预算拨款合计 300 _
             s5_2 expenditure_class 201 _ 甲 250 _
             s5_2 expenditure_class 208 _ 乙 50 _"""
NATURE = """s3 total _ _ 支出预算 30 _
            s3 basic _ _ 基本支出 20 _
            s3 project _ _ 项目支出 10 _"""
ECONOMIC_LIST = """s6 basic _ _ 基本支出 35 _
                   s6 personnel _ _ 人员经费 30 _
                   s6 economic 30101 _ 基本工资 20 _
                   s6 economic 30102 _ 津贴补贴 10 _
                   s6 public _ _ 公用经费 5 _
                   s6 economic 30201 _ 办公费 5 _"""
THREE = """s8 three_public_total _ _ 三公 2.17 _
           s8 three_public_overseas _ _ 出国 0 _
           s8 three_public_vehicle _ _ 用车 2 _
           s8 three_public_purchase _ _ 购置 0 _
           s8 three_public_operation _ _ 运行 2 _
           s8 three_public_reception _ _ 接待 0.17 _"""


@pytest.mark.parametrize(("rows", "lists"), [(FUNDS, 2), (CLASSES, 1), (NATURE, 1), (ECONOMIC_LIST, 3), (THREE, 2)])
def test_right_lists_hold(rows: str, lists: int) -> None:
    case = told(rows, {"general_budget_basic": ECONOMIC})

    assert (audited("NAR-02", case), held("NAR-02", case)) == ([], lists)


@pytest.mark.parametrize(
    ("rows", "old", "new", "row", "difference"),
    [
        (FUNDS, "330", "331", "1", "1"),
        (FUNDS, "一般公共预算 300", "一般公共预算 299", "2", "1"),
        (CLASSES, "300", "301", "1", "1"),
        (NATURE, "支出预算 30", "支出预算 29", "1", "-1"),
        (ECONOMIC_LIST, "津贴补贴 10", "津贴补贴 9", "2", "1"),
        (THREE, "2.17", "2.27", "1", "0.10"),
    ],
)
def test_a_list_that_does_not_add_up_is_an_error_at_its_total(
    rows: str, old: str, new: str, row: str, difference: str
) -> None:
    case = told(rows.replace(old, new), {"general_budget_basic": ECONOMIC})

    (finding,) = audited("NAR-02", case)

    assert (finding.severity, finding.place.row, finding.place.field) == ("error", row, "amount")
    assert finding.difference == difference


def test_the_rounding_of_a_list_is_a_note_up_to_exactly_the_tolerance() -> None:
    rows = NATURE.replace("支出预算 30", "支出预算 30.01").replace("20 _", "20.00 _")

    at_tolerance = audited("NAR-02", told(rows))
    beyond = audited("NAR-02", told(rows.replace("30.01", "30.02")))

    assert [finding.severity for finding in (*at_tolerance, *beyond)] == ["info", "error"]


def test_the_three_public_expenses_without_a_sum_on_vehicles_add_up_by_their_leaves() -> None:
    rows = "\n".join(line for line in THREE.splitlines() if "vehicle" not in line)

    assert held("NAR-02", told(rows)) == 1


@pytest.mark.parametrize("missing", ["purchase", "overseas"])
def test_the_three_public_expenses_without_a_leaf_are_not_added(missing: str) -> None:
    rows = "\n".join(line for line in THREE.splitlines() if "vehicle" not in line and missing not in line)

    assert not_applicable("NAR-02", told(rows)) == "nothing-to-compare"


def test_three_public_expenses_told_twice_are_not_added() -> None:
    assert not_applicable("NAR-02", told(f"{THREE}\n s8 three_public_total _ _ 三公 2.17 _")) == "nothing-to-compare"


def test_a_list_of_economic_items_that_is_not_complete_proves_nothing() -> None:
    short = "\n".join(line for line in ECONOMIC_LIST.splitlines() if "津贴补贴" not in line)

    with_table = told(short, {"general_budget_basic": ECONOMIC})

    assert audited("NAR-02", with_table) == []
    assert audited("NAR-02", told(short)) == []
    assert held("NAR-02", with_table) == 2


def test_more_than_the_whole_is_wrong_whether_or_not_a_list_is_complete() -> None:
    rows = "s6 personnel _ _ 人员经费 30 _\n s6 economic 30101 _ 基本工资 31 _"

    assert [finding.difference for finding in audited("NAR-02", told(rows))] == ["-1"]


def test_classes_of_the_general_budget_are_held_to_it_where_they_add_up_to_it() -> None:
    rows = """s4 total _ _ 财政拨款收支总预算 320 _
              s4 income_fund _ gpb 一般公共预算 300 _
              s4 income_fund _ gov_fund 政府性基金 20 _
              s4 expenditure_class 201 _ 甲 250 _
              s4 expenditure_class 208 _ 乙 50 _"""

    assert audited("NAR-02", told(rows)) == []


@pytest.mark.parametrize(
    "rows",
    [
        "s1 expenditure_class 201 _ 甲 250 _",
        "s5_1 income_fund _ gpb 一般公共预算 20 _\ns5_2 expenditure_class 201 _ 甲 250 _",
        "s5_1 total _ gpb 合计 20 _\ns5_2 expenditure_class 201 _ 甲 20 _\ns5_2 expenditure_class 20103 _ 乙 20 _",
        "s2 total _ _ 收入 20 _\ns2 income_fund _ gpb 甲 5 _\ns2 income_fund _ gpb 乙 5 _",
        "s2 total _ _ 收入 20 _\ns2 income_fund _ gpb 甲 5 _\ns2 income_fund _ _ 其他来源 5 _",
        "s2 income_fund _ gpb 甲 5 _",
        "s2 total _ _ 收入 _ _\ns2 income_fund _ gpb 甲 5 _",
        "s2 total _ _ 收入 5 _\ns2 income_fund _ gpb 甲 _ _",
        "s3 basic _ _ 基本支出 5 _\ns3 project _ _ 项目支出 5 _",
        "s3 total _ _ 支出 5 _\ns3 basic _ _ 基本支出 5 _",
    ],
)
def test_without_a_total_or_a_clear_list_nothing_is_added(rows: str) -> None:
    assert not_applicable("NAR-02", told(rows)) == "nothing-to-compare"


def test_a_list_with_a_mix_up_of_units_is_left_to_its_own_rule() -> None:
    rows = NATURE.replace("支出预算 30", "支出预算 0.0030")
    tables = {"expenditure_by_function": SPENDING + "201 甲 30 20 10"}
    figures = FIGURES + "\n".join(f"{n} {row} wan_yuan" for n, row in enumerate(rows.split("\n"), 1))
    case = case_from(tables | {"narrative_figures": figures}, totals="T3 total 30\nT3 basic 20\nT3 project 10")

    assert not_applicable("NAR-02", case) == "nothing-to-compare"


def test_fiscal_appropriation_is_not_added_where_the_general_budget_is_not_named() -> None:
    rows = "\n".join(line for line in FUNDS.splitlines() if "gpb" not in line)

    assert (audited("NAR-02", told(rows)), held("NAR-02", told(rows))) == ([], 1)


def test_without_figures_of_the_text_there_are_no_lists() -> None:
    case = case_from({})

    assert [not_applicable(rule, case) for rule in ("NAR-02", "NAR-03")] == ["no-narrative", "no-narrative"]
    assert not_applicable("NAR-04", case) == "no-such-table"


ITEMS = SPENDING + "2080501 行政单位离退休 56.124 56.124 _\n2210203 购房补贴 207 207 _"


def test_an_entry_that_states_one_amount_twice_holds() -> None:
    assert held("NAR-03", told("s5_3 item 2080501 _ 行政单位离退休 56.12 56.12")) == 1


@pytest.mark.parametrize(
    ("amounts", "field", "stated", "expected", "is_own"),
    [
        ("56.12 57.8", "planned", "57.8", "56.12", ""),
        ("57.8 56.12", "amount", "57.8", "56.12", "1"),
        ("56.12 56.13", "planned", "56.13", "56.12", ""),
        ("1.00 2.00", "planned", "2.00", "1.00", ""),
    ],
)
def test_of_two_amounts_the_one_that_is_not_the_tables_is_reported(
    amounts: str, field: str, stated: str, expected: str, is_own: str
) -> None:
    case = told(
        f"s5_3 item 2080501 _ 行政单位离退休 {amounts}", {"general_budget_expenditure": ITEMS}, quantum="0.000001"
    )

    (finding,) = audited("NAR-03", case)

    assert (finding.place.field, finding.stated, finding.expected) == (field, stated, expected)
    assert (finding.facts["is_own"], finding.facts["amount"]) == (is_own, "56.124")


def test_an_amount_in_the_wrong_unit_counts_as_what_it_means() -> None:
    case = told(
        "s5_3 item 2080501 _ 行政单位离退休 0.005612 56.12", {"general_budget_expenditure": ITEMS}, quantum="0.000001"
    )

    assert (audited("NAR-03", case), len(audited("UNI-01", case))) == ([], 1)


def test_without_a_table_the_amount_arranged_is_reported() -> None:
    (finding,) = audited("NAR-03", told("s5_3 item 2210203 _ 购房补贴 207 170.03"))

    assert (finding.place.field, finding.facts["table"]) == ("planned", "")


def test_entries_of_one_amount_are_another_template() -> None:
    assert not_applicable("NAR-03", told("s5_3 item 2210203 _ 购房补贴 207 _")) == "other-template"


def test_a_list_of_every_item_holds() -> None:
    rows = "s5_3 item 2080501 _ 行政单位离退休 56.12 _\ns5_3 item 2210203 _ 购房补贴 207 _"

    assert held("NAR-04", told(rows, {"general_budget_expenditure": ITEMS})) == 2


@pytest.mark.parametrize("row", ["s5_3 item _ _ 住房保障支出-购房补贴 1 _", "s5_3 item _ _ 另名 207 _"])
def test_an_entry_without_a_code_is_known_by_its_name_or_amount(row: str) -> None:
    rows = f"s5_3 item 2080501 _ 行政单位离退休 56.12 _\n{row}"

    assert audited("NAR-04", told(rows, {"general_budget_expenditure": ITEMS})) == []


def test_an_item_that_is_left_out_is_a_note_at_its_table_row() -> None:
    table = ITEMS + "\n2080599 其他行政事业单位养老支出 0.70 0.70 _\n2080502 某 0 0 _"
    rows = "s5_3 item 2080501 _ 行政单位离退休 56.12 _\ns5_3 item 2210203 _ 购房补贴 207 _"

    (finding,) = audited("NAR-04", told(rows, {"general_budget_expenditure": table}))

    assert (finding.severity, finding.place.table, finding.place.row, finding.place.field) == (
        "info",
        "T5",
        "2080599",
        "total",
    )
    assert finding.facts["name"] == "208 05 99 其他行政事业单位养老支出"


def test_a_text_that_names_half_of_the_items_only_does_not_go_through_them() -> None:
    case = told("s5_3 item 2080501 _ 行政单位离退休 56.12 _", {"general_budget_expenditure": ITEMS})

    assert not_applicable("NAR-04", case) == "no-list-of-items"


def test_a_list_by_class_is_no_list_of_items() -> None:
    case = told("s5_3 expenditure_class 208 _ 甲 56.12 _", {"general_budget_expenditure": ITEMS})

    assert not_applicable("NAR-04", case) == "no-list-of-items"
