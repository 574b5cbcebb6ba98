"""The name index: units, codes, regions and terms in one small file, which answers every key stroke.

Columns rather than records, for they compress better. A character has one reading, the commonest among
these names; where a name reads it otherwise, `exceptions` says so: entry, which of its texts (0 is the
name, then the aliases), position in characters, syllable.
"""

from __future__ import annotations

import json
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from builder.index.pinyin import name_reader
from builder.index.text_files import fingerprinted
from builder.outputs import Output

Kind = Literal["unit", "functional", "economic", "region", "term", "rule"]

FORMAT = 1
_BETWEEN = "|"
_CODE = "{}"
_LEVEL = 9


@dataclass(frozen=True, slots=True)
class NameEntry:
    """Something with a name. `detail` is shown under it; `url` is relative to the site's root.

    Without a `url` there is no page of its own: choosing it searches the texts for its code, else its name.
    """

    kind: Kind
    name: str
    aliases: tuple[str, ...]
    code: str
    detail: str
    url: str


def name_index(entries: Iterable[NameEntry], readings: Mapping[str, str] | None = None) -> Output:
    """Return the name index; the order of the entries does not matter, but for those that share kind and code.

    Of these the last one counts (give the newest last), and what the others were called becomes its alias.
    `readings` (name → syllables with spaces) overrules how a name is read.
    """
    ordered = _joined(entries)
    texts = [(entry.name, *entry.aliases) for entry in ordered]
    read = name_reader(readings or {})
    syllables = [tuple(map(read, variants)) for variants in texts]
    usual = _usual_readings(texts, syllables)
    content = {
        "format": FORMAT,
        "kinds": [[kind, sum(entry.kind == kind for entry in ordered)] for kind in get_args(Kind)],
        "names": [entry.name for entry in ordered],
        "aliases": [_BETWEEN.join(entry.aliases) for entry in ordered],
        "codes": [entry.code for entry in ordered],
        "details": [entry.detail for entry in ordered],
        "urls": [entry.url.replace(entry.code, _CODE) if entry.code else entry.url for entry in ordered],
        "characters": "".join(usual),
        "syllables": list(usual.values()),
        "exceptions": _exceptions(texts, syllables, usual),
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
        NameEntry(
            entry.kind,
            entry.name,
            tuple(name for name in called[key] if name and name != entry.name),
            entry.code,
            entry.detail,
            entry.url,
        )
        for key, entry in last.items()
    ]
    return sorted(joined, key=lambda entry: (kinds.index(entry.kind), entry.code, entry.name))


_Texts = list[tuple[str, ...]]
_Syllables = list[tuple[tuple[str, ...], ...]]


def _usual_readings(texts: _Texts, syllables: _Syllables) -> dict[str, str]:
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for variants, readings in zip(texts, syllables, strict=True):
        for text, reading in zip(variants, readings, strict=True):
            for character, syllable in zip(text, reading, strict=True):
                if syllable:
                    counts[character][syllable] += 1
    return {
        character: min(counts[character], key=lambda syllable: (-counts[character][syllable], syllable))
        for character in sorted(counts)
    }


def _exceptions(texts: _Texts, syllables: _Syllables, usual: Mapping[str, str]) -> list[tuple[int, int, int, str]]:
    return [
        (number, variant, position, syllable)
        for number, (variants, readings) in enumerate(zip(texts, syllables, strict=True))
        for variant, (text, reading) in enumerate(zip(variants, readings, strict=True))
        for position, (character, syllable) in enumerate(zip(text, reading, strict=True))
        if syllable and syllable != usual[character]
    ]
