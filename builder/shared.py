"""What is made from all batches together: the pages that list, the bulk files, both searches."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, groupby
from operator import attrgetter

from builder.batches import BatchResult
from builder.export import Site, bulk_files
from builder.index import catalog_entries, merged, name_index
from builder.model.catalog import Catalog
from builder.outputs import Output
from builder.render import (
    Page,
    Shell,
    SiteFacts,
    UnitYearSummary,
    data_page,
    directory_page,
    glossary_page,
    home_page,
    unit_page,
)
from builder.theme import Theme

DATA_LICENCE = ("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/")
"""The default for the compiled data; a package may name its own."""


@dataclass(frozen=True, slots=True)
class SiteWords:
    """What pages and downloads say of the site as a whole."""

    facts: SiteFacts
    site: Site

    @classmethod
    def of(cls, theme: Theme, version: str) -> SiteWords:
        """Return the words that the settings of the theme give."""
        title, url = DATA_LICENCE
        facts = SiteFacts(theme.site_url, version, title, url, theme.report_url, theme.repository_url)
        return cls(facts, Site(homepage=theme.site_url or None, version=version))


def shared_outputs(
    results: Sequence[BatchResult], catalog: Catalog, theme: Theme, words: SiteWords
) -> Iterator[Output]:
    """Yield the pages and files that need every batch; the same whatever the order of the batches."""
    summaries = sorted(chain.from_iterable(result.summaries for result in results), key=attrgetter("unit_id", "year"))
    bulk = bulk_files(
        chain.from_iterable(result.fragments for result in results), words.site, catalog, fund_sources=catalog.funds
    )
    yield from bulk
    resources = [output.path.removeprefix("data/").removesuffix(".csv") for output in bulk]
    yield from _pages(summaries, resources, catalog, theme, words.facts)
    yield from _search(results, catalog)


def _pages(
    summaries: Sequence[UnitYearSummary], resources: Sequence[str], catalog: Catalog, theme: Theme, facts: SiteFacts
) -> Iterator[Output]:
    def poured(kind: str, pages: Iterator[Page]) -> Iterator[Output]:
        shell = Shell.cut(theme.shells[kind])
        return (Output(page.path, shell.filled(page.slots)) for page in pages)

    names = {summary.unit_id: summary.name for summary in summaries}
    units = groupby(summaries, key=attrgetter("unit_id"))
    yield from poured("home", iter([home_page(summaries, facts)]))
    yield from poured("directory", iter([directory_page(summaries, facts)]))
    yield from poured("unit", (unit_page(list(years), facts, names) for _, years in units))
    yield from poured("glossary", iter([glossary_page(catalog, summaries, facts)]))
    yield from poured("data", iter([data_page(summaries, facts, resources)]))


def _search(results: Sequence[BatchResult], catalog: Catalog) -> Iterator[Output]:
    named = sorted(chain.from_iterable(result.names for result in results), key=attrgetter("year", "unit_id"))
    # Of two entries for one unit the later counts, so the newest year comes last.
    entries = chain.from_iterable(unit_year.entries for unit_year in named)
    names = name_index(chain(entries, catalog_entries(catalog)))
    yield names
    yield from merged([result.terms for result in results if result.terms], names)
