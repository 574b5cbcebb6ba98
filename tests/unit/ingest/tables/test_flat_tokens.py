from __future__ import annotations

from decimal import Decimal

import pytest

from builder.ingest.source import Cell, Line, Piece, Place, Row
from builder.ingest.tables.flat_tokens import Token, read_lines


def _tokens(text: str, edges: tuple[tuple[float, float], ...] = ()) -> list[Token]:
    piece = Piece(0, text, Place("t", 1))
    return [
        token
        for line in read_lines([Row((Cell(0, 0, piece),), None, Line(piece, is_physical=True, edges=edges))])
        for token in line.tokens
    ]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("210卫生健康支出 12.00", ["210", "卫生健康支出", "12.00"]),
        ("2010301行政运行 7", ["2010301", "行政运行", "7"]),
        ("公务用车运行费2.00", ["公务用车运行费", "2.00"]),
        ("1,234.001,234.00", ["1,234.00", "1,234.00"]),
        ("1,2341,234", ["1,234", "1,234"]),
        ("4.000.004.00", ["4.00", "0.00", "4.00"]),
        ("办公费1,234.001,234.00", ["办公费", "1,234.00", "1,234.00"]),
        ("1,234.00二、教育支出 3.00", ["1,234.00", "二、教育支出", "3.00"]),
    ],
)
def test_what_is_glued_is_taken_apart(text: str, parts: list[str]) -> None:
    tokens = _tokens(text)

    assert [token.text for token in tokens] == parts
    assert [text[token.start : token.end] for token in tokens] == parts


@pytest.mark.parametrize("text", ["3.国有资本经营预算", "2023年", "X101路", "1.2.3", "第3号", "12-15", "1、事业收入"])
def test_words_with_digits_stay_whole(text: str) -> None:
    tokens = _tokens(text)

    assert [(token.kind, token.text) for token in tokens] == [("text", text)]


@pytest.mark.parametrize(
    ("text", "amount"),
    [("14。41", "14.41"), ("１２．５", "12.5"), ("1,234.50", "1234.50"), ("-3.00", "-3.00"), ("—", "0"), ("0", "0")],
)
def test_figures_are_read_as_they_are_meant(text: str, amount: str) -> None:
    tokens = _tokens(text)

    assert [(token.is_figure, token.amount) for token in tokens] == [(True, Decimal(amount))]


def test_a_glued_figure_stands_where_its_part_of_the_word_stands() -> None:
    tokens = _tokens("10.0020.00", ((100.0, 200.0),))

    assert [token.edges for token in tokens] == [(100.0, 150.0), (150.0, 200.0)]


def test_edges_that_do_not_fit_the_words_are_left_aside() -> None:
    tokens = _tokens("10.00 20.00", ((100.0, 200.0),))

    assert [token.edges for token in tokens] == [None, None]


def test_a_line_of_blanks_is_no_line() -> None:
    assert _tokens(" \u3000 \f") == []
