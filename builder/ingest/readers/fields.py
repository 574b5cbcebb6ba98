"""Fields of Word that show something but keep no result: signs given by number, figures in circles, fractions."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass

# Signs that documents take from fonts of signs, as their plain counterparts; the rest stay as written.
_SIGNS: Mapping[tuple[str, int], str] = {
    ("symbol", 0xA3): "\u2264", ("symbol", 0xB3): "\u2265", ("symbol", 0xB4): "\u00d7", ("symbol", 0xB1): "\u00b1",
    ("symbol", 0xB9): "\u2260", ("symbol", 0xB7): "\u00b7", ("symbol", 0xB8): "\u00f7", ("symbol", 0xB0): "\u00b0",
    ("wingdings", 0xFE): "\u2611", ("wingdings", 0xFD): "\u2612", ("wingdings", 0xFC): "\u2714",
    ("wingdings", 0xFB): "\u2718", ("wingdings", 0xA8): "\u25a1", ("wingdings", 0x6F): "\u25a1",
    ("wingdings 2", 0x52): "\u2611", ("wingdings 2", 0x50): "\u2714", ("wingdings 2", 0xA3): "\u25a1",
}  # fmt: skip
_SYMBOL = re.compile(r'\s*SYMBOL\s+(0x[0-9A-F]{1,6}|[0-9]{1,7})(?:.*\\f\s+"?([^"\\]*))?', re.IGNORECASE)
_EQUATION = re.compile(r"\s*EQ\s+(.*)", re.IGNORECASE | re.DOTALL)
_FRACTION = re.compile(r"\\f\s*\(([^(),]*)[,;]([^(),]*)\)", re.IGNORECASE)
_SWITCH = re.compile(r"\\[a-z]+[0-9]*\s*|[(),;]", re.IGNORECASE)
# A large circle over which a figure or a word is struck.
_CIRCLES = str.maketrans("", "", "\u25cb\u25ef\u3007")
_CIRCLED = 0x2460
_LAST_CIRCLED = 20


@dataclass(slots=True)
class Field:
    """A field on its way: its code so far, and whether what comes now is its result."""

    code: str = ""
    shows_result: bool = False

    @property
    def text(self) -> str:
        """What a field that ended without a result shows by its code alone."""
        if self.shows_result:
            return ""
        symbol, equation = _SYMBOL.match(self.code), _EQUATION.match(self.code)
        if symbol:
            return sign(symbol[2] or "", int(symbol[1], 0 if "x" in symbol[1].casefold() else 10))
        if equation is None:
            return ""
        text = _FRACTION.sub(r"\1/\2", equation[1])
        plain = re.sub(r"\s+", " ", _SWITCH.sub("", text)).strip()
        inner = plain.translate(_CIRCLES).strip()
        is_circled = inner != plain and inner.isascii() and inner.isdecimal() and 0 < int(inner) <= _LAST_CIRCLED
        return chr(_CIRCLED + int(inner) - 1) if is_circled else inner


def sign(font: str, number: int) -> str:
    """Return a sign of a font; of one that is not known here, the character of that number."""
    # Fonts of signs number theirs from F000, or from 0.
    known = _SIGNS.get((font.strip().casefold(), number & 0xFF)) if number >> 8 in {0, 0xF0} else None
    is_character = 0 < number <= sys.maxunicode and not 0xD800 <= number <= 0xDFFF  # noqa: PLR2004 - surrogates
    return known or (chr(number) if is_character else "")
