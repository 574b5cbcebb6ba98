"""What a batch of pages leaves for the search: fragments ready to publish, and segments to join with others."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from builder.index.fragments import fragment
from builder.index.name_segments import NAMES, name_segment
from builder.index.page_terms import sets_of_terms
from builder.index.page_texts import PageText
from builder.index.term_groups import group_segments
from builder.outputs import Output
from builder.segments import Segments

FOLDER = "search/"
FRAGMENT_SIZE = 8

_PAGES = "search/pages"
_FRAGMENTS = "search/fragments"

PageKey = tuple[int, str]
"""Year and key of a page: older years come first, so that a new year is added at the end."""


@dataclass(frozen=True, slots=True)
class SearchBatch:
    """Files of the batch's pages, and its segments: pages, fragments, names, and terms by group."""

    fragments: tuple[Output, ...]
    segments: Mapping[str, bytes]


def search_batch(pages: Sequence[PageText]) -> SearchBatch:
    """Return the index of these pages alone; the order in which they come does not matter."""
    ordered = sorted(pages, key=lambda page: (page.year, page.key))
    fragments, fingerprints = [], []
    for page in ordered:
        content = fragment(page)
        digest = hashlib.blake2b(content, digest_size=FRAGMENT_SIZE)
        fragments.append(Output(f"{FOLDER}p/{digest.hexdigest()}.json.gz", content))
        fingerprints.append(digest.digest())
    keys = [(page.year, page.key) for page in ordered]
    groups = group_segments(sets_of_terms(ordered), len(ordered))
    segments = {**page_segments(keys, fingerprints), NAMES: name_segment(ordered), **groups}
    return SearchBatch(tuple(fragments), segments)


def page_segments(keys: Sequence[PageKey], fingerprints: Sequence[bytes]) -> dict[str, bytes]:
    """Return the segments that name the pages of a batch: apart, for a changed text leaves the numbers as they are."""
    listed = "\n".join(f"{year} {key}" for year, key in keys)
    return {_PAGES: listed.encode(), _FRAGMENTS: b"".join(fingerprints)}


def page_keys(part: Segments) -> list[PageKey]:
    """Return year and key of each page of a batch, in order."""
    pages = (line.partition(" ") for line in part.read(_PAGES).decode().splitlines())
    return [(int(year), key) for year, _, key in pages]


def page_fragments(part: Segments) -> list[bytes]:
    """Return the fingerprint of the fragment of each page of a batch, in order."""
    content = part.read(_FRAGMENTS)
    return [content[start : start + FRAGMENT_SIZE] for start in range(0, len(content), FRAGMENT_SIZE)]
