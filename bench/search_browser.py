"""A search box in a real browser: what it fetches, how long it takes, what it finds."""

from __future__ import annotations

import os
import shutil
import statistics
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, NamedTuple

from playwright.sync_api import Browser, sync_playwright

PAGE = "about/"
"""A page with a search box and little else."""
NETWORKS = {
    "unthrottled": None,
    "40 ms, 10 Mbit/s": {"offline": False, "latency": 40, "downloadThroughput": 1.25e6, "uploadThroughput": 1.25e6},
}
RUNS = 3
TYPED = ("fksjyj", "jiaoyuju", "教育局", "2050201", "财政拨款")

_ASK = """async (query) => {
  const input = document.querySelector('form[data-mz-search] input');
  const said = input.form.querySelector('[role="status"]');
  const panel = input.form.querySelector('.mz-res');
  const start = performance.now();
  const shown = new Promise((resolve) => {
    const look = () => {
      if (panel.querySelector('[role="option"] .x') || said.textContent) resolve(performance.now());
    };
    new MutationObserver(look).observe(input.form, { childList: true, subtree: true });
  });
  input.focus();
  input.value = query;
  input.dispatchEvent(new InputEvent('input', { bubbles: true }));
  const first = await shown;
  const files = performance.getEntriesByType('resource').filter((file) => (
    file.startTime >= start && file.responseEnd && file.responseEnd <= first));
  return [first - start, files.length, files.reduce((sum, file) => sum + file.transferSize, 0)];
}"""

_TYPE = """async (text) => {
  const input = document.querySelector('form[data-mz-search] input');
  const panel = input.form.querySelector('.mz-res');
  const times = [];
  for (let length = 1; length <= text.length; length += 1) {
    input.value = text.slice(0, length);
    const shown = new Promise((resolve) => {
      new MutationObserver(resolve).observe(panel, { childList: true, subtree: true });
    });
    const start = performance.now();
    input.dispatchEvent(new InputEvent('input', { bubbles: true }));
    await shown;
    times.push(performance.now() - start);
  }
  return times;
}"""

_FIND = """async ([query, most]) => {
  const { pages, complete } = await mzSearch.query(query, { all: true, most });
  return [pages.map((page) => page.url), complete];
}"""


class Answer(NamedTuple):
    """Until the first result: milliseconds from the key stroke, with the pause for the next one; what was fetched."""

    query: str
    milliseconds: float
    requests: int
    fetched_bytes: int


def measured(site: Path, queries: Sequence[str]) -> dict[str, dict[str, Any]]:
    """Return, by network, what the first query of a visit takes, each asked in a browser that knows nothing yet."""
    with _served(site) as address, _chromium() as browser:
        found: dict[str, dict[str, Any]] = {}
        for network, conditions in NETWORKS.items():
            answers = [_first_answer(browser, address, query, conditions) for query in queries]
            found[network] = {
                "median ms": statistics.median(answer.milliseconds for answer in answers),
                "largest ms": max(answer.milliseconds for answer in answers),
                "median requests": statistics.median(answer.requests for answer in answers),
                "median bytes": statistics.median(answer.fetched_bytes for answer in answers),
                "largest bytes": max(answer.fetched_bytes for answer in answers),
                "answers": [answer._asdict() for answer in answers],
            }
        keys = _key_strokes(browser, address)
        found["key strokes"] = {"median ms": statistics.median(keys), "largest ms": max(keys)}
    return found


def asked(site: Path, queries: Sequence[str], most: int) -> list[tuple[list[str], bool]]:
    """Return the pages found for each query among `most` that may hold it, and whether these are all."""
    with _served(site) as address, _chromium() as browser:
        page = browser.new_page()
        page.set_default_timeout(120_000)
        page.goto(address + PAGE)
        return [page.evaluate(_FIND, [query, most]) for query in queries]


def _first_answer(browser: Browser, address: str, query: str, conditions: dict[str, Any] | None) -> Answer:
    context = browser.new_context()
    page = context.new_page()
    page.goto(address + PAGE)
    if conditions:
        session = context.new_cdp_session(page)
        session.send("Network.enable")
        session.send("Network.emulateNetworkConditions", conditions)
    answer = Answer(query, *page.evaluate(_ASK, query))
    context.close()
    return answer


def _key_strokes(browser: Browser, address: str) -> list[float]:
    """Return the shortest time of several for each key stroke: what else the machine does is no time of ours."""
    page = browser.new_page()
    page.goto(address + PAGE)
    page.evaluate("() => mzSearch.query('a')")  # the names are there
    runs = [[taken for text in TYPED for taken in page.evaluate(_TYPE, text)] for _ in range(RUNS)]
    return [min(taken) for taken in zip(*runs, strict=True)]


class _Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: Any) -> None:
        """Say nothing: a browser that is closed leaves connections behind."""


@contextmanager
def _served(folder: Path) -> Iterator[str]:
    server = _Server(("127.0.0.1", 0), partial(_Handler, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()
        server.server_close()


@contextmanager
def _chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        path = os.environ.get("MINGZHANG_CHROMIUM") or shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        try:
            yield browser
        finally:
            browser.close()
