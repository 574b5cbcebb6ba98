"""Zip archives whose bytes depend on their content alone: sorted, one fixed date, one compression."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterable
from functools import lru_cache

from builder.outputs import Output

_FIRST_DATE = (1980, 1, 1, 0, 0, 0)
_PLAIN_FILE = 0o644 << 16
_UNIX = 3
COMPRESSION_LEVEL = 4
"""Half the time of zlib's usual 6 for four per cent more bytes."""

_VERSION = zipfile.DEFAULT_VERSION
_FIRST_DAY = 0x21
_NAME_IS_UTF8 = 0x800
_HEADER = struct.Struct("<4s5H3I2H")
_ENTRY = struct.Struct("<4s2B5H3I5H2I")
_END = struct.Struct("<4s4H2IH")
_MOST_MEMBERS, _MOST_BYTES = 10_000, 1_000_000_000
"""Far below what needs the further fields of large archives."""
_RECURRING = 8192


def zip_file(members: Iterable[Output]) -> bytes:
    """Return an archive of the members, sorted by path."""
    ordered = sorted(members, key=lambda output: output.path)
    if len(ordered) > _MOST_MEMBERS or sum(len(member.content) for member in ordered) > _MOST_BYTES:
        return large_zip_file(ordered)
    archive, directory = bytearray(), bytearray()
    for member in ordered:
        content, name = member.content, member.path.encode()
        packed = _deflated(content) if len(content) <= _RECURRING else _compressed(content)
        flags = 0 if name.isascii() else _NAME_IS_UTF8
        facts = (_VERSION, flags, zipfile.ZIP_DEFLATED, 0, _FIRST_DAY, zlib.crc32(content), len(packed), len(content))
        directory += _ENTRY.pack(
            b"PK\x01\x02", _VERSION, _UNIX, *facts, len(name), 0, 0, 0, 0, _PLAIN_FILE, len(archive)
        )
        directory += name
        archive += _HEADER.pack(b"PK\x03\x04", *facts, len(name), 0)
        archive += name
        archive += packed
    end = _END.pack(b"PK\x05\x06", 0, 0, len(ordered), len(ordered), len(directory), len(archive), 0)
    return bytes(archive + directory + end)


def large_zip_file(members: Iterable[Output]) -> bytes:
    """Return the same bytes by way of the standard library, which knows archives of any size but takes longer."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=COMPRESSION_LEVEL) as archive:
        for member in sorted(members, key=lambda output: output.path):
            entry = zipfile.ZipInfo(member.path, _FIRST_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = _PLAIN_FILE
            entry.create_system = _UNIX
            archive.writestr(entry, member.content, compresslevel=COMPRESSION_LEVEL)
    return buffer.getvalue()


def _compressed(content: bytes) -> bytes:
    return zlib.compress(content, COMPRESSION_LEVEL, wbits=-zlib.MAX_WBITS)


@lru_cache(maxsize=1024)
def _deflated(content: bytes) -> bytes:
    """The same for a short file: of those many are the same in every disclosure."""
    return _compressed(content)
