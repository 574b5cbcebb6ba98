"""Nothing of the template is left in the text, nothing stands twice, no sentence is left empty."""

from __future__ import annotations

import pytest

from builder.audit.case import Case
from builder.findings import Finding
from tests.factories import audited, case_from, held, not_applicable

RULES = ("TXT-01", "TXT-02", "TXT-03", "TXT-04", "TXT-05")


def case_of(*paragraphs: str, section: str = "s1") -> Case:
    """Return a case with these paragraphs; one that begins with `#` is a heading."""
    texts = "\n".join(
        f"{seq} {section} {str(text.startswith('#')).lower()} {text.lstrip('#')}"
        for seq, text in enumerate(paragraphs, 1)
    )
    return case_from({"narrative": f"seq section heading text\n{texts}"})


def only(rule: str, *paragraphs: str) -> Finding:
    (finding,) = audited(rule, case_of(*paragraphs))
    return finding


@pytest.mark.parametrize("rule", RULES)
def test_plain_text_holds(rule: str) -> None:
    case = case_of(
        "#一、某局2024年收支预算的说明", "收入预算10.5万元（含上年结转），比上年预算增加1万元，主要原因是人员增加。"
    )

    assert audited(rule, case) == []
    assert held(rule, case) == 1


@pytest.mark.parametrize("rule", RULES)
def test_text_that_is_not_reproduced_cannot_be_read(rule: str) -> None:
    assert not_applicable(rule, case_of("_")) == not_applicable(rule, case_from({})) == "no-text"


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("收入支出增加（减少）的主要原因是业务量增加。", "增加（减少）"),
        ("比上年下降(上升)3%。", "下降(上升)"),
        ("数额高于/低于上年。", "高于/低于"),
        ("由××负责。", "××"),
        ("由XX街道负责。", "XX"),
        ("收入{金额}万元。", "{金额}"),
        ("收入｛金额｝万元。", "｛金额｝"),
        ("原因待填。", "待填"),
        ("请填写原因。", "请填写"),
        ("原因：请填写，××。", "请填写 / ××"),
    ],
)
def test_words_of_the_template_are_reported(text: str, stated: str) -> None:
    finding = only("TXT-01", text)

    assert (finding.stated, finding.severity) == (stated, "warning")
    assert (finding.place.table, finding.place.row, finding.place.field) == ("narrative", "text/1", "text")


def test_a_heading_may_keep_a_note_of_the_template_too() -> None:
    assert only("TXT-01", "#五、国有资产情况（增加内容）").stated == "（增加内容）"


@pytest.mark.parametrize(
    "text",
    [
        "#（一）预算增加（减少）情况",
        "规划道路X101和XX12号、BXX路。",
        "按3×4的比例安排。",
        "随人数增加或减少而变化。",
        "增加（含减少的部分）。",
        "用于待填补的缺口。",
    ],
)
def test_roads_products_and_headings_are_no_template_text(text: str) -> None:
    assert audited("TXT-01", case_of(text)) == []


@pytest.mark.parametrize(
    "text", ["与上年持平，主要原因是。", "主要用于：。", "增加1万元，原因为；", "主要原因：。其中：1万元"]
)
def test_a_lead_in_that_stops_is_reported(text: str) -> None:
    assert only("TXT-02", text).severity == "warning"


@pytest.mark.parametrize("text", ["主要用于：", "应说明主要原因。", "主要原因是，人员增加。", "主要用于办公。"])
def test_a_lead_in_that_goes_on_is_not_empty(text: str) -> None:
    assert audited("TXT-02", case_of(text)) == []


LONG = "某局2024年收入预算10万元，比上年预算增加1万元，主要原因是新进人员两名，工资和社会保险相应增加。"


def test_a_long_paragraph_twice_in_a_section_is_reported_at_the_second() -> None:
    finding = only("TXT-03", LONG, "另有说明。", LONG)

    assert (finding.place.row, finding.severity, finding.facts["entries"]) == ("text/3", "warning", "")


def test_blanks_and_the_number_of_an_entry_make_no_difference() -> None:
    assert only("TXT-03", f"1.{LONG}", f"2.{LONG.replace('，', '，~', 1)}").place.row == "text/2"


@pytest.mark.parametrize(("length", "count"), [(39, 0), (40, 1)])
def test_a_paragraph_is_long_from_forty_characters(length: int, count: int) -> None:
    text = "1" + "字" * (length - 1)

    assert len(audited("TXT-03", case_of(text, text))) == count


def test_the_same_words_in_another_section_are_usual() -> None:
    texts = f"seq section heading text\n1 s2 false {LONG}\n2 s3 false {LONG}"

    assert audited("TXT-03", case_from({"narrative": texts})) == []


@pytest.mark.parametrize(
    "paragraphs",
    [
        ("无。", "无。"),
        ("字" * 50, "字" * 50),
        ("#" + LONG, "#" + LONG, "完。"),
        ("1.甲1万元。", "2.乙2万元。", "3.甲1万元。", "4.乙2万元。"),
        ("甲1万元。", "乙2万元。", "丙3万元。", "甲1万元。", "乙2万元。", "丙3万元。"),
        ("1.甲。", "2.乙。", "3.丙。", "4.甲。", "5.乙。", "6.丙。"),
    ],
    ids=["short", "no figure", "headings", "two entries", "no numbers", "no figures"],
)
def test_short_repetitions_are_usual(paragraphs: tuple[str, ...]) -> None:
    assert audited("TXT-03", case_of(*paragraphs)) == []


def test_three_entries_repeated_in_order_are_one_finding() -> None:
    entries = ("甲1万元。", "乙2万元。", "丙3万元。", "丁4万元。")
    paragraphs = [f"{number}.{text}" for number, text in enumerate(entries * 2, 1)]

    finding = only("TXT-03", *paragraphs)

    assert (finding.place.row, finding.facts["entries"]) == ("text/7", "3")


def test_entries_repeated_in_another_order_are_not_the_same_passage() -> None:
    paragraphs = ("1.甲1万元。", "2.乙2万元。", "3.丙3万元。", "4.丙3万元。", "5.乙2万元。", "6.甲1万元。")

    assert audited("TXT-03", case_of(*paragraphs)) == []


@pytest.mark.parametrize(
    "text", ["增加增加1万元", "支出支出1万元", "1万元万元", "主要主要是", "完成。。", "其中，。", "甲；。"]
)
def test_doubled_words_and_stops_are_noted(text: str) -> None:
    assert only("TXT-04", text).severity == "info"


@pytest.mark.parametrize("text", ["项目支出支出率100%", "等等……", "（一）、甲：“乙”。", "主要用于：。"])
def test_other_neighbours_are_not_doubled(text: str) -> None:
    assert audited("TXT-04", case_of(text)) == []


def test_irregular_punctuation_is_one_finding_for_the_text() -> None:
    finding = only("TXT-05", "甲局。", "依据某办函【2016】108号，因公出国（境)费", "管理等工作,为老人服务;共3人,乙")

    assert (finding.place.row, finding.facts["times"], finding.severity) == ("text/2", "5", "info")
    assert finding.stated == "据某办函【2016】108号 / （境) / 理等工作,为老人服 / 老人服务;共3人, / ;共3人,乙"


@pytest.mark.parametrize(
    "text", ["某办函〔2016〕108号", "维修(护)费（含税）", "1,234.56万元；甲,A", "【重要】第1号", "1）甲（乙）"]
)
def test_regular_punctuation_holds(text: str) -> None:
    assert audited("TXT-05", case_of(text)) == []


def test_lines_of_a_paragraph_are_joined() -> None:
    (finding,) = audited("TXT-02", case_of("与上年持平，主要原因是¶。"))

    assert finding.stated == "主要原因是。"
