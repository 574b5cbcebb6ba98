"""Page texts → name index and full-text search, as files that `search.js` reads.

In worker processes: `page_text` of each disclosure, `search_batch` of a batch of pages. From all batches:
`names_job` (with `catalog_entries`), `search_jobs`, and `search_manifest` once their files are there; `joined`
first, where there are many small batches.
"""

from __future__ import annotations

from builder.index.batch import SearchBatch, search_batch
from builder.index.entries import catalog_entries, name_entries
from builder.index.joining import joined, search_jobs, search_manifest
from builder.index.name_entries import NameEntry
from builder.index.names import name_index, names_job
from builder.index.page_texts import FigureRows, PageText, Passage
from builder.index.pages import page_text

__all__ = [
    "FigureRows",
    "NameEntry",
    "PageText",
    "Passage",
    "SearchBatch",
    "catalog_entries",
    "joined",
    "name_entries",
    "name_index",
    "names_job",
    "page_text",
    "search_batch",
    "search_jobs",
    "search_manifest",
]
