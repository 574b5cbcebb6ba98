"""What is made from all batches together: the pages that list, the bulk files, both searches."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from builder.audit import RULES
from builder.export import Site, bulk_jobs, bulk_package
from builder.index import NameEntry, catalog_entries, names_job, search_jobs, search_manifest
from builder.model.catalog import Catalog
from builder.model.downloads import DownloadChoice
from builder.outputs import Derived, ManifestEntry, Output
from builder.render import (
    ListSettings,
    RuleFacts,
    Shell,
    SiteFacts,
    checked_rules,
    group_title,
    list_jobs,
    rule_page,
    rule_words,
)
from builder.schemas import all_schemas
from builder.segments import Segments, digest_of
from builder.theme import Theme

DATA_LICENCE = ("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/")
"""The default for the compiled data; a package may name its own."""
_BULK = "data/"


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

    def with_downloads(self, choice: DownloadChoice) -> SiteWords:
        """Return the words of a site that gives these downloads."""
        return replace(self, facts=replace(self.facts, downloads=choice))


@dataclass(frozen=True, slots=True)
class SharedWork:
    """What the files made from all batches are made of."""

    parts: Sequence[Segments]
    catalog: Catalog
    theme: Theme
    words: SiteWords

    def first_jobs(self) -> list[Derived]:
        """Return what can be made at once: the theme's own files, the bulk files, the search."""
        choice, funds = self.words.facts.downloads, self.catalog.funds
        others = (*catalog_entries(self.catalog), *map(_rule_entry, checked_rules(_rules())))
        return [
            self._theme_job(),
            *bulk_jobs(self.parts, self.catalog, choice, fund_sources=funds),
            names_job(self.parts, others),
            *search_jobs(self.parts),
        ]

    def last_jobs(self, entries: Iterable[ManifestEntry]) -> list[Derived]:
        """Return what tells of the files that the first jobs made: the rest of the bulk files, the pages that list."""
        choice, funds = self.words.facts.downloads, self.catalog.funds
        bulk = {entry.path: entry for entry in entries if entry.path.startswith(_BULK)}
        files = {path.removeprefix(_BULK).removesuffix(f".{choice.bulk_form}") for path in bulk}
        names = sorted(files & all_schemas().keys())
        shells = {kind: Shell.cut(text) for kind, text in self.theme.shells.items()}
        return [
            *bulk_package(self.parts, bulk, self.words.site, self.catalog, choice, fund_sources=funds),
            *list_jobs(self.parts, ListSettings(shells, self.words.facts, _rules(), self.catalog, tuple(names))),
        ]

    def search_manifest(self, entries: Iterable[ManifestEntry]) -> Output:
        """Return the file from which a search begins, given what the first jobs made."""
        return search_manifest(self.parts, entries)

    def _theme_job(self) -> Derived:
        pages = self.theme.pages
        key = digest_of(*(part for page in pages for part in (page.path.encode(), page.content)))
        return Derived("theme", key, tuple, (pages,))


def _rules() -> tuple[RuleFacts, ...]:
    return tuple(RuleFacts(rule.id, rule.severity) for rule in RULES)


def _rule_entry(rule: RuleFacts) -> NameEntry:
    return NameEntry("rule", rule_words(rule.id).name, (), rule.id, group_title(rule.id), rule_page(rule.id, ""))
