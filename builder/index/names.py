"""The name index: units, codes, regions and terms in one small file, which answers every key stroke.

Columns rather than records, for they compress better. A character has one reading, the commonest among
these names; where a name reads it otherwise, `exceptions` says so: entry, which of its texts (0 is the
name, then the aliases), position in characters, syllable.
"""

from __future__ import annotations

import json
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import get_args

from builder.index.joining import fingerprinted
from builder.index.name_entries import Kind, NameEntry
from builder.index.name_segments import NAMES, gathered_names
from builder.index.pinyin import Reading, name_reader
from builder.outputs import Derived, Output
from builder.segments import Segments, digest_of

FORMAT = 2
_CODE = "{}"
_LEVEL = 6


def names_job(parts: Sequence[Segments], others: Iterable[NameEntry]) -> Derived:
    """Return what makes the name index of all batches and of `others`, as `name_index` does."""
    told = tuple(others)
    key = digest_of(json.dumps(told).encode(), *(part.digest(NAMES) for part in parts))
    return Derived("search/names", key, _index_of, (tuple(parts), told))


def name_index(entries: Iterable[NameEntry], readings: Mapping[str, str] | None = None) -> Output:
    """Return the name index; the order of the entries does not matter, but for those that share kind and code.

    Of these the last one counts (give the newest last), and what the others were called becomes its alias.
    `readings` (name → syllables with spaces) overrules how a name is read.
    """
    ordered = _joined(entries)
    read = name_reader(readings or {})
    return _index(ordered, {name: read(name) for name in _called(ordered)})


def _index_of(parts: Sequence[Segments], others: Sequence[NameEntry]) -> Iterator[Output]:
    names = gathered_names(parts)
    ordered = _joined((*names.in_order(), *others))
    unread = {name for name in _called(ordered) if name not in names.readings}
    if unread:
        read = name_reader({})
        names.readings.update((name, read(name)) for name in unread)
    yield _index(ordered, names.readings)


def _called(entries: Iterable[NameEntry]) -> Iterator[str]:
    for entry in entries:
        yield entry.name
        yield from entry.aliases


def _index(ordered: Sequence[NameEntry], readings: Mapping[str, Reading]) -> Output:
    usual = _usual_readings(_called(ordered), readings)
    content = {
        "format": FORMAT,
        "kinds": [[kind, sum(entry.kind == kind for entry in ordered)] for kind in get_args(Kind)],
        "names": [(entry.name, *entry.aliases) for entry in ordered],  # most aliases are pieces of the name
        "codes": [entry.code for entry in ordered],
        "details": [entry.detail for entry in ordered],
        "urls": [entry.url.replace(entry.code, _CODE) if entry.code else entry.url for entry in ordered],
        "characters": "".join(usual),
        "syllables": list(usual.values()),
        "exceptions": list(_exceptions(ordered, readings, usual)),
    }
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return fingerprinted("names-%s.json.gz", zlib.compress(text.encode(), _LEVEL, wbits=31))


def _joined(entries: Iterable[NameEntry]) -> list[NameEntry]:
    last: dict[tuple[str, str], NameEntry] = {}
    called: defaultdict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    for entry in entries:
        key = entry.kind, entry.code or entry.name
        last[key] = entry
        called[key].update(dict.fromkeys((entry.name, *entry.aliases)))
    kinds = get_args(Kind)
    joined = [
        entry._replace(aliases=tuple(name for name in called[key] if name and name != entry.name))
        for key, entry in last.items()
    ]
    return sorted(joined, key=lambda entry: (kinds.index(entry.kind), entry.code, entry.name))


def _usual_readings(names: Iterable[str], readings: Mapping[str, Reading]) -> dict[str, str]:
    heard: Counter[tuple[str, str]] = Counter()
    for name in names:
        heard.update(zip(name, readings[name], strict=True))
    usual: dict[str, str] = {}
    for (character, syllable), _ in sorted(heard.items(), key=lambda one: (-one[1], one[0])):
        if syllable:
            usual.setdefault(character, syllable)
    return dict(sorted(usual.items()))


def _exceptions(
    ordered: Iterable[NameEntry], readings: Mapping[str, Reading], usual: Mapping[str, str]
) -> Iterator[tuple[int, int, int, str]]:
    for number, entry in enumerate(ordered):
        for variant, name in enumerate((entry.name, *entry.aliases)):
            reading = readings[name]
            if reading != tuple([usual.get(character, "") for character in name]):
                for position, (character, syllable) in enumerate(zip(name, reading, strict=True)):
                    if syllable and syllable != usual[character]:
                        yield number, variant, position, syllable
