"""How a document calls its unit."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from builder.audit.case import ALONE, Case
from builder.model.disclosure import Neighbours
from tests.factories import HEAD, audited, case_from, disclosure_from, held, not_applicable

PRINTED = "table_id title_printed name_header amount_unit_printed quantum is_empty note\n"
OTHERS: Mapping[str, tuple[str, ...]] = {
    "650001-jyj": ("某州教育局", "州教育局"),
    "650001-czj": ("某州财政局", "州财政局"),
    "650001-yey": ("某州第一幼儿园",),
    "650001-zx": ("某州教育局信息中心",),
    "650001-bl": ("某州教育局", "某州办学指导中心"),
    "650001-bgs": ("办公室",),
}


def case_of(
    *paragraphs: str, head: str = "", unit: str = "", headers: str = "", neighbours: Neighbours = ALONE, **tables: str
) -> Case:
    """Return a case with these paragraphs; `head` and `unit` are columns and values to add, `headers` the tables."""
    texts = "\n".join(f"{seq} s1 false {text}" for seq, text in enumerate(paragraphs, 1))
    return case_from(
        {
            "disclosures": _with(HEAD["disclosures"], head),
            "units": _with(HEAD["units"], unit),
            "printed_tables": PRINTED + headers,
            "narrative": f"seq section heading text\n{texts}",
            **tables,
        },
        neighbours=neighbours,
    )


def _with(table: str, more: str) -> str:
    if not more:
        return table
    names, values = table.splitlines()
    columns = [each.split("=") for each in more.split()]
    kept = dict(zip(names.split(), values.split(), strict=True)) | dict(columns)
    return f"{' '.join(kept)}\n{' '.join(kept.values())}"


def beside(*, subordinates: tuple[str, ...] = ()) -> Neighbours:
    units = tuple(
        disclosure_from({"units": f"unit_id name_official\n{each} 某", "disclosures": DISCLOSURE.format(each)})
        for each in subordinates
    )
    return Neighbours(subordinates=units, unit_names=OTHERS)


DISCLOSURE = (
    "unit_id year kind scope title name_printed amount_unit_printed quantum\n{} 2024 budget unit 某 某 wan_yuan 0.01"
)
HEADERS = "T1 表一 某州教育局 wan_yuan 0.01 false _\nT3 表三 某州教育局 wan_yuan 0.01 false _\n"


# NAM-04


def test_one_name_throughout_holds() -> None:
    case = case_of("一、关于某州教育局2024年收支预算的说明", head="signed_by=某州教育局", headers=HEADERS)

    assert audited("NAM-04", case) == []
    assert held("NAM-04", case) == 1


def test_variants_of_the_name_are_one_finding() -> None:
    case = case_of(
        "某州人民政府教育局2024年收入预算10万元。",
        head="signed_by=某州教育委员会",
        unit="names_alias=某州人民政府教育局",
        headers=HEADERS + "T5 表五 某州教育局本级 wan_yuan 0.01 false _",
    )

    (finding,) = audited("NAM-04", case)

    assert (finding.place.table, finding.place.row, finding.place.field) == ("T5", None, "name_header")
    assert finding.stated == "某州教育局本级 / 某州教育委员会 / 某州人民政府教育局"
    assert (finding.expected, finding.severity) == ("某州教育局", "info")
    assert finding.facts["variants"].startswith("某州教育局 (4) / ")


def test_projects_and_forms_carry_the_name_too() -> None:
    case = case_of(
        unit="names_alias=某州人民政府教育局|某州教委",
        projects="project_id name_table executor\nx 甲 某州人民政府教育局\ny 乙 某州水利局",
        performance_targets="project_id form_year unit_printed total_funds\nx 2024 某州教委 1\ny 2024 某州水利局 1",
    )

    (finding,) = audited("NAM-04", case)

    assert finding.stated == "某州人民政府教育局 / 某州教委"
    assert (finding.place.table, finding.place.row, finding.place.field) == ("projects", "x", "executor")


def test_a_name_that_never_is_the_official_one_but_always_the_same_holds() -> None:
    case = case_of(head="title=2024年区级单位预算 name_printed=某州教委 signed_by=某州教委")

    assert audited("NAM-04", case) == []


def test_a_document_that_prints_no_name_of_its_own_holds() -> None:
    case = case_of(head="title=2024年区级单位预算 name_printed=某州语委 signboards=某州语委")

    assert held("NAM-04", case) == 1


@pytest.mark.parametrize("name", ["某州教育局（本级）", "州教育局", "某省某州教育局", "某州~教育局"])
def test_a_kind_behind_and_a_region_in_front_make_no_other_name(name: str) -> None:
    assert audited("NAM-04", case_of(head=f"signed_by={name}")) == []


def test_signboards_and_other_known_units_are_no_variants() -> None:
    case = case_of(
        head="signed_by=某州语言文字委员会 signboards=某州语言文字委员会",
        headers="T1 表一 某州财政局 wan_yuan 0.01 false _",
        neighbours=beside(),
    )

    assert audited("NAM-04", case) == []


def test_a_sentence_on_another_unit_is_no_variant() -> None:
    case = case_of("某州财政局2024年收入预算10万元。", neighbours=beside())

    assert audited("NAM-04", case) == []


def test_each_blank_header_is_reported_where_others_are_filled() -> None:
    headers = HEADERS + "T5 表五 _ wan_yuan 0.01 false _\nT6 表六 _ wan_yuan 0.01 false _"

    findings = audited("NAM-04", case_of(headers=headers))

    assert [(each.place.table, each.place.row, each.place.field) for each in findings] == [
        ("T5", None, "name_header"),
        ("T6", None, "name_header"),
    ]


def test_headers_that_are_all_blank_are_not_part_of_the_template() -> None:
    assert audited("NAM-04", case_of(headers="T5 表五 _ wan_yuan 0.01 false _")) == []


# NAM-08


def test_the_units_own_name_holds_wherever_it_stands() -> None:
    case = case_of("2024年，某州教育局收入预算10万元。", headers=HEADERS, neighbours=beside())

    assert audited("NAM-08", case) == []
    assert held("NAM-08", case) == 5


@pytest.mark.parametrize(
    "sentence",
    [
        "一、关于某州财政局2024年收支预算情况的总体说明",
        "按照全口径预算的原则，某州财政局2024年所有收入和支出均纳入预算管理。",
        "2024年，某州财政局机关运行经费10万元。",
        "截至2023年底，某州财政局及下属各预算单位占用国有资产总体情况为",
        "州财政局收入预算10万元，其中：",
    ],
)
def test_another_unit_as_a_subject_is_reported(sentence: str) -> None:
    (finding,) = audited("NAM-08", case_of(sentence, neighbours=beside()))

    assert (finding.place.table, finding.place.row, finding.place.field) == ("narrative", "text/1", "text")
    assert (finding.expected, finding.facts["other"], finding.severity) == ("某州教育局", "某州财政局", "warning")


def test_title_headers_and_signature_of_another_unit_are_reported() -> None:
    case = case_of(
        head="title=某州财政局2024年单位预算 signed_by=某州财政局（本级）",
        headers="T1 表一 某州财政局 wan_yuan 0.01 false _",
        neighbours=beside(),
    )

    places = [(each.place.table, each.place.field) for each in audited("NAM-08", case)]

    assert places == [("profile", "title"), ("T1", "name_header"), ("profile", "signed_by")]


@pytest.mark.parametrize(
    "sentence",
    [
        "项目承担单位：某州财政局",
        "依据《某州财政局2024年预算编制通知》编制。",
        "预算由某州财政局2024年批复。",
        "某州财政局，",
        "某州第一幼儿园2024年收入预算10万元。",
        "某州教育局信息中心2024年收入预算10万元。",
        "某州办学指导中心2024年收入预算10万元。",
        "办公室2024年收入预算10万元。",
        "某州水利局2024年收入预算10万元。",
    ],
    ids=["executor", "title of a policy", "inside", "no verb", "subordinate", "longer", "roof", "too short", "unknown"],
)
def test_names_that_may_stand_there_are_no_findings(sentence: str) -> None:
    case = case_of(sentence, head="co_located_with=某州办学指导中心", neighbours=beside(subordinates=("650001-yey",)))

    assert audited("NAM-08", case) == []


def test_the_department_above_may_be_named() -> None:
    case = case_of("某州财政局2024年部门预算批复。", unit="parent_unit_id=650001-czj", neighbours=beside())

    assert audited("NAM-08", case) == []


def test_a_name_that_two_units_share_is_not_anothers() -> None:
    shared = Neighbours(unit_names={"650001-jyj": ("某州教育局",), "650001-a": ("某州教育局",)})

    assert audited("NAM-08", case_of("某州教育局2024年收入预算10万元。", neighbours=shared)) == []


def test_without_other_units_there_is_no_other_name() -> None:
    alone = Neighbours(unit_names={"650001-jyj": ("某州教育局",)})

    assert not_applicable("NAM-08", case_of("某州财政局2024年收入预算10万元。")) == "no-other-units"
    assert not_applicable("NAM-08", case_of("某州财政局2024年收入预算10万元。", neighbours=alone)) == "no-other-units"


# NAM-09


def test_the_words_of_a_unit_hold_in_a_units_budget() -> None:
    case = case_of(
        "所有收入和支出均纳入部门（单位）预算管理。",
        "2024年单位预算安排购置车辆0辆，本单位政府采购预算1万元。",
        headers="T6 一般公共预算基本支出部门预算经济分类预算表 _ wan_yuan 0.01 false 注:本单位无此项支出",
    )

    assert audited("NAM-09", case) == []
    assert held("NAM-09", case) == 1


def test_the_words_of_a_department_in_a_units_budget_are_one_finding() -> None:
    case = case_of("2024年部门预算安排购置车辆0辆；部门预算安排购置设备0台。", "本部门采购预算1万元。")

    (finding,) = audited("NAM-09", case)

    assert finding.stated == "2024年部门预算 (1) / 部门预算安排 (1) / 本部门 (1)"
    assert (finding.place.table, finding.place.row, finding.severity) == ("narrative", "text/1", "info")


def test_the_words_of_a_unit_in_a_departments_budget_are_one_finding() -> None:
    case = case_of(
        "本部门采购预算1万元。",
        head="scope=department title=2024年某部门预算",
        headers="T9 某表 _ wan_yuan 0.01 true 注:本单位无此项支出",
    )

    (finding,) = audited("NAM-09", case)

    assert (finding.stated, finding.place.table, finding.place.field) == ("本单位 (1)", "T9", "note")


def test_the_department_above_may_have_its_own_budget() -> None:
    assert audited("NAM-09", case_of("由主管部门预算安排，按部门预算经济分类列示。")) == []


def test_a_level_unlike_that_of_the_title_is_reported() -> None:
    case = case_of(
        head="title=某州2024年区级单位预算",
        glossary="seq term definition\n1 基本支出 是市级预算主管部门编制的年度计划。\n2 其他 _",
    )

    (finding,) = audited("NAM-09", case)

    assert (finding.stated, finding.place.field) == ("市级 (1)", "definition")


def test_one_level_throughout_holds() -> None:
    case = case_of(
        head="title=某州2024年区级单位预算",
        glossary="seq term definition\n1 基本支出 是区级预算主管部门编制的年度计划。",
    )

    assert audited("NAM-09", case) == []
