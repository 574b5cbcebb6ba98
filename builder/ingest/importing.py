"""One disclosure from its files to its draft, in a process of its own with little time and memory."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path

from builder.ingest.draft import Draft, draft_of
from builder.ingest.failures import Failed, Refused
from builder.ingest.knowledge import Knowledge, year_of
from builder.ingest.opening import open_disclosure
from builder.ingest.reading import read_documents
from builder.ingest.sandbox import Limits, run_limited

USUAL = Limits()
_MOST_KEPT = 40_000_000
"""Documents larger than this together are not copied beside the draft; their hashes are there."""


@dataclass(frozen=True, slots=True)
class Request:
    """One disclosure to import: its files, and what is known of its unit; without a year the document's own counts."""

    paths: tuple[Path, ...]
    unit_id: str
    year: int | None
    knowledge: Knowledge

    @property
    def name(self) -> str:
        """What sentences call it."""
        return ", ".join(path.name for path in self.paths)


@dataclass(frozen=True, slots=True)
class Yield:
    """What an import gave: the draft, and the documents' bytes by name."""

    draft: Draft
    contents: tuple[tuple[str, bytes], ...]


def import_disclosure(request: Request, *, limits: Limits = USUAL) -> Yield | Failed:
    """Return the draft of one disclosure, opened, read and recognised under limits, or why there is none."""
    return run_limited(_imported, request, name=request.name, limits=limits)


def import_many(requests: Sequence[Request], jobs: int, on_done: Callable[[int, Yield | Failed], None]) -> None:
    """Import disclosures side by side, `jobs` at once; `on_done` gets the number of each, on the caller's thread.

    One that fails stops no other.
    """
    with ThreadPoolExecutor(jobs) as workers:
        numbers = {workers.submit(import_disclosure, request): number for number, request in enumerate(requests)}
        for done in as_completed(numbers):
            on_done(numbers.pop(done), done.result())


def _imported(request: Request) -> Yield:
    opened = open_disclosure(request.paths)
    documents = read_documents(opened)
    year = request.year or year_of(documents)
    if year is None:
        raise Refused("no-year", file=request.name)
    draft = draft_of(documents, request.knowledge.setting(request.unit_id, year))
    is_kept = sum(len(part.content) for part in opened) <= _MOST_KEPT
    return Yield(draft, tuple((part.name, part.content) for part in opened) if is_kept else ())
