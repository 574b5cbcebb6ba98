"""A careful reading of CSV: every record with its line, every disorder of quotes at the line where it begins.

Slower than the ordinary reading and used where that one meets anything unusual. It goes over the text once:
after a quote that closes nowhere it goes on with the next line, so that one stray quote hides nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from builder.load import limits

_QUOTED = re.compile(r'"((?:[^"]++|"")*+)"')
_BARE = re.compile(r'[^",\n]*+')
_REST_OF_CELL = re.compile(r"[^,\n]*+")


@dataclass(frozen=True, slots=True)
class Disorder:
    """A rule broken inside one record, with its line, its position among the cells (from 1) and its facts."""

    rule: str
    line: int
    column: int
    facts: dict[str, str]


@dataclass(frozen=True, slots=True)
class Record:
    """One record: its first and last line, its cells, and where in the text each cell begins.

    `width` is the number of its cells; of one that is far too wide only the first are kept.
    """

    line: int
    last_line: int
    width: int
    cells: tuple[str, ...]
    starts: tuple[int, ...]
    disorders: tuple[Disorder, ...]


def scan(text: str) -> Iterator[Record]:
    """Yield every record of the text; the lines of the records together are the lines of the text."""
    position, line = 0, 1
    while position < len(text):
        record, position = _record(text, position, line)
        yield record
        line = record.last_line + 1


def _record(text: str, position: int, line: int) -> tuple[Record, int]:
    first_line = line
    cells: list[str] = []
    starts: list[int] = []
    disorders: list[Disorder] = []
    while True:
        if len(cells) > limits.ROW_CELLS:
            # Refused in any case, whatever its quotes mean; the next record is taken to begin on the next line.
            end = text.find("\n", position)
            end = end if end >= 0 else len(text)
            width = len(cells) + 1 + text.count(",", position, end)
            return Record(first_line, line, width, tuple(cells), tuple(starts), tuple(disorders)), end + 1
        starts.append(position)
        if text.startswith('"', position):
            match = _QUOTED.match(text, position)
            if match is None or not _ends_cell(text, match.end()):
                disorder, is_lost = _disorder_of_quote(text, position, match, line, len(starts))
                disorders.append(disorder)
                end = _REST_OF_CELL.match(text, position).end()  # type: ignore[union-attr] # matches nothing too
                if is_lost:
                    # The cells that this line would have had are unknown: the line is one broken record.
                    end = text.find("\n", position)
                    end = end if end >= 0 else len(text)
                cells.append(text[position:end])
            else:
                end = match.end()
                cells.append(match[1].replace('""', '"'))
                line += text.count("\n", position, end)
        else:
            end = _BARE.match(text, position).end()  # type: ignore[union-attr] # matches nothing too
            if text.startswith('"', end):
                disorders.append(Disorder("stray-quote", line, len(starts), {}))
                end = _REST_OF_CELL.match(text, end).end()  # type: ignore[union-attr] # as above
            bare = text[position:end]
            cells.append(bare[:-1] if bare.endswith("\r") and text.startswith("\n", end) else bare)
        position = end
        if text.startswith("\r\n", position):
            position += 1
        if text.startswith(",", position):
            position += 1
            continue
        record = Record(first_line, line, len(cells), tuple(cells), tuple(starts), tuple(disorders))
        return record, position + 1


def _ends_cell(text: str, position: int) -> bool:
    return position == len(text) or text[position] in ",\n" or text.startswith("\r\n", position)


def _disorder_of_quote(
    text: str, position: int, match: re.Match[str] | None, line: int, column: int
) -> tuple[Disorder, bool]:
    """Return the disorder of a cell that opens with a quote, and whether the quote ran over the end of its line."""
    end = len(text.rstrip("\r\n")) if match is None else match.end()
    swallowed = text.count("\n", position, end)
    if match is None or swallowed:
        facts = {"swallowed": str(swallowed), "last": str(line + swallowed)}
        rule = "unclosed-quote"
        return Disorder(rule, line, column, facts), True
    return Disorder("text-after-quote", line, column, {}), False
