"""What all disclosures share: the classifications by year and the glossary."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from builder.model.rows import Row


@dataclass(frozen=True, slots=True)
class Catalog:
    """Classification rows by year of the list, then code (newest `valid_from` first); terms and funds in order."""

    functional: Mapping[int, Mapping[str, tuple[Row, ...]]]
    economic: Mapping[int, Mapping[str, tuple[Row, ...]]]
    terms: tuple[Row, ...]
    funds: tuple[Row, ...] = ()

    def functional_name(self, code: str, year: int) -> str | None:
        """Return the name of a functional code in the list of that year (else the nearest), or None."""
        return _name(self.functional, code, year)

    def economic_name(self, code: str, year: int) -> str | None:
        """Return the name of an economic code in the list of that year (else the nearest), or None."""
        return _name(self.economic, code, year)


EMPTY_CATALOG = Catalog({}, {}, ())


def _name(lists: Mapping[int, Mapping[str, tuple[Row, ...]]], code: str, year: int) -> str | None:
    for list_year in sorted(lists, key=lambda candidate: (abs(candidate - year), candidate)):
        for row in lists[list_year].get(code, ()):
            if row.text("reliability") != "historical":
                return row.text("name")
    return None
