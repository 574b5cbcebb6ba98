"""Words of a row of a flat table that no field holds: unit codes, the government's classification, percentages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from builder.ingest.tables.flat_tokens import FlatLine, Token, plain
from builder.ingest.tables.layout import TWO_SIDED
from builder.ingest.vocabulary import vocabulary
from builder.model.codes import CLASS, ITEM, SECTION

_PERCENTAGE = re.compile(r"[-+]?[0-9][0-9,]*(?:\.[0-9]+)?[%％‰]")
_UNIT_CODE = re.compile(r"[0-9]{6,12}")
_GOVERNMENT = re.compile(r"[\[(（]?5[0-9]{2}(?:[0-9]{2})?(?:[\])）]\S*)?")
_BRACKETED = re.compile(r"[\[［【(（](?P<code>[23][0-9]{2}(?:[0-9]{2}){0,2})[\]］】)）](?=\S)")
_LEAST_ROWS = 2
_LEAST_PIECE = 2
_FIRST_WORDS = 5


class Aside(NamedTuple):
    """A word that is not kept, and why (a key of the ledger's reasons)."""

    token: Token
    reason: str


def without_asides(
    table_id: str, header: Sequence[FlatLine], lines: Sequence[FlatLine], unit: str, names: Collection[str]
) -> tuple[tuple[FlatLine, ...], tuple[Aside, ...]]:
    """Return the lines of rows without such words, and these.

    A code counts as a unit's where the header has a column of them and it stands in several rows; so do the pieces into
    which the name of the `unit` is broken, but for `names` of the classification.
    """
    labels = plain("".join(token.text for line in header for token in line.tokens))
    units = _unit_codes(lines) if _says("unit_codes", labels) else frozenset()
    has_government = table_id == "T6" and _says("government", labels)
    asides: list[Aside] = []
    kept: list[FlatLine] = []
    for line in (_unbracketed(line, asides) for line in lines) if table_id not in TWO_SIDED else lines:
        found = dict(_asides_of(line.tokens, units, has_government=has_government))
        if units and not any(_is_total(token) for token in line.tokens):
            found |= {
                number: "unit-column" for number, token in enumerate(line.tokens) if _is_piece(token, unit, names)
            }
        asides += [Aside(line.tokens[number], reason) for number, reason in found.items()]
        tokens = tuple(token for number, token in enumerate(line.tokens) if number not in found)
        kept += [line._replace(tokens=tokens)] if tokens else []
    return tuple(kept), tuple(asides)


def _unbracketed(line: FlatLine, asides: list[Aside]) -> FlatLine:
    """Return a line with a code in brackets before its name as a word of its own."""
    tokens: list[Token] = []
    for token in line.tokens:
        found = _BRACKETED.match(token.text)
        if found is None:
            tokens.append(token)
            continue
        start, end = found.span("code")
        cuts = ((0, start), (start, end), (end, found.end()), (found.end(), len(token.text)))
        before, code, after, name = (_part(token, *cut) for cut in cuts)
        tokens += [code._replace(kind="figure"), name]
        asides += [Aside(before, "punctuation"), Aside(after, "punctuation")]
    return line._replace(tokens=tuple(tokens))


def _is_piece(token: Token, unit: str, names: Collection[str]) -> bool:
    """Whether a word is the beginning or the end of the unit's name."""
    text = plain(token.text)
    is_long = len(text) >= _LEAST_PIECE and not token.is_figure
    return is_long and (unit.startswith(text) or unit.endswith(text)) and text not in names


def _is_total(token: Token) -> bool:
    return plain(token.text) in vocabulary("tables")["total_labels"]


def _part(token: Token, start: int, end: int) -> Token:
    return Token("text", token.text[start:end], token.piece, token.start + start, token.start + end)


def _unit_codes(lines: Sequence[FlatLine]) -> frozenset[str]:
    counts = Counter(text for line in lines for text in {token.text for token in line.tokens[:_FIRST_WORDS]})
    return frozenset(text for text, count in counts.items() if count >= _LEAST_ROWS and _UNIT_CODE.fullmatch(text))


def _asides_of(tokens: Sequence[Token], units: frozenset[str], *, has_government: bool) -> Iterator[tuple[int, str]]:
    """Yield the number of each such word with its reason."""
    for number, token in enumerate(tokens):
        if token.text in units and number < _FIRST_WORDS:
            yield number, "unit-column"
            yield from ((after, "unit-column") for after in _unit_name_after(tokens, number))
        elif _PERCENTAGE.fullmatch(token.text):
            yield number, "other-year"
    digits = [number for number, token in enumerate(tokens[:_FIRST_WORDS]) if token.is_digits]
    for number, following in pairwise(digits):
        if following == number + 1 and _is_begun_by(tokens[following].text, tokens[number].text):
            yield number, "code-within"
    words = [number for number, token in enumerate(tokens) if not token.is_figure]
    if has_government and words:
        start = next(
            (number for number in range(words[0] + 1, words[-1] + 1) if _begins_government(tokens, number)), None
        )
        yield from ((number, "government-economic") for number in range(start or 0, words[-1] + 1) if start)


def _unit_name_after(tokens: Sequence[Token], number: int) -> range:
    """Return the words between a unit's code and the code of a row, which are the unit's name."""
    code = next((place for place in range(number + 1, len(tokens)) if tokens[place].is_digits), None)
    is_row = code is not None and len(tokens[code].text) in {CLASS, SECTION, ITEM}
    has_name = is_row and any(not token.is_figure for token in tokens[(code or 0) + 1 :])
    return range(number + 1, code or 0) if has_name else range(0)


def _is_begun_by(code: str, above: str) -> bool:
    return (len(above), len(code)) in {(CLASS, SECTION), (SECTION, ITEM)} and code.startswith(above)


def _begins_government(tokens: Sequence[Token], number: int) -> bool:
    """Whether a code of the government's classification stands there, with its name or before it."""
    token = tokens[number]
    found = _GOVERNMENT.fullmatch(plain(token.text))
    if found is None:
        return False
    return not token.is_digits or (number + 1 < len(tokens) and not tokens[number + 1].is_figure)


@cache
def _pattern(key: str) -> re.Pattern[str]:
    return re.compile(vocabulary("flat")["aside_labels"][key])


def _says(key: str, labels: str) -> bool:
    return _pattern(key).search(labels) is not None
