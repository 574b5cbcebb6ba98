from __future__ import annotations

from tests.unit.ingest.forms.made_forms import doubts, indicators, read_flat_form, read_web_form, reasons, values

_FLAT = """
项 目 支 出 绩 效 目 标 表
（2024年）|
预算单位|甲州乙局|项目名称|丙系统运维项目
项目资金（万元）|年度资金总额：|20.50|其中：财政拨款|20|其他资金|0.50
项目总体目标|目标1：做好甲事；目标2：做好乙事。
一级指标|二级指标|三级指标|指标值（包含数字及文字描述）
产出指标|数量指标|丙服务器|≧80个
||丁网站|=1个
|质量指标|运行率|≧98%
|成本指标|丙成本|≦8万元
效益指标|经济效益指标||
|可持续影响指标|提供保障|长期
满意度指标|满意度指标|人员满意度|≧98%
|
"""

_HEAD = (
    "<tr><td colspan=6>项目支出绩效目标表</td></tr><tr><td colspan=6>（2024年度）</td></tr>"
    "<tr><td colspan=2>项目名称</td><td colspan=4>甲路养护</td></tr>"
    "<tr><td colspan=2>主管部门及代码</td><td>甲县乙局[116]</td><td>实施单位</td><td colspan=2>甲县丙所</td></tr>"
    "<tr><td colspan=2>项目属性</td><td>延续项目</td><td>项目期</td><td colspan=2>1年</td></tr>"
    "<tr><td rowspan=3 colspan=2>项目资金<br>（万元）</td><td>年度资金总额：</td><td colspan=3>120.50</td></tr>"
    "<tr><td>其中：财政拨款</td><td colspan=3>100.50</td></tr><tr><td>其他资金</td><td colspan=3></td></tr>"
    "<tr><td rowspan=2>总体目标</td><td colspan=3>年度目标</td><td colspan=2>中期目标</td></tr>"
    "<tr><td colspan=3>今年养护10公里。</td><td colspan=2>目标1：三年养护完。<br>目标2：建账。</td></tr>"
)
_BODY = (
    "<tr><td rowspan=6>绩效指标</td><td>一级指标</td><td>二级指标</td>"
    "<td>三级指标</td><td>指标值</td><td>备注</td></tr>"
    "<tr><td rowspan=3>产出指标</td><td rowspan=2>数量指标</td><td>里程</td><td>≥10公里</td><td>按季</td></tr>"
    "<tr><td>次数</td><td>12次/年</td><td></td></tr>"
    "<tr><td>质量指标</td><td>合格率</td><td>≥95%</td><td></td></tr>"
    "<tr><td>效益指标</td><td>社会效益指标</td><td>通行</td><td>提升</td><td></td></tr>"
    "<tr><td>满意度指标</td><td>服务对象满意度指标</td><td>群众</td><td>90%以上</td><td></td></tr>"
)


def test_a_form_of_the_north_western_template_with_blank_merged_cells() -> None:
    found = read_flat_form(_FLAT)

    target = values(found, "performance_targets")[0]
    assert target == {
        "project_id": "@form:丙系统运维项目",
        "src_line": "1",
        "form_year": "2024",
        "unit_printed": "甲州乙局",
        "total_funds": "20.50",
        "fiscal_funds": "20",
        "other_funds": "0.50",
        "overall_goal": "目标1：做好甲事；目标2：做好乙事。",
    }
    assert indicators(found) == [
        ("output", "quantity", "丙服务器", "≧80个"),
        ("output", "quantity", "丁网站", "=1个"),
        ("output", "quality", "运行率", "≧98%"),
        ("output", "cost", "丙成本", "≦8万元"),
        ("benefit", "economic", "", ""),
        ("benefit", "sustainability", "提供保障", "长期"),
        ("satisfaction", "satisfaction", "人员满意度", "≧98%"),
    ]
    assert doubts(found) == []


def test_indicators_are_counted_and_stand_at_the_lines_of_their_rows() -> None:
    rows = values(read_flat_form(_FLAT), "performance_indicators")

    assert [(row["seq"], row["src_line"]) for row in rows][:2] == [("1", "7"), ("2", "8")]


def test_the_columns_follow_the_header_where_spans_are_known() -> None:
    found = read_web_form(_HEAD + _BODY)

    assert indicators(found) == [
        ("output", "quantity", "里程", "≥10公里"),
        ("output", "quantity", "次数", "12次/年"),
        ("output", "quality", "合格率", "≥95%"),
        ("benefit", "social", "通行", "提升"),
        ("satisfaction", "satisfaction", "群众", "90%以上"),
    ]
    assert "form-extra-column" in reasons(found)


def test_the_head_of_the_central_template() -> None:
    found = read_web_form(_HEAD + _BODY)

    project, target = values(found, "projects")[0], values(found, "performance_targets")[0]
    assert (project["name_form"], project["executor"], project["exec_text"]) == ("甲路养护", "甲县丙所", "1年")
    assert (target["total_funds"], target["fiscal_funds"], target["form_year"]) == ("120.50", "100.50", "2024")
    assert "other_funds" not in target
    assert target["overall_goal"] == "目标1：三年养护完。\n目标2：建账。"
    assert "form-no-field" in reasons(found)


def test_sign_number_and_unit_in_three_columns() -> None:
    found = read_web_form(
        "项目绩效目标表\n单位：元\n<tr><td>项目名称</td><td colspan=6>甲资金</td></tr>"
        "<tr><td>预算金额</td><td colspan=6>1,234,500.50</td></tr>"
        "<tr><td>一级指标</td><td>二级指标</td><td>三级指标</td><td>指标性质</td><td>指标值</td><td>度量单位</td><td>权重</td></tr>"
        "<tr><td>产出指标</td><td>数量指标</td><td>人数</td><td>≥</td><td>3000</td><td>人</td><td>20</td></tr>"
    )

    row = values(found, "performance_indicators")[0]
    assert (row["operator"], row["value"], row["value_unit"], row["raw_text"]) == ("ge", "3000", "人", "≥3000人")
    assert values(found, "performance_targets")[0]["total_funds"] == "123.450050"


def test_costs_under_a_first_level_of_their_own_are_costs_of_the_output() -> None:
    found = read_flat_form(
        "项目支出绩效目标表\n项目名称|甲\n一级指标|二级指标|三级指标|指标值\n"
        "成本指标|经济成本指标|总成本|≤50万元\n产出指标|数量指标|乙|5所"
    )

    assert [row[:2] for row in indicators(found)] == [("output", "cost"), ("output", "quantity")]


def test_an_indicator_under_a_level_that_there_is_not_is_left_to_a_person() -> None:
    found = read_flat_form(
        "项目支出绩效目标表\n项目名称|甲\n一级指标|二级指标|三级指标|指标值\n管理指标|制度指标|甲|好\n产出指标|数量指标|乙|5所"
    )

    assert [row[2] for row in indicators(found)] == ["乙"]
    assert doubts(found) == ["doubt-indicator-level"]


def test_a_repeated_header_is_no_indicator() -> None:
    found = read_flat_form(
        "项目支出绩效目标表\n项目名称|甲\n一级指标|二级指标|三级指标|指标值\n产出指标|数量指标|乙|5所\n"
        "一级指标|二级指标|三级指标|指标值\n||丙|6所"
    )

    assert indicators(found) == [("output", "quantity", "乙", "5所"), ("output", "quantity", "丙", "6所")]
    assert "repeated-header" in reasons(found)


def test_of_two_sets_of_columns_those_of_the_year_are_taken() -> None:
    found = read_web_form(
        "项目支出绩效目标表\n<tr><td>项目名称</td><td colspan=5>甲</td></tr>"
        "<tr><td rowspan=2>一级指标</td><td colspan=2>实施期绩效指标</td><td colspan=3>年度绩效指标</td></tr>"
        "<tr><td>二级指标</td><td>指标值</td><td>二级指标</td><td>三级指标</td><td>指标值</td></tr>"
        "<tr><td>产出指标</td><td>数量指标</td><td>3座</td><td>数量指标</td><td>修复</td><td>1座</td></tr>"
    )

    assert indicators(found) == [("output", "quantity", "修复", "1座")]


def test_amounts_without_a_unit_are_doubted() -> None:
    found = read_flat_form("项目支出绩效目标表\n项目名称|甲\n资金总额|20\n一级指标|二级指标|三级指标|指标值")

    assert values(found, "performance_targets")[0]["total_funds"] == "20"
    assert doubts(found) == ["doubt-form-unit"]


def test_several_labels_may_stand_in_one_cell_with_their_values() -> None:
    found = read_flat_form("项目支出绩效目标表\n填报单位：甲局     单位：元|\n项目名称|甲\n年度资金总额|5,000")

    target = values(found, "performance_targets")[0]
    assert (target["unit_printed"], target["total_funds"]) == ("甲局", "0.5000")


def test_the_next_page_of_a_form_goes_on_where_the_last_stopped() -> None:
    first = "项目支出绩效目标表\n项目名称|甲\n一级指标|二级指标|三级指标|指标值\n产出指标|数量指标|乙|5所"
    second = "项目支出绩效目标表\n一级指标|二级指标|三级指标|指标值\n||丙|6所"

    found = read_flat_form(first, second)

    assert indicators(found) == [("output", "quantity", "乙", "5所"), ("output", "quantity", "丙", "6所")]
    assert [row["seq"] for row in values(found, "performance_indicators")] == ["1", "2"]
    assert doubts(found) == []


def test_a_form_printed_twice_is_imported_once() -> None:
    found = read_flat_form(_FLAT, _FLAT)

    assert len(values(found, "projects")) == 1
    assert len(indicators(found)) == 7
    assert "duplicate-of" in reasons(found)


def test_two_forms_of_one_name_that_differ_are_left_to_a_person() -> None:
    found = read_flat_form(_FLAT, _FLAT.replace("20.50", "30.50"))

    assert [row["total_funds"] for row in values(found, "performance_targets")] == ["20.50"]
    assert doubts(found) == ["doubt-form-twice"]


def test_forms_below_each_other_in_one_table_are_told_apart() -> None:
    other = (
        "<tr><td colspan=6>项目支出绩效目标表</td></tr><tr><td colspan=2>项目名称</td><td colspan=4>丁灯维护</td></tr>"
        "<tr><td>绩效指标</td><td>一级指标</td><td>二级指标</td><td>三级指标</td><td>指标值</td><td>备注</td></tr>"
        "<tr><td></td><td>产出指标</td><td>数量指标</td><td>盏数</td><td>100盏</td><td></td></tr>"
    )

    found = read_web_form(_HEAD + _BODY + other)

    assert [row["name_form"] for row in values(found, "projects")] == ["甲路养护", "丁灯维护"]
    assert indicators(found)[-1] == ("output", "quantity", "盏数", "100盏")


def test_the_form_of_a_whole_department_is_left_out_and_said_so() -> None:
    found = read_flat_form(
        "部门整体支出绩效目标表\n部门名称|甲局\n一级指标|二级指标|三级指标|指标值\n产出指标|数量指标|乙|5所"
    )

    assert found.records == []
    assert doubts(found) == ["doubt-form-whole"]
    assert "form-of-whole-unit" in reasons(found)


def test_a_form_without_the_name_of_a_project_is_left_to_a_person() -> None:
    found = read_flat_form("项目支出绩效目标表\n年度资金总额（万元）|5")

    assert found.records == []
    assert doubts(found) == ["doubt-form-unread"]
