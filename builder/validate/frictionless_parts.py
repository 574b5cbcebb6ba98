"""The parts of frictionless that a quick proof needs: its metadata checks, its file readers, its cell readers.

Everything here is frictionless's own code, called part by part: what it makes of a descriptor, how it opens,
decodes and parses a file, what it takes for the header, and whether it accepts a cell. What it does once a row
or once a package is done once for each distinct cell, column or resource. To import this module is to import
frictionless, which takes a sixth of a second: do so where it is asked.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from frictionless import FrictionlessException, Package, Schema, system
from frictionless.formats.inline.parser import InlineParser
from frictionless.formats.yaml.parser import YamlParser
from frictionless.metadata.context import ValidationContext
from frictionless.resources import TableResource

from builder.schemas import ForeignKey
from builder.validate.plain_yaml import read_records

Reader = Callable[[Any], tuple[Any, dict[str, str] | None]]
Columns = Mapping[str, Sequence[Any]]
"""The values of a table by the name of the field, as frictionless reads them."""

Version = Literal["v1", "v2", "unknown"]
"""The version of the standard that a package, and each resource in it, is held to."""

_HEADER_ROW = 1


@dataclass(frozen=True, slots=True)
class ResourceParts:
    """One resource of a descriptor that frictionless accepts, its schema compiled to one reader a field."""

    content: Mapping[str, Any]
    version: Version
    readers: Mapping[str, Reader]
    primary_key: tuple[str, ...]
    foreign_keys: tuple[ForeignKey, ...]


def version_of(head: Mapping[str, Any]) -> Version:
    """Return the version that frictionless holds a package and its resources to."""
    return Package.effective_datapackage_version(dict(head), None)


def is_sound_head(head: Mapping[str, Any]) -> bool:
    """Return whether frictionless accepts the properties of a package, its resources left aside."""
    descriptor = {**copy.deepcopy(dict(head)), "resources": [{"name": "any", "type": "table", "path": "any.csv"}]}
    try:
        Package.metadata_transform(descriptor)
        return not any(True for _ in Package.metadata_validate(descriptor))
    except FrictionlessException:
        return False


def resource_parts(content: Mapping[str, Any], version: Version) -> ResourceParts | None:
    """Return the parts of a resource, or None where frictionless finds anything wrong with its metadata."""
    descriptor = copy.deepcopy(dict(content))
    try:
        TableResource.metadata_transform(descriptor)
        context = ValidationContext(datapackage_version=version)
        if any(True for _ in TableResource.metadata_validate(descriptor, context=context)):
            return None
        schema = Schema.from_descriptor(descriptor.pop("schema"), datapackage_version=version)
    except FrictionlessException:
        return None
    if schema.has_defined("fields_match") or any(field.constraints.get("unique") for field in schema.fields):
        return None
    keys = (
        ForeignKey(
            tuple(key["fields"]), key["reference"]["resource"] or content["name"], tuple(key["reference"]["fields"])
        )
        for key in schema.foreign_keys
    )
    readers = {field.name: field.create_cell_reader() for field in schema.fields}
    return ResourceParts(descriptor, version, readers, tuple(schema.primary_key), tuple(keys))


def read_sound_columns(folder: str, parts: ResourceParts) -> Columns | None:
    """Return the values of a table in which frictionless accepts the header and every cell; else None."""
    try:
        rows = _read_rows(folder, parts)
        return None if rows is None else _read_columns(parts.readers, rows)
    except (FrictionlessException, TypeError):  # TypeError: a cell of YAML that is a list or a mapping
        return None


def _read_rows(folder: str, parts: ResourceParts) -> list[list[Any]] | None:
    """Return the rows below a header that names the fields, each as long as it; None where it is not so."""
    names = list(parts.readers)
    resource = TableResource.metadata_import(dict(parts.content), basepath=folder, datapackage_version=parts.version)
    parser = _YamlParser(resource) if resource.format == "yaml" else system.create_parser(resource)
    with parser:
        dialect = resource.detector.detect_dialect(parser.sample, dialect=resource.dialect)
        is_plain = dialect.header and dialect.header_rows == [_HEADER_ROW] and all(names)
        if not is_plain or dialect.read_labels(parser.sample) != names:
            return None
        rows = [cells for _, cells in dialect.read_enumerated_content_stream(parser.cell_stream)]
    return rows if {len(cells) for cells in rows} <= {len(names)} else None


def _read_columns(readers: Mapping[str, Reader], rows: list[list[Any]]) -> Columns | None:
    columns: dict[str, Sequence[Any]] = dict.fromkeys(readers, ())
    for (name, reader), cells in zip(readers.items(), zip(*rows, strict=True), strict=False):
        values = _read_cells(reader, cells)
        if values is None:
            return None
        columns[name] = values
    may_be_blank = bool(rows) and all(None in values for values in columns.values())
    return None if may_be_blank and any(set(row) == {None} for row in zip(*columns.values(), strict=True)) else columns


def _read_cells(reader: Reader, cells: Sequence[Any]) -> Sequence[Any] | None:
    """Return the value of each cell; None where frictionless has anything against one of them."""
    # Cells of YAML have types, and `true`, `1` and `1.0` are equal: each is judged as what it is.
    places: Sequence[Any] = cells if {type(cell) for cell in cells} == {str} else list(zip(map(type, cells), cells))  # noqa: B905
    values: dict[Any, Any] = {}
    for place, cell in dict(zip(places, cells, strict=True)).items():
        value, notes = reader(cell)
        if notes:
            return None
        values[place] = value
    return list(map(values.__getitem__, places))


class _YamlParser(YamlParser):
    """Frictionless's parser of YAML tables over a quicker reading of YAML."""

    def read_cell_stream_create(self) -> Iterator[list[Any]]:
        """Yield the header, then the cells of each record, as frictionless takes them from plain records."""
        records = read_records(self.loader.byte_stream.read().decode())
        table = TableResource(data=records, format="inline")
        yield from InlineParser(table).read_cell_stream_create()  # type: ignore[no-untyped-call]  # as frictionless has it
