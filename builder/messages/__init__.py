"""The sentences of every finding, by rule, in Chinese and English, from the YAML files beside this module.

Each rule has `what`, `why` and `fix` in both languages, with the placeholders that its findings fill: the
keys of `facts`, and `stated`, `expected`, `difference`. A part between `[[` and `]]` is left out where a
placeholder within it has nothing to say; what follows `||` in it stands instead.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Literal

import yaml

from builder.findings import Finding

Language = Literal["zh", "en"]
REASONS = "reasons.yaml"

_OPTIONAL = re.compile(r"\[\[(.*?)\]\]")
_PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")


@dataclass(frozen=True, slots=True)
class Sentences:
    """What was found, why it matters, how to mend it; `what` alone is the message of a published finding."""

    what: str
    why: str
    fix: str


@cache
def all_sentences() -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    """Return rule → language → `what`, `why`, `fix`, unfilled."""
    merged: dict[str, Mapping[str, Mapping[str, str]]] = {}
    for entry in sorted(resources.files(__name__).iterdir(), key=lambda file: file.name):
        if entry.name.endswith(".yaml") and entry.name != REASONS:
            merged.update(yaml.load(entry.read_bytes(), yaml.CSafeLoader) or {})
    return merged


@cache
def _reasons() -> Mapping[str, Mapping[str, str]]:
    content = (resources.files(__name__) / REASONS).read_bytes()
    loaded: Mapping[str, Mapping[str, str]] = yaml.load(content, yaml.CSafeLoader)
    return loaded


def reason(key: str, language: Language) -> str:
    """Return why a rule does not apply, from its key in `AuditReport.not_applicable`."""
    return _reasons()[key][language]


def sentences(finding: Finding, language: Language) -> Sentences:
    """Return the three sentences of a finding, filled."""
    facts = {
        "stated": finding.stated or "",
        "expected": finding.expected or "",
        "difference": finding.difference or "",
        **finding.facts,
    }
    templates = all_sentences()[finding.rule][language]
    return Sentences(*(_filled(templates[part], facts) for part in ("what", "why", "fix")))


def message(finding: Finding, language: Language) -> str:
    """Return the one-line message that is published with the finding."""
    return sentences(finding, language).what


def _filled(template: str, facts: Mapping[str, str]) -> str:
    def kept(part: re.Match[str]) -> str:
        wanted, _, instead = part[1].partition("||")
        return wanted if all(facts[name] for name in _PLACEHOLDER.findall(wanted)) else instead

    return _OPTIONAL.sub(kept, template).format_map(facts)
