"""Where the header of a grid ends, and which labels stand above each of its columns."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import islice, pairwise, product, takewhile

from builder.ingest.amounts import read_amount
from builder.ingest.source import Cell, Row
from builder.ingest.tables.labels import folded, is_total

Paths = tuple[tuple[str, ...], ...]
Groups = tuple[tuple[int, int], ...]
"""From which to before which cell below each cell of a row stands."""
_CODE = re.compile(r"[\[(【]?[0-9]{3}(?:\s?[0-9]{2}){0,2}(?![0-9,.])")
_MOST_READINGS = 400


def header_height(rows: Sequence[Row], is_line: Callable[[str], bool]) -> int:
    """Return how many rows at the top are header: labels alone, before the first code, amount, total or blank row.

    `is_line` says whether a text is the label of a row of this table.
    """
    height = 0
    for number, row in enumerate(rows):
        if not row.filled or (not is_numbering(row) and _is_content(row, number, is_line)):
            break
        # Labels that fill a row to its last cell have none below them, unless cells of it are merged.
        if number and len(row.filled) == 1 and _is_full(rows[number - 1]):
            break
        height = number + 1
    return height


def is_numbering(row: Row) -> bool:
    """Whether a row numbers the columns: 1, 2, 3 … after words at most."""
    numbers = [cell.text.strip() for cell in row.filled if cell.text.strip().isdecimal()]
    first = int(numbers[0]) if numbers and numbers[0].isascii() else 0
    counted = [str(number) for number in range(first, first + len(numbers))]
    return len(numbers) > 1 and first in {1, 2, 3, 4} and numbers == counted and len(numbers) >= len(row.filled) - 2


def width_of(header: Sequence[Row], body: Sequence[Row]) -> int:
    """Return the number of columns: where spans are unknown that of most rows, or of the longest row of the header."""
    rows = [*header, *body]
    if all(row.grid is None or row.grid.has_spans for row in rows):
        return max((cell.column + cell.column_span for row in rows for cell in row.cells), default=0)
    lengths = Counter(len(row.cells) for row in body or header)
    usual = max(lengths, key=lambda length: (lengths[length], length), default=0)
    return max([usual, *(len(row.cells) for row in header)])


def paths_of(header: Sequence[Row], width: int) -> Iterator[Paths]:
    """Yield the readings of a header: the labels above each column, outermost first.

    There is one where merged cells are known. Else each row's cells are spread over those of the row below in every
    way that leaves a label above each; first those in which no label comes twice below one cell, for labels that
    come again do so because they stand below the next.
    """
    rows = [row for row in header if not is_numbering(row)]
    if not rows or all(row.grid is None or row.grid.has_spans for row in rows):
        yield tuple(_path_above(rows, column) for column in range(width))
        return
    yield from islice(_spread_readings([list(row.cells) for row in rows], width), _MOST_READINGS)


def _path_above(rows: Sequence[Row], column: int) -> tuple[str, ...]:
    labels = [
        cell.text
        for row in rows
        for cell in row.cells
        if cell.column <= column < cell.column + cell.column_span and cell.text.strip()
    ]
    return tuple(labels)


def _spread_readings(rows: Sequence[Sequence[Cell]], width: int) -> Iterator[Paths]:
    """Yield the readings of rows of labels of which each but the last may stand above several of the next."""
    if len(rows[-1]) != width:
        yield from _longest_alone(rows, width)
        return
    spreads = [_likely_spreads(upper, lower) for upper, lower in pairwise(rows)]
    for spread in product(*spreads):
        spans = [[(column, column + 1) for column in range(width)]]
        for groups in reversed(spread):
            spans.insert(0, [(spans[0][first][0], spans[0][last - 1][1]) for first, last in groups])
        if _fits(rows, spans):
            yield tuple(_labels_above(rows, spans, column) for column in range(width))


def _likely_spreads(upper: Sequence[Cell], lower: Sequence[Cell]) -> list[Groups]:
    """Return the ways to spread cells over those below, the likeliest first.

    That is the one which repeats fewest labels below one cell, and in which most labels begin anew as the first cell's.
    """
    labels = [folded(cell.text) for cell in lower]

    def unlikeliness(groups: Groups) -> tuple[int, int]:
        first, *others = [labels[start:end] for start, end in groups]
        repeated = sum(len(group) - len(set(group)) - max(0, group.count("") - 1) for group in (first, *others))
        return repeated, -sum(_alike(first, other) for other in others)

    spreads = _spreads(len(upper), _fewest([not label for label in labels]))
    return sorted(islice(spreads, _MOST_READINGS), key=unlikeliness)


def _alike(first: Sequence[str], other: Sequence[str]) -> int:
    """Return how many labels two groups have alike from their beginnings."""
    pairs = zip(first, other, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _fewest(are_blank: Sequence[bool]) -> list[int]:
    """Return for each cell how many cells there must be above it and those after it: one is above blanks alone."""
    fewest = [0]
    for blank, after in zip(reversed(are_blank), [True, *reversed(are_blank)], strict=False):
        fewest.append(fewest[-1] + (blank or after))
    return fewest[::-1]


def _spreads(upper: int, fewest: Sequence[int], start: int = 0) -> Iterator[Groups]:
    """Yield the ways to spread `upper` cells over those from `start` on, each over one, or over several none blank."""
    left = len(fewest) - 1 - start
    if not left and not upper:
        yield ()
    if not fewest[start] <= upper <= left or not upper:
        return
    for end in range(start + 1, start + left + 1):
        for rest in _spreads(upper - 1, fewest, end):
            yield ((start, end), *rest)
        if fewest[end] < fewest[start]:
            return


def _fits(rows: Sequence[Sequence[Cell]], spans: Sequence[Sequence[tuple[int, int]]]) -> bool:
    """Whether no cell stands above several of which some are blank: a blank below continues the cell above it."""
    for upper, lower_spans, lower in zip(spans, spans[1:], rows[1:], strict=False):
        for start, end in upper:
            inside = [cell for cell, span in zip(lower, lower_spans, strict=True) if start <= span[0] < end]
            if len(inside) > 1 and not all(cell.text.strip() for cell in inside):
                return False
    return True


def _labels_above(
    rows: Sequence[Sequence[Cell]], spans: Sequence[Sequence[tuple[int, int]]], column: int
) -> tuple[str, ...]:
    return tuple(
        cell.text
        for row, row_spans in zip(rows, spans, strict=True)
        for cell, (start, end) in zip(row, row_spans, strict=True)
        if start <= column < end and cell.text.strip()
    )


def _longest_alone(rows: Sequence[Sequence[Cell]], width: int) -> Iterator[Paths]:
    """Yield the labels of the longest row alone, where the rows do not fit each other."""
    longest = max(rows, key=len)
    if len(longest) == width:
        yield tuple((cell.text,) for cell in longest)


def _is_content(row: Row, number: int, is_line: Callable[[str], bool]) -> bool:
    """Whether a row belongs to the body: it has an amount or a code, or is a total, or below the first row a line."""
    filled = row.filled
    if any(read_amount(cell.text) is not None or _CODE.match(cell.text.strip()) for cell in filled):
        return True
    labels = {folded(cell.text) for cell in filled}
    is_total_row = len(labels) == len(filled) and all(is_total(cell.text) for cell in filled)
    return bool(number) and (is_total_row or is_line(filled[0].text))


def _is_full(row: Row) -> bool:
    is_merged = any(cell.column_span > 1 for cell in row.cells)
    return len(row.cells) > 1 and len(row.filled) == len(row.cells) and not is_merged and _knows_spans(row)


def _knows_spans(row: Row) -> bool:
    return row.grid is not None and row.grid.has_spans
