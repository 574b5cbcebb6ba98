"""What an import does first, as the tests of hostile files ask for it: open and read in a process of its own."""

from __future__ import annotations

from pathlib import Path

from builder.ingest.failures import Failed
from builder.ingest.opening import open_disclosure
from builder.ingest.reading import read_documents
from builder.ingest.sandbox import LIMITS, Limits, run_limited
from builder.ingest.source import Document


def opened_and_read(paths: tuple[Path, ...]) -> tuple[Document, ...]:
    """Return the documents of one disclosure."""
    return read_documents(open_disclosure(paths))


def read_limited(path: Path, limits: Limits = LIMITS) -> tuple[Document, ...] | Failed:
    """Return the documents of one file or folder, or why there are none."""
    return run_limited(opened_and_read, (path,), name=path.name, limits=limits)
