"""Assets, projects under performance management, and the size of projects."""

from __future__ import annotations

from tests.unit.narrative.passages import names_and_amounts, read, told


def test_assets_have_quantity_counter_and_value() -> None:
    figures = read(
        "s10_3",
        "截至2023年底，某局及下属各预算单位占用使用国有资产总体情况为",
        "1.房屋1,200.5平方米，价值30万元。",
        "2.车辆2辆，价值38.96万元；其中：一般公务用车1辆，价值18.96万元；执法执勤用车1辆，价值20万元。",
        "3.办公家具价值13.48万元。",
    )

    assert [
        (*pair, told(figure).get("quantity")) for pair, figure in zip(names_and_amounts(figures), figures, strict=True)
    ] == [
        ("房屋", "30", "1200.5"),
        ("车辆", "38.96", "2"),
        ("一般公务用车", "18.96", "1"),
        ("执法执勤用车", "20", "1"),
        ("办公家具", "13.48", None),
    ]
    assert figures[0].quote == "房屋1,200.5平方米，价值30万元"
    assert figures[0].quantity_unit == "平方米"


def test_a_threshold_is_part_of_the_name_of_equipment() -> None:
    figures = read(
        "s10_3",
        "单位价值50万元以上大型设备3套，单位价值100万元（含）以上设备（不含车辆）1台（套）。",
    )

    assert [(figure.name_printed, told(figure)["quantity"], figure.quantity_unit) for figure in figures] == [
        ("单位价值50万元以上大型设备", "3", "套"),
        ("单位价值100万元（含）以上设备（不含车辆）", "1", "台（套）"),
    ]


def test_what_is_to_be_bought_is_named_without_the_verb() -> None:
    figures = read(
        "s10_3",
        "2024年单位预算未安排购置车辆经费，安排购置50万元以上大型设备2台（套），单位价值100万元以上大型设备0台（套）。",
        "2024年部门预算安排购置车辆1辆，其中：部级领导干部用车0辆、执法执勤用车1辆。",
    )

    assert [(figure.name_printed, figure.quote) for figure in figures] == [
        ("购置车辆经费", "未安排购置车辆经费"),
        ("50万元以上大型设备", "安排购置50万元以上大型设备2台（套）"),
        ("单位价值100万元以上大型设备", "单位价值100万元以上大型设备0台（套）"),
        ("车辆", "安排购置车辆1辆"),
        ("部级领导干部用车", "部级领导干部用车0辆"),
        ("执法执勤用车", "执法执勤用车1辆"),
    ]


def test_an_asset_is_named_without_who_has_it_or_means_to_buy_it() -> None:
    figures = read(
        "s10_3",
        "截至2023年12月31日，本部门共有车辆2辆，其中：执法执勤用车1辆。",
        "2024年拟购置车辆1辆，金额18万元。",
    )

    assert [(figure.name_printed, told(figure)["quantity"], told(figure).get("amount")) for figure in figures] == [
        ("车辆", "2", None),
        ("执法执勤用车", "1", None),
        ("车辆", "1", "18"),
    ]


def test_kinds_in_brackets_and_values_behind_counts_are_read() -> None:
    figures = read(
        "s10_3",
        "截止2023年12月31日，本部门流动资产448.82万元。固定资产3149.52万元，其中：车辆7辆（一般公务用车3辆，执法执勤用车"
        "4辆）；专用设备818台/套（其中：单价100万元以上专用设备0台/套）。在建工程1项12277.73万元。",
    )

    assert [
        (*pair, told(figure).get("quantity")) for pair, figure in zip(names_and_amounts(figures), figures, strict=True)
    ] == [
        ("流动资产", "448.82", None),
        ("固定资产", "3149.52", None),
        ("车辆", "-", "7"),
        ("一般公务用车", "-", "3"),
        ("执法执勤用车", "-", "4"),
        ("专用设备", "-", "818"),
        ("单价100万元以上专用设备", "-", "0"),
        ("在建工程", "12277.73", "1"),
    ]


def test_a_value_alone_belongs_to_no_asset() -> None:
    assert read("s10_3", "价值12万元。") == ()


def test_projects_with_targets_have_count_and_sum() -> None:
    (figure,) = read("s10_4", "2024年，本年度预算绩效管理的财政拨款项目2个，涉及预算金额1,170万元。具体情况见下表：")
    (other,) = read("s10_4", "2024年度，本单位2个处室编报绩效目标的项目共12个，涉及项目预算资金4,222.51万元。")
    (bare,) = read("s10_4", "实行绩效管理的项目3个。")

    assert told(figure, quote=True) == {
        "subject": "performance",
        "name_printed": "预算绩效管理的财政拨款项目",
        "amount": "1170",
        "amount_unit_printed": "wan_yuan",
        "quantity": "2",
        "quantity_unit": "个",
        "quote": "本年度预算绩效管理的财政拨款项目2个，涉及预算金额1,170万元",
    }
    assert (told(other)["quantity"], told(other)["amount"]) == ("12", "4222.51")
    assert (told(bare)["quantity"], bare.amount) == ("3", None)


def test_a_project_listed_with_its_sum_is_a_figure() -> None:
    (figure,) = read("s10_4", "1.便民服务热线运行维护项目30.5万元，围绕便民服务开展，资金主要用于设备。")

    assert names_and_amounts((figure,)) == [("便民服务热线运行维护项目", "30.5")]
    assert figure.subject == "project_total"


def test_the_size_of_a_project_stands_under_the_name_before() -> None:
    figures = read(
        "s7",
        "某局2024年一般公共预算项目支出50万元。",
        "1.项目名称：某网站运行维护项目",
        "设立的政策依据：《某某意见》某办发〔2021〕57号",
        "预算安排规模：20万元",
        "资金分配情况：维护费8万元、设备费12万元。",
        "项目名称：某某培训项目",
        "预算安排规模：30 万元",
    )

    assert [(figure.subject, *pair) for figure, pair in zip(figures, names_and_amounts(figures), strict=True)] == [
        ("project", "一般公共预算项目支出", "50"),
        ("project_total", "某网站运行维护项目", "20"),
        ("project_total", "某某培训项目", "30"),
    ]
    assert figures[1].quote == "预算安排规模：20万元"
