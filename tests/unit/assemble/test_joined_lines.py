"""Lines that a page broke are joined before anything reads the text."""

from __future__ import annotations

import pytest

from builder.assemble.joined_lines import joined
from tests.factories import amount, disclosure_from

NARRATIVE = "seq section heading text\n"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("一般公共\n预算", "一般公共预算"),
        ("收入120\n.60万元", "收入120.60万元"),
        ("收入  \n\u3000支出\n", "收入支出"),
        ("Data\nPackage", "Data Package"),
        ("第X\n项", "第X项"),
        ("一\n\n二", "一二"),
        ("一 二", "一 二"),
    ],
)
def test_lines_are_joined_with_a_blank_between_latin_words_only(text: str, line: str) -> None:
    assert joined(text) == line


def test_a_paragraph_of_many_lines_is_read_as_one() -> None:
    disclosure = disclosure_from(
        {"narrative": NARRATIVE + "1 s2 false 收入预算12万元，其中：财政拨款收入1¶0万元，比2023年预算增¶加1万元。"}
    )

    whole, fund = disclosure.rows("narrative_figures")

    assert (
        disclosure.rows("narrative")[0]["text"] == "收入预算12万元，其中：财政拨款收入10万元，比2023年预算增加1万元。"
    )
    assert (whole["amount"], fund["amount"], fund["change"]) == (amount("12"), amount("10"), amount("1"))


def test_a_quotation_is_joined_as_its_paragraph_is_and_other_text_is_left() -> None:
    tables = {
        "narrative": NARRATIVE + "1 s2 false 收入预¶算3万元",
        "narrative_figures": "seq section subject name_printed quote reason\n1 s2 total 收入¶预算 收入预¶算3万元 _",
        "glossary": "seq term definition\n1 甲 乙¶丙",
    }

    disclosure = disclosure_from(tables)

    (figure,) = disclosure.rows("narrative_figures")
    assert (figure["name_printed"], figure["quote"], figure["reason"]) == ("收入预算", "收入预算3万元", None)
    assert disclosure.rows("glossary")[0]["definition"] == "乙\n丙"


def test_a_paragraph_of_one_line_stays_as_it_is_beside_one_of_many() -> None:
    disclosure = disclosure_from({"narrative": NARRATIVE + "1 s2 false 收入¶预算\n2 s2 false 支出预算"})

    assert [row["text"] for row in disclosure.rows("narrative")] == ["收入预算", "支出预算"]
