"""A page as the browser needs it, to compare a candidate and to cut an excerpt."""

from __future__ import annotations

import json
import zlib

from builder.index.page_texts import PageText

_LEVEL = 4  # two thirds of the time of level 6, a few bytes in a hundred more


def fragment(page: PageText) -> bytes:
    """Return the page as JSON, gzipped: a passage is its anchor, title and text, rows of figures their four parts."""
    content = {
        "url": page.url,
        "title": page.title,
        "detail": page.detail,
        "year": page.year,
        "unit": page.unit_id,
        "passages": page.passages,
    }
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return zlib.compress(text.encode(), _LEVEL, wbits=31)
