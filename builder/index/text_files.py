"""The full-text index as files: fragments, terms spread over files by a hash, the list of pages, the manifest.

The result depends on the set of pages alone, not on how they were batched. A page's number is its place by
year, then key, so that a new year is added at the end and the newest pages have the highest numbers.

A term file, gzipped: the length of the term list (4 bytes, lowest first), the terms in UTF-8 one a line,
sorted, for each the length of its set of pages times 4 plus its form (varint), then the sets (`postings`).
The list of pages: 8 bytes a page, the name of its fragment.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from builder.index.page_texts import PageText
from builder.index.partial import FOLDER, GROUPS, PageMark, PartialIndex, batch_terms
from builder.index.postings import encoded, varint
from builder.index.terms import bucket_of
from builder.outputs import Output

FORMAT = 1
MANIFEST = f"{FOLDER}manifest.json"

_BATCH = 256
_PAGES_PER_TERM_FILE = 20
_FEWEST_TERM_FILES = 4
_PAGES_PER_LIST = 512
_TERM_LEVEL = 6


def text_index(pages: Sequence[PageText], names: Output) -> Iterator[Output]:
    """Yield every file of the search but `names`: what `merged` gives for these pages."""
    ordered = sorted(pages, key=lambda page: (page.year, page.key))
    batches = [batch_terms(ordered[start : start + _BATCH]) for start in range(0, len(ordered), _BATCH)]
    return merged(batches, names)


def merged(partials: Sequence[PartialIndex], names: Output) -> Iterator[Output]:
    """Yield every file of the search but `names`, the manifest last; raises ValueError where pages share a key."""
    marks = sorted(mark for partial in partials for mark in partial.marks)
    number_of = {(mark.year, mark.key): number for number, mark in enumerate(marks)}
    if len(number_of) < len(marks):
        message = "two pages of the search have one key"
        raise ValueError(message)
    for partial in partials:
        yield from partial.fragments
    lists = [_page_list(marks[start : start + _PAGES_PER_LIST]) for start in range(0, len(marks), _PAGES_PER_LIST)]
    yield from lists
    term_files = _term_files(partials, [_Placement.of(partial.marks, number_of) for partial in partials])
    fingerprints = {}
    for number, output in term_files:
        fingerprints[number] = output.path
        yield output
    yield _manifest(names, marks, lists, [fingerprints[number] for number in sorted(fingerprints)])


def fingerprinted(name: str, content: bytes) -> Output:
    """Return a file of the search whose name tells its content; `%s` in `name` stands for the fingerprint."""
    return Output(FOLDER + name % hashlib.blake2b(content, digest_size=5).hexdigest(), content)


def term_file_count(page_count: int) -> int:
    """Return how many files the terms are spread over: a power of two, one for 10 to 20 pages, 4 at least."""
    count = _FEWEST_TERM_FILES
    while count * _PAGES_PER_TERM_FILE < page_count:
        count *= 2
    return count


@dataclass(frozen=True, slots=True)
class _Placement:
    """Where the pages of a batch stand in the whole: page by page, and as unbroken stretches.

    A stretch is its first page in the batch, how many pages it has, its first page in the whole.
    """

    numbers: tuple[int, ...]
    stretches: tuple[tuple[int, int, int], ...]

    @classmethod
    def of(cls, marks: Sequence[PageMark], number_of: Mapping[tuple[int, str], int]) -> _Placement:
        numbers = tuple(number_of[mark.year, mark.key] for mark in marks)
        stretches: list[tuple[int, int, int]] = []
        for local, number in enumerate(numbers):
            if stretches and sum(stretches[-1][1:]) == number:
                first, length, start = stretches[-1]
                stretches[-1] = first, length + 1, start
            else:
                stretches.append((local, 1, number))
        return cls(numbers, tuple(stretches))

    def placed(self, pages: int) -> int:
        """Return a set of the batch's pages as a set of pages of the whole."""
        if pages & (pages - 1) == 0:  # most terms stand on one page of a batch
            return 1 << self.numbers[pages.bit_length() - 1]
        placed = 0
        if pages.bit_count() < len(self.stretches):
            while pages:
                placed |= 1 << self.numbers[pages.bit_length() - 1]
                pages ^= 1 << pages.bit_length() - 1
            return placed
        for first, length, start in self.stretches:
            placed |= (pages >> first & (1 << length) - 1) << start
        return placed


def _term_files(partials: Sequence[PartialIndex], placements: Sequence[_Placement]) -> Iterator[tuple[int, Output]]:
    count = term_file_count(sum(len(partial.marks) for partial in partials))
    rounds = min(count, GROUPS)
    for turn in range(rounds):
        sets: defaultdict[str, int] = defaultdict(int)
        for partial, placement in zip(partials, placements, strict=True):
            for group in partial.groups[turn::rounds]:
                for term, pages in group.entries():
                    sets[term] |= placement.placed(pages)
        files: dict[int, list[str]] = {number: [] for number in range(turn, count, rounds)}
        for term in sorted(sets):
            files[bucket_of(term) % count].append(term)
        for number, terms in files.items():
            yield number, fingerprinted(f"t{number}-%s.gz", _term_file(terms, sets))


def _term_file(terms: Iterable[str], sets: Mapping[str, int]) -> bytes:
    lengths, bodies = bytearray(), []
    for term in terms:
        form, body = encoded(sets[term])
        lengths += varint(len(body) * 4 + form)
        bodies.append(body)
    listed = "\n".join(terms).encode()
    content = b"".join((len(listed).to_bytes(4, "little"), listed, lengths, *bodies))
    return zlib.compress(content, _TERM_LEVEL, wbits=31)


def _page_list(marks: Sequence[PageMark]) -> Output:
    return fingerprinted("pages-%s.bin", b"".join(mark.fragment for mark in marks))


def _manifest(names: Output, marks: Sequence[PageMark], lists: Sequence[Output], term_files: Sequence[str]) -> Output:
    years = [[year, len(list(group))] for year, group in groupby(marks, key=lambda mark: mark.year)]
    content = {
        "format": FORMAT,
        "names": names.path.removeprefix(FOLDER),
        "years": years,
        "pages_per_list": _PAGES_PER_LIST,
        "lists": [output.path.removeprefix(FOLDER) for output in lists],
        "terms": [path.removeprefix(FOLDER) for path in term_files],
    }
    return Output(MANIFEST, json.dumps(content, separators=(",", ":")).encode())
