"""A quick proof that frictionless has nothing against a package; in any doubt there is none, and stock is asked.

What the proof rests on: frictionless itself judges the metadata, opens and parses each file, reads the header
and judges the cells (`frictionless_parts`). Ours is the rest: that rows are as long as the header, that no
primary key stands twice, and that every foreign key is found, each compared as a set of frictionless's values.
A proof can only say that nothing is wrong; errors come from stock frictionless alone, asked about the whole
package. Tests hold the two to the same verdicts.

What a table's verdict depends on is its key: its entry in the descriptor, its bytes, and the same of the
tables that its foreign keys point at. A table whose key is known is proven already, so that a changed table
costs the reading of that table and of those around it only.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

import yaml

from builder.schemas import ForeignKey
from builder.schemas.pieces import LIST_HEAD, cut_descriptor
from builder.segments import digest_of
from builder.validate.plain_yaml import read_value

if TYPE_CHECKING:
    from builder.validate.frictionless_parts import Columns, ResourceParts, Version

Digest = Callable[[str], bytes | None]
"""The digest of a file of the package by its path; None where it cannot be read."""

_PLAIN_ENTRY = frozenset(
    ("name", "type", "path", "format", "mediatype", "encoding", "title", "description", "licenses", "sources", "schema")
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One resource as it stands in a descriptor; `identity` tells its content from any other."""

    identity: bytes
    name: str
    content: Mapping[str, Any] = field(compare=False)


class Listing(NamedTuple):
    """A descriptor: its own properties and its resources, of which no two have one name."""

    head: Mapping[str, Any]
    entries: Mapping[str, Entry]
    identity: bytes


def prove_sound(folder: str, descriptor: bytes, digest: Digest, known: Collection[str]) -> frozenset[str] | None:
    """Return the keys of everything that is proven sound, so that the whole package is; None in any doubt.

    `known` are keys of earlier proofs of any package.
    """
    listing = _listing(descriptor)
    if listing is None:
        return None
    keys = {name: key for name, entry in listing.entries.items() if (key := _key(entry, listing, digest))}
    if len(keys) < len(listing.entries):
        return None
    head_key = digest_of(b"head", listing.identity).hex()
    unproven = [name for name, key in keys.items() if key not in known]
    if unproven or head_key not in known:
        proof = _Proof.of(folder, listing)
        if not proof.is_sound_head() or not all(map(proof.is_sound_table, unproven)):
            return None
    return frozenset((head_key, *keys.values()))


def _listing(descriptor: bytes) -> Listing | None:
    try:
        text = descriptor.decode()
        return _listing_of_pieces(text) or _listing_of(read_value(text))
    except (UnicodeDecodeError, yaml.YAMLError, ValueError):
        return None


def _listing_of_pieces(text: str) -> Listing | None:
    pieces = cut_descriptor(text)
    if pieces is None:
        return None
    head = read_value(pieces.head)
    entries = [entry for piece in pieces.resources if (entry := _entry_of_piece(piece))]
    if not isinstance(head, dict) or "resources" in head or len(entries) < len(pieces.resources):
        return None
    return _listed(head, entries)


@lru_cache(maxsize=256)
def _entry_of_piece(piece: str) -> Entry | None:
    try:
        content = read_value(LIST_HEAD + piece)["resources"]
    except yaml.YAMLError:
        return None
    return _entry(content[0]) if len(content) == 1 else None


def _listing_of(content: Any) -> Listing | None:
    if not isinstance(content, dict) or not isinstance(content.get("resources"), list):
        return None
    head = {name: value for name, value in content.items() if name != "resources"}
    entries = [entry for each in content["resources"] if (entry := _entry(each))]
    return _listed(head, entries) if len(entries) == len(content["resources"]) else None


def _listed(head: Mapping[str, Any], entries: list[Entry]) -> Listing | None:
    by_name = {entry.name: entry for entry in entries}
    if not entries or len(by_name) < len(entries):
        return None
    return Listing(head, by_name, digest_of(_canonical(head), *(entry.identity for entry in entries)))


def _entry(content: Any) -> Entry | None:
    """Return a resource of the plain kind: local, a table, nothing said of how it is to be read but its format."""
    if not isinstance(content, dict) or not _PLAIN_ENTRY.issuperset(content) or content.get("type") != "table":
        return None
    has_texts = all(isinstance(content.get(name), str) for name in ("name", "path", "format"))
    if not has_texts or not isinstance(content.get("schema"), dict):
        return None
    return Entry(digest_of(_canonical(content)), content["name"], content)


def _canonical(value: Any) -> bytes:
    return repr(value).encode(errors="surrogatepass")


def _key(entry: Entry, listing: Listing, digest: Digest) -> str | None:
    """Return what a table's verdict depends on; None where a file or a table is missing, or keys are oddly written."""
    targets = _targets(entry.content)
    if targets is None:
        return None
    parts = [_canonical(listing.head.get("$schema"))]
    for name in (entry.name, *targets):
        target = listing.entries.get(name)
        content = digest(target.content["path"]) if target else None
        if target is None or content is None:
            return None
        parts += (target.identity, content)
    return digest_of(*parts).hex()


def _targets(content: Mapping[str, Any]) -> list[str] | None:
    """Return the names of the resources that foreign keys point at, sorted; None where keys are not plainly written."""
    try:
        targets = {key["reference"].get("resource", "") for key in content["schema"].get("foreignKeys", ())}
        return sorted(targets - {""})
    except (TypeError, KeyError, AttributeError):
        return None


@dataclass(slots=True)
class _Proof:
    """What frictionless makes of one package, each table read once."""

    folder: str
    listing: Listing
    version: Version
    tables: dict[str, Columns | None] = field(default_factory=dict)

    @classmethod
    def of(cls, folder: str, listing: Listing) -> _Proof:
        from builder.validate.frictionless_parts import version_of

        return cls(folder, listing, version_of(listing.head))

    def is_sound_head(self) -> bool:
        from builder.validate.frictionless_parts import is_sound_head

        return is_sound_head(self.listing.head)

    def is_sound_table(self, name: str) -> bool:
        """Return whether every cell is accepted, no primary key stands twice and every foreign key is found."""
        columns = self.columns(name)
        if columns is None:
            return False
        parts = self.parts(name)
        return (
            parts is not None
            and _has_sound_key(parts, columns)
            and all(self.is_found(columns, key) for key in parts.foreign_keys)
        )

    def parts(self, name: str) -> ResourceParts | None:
        return _parts(self.listing.entries[name], self.version)

    def columns(self, name: str) -> Columns | None:
        from builder.validate.frictionless_parts import read_sound_columns

        if name not in self.tables:
            parts = self.parts(name) if name in self.listing.entries else None
            self.tables[name] = read_sound_columns(self.folder, parts) if parts else None
        return self.tables[name]

    def is_found(self, columns: Columns, key: ForeignKey) -> bool:
        target = self.columns(key.target)
        if target is None or not target.keys() >= set(key.target_fields) or not columns.keys() >= set(key.fields):
            return False
        missing = {(None,) * len(key.fields)}
        return _rows(columns, key.fields) - missing <= _rows(target, key.target_fields)


@lru_cache(maxsize=256)
def _parts(entry: Entry, version: Version) -> ResourceParts | None:
    from builder.validate.frictionless_parts import resource_parts

    return resource_parts(entry.content, version)


def _has_sound_key(parts: ResourceParts, columns: Columns) -> bool:
    if not parts.primary_key:
        return True
    number = len(columns[parts.primary_key[0]])
    keys = _rows(columns, parts.primary_key)
    return len(keys) == number and (None,) * len(parts.primary_key) not in keys


def _rows(columns: Columns, names: Iterable[str]) -> set[tuple[Any, ...]]:
    return set(zip(*(columns[name] for name in names), strict=True))
