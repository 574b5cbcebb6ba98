"""What all disclosures share: the classifications by year and the glossary."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from builder.model.rows import Row


@dataclass(frozen=True, slots=True)
class Catalog:
    """Classification rows by year of the list, then code (newest `valid_from` first); terms and funds in order.

    `complete` names the lists, by resource and year, whose descriptor says that they hold every code of the year.
    """

    functional: Mapping[int, Mapping[str, tuple[Row, ...]]]
    economic: Mapping[int, Mapping[str, tuple[Row, ...]]]
    terms: tuple[Row, ...]
    funds: tuple[Row, ...] = ()
    complete: frozenset[tuple[str, int]] = frozenset()

    def functional_name(self, code: str, year: int) -> str | None:
        """Return the name of a functional code in the list of that year (else the nearest), or None."""
        return _name(self.functional, code, year)

    def economic_name(self, code: str, year: int) -> str | None:
        """Return the name of an economic code in the list of that year (else the nearest), or None."""
        return _name(self.economic, code, year)

    def functional_list(self, year: int) -> Mapping[str, tuple[Row, ...]]:
        """Return the functional codes of the list of that year, else the nearest; empty where there is none."""
        return _nearest(self.functional, year)

    def economic_list(self, year: int) -> Mapping[str, tuple[Row, ...]]:
        """Return the economic codes of the list of that year, else the nearest; empty where there is none."""
        return _nearest(self.economic, year)


EMPTY_CATALOG = Catalog({}, {}, ())


def _by_nearness(lists: Mapping[int, Mapping[str, tuple[Row, ...]]], year: int) -> list[int]:
    return sorted(lists, key=lambda candidate: (abs(candidate - year), candidate))


def _nearest(lists: Mapping[int, Mapping[str, tuple[Row, ...]]], year: int) -> Mapping[str, tuple[Row, ...]]:
    years = _by_nearness(lists, year)
    return lists[years[0]] if years else {}


def _name(lists: Mapping[int, Mapping[str, tuple[Row, ...]]], code: str, year: int) -> str | None:
    for list_year in _by_nearness(lists, year):
        for row in lists[list_year].get(code, ()):
            if row.text("reliability") != "historical":
                return row.text("name")
    return None
