"""YAML's plain values, read as PyYAML's safe loader reads them, quicker where a file is a list of flat records.

PyYAML's own parser, which frictionless uses, reads 300 KB a second; the parser of libyaml 4 MB and, where
each record is a mapping of scalars, no tree of nodes is built. Whatever is not of that form is left to PyYAML.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any

import yaml
from yaml._yaml import CParser


class NotPlainError(yaml.YAMLError):
    """The text holds characters that libyaml and PyYAML's own parser do not read alike, a tab above all."""


def read_value(text: str) -> Any:
    """Return the value of a YAML document; raises `yaml.YAMLError` where it is none, or none of plain characters."""
    _insist_on_plain(text)
    return yaml.load(text, yaml.CSafeLoader)


def read_records(text: str) -> Any:
    """Return the value of a YAML document, most likely a list of flat records; raises as `read_value` does."""
    _insist_on_plain(text)
    try:
        return _flat_records(CParser(text))
    except _NotFlatError:
        return yaml.load(text, yaml.CSafeLoader)


def _insist_on_plain(text: str) -> None:
    if _ODD.search(text):
        raise NotPlainError


class _NotFlatError(Exception):
    """The document is something else than a list of mappings of scalars."""


_ODD = re.compile(r"[^\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
_SHORT = 32
"""Characters up to which a scalar without quotes is likely met again: a code, a year, a name; not a paragraph."""
_TEXT = "tag:yaml.org,2002:str"
_MERGE = "tag:yaml.org,2002:merge"
_FRAME = (yaml.StreamStartEvent, yaml.DocumentStartEvent, yaml.SequenceStartEvent)


def _flat_records(parser: CParser) -> list[dict[Any, Any]]:
    for kind in _FRAME:
        event = parser.get_event()
        if event.__class__ is not kind or getattr(event, "anchor", None) or getattr(event, "tag", None):
            raise _NotFlatError
    records = []
    while (event := parser.get_event()).__class__ is yaml.MappingStartEvent:
        if event.anchor or event.tag:
            raise _NotFlatError
        records.append(_record(parser))
    if event.__class__ is not yaml.SequenceEndEvent:
        raise _NotFlatError
    parser.get_event()
    if parser.get_event().__class__ is not yaml.StreamEndEvent:
        raise _NotFlatError
    return records


def _record(parser: CParser) -> dict[Any, Any]:
    record: dict[Any, Any] = {}
    while (event := parser.get_event()).__class__ is not yaml.MappingEndEvent:
        key = _scalar(event)
        record[key] = _scalar(parser.get_event())
    return record


def _scalar(event: Any) -> Any:
    if event.__class__ is not yaml.ScalarEvent or event.anchor or event.tag:
        raise _NotFlatError
    if not event.implicit[0]:
        return event.value
    return _short_value(event.value) if len(event.value) <= _SHORT else _plain_value(event.value)


def _plain_value(text: str) -> Any:
    """Return what a scalar without quotes stands for: text, number, date, boolean or null."""
    tag = _resolver().resolve(yaml.ScalarNode, text, (True, False))  # type: ignore[no-untyped-call]
    if tag == _MERGE:
        raise _NotFlatError
    return text if tag == _TEXT else yaml.SafeLoader("").construct_object(yaml.ScalarNode(tag, text))


_short_value = lru_cache(maxsize=20_000)(_plain_value)


@cache
def _resolver() -> yaml.SafeLoader:
    return yaml.SafeLoader("")
