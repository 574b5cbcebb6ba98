"""Which characters a text may hold, and how to show those that it may not.

The table of allowed ranges is our own and not the interpreter's, so that two Python versions with different
Unicode tables give the same verdict.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from builder.findings import Severity
from builder.load import limits

_ALLOWED = (
    r"\n\r -~"  # ASCII; a carriage return is judged where lines end
    r"\u00a1-\u00ac\u00ae-\u00bf\u00d7\u00f7"  # Latin-1 punctuation and signs, without the soft hyphen
    # Latin letters of pinyin and of common loanwords
    r"\u00c0\u00c1\u00c8-\u00ca\u00cc\u00cd\u00d2\u00d3\u00d9\u00da\u00dc\u00e0\u00e1\u00e8-\u00ea\u00ec\u00ed\u00f2\u00f3"
    r"\u00f9\u00fa\u00fc\u0100\u0101\u0112\u0113\u011a\u011b\u012a\u012b\u0144\u0148\u014c\u014d\u016a\u016b"
    r"\u01cd-\u01dc\u0251\u0261\u01f9\u1e3f\u1ebf"
    r"\u02c7\u02c9-\u02cb\u02d9"  # tone marks
    # Greek letters that no Latin letter resembles: signs in science and engineering
    r"\u0393\u0394\u0398\u039b\u039e\u03a0\u03a3\u03a6\u03a8\u03a9\u03b1-\u03b8\u03bb\u03bc\u03be\u03c0\u03c3\u03c4\u03c6-\u03c9"
    r"\u2010-\u2027\u2030-\u205e"  # general punctuation, without separators and direction marks
    r"\u2070-\u209c\u20a0-\u20c0\u2100-\u218b"  # superscripts, currencies, letter-like signs, number forms
    r"\u2190-\u27ff\u2900-\u2bff"  # arrows, mathematics, technical, enclosed, shapes; without braille
    r"\u2e80-\u2eff\u2ff0-\u2fff"  # radicals as such
    r"\u3000-\u303f\u30fb\u3105-\u312f\u3190-\u319f\u31a0-\u31ef\u3200-\u33ff"  # CJK punctuation, bopomofo, enclosed
    r"\u3400-\u9fff"  # Han
    r"\ufe10-\ufe1f\ufe30-\ufe6b\uff01-\uff60\uff61-\uff64\uffe0-\uffe6"  # vertical and full-width forms
    r"\U0001f000-\U0001faff"  # pictures
    r"\U00020000-\U0002f7ff\U00030000-\U0003fffd"  # Han, supplementary planes
)
UNWANTED = re.compile(f"[^{_ALLOWED}]")
"""A character that a text may not hold, or that deserves a look."""

_BIDI = re.compile(r"[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_ZERO_WIDTH = re.compile(
    r"[\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200d\u2060-\u2065\u206a-\u206f\u2800\u3164"
    r"\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
_SPACES = re.compile(r"[\u00a0\u1680\u2000-\u200a\u202f\u205f]")
_LOOKALIKE_HAN = re.compile(r"[\u2f00-\u2fdf\uf900-\ufaff\U0002f800-\U0002fa1f]")
_PRIVATE = re.compile(r"[\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd]")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_NONCHARACTER = re.compile(
    "[\\ufdd0-\\ufdef\\ud800-\\udfff\\ufffe\\uffff"
    + "".join(f"\\U{plane:04x}fffe-\\U{plane:04x}ffff" for plane in range(1, 17))
    + "]"
)
_UNPRINTABLE = re.compile(
    r"[^ -~\u00a1-\u00ac\u00ae-\u024f\u2010-\u2027\u2030-\u205e\u2070-\u27ff\u3001-\u9fff\uff01-\uff5e]"
)


@dataclass(frozen=True, slots=True)
class Unwanted:
    """One such character (or a word of them) at an offset in a text."""

    offset: int
    characters: str
    rule: str
    severity: Severity
    facts: dict[str, str]


class UnwantedIn:
    """The unwanted characters of a text: the first ones each, the rest as a number.

    `further` counts those after the first, `worst` is the gravest severity among them.
    """

    def __init__(self, text: str) -> None:
        self.first: list[Unwanted] = []
        self.further = 0
        self.worst: Severity = "info"
        if UNWANTED.search(text):
            self._gather(text)

    def _gather(self, text: str) -> None:
        found = find_unwanted(text)
        self.first = list(islice(found, limits.FINDINGS))
        if len(self.first) < limits.FINDINGS:
            return
        last = self.first[-1]
        kinds: set[str] = set()
        for match in UNWANTED.finditer(text, last.offset + len(last.characters)):
            self.further += 1
            kinds.add(match[0])
        severities = {_judged(kind, 0).severity for kind in kinds}
        self.worst = "error" if "error" in severities else "warning"


def find_unwanted(text: str) -> Iterator[Unwanted]:
    """Yield the unwanted characters of a text in order; a word of a foreign script is one."""
    if text.isascii() and text.isprintable():
        return
    last = -1
    for match in UNWANTED.finditer(text):
        if match.start() < last:
            continue
        found = _judged(text, match.start())
        last = found.offset + len(found.characters)
        yield found


def shown(text: str, size: int = limits.SHOWN_CHARACTERS) -> str:
    """Return a text that is safe to print: short, what one cannot see as `<U+200B>`."""
    cut = text if len(text) <= size else text[:size] + "…"
    return _UNPRINTABLE.sub(lambda match: f"<{code_point(match[0])}>", cut)


def code_point(character: str) -> str:
    """Return `U+200B` for a character."""
    return f"U+{ord(character):04X}"


def _judged(text: str, offset: int) -> Unwanted:
    character = text[offset]
    facts = {"code": code_point(character)}
    for rule, severity, matches in (
        ("control-character", "error", _CONTROL.match(character)),
        ("bidirectional-control", "error", _BIDI.match(character)),
        ("zero-width-character", "error", _ZERO_WIDTH.match(character)),
        ("replacement-character", "error", character in "\ufffd\ufffc"),
        ("private-use-character", "error", _PRIVATE.match(character)),
        ("noncharacter", "error", _NONCHARACTER.match(character)),
        ("odd-space", "warning", _SPACES.match(character)),
    ):
        if matches:
            return Unwanted(offset, character, rule, severity, facts)  # type: ignore[arg-type] # the table above
    if _LOOKALIKE_HAN.match(character):
        facts["plain"] = unicodedata.normalize("NFKC", character)
        return Unwanted(offset, character, "lookalike-han", "warning", facts)
    return _foreign_word(text, offset)


def _foreign_word(text: str, offset: int) -> Unwanted:
    end = offset + 1
    while end < len(text) and end - offset < limits.SHOWN_CHARACTERS and _is_foreign_letter(text[end]):
        end += 1
    word = text[offset:end]
    facts = {
        "code": code_point(word[0]),
        "codes": " ".join(code_point(character) for character in word[:8]),
        "word": word,
        "script": unicodedata.name(word[0], "UNASSIGNED").partition(" ")[0],
    }
    return Unwanted(offset, word, "foreign-script", "warning", facts)


def _is_foreign_letter(character: str) -> bool:
    return bool(UNWANTED.match(character)) and unicodedata.category(character)[0] in "LM"
