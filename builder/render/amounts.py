"""How amounts are shown: as printed in the tables, shortened to two decimals of 10,000 yuan everywhere else."""

from __future__ import annotations

import re
from decimal import Decimal

from markupsafe import Markup

from builder.layout.amounts import printer
from builder.model import money
from builder.model.disclosure import PrintedTable

__all__ = ["MINUS", "exact", "percent", "printed", "printer", "scalable", "shown", "signed", "spoken", "with_minus"]

MINUS = "\u2212"
_CENT = Decimal("0.01")
_DECIMALS = 2
_HUNDRED = Decimal(100)
# Years and codes are joined by a hyphen too, but only a sign follows a space or nothing.
_SIGN = re.compile(r"(?<!\S)-(?=\d)")


def exact(amount: Decimal) -> str:
    """Return the amount with all its digits, as in the data."""
    return money.plain(amount)


def printed(amount: Decimal, table: PrintedTable) -> str:
    """Return the amount in the unit and with the precision and separators in which its table prints it."""
    return printer(table)(amount)


def shown(amount: Decimal) -> str:
    """Return the amount with two decimals and thousands separators; zero is `0`."""
    if not amount:
        return "0"
    whole, _, part = money.grouped(amount).partition(".")
    if len(part) > _DECIMALS:
        short = money.rounded(amount, _CENT)
        return money.grouped(short or amount).replace("-", MINUS)
    return f"{whole}.{part:0<2}".replace("-", MINUS)


def spoken(amount: Decimal) -> str:
    """Return the amount as a sentence says it: without the zeros at its end."""
    text = shown(amount)
    return text.rstrip("0").rstrip(".") if "." in text else text


def signed(amount: Decimal) -> str:
    """Return a change with its sign."""
    return ("+" if amount > 0 else "") + shown(amount)


def scalable(amount: Decimal, text: str) -> Markup:
    """Return the rest of a start tag, and `text`, which shows the amount: the page's script can write it in any unit.

    The tag holds the exact amount where the text has other digits.
    """
    exactly = exact(amount)
    is_same = text.replace(",", "").replace(MINUS, "-") == exactly
    return Markup(f" data-w>{text}" if is_same else f' data-w="{exactly}">{text}')  # noqa: S704 - digits and signs


def with_minus(text: str) -> str:
    """Return a sentence, or an amount in plain notation, with the minus signs of print."""
    return _SIGN.sub(MINUS, text) if "-" in text else text


def percent(part: Decimal, whole: Decimal, decimals: int = 0) -> str:
    """Return a share or growth in per cent, its sign as for amounts; the whole must not be zero."""
    ratio = money.rounded(part / whole * _HUNDRED, Decimal(1).scaleb(-decimals))
    return (MINUS if ratio < 0 else "") + f"{abs(ratio):,f}"
