"""Numbers as Word writes them before paragraphs: 一 （一） ① iv b."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from builder.ingest.vocabulary import vocabulary

_ALPHABET = 26
_CIRCLED, _PARENTHESISED, _FULL_STOPPED, _FULL_WIDTH = 0x2460, 0x2474, 0x2488, 0xFF10
_LAST_OF_ITS_KIND = 20
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def number_text(number: int, style: str) -> str:
    """Return a number as Word prints it in one of its styles; an unknown style counts in digits."""
    write = _writers().get(style)
    return str(number) if write is None or number < 0 else write(number)


@cache
def _writers() -> Mapping[str, Callable[[int], str]]:
    words = vocabulary("numbering")
    zero, ten_thousand = words["zero"], words["ten_thousand"]
    counting = _Counting(words["digits"], words["units"], zero, ten_thousand).write
    formal = _Counting(words["formal_digits"], words["formal_units"], zero, ten_thousand, is_formal=True).write
    return MappingProxyType(
        {
            "decimalZero": lambda number: f"{number:02d}",
            "lowerLetter": _letter,
            "upperLetter": lambda number: _letter(number).upper(),
            "lowerRoman": _roman,
            "upperRoman": lambda number: _roman(number).upper(),
            "decimalFullWidth": lambda number: "".join(chr(_FULL_WIDTH + int(digit)) for digit in str(number)),
            "decimalEnclosedCircle": lambda number: _enclosed(number, _CIRCLED),
            "decimalEnclosedCircleChinese": lambda number: _enclosed(number, _CIRCLED),
            "decimalEnclosedParen": lambda number: _enclosed(number, _PARENTHESISED),
            "decimalEnclosedFullstop": lambda number: _enclosed(number, _FULL_STOPPED),
            **dict.fromkeys(("chineseCounting", "chineseCountingThousand", "japaneseCounting"), counting),
            **dict.fromkeys(("taiwaneseCounting", "taiwaneseCountingThousand"), counting),
            **dict.fromkeys(("chineseLegalSimplified", "ideographLegalTraditional", "japaneseLegal"), formal),
            **dict.fromkeys(("ideographDigital", "taiwaneseDigital", "japaneseDigitalTenThousand"), _digits(words)),
            "ideographTraditional": lambda number: _cycle(number, words["stems"]),
            "ideographZodiac": lambda number: _cycle(number, words["branches"]),
            "none": lambda _number: "",
        }
    )


def _digits(words: Mapping[str, str]) -> Callable[[int], str]:
    return lambda number: "".join(words["digits"][int(digit)] for digit in str(number))


def _cycle(number: int, signs: str) -> str:
    return signs[number - 1] if 0 < number <= len(signs) else str(number)


def _enclosed(number: int, first: int) -> str:
    return chr(first + number - 1) if 0 < number <= _LAST_OF_ITS_KIND else str(number)


def _letter(number: int) -> str:
    """After z Word goes on with aa, bb, cc."""
    times, place = divmod(number - 1, _ALPHABET)
    return chr(ord("a") + place) * min(times + 1, _ALPHABET) if number > 0 else ""


def _roman(number: int) -> str:
    text = ""
    rest = number if number < 4000 else 0  # noqa: PLR2004 - Roman figures end here
    for value, sign in _ROMAN:
        times, rest = divmod(rest, value)
        text += sign * times
    return text or str(number)


class _Counting(NamedTuple):
    """How numbers are spelt out: 十一, 一百零一; in formal figures 壹拾壹."""

    digits: str
    units: list[str]
    zero: str
    ten_thousand: str
    is_formal: bool = False

    def write(self, number: int) -> str:
        if number == 0:
            return self.digits[0]
        above, below = divmod(number, 10_000)
        text = self._below_ten_thousand(below)
        if above:
            # An empty place of thousands is spoken.
            gap = self.zero if 0 < below < 1_000 else ""  # noqa: PLR2004
            text = f"{self._below_ten_thousand(above % 10_000)}{self.ten_thousand}{gap}{text}"
        # 十一, not 一十一
        is_short = text.startswith(self.digits[1] + self.units[1]) and not self.is_formal
        return text.removeprefix(self.digits[1]) if is_short else text

    def _below_ten_thousand(self, number: int) -> str:
        text, figures = "", str(number)
        for place, figure in zip(range(len(figures) - 1, -1, -1), figures, strict=True):
            if figure != "0":
                text += self.digits[int(figure)] + self.units[place]
            elif text and not text.endswith(self.zero):
                text += self.zero
        return text.removesuffix(self.zero)
