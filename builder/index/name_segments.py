"""The names of a batch of pages and how they are read, as bytes to join with those of other batches."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from operator import itemgetter

from builder.index.name_entries import NameEntry
from builder.index.page_texts import PageText
from builder.index.pinyin import Reading, name_reader
from builder.segments import Segments

NAMES = "search/names"

_When = tuple[int, str]
"""Year and unit: where an entry was found."""


@dataclass(frozen=True, slots=True)
class Names:
    """Entries, each with where it was found first and last, and the readings of all their names."""

    spans: dict[NameEntry, tuple[_When, _When]] = field(default_factory=dict)
    readings: dict[str, Reading] = field(default_factory=dict)

    def add(self, entry: NameEntry, first: _When, last: _When) -> None:
        """Add an entry found in these places."""
        known_first, known_last = self.spans.get(entry, (first, last))
        self.spans[entry] = min(first, known_first), max(last, known_last)

    def in_order(self) -> Iterable[NameEntry]:
        """Yield the entries from the oldest on, then once more, so that the newest of all come last."""
        for place in (0, 1):
            yield from (entry for entry, _ in sorted(self.spans.items(), key=lambda span: span[1][place]))


def name_segment(pages: Sequence[PageText]) -> bytes:
    """Return the names that these pages give to the name index."""
    names = Names()
    for page in pages:
        for entry in page.names:
            names.add(entry, (page.year, page.unit_id), (page.year, page.unit_id))
    called = sorted({name for entry in names.spans for name in (entry.name, *entry.aliases)})
    if called:
        read = name_reader({})
        names.readings.update((name, read(name)) for name in called)
    return _encoded(names)


def gathered_names(parts: Sequence[Segments]) -> Names:
    """Return the names of all batches."""
    names = Names()
    for part in parts:
        content = json.loads(part.read(NAMES))
        names.readings.update((name, tuple(reading.split(" "))) for name, reading in content["readings"])
        for kind, name, aliases, code, detail, url, first, last in content["entries"]:
            names.add(NameEntry(kind, name, tuple(aliases), code, detail, url), tuple(first), tuple(last))
    return names


def joined_names(parts: Sequence[Segments]) -> bytes:
    """Return the names of all batches as those of one."""
    return _encoded(gathered_names(parts))


def _encoded(names: Names) -> bytes:
    content = {
        "entries": [(*entry, first, last) for entry, (first, last) in sorted(names.spans.items(), key=itemgetter(0))],
        "readings": [(name, " ".join(reading)) for name, reading in sorted(names.readings.items())],
    }
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
