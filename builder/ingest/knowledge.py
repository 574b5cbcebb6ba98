"""What is known beside a document: code lists, the unit's own packages, and the year that the document is about."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from builder.ingest.recognised import Setting
from builder.ingest.source import Document, Line
from builder.narrative import ClassificationNames

_YEAR = re.compile("(20\\d{2})\\s*\u5e74")
_BUDGET = re.compile("\u9884\\s*\u7b97")
_REGION_CODE = 6
_SENTENCE = re.compile("[\uff0c\u3002\uff1b]")
_NEAR, _LONGEST_TITLE = 30, 50
_OF_A_SENTENCE, _OF_A_TITLE = 2, 200

Names = Mapping[str, tuple[str, ...]]
Rows = Mapping[str, tuple[Mapping[str, str], ...]]


@dataclass(frozen=True)
class Knowledge:
    """What a project knows beside the documents, as plain values that can be handed to another process.

    `functional` and `economic` are names by code, by year of the list; `packages` the rows of the unit's own packages
    by budget year; `regions` those of all packages by code.
    """

    functional: Mapping[int, Names] = field(default_factory=dict)
    economic: Mapping[int, Names] = field(default_factory=dict)
    packages: Mapping[int, Rows] = field(default_factory=dict)
    regions: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def setting(self, unit_id: str, year: int) -> Setting:
        """Return what the recognisers may know of a unit and a year."""
        functional, economic = _nearest(self.functional, year), _nearest(self.economic, year)
        names = ClassificationNames.of(_pairs(functional), _pairs(economic))
        return Setting(unit_id, year, functional, economic, names, self._known(unit_id, year))

    def _known(self, unit_id: str, year: int) -> Rows:
        """The rows of the unit's packages, those of the same year first, then the newest; units and regions once."""
        known: dict[str, list[Mapping[str, str]]] = {}
        for package_year in sorted(self.packages, key=lambda each: (each != year, -each)):
            for name, rows in self.packages[package_year].items():
                if name not in {"units", "regions"} or name not in known:
                    known.setdefault(name, []).extend(rows)
        known.setdefault("regions", list(self._regions_of(unit_id)))
        return {name: tuple(rows) for name, rows in known.items()}

    def _regions_of(self, unit_id: str) -> Iterator[Mapping[str, str]]:
        """The region that an identifier like `652300-egov` begins with, and those above it, the highest first."""
        row = self.regions.get(unit_id[:_REGION_CODE])
        if row is not None and unit_id[_REGION_CODE : _REGION_CODE + 1] == "-":
            above = self.regions.get(row.get("parent_code", ""))
            yield from [row] if above is None else [above, row]


def year_of(documents: Iterable[Document]) -> int | None:
    """Return the budget year of a disclosure: that of its titles, else the one named most; None where it names none.

    A title is a short line without the signs of a sentence that says budget after the year; explanations name the
    year before as often as their own.
    """
    counts: Counter[int] = Counter()
    for document in documents:
        for block in document.blocks:
            for text in [block.text] if isinstance(block, Line) else [cell.text for cell in block.cells]:
                for match in _YEAR.finditer(text):
                    counts[int(match[1])] += _weight(text, match.end())
    return max(counts, key=lambda year: (counts[year], year), default=None)


def _weight(text: str, after: int) -> int:
    if not _BUDGET.search(text, after, after + _NEAR):
        return 1
    is_title = len(text) <= _LONGEST_TITLE and not _SENTENCE.search(text)
    return _OF_A_TITLE if is_title else _OF_A_SENTENCE


def _nearest(lists: Mapping[int, Names], year: int) -> Names:
    nearest = min(lists, key=lambda each: (abs(each - year), each), default=None)
    return {} if nearest is None else lists[nearest]


def _pairs(names: Names) -> list[tuple[str, str]]:
    return [(code, name) for code, each in names.items() for name in each]
