"""What is made from all batches together: the pages that list, the bulk files, both searches."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, groupby
from operator import attrgetter

from builder.audit import RULES
from builder.batches import BatchResult
from builder.export import Site, bulk_files
from builder.index import NameEntry, catalog_entries, merged, name_index
from builder.model.catalog import Catalog
from builder.outputs import Output
from builder.render import (
    Page,
    RuleFacts,
    RuleTally,
    Shell,
    SiteFacts,
    UnitYearSummary,
    checked_rules,
    checks_page,
    completeness_file,
    completeness_page,
    data_page,
    directory_page,
    finding_files,
    glossary_page,
    group_title,
    home_page,
    rule_page,
    rule_pages,
    rule_words,
    tallies,
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
    yield from _check_pages(summaries, results, theme, words.facts)
    yield from _search(results, catalog)


def _pages(
    summaries: Sequence[UnitYearSummary], resources: Sequence[str], catalog: Catalog, theme: Theme, facts: SiteFacts
) -> Iterator[Output]:
    names = {summary.unit_id: summary.name for summary in summaries}
    units = groupby(summaries, key=attrgetter("unit_id"))
    yield from _poured(theme, "home", iter([home_page(summaries, facts)]))
    yield from _poured(theme, "directory", iter([directory_page(summaries, facts)]))
    yield from _poured(theme, "unit", (unit_page(list(years), facts, names) for _, years in units))
    yield from _poured(theme, "glossary", iter([glossary_page(catalog, summaries, facts)]))
    yield from _poured(theme, "data", iter([data_page(summaries, facts, resources)]))


def _check_pages(
    summaries: Sequence[UnitYearSummary], results: Sequence[BatchResult], theme: Theme, facts: SiteFacts
) -> Iterator[Output]:
    rules = _rules()
    fared: Mapping[str, RuleTally] = tallies(rules, chain.from_iterable(result.reports for result in results))
    listed = sorted(summaries, key=lambda summary: (summary.region_code, summary.unit_id, -summary.year))
    yield from _poured(theme, "checks", iter([checks_page(listed, rules, fared, facts)]))
    yield from _poured(theme, "rule", rule_pages(listed, rules, fared, facts))
    yield from finding_files(listed, rules)
    yield from _poured(theme, "completeness", iter([completeness_page(listed, facts)]))
    yield completeness_file(listed)


def _rules() -> tuple[RuleFacts, ...]:
    return tuple(RuleFacts(rule.id, rule.severity) for rule in RULES)


def _rule_entry(rule: RuleFacts) -> NameEntry:
    return NameEntry("rule", rule_words(rule.id).name, (), rule.id, group_title(rule.id), rule_page(rule.id, ""))


def _poured(theme: Theme, kind: str, pages: Iterator[Page]) -> Iterator[Output]:
    shell = Shell.cut(theme.shells[kind])
    return (Output(page.path, shell.filled(page.slots)) for page in pages)


def _search(results: Sequence[BatchResult], catalog: Catalog) -> Iterator[Output]:
    named = sorted(chain.from_iterable(result.names for result in results), key=attrgetter("year", "unit_id"))
    # Of two entries for one unit the later counts, so the newest year comes last.
    entries = chain.from_iterable(unit_year.entries for unit_year in named)
    names = name_index(chain(entries, catalog_entries(catalog), map(_rule_entry, checked_rules(_rules()))))
    yield names
    yield from merged([result.terms for result in results if result.terms], names)
