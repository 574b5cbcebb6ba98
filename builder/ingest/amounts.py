"""The text of a cell → the amount that it prints, and what is unusual about how it is printed."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from builder.ingest.vocabulary import vocabulary
from builder.model.money import plain

CENTS_OF_YUAN = 2
TYPESETTING = "".join(map(chr, range(0x2000, 0x200C))) + "\ufeff"
"""Blanks of set widths, and none: nobody types them."""
_LAYOUT = " \t\r\n\f\v\u00a0" + TYPESETTING
"""Blanks that only lay out a page; an ideographic blank is typed and stays evidence."""
_IDEOGRAPHIC = "\u3000"
_STOPS = "\u3002\uff61"
_NUMBER = re.compile(r"[-+]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?")
_LOOSE = re.compile(r"[-+]?(?:[0-9][0-9,]*)?(?:\.[0-9]*)?")
_WHOLE = re.compile(r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]{2})?")
_LEADING = re.compile(r"[-+]?(?:[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]{1,2})?|[0-9]+\.[0-9]{1,2})(?![0-9.,])")
_FLAGS = ("fullwidth_digit", "cjk_stop_decimal", "trailing_ideographic_space", "thousands_sep", "repaired")


class PrintedAmount(NamedTuple):
    """What a cell prints: its value in the unit of the cell, None where it is blank or cannot be read.

    `text` is the value in plain notation with the decimals that are printed. `is_evidence` says that the text is more
    than the value, so that it is kept in `source_cells`. `unit` is named only where it stands in the cell itself.
    """

    value: Decimal | None
    text: str
    flags: tuple[str, ...] = ()
    is_evidence: bool = False
    unit: str | None = None

    @property
    def decimals(self) -> int:
        """The decimals printed."""
        return len(self.text.partition(".")[2])


def read_amount(text: str) -> PrintedAmount | None:
    """Return the amount a cell prints; None where it is blank, or words and no figure.

    A stroke or another word for nothing is a blank of which the text is kept. A figure that has no one reading is
    blank too, and flagged unreadable.
    """
    bare = text.strip(_LAYOUT + _IDEOGRAPHIC)
    if not bare:
        return None
    if bare in _placeholders():
        return PrintedAmount(None, "", (), is_evidence=True)
    folded = unicodedata.normalize("NFKC", bare)
    if not any(character.isdecimal() for character in folded):
        return None
    folded, unit = _without_unit(folded)
    flags = _flags_of(text, bare)
    number, is_repaired = _number_of(folded)
    if number is None:
        return PrintedAmount(None, "", ("unreadable",), is_evidence=True) if _is_figure(folded) else None
    if is_repaired or unit or flags & {"fullwidth_digit", "cjk_stop_decimal"} or _has_fullwidth_mark(bare):
        flags.add("repaired")
    is_evidence = bool(flags - {"thousands_sep"}) or text.strip(_LAYOUT) != bare
    value = Decimal(number)
    return PrintedAmount(value, plain(value), tuple(flag for flag in _FLAGS if flag in flags), is_evidence, unit)


def leading_amount(text: str) -> tuple[PrintedAmount, int] | None:
    """Return the figure at the beginning of a text to which something else is glued, and where it ends.

    Only a figure with a point or with thousands separators counts: whole digits before a name are a code.
    """
    found = _LEADING.match(text)
    amount = read_amount(found[0]) if found is not None and found.end() < len(text) else None
    if found is None or amount is None or amount.value is None:
        return None
    return amount._replace(flags=(*amount.flags, "repaired"), is_evidence=True), found.end()


def unreadable(text: str) -> PrintedAmount:
    """Return what is made of a cell of an amount column that holds no figure: a blank whose text is kept."""
    return PrintedAmount(None, "", ("unreadable",) if text.strip() else (), is_evidence=bool(text.strip()))


def in_wan_yuan(amount: Decimal, unit: str) -> str:
    """Return an amount of a table in 10,000 yuan, exactly: `wan_yuan` keeps the decimals printed.

    Of amounts in `yuan`, whole ones get four decimals and those with jiao or fen six.
    """
    scale: int = vocabulary("tables")["unit_scales"][unit]
    if not scale:
        return plain(amount)
    exponent = amount.as_tuple().exponent
    decimals = max(0, -exponent) if isinstance(exponent, int) else 0
    kept = max(CENTS_OF_YUAN, decimals) if unit == "yuan" and decimals else decimals
    return plain(amount.scaleb(scale).quantize(Decimal(1).scaleb(-max(0, kept - scale))))


def _number_of(folded: str) -> tuple[str | None, bool]:
    """Return a figure without separators and whether it had to be mended; None where it has no one reading."""
    text = folded.translate({ord(stop): "." for stop in _STOPS + "\u00b7"})
    is_negative = text.startswith("(") and text.endswith(")")
    text = text[1:-1].strip() if is_negative else text
    joined = _joined(text)
    is_mended = is_negative or joined != folded or joined.startswith("+")
    if not _NUMBER.fullmatch(joined):
        # A comma before the point can only part thousands; without a point it may stand for the point itself.
        is_certain = ("." in joined and "," not in joined.rpartition(".")[2]) or "," not in joined
        if not is_certain or not _LOOSE.fullmatch(joined) or not any(map(str.isdecimal, joined)):
            return None, True
        is_mended = True
    number = joined.replace(",", "").lstrip("+")
    return ("-" + number.lstrip("-") if is_negative else number), is_mended


def _joined(text: str) -> str:
    """Return the text without blanks beside its point, and without breaks where a line of it is no whole figure."""
    text = re.sub(r"\s*([.,])\s*", r"\1", text)
    lines = text.split()
    if len(lines) > 1 and "\n" in text and not all(_WHOLE.fullmatch(line) for line in lines[:-1]):
        return "".join(lines)
    return text


def _without_unit(folded: str) -> tuple[str, str | None]:
    for word, unit in _units():
        if folded.endswith(word) and len(folded) > len(word):
            return folded.removesuffix(word).rstrip(), unit
    return folded, None


def _flags_of(text: str, bare: str) -> set[str]:
    flags = set()
    if any(character.isdecimal() and not character.isascii() for character in bare):
        flags.add("fullwidth_digit")
    if any(stop in bare for stop in _STOPS):
        flags.add("cjk_stop_decimal")
    if text.rstrip(_LAYOUT).endswith(_IDEOGRAPHIC):
        flags.add("trailing_ideographic_space")
    if "," in unicodedata.normalize("NFKC", bare):
        flags.add("thousands_sep")
    return flags


def _has_fullwidth_mark(bare: str) -> bool:
    return any(not character.isascii() and not character.isalnum() for character in bare)


def _is_figure(folded: str) -> bool:
    """Whether a text is made of the characters of figures alone."""
    return not any(character.isalpha() for character in folded)


@cache
def _placeholders() -> frozenset[str]:
    return frozenset(vocabulary("tables")["placeholders"])


@cache
def _units() -> tuple[tuple[str, str], ...]:
    units: dict[str, str] = vocabulary("tables")["amount_units"]
    return tuple(sorted(units.items(), key=lambda entry: -len(entry[0])))
