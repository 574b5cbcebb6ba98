from __future__ import annotations

import pytest

from tests.unit.ingest.profile.reading import disclosure


def test_functions_are_kept_a_paragraph_a_line() -> None:
    row = disclosure("一、主要职能\n甲局负责某事。\n（一）做这个。\n（二）做那个。\n二、机构设置\n无。")

    assert row["functions_text"] == "甲局负责某事。\n（一）做这个。\n（二）做那个。"


def test_functions_may_begin_in_the_line_of_their_heading() -> None:
    row = disclosure(
        "一、单位概况\n（一）主要职能：负责某区域的某种教育工作，组织某种活动。\n（二）机构设置情况\n下设科室2个。"
    )

    assert row["functions_text"] == "负责某区域的某种教育工作，组织某种活动。"


@pytest.mark.parametrize(
    "sentence",
    ["甲局是某区政府工作部门，为正科级，负责某事。", "甲所机构规格为正科级。", "甲所系正科级事业单位。"],
)
def test_the_rank_is_read(sentence: str) -> None:
    assert disclosure(f"一、主要职能\n{sentence}")["rank"] == "正科级"


def test_signboards_and_neighbours_are_read() -> None:
    row = disclosure("一、主要职能\n甲办公室加挂乙研究室、丙外事办公室牌子。甲办公室与丁管理局合署办公。")

    assert (row["signboards"], row["co_located_with"]) == ("乙研究室|丙外事办公室", "丁管理局")


def test_a_part_without_functions_has_no_text_of_them() -> None:
    assert "functions_text" not in disclosure("第一部分 甲局概况\n二、机构设置\n甲局下设2个科室。")
