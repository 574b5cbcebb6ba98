"""The words around the data, and the order of the parts, one YAML file a template over those of `plain.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from importlib import resources
from typing import Any

import yaml

from builder.model.disclosure import Disclosure
from builder.schemas import label

PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the document: what stands in it, its title and its entry in the contents list."""

    kind: str
    title: str = ""
    entry: str = ""
    titled_by: str = ""
    depth: int = 1


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of one template; `say` fills a sentence, named by the path of its key.

    `facts` are known to every sentence: of the unit its `name` as the document has it, its `official` name and its
    `level` (a department or a unit), and the `year`.
    """

    parts: tuple[Part, ...]
    depths: Mapping[str, int]
    sections_after: frozenset[str]
    texts: Mapping[str, Any]
    facts: Mapping[str, str] = field(default_factory=dict)

    def about(self, disclosure: Disclosure) -> Wording:
        """Return the words with the facts of a disclosure in them."""
        head = disclosure.head
        facts = {
            "name": head.text("name_printed") or disclosure.name,
            "official": disclosure.name,
            "level": label("disclosures", "scope", head.text("scope")),
            "year": str(disclosure.year),
        }
        return replace(self, facts=facts)

    def filled(self, text: str, number: int) -> str:
        """Return a title with the facts in it, as that of the part of this number."""
        return text.format_map({**self.facts, "ordinal": self.ordinal(number)})

    def say(self, path: str, **facts: object) -> str:
        """Return the sentence of a key such as `form.title`, its placeholders filled."""
        return self.text(path).format_map({**self.facts, **{name: str(fact) for name, fact in facts.items()}})

    def text(self, path: str) -> str:
        """Return the words of a key as they stand."""
        return str(self.found(path))

    def found(self, path: str) -> Any:
        """Return what stands under a key."""
        value: Any = self.texts
        for key in path.split("."):
            value = value[key]
        return value

    def ordinal(self, number: int) -> str:
        """Return a number from 1 to 99 in Chinese numerals, a greater one in digits."""
        digits, ten = self.text("digits"), self.text("ten")
        if not 1 <= number < len(digits) ** 2:
            return str(number)
        tens, ones = divmod(number, len(digits))
        return (digits[tens] if tens > 1 else "") + (ten if tens else "") + (digits[ones] if ones else "")


@cache
def wording(template_id: str | None) -> Wording:
    """Return the words of a template; the plain ones where it has none of its own."""
    own = _source(template_id) if template_id and template_id != PLAIN else {}
    merged = _merged(_source(PLAIN), own)
    return Wording(
        parts=tuple(Part(**part) for part in merged["parts"]),
        depths=merged["depths"],
        sections_after=frozenset(merged["sections_after"]),
        texts=merged,
    )


def _source(name: str) -> dict[str, Any]:
    entry = resources.files(__name__) / f"{name}.yaml"
    loaded: dict[str, Any] = yaml.load(entry.read_bytes(), yaml.CSafeLoader) if entry.is_file() else {}
    return loaded


def _merged(below: dict[str, Any], above: dict[str, Any]) -> dict[str, Any]:
    """Return the upper mapping laid over the lower; `depths` are a whole of their own."""
    whole = {"depths"}
    return below | {
        key: _merged(below[key], value) if isinstance(value, dict) and key not in whole else value
        for key, value in above.items()
    }
