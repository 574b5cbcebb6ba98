"""One page of a PDF → its lines and ruled tables from the top, each character in exactly one of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from math import atan2, degrees
from typing import NamedTuple

from pdfminer.converter import PDFPageAggregator
from pdfminer.layout import LTChar, LTComponent, LTContainer, LTCurve, LTImage, LTPage
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage

from builder.ingest.readers.annotations import texts_beside
from builder.ingest.readers.glyphs import Glyph, PrintedLine, character_of, lines_of, text_of, without_doubles
from builder.ingest.readers.rulings import RuledCell, RuledTable, Stroke, ruled_tables

# A filled box up to so thick is a line, in points; a thicker one is a background.
_THICK = 3.0
# A picture that covers so much of a page is a scan of it.
_COVERS = 0.5
_QUARTER = 90
# Characters this near, in parts of their size, are of one word; this part of a character's half is surely its ink.
_CLOSE = 0.15
_INSIDE = 0.3

# The number of a table on its page, and one of its cells.
_Place = tuple[int, RuledCell]


class PrintedCell(NamedTuple):
    """One cell of a table with its text."""

    place: RuledCell
    text: str


class PrintedTable(NamedTuple):
    """A ruled table, its upper end, and where its columns begin and end."""

    cells: tuple[PrintedCell, ...]
    top: float
    xs: tuple[float, ...]

    @property
    def left(self) -> float:
        """Its left end."""
        return self.xs[0]


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """What a page holds, from the top; `aside` are texts that are no part of it, with the reason.

    `pictured` is how much of the page its largest picture covers.
    """

    blocks: tuple[PrintedLine | PrintedTable, ...]
    aside: tuple[tuple[str, str], ...]
    pictured: float

    @property
    def is_scan(self) -> bool:
        """Whether a picture covers most of the page."""
        return self.pictured >= _COVERS


@dataclass(slots=True)
class _Drawn:
    """All that is drawn on a page, y counted from the top."""

    width: float
    height: float
    glyphs: list[Glyph] = field(default_factory=list)
    across: list[Stroke] = field(default_factory=list)
    down: list[Stroke] = field(default_factory=list)
    pictured: float = 0.0


def print_page(page: PDFPage, resources: PDFResourceManager) -> PrintedPage:
    """Return a page as a person who turns it the right way reads it."""
    drawn = _draw(page, resources)
    turn = _main_turn(drawn.glyphs)
    if turn:
        page.rotate = (page.rotate + turn) % 360
        drawn = _draw(page, resources)
    printed = _printed(drawn)
    notes = tuple(("annotation", text) for text in texts_beside(page))
    return replace(printed, aside=(*printed.aside, *notes)) if notes else printed


def _draw(page: PDFPage, resources: PDFResourceManager) -> _Drawn:
    device = PDFPageAggregator(resources, laparams=None)
    PDFPageInterpreter(resources, device).process_page(page)
    layout = device.get_result()
    drawn = _Drawn(layout.width, layout.height)
    for item in _items(layout):
        if isinstance(item, LTChar):
            drawn.glyphs.append(_glyph(item, drawn.height))
        elif isinstance(item, LTCurve):
            _add_strokes(item, drawn)
        elif isinstance(item, LTImage):
            drawn.pictured = max(drawn.pictured, _share(item, layout))
    drawn.glyphs = without_doubles(drawn.glyphs)
    return drawn


def _items(container: Iterable[object]) -> Iterator[object]:
    for item in container:
        if isinstance(item, LTContainer):
            yield from _items(item)
        else:
            yield item


def _share(item: LTComponent, layout: LTPage) -> float:
    width = min(item.x1, layout.width) - max(item.x0, 0)
    height = min(item.y1, layout.height) - max(item.y0, 0)
    return max(width, 0) * max(height, 0) / max(layout.width * layout.height, 1)


def _glyph(item: LTChar, height: float) -> Glyph:
    across, along, *_, base = item.matrix
    turn = round(degrees(atan2(along, across))) % 360
    text = character_of(item.get_text())
    # Some fonts do not tell the widths of their characters.
    width = (item.x1 - item.x0) or item.size * (0.5 if text.isascii() else 1)
    return Glyph(text, item.x0, item.x0 + width, height - base, item.size, turn)


def _add_strokes(item: LTCurve, drawn: _Drawn) -> None:
    """Thin boxes are lines along their middle; other boxes and paths count by their sides, if those are drawn."""
    top, bottom = drawn.height - item.y1, drawn.height - item.y0
    if item.height <= _THICK < item.width:
        drawn.across.append(Stroke((top + bottom) / 2, item.x0, item.x1))
    elif item.width <= _THICK < item.height:
        drawn.down.append(Stroke((item.x0 + item.x1) / 2, top, bottom))
    elif item.stroke:
        for (x0, y0), (x1, y1) in pairwise(_corners(item)):
            if abs(y0 - y1) <= 1 < abs(x0 - x1):
                drawn.across.append(Stroke(drawn.height - y0, min(x0, x1), max(x0, x1)))
            elif abs(x0 - x1) <= 1 < abs(y0 - y1):
                drawn.down.append(Stroke(x0, drawn.height - max(y0, y1), drawn.height - min(y0, y1)))


def _corners(item: LTCurve) -> Sequence[tuple[float, float]]:
    """The points of a path of straight lines; of a path with a curve none."""
    path = item.original_path or []
    if any(step[0] not in "mlh" for step in path):
        return ()
    return [*item.pts, item.pts[0]] if any(step[0] == "h" for step in path) else item.pts


def _main_turn(glyphs: Iterable[Glyph]) -> int:
    """By how much most characters are turned, where that is a multiple of a right angle."""
    turns = Counter(glyph.turn for glyph in glyphs if not glyph.text.isspace())
    if not turns:
        return 0
    turn, number = turns.most_common(1)[0]
    return turn if turn % _QUARTER == 0 and 2 * number > turns.total() else 0


def _printed(drawn: _Drawn) -> PrintedPage:
    tables = ruled_tables(drawn.across, drawn.down)
    inside: dict[_Place, list[Glyph]] = {}
    outside: list[Glyph] = []
    aside: dict[str, list[Glyph]] = {}
    for glyph, place in _placed(drawn.glyphs, tables):
        x, y = glyph.middle
        if not (0 <= x <= drawn.width and 0 <= y <= drawn.height):
            aside.setdefault("hidden-text", []).append(glyph)
        elif glyph.turn and (place is None or glyph.turn % _QUARTER):
            aside.setdefault("turned-text", []).append(glyph)
        elif place is None:
            outside.append(glyph)
        else:
            inside.setdefault(place, []).append(glyph)
    blocks: list[PrintedLine | PrintedTable] = [*lines_of(outside)]
    blocks += [_table(table, at, inside) for at, table in enumerate(tables)]
    return PrintedPage(
        tuple(sorted(blocks, key=lambda block: (block.top, block.left))),
        tuple((reason, text) for reason, glyphs in aside.items() if (text := _as_drawn(glyphs).strip())),
        drawn.pictured,
    )


def _placed(glyphs: Iterable[Glyph], tables: Sequence[RuledTable]) -> Iterator[tuple[Glyph, _Place | None]]:
    """Each character with its cell. Where one stands on a wall, its word ran over and is in the cell of most of it."""
    for word in _words(glyphs):
        places = [_place(*glyph.middle, tables) for glyph in word]
        if len(set(places)) > 1 and any(_stands_on_wall(glyph, tables) for glyph in word):
            places = [Counter(place for place in places if place).most_common(1)[0][0]] * len(word)
        yield from zip(word, places, strict=True)


def _words(glyphs: Iterable[Glyph]) -> Iterator[list[Glyph]]:
    """Characters drawn one after the other and close together."""
    word: list[Glyph] = []
    for glyph in glyphs:
        if word and not (glyph.base == word[-1].base and abs(glyph.left - word[-1].right) < _CLOSE * glyph.size):
            yield word
            word = []
        word.append(glyph)
    if word:
        yield word


def _stands_on_wall(glyph: Glyph, tables: Sequence[RuledTable]) -> bool:
    x, y = glyph.middle
    reach = (glyph.right - glyph.left) * _INSIDE
    left, right = _place(x - reach, y, tables), _place(x + reach, y, tables)
    return left is not None and right is not None and left != right


def _place(x: float, y: float, tables: Sequence[RuledTable]) -> _Place | None:
    return next(((at, cell) for at, table in enumerate(tables) if (cell := table.cell_at(x, y))), None)


def _as_drawn(glyphs: Iterable[Glyph]) -> str:
    return "".join(glyph.text for glyph in glyphs)


def _table(table: RuledTable, at: int, inside: dict[_Place, list[Glyph]]) -> PrintedTable:
    cells = tuple(PrintedCell(cell, _cell_text(inside.get((at, cell), []))) for cell in table.cells)
    return PrintedTable(cells, table.ys[0], table.xs)


def _cell_text(glyphs: Sequence[Glyph]) -> str:
    """The lines of a cell, and after them what is turned, as drawn."""
    turned = _as_drawn(glyph for glyph in glyphs if glyph.turn)
    upright = text_of(glyph for glyph in glyphs if not glyph.turn)
    return "\n".join(filter(None, (upright, turned.strip())))
