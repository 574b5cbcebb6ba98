"""Lines of text → words and figures with their places; glued ones are taken apart where both halves are well formed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple
from unicodedata import east_asian_width, normalize

from builder.ingest.amounts import read_amount
from builder.ingest.source import Piece, Row
from builder.ingest.vocabulary import vocabulary

_WORD = re.compile(r"\S+")
_AMOUNT = r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?"
_FIGURE = re.compile(rf"[-+]?{_AMOUNT}|\({_AMOUNT}\)")
_DASHES = re.compile(r"[-—–－/]{1,4}")
_DIGITS = re.compile(r"[0-9]+")
# An amount that could not be anything else: it has separators or decimals in their places.
_CLEAR = re.compile(r"(?:0|[1-9][0-9]{0,2}(?:,[0-9]{3})+|[1-9][0-9]*)(?:\.[0-9]{1,2})?")
_CODE_AND_NAME = re.compile(r"([0-9]{2,3}|[0-9]{5}|[0-9]{7})(?=[^\W\d_a-zA-Z])")
_FIGURE_AND_WORD = re.compile(r"(?:[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]{1,2})?|[0-9]+\.[0-9]{1,2})(?=[^\W\d_])")
_WORD_AND_FIGURE = re.compile(r"(?<=[^\W\d_)])(?:[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]{1,2})?|[0-9]+\.[0-9]{1,2})$")
# Digits at the end of a word, or the whole of it, that may be several figures.
_TAIL = re.compile(r"(?:^|(?<=[^\W\d_)]))[0-9][0-9,.]*$")
_HALF_WIDTH = str.maketrans("０１２３４５６７８９，．－（）", "0123456789,.-()")
_STOPS = re.compile(r"(?<=[0-9０-９])。(?=[0-9０-９])")


class Token(NamedTuple):
    """A word of a line, or a part of one that was glued; `kind` is `figure`, `dash` or `text`.

    `edges` are its left and right ends on the page, where the format knows.
    """

    kind: str
    text: str
    piece: Piece
    start: int
    end: int
    edges: tuple[float, float] | None = None

    @property
    def is_digits(self) -> bool:
        """Whether it is digits alone, as a code would be."""
        return _DIGITS.fullmatch(self.text) is not None

    @property
    def is_figure(self) -> bool:
        """Whether it fills a cell of a column of amounts."""
        return self.kind != "text"

    @property
    def amount(self) -> Decimal:
        """The amount as printed, repaired; nought for a stroke that stands for none."""
        amount = read_amount(self.text)
        return Decimal(0) if amount is None or amount.value is None else amount.value


class FlatLine(NamedTuple):
    """One line (or row of loose cells) and its tokens."""

    row: Row
    tokens: tuple[Token, ...]

    @property
    def number(self) -> int:
        """The line of its first piece in the source."""
        return self.row.cells[0].piece.place.line

    @property
    def text(self) -> str:
        """What stands in it, blanks left out."""
        return "".join(token.text for token in self.tokens)


def plain(text: str) -> str:
    """Return a label for comparing: half-width brackets, no blanks."""
    return normalize("NFKC", "".join(text.split()))


def read_lines(rows: Sequence[Row]) -> tuple[FlatLine, ...]:
    """Return the rows that hold more than blanks, cut into tokens."""
    lines = (FlatLine(row, tuple(_tokens_of(row))) for row in rows)
    return tuple(line for line in lines if line.tokens)


def _tokens_of(row: Row) -> Iterator[Token]:
    edges = row.line.edges if row.line is not None else ()
    for cell in row.cells:
        words = tuple(_WORD.finditer(cell.text))
        placed = edges if len(edges) == len(words) else ()
        tokens = [Token("text", word.group(), cell.piece, word.start(), word.end()) for word in words]
        if placed:
            tokens = [token._replace(edges=place) for token, place in zip(tokens, placed, strict=True)]
        for token in _with_spaced_totals(tokens):
            yield from _taken_apart(token)


def _with_spaced_totals(tokens: Sequence[Token]) -> Iterator[Token]:
    """Yield the tokens, the letters of a spaced total (`合 计`) as one."""
    number = 0
    while number < len(tokens):
        end = number
        while end < len(tokens) and len(tokens[end].text) == 1:
            end += 1
        size = next((size for size in range(end - number, 1, -1) if _spelled(tokens[number : number + size])), 1)
        yield _joined(tokens[number : number + size])
        number += size


def _spelled(tokens: Sequence[Token]) -> bool:
    return "".join(token.text for token in tokens) in vocabulary("tables")["total_labels"]


def _joined(tokens: Sequence[Token]) -> Token:
    first, last = tokens[0], tokens[-1]
    edges = (first.edges[0], last.edges[1]) if first.edges and last.edges else None
    return first._replace(text=first.piece.text[first.start : last.end], end=last.end, edges=edges)


def _taken_apart(word: Token) -> Iterator[Token]:
    text = _plain(word.text)
    cuts = [0, *_cuts(text), len(text)]
    for start, end in pairwise(cuts):
        yield _kinded(_part(word, start, end))


def _kinded(token: Token) -> Token:
    text = _plain(token.text)
    if _FIGURE.fullmatch(text):
        return token._replace(kind="figure")
    return token._replace(kind="dash") if _DASHES.fullmatch(text) else token


def _cuts(text: str) -> list[int]:
    """Return where a word is to be cut: after a code or a figure at its head, before figures at its end."""
    if _FIGURE.fullmatch(text):
        return []
    head = _FIGURE_AND_WORD.match(text) or _CODE_AND_NAME.match(text)
    if head is not None:
        return [head.end(), *(head.end() + cut for cut in _cuts(text[head.end() :]))]
    tail = _WORD_AND_FIGURE.search(text)
    if tail is not None:
        return [tail.start()]
    tail = _TAIL.search(text)
    figures = None if tail is None else _glued_figures(tail.group())
    if tail is None or figures is None:
        return []
    return [cut for cut in (tail.start(), *(tail.start() + cut for cut in figures)) if cut]


def _glued_figures(text: str) -> list[int] | None:
    """Return where to cut a run of figures: halves alike in their decimals win, then the fewest cuts."""
    ways = sorted(_ways(text), key=lambda way: (len({_decimals(part) for part in way}), len(way)))
    if not ways:
        return None
    lengths = [len(part) for part in ways[0]]
    return [sum(lengths[:count]) for count in range(1, len(lengths))]


def _ways(text: str, depth: int = 6) -> list[tuple[str, ...]]:
    if _CLEAR.fullmatch(text):
        return [(text,)]
    if not depth or not re.fullmatch(r"[0-9][0-9,.]*", text) or not re.search(r"[,.]", text):
        return []
    heads = (
        text[:end] for end in range(1, len(text)) if _CLEAR.fullmatch(text[:end]) and re.search(r"[,.]", text[:end])
    )
    return [(head, *rest) for head in heads for rest in _ways(text[len(head) :], depth - 1)]


def _decimals(text: str) -> int:
    return len(text.partition(".")[2])


def _part(word: Token, start: int, end: int) -> Token:
    if (start, end) == (0, len(word.text)):
        return word
    edges = None
    if word.edges is not None:
        left, right = word.edges
        whole = _width(word.text) or 1
        step = (right - left) / whole
        edges = (left + step * _width(word.text[:start]), left + step * _width(word.text[:end]))
    return Token("text", word.text[start:end], word.piece, word.start + start, word.start + end, edges)


def _width(text: str) -> int:
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)


def _plain(text: str) -> str:
    """Return the text with digits and signs in half width, character for character."""
    return _STOPS.sub(".", text).translate(_HALF_WIDTH) if _STOPS.search(text) else text.translate(_HALF_WIDTH)
