"""The sentences of the command line, in the language asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import cast

import yaml

from builder.messages import Language


@dataclass(frozen=True, slots=True)
class Words:
    """Sentences by key; `say` fills one."""

    language: Language

    def say(self, key: str, **facts: object) -> str:
        """Return the sentence of a key, its placeholders filled."""
        return _all()[key][self.language].format_map({name: str(fact) for name, fact in facts.items()})


@cache
def _all() -> Mapping[str, Mapping[str, str]]:
    content = (resources.files("builder.cli") / "words.yaml").read_bytes()
    return cast("Mapping[str, Mapping[str, str]]", yaml.load(content, yaml.CSafeLoader))
