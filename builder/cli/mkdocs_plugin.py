"""The door for a plain `mkdocs build` or `mkdocs serve`: the same pipeline, the same files as `mingzhang build`.

MkDocs is turned to a folder of its own, from which its pages and our shells are collected; the site itself is
staged and swapped in by the pipeline, so that the published folder is whole at every instant here as well.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin

from builder.cli.arguments import Options
from builder.cli.commands import print_report
from builder.cli.project import project_of
from builder.cli.running import CommandFailed, build_site, exit_code
from builder.cli.words import Words
from builder.publish import PublishFailed
from builder.theme.generator import collect
from builder.theme.injection import add_shells, prepare


class MingzhangPlugin(BasePlugin):  # type: ignore[type-arg,no-untyped-call]  # MkDocs's own base is untyped
    """Fills the data pages of a MkDocs run."""

    def __init__(self) -> None:
        """Begin with no folder of our own."""
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._target = Path()

    def on_config(self, config: Any) -> Any:
        """Turn MkDocs to a folder of its own before it empties the published one."""
        self._target = Path(config.site_dir)
        self._folder = tempfile.TemporaryDirectory(prefix="mingzhang-mkdocs-")
        config.site_dir = self._folder.name
        prepare(config)
        return config

    def on_files(self, files: Any, *, config: Any) -> Any:
        """Add the shells and our assets."""
        return add_shells(files, config)

    def on_post_build(self, *, config: Any) -> None:
        """Run the pipeline over what MkDocs made; raises PluginError where nothing may be published."""
        words = Words("zh")
        options = Options(command="build")
        project = project_of(Path(config.config_file_path).parent)
        try:
            theme = collect(Path(config.site_dir), config)
            report = build_site(project, options, words, theme=theme, target=self._target)
        except PublishFailed as failure:
            raise PluginError(words.say(failure.key, where=failure.where, detail=failure.detail)) from failure
        except CommandFailed as failure:
            raise PluginError(words.say(failure.key, **failure.facts)) from failure
        finally:
            self._close(config)
        print_report(report, project, options, words)
        if exit_code(report, options):
            raise PluginError(words.say("blocked"))

    def on_build_error(self, *, error: Exception) -> None:  # noqa: ARG002
        """Leave no folder behind."""
        if self._folder:
            self._folder.cleanup()
            self._folder = None

    def _close(self, config: Any) -> None:
        config.site_dir = str(self._target)
        if self._folder:
            self._folder.cleanup()
            self._folder = None
        sys.stdout.flush()
