"""The lines of a flat table → its header, the lines of its rows, and headers printed again on later pages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import groupby
from typing import NamedTuple

from builder.ingest.tables.flat_header import is_header_word
from builder.ingest.tables.flat_rows import Names, total_labels
from builder.ingest.tables.flat_sides import SideLabels, bare
from builder.ingest.tables.flat_tokens import FlatLine, plain
from builder.ingest.vocabulary import vocabulary

Lines = tuple[FlatLine, ...]

# Tables of one row, of which a small figure alone may be all.
_SHORT = frozenset({"T8"})
_PROJECTS = "T7"
"""Names of projects are in no list."""


class PartedLines(NamedTuple):
    """The lines of a table by what they are; `repeated` are those of a header printed again."""

    header: Lines
    body: Lines
    repeated: Lines
    page_numbers: Lines


def parted(table_id: str, lines: Sequence[FlatLine], names: Names, labels: SideLabels | None) -> PartedLines:
    """Return the lines of a table by what they are; `labels` are for tables of two sides."""
    pages = [number for number in range(1, len(lines)) if _is_page_number(table_id, lines, number)]
    page_numbers = tuple(lines[number] for number in pages)
    lines = [line for number, line in enumerate(lines) if number not in pages]
    first = next((number for number, line in enumerate(lines) if _begins_rows(line, labels)), None)
    if first is None:
        first = next((number for number, line in enumerate(lines) if _is_total(line)), len(lines))
        while first < len(lines) and any(
            _is_header(table_id, line) and not _is_total(line) for line in lines[first + 1 :]
        ):
            first += 1
    while 0 < first < len(lines) and _is_piece_of_name(table_id, lines[first - 1], lines[first], names):
        first -= 1
    header = tuple(lines[:first])
    body: list[FlatLine] = []
    repeated: list[FlatLine] = []
    for is_again, group in groupby(lines[first:], key=lambda line: _is_again(table_id, line, header)):
        stretch = tuple(group)
        start, end = _header_within(stretch, header) if is_again else (0, 0)
        body += (*stretch[:start], *stretch[end:])
        repeated += stretch[start:end]
    return PartedLines(header, tuple(body), tuple(repeated), page_numbers)


def _is_again(table_id: str, line: FlatLine, header: Lines) -> bool:
    """Whether a line may be one of a header printed again: a total without figures looks like one, and is none."""
    return not _is_total(line) and (line.text in {each.text for each in header} or _is_header(table_id, line))


def _header_within(stretch: Lines, header: Lines) -> tuple[int, int]:
    """Return from where to where lines that read like labels are the header again.

    It begins and ends with a line of the header; where its lines are broken otherwise it has several. What stands
    beside it is the piece of a name that reads like a label, as is one word alone where the header has more.
    """
    texts = {line.text for line in header}
    places = [number for number, line in enumerate(stretch) if line.text in texts]
    whole = [line.text for line in header]
    for start in places:
        if [line.text for line in stretch[start : start + len(whole)]] == whole:
            # What follows a whole header is none of it, though it be a word that stands in headers.
            return start, start + len(whole)
    if not places and len(stretch) > 1 and any(len(line.tokens) > 1 for line in stretch):
        return 0, len(stretch)
    if not places or (len(places) == 1 and len(header) > 1 and len(stretch[places[0]].tokens) == 1):
        return 0, 0
    return places[0], places[-1] + 1


def _is_page_number(table_id: str, lines: Sequence[FlatLine], number: int) -> bool:
    """Whether a line is nothing but the number of its page: the last of it, or the last before a header again."""
    line = lines[number]
    if table_id in _SHORT or not _page_number().fullmatch(line.text):
        return False
    below = lines[number + 1] if number + 1 < len(lines) else None
    page = line.row.cells[0].piece.place.page
    if below is None or (page is not None and below.row.cells[0].piece.place.page != page):
        return True
    return below.text in {each.text for each in lines[:number]} and _is_header(table_id, below)


def _begins_rows(line: FlatLine, labels: SideLabels | None) -> bool:
    if _is_numbering(line):
        return False
    if any(token.is_figure for token in line.tokens):
        return True
    if labels is None:
        return False
    return bare(line.text) != plain(line.text) and labels.side_of(line.tokens[0].text) is not None


def _is_numbering(line: FlatLine) -> bool:
    """Whether a line only numbers the columns."""
    numbers = [token.text for token in line.tokens if token.is_digits]
    counted = [str(number) for number in range(1, len(numbers) + 1)]
    return len(numbers) > 1 and numbers == counted and len(line.tokens) <= len(numbers) + 1


def _is_total(line: FlatLine) -> bool:
    return plain(line.text) in total_labels()


def _is_header(table_id: str, line: FlatLine) -> bool:
    return all(is_header_word(table_id, token.text) for token in line.tokens)


def _is_piece_of_name(table_id: str, line: FlatLine, below: FlatLine, names: Names) -> bool:
    """Whether a line above the first row is the beginning of its name rather than the end of the header."""
    if len(line.tokens) != 1 or line.tokens[0].is_figure or _is_header(table_id, line):
        return False
    text = plain(line.text)
    if table_id == _PROJECTS:
        return True
    return all(token.is_figure for token in below.tokens) or any(name.startswith(text) for name in names.known)


@cache
def _page_number() -> re.Pattern[str]:
    return re.compile(vocabulary("flat")["page_number"])
