"""Names as written and the codes that the tables print beside them."""

from __future__ import annotations

import pytest

from builder.narrative import ClassificationNames
from builder.narrative.names import NO_NAMES

NAMES = ClassificationNames.of(
    [
        ("201", "一般公共服务支出"),
        ("210", "卫生健康支出"),
        ("21011", "行政事业单位医疗"),
        ("2101101", "行政单位医疗"),
        ("2101102", "事业单位医疗"),
        ("20101", "人大事务"),
        ("2010101", "行政运行"),
        ("20103", "政府办公厅(室)及相关机构事务"),
        ("2010301", "行政运行"),
        ("2010399", "其他政府（室）及相关机构事务支出"),
    ],
    [
        ("301", "工资福利支出"),
        ("302", "商品和服务支出"),
        ("30112", "其他社会保障缴费"),
        ("30205", "水费"),
        ("30302", "退休费"),
    ],
)


@pytest.mark.parametrize(
    ("name", "code"),
    [("卫生健康支出", "210"), ("医疗卫生健康支出", "210"), ("卫生健康服务支出", None), ("教育支出", None)],
)
def test_a_class_is_known_by_its_name_or_one_that_ends_with_it(name: str, code: str | None) -> None:
    assert NAMES.class_code(name) == code


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("其他社会保险缴费", "30112"),
        ("其他社会保障费", "30112"),
        ("工资福利支出", "301"),
        ("其他商品和服务支出", None),
        ("电费", None),
        ("离休费", None),
    ],
)
def test_long_names_may_differ_in_one_character_and_short_ones_not(name: str, code: str | None) -> None:
    assert NAMES.economic_code(name) == code


@pytest.mark.parametrize(
    ("path", "code"),
    [
        (("一般公共服务支出", "人大事务", "行政运行"), "2010101"),
        (("一般公共服务支出", "政府办公厅（室）及相关机构事务", "行政运行"), "2010301"),
        (("一般公共服务支出", "政府办公厅（室）及相关机构事务", "其他政府办公厅（室）及相关机构事务支出"), "2010399"),
        (("医疗卫生与计划生育支出", "行政事业单位医疗", "事业单位医疗"), "2101102"),
        (("卫生健康支出", "某某事务", "行政单位医疗"), "2101101"),
        (("一般公共服务支出", "某某事务", "行政运行"), None),
        (("某某支出", "某某事务", "行政单位医疗"), "2101101"),
        (("卫生健康支出", "行政事业单位医疗", "行政运行"), None),
    ],
)
def test_an_item_is_looked_for_below_the_levels_named(path: tuple[str, str, str], code: str | None) -> None:
    assert NAMES.item_code(*path) == code


def test_a_name_of_two_codes_has_none() -> None:
    doubled = ClassificationNames.of([("2010101", "行政运行"), ("2010301", "行政运行")], [])

    assert doubled.item_code("", "", "行政运行") is None


def test_only_an_exact_name_is_certainly_a_class() -> None:
    assert NAMES.is_class("卫生健康支出")
    assert not NAMES.is_class("医疗卫生健康支出")
    assert not NO_NAMES.is_class("卫生健康支出")
