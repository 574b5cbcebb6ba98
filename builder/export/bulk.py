"""The bulk files under `data/`: each resource of all unit-years as one file, their index, and the package of them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence

from builder.export.archive import zip_file
from builder.export.descriptor import CsvResource, broken_keys, bulk_head, descriptor
from builder.export.finding_list import findings_json
from builder.export.finding_rows import FINDINGS
from builder.export.fragments import Fragment
from builder.export.site import Site, words
from builder.export.tables import (
    Table,
    Values,
    csv_file,
    csv_header,
    excel_twin,
    key_positions,
    sorted_by_key,
    table_of,
)
from builder.export.unit_years import EXCEL_SUFFIX
from builder.model.catalog import EMPTY_CATALOG, Catalog
from builder.model.rows import Row
from builder.outputs import Output
from builder.schemas import PROFILE_VERSION, all_schemas

FOLDER = "data/"


def bulk_files(
    fragments: Iterable[Fragment],
    site: Site,
    catalog: Catalog = EMPTY_CATALOG,
    *,
    fund_sources: Sequence[Row] = (),
) -> tuple[Output, ...]:
    """Return the bulk files, sorted by path; fragments may come in any order.

    Of a unit, region or code that several packages describe, the newest year's row counts.
    """
    by_unit = sorted(fragments, key=lambda fragment: (fragment.unit_id, fragment.year))
    references = {**_joined_references(by_unit), **_catalog_tables(catalog, fund_sources)}
    files = [
        *(CsvResource(name, csv_file(table)) for name, table in references.items()),
        *(CsvResource(name, content) for name, content in _joined_bodies(by_unit)),
    ]
    files.sort(key=lambda file: file.name)
    named = [Output(f"{file.name}.csv", file.content) for file in files]
    package = Output("datapackage.json", _bulk_descriptor(by_unit, site, files, references))
    outputs = [
        *named,
        *(Output(file.name + EXCEL_SUFFIX, excel_twin(file.content)) for file in files),
        package,
        Output("index.json", _index(by_unit, site, named)),
        *(Output("findings.json", findings_json(file.content)) for file in files if file.name == FINDINGS),
        Output("data.zip", zip_file([package, *named])),
    ]
    return tuple(Output(FOLDER + output.path, output.content) for output in sorted(outputs, key=lambda one: one.path))


def _joined_bodies(fragments: Sequence[Fragment]) -> Iterator[tuple[str, bytes]]:
    names = sorted({name for fragment in fragments for name in fragment.bodies})
    for name in names:
        bodies = (fragment.bodies.get(name, b"") for fragment in fragments)
        yield name, b"".join((csv_header(all_schemas()[name]), *bodies))


def _joined_references(fragments: Sequence[Fragment]) -> dict[str, Table]:
    rows: dict[str, list[Values]] = {}
    for fragment in sorted(fragments, key=lambda fragment: (fragment.year, fragment.unit_id)):
        for name, own in fragment.references.items():
            rows.setdefault(name, []).extend(own)
    # what a package says of its own unit counts before what others say of it
    own_units = {fragment.unit_id: row for fragment in fragments for row in _own_unit(fragment)}
    rows.setdefault("units", []).extend(own_units.values())
    return {name: _distinct(name, rows[name]) for name in sorted(rows)}


def _own_unit(fragment: Fragment) -> Iterator[Values]:
    return (row for row in fragment.references.get("units", ()) if row[0] == fragment.unit_id)


def _catalog_tables(catalog: Catalog, fund_sources: Sequence[Row]) -> dict[str, Table]:
    lists = {
        "functional_classification": _oldest_first(catalog.functional),
        "economic_classification": _oldest_first(catalog.economic),
        "fund_sources": fund_sources,
    }
    schemas = all_schemas()
    tables = {name: _distinct(name, table_of(schemas[name], rows).rows) for name, rows in lists.items() if rows}
    if catalog.terms:
        tables["glossary_terms"] = table_of(schemas["glossary_terms"], catalog.terms)
    return tables


def _oldest_first(lists: Mapping[int, Mapping[str, tuple[Row, ...]]]) -> list[Row]:
    return [row for year in sorted(lists) for code in sorted(lists[year]) for row in lists[year][code]]


def _distinct(name: str, rows: Iterable[Values]) -> Table:
    """One row of each key, the last counting, by key."""
    schema = all_schemas()[name]
    positions = key_positions(schema, schema.primary_key)
    latest = {tuple(row[position] for position in positions): row for row in rows}
    return Table(schema, tuple(sorted_by_key(schema, latest.values())))


def _bulk_descriptor(
    fragments: Sequence[Fragment], site: Site, files: Sequence[CsvResource], references: Mapping[str, Table]
) -> bytes:
    licenses = {tuple(sorted(licence.items())): licence for fragment in fragments for licence in fragment.licenses}
    head = bulk_head(
        {
            "name": site.name,
            "title": site.title or words()["bulk_title"],
            "description": site.description or words()["bulk_description"],
            "version": site.version,
            "created": max((fragment.created for fragment in fragments), default=""),
            "homepage": site.homepage + FOLDER if site.homepage else None,
        },
        (licenses[key] for key in sorted(licenses)),
    )
    broken = {key for fragment in fragments for key in fragment.broken_keys if key[0] not in references}
    return descriptor(head, files, sorted(broken.union(broken_keys(references))))


def _index(fragments: Sequence[Fragment], site: Site, files: Sequence[Output]) -> bytes:
    """`index.json`: one unit-year a line; addresses are relative to the root of the site."""
    head = {
        "mingzhang_schema": PROFILE_VERSION,
        "title": site.title or words()["bulk_title"],
        "homepage": site.homepage,
        "bulk": {FOLDER + file.path: len(file.content) for file in files},
    }
    lines = ",\n".join("  " + fragment.entry for fragment in fragments)
    begin = json.dumps(head, ensure_ascii=False, indent=1).removesuffix("\n}")
    return f'{begin},\n "unit_years": [\n{lines}\n ]\n}}\n'.encode()
