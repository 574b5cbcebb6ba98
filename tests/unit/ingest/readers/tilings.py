"""Tables of merged cells drawn by chance: every place belongs to one cell."""

from __future__ import annotations

from collections.abc import Iterable

from hypothesis import strategies as st

Tile = tuple[int, int, int, int]


@st.composite
def tilings(draw: st.DrawFn, height: int, width: int) -> list[Tile]:
    """Return row, column, row span and column span of the cells of a table, in reading order."""
    tiles: list[Tile] = []
    taken: set[tuple[int, int]] = set()
    for row in range(height):
        for column in range(width):
            if (row, column) in taken:
                continue
            free = next(end for end in range(column + 1, width + 1) if end == width or (row, end) in taken) - column
            tile = (row, column, draw(st.integers(1, height - row)), draw(st.integers(1, free)))
            tiles.append(tile)
            taken |= places(tile)
    return tiles


def places(tile: Tile) -> set[tuple[int, int]]:
    """Return the places that a cell takes up."""
    row, column, row_span, column_span = tile
    return {(row + down, column + right) for down in range(row_span) for right in range(column_span)}


def tile_exactly(tiles: Iterable[Tile], height: int, width: int) -> bool:
    """Say whether each place of the table belongs to one cell, and no cell reaches beyond."""
    taken = [place for tile in tiles for place in places(tile)]
    return sorted(taken) == [(row, column) for row in range(height) for column in range(width)]
