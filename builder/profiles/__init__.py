"""Template profiles: how the tables of a region's disclosures look in print, one YAML file a template.

A profile names for each table its columns in printed order, the labels above each of them from the outermost
to the nearest, and the label of its total row. Beside the columns of the table's resource a column may be
`class`, `section` and `item` (the parts of a code) or `label` (the whole label of a row in T1 and T4).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any

import yaml


@dataclass(frozen=True, slots=True)
class Column:
    """One printed column: the field it shows and the labels above it, outermost first."""

    field: str
    path: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A printed grid: its columns, and the label of its total row with the column in which that stands."""

    columns: tuple[Column, ...]
    total_label: str
    total_field: str


@dataclass(frozen=True, slots=True)
class Profile:
    """The look of one template.

    `grids` is by table id, in T1 and T4 by table id and side (`T1/income`). `sections` holds the headings
    of the narrative's sections where they differ from the schema's labels. `titles` are those of each table without
    their year, `regions` the beginnings of the region codes, `years` the first and last year in which it is known.
    """

    template_id: str
    title: str
    grids: Mapping[str, Grid]
    sections: Mapping[str, str]
    actual_includes_retired: bool | None = None
    asset_day: str | None = None
    titles: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    regions: tuple[str, ...] = ()
    years: tuple[int, int] | None = None


@cache
def profile(template_id: str | None) -> Profile:
    """Return the profile of a template; one without grids where the template has none."""
    entry = resources.files(__name__) / f"{template_id}.yaml"
    if template_id is None or not entry.is_file():
        return Profile(template_id or "", "", MappingProxyType({}), MappingProxyType({}))
    source: dict[str, Any] = yaml.load(entry.read_bytes(), yaml.CSafeLoader)
    return Profile(
        template_id=source["id"],
        title=source["title"],
        grids=MappingProxyType({name: _grid_of(grid) for name, grid in source["grids"].items()}),
        sections=MappingProxyType(source.get("sections") or {}),
        actual_includes_retired=source.get("actual_includes_retired"),
        asset_day=source.get("asset_day"),
        titles=MappingProxyType({table: tuple(titles) for table, titles in source.get("titles", {}).items()}),
        regions=tuple(source.get("regions", ())),
        years=tuple(source["years"]) if "years" in source else None,
    )


@cache
def all_profiles() -> tuple[Profile, ...]:
    """Return every profile, sorted by id."""
    names = sorted(entry.name for entry in resources.files(__name__).iterdir() if entry.name.endswith(".yaml"))
    return tuple(profile(name.removesuffix(".yaml")) for name in names)


def _grid_of(source: dict[str, Any]) -> Grid:
    columns = tuple(Column(next(iter(column)), tuple(next(iter(column.values())))) for column in source["columns"])
    return Grid(columns, source["total"]["label"], source["total"]["field"])
