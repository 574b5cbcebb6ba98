"""Slips of the pen in one figure: what a person types, copies or reads wrongly, on its digits as printed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from itertools import pairwise
from random import Random

from builder.model.money import rounded

DigitSlip = Callable[[str], Iterator[str]]
_FINEST = 6
_IN_PRINT = Decimal("0.01")


def swapped(text: str) -> Iterator[str]:
    """Yield the figure with two neighbouring digits exchanged."""
    places = _digits(text)
    for one, other in pairwise(places):
        characters = list(text)
        characters[one], characters[other] = characters[other], characters[one]
        yield "".join(characters)


def one_wrong(text: str) -> Iterator[str]:
    """Yield the figure with one digit read as another."""
    for place in _digits(text):
        for digit in "0123456789":
            yield text[:place] + digit + text[place + 1 :]


def dropped(text: str) -> Iterator[str]:
    """Yield the figure with one digit left out."""
    for place in _digits(text):
        yield text[:place] + text[place + 1 :]


def doubled(text: str) -> Iterator[str]:
    """Yield the figure with one digit typed twice."""
    for place in _digits(text):
        yield text[: place + 1] + text[place:]


def point_right(text: str) -> Iterator[str]:
    """Yield ten times the figure."""
    yield f"{Decimal(text).scaleb(1):f}"


def point_left(text: str) -> Iterator[str]:
    """Yield a tenth of the figure."""
    yield f"{Decimal(text).scaleb(-1):f}"


def as_yuan(text: str) -> Iterator[str]:
    """Yield the figure in yuan where 10,000 yuan is the unit."""
    yield f"{Decimal(text).scaleb(4):f}"


def as_wan(text: str) -> Iterator[str]:
    """Yield the figure in 10,000 yuan where yuan is the unit."""
    yield f"{Decimal(text).scaleb(-4):f}"


DIGIT_SLIPS: dict[str, DigitSlip] = {
    "swapped": swapped,
    "one_wrong": one_wrong,
    "dropped": dropped,
    "doubled": doubled,
    "point_right": point_right,
    "point_left": point_left,
}


def slipped(amount: str, slip: DigitSlip, draw: Random, *, in_yuan: bool = False) -> str | None:
    """Return an amount in 10,000 yuan after a slip in its print, or None where it then rounds to what it is.

    A figure printed in yuan has its two decimals and loses none.
    """
    value = Decimal(amount)
    printed = f"{value.scaleb(4):.2f}" if in_yuan else f"{value:f}"
    if "." in printed and not in_yuan:
        printed = printed.rstrip("0").removesuffix(".")
    found = []
    for text in slip(printed):
        if not text[:1].isdigit() or (text.startswith("0") and not text.startswith("0.") and text != "0"):
            continue
        other = Decimal(text).scaleb(-4) if in_yuan else Decimal(text)
        is_another = other != value if in_yuan else rounded(other, _IN_PRINT) != value
        if is_another and -int(other.normalize().as_tuple().exponent) <= _FINEST:
            found.append(f"{other:.6f}" if in_yuan else f"{other:f}")
    return draw.choice(found) if found else None


def _digits(text: str) -> list[int]:
    return [place for place, character in enumerate(text) if character.isdigit()]
