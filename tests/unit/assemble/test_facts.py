"""The derived long table holds leaf rows only."""

from __future__ import annotations

from tests.factories import amount, disclosure_from


def facts(tables: dict[str, str]) -> list[tuple[object, ...]]:
    return [row.values[2:] for row in disclosure_from(tables).rows("budget_facts")]


def test_items_of_t3_are_facts_by_function_and_subtotals_are_not() -> None:
    rows = "functional_code name_printed total basic project\n201 甲 3 1 2\n20101 乙 3 1 2\n2010101 丙 3 1 2"

    assert facts({"expenditure_by_function": rows}) == [
        ("2010101", "na", "na", "basic", "na", "by_function", amount("1")),
        ("2010101", "na", "na", "project", "na", "by_function", amount("2")),
    ]


def test_a_project_gives_one_fact_for_each_filled_economic_class() -> None:
    rows = "row_no functional_code name_printed project_id total e301 e302\n1 201 甲 _ 9 4 5\n2 2010101 丙 a 9 4 5"
    rows += "\n3 2010101 丙 a 1 1 _"

    assert facts(
        {
            "general_budget_projects": rows.replace(" _ 9", " _ 9"),
        }
    ) == [
        ("2010101", "301", "gpb", "project", "a", "by_project", amount("5")),
        ("2010101", "302", "gpb", "project", "a", "by_project", amount("5")),
    ]


def test_sections_of_t6_are_facts_by_economic_nature() -> None:
    rows = "economic_code name_printed total personnel public\n301 甲 3 3 _\n30101 乙 3 3 _"

    assert facts({"general_budget_basic": rows}) == [
        ("na", "30101", "gpb", "basic", "na", "by_economic", amount("3")),
    ]


def test_a_blank_is_no_fact_and_a_printed_zero_is_one() -> None:
    rows = "functional_code name_printed total basic project\n2010101 丙 0 0 _"

    assert facts({"general_budget_expenditure": rows}) == [
        ("2010101", "na", "gpb", "basic", "na", "by_fund", amount("0")),
    ]
