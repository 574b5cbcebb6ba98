"""The terms of some pages in groups, as bytes, so that who joins many batches holds one group at a time.

A group: the length of its text (4 bytes, lowest first); its text in UTF-8, the first line the terms that stand on
several pages, then a line a page with the terms that stand on this page alone, all joined by spaces; then for each
term of the first line its set of pages. A set is a bit a page, page 0 the lowest bit of the first byte.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from builder.index.terms import bucket_of
from builder.segments import Segments

GROUPS = 64

_FEW_PAGES = 16
_UNDIVIDED = "search/terms"
_GROUP = "search/g%d"
_LENGTH = 4


@dataclass(frozen=True, slots=True)
class TermPages:
    """Which pages have which term: `alone` page by page, `sets` as integers whose bit n stands for page n.

    A term may stand in both. Most terms are figures that one page of a batch has: kept as sets of all pages, they
    would take a hundred times the room.
    """

    alone: defaultdict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    sets: defaultdict[str, int] = field(default_factory=lambda: defaultdict(int))

    def terms(self) -> list[str]:
        """Return the terms, sorted."""
        return sorted(self.alone.keys() | self.sets.keys())

    def pages(self, term: str) -> int:
        """Return the set of the pages of a term."""
        pages = self.sets.get(term, 0)
        for page in self.alone.get(term, ()):
            pages |= 1 << page
        return pages


def group_segments(sets: Mapping[str, int], page_count: int) -> dict[str, bytes]:
    """Return sets of pages by term as segments: a group each, or one for all where the pages are few."""
    if page_count < _FEW_PAGES:  # 64 groups of them would be mostly heads
        return {_UNDIVIDED: _encoded(sorted(sets), sets, page_count)}
    groups: list[list[str]] = [[] for _ in range(GROUPS)]
    for term in sorted(sets):
        groups[bucket_of(term) % GROUPS].append(term)
    return {_GROUP % number: _encoded(terms, sets, page_count) for number, terms in enumerate(groups)}


def group_names(part: Segments, groups: Iterable[int]) -> list[str]:
    """Return the segments of a batch that hold the terms of these groups; they may hold others too."""
    return [_UNDIVIDED] if _UNDIVIDED in part.names else [_GROUP % number for number in groups]


def gathered(parts: Sequence[Segments], numbers: Sequence[Sequence[int]], groups: Sequence[int]) -> TermPages:
    """Return at least the terms of these groups; `numbers` are, by batch, the numbers of its pages in the whole."""
    found = TermPages()
    for part, own in zip(parts, numbers, strict=True):
        placement = Placement.of(own)
        for name in group_names(part, groups):
            _gather(part.read(name), placement, found)
    return found


def _gather(group: bytes, placement: Placement, found: TermPages) -> None:
    end = _LENGTH + int.from_bytes(group[:_LENGTH], "little")
    several, *alone = group[_LENGTH:end].decode().split("\n")
    for page, terms in zip(placement.numbers, alone, strict=True):
        for term in terms.split():
            found.alone[term].append(page)
    width = _width(len(alone))
    for start, term in zip(range(end, len(group), width), several.split(), strict=True):
        found.sets[term] |= placement.placed(int.from_bytes(group[start : start + width], "little"))


def _encoded(terms: Sequence[str], sets: Mapping[str, int], page_count: int) -> bytes:
    lines: list[list[str]] = [[] for _ in range(1 + page_count)]
    bodies = []
    width = _width(page_count)
    for term in terms:
        pages = sets[term]
        if pages & (pages - 1):
            lines[0].append(term)
            bodies.append(pages.to_bytes(width, "little"))
        else:
            lines[pages.bit_length()].append(term)
    text = "\n".join(map(" ".join, lines)).encode()
    return b"".join((len(text).to_bytes(_LENGTH, "little"), text, *bodies))


def _width(page_count: int) -> int:
    return max(1, (page_count + 7) // 8)


@dataclass(frozen=True, slots=True)
class Placement:
    """Where the pages of a batch stand in the whole: page by page, and as unbroken stretches.

    A stretch is its first page in the batch, all its pages as a set, its first page in the whole.
    """

    numbers: Sequence[int]
    stretches: tuple[tuple[int, int, int], ...]

    @classmethod
    def of(cls, numbers: Sequence[int]) -> Placement:
        """Return the placement of the pages with these numbers, in the order of the batch."""
        stretches: list[tuple[int, int, int]] = []
        for local, number in enumerate(numbers):
            if stretches and sum(stretches[-1][1:]) == number:
                first, length, start = stretches[-1]
                stretches[-1] = first, length + 1, start
            else:
                stretches.append((local, 1, number))
        return cls(numbers, tuple((first, (1 << length) - 1, start) for first, length, start in stretches))

    def placed(self, pages: int) -> int:
        """Return a set of the batch's pages as a set of pages of the whole."""
        placed = 0
        if pages.bit_count() < len(self.stretches):
            while pages:
                last = pages.bit_length() - 1
                placed |= 1 << self.numbers[last]
                pages ^= 1 << last
            return placed
        for first, every, start in self.stretches:
            if here := pages >> first & every:
                placed |= here << start
        return placed
