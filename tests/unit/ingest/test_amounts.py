"""Amounts as cells print them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from builder.ingest.amounts import in_wan_yuan, leading_amount, read_amount


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("314.96", "314.96"),
        ("2.70", "2.70"),
        ("0", "0"),
        ("-3.5", "-3.5"),
        ("82,096,797.42", "82096797.42"),
        ("  12.5 \n", "12.5"),
        ("\u200312.5", "12.5"),
    ],
)
def test_a_plain_figure_is_its_value_and_no_evidence(text: str, value: str) -> None:
    amount = read_amount(text)

    assert amount is not None
    assert (amount.text, amount.is_evidence) == (value, False)


@pytest.mark.parametrize(
    ("text", "value", "flags"),
    [
        ("314.96　", "314.96", ("trailing_ideographic_space",)),
        ("　0.17", "0.17", ()),
        ("14。41", "14.41", ("cjk_stop_decimal", "repaired")),
        ("14 .41", "14.41", ("repaired",)),
        ("１２.５", "12.5", ("fullwidth_digit", "repaired")),
        ("1，234", "1234", ("thousands_sep", "repaired")),
        ("（12.3）", "-12.3", ("repaired",)),
        ("5.", "5", ("repaired",)),
        (".5", "0.5", ("repaired",)),
        ("1,234,56.78", "123456.78", ("thousands_sep", "repaired")),
        ("91,016,775.\n35", "91016775.35", ("thousands_sep", "repaired")),
        ("82,096,797.4\n2", "82096797.42", ("thousands_sep", "repaired")),
    ],
)
def test_an_odd_figure_is_read_in_the_one_way_it_can_be(text: str, value: str, flags: tuple[str, ...]) -> None:
    amount = read_amount(text)

    assert amount is not None
    assert (amount.text, amount.flags, amount.is_evidence) == (value, flags, True)


@pytest.mark.parametrize("text", ["100\n200", "12,5", "4.5.6", "12%", "1 234", "#####1"])
def test_a_figure_with_several_readings_is_left_unread(text: str) -> None:
    amount = read_amount(text)

    assert amount is not None
    assert (amount.value, amount.flags) == (None, ("unreadable",))


@pytest.mark.parametrize("text", ["-", "—", "--", "/", "无", " ／ "])
def test_a_stroke_is_a_blank_of_which_the_text_is_kept(text: str) -> None:
    amount = read_amount(text)

    assert amount is not None
    assert (amount.value, amount.flags, amount.is_evidence) == (None, (), True)


@pytest.mark.parametrize("text", ["", "　", "类", "210卫生健康支出", "2024年"])
def test_blanks_and_words_are_no_amount(text: str) -> None:
    amount = read_amount(text)

    assert amount is None


def test_a_unit_within_the_cell_is_named() -> None:
    amount = read_amount("2.17万元")

    assert amount is not None
    assert (amount.value, amount.unit, amount.flags) == (Decimal("2.17"), "wan_yuan", ("repaired",))


def test_a_figure_is_taken_from_the_words_glued_to_it() -> None:
    found = leading_amount("1,250,000.00本年目标")

    assert found is not None
    assert (found[0].value, found[1]) == (Decimal("1250000.00"), 12)


@pytest.mark.parametrize("text", ["210卫生健康支出", "100", "1.2.3元", "2024年"])
def test_whole_digits_before_words_are_no_amount(text: str) -> None:
    found = leading_amount(text)

    assert found is None


@pytest.mark.parametrize(
    ("amount", "unit", "written"),
    [
        ("2.70", "wan_yuan", "2.70"),
        ("0.123456", "wan_yuan", "0.123456"),
        ("171915169", "yuan", "17191.5169"),
        ("0", "yuan", "0.0000"),
        ("1000.5", "yuan", "0.100050"),
        ("91016775.35", "yuan", "9101.677535"),
        ("-12", "yuan", "-0.0012"),
        ("0.5", "thousand_yuan", "0.05"),
        ("1.23", "hundred_million_yuan", "12300"),
    ],
)
def test_amounts_become_ten_thousand_yuan_without_rounding(amount: str, unit: str, written: str) -> None:
    text = in_wan_yuan(Decimal(amount), unit)

    assert text == written
