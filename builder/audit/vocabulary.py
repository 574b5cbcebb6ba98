"""The words and patterns that rules look for in a document, from `vocabulary.yaml` beside this module."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

import yaml


@cache
def pattern(name: str) -> re.Pattern[str]:
    """Return a pattern, compiled once; its digits are ASCII."""
    return re.compile(_source()[name])


@cache
def terms(name: str) -> tuple[str, ...]:
    """Return a list of words."""
    return tuple(_source()[name])


@cache
def term(name: str) -> str:
    """Return one word."""
    return str(_source()[name])


@cache
def meanings(name: str) -> Mapping[str, str]:
    """Return what each word of a list means: word → text."""
    words: Mapping[str, str] = _source()[name]
    return words


@cache
def leaders(name: str) -> Mapping[str, str]:
    """Return for each word of a list of groups the first word of its group."""
    groups: list[list[str]] = _source()[name]
    return {word: group[0] for group in groups for word in group}


@cache
def _source() -> Mapping[str, Any]:
    source: Mapping[str, Any] = yaml.load(
        (resources.files("builder.audit") / "vocabulary.yaml").read_bytes(), yaml.CSafeLoader
    )
    return source
