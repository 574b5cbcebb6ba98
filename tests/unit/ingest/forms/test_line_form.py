from __future__ import annotations

from tests.unit.ingest.forms.made_forms import doubts, indicators, read_page_form, reasons, values

_HEAD = """
财政项目支出绩效目标填报表
（2024年度）
项目名称 甲补贴 项目性质 经常性项目 项目类别 特定目标类
主管部门 甲街道 实施单位 乙中心
计划开始日期 2024-01-01 计划完成日期 2024-12-31
项目资金总额 2,100,000.00年度资金申请总额 1,100,000.00
其中：当年财政拨款 1,100,000.00
项目资金 其中：财政资金 2,100,000.00
（元） 上年结转资金 0.00
其他资金 0.00其他资金 0.00
项目总目标 年度总体目标
项目
绩效 管好补贴，按实发放，不 管好补贴，按实
目标 出差错。 发放，不出差错。
一级指标 二级指标 三级指标 年度(/项目)指标值
"""


def test_the_head_is_read_by_its_labels_though_figures_are_glued_to_them() -> None:
    found = read_page_form(_HEAD)

    project, target = values(found, "projects")[0], values(found, "performance_targets")[0]
    assert project == {
        "project_id": "@form:甲补贴",
        "name_form": "甲补贴",
        "src_line": "1",
        "executor": "乙中心",
        "exec_start": "2024-01-01",
        "exec_end": "2024-12-31",
    }
    assert (target["total_funds"], target["fiscal_funds"], target["other_funds"]) == (
        "110.000000",
        "110.000000",
        "0.000000",
    )
    assert "form-no-field" in reasons(found)


def test_goals_in_two_mixed_columns_are_parted_where_both_say_the_same() -> None:
    found = read_page_form(_HEAD)

    assert values(found, "performance_targets")[0]["overall_goal"] == "管好补贴，按实发放，不出差错。"
    assert doubts(found) == ["doubt-goal-columns"]


def test_goals_that_cannot_be_parted_are_left_to_a_person() -> None:
    found = read_page_form(_HEAD.replace("出差错。 发放", "出任何差错。 发放"))

    assert "overall_goal" not in values(found, "performance_targets")[0]
    assert "doubt-goal-unplaced" in doubts(found)


def test_labels_in_the_middle_of_their_rows_say_which_rows_are_theirs() -> None:
    found = read_page_form(
        _HEAD
        + """甲活动 =300.00(场)
        数量指标
        乙服务 整洁
        产出指标 参与率 不低于90%
        质量指标 及时率 快
        绩效指标 房屋 完好
        队伍建设 是
        社会效益指
        效益指标
        标
        事故 无
        居民 90%
        服务对象满
        满意度指标
        意度指标
        人员 ≥95.00(%)"""
    )

    assert indicators(found) == [
        ("output", "quantity", "甲活动", "=300.00(场)"),
        ("output", "quantity", "乙服务", "整洁"),
        ("output", "quality", "参与率", "不低于90%"),
        ("output", "quality", "及时率", "快"),
        ("output", "quality", "房屋", "完好"),
        ("benefit", "social", "队伍建设", "是"),
        ("benefit", "social", "事故", "无"),
        ("satisfaction", "satisfaction", "居民", "90%"),
        ("satisfaction", "satisfaction", "人员", "≥95.00(%)"),
    ]
    assert "doubt-indicators-by-place" in doubts(found)


def test_an_indicator_broken_over_two_lines_has_its_target_between_them() -> None:
    found = read_page_form(
        _HEAD
        + """数量指标 甲活动 有效
        产出指标
        全面做好某事，并且
        质量指标 有效
        做好另一事"""
    )

    assert indicators(found)[-1] == ("output", "quality", "全面做好某事，并且做好另一事", "有效")


def test_quotes_hold_an_indicator_of_several_lines_together() -> None:
    found = read_page_form(
        _HEAD
        + """数量指标 甲活动 有效
        产出指标
        "做好甲事 做好
        质量指标 提升
        乙事 做好丙事\""""
    )

    assert indicators(found)[-1] == ("output", "quality", '"做好甲事 做好乙事 做好丙事"', "提升")


def test_a_line_of_which_it_is_uncertain_what_it_is_is_left_to_a_person() -> None:
    found = read_page_form(_HEAD + "产出指标 数量指标 甲活动 =3.00(场)\n某一个没有指标值的指标")

    assert [row[2] for row in indicators(found)] == ["甲活动"]
    assert "doubt-form-unplaced" in doubts(found)
    assert "form-unplaced" in reasons(found)


def test_text_of_a_form_with_no_labels_is_left_to_a_person() -> None:
    found = read_page_form("项目绩效目标表\n甲镇88100乙")

    assert found.records == []
    assert doubts(found)[-1] == "doubt-form-unread"
