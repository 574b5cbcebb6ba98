"""The Table Schemas: one YAML file a resource, the single source of every column.

Beside the words of the Table Schema standard a file holds our own properties: `scope` (`global` or
`disclosed`, the latter beginning with unit_id and year), `group`, `form` (`csv` for figures, `yaml` for
texts), `order` (`printed` or `key`), and for tables `table_id`, `row_key` and `measures`. A field may hold
`unit`, `columnType` (Fiscal Data Package), `decimals` and `labels` (Chinese words for the values of an enum).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any

import yaml

DATA_PACKAGE_PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
PROFILE_VERSION = 1
"""The version of our profile, `mingzhang_schema` in every descriptor."""


@dataclass(frozen=True, slots=True)
class Field:
    """One column: what it holds and what its cells must obey."""

    name: str
    title: str
    description: str
    type: str
    format: str | None
    unit: str | None
    column_type: str | None
    decimals: int | None
    required: bool
    minimum: str | None
    maximum: str | None
    pattern: str | None
    enum: tuple[str, ...]
    labels: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """The `fields` here must be found together as `target_fields` of the resource `target`."""

    fields: tuple[str, ...]
    target: str
    target_fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Schema:
    """One resource: its columns, keys and place in a disclosure."""

    name: str
    title: str
    title_en: str
    description: str
    scope: str
    group: str
    form: str
    order: str
    table_id: str | None
    row_key: str | None
    measures: tuple[str, ...]
    fields: tuple[Field, ...]
    primary_key: tuple[str, ...]
    foreign_keys: tuple[ForeignKey, ...]
    source: Mapping[str, Any]

    @property
    def header(self) -> tuple[str, ...]:
        """The names of the columns, in order."""
        return tuple(field.name for field in self.fields)

    @property
    def own_key(self) -> tuple[str, ...]:
        """The primary key after unit_id and year."""
        return self.primary_key[2:] if self.scope == "disclosed" else self.primary_key

    def field(self, name: str) -> Field:
        """Return the column of that name; raises KeyError where there is none."""
        for field in self.fields:
            if field.name == name:
                return field
        raise KeyError(name)


@cache
def all_schemas() -> Mapping[str, Schema]:
    """Return every Table Schema by resource name, sorted by name."""
    folder = resources.files(__name__)
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".yaml"))
    sources = (yaml.load((folder / name).read_bytes(), yaml.CSafeLoader) for name in names)
    return MappingProxyType({source["name"]: _schema_of(source) for source in sources})


@cache
def schema_of_table(table_id: str) -> Schema | None:
    """Return the schema of the table resource with this id (`T3`), or None (T11, T12 have none)."""
    return next((schema for schema in all_schemas().values() if schema.table_id == table_id), None)


def label(resource: str, field: str, value: str | None) -> str:
    """Return the Chinese word for a value of an enum; the value itself where it has none."""
    if value is None:
        return ""
    return all_schemas()[resource].field(field).labels.get(value, value)


def descriptor_schema(schema: Schema, present: Collection[str]) -> dict[str, Any]:
    """Return the Table Schema as it stands inline in a descriptor that has the resources `present`.

    A foreign key whose target is not among them is left out, for the standard refuses it.
    """
    inline: dict[str, Any] = {"fields": [dict(field) for field in schema.source["fields"]]}
    inline["primaryKey"] = list(schema.source["primaryKey"])
    keys = [
        key
        for key in schema.source.get("foreignKeys", [])
        if not key["reference"]["resource"] or key["reference"]["resource"] in present
    ]
    if keys:
        inline["foreignKeys"] = keys
    inline["missingValues"] = list(schema.source["missingValues"])
    return inline


def _schema_of(source: dict[str, Any]) -> Schema:
    return Schema(
        name=source["name"],
        title=source["title"],
        title_en=source["title_en"],
        description=source["description"],
        scope=source["scope"],
        group=source["group"],
        form=source["form"],
        order=source["order"],
        table_id=source.get("table_id"),
        row_key=source.get("row_key"),
        measures=tuple(source.get("measures", ())),
        fields=tuple(_field_of(field) for field in source["fields"]),
        primary_key=tuple(source["primaryKey"]),
        foreign_keys=tuple(
            ForeignKey(
                tuple(key["fields"]),
                key["reference"]["resource"] or source["name"],
                tuple(key["reference"]["fields"]),
            )
            for key in source.get("foreignKeys", ())
        ),
        source=MappingProxyType(source),
    )


def _field_of(source: dict[str, Any]) -> Field:
    constraints = source.get("constraints", {})
    bounds = {name: str(constraints[name]) if name in constraints else None for name in ("minimum", "maximum")}
    return Field(
        name=source["name"],
        title=source["title"],
        description=source["description"],
        type=source["type"],
        format=source.get("format"),
        unit=source.get("unit"),
        column_type=source.get("columnType"),
        decimals=source.get("decimals"),
        required=bool(constraints.get("required", False)),
        minimum=bounds["minimum"],
        maximum=bounds["maximum"],
        pattern=constraints.get("pattern"),
        enum=tuple(constraints.get("enum", ())),
        labels=MappingProxyType(source.get("labels", {})),
    )
