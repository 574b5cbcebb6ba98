"""What the downloads say of the site that publishes them, and the few Chinese words that they need."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import cast

import yaml


@dataclass(frozen=True, slots=True)
class Site:
    """The publisher's words for the bulk package; `homepage` is absolute and ends in `/` where it is known.

    What is empty is taken from `words.yaml`.
    """

    name: str = "mingzhang-data"
    title: str = ""
    description: str = ""
    homepage: str | None = None
    version: str | None = None


@cache
def words() -> Mapping[str, str]:
    """Return the Chinese words of the downloads, by key."""
    content = (resources.files("builder.export") / "words.yaml").read_bytes()
    return cast("Mapping[str, str]", yaml.load(content, yaml.CSafeLoader))
