"""The packages of `datasets/classifications/` and `datasets/glossary/` as the catalog."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from builder.assemble.rows import rows_of
from builder.model.catalog import Catalog
from builder.model.rows import Row
from builder.records import TypedPackage


def assemble_catalog(packages: Iterable[TypedPackage]) -> Catalog:
    """Return the code lists by the year that ends the name of their folder, and the terms of all glossaries.

    A list whose folder has no year counts for year 0, so that any dated list comes before it. One that the
    descriptor names under `complete_lists` holds every code of its year.
    """
    functional: dict[int, Mapping[str, tuple[Row, ...]]] = {}
    economic: dict[int, Mapping[str, tuple[Row, ...]]] = {}
    terms: list[Row] = []
    funds: dict[str, Row] = {}
    complete: set[tuple[str, int]] = set()
    for package in packages:
        year = _year_of(package.folder)
        complete.update((resource, year) for resource in _complete_in(package))
        for resource, lists in (("functional_classification", functional), ("economic_classification", economic)):
            if resource in package.tables:
                lists[year] = _by_code(rows_of(package.tables[resource]))
        if "glossary_terms" in package.tables:
            terms.extend(rows_of(package.tables["glossary_terms"]))
        if "fund_sources" in package.tables:
            funds.update((row.text("fund") or "", row) for row in rows_of(package.tables["fund_sources"]))
    return Catalog(functional, economic, tuple(terms), tuple(funds.values()), frozenset(complete))


def _complete_in(package: TypedPackage) -> list[str]:
    return [str(name) for name in package.descriptor.content.get("complete_lists") or ()]


def _year_of(folder: str) -> int:
    last = folder.rpartition("/")[2]
    return int(last) if last.isascii() and last.isdigit() else 0


def _by_code(rows: Iterable[Row]) -> Mapping[str, tuple[Row, ...]]:
    grouped: dict[str, list[Row]] = {}
    for row in rows:
        grouped.setdefault(row.text("code") or "", []).append(row)
    return {
        code: tuple(sorted(group, key=lambda row: row.whole("valid_from") or 0, reverse=True))
        for code, group in grouped.items()
    }
