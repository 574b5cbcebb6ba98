"""Page texts → name index and full-text search, as files that `search.js` reads.

In worker processes: `page_text` and `name_entries` of each disclosure, `batch_terms` of a batch of
pages. In the main process: `name_index` of all entries, then `merged` of all batches.
"""

from __future__ import annotations

from builder.index.disclosure_text import page_text
from builder.index.entries import catalog_entries, name_entries
from builder.index.names import NameEntry, name_index
from builder.index.page_texts import PageText, Passage
from builder.index.partial import PartialIndex, batch_terms
from builder.index.text_files import merged, text_index

__all__ = [
    "NameEntry",
    "PageText",
    "PartialIndex",
    "Passage",
    "batch_terms",
    "catalog_entries",
    "merged",
    "name_entries",
    "name_index",
    "page_text",
    "text_index",
]
