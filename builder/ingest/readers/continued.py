"""Tables that run on over pages get the same columns on each; a page shows only those that its own rows part."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from builder.ingest.readers.pdf_page import PrintedPage, PrintedTable

# Lines of two pages this near are at one place, in points.
_NEAR = 2.0


def with_common_columns(
    pages: Sequence[PrintedPage], reasons: Mapping[tuple[int, int], str]
) -> tuple[PrintedPage, ...]:
    """Return the pages with the columns of tables that run on counted alike.

    A table runs on where it ends one page and begins the next, `reasons` (lines set aside) left out, is as wide on
    both, and one of them has all the column lines of the other.
    """
    changed = list(pages)
    for chain in _chains(pages, reasons):
        places = _common(tuple(table.xs for _, _, table in chain))
        for page, block, table in chain:
            blocks = list(changed[page].blocks)
            blocks[block] = _recounted(table, places)
            changed[page] = replace(changed[page], blocks=tuple(blocks))
    return tuple(changed)


_Found = tuple[int, int, PrintedTable]


def _chains(pages: Sequence[PrintedPage], reasons: Mapping[tuple[int, int], str]) -> Iterator[list[_Found]]:
    chain: list[_Found] = []
    for number, page in enumerate(pages):
        kept = [at for at in range(len(page.blocks)) if (number, at) not in reasons]
        first, last = (_table(page, number, kept[at]) if kept else None for at in (0, -1))
        if not (chain and first and _runs_on(chain, first[2])):
            yield from [chain] if len(chain) > 1 else []
            chain = [last] if last else []
            continue
        chain.append(first)
        if len(kept) > 1:
            yield chain
            chain = [last] if last else []
    yield from [chain] if len(chain) > 1 else []


def _table(page: PrintedPage, number: int, at: int) -> _Found | None:
    block = page.blocks[at]
    return (number, at, block) if isinstance(block, PrintedTable) else None


def _runs_on(chain: Sequence[_Found], table: PrintedTable) -> bool:
    before = _common(tuple(each.xs for _, _, each in chain))
    is_as_wide = abs(before[0] - table.xs[0]) <= _NEAR and abs(before[-1] - table.xs[-1]) <= _NEAR
    return is_as_wide and (_holds(before, table.xs) or _holds(table.xs, before))


def _holds(places: Sequence[float], others: Sequence[float]) -> bool:
    return all(abs(places[_nearest(places, other)] - other) <= _NEAR for other in others)


def _nearest(places: Sequence[float], place: float) -> int:
    after = min(bisect_left(places, place), len(places) - 1)
    return after - 1 if after and place - places[after - 1] < places[after] - place else after


def _common(lines: Sequence[Sequence[float]]) -> tuple[float, ...]:
    """All places at which one of them has a line, those of the table with the most lines as they are."""
    most = max(len(each) for each in lines)
    places = next(list(each) for each in lines if len(each) == most)
    for place in (place for each in lines for place in each):
        if abs(places[_nearest(places, place)] - place) > _NEAR:
            places = sorted([*places, place])
    return tuple(places)


def _recounted(table: PrintedTable, places: Sequence[float]) -> PrintedTable:
    numbers = [_nearest(places, x) for x in table.xs]
    cells = tuple(
        cell._replace(
            place=cell.place._replace(
                column=numbers[cell.place.column],
                column_span=numbers[cell.place.column + cell.place.column_span] - numbers[cell.place.column],
            )
        )
        for cell in table.cells
    )
    return table._replace(cells=cells)
