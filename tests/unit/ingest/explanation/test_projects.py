"""The prose on projects becomes projects and their allocations."""

from __future__ import annotations

import pytest

from builder.ingest.explanation.allocations import shares_in
from builder.ingest.explanation.periods import period_of
from tests.unit.ingest.explanation.spoken import explained, keys, rows

HEAD = "第三部分 情况说明\n七、关于青石市商贸服务中心2024年一般公共预算项目支出情况说明\n"


def test_a_list_of_labels_is_a_project() -> None:
    found = explained(
        HEAD + "项目名称：展馆维护项目\n"
        "设立的政策依据：《展馆管理办法》（青政〔2020〕5号）；\n"
        "预算安排规模：60.5万元\n"
        "项目承担单位：青石市商贸服务中心\n"
        "资金分配情况：场馆维修40.5万元、设备更新20万元。\n"
        "资金执行时间：2024年1-12月"
    )

    assert rows(found, "projects") == [
        {
            "name_narrative": "展馆维护项目",
            "policy_basis": "《展馆管理办法》（青政〔2020〕5号）；",
            "amount_narrative": "60.5",
            "executor": "青石市商贸服务中心",
            "exec_text": "2024年1-12月",
            "exec_start": "2024-01-01",
            "exec_end": "2024-12-31",
            "src_line": "3",
        }
    ]
    assert rows(found, "project_allocations") == [
        {
            "project_id": "@展馆维护项目",
            "seq": "1",
            "item": "场馆维修",
            "amount": "40.5",
            "kind": "item",
            "src_line": "7",
        },
        {
            "project_id": "@展馆维护项目",
            "seq": "2",
            "item": "设备更新",
            "amount": "20",
            "kind": "item",
            "src_line": "7",
        },
    ]
    assert keys(found) == []


def test_each_name_begins_a_project() -> None:
    found = explained(
        HEAD + "1.项目名称：展馆维护项目\n（1）立项依据：《甲办法》\n（2）年度预算安排：60万元\n"
        "2.项目名称：展会培训项目\n（1）立项依据：《乙办法》\n（2）年度预算安排：395000元"
    )

    assert [
        (row["name_narrative"], row["policy_basis"], row["amount_narrative"]) for row in rows(found, "projects")
    ] == [
        ("展馆维护项目", "《甲办法》", "60"),
        ("展会培训项目", "《乙办法》", "39.5000"),
    ]


def test_several_labels_may_share_a_paragraph() -> None:
    found = explained(
        HEAD + "项目名称：展馆维护项目；立项依据：《甲办法》；预算金额（万元）：12.50；实施周期：2024年全年"
    )

    assert rows(found, "projects") == [
        {
            "name_narrative": "展馆维护项目",
            "policy_basis": "《甲办法》；",
            "amount_narrative": "12.50",
            "exec_text": "2024年全年",
            "exec_start": "2024-01-01",
            "exec_end": "2024-12-31",
            "src_line": "3",
        }
    ]


def test_headings_may_be_the_labels() -> None:
    found = explained(
        "项目经费情况说明\n一、项目概况\n由青石市商贸服务中心建设的会展中心新建工程，位于东城。\n"
        "二、立项依据\n本工程根据《会展业规划》建设。\n"
        "三、实施主体\n本工程由建设单位商贸服务中心建设，由监理单位监理，由设计单位对建筑效果和使用功能进行设计并负责全过程。\n"
        "四、实施方案\n分期施工。\n"
        "五、实施周期\n第一季度 审价；第二季度 审计。\n"
        "六、年度预算安排\n第一季度用款计划25.88万元，第二季度用款计划180.70万元。\n"
        "七、绩效目标\n建成后投入使用。"
    )

    assert rows(found, "projects") == [
        {
            "name_narrative": "会展中心新建工程",
            "policy_basis": "本工程根据《会展业规划》建设。",
            "executor": "商贸服务中心",
            "src_line": "1",
        }
    ]
    assert [
        (row["project_id"], row["seq"], row["item"], row["amount"], row["kind"], row["src_line"])
        for row in rows(found, "project_allocations")
    ] == [
        ("@会展中心新建工程", "1", "第一季度", "25.88", "instalment", "13"),
        ("@会展中心新建工程", "2", "第二季度", "180.70", "instalment", "13"),
    ]
    assert keys(found) == []


def test_several_projects_under_headings() -> None:
    found = explained(
        "项目经费情况说明\n一、项目名称\n展馆维护项目\n二、立项依据\n《甲办法》\n三、年度预算安排\n预算安排60万元。\n"
        "一、项目名称\n展会培训项目\n二、立项依据\n《乙办法》\n三、年度预算安排\n预算安排20万元。"
    )

    assert [(row["name_narrative"], row["amount_narrative"]) for row in rows(found, "projects")] == [
        ("展馆维护项目", "60"),
        ("展会培训项目", "20"),
    ]


def test_a_heading_of_other_words_is_the_name_of_the_project_below() -> None:
    found = explained(
        HEAD + "（一）展馆维护项目\n立项依据：《甲办法》\n预算金额：60万元\n"
        "（二）展会培训项目\n立项依据：《乙办法》\n预算金额：20万元"
    )

    assert [(row["name_narrative"], row["src_line"]) for row in rows(found, "projects")] == [
        ("展馆维护项目", "3"),
        ("展会培训项目", "6"),
    ]


def test_an_instalment_plan_may_state_the_sum_too() -> None:
    found = explained(HEAD + "项目名称：展馆维护项目\n年度预算安排：60万元，其中：第一季度20万元，第二季度40万元。")

    assert rows(found, "projects")[0]["amount_narrative"] == "60"
    assert [row["item"] for row in rows(found, "project_allocations")] == ["第一季度", "第二季度"]


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ("立项依据：《甲办法》", "project-without-name"),
        ("项目名称：展馆维护项目\n预算安排规模：按实结算", "unread-project-amount"),
        ("项目名称：展馆维护项目\n资金执行时间：全年", "unread-period"),
        ("项目名称：展馆维护项目\n资金分配情况：用于场馆维修", "unread-allocations"),
        ("另有：3.5万元。", "unread-project"),
    ],
)
def test_what_cannot_be_read_is_a_doubt(line: str, key: str) -> None:
    found = explained(HEAD + line)

    assert keys(found) == [key]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("2024年1-12月", ("2024-01-01", "2024-12-31")),
        ("2024年1月至12月", ("2024-01-01", "2024-12-31")),
        ("2024年3月—2025年2月", ("2024-03-01", "2025-02-28")),
        ("2024年3月5日至11月30日", ("2024-03-05", "2024-11-30")),
        ("2024-01-01至2024-12-31", ("2024-01-01", "2024-12-31")),
        ("2024.01-2024.12", ("2024-01-01", "2024-12-31")),
        ("2023年至2025年", ("2023-01-01", "2025-12-31")),
        ("2024年", ("2024-01-01", "2024-12-31")),
        ("2024年度", ("2024-01-01", "2024-12-31")),
        ("全年", None),
        ("2024年13-14月", None),
        ("2024年2月30日至3月1日", None),
        ("2025年至2024年", None),
    ],
)
def test_a_period_has_its_days(text: str, days: tuple[str, str] | None) -> None:
    assert period_of(text) == days


@pytest.mark.parametrize(
    ("text", "shares"),
    [
        ("网站维护运行成本8万元、系统设备成本10.5万元。", [("网站维护运行成本", "8"), ("系统设备成本", "10.5")]),
        ("主要用于：场馆维修1,200.50万元；其中：耗材2万元", [("场馆维修", "1200.50"), ("耗材", "2")]),
        ("1.场馆维修：85000元；2.耗材2万元", [("场馆维修", "8.5000"), ("耗材", "2")]),
        ("耗材 1234.56元", [("耗材", "0.123456")]),
        ("20万元", []),
        ("购置50万元以上设备", []),
    ],
)
def test_a_list_of_shares_is_read(text: str, shares: list[tuple[str, str]]) -> None:
    assert [(share.item, share.amount) for share in shares_in(text)] == shares
