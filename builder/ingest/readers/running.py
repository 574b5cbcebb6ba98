"""Which lines of a printed page are no part of its text: page numbers, running headers and footers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile
from typing import NamedTuple

from builder.ingest.readers.glyphs import PrintedLine
from builder.ingest.readers.pdf_page import PrintedPage
from builder.ingest.vocabulary import vocabulary

# How many lines at either end of a page are looked at, and on how many pages at least a running line stands.
_DEPTH = 3
_LEAST_PAGES = 3


class _Edge(NamedTuple):
    """A line near an end of a page: numbers of page and block, at the head or the foot, and its text for comparing."""

    page: int
    block: int
    side: str
    text: str

    @property
    def number(self) -> int | None:
        """The page number that is all it says."""
        found = re.fullmatch(vocabulary("pdf")["page-number"], self.text)
        return int(found[1]) if found else None

    @property
    def common(self) -> frozenset[tuple[str, str]]:
        """What may be the same for one running line on all pages: its text, or all of it but the page's number."""
        places = re.finditer(rf"(?<!\d){self.page + 1}(?!\d)", self.text)
        texts = (f"{self.text[: place.start()]}\0{self.text[place.end() :]}" for place in places)
        return frozenset((self.side, text) for text in (self.text, *texts))

    @property
    def may_run(self) -> bool:
        return not re.search(vocabulary("pdf")["never-running"], self.text)


def running_lines(pages: Sequence[PrintedPage]) -> Mapping[tuple[int, int], str]:
    """Return the reason for each (page, block), numbered from 0, that is to be set aside.

    A line runs where it stands outermost on most pages, titles of tables and amount units never; a bare number is
    the page's where most such numbers are as far from the count of pages.
    """
    edges = [list(_edges(page, number, side)) for number, page in enumerate(pages) for side in ("header", "footer")]
    counts = Counter(common for side in edges for edge in side for common in edge.common)
    running = {common for common, times in counts.items() if times >= _LEAST_PAGES and 2 * times > len(pages)}
    offset = _offset(edge for side in edges for edge in side)
    reasons: dict[tuple[int, int], str] = {}
    for side in edges:
        for edge in side:
            if _is_page_number(edge, offset):
                reasons[edge.page, edge.block] = "page-number"
            elif running & edge.common and edge.may_run:
                reasons[edge.page, edge.block] = f"running-{edge.side}"
            else:
                break
    return reasons


def _edges(page: PrintedPage, number: int, side: str) -> Iterator[_Edge]:
    """The outermost lines of one end of a page, from its edge to the first table."""
    numbered = list(enumerate(page.blocks))
    if side == "footer":
        numbered.reverse()
    for at, block in takewhile(lambda pair: isinstance(pair[1], PrintedLine), numbered[:_DEPTH]):
        if isinstance(block, PrintedLine):
            yield _Edge(number, at, side, block.text.strip())


def _offset(edges: Iterator[_Edge]) -> int | None:
    """What most bare numbers are more than the count of their pages, where at least two agree."""
    numbers = {(edge.page, edge.block): edge.number for edge in edges}
    offsets = Counter(number - page for (page, _), number in numbers.items() if number is not None)
    if not offsets:
        return None
    offset, times = offsets.most_common(1)[0]
    return offset if times > 1 else None


def _is_page_number(edge: _Edge, offset: int | None) -> bool:
    if edge.number is None:
        return False
    return not edge.text.isdecimal() or edge.number - edge.page == offset
