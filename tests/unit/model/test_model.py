"""The values of the domain."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.model import money
from builder.model.codes import parent_of, spaced
from builder.model.rows import Columns, Row, Value
from tests.factories import disclosure_from

AMOUNTS = st.decimals(-(10**12), 10**12, places=6, allow_nan=False, allow_infinity=False)


@given(st.lists(AMOUNTS | st.none(), max_size=40))
def test_a_total_is_exact_and_blank_counts_as_zero(amounts: list[Decimal | None]) -> None:
    scaled = sum(int(amount.scaleb(6)) for amount in amounts if amount is not None)

    assert int(money.total(amounts).scaleb(6)) == scaled


@given(AMOUNTS)
def test_yuan_are_ten_thousand_times_as_many_without_loss(amount: Decimal) -> None:
    assert money.in_yuan(amount) == amount * 10_000
    assert money.in_yuan(amount).scaleb(-4) == amount


@pytest.mark.parametrize(
    ("amount", "text"), [("2.70", "2.70"), ("-5.95", "-5.95"), ("-0.00", "0.00"), ("1E+2", "100"), ("0", "0")]
)
def test_an_amount_in_plain_notation_keeps_its_digits(amount: str, text: str) -> None:
    assert money.plain(Decimal(amount)) == text


def test_thousands_are_grouped() -> None:
    assert money.grouped(Decimal("91016775.35")) == "91,016,775.35"


@pytest.mark.parametrize(("amount", "rounded"), [("0.005", "0.01"), ("0.0049", "0.00"), ("-0.005", "-0.01")])
def test_halves_round_away_from_zero(amount: str, rounded: str) -> None:
    assert money.rounded(Decimal(amount), Decimal("0.01")) == Decimal(rounded)


def test_tolerance_is_half_a_quantum_for_each_addend_and_the_total() -> None:
    assert money.tolerance(Decimal("0.01"), 3) == Decimal("0.02")


def test_codes_know_their_level() -> None:
    assert parent_of("2010350") == "20103"
    assert parent_of("201") is None
    assert spaced("2010350") == "201 03 50"


def test_a_row_gives_each_value_as_its_own_type_or_none() -> None:
    values: tuple[Value, ...] = (Decimal(1), "a|b", 3, date(2022, 2, 12), True)
    row = Row(Columns("x", "x.csv", {name: position for position, name in enumerate("atwdf")}, {}), values, 2)

    assert (row.amount("a"), row.text("t"), row.whole("w"), row.day("d"), row.flag("f")) == values
    assert row.parts("t") == ("a", "b")
    assert row.parts("w") == ()
    assert [row.amount("t"), row.text("a"), row.whole("f"), row.day("t"), row.flag("w")] == [None] * 5


def test_a_table_answers_for_every_cell() -> None:
    table = disclosure_from(
        {"expenditure_by_function": "functional_code name_printed total\n201 甲 3"}, totals="T3 total 3"
    ).tables["T3"]

    assert table.amount("201", "total") == 3
    assert table.amount("total", "total") == 3
    assert table.amount("total", "basic") is None
    assert table.amount("999", "total") is None
    assert not table.is_in_yuan


def test_a_disclosure_answers_for_what_it_lacks() -> None:
    disclosure = disclosure_from({"expenditure_by_function": "functional_code name_printed total\n201 甲 3"})

    assert disclosure.name == "某州教育局"
    assert disclosure.rows("projects") == ()
    assert disclosure.only("procurement") is None
    assert disclosure.only("units") is disclosure.unit
    assert disclosure.table("T9") is None
