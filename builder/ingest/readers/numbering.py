"""The numbers that Word puts before paragraphs: 一、 （一） 1. stand in no text, they are counted."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from lxml import etree

from builder.ingest.readers.number_words import number_text

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
VALUE = f"{W}val"
_LEVELS = 9
_PLACEHOLDER = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list is counted and printed. `restart` is the level above which it does not start anew."""

    style: str = "decimal"
    text: str = ""
    start: int = 1
    suffix: str = "tab"
    is_legal: bool = False
    restart: int | None = None


@dataclass(frozen=True, slots=True)
class Numbered:
    """A list as paragraphs refer to it: paragraphs of one `count_key` are counted together."""

    count_key: str
    levels: Mapping[int, Level]
    restarts: Mapping[int, int]


@dataclass(slots=True)
class Numbering:
    """The lists of a document, and how far each has been counted."""

    lists: Mapping[str, Numbered] = field(default_factory=dict)
    levels: Mapping[str, str] = field(default_factory=dict)
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)
    _begun: set[tuple[str, int]] = field(default_factory=set)

    def level_of(self, style: str) -> str | None:
        """Return the level at which a style of paragraphs is counted."""
        return self.levels.get(style)

    def next_number(self, list_id: str, level: int) -> str:
        """Count one paragraph of a list, and return what stands before its text."""
        numbered = self.lists.get(list_id)
        if numbered is None or level not in range(_LEVELS):
            return ""
        counts = self._counts.setdefault(numbered.count_key, {})
        how = numbered.levels.get(level, Level())
        if level in numbered.restarts and (list_id, level) not in self._begun:
            counts[level] = numbered.restarts[level] - 1
        self._begun.add((list_id, level))
        counts[level] = counts.get(level, how.start - 1) + 1
        for deeper in [deeper for deeper in counts if deeper > level]:
            if _starts_anew(numbered.levels.get(deeper, Level()), level):
                del counts[deeper]
        return _printed(how, numbered, counts)


def _starts_anew(deeper: Level, level: int) -> bool:
    return deeper.restart is None or (deeper.restart > 0 and level < deeper.restart)


def _printed(how: Level, numbered: Numbered, counts: Mapping[int, int]) -> str:
    if how.style in {"bullet", "none"}:
        return ""

    def number(match: re.Match[str]) -> str:
        level = int(match[1]) - 1
        other = numbered.levels.get(level, Level())
        return number_text(counts.get(level, other.start), "decimal" if how.is_legal else other.style)

    text = _PLACEHOLDER.sub(number, how.text)
    # A blank where the number would run into a figure that begins the text: "1." and "2022".
    is_open = (bool(text) and text[-1] in ".)") or text[-1:].isalnum()
    return f"{text} " if how.suffix != "nothing" and is_open and text[-1:].isascii() else text


def read_numbering(root: etree._Element | None) -> Numbering:
    """Return the lists of `numbering.xml`."""
    if root is None:
        return Numbering()
    abstracts = {str(element.get(f"{W}abstractNumId")): element for element in root.iterchildren(f"{W}abstractNum")}
    by_style = {
        str(link.get(VALUE)): key
        for key, element in abstracts.items()
        for link in element.iterchildren(f"{W}styleLink")
    }
    lists: dict[str, Numbered] = {}
    for element in root.iterchildren(f"{W}num"):
        key = child_value(element, "abstractNumId") or ""
        linked = child_value(abstracts[key], "numStyleLink") if key in abstracts else None
        key = by_style.get(linked or "", key)
        if key in abstracts:
            lists[str(element.get(f"{W}numId"))] = _numbered(key, abstracts[key], element)
    return Numbering(MappingProxyType(lists), MappingProxyType(_levels_of(root)))


def _levels_of(root: etree._Element) -> dict[str, str]:
    """Styles of headings name their list, and the list names their level."""
    levels = root.iter(f"{W}lvl")
    return {child_value(level, "pStyle") or "": str(level.get(f"{W}ilvl")) for level in levels}


def _numbered(key: str, abstract: etree._Element, num: etree._Element) -> Numbered:
    levels = {whole(level.get(f"{W}ilvl"), 0): _level(level) for level in abstract.iterchildren(f"{W}lvl")}
    restarts: dict[int, int] = {}
    for override in num.iterchildren(f"{W}lvlOverride"):
        number = whole(override.get(f"{W}ilvl"), 0)
        for level in override.iterchildren(f"{W}lvl"):
            levels[number] = _level(level)
        start = child_value(override, "startOverride")
        if start is not None:
            restarts[number] = whole(start, 1)
    return Numbered(key, MappingProxyType(levels), MappingProxyType(restarts))


def _level(element: etree._Element) -> Level:
    restart = child_value(element, "lvlRestart")
    legal = element.find(f"{W}isLgl")
    return Level(
        child_value(element, "numFmt") or "decimal",
        child_value(element, "lvlText") or "",
        whole(child_value(element, "start"), 1),
        child_value(element, "suff") or "tab",
        legal is not None and legal.get(VALUE) not in {"0", "false", "off"},
        None if restart is None else whole(restart, 0),
    )


def child_value(element: etree._Element | None, name: str) -> str | None:
    """Return the value of a property of an element, None without."""
    child = None if element is None else element.find(f"{W}{name}")
    value = None if child is None else child.get(VALUE)
    return None if value is None else str(value)


def whole(text: object, default: int) -> int:
    """Return a whole number of at most nine digits, else the default."""
    found = re.fullmatch(r"-?[0-9]{1,9}", str(text))
    return int(found[0]) if found else default
