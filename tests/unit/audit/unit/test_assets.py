"""Vehicles by kind, planned vehicles, equipment above two thresholds."""

from __future__ import annotations

import pytest

from builder.audit.case import Case
from tests.factories import audited, case_from, held, not_applicable

ASSETS = "phase category quantity quantity_unit value\n"
T8 = "fund total overseas vehicle_subtotal vehicle_purchase vehicle_operation reception\n"
TEXT = "seq section heading text\n"
FIGURES = "seq section subject name_printed quantity\n"


def owned(rows: str, more: dict[str, str] | None = None) -> Case:
    return case_from({"assets": ASSETS + rows, **(more or {})})


def test_kinds_add_up_in_number_and_value() -> None:
    case = owned("held vehicle 3 辆 60.5\nheld vehicle_general 1 辆 20.5\nheld vehicle_special 2 辆 40")

    assert held("AST-01", case) == 2


def test_kinds_that_do_not_add_up_are_reported_at_the_vehicles() -> None:
    (finding,) = audited(
        "AST-01", owned("held vehicle 3 辆 _\nheld vehicle_general 1 辆 _\nheld vehicle_special 1 辆 _")
    )

    assert (finding.place.table, finding.place.row, finding.place.field) == ("assets", "held/vehicle", "quantity")
    assert (finding.stated, finding.expected, finding.difference, finding.severity) == ("3", "2", "1", "warning")


@pytest.mark.parametrize(("value", "severity"), [("20.01", "info"), ("20.02", "warning")])
def test_values_may_differ_by_rounding(value: str, severity: str) -> None:
    (finding,) = audited("AST-01", owned(f"held vehicle 1 辆 {value}\nheld vehicle_general 1 辆 20"))

    assert finding.severity == severity


def test_no_vehicles_planned_and_none_bought_hold() -> None:
    case = owned("planned vehicle 0 辆 _", {"three_public": T8 + "gpb 2 0 2 0 2 0"})

    assert held("AST-01", case) == 1


def test_a_blank_purchase_beside_a_sum_for_vehicles_is_not_compared() -> None:
    case = owned("planned vehicle 2 辆 _", {"three_public": T8 + "gpb 2 0 2 _ _ 0"})

    assert not_applicable("AST-01", case) == "nothing-to-compare"


@pytest.mark.parametrize(("planned", "purchase"), [("2", "_"), ("0", "25")])
def test_vehicles_planned_without_money_or_money_without_vehicles_are_reported(planned: str, purchase: str) -> None:
    subtotal = "0" if purchase == "_" else "25"
    case = owned(f"planned vehicle {planned} 辆 _", {"three_public": T8 + f"gpb 27 0 {subtotal} {purchase} _ 2"})

    (finding,) = audited("AST-01", case)

    assert (finding.place.row, finding.stated) == ("planned/vehicle", planned)
    assert finding.facts["purchase"] == purchase.replace("_", "0")


def test_words_that_no_vehicle_is_planned_count_as_none() -> None:
    tables = {"three_public": T8 + "gpb 27 0 25 25 _ 2", "narrative": TEXT + "1 s10_3 false 2024年未安排购置车辆经费。"}

    (finding,) = audited("AST-01", owned("planned vehicle _ _ _", tables))

    assert finding.stated == "0"


def test_a_blank_without_words_is_not_known() -> None:
    tables = {"three_public": T8 + "gpb 27 0 25 25 _ 2"}

    assert not_applicable("AST-01", owned("planned vehicle _ _ _", tables)) == "nothing-to-compare"


def test_without_assets_or_kinds_vehicles_are_not_judged() -> None:
    assert not_applicable("AST-01", case_from({})) == "no-assets"
    assert not_applicable("AST-01", owned("held vehicle 3 辆 60.5")) == "nothing-to-compare"


def test_as_many_of_the_dearer_equipment_hold() -> None:
    assert held("AST-02", owned("held equip_500k 5 套 _\nheld equip_1m 5 套 _")) == 1


def test_more_of_the_dearer_equipment_is_a_note() -> None:
    (finding,) = audited("AST-02", owned("held equip_500k 1 套 _\nheld equip_1m 5 套 _"))

    assert (finding.place.row, finding.place.field, finding.severity) == ("held/equip_1m", "quantity", "info")
    assert (finding.stated, finding.expected, finding.difference) == ("5", "1", "4")


def test_general_and_special_equipment_are_not_compared() -> None:
    figures = FIGURES + "1 s10_3 asset 单价50万元以上通用设备 1\n2 s10_3 asset 单价100万元以上专用设备 5"

    case = owned("held equip_500k 1 套 _\nheld equip_1m 5 套 _", {"narrative_figures": figures})

    assert not_applicable("AST-02", case) == "nothing-to-compare"


def test_without_both_thresholds_equipment_is_not_judged() -> None:
    assert not_applicable("AST-02", case_from({})) == "no-assets"
    assert not_applicable("AST-02", owned("held equip_1m 5 套 _")) == "nothing-to-compare"
