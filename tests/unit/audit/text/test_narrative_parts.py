"""Parts told after a whole in one sentence."""

from __future__ import annotations

import pytest

from builder.audit.case import Case
from tests.factories import audited, case_from, held, not_applicable


def told(text: str, section: str = "s7") -> Case:
    return case_from({"narrative": f"seq section heading text\n3 {section} false {text}"})


@pytest.mark.parametrize(
    "text",
    [
        "新建用房约13369平方米，其中地上8013平方米（其中计容7998平方米，不计容15平方米），地下5356平方米，檐高20米。",
        "房屋100平方米，其中：办公用房80平方米；业务用房90平方米。",
        "仪器818台/套（其中：单价50万元以上0台/套）。",
        "在职人员20人，其中党员15人，女职工12人。",
        "用地面积400平方米，其中绿地50平方米，总建筑面积13459平方米。",
        "用地面积400平方米，其中住宅用地面积50平方米，建筑面积13459平方米。",
        "设备20台，其中服务器5台，比上年增加30台。",
        "设备20台（其中服务器5台），车辆30台。",
        "设备20台，其中服务器5台。车辆30台。",
        "资产30.5万元，其中家具30.5万元。",
    ],
)
def test_parts_up_to_the_whole_hold(text: str) -> None:
    case = told(text)

    assert (audited("NAR-06", case), held("NAR-06", case) > 0) == ([], True)


@pytest.mark.parametrize(
    ("text", "stated", "expected", "difference"),
    [
        ("新建用房13459平方米，其中地上8013平方米，地下5356平方米。", "13369", "13459", "-90"),
        ("地上8013平方米（其中计容7998平方米，不计容105平方米）。", "8103", "8013", "90"),
        ("地上8013平方米（其中不计容105平方米，计容7998平方米）。", "8103", "8013", "90"),
        ("房屋1,000平方米，其中办公600平方米、业务300平方米、库房200平方米。", "1100", "1000", "100"),
        ("共有人员20人，其中党员25人。", "25", "20", "5"),
        ("共有人员~20~人，其中：党员~25~人。", "25", "20", "5"),
    ],
)
def test_parts_above_the_whole_are_an_error(text: str, stated: str, expected: str, difference: str) -> None:
    (finding,) = audited("NAR-06", told(text))

    assert (finding.severity, finding.place.table, finding.place.row, finding.place.field) == (
        "error",
        "narrative",
        "text/3",
        "text",
    )
    assert (finding.stated, finding.expected, finding.difference) == (stated, expected, difference)


def test_the_rounding_of_parts_is_allowed_up_to_exactly_the_tolerance() -> None:
    within = told("建筑面积10.0平方米，其中地上面积5.0平方米，地下面积5.1平方米。")
    beyond = told("建筑面积10.0平方米，其中地上面积5.0平方米，地下面积5.2平方米。")

    assert (audited("NAR-06", within), len(audited("NAR-06", beyond))) == ([], 1)


@pytest.mark.parametrize(
    "text",
    [
        "其中一项。",
        "单价50万元以上，其中30个。",
        "房屋100平方米和若干土地，其中办公80平方米。",
        "房屋100平方米。其中办公80平方米。",
        "房屋100平方米，其中办公80间。",
        "设备3台，其中：。办公5台。",
        "设备费比上年增加5万元，其中服务器30万元。",
        "车辆1辆，其中一般公务用车2辆。",
    ],
)
def test_what_is_no_whole_with_its_parts_is_not_judged(text: str) -> None:
    assert not_applicable("NAR-06", told(text)) in {"nothing-to-compare", None}
    assert audited("NAR-06", told(text)) == []


def test_amounts_that_other_rules_add_are_left_to_them() -> None:
    assert not_applicable("NAR-06", told("经费20万元，其中接待30万元。", "s8")) == "nothing-to-compare"


def test_where_the_text_is_not_reproduced_nothing_is_judged() -> None:
    assert not_applicable("NAR-06", told("_")) == "no-text"
