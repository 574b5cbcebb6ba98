"""Lines of a table with two sides (income left, expenditure right) → the rows of each side."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise, product

from builder.ingest.recognised import Setting
from builder.ingest.tables.flat_rows import FlatRow, Run, is_unfinished, joined, partition, total_labels
from builder.ingest.tables.flat_tokens import FlatLine, Token, plain
from builder.ingest.tables.labels import UNIMPORTED, label_of
from builder.ingest.tables.layout import SIDES
from builder.ingest.vocabulary import vocabulary
from builder.model.codes import CLASS

_CODE = re.compile(r"^\[?[0-9]{3}\]?[-.:]?(?=\D)")
_TOGETHER = 4
"""So many pieces of which the side is open are tried together."""
_NEAR = 2
"""A label is broken over lines that follow each other, or have a blank one between them."""


@dataclass(slots=True)
class _Part:
    """A stretch of a line: a label, its figures, or either alone; `side` is None until it is known."""

    line: FlatLine
    side: str | None
    words: list[Token] = field(default_factory=list)
    figures: list[Token] = field(default_factory=list)


def read_sides(lines: Sequence[FlatLine], labels: SideLabels, widths: Mapping[str, int]) -> tuple[FlatRow, ...]:
    """Return the rows of both sides in reading order; `widths` are the columns of amounts of each side."""
    parts = [part for line in lines for part in _fitted(_parts_of(line, labels), widths)]
    _settle(parts, labels)
    rows = [_row_of(side, segment) for side in SIDES for segment in _segments(side, parts, labels)]
    return tuple(sorted(rows, key=lambda row: (row.line, row.side != "income")))


def _settle(parts: Sequence[_Part], labels: SideLabels) -> None:
    """Give the parts of which the side is open those sides on which the rows make the most sense."""
    open_parts = [part for part in parts if part.side is None]
    for part in open_parts:
        part.side = "expenditure"
    for start in range(0, len(open_parts), _TOGETHER):
        group = open_parts[start : start + _TOGETHER]
        best = max(product(SIDES, repeat=len(group)), key=lambda sides: _worth_with(group, sides, parts, labels))
        _worth_with(group, best, parts, labels)


def _worth_with(group: Sequence[_Part], sides: Sequence[str], parts: Sequence[_Part], labels: SideLabels) -> float:
    for part, side in zip(group, sides, strict=True):
        part.side = side
    return _total_worth(parts, labels)


def _total_worth(parts: Sequence[_Part], labels: SideLabels) -> float:
    total = 0.0
    for side in SIDES:
        worth = _worth_on(side, parts, labels)
        total += sum(worth(segment) or 0 for segment in _segments(side, parts, labels))
    return total


def _segments(side: str, parts: Sequence[_Part], labels: SideLabels) -> list[Sequence[Run]]:
    runs = [Run(part.line, (), tuple(part.words), tuple(part.figures)) for part in parts if part.side == side]
    return partition(runs, _worth_on(side, parts, labels))


def _worth_on(side: str, parts: Sequence[_Part], labels: SideLabels) -> Callable[[Sequence[Run]], float | None]:
    own = (part for part in parts if part.side == side and part.words)
    uses_ordinals = any(_ordinal().match(plain(part.words[0].text)) for part in own)
    return lambda segment: _worth(segment, side, labels, uses_ordinals=uses_ordinals)


class SideLabels:
    """What the labels of the rows of both sides say, by the vocabulary and the code list of the year."""

    def __init__(self, setting: Setting) -> None:
        self._setting = setting
        self._lines: dict[tuple[str, str], str] = {}
        listed = (name for code, names in setting.functional.items() if len(code) == CLASS for name in names)
        shipped: dict[str, list[str]] = vocabulary("tables")["classes"]
        self._classes = frozenset(map(plain, (*listed, *(names[0] for names in shipped.values()))))

    def line(self, text: str, side: str) -> str:
        """Return the line that a label names on a side: a fund, a class, the reason for none; empty if unknown."""
        if (text, side) not in self._lines:
            found = label_of(text, side, self._setting) if text else None
            self._lines[text, side] = "" if found is None else found.line
        return self._lines[text, side]

    def is_official(self, name: str) -> bool:
        """Whether a class has this name in the code list of the year."""
        return name in self._classes

    def side_of(self, text: str) -> str | None:
        """Return the side of a label, or of a piece of one that was broken off; None where it may be either."""
        name = bare(text)
        side = self.certain_side(name)
        is_piece = side is None and any(known.startswith(name) or known.endswith(name) for known in self._classes)
        return "expenditure" if is_piece and name else side

    def certain_side(self, name: str) -> str | None:
        """Return the side of a label without its ordinal; None for a mere piece."""
        if self.line(name, "expenditure").isdecimal():
            return "expenditure"
        for side in ("expenditure", "income"):
            if any(pattern.search(name) for pattern in _patterns(side)):
                return side
        return "income" if self.line(name, "income") else None


def bare(text: str) -> str:
    """Return a label without its ordinal and blanks, for comparing."""
    return _CODE.sub("", _ordinal().sub("", plain(text)).lstrip("."))


def _parts_of(line: FlatLine, labels: SideLabels) -> list[_Part]:
    """Cut a line where a label of the other side, or a further label of the same side, begins."""
    parts: list[_Part] = []
    for token in _with_codes(line.tokens, labels):
        if token.is_figure:
            if not parts:
                parts.append(_Part(line, None))
            parts[-1].figures.append(token)
        elif parts and not parts[-1].figures and _continues(parts[-1].words, token, labels):
            parts[-1].words.append(token)
            parts[-1].side = labels.side_of("".join(word.text for word in parts[-1].words))
        else:
            parts.append(_Part(line, labels.side_of(token.text), [token]))
    for part in parts[:1]:
        part.side = labels.certain_side(bare("".join(word.text for word in part.words)))
    return parts


def _fitted(parts: Sequence[_Part], widths: Mapping[str, int]) -> Iterator[_Part]:
    """Yield the parts; what has more figures than its side has columns gives them to the other side.

    The label of the other side stands on another line then.
    """
    for number, part in enumerate(parts):
        if part.side is None and (number or len(part.figures) > widths["income"]):
            part.side = "expenditure"
        limit = widths[part.side] if part.side else len(part.figures)
        surplus = part.figures[limit:]
        part.figures = part.figures[:limit]
        yield part
        if surplus:
            yield _Part(part.line, "expenditure" if part.side == "income" else "income", [], surplus)


def _with_codes(tokens: Sequence[Token], labels: SideLabels) -> Iterator[Token]:
    """Yield the tokens, the code of a class that stands before its name as one with it."""
    numbers = iter(range(len(tokens)))
    for number in numbers:
        token = tokens[number]
        following = tokens[number + 1] if token.is_digits and number + 1 < len(tokens) else None
        if following is None or not _is_code_of(token, following, labels):
            yield token
            continue
        text = token.piece.text[token.start : following.end]
        yield following._replace(text=text, start=token.start, edges=None)
        next(numbers)


def _is_code_of(token: Token, following: Token, labels: SideLabels) -> bool:
    """Whether digits are the code of the class named after them; what has an ordinal has no code."""
    name = plain(following.text)
    is_name = not following.is_figure and not _ordinal().match(name)
    return is_name and labels.line(name, "expenditure") == token.text


def _continues(words: Sequence[Token], token: Token, labels: SideLabels) -> bool:
    """Whether a word goes on with the label before it, rather than beginning one of its own."""
    before = plain("".join(word.text for word in words))
    if not bare(before):
        return True
    if _ordinal().match(plain(token.text)):
        return False
    together = bare(before + token.text)
    is_whole = bool(labels.line(bare(before), "income"))
    if not is_whole and (labels.line(together, "expenditure").isdecimal() or together in total_labels()):
        return True
    sides = labels.side_of(before), labels.side_of(token.text)
    return sides[0] == sides[1] or sides[1] is None


def _worth(segment: Sequence[Run], side: str, labels: SideLabels, *, uses_ordinals: bool) -> float | None:
    if sum(bool(run.figures) for run in segment) > 1 or _has_gap(segment):
        return None
    if any(_ordinal().match(plain(run.words[0].text)) for run in segment[1:] if run.words):
        return None
    text = "".join(token.text for run in segment for token in run.words)
    name = bare(text)
    has_figures = any(run.figures for run in segment)
    value = -0.5 * (len(segment) - 1) + (0.5 if has_figures else 0)
    if not name:
        return value - 4
    if name in total_labels():
        return value + 6
    if uses_ordinals and not _ordinal().match(plain(text)):
        value -= 1
    return value + _known(name, side, labels, has_figures=has_figures)


def _known(name: str, side: str, labels: SideLabels, *, has_figures: bool) -> float:
    """Return how well a label is known: by the code list, by the vocabulary, as a line that is no value of its own."""
    line = labels.line(name, side)
    if not line or is_unfinished(name):
        return -1
    if line.startswith(UNIMPORTED):
        return 2 if has_figures else -1
    return 4 if side == "expenditure" and not labels.is_official(name) else 6


def _has_gap(segment: Sequence[Run]) -> bool:
    """Whether pieces stand in one line, with figures between them, or too far apart."""
    steps = [after.line.number - before.line.number for before, after in pairwise(segment)]
    return any(not 0 < step <= _NEAR for step in steps)


def _row_of(side: str, segment: Sequence[Run]) -> FlatRow:
    words = joined([token for run in segment for token in run.words])
    figures = tuple(token for run in segment for token in run.figures)
    kind = "total" if bare("".join(token.text for token in words)) in total_labels() else "row"
    return FlatRow(kind, segment[0].line.number, side, (), words, (), figures)


@cache
def _patterns(side: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern) for pattern in vocabulary("flat")["sides"][side])


@cache
def _ordinal() -> re.Pattern[str]:
    return re.compile(vocabulary("flat")["ordinal"])
