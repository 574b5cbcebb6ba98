"""A disclosure as a whole document: its parts in the order of its template, its texts as they were written."""

from __future__ import annotations

import pytest

from builder.printout import printout
from builder.printout.content import Paragraph
from tests.factories import disclosure_from
from tests.unit.printout.samples import TABLES, first, second, small, spread, tables_of, texts

STAFFING = "category headcount change\nauthorised 11 _\nactual 12 -2\nretired 3 1"
NARRATIVE = "seq section heading text\n1 s1 true 一、总体说明\n2 s1 false 收支总预算12万元。\n3 s10_4 true （四）绩效"
DIVISIONS = "seq name\n1 办公室\n2 财务科"
DEPARTMENT = (
    "unit_id year kind scope title name_printed amount_unit_printed quantum\n"
    "650001-jyj 2024 budget department 某州2024年部门预算 某州教育局 wan_yuan 0.01"
)
GLOSSARY = "seq term definition\n1 基本支出 指保障运转的支出。"
TARGET = "project_id form_year unit_printed total_funds overall_goal\nroof 2024 某州教育局 20 修好屋顶"
INDICATORS = (
    "project_id seq level1 level2 level3 raw_text\n"
    "roof 1 output quantity 屋顶 =1个\n"
    "roof 2 output quantity 面积 ≥80平方米\n"
    "roof 3 output quality 合格率 100%\n"
    "roof 4 satisfaction satisfaction 满意度 ≥90%"
)


def test_the_parts_of_the_template_stand_in_its_order() -> None:
    headings = [
        block.text
        for section in printout(first()).sections
        for block in section.blocks
        if isinstance(block, Paragraph) and block.style == "heading" and block.depth == 1
    ]

    assert headings == [
        "第一部分  昌吉州人民政府电子政务办公室概况",
        "第二部分  单位预算公开表",
        "第三部分  2022年部门（单位）预算情况说明",
        "第四部分  名词解释",
    ]


def test_every_paragraph_of_the_text_is_printed_as_it_stands_and_in_its_order() -> None:
    written = [row.text("text") for row in first().rows("narrative")]

    printed = texts(printout(first()))

    start = printed.index(written[0] or "")
    shown = [text for text in printed[start:] if text in set(written)]
    assert shown == written


def test_the_cover_and_the_contents_name_what_follows() -> None:
    front = printout(first()).sections[0]

    lines = [block.text for block in front.blocks if isinstance(block, Paragraph)]
    assert lines[:3] == [
        "昌吉回族自治州人民政府电子政务办公室2022年单位预算公开",
        "目录",
        "第一部分  昌吉州人民政府电子政务办公室概况",
    ]


def test_tables_that_the_document_lists_are_listed_under_their_part() -> None:
    front = printout(second()).sections[0]

    lines = [block.text for block in front.blocks if isinstance(block, Paragraph)]
    assert lines[lines.index("二、单位预算表") + 1] == "1. 2025年预算单位财务收支预算总表"
    assert lines[-1] == "9. 2025年单位“三公”经费和机关运行经费预算表"


def test_people_and_divisions_are_told_in_sentences() -> None:
    printed = texts(printout(first()))

    assert "昌吉州人民政府电子政务办公室无下属预算单位，下设4个科室：综合科、宣传科、技术科、应用推进科。" in printed
    assert "本单位编制数11个，实有人数11人，其中：在职10人；退休1人，增加1人；离休0人，增加0人。" in printed


def test_fewer_people_are_said_to_be_fewer() -> None:
    printed = texts(printout(small({"staffing": STAFFING, "divisions": DIVISIONS})))

    assert "本单位编制数11个，实有人数12人，减少2人，退休3人，增加1人。" in printed
    assert "某州教育局下设科室：办公室、财务科。" in printed


def test_what_the_functions_say_already_is_not_said_again() -> None:
    head = "rank=正科级 signboards=甲|乙 co_located_with=丙 functions_text=为正科级，加挂甲、乙牌子。"

    printed = texts(printout(small({}, head=head)))

    assert "为正科级，加挂甲、乙牌子。" in printed
    assert "某州教育局与丙合署办公。" in printed


def test_texts_left_out_of_the_data_are_left_out_and_the_cover_says_so() -> None:
    document = printout(second())

    printed = texts(document)
    assert "本文件依据已核对的公开数据集印制，只含数据；原公开文件的文字部分未转载，请查阅原文。" in printed
    assert not [text for text in printed if "名词解释" in text or "编制说明" in text]
    assert len(tables_of(document)) == 9


def test_a_part_without_anything_in_it_is_not_there() -> None:
    disclosure = small({"expenditure_by_function": TABLES["expenditure_by_function"]}, head="template_id=xinjiang-2022")

    printed = texts(printout(disclosure))

    assert [text for text in printed if "部分" in text] == ["第二部分  单位预算公开表"] * 2


def test_a_document_of_no_known_template_has_a_plain_order() -> None:
    disclosure = small({**TABLES, "narrative": NARRATIVE, "glossary": GLOSSARY, "divisions": DIVISIONS})

    printed = texts(printout(disclosure))

    assert printed[:6] == [
        "某州教育局2024年单位预算",
        "目录",
        "一、机构设置",
        "二、单位预算公开表",
        "三、单位预算情况说明",
        "四、名词解释",
    ]
    assert printed[-1] == "一、基本支出：指保障运转的支出。"


def test_a_department_is_called_one() -> None:
    tables = {"disclosures": DEPARTMENT, "staffing": STAFFING}

    printed = texts(printout(disclosure_from(tables)))

    assert printed[:2] == ["某州2024年部门预算", "部门名称：某州教育局"]
    assert [text for text in printed if text.startswith("本部门编制数11个")]


def test_a_part_whose_title_belongs_to_the_text_brings_none_of_its_own() -> None:
    narrative = (
        "seq section heading text\n1 s1 true 2024年单位预算编制说明\n2 s2 false 收入预算12万元。\n"
        "3 s8 true 一、三公经费\n4 s8 false 三公经费0万元。"
    )

    document = printout(small({**TABLES, "narrative": narrative}, head="template_id=shanghai-putuo-2025"))

    names = [section.name for section in document.sections]
    printed = texts(document)
    assert names == ["封面", "单位预算编制说明", "表一 某表", "表三 某表", "其他相关情况说明"]
    assert printed.count("2024年单位预算编制说明") == 1
    assert "其他相关情况说明" not in printed


def test_a_performance_form_stands_where_the_text_speaks_of_it() -> None:
    rest = "\n4 s10_5 true （五）其他"
    tables = {
        "narrative": NARRATIVE + rest,
        "projects": "project_id name_table\nroof 屋顶维修",
        "performance_targets": TARGET,
        "performance_indicators": INDICATORS,
    }

    document = printout(small(tables))

    (form,) = tables_of(document)
    assert spread(form) == [
        ["预算单位", "某州教育局", "", "项目名称", "屋顶维修", "", ""],
        ["项目资金（万元）", "年度资金总额：", "20", "其中：财政拨款", "", "其他资金", ""],
        ["项目总体目标", "修好屋顶", "", "", "", "", ""],
        ["一级指标", "二级指标", "三级指标", "", "", "指标值（包含数字及文字描述）", ""],
        ["产出指标", "数量指标", "屋顶", "", "", "=1个", ""],
        ["", "", "面积", "", "", "≥80平方米", ""],
        ["", "质量指标", "合格率", "", "", "100%", ""],
        ["满意度指标", "满意度指标", "满意度", "", "", "≥90%", ""],
    ]
    assert [section.name for section in document.sections[1:]] == [
        "一、单位预算情况说明",
        "绩效目标表1",
        "一、单位预算情况说明（续）",
    ]


def test_funds_that_were_printed_in_yuan_are_printed_so() -> None:
    tables = {
        "projects": "project_id name_table\nroof 屋顶维修",
        "performance_targets": "project_id total_funds fiscal_funds\nroof 410.0000 410.0000",
    }

    (form,) = tables_of(printout(small(tables)))

    assert spread(form)[1][:5] == ["项目资金（元）", "年度资金总额：", "4100000", "其中：财政拨款", "4100000"]


def test_performance_forms_stand_behind_the_tables_where_their_section_does() -> None:
    tables = {"projects": "project_id name_table\nroof 屋顶维修", "performance_targets": TARGET, **TABLES}

    document = printout(small(tables, head="template_id=shanghai-putuo-2025"))

    assert [section.name for section in document.sections[1:]] == ["表一 某表", "表三 某表", "绩效目标表1"]


@pytest.mark.parametrize("template_id", ["xinjiang-2022", "shanghai-putuo-2025"])
def test_performance_forms_are_printed_once_where_the_text_is_left_out(template_id: str) -> None:
    tables = {
        "narrative": "seq section heading text\n1 s1 true _\n2 s10_4 false _",
        "projects": "project_id name_table\nroof 屋顶维修",
        "performance_targets": TARGET,
    }

    document = printout(small(tables, head=f"template_id={template_id}"))

    assert len(tables_of(document)) == 1
    assert all(section.blocks for section in document.sections)


def test_who_signs_and_when_stands_at_the_end_and_further_dates_on_the_cover() -> None:
    head = "signed_by=某州教育局 signed_date=2024-02-03 approved_date=2024-01-20 published_date=2024-02-05"

    printed = texts(printout(small(TABLES, head=head)))

    assert printed[-2:] == ["某州教育局", "2024年2月3日"]
    assert printed[1:3] == ["批复日期：2024年1月20日", "公开日期：2024年2月5日"]


@pytest.mark.parametrize("disclosure", [first(), second()], ids=["whole", "facts"])
def test_no_two_sections_share_a_name(disclosure: object) -> None:
    names = [section.name for section in printout(disclosure).sections]  # type: ignore[arg-type]

    assert len(names) == len(set(names))
