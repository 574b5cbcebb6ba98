"""Purposes and reasons that belong to another entry."""

from __future__ import annotations

import pytest

from builder.audit.case import Case
from tests.factories import audited, case_from, held, not_applicable

FIGURES = "seq section subject code name_printed amount purpose reason\n"
OTHERS = """2 s5_3 item 2080505 机关事业单位基本养老保险缴费支出 8 _ _
3 s5_3 item 2080506 机关事业单位职业年金缴费支出 4 _ _
4 s5_3 item 2210201 住房公积金 5 _ _
5 s5_3 item 2010505 统计管理 5 _ _"""


def told(row: str) -> Case:
    table = "functional_code name_printed total\n2120104 城管执法 6"
    rows = FIGURES + f"1 s5_3 item {row}\n{OTHERS}"
    return case_from({"narrative_figures": rows, "general_budget_expenditure": table})


@pytest.mark.parametrize(
    "row",
    [
        "2210201 住房公积金 5 按规定缴纳的住房公积金 _",
        "2210201 住房公积金 5 单位为职工缴存的长期储金 _",
        "2080506 职业年金缴费支出 5 实施养老保险制度由单位缴纳的职业年金 _",
        "2080599 其他行政事业单位养老支出 5 离退休人员医疗费 _",
        "2120104 城管执法 6 日常执法 统计管理工作划转至本科目",
        "2010550 事业运行 6 本单位事业运行与统计管理 _",
    ],
)
def test_a_purpose_or_reason_of_its_own_holds(row: str) -> None:
    case = told(row)

    assert (audited("NAR-05", case), held("NAR-05", case) > 0) == ([], True)


def test_the_purpose_of_another_kind_of_contribution_is_a_warning() -> None:
    (finding,) = audited("NAR-05", told("2210201 住房公积金 5 按规定缴纳的职业年金 _"))

    assert (finding.severity, finding.place.row, finding.place.field) == ("warning", "1", "purpose")
    assert (finding.stated, finding.facts["other"]) == ("按规定缴纳的职业年金", "年金")


@pytest.mark.parametrize(("texts", "field"), [("统计管理 _", "purpose"), ("_ 统计管理经费减少", "reason")])
def test_a_text_that_names_another_item_in_full_is_a_note(texts: str, field: str) -> None:
    (finding,) = audited("NAR-05", told(f"2120104 城管执法 6 {texts}"))

    assert (finding.severity, finding.place.field, finding.facts["other"]) == ("info", field, "统计管理")


def test_without_purposes_and_reasons_nothing_is_judged() -> None:
    assert not_applicable("NAR-05", told("2120104 城管执法 6 _ _")) == "no-text"
    assert not_applicable("NAR-05", case_from({})) == "no-list-of-items"
