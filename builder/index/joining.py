"""The batches' segments as one index: the list of pages, terms spread over files by a hash, the manifest.

The result depends on the set of pages alone, not on how they were batched. A page's number is its place by
year, then key, so that a new year is added at the end and the newest pages have the highest numbers. Each file
is named by its number and its content.

A term file, gzipped: the length of the term list (4 bytes, lowest first), the terms in UTF-8 one a line,
sorted, for each the length of its set of pages times 4 plus its form (varint), then the sets (`postings`).
The list of pages: 8 bytes a page, the name of its fragment.
"""

from __future__ import annotations

import hashlib
import json
import re
import zlib
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from builder.index.batch import FOLDER, PageKey, page_fragments, page_keys, page_segments
from builder.index.name_segments import NAMES, joined_names
from builder.index.postings import encoded, varint
from builder.index.term_groups import GROUPS, TermPages, gathered, group_names, group_segments
from builder.index.terms import bucket_of
from builder.outputs import Derived, ManifestEntry, Output
from builder.segments import Segments, digest_of

FORMAT = 2
MANIFEST = f"{FOLDER}manifest.json"

_PAGES_PER_TERM_FILE = 20
_FEWEST_TERM_FILES = 4
_PAGES_PER_LIST = 512
_TERM_LEVEL = 6
_NUMBERED = re.compile(f"{FOLDER}(pages|t)([0-9]+)-[^/]+")
_NAMES = re.compile(f"{FOLDER}names-[^/]+")


def search_jobs(parts: Sequence[Segments]) -> list[Derived]:
    """Return what makes the lists of pages and the term files; raises ValueError where two pages share a key."""
    numbers = _numbers(parts)
    return [*_page_lists(parts, numbers), *_term_jobs(parts, numbers)]


def joined(parts: Sequence[Segments]) -> dict[str, bytes]:
    """Return the segments of one batch of all these pages; raises ValueError where two pages share a key.

    Many packages of one unit are so made into few: what reads a hundred files a group cannot read ten thousand.
    """
    numbers = _numbers(parts)
    keys = sorted(chain.from_iterable(map(page_keys, parts)))
    found = gathered(parts, numbers, range(GROUPS))
    sets = {term: found.pages(term) for term in found.terms()}
    pages = page_segments(keys, _fragments(parts, numbers))
    return {**pages, NAMES: joined_names(parts), **group_segments(sets, len(keys))}


def search_manifest(parts: Sequence[Segments], entries: Iterable[ManifestEntry]) -> Output:
    """Return the manifest of the search, given the published files, the name index among them."""
    years = Counter(year for part in parts for year, _ in page_keys(part))
    numbered: dict[str, dict[int, str]] = {"pages": {}, "t": {}}
    names = ""
    for entry in entries:
        if not entry.path.startswith(FOLDER):
            continue
        if match := _NUMBERED.fullmatch(entry.path):
            numbered[match[1]][int(match[2])] = entry.path.removeprefix(FOLDER)
        elif _NAMES.fullmatch(entry.path):
            names = entry.path.removeprefix(FOLDER)
    content = {
        "format": FORMAT,
        "names": names,
        "years": sorted(years.items()),
        "pages_per_list": _PAGES_PER_LIST,
        "lists": [path for _, path in sorted(numbered["pages"].items())],
        "terms": [path for _, path in sorted(numbered["t"].items())],
    }
    return Output(MANIFEST, json.dumps(content, separators=(",", ":")).encode())


def fingerprinted(name: str, content: bytes) -> Output:
    """Return a file of the search whose name tells its content; `%s` in `name` stands for the fingerprint."""
    return Output(FOLDER + name % hashlib.blake2b(content, digest_size=5).hexdigest(), content)


def term_file_count(page_count: int) -> int:
    """Return how many files the terms are spread over: a power of two, one for 10 to 20 pages, 4 at least."""
    count = _FEWEST_TERM_FILES
    while count * _PAGES_PER_TERM_FILE < page_count:
        count *= 2
    return count


def _numbers(parts: Sequence[Segments]) -> list[array[int]]:
    """Return, by batch, the number of each of its pages in the whole."""
    keys = [page_keys(part) for part in parts]
    ordered = sorted(chain.from_iterable(keys))
    number_of: dict[PageKey, int] = {key: number for number, key in enumerate(ordered)}
    if len(number_of) < len(ordered):
        message = "two pages of the search have one key"
        raise ValueError(message)
    return [array("I", map(number_of.__getitem__, own)) for own in keys]


def _fragments(parts: Sequence[Segments], numbers: Sequence[Sequence[int]]) -> list[bytes]:
    """Return the fingerprints of all fragments, in the order of the whole."""
    placed = zip(chain.from_iterable(numbers), chain.from_iterable(map(page_fragments, parts)), strict=True)
    return [fingerprint for _, fingerprint in sorted(placed)]


def _page_lists(parts: Sequence[Segments], numbers: Sequence[Sequence[int]]) -> Iterator[Derived]:
    fragments = _fragments(parts, numbers)
    for number, start in enumerate(range(0, len(fragments), _PAGES_PER_LIST)):
        content = b"".join(fragments[start : start + _PAGES_PER_LIST])
        yield Derived(f"{FOLDER}pages/{number}", digest_of(content), _page_list, (number, content))


def _page_list(number: int, content: bytes) -> Iterator[Output]:
    yield fingerprinted(f"pages{number}-%s.bin", content)


def _term_jobs(parts: Sequence[Segments], numbers: Sequence[array[int]]) -> Iterator[Derived]:
    count = term_file_count(sum(map(len, numbers)))
    turns = min(count, GROUPS)
    numbering = digest_of(count.to_bytes(4, "little"), *(own.tobytes() for own in numbers))
    for turn in range(turns):
        groups = range(turn, GROUPS, turns)
        digests = (part.digest(name) for part in parts for name in group_names(part, groups))
        arguments = (tuple(parts), tuple(numbers), groups, range(turn, count, turns), count)
        yield Derived(f"{FOLDER}terms/{turn}", digest_of(numbering, *digests), _term_files, arguments)


def _term_files(
    parts: Sequence[Segments],
    numbers: Sequence[Sequence[int]],
    groups: Sequence[int],
    wanted: Iterable[int],
    count: int,
) -> Iterator[Output]:
    """Yield the wanted ones of so many term files, whose terms lie in these groups."""
    found = gathered(parts, numbers, groups)
    files: dict[int, list[str]] = {number: [] for number in wanted}
    for term in found.terms():
        terms = files.get(bucket_of(term) % count)
        if terms is not None:  # a batch that is not divided has terms of other groups too
            terms.append(term)
    for number, terms in files.items():
        yield fingerprinted(f"t{number}-%s.gz", _term_file(terms, found))


def _term_file(terms: Sequence[str], found: TermPages) -> bytes:
    lengths, bodies = bytearray(), []
    for term in terms:
        form, body = encoded(found.pages(term))
        lengths += varint(len(body) * 4 + form)
        bodies.append(body)
    listed = "\n".join(terms).encode()
    content = b"".join((len(listed).to_bytes(4, "little"), listed, lengths, *bodies))
    return zlib.compress(content, _TERM_LEVEL, wbits=31)
