"""Percentages of rounded amounts."""

from __future__ import annotations

import pytest

from builder.audit.text.percentages import decimals_of, half_up, is_within, percentage, range_of
from tests.factories import amount


@pytest.mark.parametrize(
    ("part", "whole", "decimals", "expected"),
    [("1", "8", 0, "13"), ("1", "8", 1, "12.5"), ("-1", "8", 0, "-13"), ("1", "3", 2, "33.33"), ("0", "3", 0, "0")],
)
def test_halves_are_rounded_away_from_zero(part: str, whole: str, decimals: int, expected: str) -> None:
    assert str(half_up(percentage(amount(part), amount(whole)), decimals)) == expected


@pytest.mark.parametrize(("printed", "decimals"), [("5", 0), ("5.0", 1), ("-1.10", 2)])
def test_the_decimals_printed_are_those_of_the_text(printed: str, decimals: int) -> None:
    assert decimals_of(amount(printed)) == decimals


@pytest.mark.parametrize(("stated", "is_possible"), [("4", True), ("5", True), ("3", False), ("6", False)])
def test_a_percentage_is_possible_between_the_bounds_of_its_rounded_amounts(stated: str, is_possible: bool) -> None:  # noqa: FBT001
    bounds = range_of(amount("0.09"), amount("0.005"), amount("2.08"), amount("0.01"))

    assert is_within(amount(stated), bounds) == is_possible
