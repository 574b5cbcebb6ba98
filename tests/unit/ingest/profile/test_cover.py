from __future__ import annotations

import pytest

from tests.unit.ingest.profile.reading import disclosure, read


def test_title_and_unit_of_a_cover() -> None:
    row = disclosure("甲市乙区2024年区级单位预算\n预算单位：甲市乙区丙局\n\n一、主要职能\n某事。")

    assert (row["title"], row["name_printed"], row["scope"], row["kind"]) == (
        "甲市乙区2024年区级单位预算",
        "甲市乙区丙局",
        "unit",
        "budget",
    )


def test_a_title_may_stand_in_several_lines() -> None:
    row = disclosure("甲县丙局\n2024年部门预算公开\n2024年2月\n一、主要职能\n某事。")

    assert (row["title"], row["scope"]) == ("甲县丙局2024年部门预算公开", "department")


def test_accounts_are_told_from_budgets() -> None:
    row = disclosure("甲县丙局2023年度部门决算\n一、主要职能\n某事。")

    assert row["kind"] == "final_accounts"


def test_the_department_is_named_by_its_label() -> None:
    row = disclosure("甲区2024年预算\n预算主管部门：甲区丙街道办事处\n一、主要职能\n某事。")

    assert (row["scope"], row["name_printed"]) == ("department", "甲区丙街道办事处")


def test_dates_of_publication_and_approval_are_read_where_they_are_labelled() -> None:
    row = disclosure(
        "甲县丙局2024年单位预算\n发布日期：2024-02-10 09:30\n批复日期：2024年1月31日\n一、主要职能\n某事。"
    )

    assert (row["published_date"], row["approved_date"]) == ("2024-02-10", "2024-01-31")


@pytest.mark.parametrize(
    "entry",
    ["1. 2024年部门收支总表", "表1 2024年部门收支总表", "一、2024年部门收支总表……………3", "附表1：2024年部门收支总表 5"],
)
def test_a_table_in_the_contents_is_listed_without_number_and_page(entry: str) -> None:
    row = disclosure(
        f"甲局2024年部门预算\n目 录\n一、主要职能\n二、部门预算表\n{entry}\n三、名词解释\n一、主要职能\n某事。"
    )

    assert row["toc_titles"] == "2024年部门收支总表"


def test_headings_of_the_contents_are_no_tables() -> None:
    row = disclosure(
        "甲局2024年部门预算\n目录\n第一部分 概况\n第二部分 甲局2024年部门预算表\n一、收支总表\n第三部分 说明"
    )

    assert row["toc_titles"] == "收支总表"


def test_a_disclosure_that_does_not_say_whether_it_is_of_a_department_is_doubted() -> None:
    found = read("第一部分 甲局概况\n一、主要职能\n某事。")

    assert found.records[0].values["scope"] == "unit"
    assert [doubt.key for doubt in found.doubts] == ["doubt-scope"]
