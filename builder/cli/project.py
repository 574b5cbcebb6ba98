"""Where the project stands, and which packages a command is about."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml

SETTINGS = "mkdocs.yml"
DATASETS = "datasets"
CACHE = ".cache"
SITE_URL = "MINGZHANG_SITE_URL"
_EXAMPLE = re.compile(r"^https?://[^/]*\.example(?:[:/]|$)")
_REFERENCE_FOLDERS = ("classifications", "glossary")


@dataclass(frozen=True, slots=True)
class Project:
    """`root` is the folder to which the paths in findings are relative; `datasets` may be missing.

    `is_whole` says that a `mkdocs.yml` stands there, so that a site can be built; `cache_of` is another project's
    cache, used in place of its own.
    """

    root: Path
    datasets: Path | None
    is_whole: bool
    cache_of: Path | None = None

    @property
    def cache(self) -> Path:
        """The project's own cache, or the user's for a package outside any project."""
        if self.cache_of:
            return self.cache_of
        if self.is_whole:
            return self.root / CACHE
        return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / CACHE) / "mingzhang"

    def with_cache_of(self, other: Project) -> Project:
        """Return the project with its verdicts kept in the cache of another."""
        return replace(self, cache_of=other.cache)

    @property
    def site_url(self) -> str:
        """The address of the site, ending in `/`; empty where it is not known, or only an example's."""
        url = os.environ.get(SITE_URL) or _settings(self.root / SETTINGS).get("site_url")
        if not isinstance(url, str) or not url.startswith(("https://", "http://")) or _EXAMPLE.search(url):
            return ""
        return f"{url.rstrip('/')}/"

    @property
    def reference_folders(self) -> tuple[Path, ...]:
        """The folders of code lists and glossary that the rules may look into."""
        if self.datasets is None:
            return ()
        return tuple(folder for name in _REFERENCE_FOLDERS if (folder := self.datasets / name).is_dir())


def absolute_of(path: Path) -> Path:
    """Return the path from the root, without `.` and `..`; links are left as they are."""
    return Path(os.path.abspath(path))  # noqa: PTH100  # `resolve` would follow links


def project_here() -> Project | None:
    """Return the project in the current folder, or None where no `mkdocs.yml` stands there."""
    root = Path.cwd()
    return _project(root) if (root / SETTINGS).is_file() else None


def project_of(path: Path) -> Project:
    """Return the project that a path belongs to: the nearest folder above it with `mkdocs.yml` or `datasets/`.

    A package that lies alone is taken with the folder above it, so that its name shows in findings.
    """
    absolute = absolute_of(path)
    for folder in (absolute, *absolute.parents):
        if (folder / SETTINGS).is_file() or (folder / DATASETS).is_dir():
            return _project(folder)
    return Project(absolute.parent, None, is_whole=False)


def _project(root: Path) -> Project:
    datasets = root / DATASETS
    return Project(root, datasets if datasets.is_dir() else None, (root / SETTINGS).is_file())


class _Settings(yaml.SafeLoader):
    """Reads `mkdocs.yml`, whose own tags (`!ENV`) stand for nothing here."""


_Settings.add_multi_constructor("", lambda _loader, _tag, _node: None)


def _settings(path: Path) -> dict[str, Any]:
    """Return the settings of the site; none where they cannot be read, for the generator says what is wrong."""
    try:
        loaded = yaml.load(path.read_bytes(), _Settings)  # noqa: S506  # a SafeLoader
    except (OSError, yaml.YAMLError, UnicodeDecodeError):
        return {}
    return loaded if isinstance(loaded, dict) else {}
