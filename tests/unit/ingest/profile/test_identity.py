from __future__ import annotations

import pytest

from tests.unit.ingest.profile.reading import disclosure


@pytest.mark.parametrize(
    "text",
    [
        "第一部分  甲州乙局概况\n一、主要职能\n本局负责某事。",
        "一、甲州乙局主要职能\n本局负责某事。",
        "一、主要职能\n甲州乙局的主要职责是：负责某事。",
        "一、主要职能\n甲州乙局是某级政府工作部门。",
        "一、主要职能\n甲州乙局（以下简称乙局）主管某事。",
        "甲州乙局2024年单位预算\n一、主要职能\n本局负责某事。",
        "第二部分 单位预算公开表\n表1\n单位收支总体情况表\n编制部门（单位）：甲州乙局   单位：万元\n项目|预算数",
        "第四部分 名词解释\n一、某词：指某事。\n甲州乙局\n2024年2月1日",
    ],
)
def test_the_unit_goes_under_the_name_that_the_document_gives_it_first(text: str) -> None:
    assert disclosure(text)["name_printed"] == "甲州乙局"


def test_a_region_in_the_title_is_no_unit() -> None:
    row = disclosure("甲市乙区2024年单位预算\n一、单位主要职能\n我单位负责某事。")

    assert "name_printed" not in row


def test_headings_say_whether_it_is_of_a_unit_where_no_title_does() -> None:
    row = disclosure(
        "第一部分 甲局概况\n一、主要职能\n某事。\n第二部分 单位预算公开表\n表1\n单位收支总体情况表\n项目|预算数"
    )

    assert (row["scope"], row["kind"]) == ("unit", "budget")
