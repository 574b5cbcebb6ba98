"""The tables of a web page → grids, or the paragraphs in them where a table only arranges the page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from builder.ingest.readers.gathering import Gathering
from builder.ingest.readers.spans import placed
from builder.ingest.readers.web_flow import Aside, Flow, all_text, flow_of, is_hidden
from builder.ingest.source import Cell

_HEADINGS = frozenset({"h1", "h2", "h3"})
_FEW_PARAGRAPHS, _MANY_PARAGRAPHS = 3, 20


@dataclass(frozen=True, slots=True)
class _TableCell:
    element: Element
    flow: Flow

    @property
    def paragraphs(self) -> list[str]:
        return [part for part in self.flow if isinstance(part, str)]

    @property
    def tables(self) -> list[Element]:
        return [part for part in self.flow if isinstance(part, Element)]

    @property
    def is_filled(self) -> bool:
        return any(paragraph.strip() for paragraph in self.paragraphs) or bool(self.tables)


def read_flow(flow: Flow, gathering: Gathering) -> None:
    """Add what an element holds to what was read so far."""
    for part in flow:
        if isinstance(part, str):
            gathering.add_line(part)
        elif isinstance(part, Aside):
            gathering.set_aside([part.text], part.reason)
        else:
            _read_table(part, gathering)


def _read_table(table: Element, gathering: Gathering) -> None:
    for caption in table.iterfind("caption"):
        read_flow(flow_of(caption), gathering)
    rows: list[list[_TableCell]] = []
    ends: list[int] = []
    for group, is_group_hidden in _groups(table):
        hidden = [row for row in group if is_group_hidden or is_hidden(row)]
        gathering.set_aside([all_text(row) for row in hidden], "hidden-row")
        shown = [row for row in group if row not in hidden]
        ends += [len(rows) + len(shown)] * len(shown)
        rows += [_cells(row, gathering) for row in shown]
    if _arranges_the_page(table, rows):
        for cell in [cell for row in rows for cell in row]:
            read_flow(cell.flow, gathering)
    else:
        _read_grid(rows, ends, gathering)


def _read_grid(rows: list[list[_TableCell]], ends: list[int], gathering: Gathering) -> None:
    spots = placed([[_claim(cell.element) for cell in row] for row in rows], ends)
    cells: list[Cell] = []
    for row, row_spots in zip(rows, spots, strict=True):
        for cell, spot in zip(row, row_spots, strict=True):
            gathering.line += 1
            cells.append(Cell(spot.row, spot.column, gathering.piece("\n".join(cell.paragraphs)), *spot[2:]))
            read_flow([part for part in cell.flow if isinstance(part, Aside)], gathering)
    gathering.add_grid(cells)
    for table in [table for row in rows for cell in row for table in cell.tables]:
        _read_table(table, gathering)


def _groups(table: Element) -> Iterator[tuple[list[Element], bool]]:
    """Yield the rows of each part of a table, and whether it is hidden; its head first, its foot last."""
    for name in ("thead", "tbody", "tfoot"):
        for group in table.iterfind(name):
            yield list(group.iterfind("tr")), is_hidden(group)


def _cells(row: Element, gathering: Gathering) -> list[_TableCell]:
    cells: list[_TableCell] = []
    for element in row:
        if element.tag in {"td", "th"} and is_hidden(element):
            gathering.set_aside([all_text(element)], "hidden-text")
        elif element.tag in {"td", "th"}:
            cells.append(_TableCell(element, flow_of(element)))
    return cells


def _arranges_the_page(table: Element, rows: list[list[_TableCell]]) -> bool:
    """Say whether a table is none to a reader: one column, or cells that hold passages, headings or tables."""
    filled = [cell for row in rows for cell in row if cell.is_filled]
    if len(filled) <= 1 or max(len(row) for row in rows) == 1 or table.get("role") in {"presentation", "none"}:
        return True
    if 2 * sum(1 for cell in filled if cell.tables) >= len(filled):
        return True
    longest = max(len(cell.paragraphs) for cell in filled)
    if longest > (_FEW_PARAGRAPHS if len(rows) == 1 else _MANY_PARAGRAPHS):
        return True
    long_cells = [cell for cell in filled if len(cell.paragraphs) > 1 or cell.tables]
    return any(each.tag in _HEADINGS for cell in long_cells for each in cell.element.iter())


def _claim(cell: Element) -> tuple[int, int]:
    return _span(cell.get("rowspan"), least=0), _span(cell.get("colspan"), least=1)


def _span(written: str | None, *, least: int) -> int:
    found = re.match(r"[ \t\n\r\f]*\+?([0-9]{1,9})", written or "")
    return max(int(found[1]), least) if found else 1
