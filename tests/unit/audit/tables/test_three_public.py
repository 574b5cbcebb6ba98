"""The three public expenses."""

from __future__ import annotations

import pytest

from builder.audit.case import Case
from tests.factories import audited, case_from, held, not_applicable

HEADER = "fund total overseas vehicle_subtotal vehicle_purchase vehicle_operation reception agency_operating\n"
ROW = "gpb 2.17 0 2.00 0 2.00 0.17 _"
ECONOMIC = "economic_code name_printed total personnel public\n"
HEAD = (
    "unit_id year kind scope title name_printed amount_unit_printed quantum\n"
    "650001-jyj 2024 budget department 某州教育局2024年部门预算 某州教育局 wan_yuan 0.01"
)
MIXED = """table_id title_printed table_no_printed amount_unit_printed quantum is_empty
T6 基本支出表 8 yuan 0.000001 false
T8 三公表 9 wan_yuan 0.01 false"""


def public(row: str = ROW, **others: str) -> Case:
    return case_from({"three_public": HEADER + row, **others})


def test_the_leaves_add_up() -> None:
    assert held("T8-01", public()) == 1
    assert held("T8-02", public()) == 1


@pytest.mark.parametrize(("total", "severity"), [("2.19", "info"), ("2.20", "error")])
def test_the_total_is_compared_within_rounding(total: str, severity: str) -> None:
    (finding,) = audited("T8-01", public(ROW.replace("2.17", total)))

    assert (finding.place.table, finding.place.row, finding.place.field) == ("T8", "gpb", "total")
    assert (finding.severity, finding.expected) == (severity, "2.17")


@pytest.mark.parametrize(("amount", "severity"), [("2.01", "info"), ("2.02", "error")])
def test_the_sub_total_of_vehicles_is_compared_within_rounding(amount: str, severity: str) -> None:
    (finding,) = audited("T8-02", public(f"gpb 2.17 0 {amount} 0 2.00 0.17 _"))

    assert (finding.place.field, finding.severity) == ("vehicle_subtotal", severity)


def test_vehicles_as_a_whole_stand_for_their_parts() -> None:
    case = public("gpb 2.17 0 2.00 _ _ 0.17 _")

    assert held("T8-01", case) == 1
    assert not_applicable("T8-02", case) == "nothing-to-compare"


@pytest.mark.parametrize("rule", ["T8-01", "T8-02", "T8-04"])
def test_an_empty_or_missing_table_is_not_judged(rule: str) -> None:
    assert not_applicable(rule, case_from({})) == "no-such-table"
    assert not_applicable(rule, public("")) == "empty-table"


def covered(items: str, row: str = ROW) -> Case:
    return public(row, general_budget_basic=ECONOMIC + items)


def test_amounts_cover_the_economic_items_of_their_name() -> None:
    assert held("T8-03", covered("30217 公务接待费 0.17 _ 0.17\n30231 公务用车运行维护费 1.50 _ 1.50")) == 2


def test_an_amount_below_its_economic_item_is_reported() -> None:
    (finding,) = audited("T8-03", covered("30217 公务接待费 0.18 _ 0.18"))

    assert (finding.place.row, finding.place.field) == ("gpb", "reception")
    assert (finding.stated, finding.expected, finding.difference) == ("0.17", "0.18", "-0.01")
    assert (finding.severity, finding.facts["item"]) == ("warning", "公务接待费")


def test_a_blank_amount_is_below_its_economic_item() -> None:
    (finding,) = audited("T8-03", covered("30212 因公出国费 3.00 _ 3.00", "gpb 2.17 _ 2.00 0 2.00 0.17 _"))

    assert (finding.place.field, finding.stated, finding.difference) == ("overseas", None, "-3.00")


@pytest.mark.parametrize(("item", "found"), [("0.179999", 0), ("0.180000", 1)])
def test_what_is_only_cut_off_is_not_below(item: str, found: int) -> None:
    case = covered(f"30217 公务接待费 {item} _ {item}")
    mixed = public(ROW, general_budget_basic=ECONOMIC + f"30217 公务接待费 {item} _ {item}", printed_tables=MIXED)

    assert len(audited("T8-03", case)) == 1
    assert len(audited("T8-03", mixed)) == found


@pytest.mark.parametrize(
    "item", ["30212 退休人员活动费 3.00 _ 3.00", "30217 公务接待费 _ _ _", "30201 办公费 1.00 _ _"]
)
def test_items_of_another_name_or_without_amount_are_not_compared(item: str) -> None:
    assert not_applicable("T8-03", covered(item)) == "nothing-to-compare"


def test_items_need_both_tables() -> None:
    assert not_applicable("T8-03", public()) == "no-such-table"
    assert not_applicable("T8-03", covered("30217 公务接待费 1.00 _ 1.00", "")) == "empty-table"


def vehicles(quantity: str, row: str = ROW) -> Case:
    assets = f"phase category quantity quantity_unit\nheld building 1 栋\nheld vehicle {quantity} 辆\n"
    return public(row, assets=assets + "planned vehicle 0 辆")


def test_running_cost_without_a_vehicle_is_noted() -> None:
    (finding,) = audited("T8-04", vehicles("0"))

    assert (finding.place.table, finding.place.row, finding.place.field) == ("T8", "gpb", "vehicle_operation")
    assert (finding.severity, finding.stated) == ("info", "2.00")


def test_a_vehicle_or_no_running_cost_holds() -> None:
    assert held("T8-04", vehicles("1")) == 1
    assert held("T8-04", vehicles("0", "gpb 0.17 0 0 0 0 0.17 _")) == 1


def test_without_a_number_of_vehicles_running_cost_is_not_judged() -> None:
    assert not_applicable("T8-04", vehicles("_")) == "no-vehicle-count"
    assert not_applicable("T8-04", public()) == "no-vehicle-count"


def agency(stated: str, unit_type: str = "administrative", public_cost: str = "213.277754", **others: str) -> Case:
    units = f"unit_id name_official region_code unit_type\n650001-jyj 某州教育局 650001 {unit_type}"
    tables = {
        "three_public": HEADER + f"gpb _ _ _ _ _ _ {stated}",
        "general_budget_basic": ECONOMIC + f"302 甲 {public_cost} _ {public_cost}",
        "printed_tables": MIXED,
        "units": units,
    }
    return case_from(tables | others, totals=f"T6 public {public_cost}")


@pytest.mark.parametrize("unit_type", ["administrative", "civil_service_managed"])
def test_the_operating_cost_of_an_agency_is_its_public_cost(unit_type: str) -> None:
    assert held("X-T8T6", agency("213.28", unit_type)) == 1


def test_another_operating_cost_is_a_warning() -> None:
    (finding,) = audited("X-T8T6", agency("213.30"))

    assert (finding.place.table, finding.place.row, finding.place.field) == ("T8", "gpb", "agency_operating")
    assert (finding.severity, finding.stated, finding.expected) == ("warning", "213.30", "213.277754")
    assert (finding.facts["table"], finding.facts["other"]) == ("三公表", "基本支出表")


@pytest.mark.parametrize("stated", ["100.00", "213.28"])
def test_a_department_may_have_less(stated: str) -> None:
    assert held("X-T8T6", agency(stated, "_", disclosures=HEAD)) == 1


def test_a_department_has_no_more_than_its_public_cost() -> None:
    (finding,) = audited("X-T8T6", agency("213.29", "_", disclosures=HEAD))

    assert (finding.severity, finding.stated) == ("warning", "213.29")


@pytest.mark.parametrize("unit_type", ["institution", "_", "mass_org"])
def test_other_units_have_no_operating_cost_of_an_agency(unit_type: str) -> None:
    assert not_applicable("X-T8T6", agency("0", unit_type)) == "no-agency"


def test_a_template_without_operating_cost_is_not_judged_by_it() -> None:
    assert not_applicable("X-T8T6", agency("_")) == "no-agency-cost"
    assert not_applicable("X-T8T6", public()) == "no-such-table"
