"""Numbers of a workbook as Excel shows them, without ever losing a digit that the cell holds."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import cache
from typing import NamedTuple

# Excel keeps 15 digits; what a binary number has beyond them is dust.
_FIFTEEN_DIGITS = Context(prec=15, rounding=ROUND_HALF_UP)
_WIDE = Context(prec=700)
# Excel's own word for "no format" is translated in files of some programs, its first letter is not.
_GENERAL = re.compile(r"(?:General|G/[^\W\d]+)", re.IGNORECASE)
_SIGNS = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|_(?P<padding>.)|\*(?P<fill>.)|\[(?P<bracket>[^\]]*)\]|(?P<sign>.)', re.DOTALL
)
_FIGURE = re.compile(r"(?P<whole>#[#0?,]*|[0?][0#?,]*|)(?:\.(?P<decimals>[0#?]*))?")
_AS_WRITTEN = " -+():$¥￥%"
_SECTIONS = 3


class Shown(NamedTuple):
    """The text of a cell; `is_plain` where its format could not be followed, or would have lost digits."""

    text: str
    is_plain: bool = False


class _Section(NamedTuple):
    """One part of a number format: what stands around the figure, and how the figure is written, if there is one."""

    before: str = ""
    after: str = ""
    whole: str | None = None
    decimals: str = ""
    is_general: bool = False

    @property
    def is_percent(self) -> bool:
        return "%" in self.before + self.after


def shown_number(value: float, number_format: str) -> Shown:
    """Return a number under a format: `2.70` for 2.7 under `0.00`; all its digits where the format cuts some off."""
    exact = without_dust(value)
    if not exact.is_finite():
        return Shown(str(value), is_plain=True)
    sections = _sections(number_format or "General")
    if sections is None:
        return Shown(shortest(exact), is_plain=True)
    section = _chosen(sections, exact)
    if section.whole is None and not section.is_general:
        return Shown(shortest(exact), is_plain=True) if exact else Shown((section.before + section.after).strip())
    # A section for negative numbers has its own sign, or brackets.
    figure = abs(exact) if exact < 0 and len(sections) > 1 else exact
    figure = figure.scaleb(2, _WIDE) if section.is_percent else figure
    sign = "-" if figure < 0 else ""
    digits, is_cut = _digits(abs(figure), section)
    return Shown(f"{sign}{section.before}{digits}{section.after}".strip(), is_plain=is_cut)


def without_dust(value: float) -> Decimal:
    """Return the number as its shortest digits, at most 15 where it was kept in binary."""
    return _FIFTEEN_DIGITS.create_decimal(repr(value)) if isinstance(value, float) else Decimal(value)


def shortest(number: Decimal) -> str:
    """Return the number in plain digits, no zeros at its end."""
    text = f"{number:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def _chosen(sections: tuple[_Section, ...], number: Decimal) -> _Section:
    if number < 0 and len(sections) > 1:
        return sections[1]
    return sections[2] if number == 0 and len(sections) >= _SECTIONS else sections[0]


def _digits(number: Decimal, section: _Section) -> tuple[str, bool]:
    """The digits by the format, or all of them where it would cut some off."""
    if section.is_general:
        return shortest(number), False
    most = len(section.decimals)
    rounded = number.quantize(Decimal(1).scaleb(-most), rounding=ROUND_HALF_UP, context=_WIDE)
    whole, _point, decimals = shortest(number if rounded != number else rounded).partition(".")
    decimals = decimals.ljust(section.decimals.rfind("0") + 1, "0")
    return _grouped(whole, section.whole or "") + (f".{decimals}" if decimals else ""), rounded != number


def _grouped(whole: str, pattern: str) -> str:
    whole = whole.rjust(pattern.count("0"), "0")
    if whole == "0" and "0" not in pattern:
        return ""
    return re.sub(r"(?<=[0-9])(?=(?:[0-9]{3})+$)", ",", whole) if "," in pattern else whole


@cache
def _sections(number_format: str) -> tuple[_Section, ...] | None:
    """Read a format; None where a section is not followed."""
    parts = [""]
    for match in _SIGNS.finditer(number_format):
        if match[0] == ";":
            parts.append("")
        else:
            parts[-1] += match[0]
    sections = tuple(_section(part) for part in parts[:_SECTIONS])
    known = tuple(section for section in sections if section is not None)
    return known if len(known) == len(sections) else None


def _section(written: str) -> _Section | None:
    """Read one section; None for conditions, fractions, exponents, and figures scaled or broken up by other signs."""
    general = _GENERAL.search(written)
    text = written if general is None else written[: general.start()] + "@" + written[general.end() :]
    before, figure, after = "", "", ""
    for match in _SIGNS.finditer(text):
        sign = match["sign"]
        if sign is not None and sign in "0#?,.@":
            if after:
                return None
            figure += sign
            continue
        shown = _literal(match)
        if shown is None:
            return None
        before, after = (before, after + shown) if figure else (before + shown, after)
    if figure == "@":
        return _Section(before, after, is_general=True)
    found = _FIGURE.fullmatch(figure)
    if found is None or found["whole"].endswith(","):
        return None
    return _Section(before, after, found["whole"] if figure else None, found["decimals"] or "")


def _literal(match: re.Match[str]) -> str | None:
    """What a sign of a format shows; None for one that has a meaning not followed here."""
    if match["bracket"] is not None:
        currency = re.match(r"\$([^-]*)", match["bracket"])
        return currency[1] if currency else None if re.match(r"[<>=hms]", match["bracket"], re.IGNORECASE) else ""
    if match["padding"] is not None:
        return " "
    if match["sign"] is not None:
        is_shown = match["sign"] in _AS_WRITTEN or not match["sign"].isascii()
        return match["sign"] if is_shown else None
    return match["quoted"] or match["escaped"] or ""
