from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from builder.model.disclosure import PrintedTable
from builder.render import amounts
from tests.unit.render.conftest import disclosure_of, printed


def _table(**facts: Any) -> PrintedTable:
    table = disclosure_of({"printed_tables": [printed("T3", **facts)]}).table("T3")
    assert table is not None
    return table


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        ("0", "0"),
        ("170", "170.00"),
        ("2.7", "2.70"),
        ("9101.677535", "9,101.68"),
        ("-5.95", "−5.95"),
        ("0.0001", "0.0001"),
    ],
)
def test_an_amount_is_shown_with_two_decimals(amount: str, text: str) -> None:
    assert amounts.shown(Decimal(amount)) == text


@pytest.mark.parametrize(
    ("amount", "text"), [("170", "170"), ("2.70", "2.7"), ("100", "100"), ("0", "0"), ("1000", "1,000")]
)
def test_a_sentence_says_an_amount_without_its_last_zeros(amount: str, text: str) -> None:
    assert amounts.spoken(Decimal(amount)) == text


def test_a_table_in_ten_thousand_yuan_keeps_the_digits_of_the_dataset() -> None:
    table = _table()

    assert [amounts.printed(Decimal(text), table) for text in ("170", "2.70", "14.41")] == ["170", "2.70", "14.41"]


def test_a_table_in_yuan_is_printed_in_yuan_with_its_own_step_and_separators() -> None:
    table = _table(unit="yuan", quantum="0.000001", thousands_separators=True)

    assert amounts.printed(Decimal("9101.677535"), table) == "91,016,775.35"
    assert amounts.printed(Decimal(6641), table) == "66,410,000.00"


def test_a_table_that_prints_some_cells_in_whole_yuan_prints_each_with_its_own_digits() -> None:
    table = _table(unit="yuan", quantum="0.000001", thousands_separators=True)

    assert amounts.printed(Decimal("1260.4173"), table) == "12,604,173"
    assert [amounts.printed(Decimal(text), table) for text in ("0.000000", "0.0000", "0")] == ["0.00", "0", "0.00"]


def test_a_figure_finer_than_its_table_keeps_all_its_digits() -> None:
    table = _table(unit="yuan", quantum="0.0001")

    assert amounts.printed(Decimal("1.000050"), table) == "10000.50"


@pytest.mark.parametrize(("change", "text"), [("0.09", "+0.09"), ("-5.95", "−5.95"), ("0", "0")])
def test_a_change_has_a_sign(change: str, text: str) -> None:
    assert amounts.signed(Decimal(change)) == text


def test_growth_is_rounded_half_up() -> None:
    assert amounts.percent(Decimal("-5.95"), Decimal("320.91"), 1) == "−1.9"
    assert amounts.percent(Decimal(1), Decimal(8)) == "13"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("相差 -0.90 万元", "相差 \u22120.90 万元"),
        ("-9", "\u22129"),
        ("（2018-2020）", "（2018-2020）"),
        ("2021年1-12月", "2021年1-12月"),
        ("2018年-2020年", "2018年-2020年"),
    ],
)
def test_a_sign_is_a_minus_and_a_hyphen_stays_a_hyphen(text: str, shown: str) -> None:
    assert amounts.with_minus(text) == shown


@pytest.mark.parametrize(
    ("amount", "html"),
    [
        ("1234.56", " data-w>1,234.56"),
        ("-5.95", " data-w>−5.95"),
        ("35.5", ' data-w="35.5">35.50'),
        ("9101.677535", ' data-w="9101.677535">9,101.68'),
        ("0.00", ' data-w="0.00">0'),
    ],
)
def test_a_shown_amount_carries_the_exact_one_where_that_has_other_digits(amount: str, html: str) -> None:
    exact = Decimal(amount)

    assert amounts.scalable(exact, amounts.shown(exact)) == html
