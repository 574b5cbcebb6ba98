"""What a page is before it is poured into a shell."""

from __future__ import annotations

from dataclasses import dataclass

from builder.model.downloads import ALL, DownloadChoice


@dataclass(frozen=True, slots=True)
class Slots:
    """What fills the slots of a shell; every part is escaped page text."""

    title: str
    description: str
    canonical: str
    head: str
    toc: str
    body: str


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the site: its path, relative to the site's folder, and what fills its shell."""

    path: str
    slots: Slots


@dataclass(frozen=True, slots=True)
class SiteFacts:
    """What every page may say about the site; `site_url` ends with `/`, an empty address is left out."""

    site_url: str
    version: str
    licence_title: str
    licence_url: str
    report_url: str = ""
    repository_url: str = ""
    downloads: DownloadChoice = ALL

    def address(self, path: str) -> str:
        """Return the absolute address of a page, whose own file name is never part of it."""
        return self.site_url + path.removesuffix("index.html")
