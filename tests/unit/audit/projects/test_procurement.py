"""Procurement: its kinds, what is reserved, what is to be bought."""

from __future__ import annotations

import pytest

from builder.audit.case import Case
from tests.factories import audited, case_from, held, not_applicable

PROCUREMENT = "total goods works services sme_reserved micro_small_reserved\n"
T3 = "functional_code name_printed total basic project\n201 甲 300 200 100"
T6 = "economic_code name_printed total personnel public\n301 乙 200 150 50"
T8 = "fund total overseas vehicle_subtotal vehicle_purchase vehicle_operation reception\n"
ASSETS = "phase category quantity quantity_unit\n"


def procured(row: str, more: dict[str, str] | None = None, totals: str = "") -> Case:
    return case_from({"procurement": PROCUREMENT + row, **(more or {})}, totals=totals)


def spending(row: str) -> Case:
    tables = {"expenditure_by_function": T3, "general_budget_basic": T6}
    return procured(row, tables, "T3 total 300\nT6 total 200\nT6 personnel 150\nT6 public 50")


def test_kinds_add_up_to_procurement() -> None:
    assert held("PRO-01", procured("113.36 53.75 0 59.61 _ _")) == 1


def test_kinds_that_do_not_add_up_are_an_error_at_the_total() -> None:
    (finding,) = audited("PRO-01", procured("114.36 53.75 0 59.61 _ _"))

    assert (finding.place.table, finding.place.row, finding.place.field) == ("procurement", None, "total")
    assert (finding.stated, finding.expected, finding.difference) == ("114.36", "113.36", "1.00")
    assert finding.severity == "error"


@pytest.mark.parametrize(("total", "severity"), [("113.38", "info"), ("113.39", "error")])
def test_a_difference_up_to_the_rounding_of_three_kinds_is_a_note(total: str, severity: str) -> None:
    (finding,) = audited("PRO-01", procured(f"{total} 53.75 0 59.61 _ _"))

    assert finding.severity == severity


def test_without_procurement_or_its_kinds_the_sum_is_not_applicable() -> None:
    assert not_applicable("PRO-01", case_from({})) == "no-procurement"
    assert not_applicable("PRO-01", procured("113.36 _ _ _ _ _")) == "nothing-to-compare"


def test_reservations_within_procurement_within_spending_hold() -> None:
    assert held("PRO-02", spending("113.36 53.75 0 59.61 100 80")) == 3


@pytest.mark.parametrize(
    ("row", "field"), [("100 _ _ _ 100.01 80", "sme_reserved"), ("100 _ _ _ 80 80.01", "micro_small_reserved")]
)
def test_a_part_above_its_whole_is_reported_at_the_part(row: str, field: str) -> None:
    (finding,) = audited("PRO-02", procured(row))

    assert (finding.place.field, finding.difference, finding.severity) == (field, "0.01", "warning")


def test_procurement_may_reach_all_spending_but_personnel_within_rounding() -> None:
    assert audited("PRO-02", spending("150.01 _ _ _ _ _")) == []


def test_procurement_above_all_spending_but_personnel_is_reported() -> None:
    (finding,) = audited("PRO-02", spending("150.02 _ _ _ _ _"))

    assert (finding.place.field, finding.expected, finding.facts["whole"]) == ("total", "150", "")


def test_without_an_economic_table_all_spending_is_the_limit() -> None:
    case = procured("300.02 _ _ _ _ _", {"expenditure_by_function": T3}, "T3 total 300")

    (finding,) = audited("PRO-02", case)

    assert finding.expected == "300"


def test_without_figures_the_order_is_not_applicable() -> None:
    assert not_applicable("PRO-02", case_from({})) == "no-procurement"
    assert not_applicable("PRO-02", procured("100 _ _ _ _ _")) == "nothing-to-compare"
    assert not_applicable("PRO-02", procured("_ 5 _ _ 3 _")) == "nothing-to-compare"


def test_vehicles_bought_within_goods_hold() -> None:
    case = procured("30 30 0 0 _ _", {"three_public": T8 + "gpb 32 0 32 30 2 0"})

    assert held("PRO-03", case) == 1


def test_vehicles_bought_above_goods_are_a_note() -> None:
    case = procured("20 20 0 0 _ _", {"three_public": T8 + "gpb 32 0 32 30 2 0"})

    (finding,) = audited("PRO-03", case)

    assert (finding.place.field, finding.stated, finding.expected, finding.difference) == ("goods", "20", "30", "-10")
    assert finding.severity == "info"


def test_planned_equipment_without_goods_is_a_note_that_names_it() -> None:
    case = procured("20 0 0 20 _ _", {"assets": ASSETS + "planned equip_1m 2 套\nheld vehicle 3 辆"})

    (finding,) = audited("PRO-03", case)

    assert (finding.stated, finding.expected) == ("0", None)
    assert finding.facts["planned"] == "单价100万元以上设备 2套"


def test_without_goods_purchases_are_not_judged() -> None:
    assert not_applicable("PRO-03", case_from({})) == "no-procurement"
    assert not_applicable("PRO-03", procured("20 _ _ _ _ _")) == "nothing-to-compare"


def test_a_blank_purchase_beside_a_sum_for_vehicles_is_not_known() -> None:
    case = procured("20 20 0 0 _ _", {"three_public": T8 + "gpb 32 0 32 _ _ 0"})

    assert held("PRO-03", case) == 1
