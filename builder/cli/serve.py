"""Serve the site on this machine only; build again and reload the page when a source changes."""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from builder.cli.arguments import Options
from builder.cli.draft_list import DRAFTS, is_accepted, list_of_drafts, reviews_below
from builder.cli.project import Project
from builder.cli.words import Words

HOST = "127.0.0.1"
INTERVAL = 1.0
_WATCHED = ("datasets", "docs", "mkdocs.yml")
_VERSION_PATH = "/.version"
_RELOAD_PATH = "/.reload.js"
_HTML = "text/html; charset=utf-8"
_DRAFTS_PATH = "/drafts/"
_RELOAD_TAG = b'<script src="/.reload.js" defer></script>'
_RELOAD_SCRIPT = b"""
let seen = null;
setInterval(async () => {
  try {
    const builds = await (await fetch("/.version")).text();
    if (seen !== null && seen !== builds) location.reload();
    seen = builds;
  } catch { /* the server has ended: the page stays as it is */ }
}, 1000);
"""


class _Handler(SimpleHTTPRequestHandler):
    """The published folder, the number of the build that it holds, and the reviews of imported drafts."""

    builds = 0

    def __init__(self, *arguments: object, site: Path, drafts: Path, **options: object) -> None:
        self._drafts = drafts
        super().__init__(*arguments, directory=str(site), **options)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        """Answer with a file, a page that reloads itself after a build, or the number of builds so far."""
        if self.path.startswith(_DRAFTS_PATH):
            self._answer_draft(self.path)
        elif self.path == _VERSION_PATH:
            self._answer(str(_Handler.builds).encode(), "text/plain")
        elif self.path == _RELOAD_PATH:
            self._answer(_RELOAD_SCRIPT, "text/javascript")
        elif (page := self._page()) is not None:
            self._answer(page.replace(b"</body>", _RELOAD_TAG + b"</body>"), _HTML)
        else:
            super().do_GET()

    def _answer_draft(self, path: str) -> None:
        """Answer with the list of drafts, or with the review of one of those in the list."""
        reviews = reviews_below(self._drafts)
        if path == _DRAFTS_PATH:
            self._answer(list_of_drafts(reviews).encode(), _HTML)
        elif path in reviews:
            self._answer(reviews[path].read_bytes(), _HTML)
        else:
            self.send_error(404)

    def _page(self) -> bytes | None:
        path = Path(self.translate_path(self.path))
        if self.path.partition("?")[0].endswith("/"):
            path /= "index.html"
        try:
            return path.read_bytes() if path.suffix == ".html" else None
        except OSError:
            return None

    def _answer(self, content: bytes, kind: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def end_headers(self) -> None:
        """Let nothing be kept, so that a page always shows the newest build."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002
        """Say nothing: the terminal is for findings."""


def serve(project: Project, options: Options, words: Words, rebuild: Callable[[], bool]) -> int:
    """Build, serve until Ctrl-C, and build again whenever a watched file changes."""
    from builder.cli.running import CommandFailed

    site = (project.root / options.site_dir).absolute()
    try:
        server = ThreadingHTTPServer((HOST, options.port), partial(_Handler, site=site, drafts=project.root / DRAFTS))
    except OSError as error:
        raise CommandFailed(3, "port-taken", port=options.port, detail=error.strerror) from error
    with server:
        is_published = rebuild()
        if not is_published and not site.is_dir():
            return 1
        threading.Thread(target=server.serve_forever, daemon=True).start()
        url = f"http://{HOST}:{server.server_address[1]}/"
        sys.stdout.write(words.say("serving", url=url) + "\n")
        drafts = sum(not is_accepted(path) for path in reviews_below(project.root / DRAFTS).values())
        if drafts:
            sys.stdout.write(words.say("serving-drafts", url=f"{url}drafts/", count=drafts) + "\n")
        sys.stdout.flush()
        with suppress(KeyboardInterrupt):
            _build_on_change(project, words, rebuild)
    return 0


def _build_on_change(project: Project, words: Words, rebuild: Callable[[], bool]) -> None:
    seen = _state(project)
    while True:
        time.sleep(INTERVAL)
        now = _state(project)
        if now != seen:
            sys.stdout.write(words.say("rebuilding") + "\n")
            seen = now
            if rebuild():
                _Handler.builds += 1


def _state(project: Project) -> dict[str, int]:
    return {path: os.stat(path).st_mtime_ns for path in _files(project) if Path(path).is_file()}  # noqa: PTH116


def _files(project: Project) -> Iterator[str]:
    for name in _WATCHED:
        path = project.root / name
        if path.is_file():
            yield str(path)
        for folder, _, files in os.walk(path):
            yield from (str(Path(folder) / file) for file in files)
