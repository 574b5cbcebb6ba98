"""Which pages have which term."""

from __future__ import annotations

from builder.index import FigureRows, PageText, Passage
from builder.index.page_terms import sets_of_terms


def page(number: int, *passages: Passage | FigureRows) -> PageText:
    return PageText(f"{number}", f"units/{number}/", "", "", 2024, f"{number}", passages)


def test_a_clause_counts_for_every_page_that_has_it() -> None:
    pages = [page(0, Passage("a", "", "用于差旅，减少")), page(1, Passage("b", "", "减少。增加")), page(2)]

    sets = sets_of_terms(pages)

    assert sets == {"用于": 0b01, "于差": 0b01, "差旅": 0b01, "减少": 0b11, "增加": 0b10}


def test_figures_are_found_whole_and_by_their_beginning_without_commas_and_signs() -> None:
    rows = FigureRows("t3", "表三", ("total", "basic"), (("205", "205 教育", "1,234.50\t-7.00"), ("2", "", "\t5")))

    sets = sets_of_terms([page(0, rows)])

    assert sets.keys() == {"205", "20*", "5教", "教育", "1234.50", "12*", "7.00", "7.*"}


def test_parts_of_a_passage_do_not_grow_together() -> None:
    assert sets_of_terms([page(0, Passage("a", "", "甲\t乙"))]) == {}
