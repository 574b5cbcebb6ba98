"""A disclosure's page as the search knows it."""

from __future__ import annotations

from builder.index.disclosure_text import passages, region_names
from builder.index.entries import name_entries
from builder.index.page_texts import PageText
from builder.model.catalog import Catalog
from builder.model.disclosure import Disclosure


def page_text(disclosure: Disclosure, catalog: Catalog) -> PageText:
    """Return the text of the page of this unit and year; of codes, the official names too, where printed otherwise."""
    return PageText(
        key=f"{disclosure.unit_id}/{disclosure.year}",
        url=f"units/{disclosure.unit_id}/{disclosure.year}/",
        title=disclosure.name,
        detail=region_names(disclosure),
        year=disclosure.year,
        unit_id=disclosure.unit_id,
        passages=tuple(passages(disclosure, catalog)),
        names=name_entries(disclosure),
    )
