"""The reading of a name, a syllable a character, with the phrase it stands in taken into account."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from importlib import resources
from itertools import chain
from types import MappingProxyType

import yaml

Reading = tuple[str, ...]
"""The syllables of a name, one a character, empty where it is not read."""

_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]+")


@cache
def own_readings() -> Mapping[str, str]:
    """Return the names whose reading we know better than the general list: name → syllables."""
    content = resources.files(__package__ or "").joinpath("readings.yaml").read_bytes()
    return MappingProxyType(yaml.load(content, yaml.CSafeLoader))


@cache
def _reading_of(word: str) -> Reading:
    from pypinyin import lazy_pinyin

    reading = lazy_pinyin(word, errors="ignore")
    if len(reading) != len(word):  # it holds a character that the list does not know
        reading = [" ".join(lazy_pinyin(character, errors="ignore")) for character in word]
    return tuple(reading)


def name_reader(readings: Mapping[str, str]) -> Callable[[str], Reading]:
    """Return a function from a name to its syllables, one a character; what is not read is the empty text.

    `readings` (name → syllables with spaces) win over our own list, and both over the general one.
    """
    from pypinyin.seg.mmseg import seg

    known = {**own_readings(), **readings}
    for name, syllables in known.items():
        if len(name) != len(syllables.split()):
            message = f"reading of {name}: {syllables} has not one syllable a character"
            raise ValueError(message)
    longest_first = sorted(known, key=lambda name: (-len(name), name))
    exceptions = re.compile("|".join(map(re.escape, longest_first)))

    def read(name: str) -> Reading:
        syllables = [""] * len(name)
        for run in _HAN.finditer(name):
            words = seg.cut(run[0])  # as pypinyin does itself; but names share their words, which it reads anew
            syllables[run.start() : run.end()] = chain.from_iterable(map(_reading_of, words))
        for exception in exceptions.finditer(name):
            syllables[exception.start() : exception.end()] = known[exception[0]].split()
        return tuple(syllables)

    return read
