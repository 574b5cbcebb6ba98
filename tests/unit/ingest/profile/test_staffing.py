from __future__ import annotations

import pytest

from tests.unit.ingest.profile.reading import doubts, read, values

_HEAD = "某局2024年单位预算\n一、主要职能\n某事。\n二、机构设置及人员情况\n"


def _staffing(sentence: str) -> dict[str, tuple[str, str]]:
    rows = values(read(_HEAD + sentence), "staffing")
    return {row["category"]: (row["headcount"], row.get("change", "")) for row in rows}


def test_posts_and_people_with_their_changes() -> None:
    rows = _staffing("本单位编制数11个，实有人数13人，其中在职10人，减少2人；退休2人，增加1人；离休1人,增加0人。")

    assert rows == {
        "authorised": ("11", ""),
        "actual": ("13", ""),
        "active": ("10", "-2"),
        "retired": ("2", "1"),
        "veteran_retired": ("1", "0"),
    }


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("编制12名。", {"authorised": ("12", "")}),
        ("核定编制人数为30名，实有在职人数28人。", {"authorised": ("30", ""), "active": ("28", "")}),
        ("人员编制8人，实有8人。", {"authorised": ("8", ""), "actual": ("8", "")}),
        ("在职人员20人，较上年减少3人。", {"active": ("20", "-3")}),
        ("退休人员5人（与上年持平）。", {"retired": ("5", "0")}),
        (
            "现有教职工120人，其中：在职职工100人，退休20人。",
            {"actual": ("120", ""), "active": ("100", ""), "retired": ("20", "")},
        ),
        ("离退休人员12人，其中：离休1人，退休11人。", {"veteran_retired": ("1", ""), "retired": ("11", "")}),
    ],
)
def test_other_wordings_of_the_same(sentence: str, expected: dict[str, tuple[str, str]]) -> None:
    assert _staffing(sentence) == expected


def test_parts_of_the_posts_without_their_total_are_left_to_a_person() -> None:
    found = read(_HEAD + "行政编制20名，事业编制35名。")

    assert values(found, "staffing") == []
    assert doubts(found) == ["doubt-staffing-unplaced"]


def test_parts_beside_their_total_raise_no_doubt() -> None:
    found = read(_HEAD + "编制总数55人，其中：行政编制20人，事业编制35人。")

    assert [row["headcount"] for row in values(found, "staffing")] == ["55"]
    assert doubts(found) == []


def test_a_second_number_for_the_same_people_is_doubted_where_it_differs() -> None:
    found = read(_HEAD + "在职人员20人。\n年末在职人员21人。")

    assert [row["headcount"] for row in values(found, "staffing")] == ["20"]
    assert doubts(found) == ["doubt-staffing-twice"]
