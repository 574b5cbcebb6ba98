"""The structure of a descriptor: known properties of the right kind, and which files it points to.

What a Table Schema may hold and how resources are named is for `validate`; here it only may not point
anywhere, for the stock tools would follow.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from builder.load import limits
from builder.load.paths import judge_path
from builder.load.report import Report
from builder.records import RawDescriptor, SharedMapping
from builder.schemas import DATA_PACKAGE_PROFILE

_PACKAGE = MappingProxyType(
    {
        "$schema": "text",
        "name": "text",
        "id": "text",
        "title": "text",
        "description": "text",
        "version": "text",
        "created": "text",
        "homepage": "link",
        "keywords": "texts",
        "contributors": "list",
        "licenses": "list",
        "sources": "list",
        "mingzhang_schema": "whole",
        "complete_lists": "texts",
        "resources": "list",
    }
)
_RESOURCE = MappingProxyType(
    {
        "name": "text",
        "path": "text",
        "type": "text",
        "title": "text",
        "description": "text",
        "format": "text",
        "mediatype": "text",
        "encoding": "text",
        "schema": "mapping",
        "licenses": "list",
        "sources": "list",
    }
)
_SOURCE = MappingProxyType({"title": "text", "path": "text", "email": "text", "version": "text", "sha256": "text"})
_LICENCE = MappingProxyType({"name": "text", "path": "link", "title": "text"})
_CONTRIBUTOR = MappingProxyType(
    {
        "title": "text",
        "givenName": "text",
        "familyName": "text",
        "path": "link",
        "email": "text",
        "role": "text",
        "roles": "texts",
        "organization": "text",
    }
)
_REQUIRED = MappingProxyType(
    {
        "package": (),
        "resource": ("name", "path", "format", "encoding", "schema"),
        "source": (),
        "licence": (),
        "contributor": (),
    }
)
_FORBIDDEN = frozenset(
    [
        *("profile", "dialect", "layout", "checklist", "pipeline", "compression", "innerpath", "extrapaths", "scheme"),
        *("control", "data", "url", "basepath", "hashing", "hash", "bytes", "stats", "image", "tabular", "multipart"),
    ]
)
_POINTERS = frozenset(
    ("$schema", "$ref", "path", "url", "profile", "schema", "dialect", "extrapaths", "data", "basepath")
)
_KINDS: Mapping[str, type] = MappingProxyType(
    {"text": str, "link": str, "list": list, "texts": list, "mapping": dict, "whole": int}
)
_PACKAGE_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,99}")
_RESOURCE_NAME = re.compile(r"[a-z][a-z0-9_]{0,99}")
_LINK = re.compile(r"https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?([/?#][!-~\u00a1-\uffef]*)?")
_SAFE_LINK = re.compile(r"https://[A-Za-z0-9.-]+(:[0-9]{1,5})?([/?#][!-~\u00a1-\uffef]*)?")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_FORMATS = ("csv", "yaml")


@dataclass(frozen=True, slots=True)
class Pointer:
    """A local file that the descriptor names: a resource's table or a source, with its place in the descriptor."""

    path: str
    place: str
    name: str
    form: str
    sha256: str | None = None


def judge_descriptor(descriptor: RawDescriptor, report: Report) -> tuple[RawDescriptor, tuple[Pointer, ...]]:
    """Report what is wrong with the structure; return the local files that may be opened, in order.

    The descriptor comes back without those properties of the package that are of the wrong kind.
    """
    judge = _Judge(descriptor, report)
    package = judge.known(descriptor.content, "", "package", _PACKAGE)
    return replace(descriptor, content=package), tuple(judge.pointers(package))


class _Judge:
    def __init__(self, descriptor: RawDescriptor, report: Report) -> None:
        self.descriptor = descriptor
        self.report = report
        self.paths: dict[str, str] = {"datapackage.yaml": ""}

    def add(self, rule: str, place: str, facts: Mapping[str, object] | None = None) -> None:
        self.report.add(rule, line=self.descriptor.line_of(place), field=place.replace("/", ".") or None, facts=facts)

    def pointers(self, package: Mapping[str, Any]) -> Iterator[Pointer]:
        self.package(package)
        yield from self.sources(package.get("sources", []), "sources")
        self.people(package, "")
        resources = package.get("resources", [])
        if len(resources) > limits.PACKAGE_RESOURCES:
            place = f"resources/{limits.PACKAGE_RESOURCES}"
            self.add("too-many-resources", place, facts={"number": len(resources), "limit": limits.PACKAGE_RESOURCES})
        for number, resource in enumerate(resources[: limits.PACKAGE_RESOURCES]):
            place = f"resources/{number}"
            if not isinstance(resource, dict):
                self.add("property-not-mapping", place, facts={"property": place})
                continue
            known = self.known(resource, place, "resource", _RESOURCE)
            yield from self.resource(known, place)
            yield from self.sources(known.get("sources", []), f"{place}/sources")
            self.people(known, f"{place}/")

    def package(self, package: Mapping[str, Any]) -> None:
        if package.get("$schema", DATA_PACKAGE_PROFILE) != DATA_PACKAGE_PROFILE:
            self.add("address-in-pointer", "$schema", facts={"path": package["$schema"]})
        if not _PACKAGE_NAME.fullmatch(package.get("name", "x")):
            self.add("package-name", "name", facts={"name": package["name"]})

    def resource(self, resource: Mapping[str, Any], place: str) -> Iterator[Pointer]:
        name = resource.get("name", "")
        if "name" in resource and not _RESOURCE_NAME.fullmatch(name):
            self.add("resource-name", f"{place}/name", facts={"name": name})
        if resource.get("type", "table") != "table":
            self.add("type-not-table", f"{place}/type", facts={"type": resource["type"]})
        if resource.get("encoding", "utf-8") != "utf-8":
            self.add("encoding-not-utf-8", f"{place}/encoding", facts={"encoding": resource["encoding"]})
        self.schema(resource.get("schema", {}), f"{place}/schema")
        path = resource.get("path")
        if path is None:
            return
        refusal = judge_path(path)
        if refusal:
            self.add(refusal.rule, f"{place}/path", facts=refusal.facts)
            return
        form = path.rpartition(".")[2]
        if form not in _FORMATS:
            self.add("path-extension", f"{place}/path", facts={"path": path})
            return
        if resource.get("format", form) != form:
            self.add(
                "format-mismatch",
                f"{place}/format",
                facts={"format": resource["format"], "path": path, "expected": form},
            )
        if self.is_new(path, f"{place}/path"):
            yield Pointer(path, f"{place}/path", name, form)

    def sources(self, sources: list[Any], place: str) -> Iterator[Pointer]:
        if len(sources) > limits.PACKAGE_RESOURCES:
            self.add("too-many-sources", place, facts={"number": len(sources), "limit": limits.PACKAGE_RESOURCES})
        for number, source in enumerate(sources[: limits.PACKAGE_RESOURCES]):
            here = f"{place}/{number}"
            if not isinstance(source, dict):
                self.add("property-not-mapping", here, facts={"property": here})
                continue
            known = self.known(source, here, "source", _SOURCE)
            sha256 = known.get("sha256")
            if sha256 is not None and not _SHA256.fullmatch(sha256):
                self.add("sha256-format", f"{here}/sha256", facts={"sha256": sha256})
                sha256 = None
            path = known.get("path")
            if path is None or _SAFE_LINK.fullmatch(path):
                continue
            refusal = judge_path(path)
            if refusal:
                self.add(refusal.rule, f"{here}/path", facts=refusal.facts)
                continue
            if "sha256" not in source:
                self.add("property-missing", here, facts={"property": "sha256"})
            if self.is_new(path, f"{here}/path"):
                yield Pointer(path, f"{here}/path", "", "source", sha256)

    def people(self, owner: Mapping[str, Any], place: str) -> None:
        for key, kind, known in (("licenses", "licence", _LICENCE), ("contributors", "contributor", _CONTRIBUTOR)):
            for number, entry in enumerate(owner.get(key, [])):
                here = f"{place}{key}/{number}"
                if isinstance(entry, dict):
                    self.known(entry, here, kind, known)
                else:
                    self.add("property-not-mapping", here, facts={"property": here})

    def schema(self, schema: Mapping[str, Any], place: str) -> None:
        pointers = _shared_pointers(schema) if isinstance(schema, SharedMapping) else _pointers_in(schema)
        for path, key, value in pointers:
            rule = "address-in-pointer" if isinstance(value, str) else "forbidden-property"
            self.add(rule, f"{place}{path}", facts={"path": value, "property": key})

    def known(self, owner: Mapping[str, Any], place: str, level: str, kinds: Mapping[str, str]) -> dict[str, Any]:
        """Report unknown, missing and wrongly built properties; return the others."""
        prefix = f"{place}/" if place else ""
        sound: dict[str, Any] = {}
        for key, value in owner.items():
            here = prefix + key
            if key not in kinds:
                self.unknown(key, value, here, kinds)
            elif self.is_of_kind(value, kinds[key], here):
                sound[key] = value
        for key in _REQUIRED[level]:
            if key not in owner:
                self.add("property-missing", place, facts={"property": key})
        return sound

    def unknown(self, key: str, value: object, here: str, kinds: Mapping[str, str]) -> None:
        if key in _FORBIDDEN:
            address = isinstance(value, str) and judge_path(value)
            if address and address.rule == "address-in-pointer":
                self.add("address-in-pointer", here, facts={"path": value})
            else:
                self.add("forbidden-property", here, facts={"property": key})
            return
        near = get_close_matches(key[: limits.SHOWN_CHARACTERS], kinds, n=1)
        known = ", ".join(kinds)
        self.add("unknown-property", here, facts={"property": key, "nearest": near[0] if near else "", "known": known})

    def is_of_kind(self, value: object, kind: str, here: str) -> bool:
        python_type = _KINDS[kind]
        name = here.rpartition("/")[2]
        if not isinstance(value, python_type) or isinstance(value, bool):
            if kind == "mapping" and isinstance(value, str):
                refusal = judge_path(value)
                is_address = refusal is not None and refusal.rule == "address-in-pointer"
                self.add("address-in-pointer" if is_address else "schema-not-inline", here, facts={"path": value})
            elif python_type is str and isinstance(value, int | None):
                self.add("property-not-quoted", here, facts={"property": name, "value": _as_yaml(value)})
            else:
                self.add(f"property-not-{_RULE_OF_KIND[kind]}", here, facts={"property": name})
            return False
        if kind == "texts":
            return self.are_texts(value, here, name)
        if kind == "link" and not _LINK.fullmatch(str(value)):
            self.add("not-a-link", here, facts={"property": name, "value": value})
        return True

    def are_texts(self, values: object, here: str, name: str) -> bool:
        assert isinstance(values, list)  # noqa: S101 # the caller has looked
        wrong = [number for number, value in enumerate(values) if not isinstance(value, str)]
        for number in wrong:
            self.add("property-not-text", f"{here}/{number}", facts={"property": name})
        return not wrong

    def is_new(self, path: str, place: str) -> bool:
        first = self.paths.setdefault(path, place)
        if first != place:
            self.add("duplicate-path", place, facts={"path": path, "first": self.descriptor.line_of(first)})
        return first == place


_Pointers = tuple[tuple[str, str, Any], ...]


def _pointers_in(schema: Mapping[str, Any]) -> _Pointers:
    """Return each property below a schema that would point elsewhere: its path, its name, its value."""
    found = []
    waiting: list[tuple[Any, str]] = [(schema, "")]
    while waiting:
        value, here = waiting.pop()
        if isinstance(value, list):
            waiting.extend((below, f"{here}/{number}") for number, below in enumerate(value))
        if not isinstance(value, dict):
            continue
        for key, below in value.items():
            if key in _POINTERS:
                found.append((f"{here}/{key}", key, below))
            else:
                waiting.append((below, f"{here}/{key}"))
    return tuple(found)


_shared_pointers = lru_cache(maxsize=256)(_pointers_in)

_RULE_OF_KIND = MappingProxyType(
    {"text": "text", "link": "text", "list": "list", "texts": "list", "mapping": "mapping", "whole": "whole-number"}
)


def _as_yaml(value: object) -> str:
    return "null" if value is None else str(value).lower()
