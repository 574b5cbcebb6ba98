"""Names as written → codes, by the names that the tables of the same document print beside their codes."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Self

from builder.model.codes import CLASS, ITEM, SECTION
from builder.narrative.grammar import grammar

_LONG_ENOUGH = 6
"""Shorter names that differ in one character are often different things."""


@dataclass(frozen=True)
class ClassificationNames:
    """The names under which each functional and economic code is known; without any, no name has a code."""

    functional: Mapping[str, Collection[str]]
    economic: Mapping[str, Collection[str]]

    @classmethod
    def of(cls, functional: Iterable[tuple[str, str]], economic: Iterable[tuple[str, str]]) -> Self:
        """Return the names from pairs of code and name."""
        return cls(_by_code(functional), _by_code(economic))

    def class_code(self, name: str) -> str | None:
        """Return the functional class of that name."""
        return _only(self._functional[CLASS].alike(name))

    def economic_code(self, name: str) -> str | None:
        """Return the economic section of that name, else the class of exactly that name."""
        return _only(self._economic[SECTION].alike(name)) or _only(self._economic[CLASS].exactly(name))

    def item_code(self, class_name: str, section_name: str, item_name: str) -> str | None:
        """Return the item of that name below the section named; where that is unknown, below the class, else at all."""
        parents = self._functional[SECTION].alike(section_name) or self._functional[CLASS].alike(class_name)
        items = self._functional[ITEM].below(parents) if parents else self._functional[ITEM]
        return _only(items.alike(item_name) or (items.shortened(item_name) if parents else []))

    def is_class(self, name: str) -> bool:
        """Whether a name is exactly that of a functional class."""
        return bool(self._functional[CLASS].exactly(name))

    @cached_property
    def _functional(self) -> dict[int, _Level]:
        return _levels(self.functional)

    @cached_property
    def _economic(self) -> dict[int, _Level]:
        return _levels(self.economic)


class _Level:
    """The codes of one level and their names."""

    def __init__(self, names: Mapping[str, Collection[str]]) -> None:
        self._names = names
        self._codes: dict[str, list[str]] = {}
        for code, each in names.items():
            for name in each:
                self._codes.setdefault(name, []).append(code)

    def below(self, parents: Collection[str]) -> _Level:
        return _Level({code: names for code, names in self._names.items() if code.startswith(tuple(parents))})

    def exactly(self, name: str) -> list[str]:
        return self._codes.get(name, [])

    def alike(self, name: str) -> list[str]:
        """The codes of that name; else of one that ends with it or with which it ends; else of one all but equal."""
        return self.exactly(name) or self._where(name, _one_ends_with_other) or self._where(name, _are_all_but_equal)

    def shortened(self, name: str) -> list[str]:
        """The codes of a name with some characters left out on one side."""
        return self._where(name, _is_shortened)

    def _where(self, name: str, are_alike: Callable[[str, str], bool]) -> list[str]:
        if len(name) < _LONG_ENOUGH:
            return []
        return [code for code, names in self._names.items() if any(are_alike(name, each) for each in names)]


def _levels(names: Mapping[str, Collection[str]]) -> dict[int, _Level]:
    return {
        level: _Level({code: each for code, each in names.items() if len(code) == level})
        for level in (CLASS, SECTION, ITEM)
    }


def _only(codes: list[str]) -> str | None:
    return codes[0] if len(codes) == 1 else None


def _is_shortened(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    characters = iter(long)
    return len(short) >= _LONG_ENOUGH and all(character in characters for character in short)


def _one_ends_with_other(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return len(short) >= _LONG_ENOUGH and long.endswith(short)


def _are_all_but_equal(one: str, other: str) -> bool:
    """Whether one character replaced, left out or put in makes one name the other."""
    short, long = sorted((one, other), key=len)
    if len(short) < _LONG_ENOUGH or len(long) - len(short) > 1:
        return False
    same = next((index for index, pair in enumerate(zip(short, long, strict=False)) if pair[0] != pair[1]), len(short))
    return long[same + 1 :] == (short[same + 1 :] if len(short) == len(long) else short[same:])


def _by_code(pairs: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    level = grammar().level
    names: dict[str, set[str]] = {}
    for code, name in pairs:
        names.setdefault(code, set()).add(level(name))
    return names


NO_NAMES = ClassificationNames({}, {})
