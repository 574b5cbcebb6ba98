"""A department against its units."""

from __future__ import annotations

import pytest

from builder.audit.case import Case
from builder.model.disclosure import Neighbours
from tests.factories import audited, case_from, disclosure_from, held, not_applicable

HEAD = (
    "unit_id year kind scope title name_printed amount_unit_printed quantum\n"
    "650001-jyj 2024 budget department 某州教育局2024年部门预算 某州教育局 wan_yuan 0.01"
)
T5 = "functional_code name_printed total basic project\n"
T8 = "fund total overseas vehicle_subtotal vehicle_purchase vehicle_operation reception\n"


def department(rows: str, *units: str, total: str = "", three_public: str = "", of_unit: str = "") -> Case:
    """Return a department and its units, each by its rows of T5; a unit's total is the sum of its items."""
    own = {"disclosures": HEAD, "general_budget_expenditure": T5 + rows}
    if three_public:
        own["three_public"] = T8 + three_public
    subordinates = []
    for unit in units:
        tables = {"general_budget_expenditure": T5 + unit} | ({"three_public": T8 + of_unit} if of_unit else {})
        whole = sum(int(row.split()[2]) for row in unit.splitlines())
        subordinates.append(disclosure_from(tables, totals=f"T5 total {whole}"))
    totals = f"T5 total {total}" if total else ""
    return case_from(own, totals=totals, neighbours=Neighbours(subordinates=tuple(subordinates)))


def test_a_department_that_equals_its_only_unit_holds() -> None:
    assert audited("DEP-01", department("2050101 行政运行 30 20 10", "2050101 行政运行 30 20 10", total="30")) == []


def test_a_department_below_its_unit_is_reported_at_the_department() -> None:
    (finding,) = audited("DEP-01", department("2050101 行政运行 30 30 _", "2050101 行政运行 31 30 _"))

    assert (finding.place.table, finding.place.row, finding.place.field) == ("T5", "2050101", "total")
    assert (finding.stated, finding.expected, finding.difference) == ("30", "31", "-1")
    assert (finding.severity, finding.facts["unit"]) == ("warning", "某州教育局")


def test_an_item_that_the_department_lacks_is_reported_as_blank() -> None:
    (finding,) = audited("DEP-01", department("2050101 行政运行 30 30 _", "2050102 一般行政管理事务 1 _ _"))

    assert (finding.place.row, finding.stated, finding.facts["name"]) == ("2050102", None, "205 01 02 一般行政管理事务")


def test_three_public_spending_is_compared_too() -> None:
    case = department(
        "2050101 行政运行 30 30 _",
        "2050101 行政运行 30 30 _",
        three_public="gpb 5 _ 3 _ 3 2",
        of_unit="gpb 5 _ 3 _ 3 3",
    )

    (finding,) = audited("DEP-01", case)

    assert (finding.place.table, finding.place.field) == ("T8", "reception")


@pytest.mark.parametrize(("item", "severity"), [("40.01", "info"), ("41", "info")])
def test_with_all_units_at_hand_each_item_is_their_sum(item: str, severity: str) -> None:
    rows = f"2050101 行政运行 {item} _ _\n2050102 一般行政管理事务 {60} _ _"

    (finding,) = audited(
        "DEP-01", department(rows, "2050101 甲 30 _ _\n2050102 乙 60 _ _", "2050101 甲 10 _ _", total="100")
    )

    assert (finding.place.row, finding.expected, finding.severity, finding.facts["unit"]) == (
        "2050101",
        "40",
        severity,
        "",
    )


def test_with_a_unit_missing_no_sum_is_judged() -> None:
    rows = "205 教育支出 100 _ _\n2050101 行政运行 100 _ _"

    assert audited("DEP-01", department(rows, "2050101 行政运行 30 _ _", total="100")) == []
    assert held("DEP-01", department(rows, "2050101 行政运行 30 _ _")) == 1


def test_classes_are_not_added_over_units() -> None:
    rows = "205 教育支出 30 _ _\n2050101 行政运行 30 _ _"

    assert held("DEP-01", department(rows, "2050101 行政运行 30 _ _", total="30")) == 2


def test_a_unit_is_judged_at_its_department() -> None:
    unit = case_from({"general_budget_expenditure": T5 + "205 教育支出 30 _ _"})

    assert not_applicable("DEP-01", unit) == "no-department"


def test_a_department_without_units_or_tables_is_not_judged() -> None:
    empty = disclosure_from({})

    assert not_applicable("DEP-01", department("205 教育支出 30 _ _")) == "no-subordinates"
    case = case_from({"disclosures": HEAD}, neighbours=Neighbours(subordinates=(empty,)))
    assert not_applicable("DEP-01", case) == "nothing-to-compare"
