"""The files of a search whose pages are all at hand: what the tests of the search stand on."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence

from builder.index import PageText, SearchBatch, search_batch, search_jobs, search_manifest
from builder.outputs import ManifestEntry, Output
from builder.segments import HeldSegments

_BATCH = 256


def text_index(pages: Sequence[PageText], names: Output) -> Iterator[Output]:
    """Yield every file of the search but `names`, the manifest last."""
    ordered = sorted(pages, key=lambda page: (page.year, page.key))
    return merged([search_batch(ordered[start : start + _BATCH]) for start in range(0, len(ordered), _BATCH)], names)


def merged(batches: Sequence[SearchBatch], names: Output) -> Iterator[Output]:
    """Yield every file of the search but `names`, the manifest last; raises ValueError where pages share a key."""
    parts = [HeldSegments(batch.segments) for batch in batches]
    for batch in batches:
        yield from batch.fragments
    entries = [_entry(names)]
    for job in search_jobs(parts):
        held = [output for output in job.make(*job.arguments) if isinstance(output, Output)]
        entries += map(_entry, held)
        yield from held
    yield search_manifest(parts, entries)


def _entry(output: Output) -> ManifestEntry:
    return ManifestEntry(output.path, len(output.content), hashlib.sha256(output.content).hexdigest())
