"""Serve the site on this machine only; build again and reload the page when a source changes."""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from builder.cli.arguments import Options
from builder.cli.project import Project
from builder.cli.words import Words

HOST = "127.0.0.1"
INTERVAL = 1.0
_WATCHED = ("datasets", "docs", "mkdocs.yml")
_VERSION_PATH = "/.version"


class _Handler(SimpleHTTPRequestHandler):
    """The published folder, and the number of the build that it holds."""

    builds = 0

    def __init__(self, *arguments: object, site: Path, **options: object) -> None:
        super().__init__(*arguments, directory=str(site), **options)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        """Answer with a file, or with the number of builds so far."""
        if self.path == _VERSION_PATH:
            content = str(_Handler.builds).encode()
            self.send_response(200)
            self.send_header("Content-Type", "text/plain")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)
        else:
            super().do_GET()

    def end_headers(self) -> None:
        """Let nothing be kept, so that a page always shows the newest build."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002
        """Say nothing: the terminal is for findings."""


def serve(project: Project, options: Options, words: Words, rebuild: Callable[[], bool]) -> int:
    """Build, serve until Ctrl-C, and build again whenever a watched file changes."""
    from builder.cli.commands import CommandFailed

    site = (project.root / options.site_dir).absolute()
    try:
        server = ThreadingHTTPServer((HOST, options.port), partial(_Handler, site=site))
    except OSError as error:
        raise CommandFailed(3, "port-taken", port=options.port, detail=error.strerror) from error
    with server:
        is_published = rebuild()
        if not is_published and not site.is_dir():
            return 1
        threading.Thread(target=server.serve_forever, daemon=True).start()
        sys.stdout.write(words.say("serving", url=f"http://{HOST}:{server.server_address[1]}/") + "\n")
        sys.stdout.flush()
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
