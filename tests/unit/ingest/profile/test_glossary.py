from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.ingest.outline import zones_of
from tests.unit.ingest.profile.reading import read, unclaimed, values
from tests.unit.ingest.streams import stream


def _terms(text: str) -> list[tuple[str, str]]:
    rows = values(read(f"第四部分 名词解释\n{text}"), "glossary")
    return [(row["term"], row.get("definition", "")) for row in rows]


@pytest.mark.parametrize(
    "text",
    [
        "一、甲收入：指某种钱。\n二、乙支出：是另一种钱。",
        "（一）甲收入：指某种钱。\n（二）乙支出：是另一种钱。",
        "（一）、甲收入：指某种钱。\n（二）、乙支出：是另一种钱。",
        "1.甲收入:指某种钱。\n2.乙支出:是另一种钱。",
        "甲收入：指某种钱。\n乙支出：是另一种钱。",
        "以下是本文件使用的名词。\n一、甲收入：指某种钱。\n二、乙支出：是另一种钱。",
    ],
)
def test_terms_are_read_in_every_numbering(text: str) -> None:
    assert _terms(text) == [("甲收入", "指某种钱。"), ("乙支出", "是另一种钱。")]


def test_a_term_without_a_colon_ends_where_its_explanation_begins() -> None:
    assert _terms("1.甲收入是指某种钱。\n2.“三公”经费，指三种费用。") == [
        ("甲收入", "是指某种钱。"),
        ("“三公”经费", "，指三种费用。"),
    ]


def test_a_term_on_a_line_of_its_own_is_explained_by_the_next() -> None:
    assert _terms("1、甲收入\n指某种钱。\n2、乙支出\n指另一种钱。") == [
        ("甲收入", "指某种钱。"),
        ("乙支出", "指另一种钱。"),
    ]


def test_paragraphs_that_begin_no_term_belong_to_the_one_before() -> None:
    terms = _terms("一、“三公”经费：指三种费用。\n其中：甲费指某事的钱。\n（1）乙费指某事的钱。\n二、丙费：指某种钱。")

    assert terms == [
        ("“三公”经费", "指三种费用。\n其中：甲费指某事的钱。\n（1）乙费指某事的钱。"),
        ("丙费", "指某种钱。"),
    ]


def test_terms_are_counted_and_stand_at_their_lines() -> None:
    rows = values(read("名词解释\n（一）甲词：指某。\n（二）乙词：指某。"), "glossary")

    assert [(row["seq"], row["src_line"]) for row in rows] == [("1", "2"), ("2", "3")]


_WORD = st.text(alphabet="甲乙丙丁戊己庚辛壬癸", min_size=2, max_size=12)


@given(st.lists(st.tuples(_WORD, _WORD), min_size=1, max_size=8))
def test_every_term_comes_back_and_nothing_of_it_is_left_over(terms: list[tuple[str, str]]) -> None:
    lines = [f"{number}.{term}：指{text}。" for number, (term, text) in enumerate(terms, 1)]
    text = "\n".join(["名词解释", *lines])

    found = read(text)

    rows = values(found, "glossary")
    assert [(row["term"], row["definition"]) for row in rows] == [(term, f"指{words}。") for term, words in terms]
    assert unclaimed(zones_of(stream(text))[0].rows, found) == []
