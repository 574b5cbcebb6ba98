"""The sentences of the importer, one YAML file a topic: key → zh and en."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import resources
from types import MappingProxyType

import yaml

from builder.messages import Language


def say(key: str, language: Language, **facts: str) -> str:
    """Return the sentence of a key, its placeholders filled; raises KeyError for a key that no file has."""
    return sentences()[key][language].format_map(facts)


@cache
def sentences() -> Mapping[str, Mapping[str, str]]:
    """Return every sentence by key."""
    found: dict[str, Mapping[str, str]] = {}
    for entry in sorted(resources.files(__name__).iterdir(), key=lambda entry: entry.name):
        if entry.name.endswith(".yaml"):
            found |= yaml.load(entry.read_bytes(), yaml.CSafeLoader) or {}
    return MappingProxyType(found)
