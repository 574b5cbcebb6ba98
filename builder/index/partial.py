"""The index of one batch of pages, made in any process; `text_files` joins the batches to one index."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from builder.index.page_texts import PageText
from builder.index.terms import Mark, bucket_of, marks_in, sets_by_term
from builder.index.text import BREAK, normalised
from builder.outputs import Output

GROUPS = 64
"""Terms are kept in so many parts, that joining many batches need not hold all terms at once."""

FOLDER = "search/"
_FRAGMENT_LEVEL = 4  # two thirds of the time of level 6, a few bytes in a hundred more


@dataclass(frozen=True, slots=True, order=True)
class PageMark:
    """What decides the number of a page (older years first, then by key), and its fragment's fingerprint."""

    year: int
    key: str
    fragment: bytes


@dataclass(frozen=True, slots=True)
class TermGroup:
    """Terms joined by spaces, and for each a set of the batch's pages: an integer of `width` bytes."""

    terms: str
    width: int
    sets: bytes

    def entries(self) -> Iterator[tuple[str, int]]:
        """Yield each term with its set of pages; bit n is the batch's page n."""
        if not self.terms:
            return
        for start, term in zip(range(0, len(self.sets), self.width), self.terms.split(" "), strict=True):
            yield term, int.from_bytes(self.sets[start : start + self.width], "little")


@dataclass(frozen=True, slots=True)
class PartialIndex:
    """Marks of the batch's pages in their order, the fragments ready to publish, the terms by group."""

    marks: tuple[PageMark, ...]
    fragments: tuple[Output, ...]
    groups: tuple[TermGroup, ...]


def batch_terms(pages: Sequence[PageText]) -> PartialIndex:
    """Return the index of these pages alone; the order in which they come does not matter."""
    ordered = sorted(pages, key=lambda page: (page.year, page.key))
    sets: defaultdict[Mark, int] = defaultdict(int)
    fragments, marks = [], []
    for number, page in enumerate(ordered):
        bit = 1 << number
        for term in marks_in(indexed_text(page)):
            sets[term] |= bit
        content = fragment(page)
        digest = hashlib.blake2b(content, digest_size=8)
        marks.append(PageMark(page.year, page.key, digest.digest()))
        fragments.append(Output(f"{FOLDER}p/{digest.hexdigest()}.json.gz", content))
    return PartialIndex(tuple(marks), tuple(fragments), _grouped(sets_by_term(sets), len(ordered)))


def indexed_text(page: PageText) -> str:
    """Return all of a page that can be found, as it is compared."""
    return normalised(BREAK.join(passage.text.replace("\t", BREAK) for passage in page.passages))


def fragment(page: PageText) -> bytes:
    """Return the page as the browser needs it, to compare a candidate and to cut an excerpt."""
    content = {
        "url": page.url,
        "title": page.title,
        "detail": page.detail,
        "year": page.year,
        "unit": page.unit_id,
        "passages": [
            [passage.anchor, passage.title, passage.text, *([passage.cells] if passage.cells else [])]
            for passage in page.passages
        ],
    }
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return zlib.compress(text.encode(), _FRAGMENT_LEVEL, wbits=31)


def _grouped(sets: dict[str, int], page_count: int) -> tuple[TermGroup, ...]:
    width = (page_count + 7) // 8
    groups: list[list[str]] = [[] for _ in range(GROUPS)]
    for term in sets:
        groups[bucket_of(term) % GROUPS].append(term)
    return tuple(
        TermGroup(" ".join(group), width, b"".join(sets[term].to_bytes(width, "little") for term in group))
        for group in groups
    )
