"""Lines of a flat table → its rows: codes, names wrapped around them put together, and the figures of each."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import NamedTuple

from builder.ingest.tables.flat_tokens import FlatLine, Token, plain
from builder.ingest.vocabulary import vocabulary
from builder.model.codes import CLASS, ITEM, SECTION

_LONGEST = 6
"""A row takes no more lines than this."""
_LEVELS = 3
_PART = 2


@dataclass(frozen=True, slots=True)
class FlatRow:
    """One row before its figures have columns; `names` and `projects` are the pieces of a name in reading order.

    `numbers` is the number of the row where it is counted.
    """

    kind: str
    line: int
    side: str = ""
    codes: tuple[Token, ...] = ()
    names: tuple[Token, ...] = ()
    projects: tuple[Token, ...] = ()
    figures: tuple[Token, ...] = ()
    numbers: tuple[Token, ...] = ()

    @property
    def code(self) -> str:
        """The digits of its code as printed, run together."""
        return "".join(token.text for token in self.codes)

    @property
    def name(self) -> str:
        """Its name without blanks."""
        return plain("".join(token.text for token in self.names))


class Names(NamedTuple):
    """The names of the classification a table is in, for comparing: by code, and all of them."""

    by_code: Mapping[str, frozenset[str]]
    known: frozenset[str]

    @classmethod
    def of(cls, names: Mapping[str, Collection[str]]) -> Names:
        """Return the names as they are compared."""
        by_code = {code: frozenset(plain(name) for name in entries) for code, entries in names.items()}
        return cls(by_code, frozenset().union(*by_code.values()))


class Run(NamedTuple):
    """What one line gives to one row: codes, words, figures, any of them empty."""

    line: FlatLine
    codes: tuple[Token, ...]
    words: tuple[Token, ...]
    figures: tuple[Token, ...]
    numbers: tuple[Token, ...] = ()


@cache
def total_labels() -> frozenset[str]:
    """Return the labels of total rows."""
    return frozenset(plain(label) for label in vocabulary("tables")["total_labels"])


@cache
def blank_labels() -> frozenset[str]:
    """Return the words that say that there is nothing."""
    return frozenset(plain(label) for label in vocabulary("tables")["placeholders"])


def is_unfinished(name: str) -> bool:
    """Whether a name cannot end where it does."""
    return _unfinished().search(name) is not None


def read_rows(lines: Sequence[FlatLine], codes: Names | None, *, has_projects: bool, width: int) -> tuple[FlatRow, ...]:
    """Return the rows of a table with one side; `codes` is the classification of a table that has one.

    `width` is how many columns of amounts there are.
    """
    names = codes or Names({}, frozenset())
    runs = [run_of(line, width, codes) for line in lines]
    segments = partition(
        runs, lambda segment: _worth(_with_code_told(segment, names), names, has_projects=has_projects)
    )
    return tuple(_row_of(_with_code_told(segment, names), names, has_projects=has_projects) for segment in segments)


def partition(runs: Sequence[Run], worth: Callable[[Sequence[Run]], float | None]) -> list[Sequence[Run]]:
    """Cut the runs into rows so that the sum of their worths is the greatest; a worth of None is no row at all.

    Among equal ways the one is taken whose rows reach furthest from the front.
    """
    best: list[tuple[float, int]] = [(0.0, 0)]
    for end in range(1, len(runs) + 1):
        ways = []
        for start in range(max(0, end - _LONGEST), end):
            value = worth(runs[start:end])
            if value is not None:
                ways.append((best[start][0] + value, start))
        best.append(max(ways))
    segments = []
    end = len(runs)
    while end:
        start = best[end][1]
        segments.append(runs[start:end])
        end = start
    return segments[::-1]


def joined(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """Return words that follow each other within a piece as one, blanks between them kept."""
    found: list[Token] = []
    for token in tokens:
        if found and found[-1].piece is token.piece and not token.piece.text[found[-1].end : token.start].strip():
            last = found[-1]
            edges = (last.edges[0], token.edges[1]) if last.edges and token.edges else None
            text = token.piece.text[last.start : token.end]
            found[-1] = Token("text", text, token.piece, last.start, token.end, edges)
        else:
            found.append(token._replace(kind="text"))
    return tuple(found)


def run_of(line: FlatLine, width: int, names: Names | None = None) -> Run:
    """Return the codes, words and figures of a line of a table that has so many columns of amounts.

    Where nothing but numbers stands in it the first are a code if it is one of the classification; without names
    there are no codes.
    """
    counted = int(names is not None and _is_counted(line.tokens, names))
    numbers, tokens = line.tokens[:counted], line.tokens[counted:]
    first_word = next((number for number, token in enumerate(tokens) if not token.is_figure), None)
    if first_word is None:
        codes = _leading_codes(tokens) if names is not None and _is_like_code(tokens, names) else 0
        return Run(line, tokens[:codes], (), tokens[codes:], numbers)
    codes = _leading_codes(tokens[:first_word]) if names is not None else 0
    last_word = max(number for number, token in enumerate(tokens) if not token.is_figure)
    first_figure = last_word + 1
    # Whole numbers beyond the columns that there are belong to the name before them.
    while len(tokens) - first_figure > width and tokens[first_figure].is_digits:
        first_figure += 1
    return Run(line, tokens[:codes], tokens[codes:first_figure], tokens[first_figure:], numbers)


def _is_counted(tokens: Sequence[Token], names: Names) -> bool:
    """Whether the number of the row stands before its code."""
    if len(tokens) < _LEVELS or not tokens[0].is_digits or not tokens[1].is_digits:
        return False
    is_code = len(tokens[1].text) in {CLASS, SECTION, ITEM} and tokens[1].text[:CLASS] in names.by_code
    return is_code and tokens[0].text not in names.by_code


def _is_like_code(tokens: Sequence[Token], names: Names) -> bool:
    """Whether a line of numbers begins with a code: of a known class, or of three digits and two and two."""
    is_padded = len(tokens) > 1 and tokens[1].is_digits and len(tokens[1].text) == _PART
    return tokens[0].text[:CLASS] in names.by_code or (len(tokens[0].text) == CLASS and is_padded)


def _leading_codes(tokens: Sequence[Token]) -> int:
    """Return how many of the tokens at the beginning are a code or its parts, however those are run together."""
    sizes = [len(token.text) if token.is_digits else 0 for token in tokens[:_LEVELS]]
    if not sizes or sizes[0] not in {1, _PART, CLASS, SECTION, ITEM}:
        return 0
    count, digits = 1, max(CLASS, sizes[0])
    while count < len(sizes) and sizes[count] and digits + max(_PART, sizes[count]) in {SECTION, ITEM}:
        digits += max(_PART, sizes[count])
        count += 1
    return count


def _with_code_told(segment: Sequence[Run], names: Names) -> Sequence[Run]:
    """Return a row with small whole amounts told from the parts of its code, where no name stands between them.

    That code is taken which the name wrapped around it belongs to, else as much as looks like one.
    """
    place = next((number for number, run in enumerate(segment) if len(run.codes) > 1 and not run.words), None)
    if place is None:
        return segment
    run = segment[place]
    name = plain("".join(token.text for each in segment for token in each.words))
    longest = next((size for size, token in enumerate(run.codes) if size and len(token.text) != _PART), len(run.codes))
    sizes = [*range(len(run.codes), 0, -1)]
    own = (size for size in sizes if name in names.by_code.get("".join(t.text for t in run.codes[:size]), ()))
    size = next(own, longest)
    told = run._replace(codes=run.codes[:size], figures=(*run.codes[size:], *run.figures))
    return [*segment[:place], told, *segment[place + 1 :]]


def _worth(segment: Sequence[Run], names: Names, *, has_projects: bool) -> float | None:
    if sum(bool(run.codes) for run in segment) > 1 or sum(bool(run.figures) for run in segment) > 1:
        return None
    name = plain("".join(token.text for run in segment for token in run.words))
    code = "".join(token.text for run in segment for token in run.codes)
    has_figures = any(run.figures for run in segment)
    if not code:
        return _worth_without_code(segment, name, has_figures=has_figures)
    value = 2.0 - 0.5 * (len(segment) - 1) - 0.25 * _lopsidedness(segment) - (0 if has_figures else 1)
    if not name:
        return value - 4
    own = names.by_code.get(code, frozenset())
    if is_unfinished(name):
        return value - 3
    if name in own or (has_projects and _holds_name([run.words for run in segment], own)):
        return value + 6
    return value + (3 if name in names.known else 1)


def _worth_without_code(segment: Sequence[Run], name: str, *, has_figures: bool) -> float:
    lines = len(segment)
    if name in total_labels():
        return 6.0 - 0.5 * (lines - 1)
    if name in blank_labels() and lines == 1:
        return 1.0
    return (0.0 if has_figures and lines == 1 else -3.0) - (lines - 1)


def _lopsidedness(segment: Sequence[Run]) -> int:
    middle = next(number for number, run in enumerate(segment) if run.codes)
    return abs(middle - (len(segment) - 1 - middle))


def _row_of(segment: Sequence[Run], names: Names, *, has_projects: bool) -> FlatRow:
    codes = tuple(token for run in segment for token in run.codes)
    words = joined([token for run in segment for token in run.words])
    figures = tuple(token for run in segment for token in run.figures)
    name = plain("".join(token.text for token in words))
    kind = "row"
    if not codes and name in total_labels():
        kind = "total"
    elif not codes and not figures:
        kind = "blank"
    projects: tuple[Token, ...] = ()
    if has_projects and codes:
        loose = [token for run in segment for token in run.words]
        words, projects = _name_and_project(loose, names.by_code.get("".join(t.text for t in codes), frozenset()))
    numbers = tuple(token for run in segment for token in run.numbers)
    return FlatRow(kind, segment[0].line.number, "", codes, words, projects, figures, numbers)


def _name_and_project(words: Sequence[Token], known: Collection[str]) -> tuple[tuple[Token, ...], tuple[Token, ...]]:
    """Part the words of a row into the name of its code and that of its project, the first known name wins.

    Where both are broken over several lines, the name has the first words of each.
    """
    lines = [list(line) for _, line in groupby(words, key=lambda token: token.piece)]
    for name in sorted(known, key=len, reverse=True):
        counts = _words_of_name(lines, name)
        if counts is not None and any(counts):
            own = [token for line, count in zip(lines, counts, strict=True) for token in line[:count]]
            return joined(own), joined([token for token in words if token not in own])
    if not known and len(lines) > 1 and max(map(len, lines)) > 1:
        own = [line[0] for line in lines if len(line) > 1]
        return joined(own), joined([token for token in words if token not in own])
    for count in range(len(words), 0, -1):
        if plain("".join(token.text for token in words[:count])) in known:
            return joined(words[:count]), joined(words[count:])
    for name in sorted(known, key=len, reverse=True):
        if words and plain(words[0].text).startswith(name) and len(words[0].text) >= len(name):
            first = words[0]
            cut = first.start + len(name)
            head = first._replace(text=first.text[: len(name)], end=cut)
            tail = first._replace(text=first.text[len(name) :], start=cut)
            return (head,), joined([tail, *words[1:]])
    return joined(words[:1]), joined(words[1:])


def _holds_name(lines: Sequence[Sequence[Token]], names: Collection[str]) -> bool:
    return any(any(_words_of_name(lines, name) or ()) for name in names)


def _words_of_name(lines: Sequence[Sequence[Token]], name: str) -> list[int] | None:
    """Return how many of the first words of each line make up a name together; None where they do not."""
    if not lines:
        return None if name else []
    for count in range(len(lines[0]), -1, -1):
        text = plain("".join(token.text for token in lines[0][:count]))
        rest = _words_of_name(lines[1:], name[len(text) :]) if name.startswith(text) else None
        if rest is not None:
            return [count, *rest]
    return None


@cache
def _unfinished() -> re.Pattern[str]:
    return re.compile(vocabulary("flat")["unfinished"])
