"""A descriptor obeys our profile: known resources, one file each, our schemas inline as they stand."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

from builder.findings import Finding, Place
from builder.records import RawDescriptor, SharedMapping
from builder.schemas import PROFILE_VERSION, Schema, all_schemas, descriptor_schema

REQUIRED_PROPERTIES = ("name", "title", "licenses", "resources")


def validate_descriptor(descriptor: RawDescriptor, unused: Collection[str] = ()) -> tuple[Finding, ...]:
    """Return everything in which the descriptor departs from the profile.

    The resources in `unused` may be missing: no cell points to them.
    """
    return tuple(_findings(descriptor, unused))


def _findings(descriptor: RawDescriptor, unused: Collection[str]) -> Iterator[Finding]:
    content = descriptor.content
    for name in REQUIRED_PROPERTIES:
        if not content.get(name):
            yield _finding(descriptor, "missing-property", name, facts={"name": name})
    version = content.get("mingzhang_schema")
    if version != PROFILE_VERSION:
        yield _finding(
            descriptor, "profile-version", "mingzhang_schema", stated=str(version), expected=str(PROFILE_VERSION)
        )
    listed = [entry for entry in content.get("resources") or () if isinstance(entry, Mapping)]
    present = {str(entry.get("name")) for entry in listed}
    seen: set[str] = set()
    for number, entry in enumerate(listed):
        name = str(entry.get("name"))
        where = f"resources/{number}"
        schema = all_schemas().get(name)
        if schema is None:
            nearest = difflib.get_close_matches(name, all_schemas(), 1, 0.6)
            facts = {"name": name, "nearest": nearest[0] if nearest else ""}
            yield _finding(descriptor, "unknown-resource", f"{where}/name", stated=name, facts=facts)
        elif name in seen:
            yield _finding(descriptor, "duplicate-resource", f"{where}/name", stated=name, facts={"name": name})
        else:
            yield from _resource_findings(descriptor, where, entry, schema, present)
        seen.add(name)
    yield from _missing_resources(descriptor, present, unused)


def _missing_resources(descriptor: RawDescriptor, present: set[str], unused: Collection[str]) -> Iterator[Finding]:
    """Yield what a package needs to be complete in itself: every target of a key, and the document itself."""
    known = [all_schemas()[name] for name in sorted(present) if name in all_schemas()]
    needed = {key.target: schema.name for schema in known for key in schema.foreign_keys if key.target not in unused}
    needed.update(("disclosures", schema.name) for schema in known if schema.scope == "disclosed")
    for target, name in needed.items():
        if target not in present:
            yield _finding(
                descriptor, "missing-resource", "resources", expected=target, facts={"name": name, "target": target}
            )


def _resource_findings(
    descriptor: RawDescriptor, where: str, entry: Mapping[str, Any], schema: Schema, present: set[str]
) -> Iterator[Finding]:
    path = f"{schema.name}.{schema.form}"
    if entry.get("path") != path:
        yield _finding(
            descriptor, "wrong-path", f"{where}/path", stated=str(entry.get("path")), expected=path,
            facts={"name": schema.name},
        )  # fmt: skip
    theirs = entry.get("schema")
    targets = frozenset(key.target for key in schema.foreign_keys if key.target in present)
    if isinstance(theirs, SharedMapping) and _is_ours(schema.name, targets, theirs):
        return
    difference = _first_difference(descriptor_schema(schema, present), theirs, f"{where}/schema")
    if difference:
        place, stated, expected = difference
        yield _finding(
            descriptor, "schema-differs", place, stated=stated, expected=expected, facts={"name": schema.name}
        )


@lru_cache(maxsize=256)
def _is_ours(name: str, targets: frozenset[str], theirs: SharedMapping) -> bool:
    """Return whether a schema that many descriptors share is that of the resource, beside these of its targets."""
    return _first_difference(descriptor_schema(all_schemas()[name], targets), theirs, "") is None


def _first_difference(ours: Any, theirs: Any, where: str) -> tuple[str, str, str] | None:
    """Return the place of the first difference between two plain values, and both sides; None where equal."""
    if isinstance(ours, Mapping) and isinstance(theirs, Mapping):
        for name in [*ours, *(name for name in theirs if name not in ours)]:
            found = _first_difference(ours.get(name), theirs.get(name), f"{where}/{name}")
            if found:
                return found
        return None
    if _is_list(ours) and _is_list(theirs):
        for number in range(max(len(ours), len(theirs))):
            our_part, their_part = (side[number] if number < len(side) else None for side in (ours, theirs))
            found = _first_difference(our_part, their_part, f"{where}/{number}")
            if found:
                return found
        return None
    if ours == theirs and isinstance(ours, bool) == isinstance(theirs, bool):
        return None
    return where, _short(theirs), _short(ours)


def _is_list(value: Any) -> bool:
    return isinstance(value, Sequence) and not isinstance(value, str)


def _short(value: Any) -> str:
    if isinstance(value, Mapping):
        return str(value.get("name", "{…}"))
    return str(value)[:80]


def _finding(  # noqa: PLR0913  # the parts of a finding, by name
    descriptor: RawDescriptor,
    rule: str,
    path: str,
    *,
    stated: str | None = None,
    expected: str | None = None,
    facts: Mapping[str, str] | None = None,
) -> Finding:
    place = Place(file=descriptor.file, line=descriptor.line_of(path), field=path.replace("/", "."))
    return Finding("data", rule, "error", place, stated=stated, expected=expected, facts=facts or {})
