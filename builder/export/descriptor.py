"""`datapackage.json`: a descriptor of version 2 that tools of version 1 read too, complete in itself.

Every resource carries its schema inline. A foreign key is left out where its target is not among the
resources, or where a row of the file points outside it (a unit whose parent is published elsewhere), for
frictionless would refuse the package. The dialect is written out: without it frictionless guesses one.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from operator import itemgetter
from types import MappingProxyType

from builder.export.tables import Table, key_positions
from builder.model.disclosure import PackageMetadata
from builder.schemas import DATA_PACKAGE_PROFILE, PROFILE_VERSION, Schema, all_schemas, descriptor_schema

Head = Mapping[str, object]
BrokenKey = tuple[str, tuple[str, ...]]
"""A foreign key that does not hold within the files: its resource and its columns."""

_DIALECT = {"delimiter": ",", "doubleQuote": True, "lineTerminator": "\n", "quoteChar": '"', "skipInitialSpace": False}

_FORMS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {"csv": {"mediatype": "text/csv"}, "csv.gz": {"compression": "gz", "mediatype": "application/gzip"}}
)


@dataclass(frozen=True, slots=True)
class CsvResource:
    """One CSV file of a package, as its descriptor counts and hashes it; `form` is `csv` or `csv.gz`."""

    name: str
    size: int
    sha256: str
    form: str = "csv"

    @classmethod
    def of(cls, name: str, content: bytes) -> CsvResource:
        """Return the resource of a file that is at hand."""
        return cls(name, len(content), sha256(content).hexdigest())


def descriptor(head: Head, files: Sequence[CsvResource], broken_keys: Collection[BrokenKey]) -> bytes:
    """Return `datapackage.json` for CSV files that lie beside it, one resource a line."""
    present = frozenset(file.name for file in files)
    broken = frozenset(broken_keys)
    lines = [f" {_json(key)}: {_json(value)}" for key, value in head.items()]
    resources = ",\n".join("  " + _resource(file, _needed(file.name, present), broken) for file in files)
    lines.append(f' "resources": [\n{resources}\n ]')
    return ("{\n" + ",\n".join(lines) + "\n}\n").encode()


def unit_year_head(package: PackageMetadata, homepage: str | None) -> Head:
    """Return the head of a unit-year's descriptor: what a person wrote, without what they left empty."""
    return _without_blanks(
        {
            "$schema": DATA_PACKAGE_PROFILE,
            "mingzhang_schema": PROFILE_VERSION,
            "name": package.name,
            "title": package.title,
            "description": package.description,
            "version": package.version,
            "created": package.created,
            "homepage": package.homepage or homepage,
            "keywords": list(package.keywords),
            "licenses": [dict(licence) for licence in package.licenses],
            "sources": [dict(source) for source in package.sources],
            "contributors": [dict(contributor) for contributor in package.contributors],
        }
    )


def bulk_head(words: Mapping[str, str | None], licenses: Iterable[Mapping[str, str]]) -> Head:
    """Return the head of the bulk descriptor from its name, title, description, version, created and homepage."""
    return _without_blanks(
        {
            "$schema": DATA_PACKAGE_PROFILE,
            "mingzhang_schema": PROFILE_VERSION,
            **words,
            "licenses": [dict(licence) for licence in licenses],
        }
    )


def broken_keys(tables: Mapping[str, Table]) -> tuple[BrokenKey, ...]:
    """Return the foreign keys with a value that their target does not have; a target not among the tables has none."""
    targets: dict[tuple[str, tuple[str, ...]], set[object]] = {}
    broken = []
    for name, table in tables.items():
        for key in table.schema.foreign_keys:
            place = key.target, key.target_fields
            if place not in targets:
                targets[place] = _key_values(tables[key.target], key.target_fields) if key.target in tables else set()
            if not _key_values(table, key.fields) <= targets[place]:
                broken.append((name, key.fields))
    return tuple(broken)


def _key_values(table: Table, names: tuple[str, ...]) -> set[object]:
    """The distinct values of columns; a key with a blank part points nowhere and is left out."""
    found: set[object] = set(map(itemgetter(*key_positions(table.schema, names)), table.rows))
    if len(names) == 1:
        return found - {None}
    return {values for values in found if isinstance(values, tuple) and None not in values}


def _without_blanks(head: Head) -> Head:
    return {key: value for key, value in head.items() if value not in (None, "", [])}


def _needed(name: str, present: frozenset[str]) -> frozenset[str]:
    """The part of `present` on which the schema of a resource depends: few values, so that the text is kept."""
    return present & {key.target for key in all_schemas()[name].foreign_keys}


def _resource(file: CsvResource, present: frozenset[str], broken: frozenset[BrokenKey]) -> str:
    own = frozenset(key for key in broken if key[0] == file.name)
    begin, end = _frame(file.name, file.form, present, own)
    return f'{begin},"bytes":{file.size},"hash":"sha256:{file.sha256}"{end}'


@lru_cache(maxsize=1024)
def _frame(name: str, form: str, present: frozenset[str], broken: frozenset[BrokenKey]) -> tuple[str, str]:
    schema = all_schemas()[name]
    begin = {
        "name": name,
        "type": "table",
        "path": f"{name}.{form}",
        "title": schema.title,
        "description": schema.description,
        "format": "csv",
        **_FORMS[form],
        "encoding": "utf-8",
    }
    end = {"dialect": _DIALECT, "schema": _inline_schema(schema, present, broken)}
    return _json(begin).removesuffix("}"), "," + _json(end).removeprefix("{")


def _inline_schema(schema: Schema, present: frozenset[str], broken: frozenset[BrokenKey]) -> dict[str, object]:
    inline = descriptor_schema(schema, present)
    keys = [key for key in inline.pop("foreignKeys", []) if (schema.name, tuple(key["fields"])) not in broken]
    return {**inline, **({"foreignKeys": keys} if keys else {})}


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
