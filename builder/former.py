"""What the last run left: which results the site at a place was made of, so that only what changed is made again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from builder.batches import Batch
from builder.cache import Cache, Unreadable, dumps, loads
from builder.outputs import ManifestEntry
from builder.planning import Planned
from builder.segments import digest_of

_STAGE, _PARTS = "sites", "parts"
_REASONS = {
    "program": "miss-program",
    "classification": "miss-classification",
    "names": "miss-names",
    "template": "miss-template",
    "settings": "miss-settings",
}
"""What all results depend on, and the sentence that says that it changed."""


@dataclass(frozen=True, slots=True)
class FormerBatch:
    """A batch of the last run: what it was made of, and the file of its segments."""

    planned: Planned
    target: str


@dataclass(frozen=True, slots=True)
class Former:
    """The last run for one site.

    `common` has the digest of each thing that all results depend on, by name; `published_at` is when the site was
    complete, in nanoseconds, and `manifest` the SHA-256 of its list of files; `derived` has the key and the files of
    each group of files made from all batches.
    """

    common: Mapping[str, bytes] = field(default_factory=dict)
    batches: tuple[FormerBatch, ...] = ()
    manifest: str = ""
    published_at: int = 0
    derived: Mapping[str, tuple[bytes, tuple[ManifestEntry, ...]]] = field(default_factory=dict)

    def without_site(self) -> Former:
        """Return what still counts where the site is not there as it was published."""
        return replace(self, manifest="", published_at=0, derived={})

    @property
    def published(self) -> frozenset[str]:
        """The files of segments whose pages stand in the site, where it is there."""
        return frozenset(batch.target for batch in self.batches) if self.manifest else frozenset()

    def task(self, batch: FormerBatch) -> Batch:
        """Return what a worker is asked to do for a batch: what the last run left of its packages is at hand."""
        folders = set(batch.planned.folders)
        left = [former.target for former in self.batches if not folders.isdisjoint(former.planned.folders)]
        return Batch(batch.planned.folders, batch.target, tuple(left), self.published & set(left))

    def batch_of(self, folder: str) -> FormerBatch | None:
        """Return the batch that held a package."""
        return next((batch for batch in self.batches if folder in batch.planned.folders), None)


@dataclass(frozen=True, slots=True)
class Miss:
    """Why a batch is made again: `key` of the sentence, and the packages that it is about."""

    folders: tuple[str, ...]
    key: str


class FormerRuns:
    """The last runs by what they were for, kept in the cache."""

    def __init__(self, cache: Cache) -> None:
        """Take the cache."""
        self._cache = cache

    def recall(self, purpose: str) -> Former:
        """Return the last run for a purpose (the absolute path of a site); an empty one where none is known."""
        kept = self._cache.recall(_STAGE, digest_of(purpose.encode()))
        try:
            found = loads(kept) if kept else None
        except Unreadable:
            found = None
        return self._found_again(found) if isinstance(found, Former) else Former()

    def place_of(self, planned: Planned) -> Path | None:
        """Return where the segments of a batch are kept; None where they cannot be."""
        key = planned.key
        return self._cache.path_of(_PARTS, key) if key and self._cache.folder else None

    def _found_again(self, run: Former) -> Former:
        """Return a run with its segments where this cache keeps them: it may have been moved since."""
        placed = ((batch.planned, self.place_of(batch.planned)) for batch in run.batches)
        return replace(run, batches=tuple(FormerBatch(planned, str(place)) for planned, place in placed if place))

    def remember(self, purpose: str, run: Former) -> None:
        """Keep a run as the last for its purpose."""
        self._cache.keep(_STAGE, digest_of(purpose.encode()), dumps(run))


def general_misses(former: Former, common: Mapping[str, bytes]) -> list[Miss]:
    """Return why nothing of the last run counts: there was none, or what all results depend on has changed."""
    if not former.batches:
        return [Miss((), "miss-first")]
    return [Miss((), key) for name, key in _REASONS.items() if former.common.get(name) != common.get(name)]


def batch_misses(planned: Planned, former: Former) -> list[Miss]:
    """Return why a batch is not the one that the last run made, as far as that lies in the packages."""
    known = dict(pair for batch in former.batches for pair in _inputs(batch.planned)) if former.batches else {}
    return [*_own(planned, known), *_elsewhere(planned, former)] if known else []


def _own(planned: Planned, known: Mapping[str, bytes | None]) -> Iterator[Miss]:
    for folder, digest in _inputs(planned):
        if folder not in known:
            yield Miss((folder,), "miss-new")
        elif digest is None:
            yield Miss((folder,), "miss-unreadable")
        elif known[folder] != digest:
            yield Miss((folder,), "miss-input")


def _elsewhere(planned: Planned, former: Former) -> Iterator[Miss]:
    batch = former.batch_of(planned.folders[0])
    if batch is None:
        return
    if batch.planned.folders != planned.folders:
        yield Miss(planned.folders, "miss-batch")
    elif batch.planned.beside != planned.beside:
        yield Miss(planned.folders, "miss-beside")


def _inputs(planned: Planned) -> Sequence[tuple[str, bytes | None]]:
    return list(zip(planned.folders, planned.inputs, strict=True))
