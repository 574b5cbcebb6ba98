"""The sentences of every finding, by rule, in Chinese and English, from the YAML files beside this module.

Each rule has `what`, `why` and `fix` in both languages, with the placeholders that its findings fill: the
keys of `facts`, and `stated`, `expected`, `difference`. A part between `[[` and `]]` is left out where a
placeholder within it has nothing to say; what follows `||` in it stands instead; `{?name}` only asks whether
it has something to say. A rule of the audit further has
`name`, `formula`, `example` and `unseen` (what it cannot see), and `basis` where a law or standard asks for it:
with `why` they are its entry in the catalogue of rules.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Literal

import yaml

from builder.findings import Finding, Hint

Language = Literal["zh", "en"]
COMPLETENESS = "CMP-"
REASONS, HINTS, ITEMS = "reasons.yaml", "hints.yaml", "completeness.yaml"

_OPTIONAL = re.compile(r"\[\[(.*?)\]\]")
_PLACEHOLDER = re.compile(r"\{\??([a-z_]+)\}")
_CONDITION = re.compile(r"\{\?[a-z_]+\}")


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
        if entry.name.endswith(".yaml") and entry.name not in {REASONS, HINTS, ITEMS}:
            merged.update(yaml.load(entry.read_bytes(), yaml.CSafeLoader) or {})
    for item, spoken in completeness_items().items():
        merged[f"CMP-{item[1:]}"] = {
            language: {**_loaded(ITEMS)["finding"][language], **words} for language, words in spoken.items()
        }
    return merged


@cache
def _loaded(name: str) -> Mapping[str, Any]:
    loaded: Mapping[str, Any] = yaml.load((resources.files(__name__) / name).read_bytes(), yaml.CSafeLoader)
    return loaded


def reason(key: str, language: Language) -> str:
    """Return why a rule does not apply, from its key in `AuditReport.not_applicable`."""
    text: str = _loaded(REASONS)[key][language]
    return text


def entry(rule: str, language: Language) -> Mapping[str, str]:
    """Return the entry of a rule in the catalogue: `name`, `formula`, `example`, `unseen`, `why`, `fix`, `basis`."""
    return all_sentences()[rule][language]


def completeness_items() -> Mapping[str, Mapping[Language, Mapping[str, str]]]:
    """Return item (`D01`) → language → `name`, `formula` and, where there is one, `basis`."""
    items: Mapping[str, Mapping[Language, Mapping[str, str]]] = _loaded(ITEMS)["items"]
    return items


def completeness_note(note: str, language: Language) -> str:
    """Return what the note of an item says, by its key."""
    text: str = _loaded(ITEMS)["notes"][note][language]
    return text


def hint_sentence(hint: Hint, language: Language) -> str:
    """Return what may lie behind a finding, filled."""
    return _filled(_loaded(HINTS)[hint.id][language], hint.facts)


def sentences(finding: Finding, language: Language) -> Sentences:
    """Return the three sentences of a finding, filled."""
    facts = {
        "stated": finding.stated or "",
        "expected": finding.expected or "",
        "difference": finding.difference or "",
        **finding.facts,
    }
    if finding.rule.startswith(COMPLETENESS):
        item = completeness_items()[finding.place.field or ""][language]["name"]
        facts |= {"item": item, "note": completeness_note(facts["note"], language)}
    templates = all_sentences()[finding.rule][language]
    return Sentences(*(_filled(templates[part], facts) for part in ("what", "why", "fix")))


def message(finding: Finding, language: Language) -> str:
    """Return the one-line message that is published with the finding; it ends with the hint, where there is one."""
    what = sentences(finding, language).what
    if finding.hint is None:
        return what
    return f"{what}{_loaded(HINTS)['joined'][language]}{hint_sentence(finding.hint, language)}"


def _filled(template: str, facts: Mapping[str, str]) -> str:
    def kept(part: re.Match[str]) -> str:
        wanted, _, instead = part[1].partition("||")
        return wanted if all(facts[name] for name in _PLACEHOLDER.findall(wanted)) else instead

    return _CONDITION.sub("", _OPTIONAL.sub(kept, template)).format_map(facts)
