"""Write one package as a person or `import` would leave it: CSV for figures, YAML for texts, a descriptor."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import yaml

from bench.places import XINJIANG, Area
from bench.records import Record
from builder.schemas import Schema, all_schemas
from builder.schemas.block_text import resources_text

_ORDER = (
    "units", "regions", "functional_codes", "economic_codes", "disclosures", "divisions", "staffing", "printed_tables",
    "source_cells", "disclosed_totals", "income_expenditure_summary", "income_by_function", "expenditure_by_function",
    "fiscal_appropriation_summary", "general_budget_expenditure", "general_budget_basic", "general_budget_projects",
    "three_public", "gov_fund_expenditure", "state_capital_expenditure", "narrative", "narrative_figures", "projects",
    "project_allocations", "performance_targets", "performance_indicators", "procurement", "assets", "glossary",
)  # fmt: skip
_PLAIN = re.compile(r"[^\W\d_（《“〔]|[（《“〔]")
_NEEDS_QUOTES = re.compile(r": |:$| #|^\s|\s$|[\n\t]|^(null|true|false|yes|no|on|off|y|n)$", re.IGNORECASE)


def write_package(folder: Path, slug: str, place: Area, tables: dict[str, list[Record]]) -> None:
    """Write the descriptor and the file of each resource that the package has."""
    folder.mkdir(parents=True)
    whole = {**tables, **reference_rows(place, tables)}
    names = [name for name in _ORDER if name in whole]
    for name in names:
        schema = all_schemas()[name]
        text = _csv(schema, whole[name]) if schema.form == "csv" else _yaml(schema, whole[name])
        (folder / f"{name}.{schema.form}").write_text(text, encoding="utf-8", newline="")
    (folder / "datapackage.yaml").write_text(_descriptor(slug, place, names), encoding="utf-8")


def reference_rows(place: Area, tables: dict[str, list[Record]]) -> dict[str, list[Record]]:
    """Return the package's own units, regions and codes."""
    used = {unit.region.code for unit in place.units}
    parents = {region.code: region.parent for region in place.regions}
    for code in sorted(used):
        above: str | None = code
        while above:
            used.add(above)
            above = parents[above]
    codes: dict[str, set[str]] = {"functional_code": set(), "economic_code": set()}
    for rows in tables.values():
        for row in rows:
            for column, found in codes.items():
                if used_code := row.get(column):
                    found.add(used_code)
    return {
        "units": [
            {
                "unit_id": unit.id,
                "name_official": unit.name,
                "names_alias": "|".join(unit.aliases),
                "region_code": unit.region.code,
                "budget_level": "department" if unit.is_department else "unit",
                "unit_type": unit.kind,
            }
            for unit in sorted(place.units, key=lambda unit: unit.id)
        ],
        "regions": [
            {"region_code": region.code, "name": region.name, "parent_code": region.parent, "level": region.level}
            for region in place.regions
            if region.code in used
        ],
        "functional_codes": [{"code": code} for code in sorted(codes["functional_code"])],
        "economic_codes": [{"code": code} for code in sorted(codes["economic_code"])],
    }


def _csv(schema: Schema, rows: Iterable[Record]) -> str:
    lines = io.StringIO()
    writer = csv.writer(lines, lineterminator="\n")
    header = schema.header
    writer.writerow(header)
    writer.writerows([row.get(name) for name in header] for row in rows)
    return lines.getvalue()


def _yaml(schema: Schema, rows: Iterable[Record]) -> str:
    parts = [
        f"{'- ' if number == 0 else '  '}{field.name}: {_scalar(row.get(field.name), field.type)}\n"
        for row in rows
        for number, field in enumerate(schema.fields)
    ]
    return "".join(parts) or "[]\n"


def _scalar(text: str | None, kind: str) -> str:
    if text is None:
        return "null"
    if kind != "string" or (_PLAIN.match(text) and not _NEEDS_QUOTES.search(text)):
        return text
    return "'" + text.replace("'", "''") + "'"


def _descriptor(slug: str, place: Area, names: list[str]) -> str:
    years = sorted({year for unit in place.units for year in unit.years})
    head = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": slug,
        "title": f"{place.name}单位预算公开数据",
        "description": f"{place.name}{len(place.units)}个单位{years[0]}年至{years[-1]}年的单位预算公开数据，"
        "由程序生成，单位、地名和金额均为虚构，只用于测试和比较速度。金额单位为万元。",
        "version": "1.0.0",
        "created": f"{years[-1]}-03-31T00:00:00Z",
        "keywords": ["预算公开", "单位预算", place.name, "虚构数据"],
        "licenses": [
            {"name": "CC0-1.0", "title": "公共领域贡献", "path": "https://creativecommons.org/publicdomain/zero/1.0/"}
        ],
        "contributors": [{"title": "明账 Mingzhang", "roles": ["author"]}],
        "mingzhang_schema": 1,
    }
    if place.template != XINJIANG:
        head["description"] = f"{head['description']}原表以元为单位，已精确换算，保留六位小数。"
    text = yaml.safe_dump(head, allow_unicode=True, sort_keys=False, default_flow_style=False, width=10**6)
    return f"{text}{_schemas(tuple(names))}"


@cache
def _schemas(names: tuple[str, ...]) -> str:
    """Return the generated part of a descriptor, which is the same for all packages of one template."""
    return resources_text(names)
