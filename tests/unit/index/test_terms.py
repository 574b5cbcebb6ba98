"""Terms of a text."""

from __future__ import annotations

from builder.index.terms import marks_in, sets_by_term
from builder.index.text import BREAK, normalised


def terms_of(text: str) -> set[str]:
    return set(sets_by_term(dict.fromkeys(marks_in(normalised(text)), 1)))


def test_neighbouring_characters_and_the_bounds_of_numbers_are_terms() -> None:
    assert terms_of("“三公”经费2.17万元") == {"三公", "公经", "经费", "费2", "2.17", "2.*", "7万", "万元"}


def test_numbers_in_brackets_do_not_grow_together() -> None:
    assert terms_of("发〔2014〕57号") == {"发2", "2014", "20*", "57", "57*", "7号"}


def test_no_term_crosses_punctuation_or_the_end_of_a_passage() -> None:
    assert terms_of(f"甲，乙{BREAK}丙") == set()


def test_characters_beyond_sixteen_bits_are_paired_whole() -> None:
    assert terms_of("用𠮷字2") == {"用𠮷", "𠮷字", "字2"}
