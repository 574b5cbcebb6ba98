"""A small site with nothing but a search box, served for a browser: what the search tests stand on."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from builder.index import NameEntry, PageText, name_index
from builder.outputs import Output
from tests.search_files import text_index

ASSETS = Path(__file__).parents[2] / "builder" / "theme" / "assets"
POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "object-src 'none'; base-uri 'none'; form-action 'none'"
)
HEADER_FORM = """<header class="md-header"><div class="md-header__inner md-grid"><div class="mz-find-box">
<form class="mz-search" role="search" action="{root}units/" data-mz-search data-root="{root}">
<input class="mz-search__input" id="mz-search" name="q" type="search" role="combobox" aria-label="搜索"
 aria-expanded="false" aria-controls="mz-results" aria-autocomplete="list" autocomplete="off">
<div class="mz-res" id="mz-results" hidden></div></form></div></div></header>"""
HOME_FORM = """<main class="md-grid"><div class="mz-s">
<form role="search" action="{root}units/" data-mz-search data-root="{root}">
<label for="q">搜单位、项目、科目、原文，可用拼音首字母</label><div class="mz-s__box">
<input id="q" name="q" type="search"><button>搜索</button></div></form></div><p>正文</p></main>"""
PAGE = """<!doctype html><html lang="zh-CN" class="mz-js"><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width,initial-scale=1"><title>搜索</title><link rel="icon" href="data:,">
<link rel="stylesheet" href="{root}mingzhang.css"><script src="{root}search.js" defer></script>{body}"""


def page(root: str, *forms: str) -> str:
    """Return a page under the site's own policy with these forms."""
    return PAGE.format(policy=POLICY, root=root, body="".join(forms).format(root=root))


def search_outputs(entries: Iterable[NameEntry], pages: Sequence[PageText]) -> list[Output]:
    """Return every file of the search."""
    names = name_index(entries)
    return [names, *text_index(pages, names)]


def write_site(folder: Path, outputs: Iterable[Output]) -> None:
    """Write the search, a home page with both boxes and a page of a unit with one."""
    files = {output.path: output.content for output in outputs}
    files["index.html"] = page("", HEADER_FORM, HOME_FORM).encode()
    files["units/a/2022/index.html"] = page("../../../", HEADER_FORM).encode()
    for path, content in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    for name in ("search.js", "mingzhang.css"):
        if (ASSETS / name).exists():
            shutil.copy(ASSETS / name, folder)


class _Handler(SimpleHTTPRequestHandler):
    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder on a free port and give its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start the system's Chromium, else Playwright's own."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("MINGZHANG_CHROMIUM") or shutil.which("chromium"), args=["--no-sandbox"]
        )
        try:
            yield browser
        finally:
            browser.close()
