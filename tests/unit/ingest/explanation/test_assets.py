"""Sentences on state assets become rows."""

from __future__ import annotations

import pytest

from builder.ingest.explanation.assets import category_of
from tests.unit.ingest.explanation.spoken import explained, keys, rows

HEAD = "第三部分 情况说明\n（三）国有资产占有使用情况\n"


def said(text: str) -> list[tuple[str, ...]]:
    return [
        tuple(row.get(name, "") for name in ("phase", "category", "as_of", "quantity", "quantity_unit", "value"))
        for row in rows(explained(HEAD + text), "assets")
    ]


def test_a_list_of_what_is_held_takes_its_day_from_the_lead() -> None:
    found = said(
        "截至2023年底，青石市商贸服务中心占用使用国有资产总体情况为\n"
        "1.房屋120平方米，价值36.5万元。\n"
        "2.车辆2辆，价值28.96万元；其中：一般公务用车1辆，价值12万元；执法执勤用车1辆，价值16.96万元。\n"
        "3.办公家具价值13.48万元。\n"
        "4.其他资产价值43.43万元。\n"
        "单位价值50万元以上大型设备1套，单位价值100万元以上大型设备0套。"
    )

    assert found == [
        ("held", "building", "2023-12-31", "120", "平方米", "36.5"),
        ("held", "vehicle", "2023-12-31", "2", "辆", "28.96"),
        ("held", "vehicle_general", "2023-12-31", "1", "辆", "12"),
        ("held", "vehicle_law_enforcement", "2023-12-31", "1", "辆", "16.96"),
        ("held", "furniture", "2023-12-31", "", "", "13.48"),
        ("held", "other", "2023-12-31", "", "", "43.43"),
        ("held", "equip_500k", "2023-12-31", "1", "套", ""),
        ("held", "equip_1m", "2023-12-31", "0", "套", ""),
    ]


def test_what_is_to_be_bought_has_no_day() -> None:
    found = said(
        "截至2023年8月31日，青石市商贸服务中心共有车辆3辆，其中：机要通信用车1辆、其他用车2辆；单价100万元（含）以上设备（不含车辆）1台（套）。\n"
        "2024年单位预算安排购置车辆1辆，其中：机要通信用车0辆、其他用车1辆；单位预算安排购置单价100万元（含）以上设备（不含车辆）0台（套）。"
    )

    assert found == [
        ("held", "vehicle", "2023-08-31", "3", "辆", ""),
        ("held", "vehicle_confidential", "2023-08-31", "1", "辆", ""),
        ("held", "vehicle_other", "2023-08-31", "2", "辆", ""),
        ("held", "equip_1m", "2023-08-31", "1", "台（套）", ""),
        ("planned", "vehicle", "", "1", "辆", ""),
        ("planned", "vehicle_confidential", "", "0", "辆", ""),
        ("planned", "vehicle_other", "", "1", "辆", ""),
        ("planned", "equip_1m", "", "0", "台（套）", ""),
    ]


def test_what_is_listed_behind_a_semicolon_is_to_be_bought_too() -> None:
    found = said("2024年单位预算安排购置车辆0辆，其中：其他用车0辆；单价100万元（含）以上设备（不含车辆）1台（套）。")

    assert [row[:4] for row in found][-1] == ("planned", "equip_1m", "", "1")
    assert {row[0] for row in found} == {"planned"}


def test_what_is_held_is_not_to_be_bought_in_the_sentence_before() -> None:
    found = said("2024年安排购置车辆1辆。截至2023年底，本单位共有车辆2辆；单价100万元以上设备3台。")

    assert [row[:4] for row in found] == [
        ("planned", "vehicle", "", "1"),
        ("held", "vehicle", "2023-12-31", "2"),
        ("held", "equip_1m", "2023-12-31", "3"),
    ]


@pytest.mark.parametrize(
    ("day", "iso"),
    [
        ("截至2023年12月31日", "2023-12-31"),
        ("截止2023年末", "2023-12-31"),
        ("截至2023年11月", "2023-11-30"),
        ("2023年期末", "2023-12-31"),
        ("截至2023年6月底", "2023-06-30"),
        ("截至2024年2月末", "2024-02-29"),
        ("截至 2023 年 8 月 31 日", "2023-08-31"),
        ("截至2023年2月30日", ""),
    ],
)
def test_the_day_is_read_as_written(day: str, iso: str) -> None:
    assert said(f"{day}，本部门共有车辆7辆。") == [("held", "vehicle", iso, "7", "辆", "")]


def test_nothing_to_be_bought_is_a_row_for_each_kind_without_quantity() -> None:
    found = said("2024年部门预算未安排购置车辆及单价50万元以上通用设备。")

    assert found == [("planned", "vehicle", "", "", "", ""), ("planned", "equip_500k", "", "", "", "")]


def test_a_purchase_with_its_amount() -> None:
    assert said("2024年拟购置车辆1辆，金额18万元。") == [("planned", "vehicle", "", "1", "辆", "18")]


@pytest.mark.parametrize(
    ("name", "category"),
    [
        ("副部（省）级及以上领导用车", "vehicle_minister"),
        ("主要领导干部用车", "vehicle_leader"),
        ("应急保障用车", "vehicle_emergency"),
        ("特种专业技术用车", "vehicle_special"),
        ("离退休干部用车", "vehicle_retired"),
        ("房屋建筑物", "building"),
        ("单价50万元（含）以上的通用设备", "equip_500k"),
        ("公务用车", "vehicle"),
        ("其他固定资产", "other"),
        ("在建工程", None),
        ("流动资产", None),
    ],
)
def test_a_name_has_its_category(name: str, category: str | None) -> None:
    assert category_of(name) == category


def test_one_category_with_two_figures_is_a_doubt_and_the_first_counts() -> None:
    found = explained(HEAD + "截至2023年底，本单位共有车辆2辆。\n截至2023年底，下属单位共有车辆5辆。")

    assert [row["quantity"] for row in rows(found, "assets")] == ["2"]
    assert keys(found) == ["asset-said-twice"]


def test_one_category_with_one_figure_twice_is_none() -> None:
    found = explained(HEAD + "截至2023年底，本单位共有车辆2辆。\n截至2023年底，共有车辆2辆。")

    assert keys(found) == []


def test_amounts_that_are_not_understood_are_a_doubt() -> None:
    found = explained(HEAD + "详见：3.5万元。")

    assert keys(found) == ["unread-assets"]
