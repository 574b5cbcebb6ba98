"""Run MkDocs in this process, quietly, into a folder that is gone afterwards."""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, Final, cast

from jinja2 import TemplateError
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import Files

from builder.outputs import Output
from builder.theme.injection import add_shells, prepare
from builder.theme.shells import SHELL_FOLDERS, GeneratorFailed, ShellBroken, Theme, assert_no_slot, assert_slots

# The list of addresses carries the day of the build and knows no data page: publish writes its own.
_NOT_PUBLISHED: Final = frozenset({"sitemap.xml", "sitemap.xml.gz"})


class _Injection:
    """The event of a MkDocs plugin, without the plugin's entry point."""

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        return add_shells(files, config)


class _Messages(logging.Handler):
    """Keeps what the generator wanted to tell, for the sentence of a failure."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(" ".join(record.getMessage().split()))


def generate(project: Path) -> Theme:
    """Return the pages and shells of the project whose `mkdocs.yml` stands in `project`.

    Our plugin named there is not run. Nothing is left on disk; the same input gives the same bytes. Raises
    `GeneratorFailed` where MkDocs fails or, being strict, warns.
    """
    settings = project / "mkdocs.yml"
    with tempfile.TemporaryDirectory(prefix="mingzhang-theme-") as folder, _quiet() as messages:
        try:
            config = load_config(str(settings), config_file_path=str(settings), site_dir=folder, plugins=[])
            prepare(config)
            config.plugins["mingzhang-shells"] = cast("BasePlugin[Any]", _Injection())
            build(config)
        except (MkDocsException, TemplateError, OSError, UnicodeError, ShellBroken) as error:
            reason = "; ".join(messages.lines) or " ".join(str(error).split()) or type(error).__name__
            sentence = f"the site generator could not make the pages of {settings.name}: {reason}"
            raise GeneratorFailed(sentence) from error
        return collect(Path(folder), config)


def collect(folder: Path, config: MkDocsConfig | None = None) -> Theme:
    """Return the pages and shells that a MkDocs run with our shells left in `folder`, under the settings of `config`.

    Raises `GeneratorFailed` where a shell is missing and `ShellBroken` where a slot is not there exactly once.
    """
    kinds = {f"{address}index.html": kind for kind, address in SHELL_FOLDERS.items()}
    pages: list[Output] = []
    shells: dict[str, str] = {}
    for path in sorted(file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file()):
        content = (folder / path).read_bytes()
        if path in kinds:
            # The theme's templates leave many blank lines; a shell holds no text in which space counts.
            page = "\n".join(line.strip() for line in content.decode().splitlines() if line.strip())
            assert_slots(kinds[path], page)
            shells[kinds[path]] = page
        elif path not in _NOT_PUBLISHED:
            if path.endswith(".html"):
                assert_no_slot(path, content)
            pages.append(Output(path, content))
    if missing := [kind for kind in SHELL_FOLDERS if kind not in shells]:
        message = f"the site generator made no page for: {', '.join(missing)}"
        raise GeneratorFailed(message)
    theme = Theme(tuple(pages), {kind: shells[kind] for kind in SHELL_FOLDERS})
    return theme if config is None else _with_settings(theme, config)


def _with_settings(theme: Theme, config: MkDocsConfig) -> Theme:
    site_url = config.site_url or ""
    return replace(
        theme,
        site_url=site_url if not site_url or site_url.endswith("/") else f"{site_url}/",
        site_name=config.site_name,
        report_url=str(config.extra.get("report_url") or ""),
        repository_url=config.repo_url or "",
        downloads=config.extra.get("downloads"),
    )


@contextmanager
def _quiet() -> Iterator[_Messages]:
    """Let the generator's log reach us instead of the terminal; its own counting of warnings goes on."""
    log = logging.getLogger("mkdocs")
    messages = _Messages()
    level, propagates = log.level, log.propagate
    log.addHandler(messages)
    log.setLevel(logging.WARNING)
    log.propagate = False
    try:
        yield messages
    finally:
        log.removeHandler(messages)
        log.setLevel(level)
        log.propagate = propagates
