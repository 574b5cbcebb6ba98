"""The files made from all batches, written to the new site: those whose grounds did not change are taken over."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import chain

from builder.cache import FileSegments, code_digest, loads
from builder.former import FormerBatch, Miss
from builder.mapping import mapped, without_collection
from builder.model.catalog import Catalog
from builder.outputs import Derived, ManifestEntry, SitePlace
from builder.publish import sitemap_outputs
from builder.run import Run, Target
from builder.shared import SharedWork

Kept = tuple[bytes, tuple[ManifestEntry, ...]]
"""The key of a group of files made from all batches, and the files."""
FEW = 64
"""So few files are made sooner than processes start."""


def join_batches(
    run: Run, target: Target, batches: Sequence[FormerBatch], catalog: Catalog
) -> tuple[list[ManifestEntry], dict[str, Kept]]:
    """Return the entries of all files of the site, those made from all batches written, and these by their names."""
    parts = [FileSegments(batch.target) for batch in batches]
    shared = SharedWork(parts, catalog, target.theme, target.words)
    with run.clock.timed("shared"), without_collection():
        entries = [entry for part in parts for entry in loads(part.read("entries"))]
        jobs = shared.first_jobs()
    first = _published(run, target, jobs)
    made = list(_entries_of(first))
    with run.clock.timed("shared"), without_collection():
        jobs = shared.last_jobs(made)
    derived = first | _published(run, target, jobs)
    with run.clock.timed("closing"):
        entries += _entries_of(derived)
        entries += target.folder.write([shared.search_manifest(made)])
        _refuse_overwriting(entries)
        pages = [entry.path for entry in entries if entry.path.endswith(".html")]
        entries += target.folder.write(sitemap_outputs(pages, target.words.facts.site_url))
    return entries, derived


def _published(run: Run, target: Target, jobs: Sequence[Derived]) -> dict[str, Kept]:
    """Return key and entries of each job, those alone made whose key has changed since the last run."""
    with run.clock.timed("shared"):
        derived, to_make = _taken_over(run, target, jobs)
    publish = partial(publish_derived, target.folder)
    executor = run.executor if len(to_make) > FEW else None
    for number, (job, (made, seconds)) in enumerate(mapped(publish, to_make, executor), start=1):
        derived[job.name] = job.key, made
        run.clock.add({f"shared:{_group(job)}": seconds})
        run.step("stage-shared", number, len(to_make))
    return derived


def _entries_of(derived: Mapping[str, Kept]) -> Iterator[ManifestEntry]:
    return chain.from_iterable(made for _, made in derived.values())


def publish_derived(folder: SitePlace, job: Derived) -> tuple[tuple[ManifestEntry, ...], float]:
    """Make and write the files of a job; return their entries and how long it took."""
    start = time.process_time()
    return folder.write(job.make(*job.arguments)), time.process_time() - start


def _taken_over(run: Run, target: Target, jobs: Sequence[Derived]) -> tuple[dict[str, Kept], list[Derived]]:
    kept: dict[str, Kept] = {}
    to_make: list[Derived] = []
    # the key of a job tells everything but the program
    former = target.former.derived if target.former.common.get("program") == code_digest() else {}
    for job in jobs:
        key, entries = former.get(job.name, (b"", ()))
        if key == job.key and target.folder.take_over(entries):
            kept[job.name] = key, entries
        else:
            to_make.append(job)
    groups = Counter(_group(job) for job in to_make if former)
    for group, count in sorted(groups.items()):
        run.miss(Miss((group,) * count, "miss-shared"))
    return kept, to_make


def _group(job: Derived) -> str:
    return job.name.rpartition("/")[0] or job.name


def _refuse_overwriting(entries: Sequence[ManifestEntry]) -> None:
    """Raise where two outputs had one path, for one of them is lost: a fault of ours, never of the data."""
    paths = Counter(entry.path for entry in entries)
    doubled = sorted(path for path, count in paths.items() if count > 1)
    if doubled:
        raise RuntimeError(f"written twice: {', '.join(doubled[:5])}")  # noqa: TRY003
