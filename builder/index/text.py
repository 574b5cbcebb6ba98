"""Text as the search sees it; `search.js` holds the same rules, and a test holds both to the same result.

Every character is folded by itself (NFKC, lower case), so that a place in the folded text leads back to a
place in the text. Spaces, quotes and brackets vanish, so that a query need not know them; between two
numbers or Latin words they leave one space, or (2014)57 would become 201457. Commas between thousands vanish.
"""

from __future__ import annotations

import re
import unicodedata

BREAK = "\x01"
"""Stands between two passages; no pair, no token and no match crosses it."""

CJK = "\u3005-\u3007\u3040-\u30ff\u3105-\u312f\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff"
"""Characters indexed by pairs, for use inside a character class."""

WORD = "0-9a-z\u00df-\u024f\u0370-\u058f\u0600-\u06ff\u0750-\u077f\u0f00-\u0fff\u1800-\u18af"
"""Characters of numbers and of words written with letters, for use inside a character class."""

_VANISHING_CATEGORIES = frozenset({"Ps", "Pe", "Pi", "Pf", "Zs", "Zl", "Zp", "Cc", "Cf"})
_VANISHING_MARKS = frozenset("\"'`<>")
_THOUSANDS = re.compile(r"(?<![0-9.,])[0-9]{1,3}(?:,[0-9]{3})+(?![0-9,])")
_MAYBE_THOUSANDS = re.compile(",[0-9]{3}")
_ODD = re.compile(f"[^0-9a-z.\u3001\u3002\u4e00-\u9fff{BREAK}]")  # the others fold to themselves
_IDLE_SPACE = re.compile(f" (?:(?![{WORD}])|(?<![{WORD}.] ))")


class _Folding(dict[int, str]):
    """Code point → its folded form, worked out when first met; a space stands for what vanishes."""

    def __missing__(self, code_point: int) -> str:
        folded = unicodedata.normalize("NFKC", chr(code_point)).lower()
        self[code_point] = "".join(" " if _vanishes(character) else character for character in folded)
        return self[code_point]


def _vanishes(character: str) -> bool:
    return character in _VANISHING_MARKS or unicodedata.category(character) in _VANISHING_CATEGORIES


_FOLDING = _Folding({ord(BREAK): BREAK})


def normalised(text: str) -> str:
    """Return the text as it is indexed and compared; a `BREAK` in it stays."""
    if _MAYBE_THOUSANDS.search(text):
        text = _THOUSANDS.sub(lambda number: number[0].replace(",", ""), text)
    # Few characters of a text are odd, and no folded form folds any further: to replace one after the other is
    # the same as to translate the text, and five times as quick.
    for odd in set(_ODD.findall(text)):
        text = text.replace(odd, _FOLDING[ord(odd)])
    return _IDLE_SPACE.sub("", " ".join(text.split()))
