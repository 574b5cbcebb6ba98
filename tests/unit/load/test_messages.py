"""Every rule of the gate has its sentences, and every sentence has its rule."""

from __future__ import annotations

import ast
import re
from importlib import resources

import pytest
import yaml

_KEBAB = re.compile(r"[a-z0-9]+(-[a-z0-9]+)+")
_NO_RULES = {"utf-8", "whole-number"}


def _sentences() -> dict[str, dict[str, dict[str, str]]]:
    content = (resources.files("builder.messages") / "load.yaml").read_bytes()
    loaded: dict[str, dict[str, dict[str, str]]] = yaml.safe_load(content)
    return loaded


def _rules() -> set[str]:
    found = {"property-not-whole-number", "property-not-list", "noncharacter"}
    for entry in resources.files("builder.load").iterdir():
        if entry.name.endswith(".py"):
            for node in ast.walk(ast.parse(entry.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Constant) and isinstance(node.value, str) and _KEBAB.fullmatch(node.value):
                    found.add(node.value)
    return found - _NO_RULES


def test_rules_and_sentences_are_the_same_set() -> None:
    assert _rules() == set(_sentences())


@pytest.mark.parametrize("rule", sorted(_sentences()))
def test_a_rule_says_what_why_and_how_to_mend_in_both_languages(rule: str) -> None:
    spoken = _sentences()[rule]

    assert {language: sorted(parts) for language, parts in spoken.items()} == {
        "zh": ["fix", "what", "why"],
        "en": ["fix", "what", "why"],
    }
    assert all(text.strip() for parts in spoken.values() for text in parts.values())


@pytest.mark.parametrize("rule", sorted(_sentences()))
def test_both_languages_fill_the_same_places(rule: str) -> None:
    places = [
        set(re.findall(r"\{(\w+)\}", " ".join((parts["what"], parts["why"])))) for parts in _sentences()[rule].values()
    ]

    assert places[0] == places[1]
