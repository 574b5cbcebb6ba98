"""Zip containers within limits: office files checked part by part, archives of a disclosure's parts unpacked."""

from __future__ import annotations

import re
import stat
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from pathlib import PurePosixPath
from typing import Final

from lxml import etree

from builder.ingest.failures import Refused

MOST_MEMBERS: Final = 2_000
MOST_BYTES: Final = 200 << 20
MOST_RATIO: Final = 200
# Below this size a high ratio is harmless: sheets of blank cells pack well.
_RATIO_FROM: Final = 1 << 20
_STEP: Final = 1 << 16
_MOST_TARGETS: Final = 20

# Pictures and embedded files, which no reader opens; drawings among them are free to declare what they are.
_NO_MARKUP = re.compile(r"(?:^|/)(?:media|embeddings|fonts)/[^/]*$")
_DOCTYPE = tuple("<!DOCTYPE".encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be"))
_LONGEST_MARK = max(map(len, _DOCTYPE))
_MACROS = re.compile(r"vbaProject\.bin$|/macrosheets/|vbaData\.xml$", re.IGNORECASE)
_UNSAFE = re.compile(r"^[/\\]|^[A-Za-z]:|(?:^|[/\\])\.\.(?:[/\\]|$)|[\x00-\x1f\x7f\u202a-\u202e\u2066-\u2069]")
_UTF8_NAMES: Final = 0x800
_ENCRYPTED: Final = 0x1

Notes = tuple[tuple[str, dict[str, str]], ...]


def check_office(name: str, content: bytes) -> Notes:
    """Return notes on an office file that is safe to read; raises `Refused` otherwise.

    Every part is inflated once and counted, none is kept. External targets are listed, none is opened.
    """
    archive = _archive(name, content)
    targets: list[str] = []
    budget = _Budget(name)
    for member in _members(name, archive):
        if _MACROS.search(member.filename):
            raise Refused("has-macros", file=name)
        relations = b"".join(_checked(name, member, _inflated(name, archive, member, budget)))
        if member.filename.endswith(".rels"):
            targets += _external_targets(name, relations, member.filename)
    if not targets:
        return ()
    listed = ", ".join(sorted(set(targets))[:_MOST_TARGETS])
    return (("external-targets", {"file": name, "count": str(len(set(targets))), "targets": listed}),)


def parts_of_archive(name: str, content: bytes) -> list[tuple[str, bytes]]:
    """Return the files in a zip archive with their names as their writer saw them, folders left out."""
    archive = _archive(name, content)
    budget = _Budget(name)
    parts: dict[str, bytes] = {}
    for member in _members(name, archive):
        path = str(PurePosixPath(member.filename.replace("\\", "/")))
        if path in parts:
            raise Refused("damaged-archive", file=name)
        parts[path] = b"".join(_inflated(name, archive, member, budget))
    return list(parts.items())


class _Budget:
    """How much of an archive may still be inflated."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._left = MOST_BYTES

    def spend(self, size: int) -> None:
        self._left -= size
        if self._left < 0:
            raise Refused("inflates-too-much", file=self._name, limit=str(MOST_BYTES >> 20))


def _archive(name: str, content: bytes) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(BytesIO(content))
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, UnicodeDecodeError) as error:
        raise Refused("damaged-archive", file=name) from error


def _members(name: str, archive: zipfile.ZipFile) -> Iterator[zipfile.ZipInfo]:
    """The files of an archive, their names decoded; names that lead elsewhere, links and encrypted files raise."""
    members = archive.infolist()
    if len(members) > MOST_MEMBERS:
        raise Refused("too-many-members", file=name, limit=str(MOST_MEMBERS))
    for member in members:
        if member.flag_bits & _ENCRYPTED:
            raise Refused("is-encrypted", file=name)
        member.filename = _decoded_name(member)
        if _UNSAFE.search(member.orig_filename) or _UNSAFE.search(member.filename) or not member.filename:
            raise Refused("unsafe-member", file=name)
        if stat.S_ISLNK(member.external_attr >> 16):
            raise Refused("is-link", file=f"{name}: {member.filename}")
        if not member.is_dir():
            yield member


def _decoded_name(member: zipfile.ZipInfo) -> str:
    """The name of a member; Chinese archivers write GBK without saying so, which is then read as another code."""
    if member.flag_bits & _UTF8_NAMES:
        return member.filename
    for encoding in ("utf-8", "gb18030"):
        try:
            return member.filename.encode("cp437").decode(encoding)
        except UnicodeError:
            continue
    return member.filename


def _inflated(name: str, archive: zipfile.ZipFile, member: zipfile.ZipInfo, budget: _Budget) -> Iterator[bytes]:
    """The content of a member in steps, counted as it comes: what its header says of its size may be a lie."""
    size = 0
    try:
        with archive.open(member) as stream:
            while step := stream.read(_STEP):
                size += len(step)
                budget.spend(len(step))
                if size > _RATIO_FROM and size > MOST_RATIO * max(member.compress_size, 1):
                    raise Refused("inflates-too-much", file=name, limit=str(MOST_BYTES >> 20))
                yield step
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError, ValueError) as error:
        raise Refused("damaged-archive", file=name) from error


def _checked(name: str, member: zipfile.ZipInfo, steps: Iterator[bytes]) -> Iterator[bytes]:
    """What a list of relations says; other parts are looked through for declarations of their own and let go."""
    tail = b""
    for step in steps:
        if not _NO_MARKUP.search(member.filename) and any(mark in tail + step for mark in _DOCTYPE):
            raise Refused("has-doctype", file=name, part=member.filename)
        tail = step[-_LONGEST_MARK:]
        if member.filename.endswith(".rels"):
            yield step


def _external_targets(name: str, part: bytes, path: str) -> Iterator[str]:
    try:
        root = etree.fromstring(part, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False))
    except etree.XMLSyntaxError as error:
        raise Refused("damaged-part", file=name, part=path) from error
    for element in root.iter("{*}Relationship"):
        if element.get("TargetMode") == "External":
            yield str(element.get("Target") or "")
