"""What codes are called: in the tables of a disclosure, and by sources that are not that disclosure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from functools import cache, cached_property, lru_cache
from typing import NamedTuple

from builder.audit.case import Case
from builder.audit.figures import made
from builder.audit.once import Same, once_per_case
from builder.audit.vocabulary import pattern
from builder.model.catalog import Catalog
from builder.model.disclosure import Line, PrintedTable
from builder.model.rows import Row

ECONOMIC_TABLE = "T6"
_REMARK_AT_END = re.compile(r"\([^()]*\)$")


class PrintedName(NamedTuple):
    """One row of a table with its code and the name printed beside it; `normal` is the name to compare."""

    table: PrintedTable
    line: Line
    code: str
    normal: str

    @property
    def is_blank(self) -> bool:
        """Whether the row has no figure at all."""
        return all(self.line.amount(measure) is None for measure in self.table.measures)


@lru_cache(maxsize=8192)
def plain_name(text: str) -> str:
    """Return a name without what is no difference: the width of characters, brackets included, and blanks."""
    return "".join(unicodedata.normalize("NFKC", text).split())


@once_per_case
def printed_names(case: Case) -> tuple[PrintedName, ...]:
    """Return every row with a code and a name, in the order of the tables."""
    return tuple(
        made(PrintedName, (table, line, line.code, plain_name(line.name)))
        for table in case.disclosure.tables.values()
        for line in table.lines
        if line.code and line.name
    )


@once_per_case
def prints_by_code(case: Case) -> Mapping[str, Sequence[PrintedName]]:
    """Return the same rows by code."""
    by_code: dict[str, list[PrintedName]] = {}
    for printed in printed_names(case):
        by_code.setdefault(printed.code, []).append(printed)
    return by_code


class ListedName(NamedTuple):
    """One name that a code list has for a code, as far as a year is concerned."""

    name: str
    normal: str
    is_in_force: bool
    is_past: bool
    is_verified: bool
    valid_to: int | None
    sources: frozenset[str]

    @classmethod
    def of(cls, row: Row, year: int) -> ListedName:
        """Return what a row of a code list says of a year."""
        name, last = row.text("name") or "", row.whole("valid_to")
        is_past = last is not None and last < year
        return cls(
            name=name,
            normal=plain_name(name),
            is_in_force=not is_past and (row.whole("valid_from") or 0) <= year,
            is_past=is_past,
            is_verified=row.text("status") == "verified",
            valid_to=last,
            sources=_sources(row.text("source")),
        )


class NamesOfCode(NamedTuple):
    """The official and the allowed names of a code, and the documents that any of them is taken from."""

    official: tuple[str, ...]
    allowed: frozenset[str]
    sources: frozenset[str]

    @classmethod
    def of(cls, names: Sequence[ListedName], without: Collection[str] = frozenset()) -> NamesOfCode:
        """Return the names; those that no document but these bears out are left out."""
        official = (each for each in names if each.is_in_force and each.is_verified)
        allowed = (each for each in names if not each.is_past)
        return cls(
            tuple(each.name for each in official if not each.sources <= set(without)),
            frozenset(each.normal for each in allowed if not each.sources or not each.sources <= set(without)),
            frozenset().union(*(each.sources for each in names)),
        )


class Lists:
    """The code lists of a year, or the nearest; names are read as they are asked for."""

    def __init__(self, catalog: Catalog, year: int) -> None:
        """Take the lists; functional and economic codes never meet."""
        self._year = year
        self.functional, self.economic = catalog.functional_list(year), catalog.economic_list(year)
        self._names: dict[str, tuple[ListedName, ...]] = {}
        self._words: dict[str, NamesOfCode] = {}
        self._in_force: dict[tuple[str, bool], bool] = {}

    def has_in_force(self, code: str, *, is_economic: bool) -> bool:
        """Return whether the one list or the other has a name of the code that is in force in the year."""
        known = self._in_force.get((code, is_economic))
        if known is None:
            rows = (self.economic if is_economic else self.functional).get(code, ())
            ranges = ((row.whole("valid_from") or 0, row.whole("valid_to") or self._year) for row in rows)
            known = self._in_force[code, is_economic] = any(first <= self._year <= last for first, last in ranges)
        return known

    def words(self, code: str) -> NamesOfCode:
        """Return what all documents together bear out of the names of a code."""
        if code not in self._words:
            self._words[code] = NamesOfCode.of(self.names(code))
        return self._words[code]

    def names(self, code: str) -> tuple[ListedName, ...]:
        """Return the names of a code, newest first, historical wording left out."""
        if code not in self._names:
            rows = self.functional.get(code) or self.economic.get(code, ())
            kept = (row for row in rows if row.text("reliability") != "historical")
            self._names[code] = tuple(ListedName.of(row, self._year) for row in kept)
        return self._names[code]

    def code_named(self, normal: str, like: str) -> str | None:
        """Return the only code, of the list and the level of another, that a verified name in force calls so."""
        is_economic = like not in self.functional
        found = self._by_name[is_economic].get((len(like), normal), ())
        return found[0] if len(found) == 1 else None

    @cached_property
    def _by_name(self) -> Mapping[bool, Mapping[tuple[int, str], list[str]]]:
        found: dict[bool, dict[tuple[int, str], list[str]]] = {False: {}, True: {}}
        for is_economic, codes in ((False, self.functional), (True, self.economic)):
            for code in codes:
                for normal in {each.normal for each in self.names(code) if each.is_in_force and each.is_verified}:
                    found[is_economic].setdefault((len(code), normal), []).append(code)
        return found


class Sources:
    """What is said of codes by sources other than the disclosure under audit."""

    def __init__(self, case: Case) -> None:
        """Take the lists of the year, and the ways in which a source may name the disclosure."""
        unit, head = case.disclosure.unit, case.disclosure.head
        names = (case.disclosure.name, *unit.parts("names_alias"), head.text("name_printed") or "")
        self.lists = _lists(Same(case.catalog), case.year)
        self._own = {plain_name(f"{name}{case.year}") for name in names} | {f"{case.disclosure.unit_id}/{case.year}"}

    @property
    def is_empty(self) -> bool:
        """Whether there is no list at all."""
        return not self.lists.functional and not self.lists.economic

    def codes(self, table_id: str) -> Collection[str]:
        """Return the codes of the list that a table is of."""
        return (self.lists.economic if table_id == ECONOMIC_TABLE else self.lists.functional).keys()

    def official(self, code: str) -> tuple[str, ...]:
        """Return the names of a code in that year which another source confirms, newest first."""
        return self._words(code).official

    def allowed(self, code: str) -> frozenset[str]:
        """Return the names, to compare, that may stand for a code: all that this document does not bear out alone.

        A later name counts, for lists say from when a name is known, not from when it is in force.
        """
        return self._words(code).allowed

    def _words(self, code: str) -> NamesOfCode:
        words = self.lists.words(code)
        if self._own.isdisjoint(words.sources):
            return words
        return NamesOfCode.of(self.lists.names(code), self._own)

    def valid_to(self, code: str, normal: str) -> int | None:
        """Return the last year in which a code had that name, where it is past."""
        names = (each for each in self.lists.names(code) if each.is_past)
        return next((each.valid_to for each in names if each.normal == normal), None)


@once_per_case
def sources_of(case: Case) -> Sources:
    """Return what other sources say of the codes of a disclosure."""
    return Sources(case)


@lru_cache(maxsize=16)
def _lists(catalog: Same[Catalog], year: int) -> Lists:
    return Lists(catalog.value, year)


@cache
def _sources(text: str | None) -> frozenset[str]:
    """Return the documents in a list of sources; a remark behind one, or in place of one, is none."""
    entries = (entry for entry in (text or "").split("|") if entry and not pattern("remarks_on_sources").search(entry))
    return frozenset(_REMARK_AT_END.sub("", plain_name(entry)) for entry in entries)
