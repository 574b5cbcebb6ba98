"""The terms of a text: what a query is looked up by, before its candidates are compared with their text.

A term is a pair of neighbouring CJK characters, a CJK character and the number or letter beside it, or a
whole number or word. `31*` stands for every number or word that begins with these two characters: three
and more are looked up among the whole ones, which lie together in the file of their first three.
"""

from __future__ import annotations

import re
import zlib
from array import array
from collections.abc import Collection, Iterable, Mapping
from itertools import chain
from operator import add

from builder.index.text import CJK, WORD

MAXIMAL_TOKEN = 24
"""Longer numbers and words are known by so many of their first characters."""

Mark = int | str
"""A pair as the number of its two UTF-16 units, which is quick to make, or any term as text."""

_KEY_LENGTH = 3
_PREFIX_LENGTH = 2
_TOKEN = re.compile(rf"[{WORD}]+(?:\.[0-9][{WORD}]*)*")
_PAIR = re.compile(f"[{CJK}][{CJK}{WORD}]|[{WORD}][{CJK}]")


def marks_in(text: str) -> Iterable[Mark]:
    """Return each token of a normalised text and each pair of neighbouring characters, whatever they are."""
    return chain(_pairs_in(text), token_marks(_TOKEN.findall(text)))


def token_marks(tokens: Iterable[str]) -> set[str]:
    """Return the terms of whole numbers and words."""
    terms = {token[:MAXIMAL_TOKEN] for token in tokens if len(token) >= _PREFIX_LENGTH}
    return terms | {token[:_PREFIX_LENGTH] + "*" for token in terms}


def sets_by_term(sets: Mapping[Mark, int]) -> dict[str, int]:
    """Return sets of pages by term, given by mark; pairs that are no terms are left out."""
    by_term: dict[str, int] = {}
    for mark, pages in sets.items():
        term = mark if isinstance(mark, str) else _term_of(mark)
        if term:
            by_term[term] = by_term.get(term, 0) | pages
    return by_term


def bucket_of(term: str) -> int:
    """Return the number that decides, modulo the number of files, where the term lies."""
    return zlib.crc32(term[:_KEY_LENGTH].encode())


def _term_of(pair: int) -> str:
    term = chr(pair & 0xFFFF) + chr(pair >> 16)
    return term if _PAIR.fullmatch(term) else ""


def _pairs_in(text: str) -> Collection[Mark]:
    units = text.encode("utf-16-le")
    if len(units) != 2 * len(text):  # characters beyond 16 bits: rare, and the quick way would halve them
        return {pair for pair in set(map(add, text, text[1:])) if _PAIR.fullmatch(pair)}
    pairs = set(array("I", units[: len(units) & ~3]))
    pairs.update(array("I", units[2 : 2 + (len(units) - 2 & ~3)]))
    return pairs
