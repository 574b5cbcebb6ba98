"""What a rule asks, in words: for `mingzhang explain`, from the sentences of findings and the catalogue of rules."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from typing import Any

from builder.audit import RULES
from builder.cli.words import Words
from builder.findings import Severity
from builder.messages import Language, all_sentences, completeness_items

_PARTS = {
    "why": "part-why",
    "basis": "part-basis",
    "formula": "part-formula",
    "tolerance": "part-tolerance",
    "example": "part-example",
    "unseen": "part-unseen",
    "what": "part-what",
    "fix": "part-fix",
}
_KINDS: Mapping[Severity | None, str] = {
    "error": "kind-error",
    "warning": "kind-warning",
    "info": "kind-info",
    None: "kind-data",
}
_LANGUAGES: tuple[Language, ...] = ("zh", "en")
_OPTIONAL = re.compile(r"\[\[(.*?)\]\]")
_CONDITION = re.compile(r"\{\?[a-z0-9_]+\}")
_PLACEHOLDER = re.compile(r"\{[a-z0-9_]+\}")
_ITEM = re.compile(r"(?:D|CMP-)([0-9]{1,2})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Explanation:
    """One rule: `severity` is the gravest that it gives, None for one on the data; `item` is `D12` for `CMP-12`."""

    rule: str
    kind: str
    severity: Severity | None
    item: str | None
    words: Mapping[Language, Mapping[str, str]]


def all_rules() -> tuple[Explanation, ...]:
    """Return every rule: those of the audit in their order, then those on the data by name."""
    items = (f"CMP-{item[1:]}" for item in sorted(completeness_items()))
    return tuple(_explanation(rule) for rule in dict.fromkeys([*_severities(), *items, *sorted(all_sentences())]))


def explanation_of(asked: str) -> Explanation | None:
    """Return a rule by its id in any case; `D12` and `CMP-12` are one."""
    item = _ITEM.fullmatch(asked)
    wanted = f"cmp-{int(item[1]):02d}" if item else asked.lower()
    return next((each for each in all_rules() if each.rule.lower() == wanted), None)


def near_matches(asked: str) -> Sequence[str]:
    """Return the ids that a person may have meant, the nearest first."""
    known = {each.rule.lower(): each.rule for each in all_rules()}
    begin = [rule for lower, rule in known.items() if lower.startswith(asked.lower())]
    return (begin or [known[lower] for lower in get_close_matches(asked.lower(), known, n=5, cutoff=0.5)])[:5]


def words_of(rule: str, language: Language) -> Mapping[str, str]:
    """Return what is said of a rule as a whole: its sentences with `…` for what only a finding knows."""
    return {part: _general(text) for part, text in all_sentences().get(rule, {}).get(language, {}).items()}


def as_text(asked: Explanation | Sequence[Explanation], words: Words) -> str:
    """Return one rule as a person reads it, or one line for each: its id, then its name or what it finds."""
    if isinstance(asked, Explanation):
        return "\n".join(_lines(asked, words))
    width = max(len(each.rule) for each in asked)
    return "\n".join(f"{each.rule:{width}}  {_title(each.words[words.language])}" for each in asked)


def as_json(asked: Explanation | Sequence[Explanation], _words: Words) -> str:
    """Return one rule as an object, or all as `{"rules": [...]}`; both languages are in it."""
    entry = _entry(asked) if isinstance(asked, Explanation) else {"rules": [_entry(each) for each in asked]}
    return json.dumps(entry, ensure_ascii=False, indent=1)


FORMATS: dict[str, Callable[[Explanation | Sequence[Explanation], Words], str]] = {"text": as_text, "json": as_json}


def _title(said: Mapping[str, str]) -> str:
    return said.get("name") or said.get("what", "")


def _explanation(rule: str) -> Explanation:
    asked = _ITEM.fullmatch(rule)
    item = f"D{asked[1]}" if asked else None
    severity = _severities().get(rule, "warning" if item else None)
    words: dict[Language, Mapping[str, str]] = {}
    for language in _LANGUAGES:
        of_item = completeness_items().get(item or "", {}).get(language, {})
        words[language] = {**words_of(rule, language), **{part: _general(text) for part, text in of_item.items()}}
    return Explanation(rule, "data" if severity is None else "audit", severity, item, words)


@cache
def _severities() -> Mapping[str, Severity]:
    """Return the gravest severity of each rule of the audit, in their order."""
    return {rule.id: rule.severity for rule in RULES}


def _lines(explanation: Explanation, words: Words) -> Iterator[str]:
    said = explanation.words[words.language]
    yield " ".join(part for part in (explanation.rule, explanation.item, said.get("name")) if part)
    yield "  " + words.say(_KINDS[explanation.severity])
    for part, key in _PARTS.items():
        # the formula says better what a rule compares than the sentence of a finding
        if said.get(part) and not (part == "what" and said.get("formula")):
            yield "  " + words.say(key, text=said[part])


def _entry(explanation: Explanation) -> dict[str, Any]:
    return {
        "rule": explanation.rule,
        "kind": explanation.kind,
        "severity": explanation.severity,
        "item": explanation.item,
        **{language: dict(explanation.words[language]) for language in _LANGUAGES},
    }


def _general(text: str) -> str:
    """Return a sentence without what it says in some cases only, and with `…` for what only a finding knows."""
    usual = _OPTIONAL.sub(lambda part: part[1].partition("||")[0] if "||" in part[1] else "", text)
    return _PLACEHOLDER.sub("…", _CONDITION.sub("", usual))
