"""The words around the data: each template's over the plain ones."""

from __future__ import annotations

import pytest

from builder.printout.wording import wording

KINDS = {"part", "functions", "organisation", "tables", "narrative", "narrative_after", "glossary"}


@pytest.mark.parametrize(
    ("number", "said"),
    [(1, "一"), (9, "九"), (10, "十"), (11, "十一"), (20, "二十"), (35, "三十五"), (99, "九十九"), (100, "100")],
)
def test_ordinals_are_in_chinese_numerals(number: int, said: str) -> None:
    assert wording(None).ordinal(number) == said


@pytest.mark.parametrize("template_id", [None, "xinjiang-2022", "shanghai-putuo-2025", "no-such-template"])
def test_every_template_orders_known_parts_and_has_the_tables(template_id: str | None) -> None:
    kinds = [part.kind for part in wording(template_id).parts]

    assert KINDS.issuperset(kinds)
    assert kinds.count("tables") == 1


def test_a_template_keeps_the_plain_words_that_it_does_not_change() -> None:
    words = wording("shanghai-putuo-2025")

    assert words.say("prepared_by", name="某局") == "编制单位：某局"
    assert words.say("amount_unit", unit="元") == "单位：元"
    assert words.text("profile.stop") == "。"


def test_a_template_that_has_no_words_of_its_own_has_the_plain_ones() -> None:
    assert wording("no-such-template").parts == wording(None).parts
