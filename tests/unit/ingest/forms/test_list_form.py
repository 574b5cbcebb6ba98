from __future__ import annotations

from tests.unit.ingest.forms.made_forms import indicators, read_web_form, values

_HEADER = "".join(
    f"<td>{name}</td>"
    for name in (
        "单位名称",
        "项目名称",
        "预算数",
        "年度目标",
        "一级指标",
        "二级指标",
        "三级指标",
        "绩效指标性质",
        "绩效指标值",
        "绩效度量单位",
        "权重",
    )
)
_LIST = (
    f"部门预算项目绩效目标表\n单位：万元\n<tr>{_HEADER}</tr>"
    "<tr><td rowspan=3>甲局</td><td rowspan=2>乙经费</td><td rowspan=2>30.5</td><td rowspan=2>做好乙事。</td>"
    "<td>产出指标</td><td>数量指标</td><td>人数</td><td>≥</td><td>20</td><td>人</td><td>20</td></tr>"
    "<tr><td>效益指标</td><td>社会效益指标</td><td>事故</td><td>定性</td><td>减少</td><td></td><td>10</td></tr>"
    "<tr><td>丙经费</td><td>12</td><td>做好丙事。</td>"
    "<td>产出指标</td><td>数量指标</td><td>面积</td><td>＝</td><td>500</td><td>亩</td><td>20</td></tr>"
)


def test_each_project_of_a_list_has_its_head_from_its_own_columns() -> None:
    found = read_web_form(_LIST)

    rows = values(found, "performance_targets")
    assert [(row["project_id"], row["unit_printed"], row["total_funds"], row["overall_goal"]) for row in rows] == [
        ("@form:乙经费", "甲局", "30.5", "做好乙事。"),
        ("@form:丙经费", "甲局", "12", "做好丙事。"),
    ]


def test_indicators_of_a_list_belong_to_the_project_above_them() -> None:
    found = read_web_form(_LIST)

    assert [row["project_id"] for row in values(found, "performance_indicators")] == [
        "@form:乙经费",
        "@form:乙经费",
        "@form:丙经费",
    ]
    assert indicators(found) == [
        ("output", "quantity", "人数", "≥20人"),
        ("benefit", "social", "事故", "减少"),
        ("output", "quantity", "面积", "＝500亩"),
    ]


def test_a_name_said_again_in_every_row_is_one_project() -> None:
    row = "<tr><td>甲局</td><td>乙经费</td><td>3</td><td>做。</td><td>产出指标</td><td>数量指标</td>"

    found = read_web_form(
        f"项目绩效目标表\n单位：元\n<tr>{_HEADER}</tr>"
        f"{row}<td>一</td><td>≥</td><td>1</td><td>个</td><td></td></tr>{row}<td>二</td><td>≥</td><td>2</td><td>个</td><td></td></tr>"
    )

    assert len(values(found, "projects")) == 1
    assert values(found, "performance_targets")[0]["total_funds"] == "0.0003"
    assert [row[2] for row in indicators(found)] == ["一", "二"]
