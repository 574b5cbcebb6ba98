"""The words of a change: directions and reasons."""

from __future__ import annotations

import pytest

from builder.audit.case import Case
from builder.messages import message
from tests.factories import audited, case_from, held, not_applicable

FIGURES = "seq section subject name_printed amount change change_pct purpose reason quote\n"

FAR = "其余不变。" * 20


def told(rows: str, text: str = "") -> Case:
    tables = {"narrative_figures": FIGURES + rows}
    if text:
        tables["narrative"] = f"seq section heading text\n{text}"
    return case_from(tables)


@pytest.mark.parametrize(
    "figures", ["5 -2 -28 _ 任务减少", "5 2 66 _ 任务增加", "5 0 0 _ _", "5 2 0 _ 增加", "5 2 _ _ 增加"]
)
def test_directions_that_agree_hold(figures: str) -> None:
    case = told(f"1 s3 basic 基本 {figures} 基本支出5万元")

    assert (audited("YOY-05", case), held("YOY-05", case)) == ([], 1)


@pytest.mark.parametrize("figures", ["5 -2 28", "5 2 -66"])
def test_verbs_that_go_opposite_ways_are_a_warning(figures: str) -> None:
    (finding,) = audited("YOY-05", told(f"1 s3 basic 基本 {figures} _ 任务变化 _"))

    assert (finding.severity, finding.place.row, finding.place.field) == ("warning", "1", "change_pct")
    assert "方向相反" in message(finding, "zh")


def test_a_change_without_a_reason_is_a_warning() -> None:
    quote = "基本支出5万元，比上年预算减少2万元"

    (finding,) = audited("YOY-05", told(f"1 s3 basic 基本 5 -2 _ _ _ {quote}", f"1 s3 false {quote}。以上为基本支出。"))

    assert (finding.severity, finding.place.field, finding.stated) == ("warning", "reason", "-2")
    assert "没有写明原因" in message(finding, "zh")


def test_a_word_for_nothing_is_no_reason_of_a_change() -> None:
    (finding,) = audited("YOY-05", told("1 s3 basic 基本 5 _ 40 _ 无 _"))

    assert (finding.severity, finding.place.field, finding.stated) == ("warning", "reason", "40")
    assert audited("YOY-05", told("1 s3 basic 基本 5 0 _ _ 无 _")) == []


@pytest.mark.parametrize(
    ("row", "text"),
    [
        ("1 s3 basic 基本 5 -2 _ _ _ 减少2万元", ""),
        ("1 s3 basic 基本 5 -2 _ _ _ 减少2万元", "1 s3 false _"),
        ("1 s3 basic 基本 5 -2 _ _ _ _", "1 s3 false 减少2万元。"),
        ("1 s3 basic 基本 5 -2 _ _ _ 减少2万元，主要原因是", "1 s3 false 减少2万元，主要原因是。"),
        ("1 s3 basic 基本 5 -2 _ _ _ 减少2万元", "1 s3 false 减少2万元。主要原因是任务减少。"),
        ("1 s3 basic 基本 5 -2 _ _ _ 减少2万元", "1 s3 false 减少3万元。"),
        ("1 s3 basic 基本 5 -2 _ _ _ 5万元……减少2万元", "1 s3 false 减少2万元，由于任务减少。"),
        (
            "1 s4 total 财政拨款 5 -2 _ _ _ 减少2万元",
            f"1 s3 false 减少2万元。{FAR}\n2 s4 false 减少的主要原因是任务减少。",
        ),
    ],
)
def test_a_reason_that_may_stand_elsewhere_is_not_missed(row: str, text: str) -> None:
    assert audited("YOY-05", told(row, text)) == []


def test_a_total_of_which_the_parts_give_reasons_needs_none() -> None:
    rows = "1 s8 three_public_total 三公 5 -2 _ _ _ 比上年减少2万元\n2 s8 three_public_reception 接待 5 -2 _ _ 压减 _"

    assert audited("YOY-05", told(rows, "1 s8 false 比上年减少2万元。")) == []


def test_a_total_of_which_no_part_gives_a_reason_needs_one() -> None:
    rows = "1 s8 three_public_total 三公 5 -2 _ _ _ 比上年减少2万元"

    assert len(audited("YOY-05", told(rows, "1 s8 false 比上年减少2万元。"))) == 1


@pytest.mark.parametrize("rule", ["YOY-05", "YOY-08", "YOY-10"])
def test_without_changes_no_words_are_judged(rule: str) -> None:
    reason = "no-growth" if rule == "YOY-05" else "no-reasons"

    assert not_applicable(rule, told("1 s3 basic 基本 5 _ _ _ _ _")) == reason
    assert not_applicable(rule, case_from({})) == "no-narrative"


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ("-2", "压减公用经费支出"),
        ("2", "项目经费相应增加"),
        ("2", "退休人数减少"),
        ("-2", "人员减少，经费增加"),
        ("-2", "上年项目支出增加"),
        ("-2", "虽人员经费增加"),
        ("-2", "经费增加后又减少支出"),
        ("-2", "_"),
    ],
)
def test_reasons_that_do_not_go_against_the_change_hold(change: str, reason: str) -> None:
    assert audited("YOY-08", told(f"1 s3 basic 基本 5 {change} _ _ {reason} 基本支出")) == []


@pytest.mark.parametrize(
    ("change", "rate", "reason"),
    [("-2", "_", "年初项目预算经费增加"), ("2", "_", "压减一般性支出"), ("_", "21.74", "支出减少")],
)
def test_a_reason_of_one_clause_that_goes_against_the_change_is_a_warning(change: str, rate: str, reason: str) -> None:
    (finding,) = audited("YOY-08", told(f"1 s3 basic 基本 5 {change} {rate} _ {reason} _"))

    assert (finding.severity, finding.place.field, finding.stated) == ("warning", "reason", reason)


@pytest.mark.parametrize(("word", "findings"), [("增加", 1), ("减少", 0)])
def test_the_reason_of_an_increase_stands_under_no_decrease(word: str, findings: int) -> None:
    quote = f"比上年减少2万元，{word}的主要原因是任务变化"

    assert len(audited("YOY-08", told(f"1 s3 basic 基本 5 -2 _ _ 任务变化 {quote}"))) == findings


@pytest.mark.parametrize(
    ("text", "findings", "checks"),
    [
        ("财政拨款收入支出增加的主要原因是任务增加。", 1, 0),
        ("财政拨款收入支出减少的主要原因是任务减少。", 0, 1),
        ("财政拨款收入支出增加（减少）的主要原因是任务减少。", 0, 0),
    ],
)
def test_a_reason_in_a_sentence_of_its_own_goes_the_way_of_the_appropriation(
    text: str, findings: int, checks: int
) -> None:
    case = told("1 s4 total 财政拨款支出预算 5 -2 _ _ _ _", f"1 s4 false {text}")

    assert (len(audited("YOY-08", case)), held("YOY-08", case)) == (findings, checks)


def test_one_reason_for_several_figures_is_told_once_in_its_own_words() -> None:
    said = "财政拨款收入支出增加的主要原因"
    rows = [
        f"{seq} s4 total {name} 5 -2 _ _ 任务变化，人员变化 支出5万元……{said}是任务变化，人员变化"
        for seq, name in enumerate(("财政拨款支出预算", "一般公共预算拨款支出预算"), 1)
    ]

    (finding,) = audited("YOY-08", told("\n".join(rows), f"1 s4 false {said}是任务变化，人员变化。"))

    assert (finding.place.row, finding.stated) == ("1", said)
    assert len(audited("YOY-08", told("\n".join(rows)))) == len(rows)


def test_a_reason_in_a_sentence_of_its_own_needs_a_change_to_be_judged_by() -> None:
    case = told("1 s4 total 财政拨款支出预算 5 _ _ _ _ _", "1 s4 false 财政拨款增加的主要原因是任务增加。")

    assert not_applicable("YOY-08", case) == "no-reasons"


def test_reasons_that_only_restate_are_one_note_with_a_list() -> None:
    rows = """1 s5_3 item 统计管理 5 2 _ _ 统计管理经费增加 _
2 s5_3 item 普法宣传 5 2 _ 禁毒宣传工作 禁毒宣传工作支出增加 _
3 s5_3 item 信息化建设 5 2 _ _ 业务量增加 _
4 s5_3 item 购房补贴 5 2 _ _ 支出增加 _
5 s8 three_public_reception 公务接待费 5 0 _ _ 公务接待费保持不变 _"""

    (finding,) = audited("YOY-10", told(rows))

    assert (finding.severity, finding.place.row, finding.place.field) == ("info", "1", "reason")
    assert finding.facts == {"count": "4", "names": "统计管理, 普法宣传, 购房补贴, 公务接待费"}


@pytest.mark.parametrize("reason", ["业务量增加", "本年新招录3人", "新增专项普查活动经费", "统计增加", "人员经费增加"])
def test_reasons_that_say_something_hold(reason: str) -> None:
    assert held("YOY-10", told(f"1 s5_3 item 统计管理 5 2 _ _ {reason} _")) == 1
