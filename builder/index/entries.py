"""What has a name: the entries that a disclosure and the catalog give to the name index."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from builder.index.disclosure_text import region_names, unit_names
from builder.index.name_entries import Kind, NameEntry
from builder.model.catalog import Catalog
from builder.model.codes import parent_of
from builder.model.disclosure import Disclosure
from builder.model.rows import Row
from builder.schemas import label

_DIRECTORY = "units/"
_DEFINITION_SHOWN = 48


def name_entries(disclosure: Disclosure) -> tuple[NameEntry, ...]:
    """Return the unit of a disclosure and its regions; give those of older years before those of newer ones."""
    unit = disclosure.unit
    name, *others = unit_names(disclosure)
    if (number := unit.text("uscc")) and number.lower() != disclosure.unit_id:
        others.append(number)
    own = NameEntry(
        "unit",
        name,
        tuple(others),
        disclosure.unit_id,
        " ".join(filter(None, (region_names(disclosure), str(disclosure.year)))),
        f"{_DIRECTORY}{disclosure.unit_id}/",
    )
    return own, *(_region_entry(disclosure.regions[place:]) for place in range(len(disclosure.regions)))


def catalog_entries(catalog: Catalog) -> tuple[NameEntry, ...]:
    """Return the codes of all years, each under its newest name, and the glossary's terms."""
    return (
        *_code_entries("functional", catalog.functional),
        *_code_entries("economic", catalog.economic),
        *(
            NameEntry(
                "term",
                row.text("term") or "",
                row.parts("aliases"),
                "",
                (row.text("definition") or "")[:_DEFINITION_SHOWN],
                f"glossary/#{row.text('term_id')}",
            )
            for row in catalog.terms
        ),
    )


def _region_entry(regions: tuple[Row, ...]) -> NameEntry:
    own, *above = regions
    detail = " ".join(row.text("name") or "" for row in reversed(above))
    code = own.text("region_code") or ""
    return NameEntry("region", own.text("name") or "", (), code, detail, f"{_DIRECTORY}#region-{code}")


def _code_entries(kind: Kind, lists: Mapping[int, Mapping[str, tuple[Row, ...]]]) -> Iterator[NameEntry]:
    for year in sorted(lists):
        for code, rows in lists[year].items():
            for row in reversed(rows):
                yield NameEntry(kind, row.text("name") or "", (), code, _place_of_code(kind, row, lists[year]), "")


def _place_of_code(kind: Kind, row: Row, codes: Mapping[str, tuple[Row, ...]]) -> str:
    parent = codes.get(parent_of(row.text("code") or "") or "", ())
    level = label(f"{kind}_classification", "level", row.text("level"))
    return " ".join(filter(None, (level, parent[0].text("name") if parent else None)))
