"""What the generator's pages depend on besides the program: the settings, the hand-written pages, the environment."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from builder.cache import code_digest, tree_digest
from builder.segments import digest_of

_READS_ELSEWHERE = re.compile(r"^\s*-?\s*(?:INHERIT|hooks|pymdownx\.snippets)\b", re.MULTILINE)
_NAME = re.compile(r"\w+")


class _Settings(yaml.SafeLoader):
    """Reads `mkdocs.yml`, whose own tags (`!ENV`) stand for nothing here."""


_Settings.add_multi_constructor("", lambda _loader, _tag, _node: None)


def theme_digest(project: Path) -> bytes | None:
    """Return the digest of all that the pages and shells of a project depend on; None where that cannot be told."""
    try:
        text = (project / "mkdocs.yml").read_bytes()
        settings = yaml.load(text, _Settings)  # noqa: S506  # a SafeLoader
    except (OSError, yaml.YAMLError, UnicodeDecodeError):
        return None
    if not isinstance(settings, dict) or _READS_ELSEWHERE.search(text.decode(errors="replace")):
        return None
    folders = tree_digest(project / name for name in _folders(settings))
    if folders is None:
        return None
    asked = sorted(set(_NAME.findall(text.decode(errors="replace"))) & os.environ.keys())
    environment = repr([(name, os.environ[name]) for name in asked]).encode()
    return digest_of(code_digest(), text, folders, environment)


def _folders(settings: Mapping[str, Any]) -> list[str]:
    theme = settings.get("theme")
    custom = theme.get("custom_dir") if isinstance(theme, dict) else None
    return [str(settings.get("docs_dir") or "docs"), *([str(custom)] if custom else [])]
