"""One package, which may hold many units and years, as its disclosures."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from builder.assemble.facts import assemble_facts
from builder.assemble.joined_lines import with_joined_lines
from builder.assemble.narrative_figures import assemble_narrative_figures
from builder.assemble.prior_year import assemble_prior_year
from builder.assemble.rows import rows_of
from builder.assemble.tables import assemble_tables
from builder.model.disclosure import Disclosure, PackageMetadata, SourceDocument
from builder.model.rows import Row
from builder.records import TypedPackage
from builder.schemas import all_schemas

_CODE_COLUMNS = {"functional_codes": "functional_code", "economic_codes": "economic_code"}
_UnitYear = tuple[str, int]


def assemble_disclosures(package: TypedPackage) -> tuple[Disclosure, ...]:
    """Return the disclosures of a package in the order of its `disclosures` resource; none for a code list."""
    if "disclosures" not in package.tables:
        return ()
    rows = {resource: with_joined_lines(rows_of(table)) for resource, table in package.tables.items()}
    by_unit_year = {
        resource: _grouped(resource_rows)
        for resource, resource_rows in rows.items()
        if all_schemas()[resource].scope == "disclosed"
    }
    shared = _Shared(package, rows)
    return tuple(shared.disclosure(head, by_unit_year) for head in rows["disclosures"])


class _Shared:
    """What the disclosures of one package have in common."""

    def __init__(self, package: TypedPackage, rows: Mapping[str, tuple[Row, ...]]) -> None:
        self._units = {row["unit_id"]: row for row in rows.get("units", ())}
        self._regions = {row["region_code"]: row for row in rows.get("regions", ())}
        self._codes = {resource: rows[resource] for resource in _CODE_COLUMNS if resource in rows}
        self._is_alone = len(rows["disclosures"]) == 1
        self._metadata = _metadata(package)
        self._documents = {
            source.sha256: SourceDocument(source.path, source.content, source.sha256) for source in package.sources
        }

    def disclosure(self, head: Row, by_unit_year: Mapping[str, Mapping[_UnitYear, tuple[Row, ...]]]) -> Disclosure:
        unit_id, year = head.text("unit_id") or "", head.whole("year") or 0
        unit = self._units[unit_id]
        regions = self._regions_above(unit.text("region_code"))
        own = {resource: groups.get((unit_id, year), ()) for resource, groups in by_unit_year.items()}
        tables = assemble_tables(own)
        if not self._is_alone:
            # Of many documents in one package, each has the resources in which it has rows or an empty table.
            printed = {table.resource for table in tables.values()}
            own = {resource: rows for resource, rows in own.items() if rows or resource in printed}
        if "narrative_figures" not in own:
            figures = assemble_narrative_figures(unit_id, year, own.get("narrative", ()), tables)
            own |= {"narrative_figures": figures} if figures else {}
        resources: dict[str, tuple[Row, ...]] = {
            "units": (unit,),
            "regions": tuple(sorted(regions, key=lambda row: row.text("region_code") or "")),
        }
        for resource, code_rows in self._codes.items():
            resources[resource] = _codes_in_use(code_rows, _CODE_COLUMNS[resource], own)
        resources |= own
        resources["budget_facts"] = assemble_facts(unit_id, year, tables.values())
        resources["prior_year_figures"] = assemble_prior_year(own.get("narrative_figures", ()))
        document = self._documents.get(head.text("source_sha256") or "")
        return Disclosure(
            unit_id=unit_id,
            year=year,
            package=self._metadata,
            head=head,
            unit=unit,
            regions=regions,
            resources=resources,
            tables=tables,
            documents=(document,) if document else (),
        )

    def _regions_above(self, code: str | None) -> tuple[Row, ...]:
        found: list[Row] = []
        while code in self._regions and self._regions[code] not in found:
            found.append(self._regions[code])
            code = found[-1].text("parent_code")
        return tuple(found)


def _codes_in_use(rows: tuple[Row, ...], column: str, own: Mapping[str, tuple[Row, ...]]) -> tuple[Row, ...]:
    used = set()
    for resource_rows in own.values():
        position = resource_rows[0].columns.position.get(column) if resource_rows else None
        if position is not None:
            used.update([row.values[position] for row in resource_rows])
    return tuple(row for row in rows if row["code"] in used)


def _grouped(rows: tuple[Row, ...]) -> dict[_UnitYear, tuple[Row, ...]]:
    grouped: dict[Any, list[Row]] = {}
    for row in rows:
        grouped.setdefault(row.values[:2], []).append(row)
    return {unit_year: tuple(group) for unit_year, group in grouped.items()}


def _metadata(package: TypedPackage) -> PackageMetadata:
    content = package.descriptor.content

    def text(name: str) -> str | None:
        value = content.get(name)
        return None if value is None else str(value)

    def entries(name: str) -> tuple[dict[str, Any], ...]:
        value = content.get(name)
        return tuple(dict(entry) for entry in value if isinstance(entry, Mapping)) if isinstance(value, list) else ()

    keywords = content.get("keywords")
    return PackageMetadata(
        folder=package.folder,
        name=text("name") or "",
        title=text("title") or "",
        description=text("description") or "",
        version=text("version"),
        created=text("created"),
        homepage=text("homepage"),
        keywords=tuple(str(keyword) for keyword in keywords) if isinstance(keywords, list) else (),
        licenses=entries("licenses"),
        sources=entries("sources"),
        contributors=entries("contributors"),
    )
