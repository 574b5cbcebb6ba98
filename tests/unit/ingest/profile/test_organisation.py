from __future__ import annotations

import pytest

from tests.unit.ingest.profile.reading import column, disclosure, doubts, read, values


def _divisions(sentence: str) -> list[str]:
    return column(read(f"某局概况\n一、主要职能\n某局负责某事。\n二、机构设置\n{sentence}"), "divisions", "name")


@pytest.mark.parametrize(
    "sentence",
    [
        "某局下设三个科室：甲科，乙科，丙科。",
        "某局内设机构3个，分别是：甲科、乙科和丙科。",
        "某局设甲科、乙科、丙科等3个内设机构，无下属单位。",
        "某局下设甲科、乙科、丙科3个科室。",
        "某局设3个内设机构，包括：\n（一）甲科。承担某事。负责某股的事务。\n（二）乙科。承担某事。\n（三）丙科。承担某事。",
        "某局共有内设科室3个，即：甲科、乙科、丙科。编制12名。",
        "本单位内设机构包括：甲科；乙科；丙科。",
        "某局内设机构如下：\n1. 甲科\n2. 乙科\n3. 丙科\n下属单位情况：\n1. 某局服务站\n2. 某局资料室",
    ],
)
def test_divisions_are_read_in_every_wording(sentence: str) -> None:
    names = _divisions(sentence)

    assert names == ["甲科", "乙科", "丙科"]


def test_a_name_keeps_its_brackets_and_the_signs_in_them() -> None:
    names = _divisions("某局设2个内设机构，包括：法规处（甲、乙监督处）、预算处。")

    assert names == ["法规处（甲、乙监督处）", "预算处"]


def test_what_is_set_up_beside_the_list_is_a_division_where_the_number_needs_it() -> None:
    found = read("一、主要职能\n某事。\n二、机构设置\n某局设3个内设机构，包括：甲处、乙处、按照有关规定设置机关党委。")

    assert column(found, "divisions", "name") == ["甲处", "乙处", "机关党委"]
    assert "doubt-division-by-count" in doubts(found)


def test_what_is_set_up_beside_a_full_list_is_no_division() -> None:
    names = _divisions("某局设2个内设机构，包括：甲处、乙处、按照有关规定设置机关党委。")

    assert names == ["甲处", "乙处"]


def test_a_number_that_differs_from_the_list_is_kept_and_not_doubted() -> None:
    found = read("某局2024年单位预算\n一、主要职能\n某事。\n二、机构设置\n某局内设机构5个，分别为：甲股、乙股。")

    assert values(found, "disclosures")[0]["division_count_stated"] == "5"
    assert len(column(found, "divisions", "name")) == 2
    assert doubts(found) == []


def test_the_number_of_divisions_is_read_in_chinese_numerals() -> None:
    row = disclosure("一、主要职能\n某事。\n二、机构设置\n某局下设十二个科室。")

    assert row["division_count_stated"] == "12"


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("某局无下属预算单位。", "false"),
        ("本部门没有所属二级预算单位。", "false"),
        ("某局下属预算单位2个。", "true"),
        ("某局预算包括本部以及下属 5 家预算单位。", "true"),
        ("某局下属预算单位0个。", "false"),
        ("下属事业单位1个：某站。本部门无所属预算单位。", "false"),
        ("纳入预算编制范围的单位包括：\n1. 某局本级\n2. 某局某中心", "true"),
        ("某局指导各单位工作。", ""),
    ],
)
def test_whether_there_are_units_below(sentence: str, expected: str) -> None:
    row = disclosure(f"一、主要职能\n某事。\n二、机构设置\n{sentence}")

    assert row.get("has_subordinates", "") == expected


def test_units_below_are_no_divisions_and_are_listed_as_such() -> None:
    found = read("一、主要职能\n某事。\n二、机构设置\n本部门具体包括以下预算单位：\n1. 某局（本部）。\n2. 某局执法队。")

    assert column(found, "divisions", "name") == []
    assert [claim.field for claim in found.claims].count("subordinate-unit") == 2


def test_a_division_stands_at_the_line_where_its_name_begins() -> None:
    found = read("一、主要职能\n某事。\n二、机构设置\n某局设2个内设机构：\n（一）甲科。做某事。\n（二）乙科。做某事。")

    assert column(found, "divisions", "src_line") == ["5", "6"]
