"""Zip archives whose bytes depend on their content alone: sorted, one fixed date, one compression.

Byte for byte what the standard library's `zipfile` writes (a test holds them together), which takes much longer around
small members, and the downloads of a page have sixty. What is the same in every archive is compressed once.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from struct import Struct
from typing import NamedTuple

from builder.export.deflated import compressor
from builder.outputs import Output

# The records of a zip archive (PKWARE APPNOTE 4.3.7, 4.3.12, 4.3.16), little-endian, without extra fields.
_LOCAL = Struct("<4s5H3L2H")
_CENTRAL = Struct("<4s6H3L5H2L")
_END = Struct("<4s4H2LH")
_VERSION = 20
_UNIX_VERSION = 3 << 8 | _VERSION
_PLAIN_FILE = 0o644 << 16
_NO_TIME, _FIRST_DATE = 0, 1 << 5 | 1
"""Midnight of 1 January 1980, the first day that the format knows."""
_UTF_8_NAME = 0x800


class Member(NamedTuple):
    """One compressed file of an archive."""

    path: str
    crc: int
    size: int
    stream: bytes


def member_of(path: str, chunks: Iterable[bytes]) -> Member:
    """Return a file as a member; of a file that comes in chunks only the compressed form is held."""
    compressing = compressor()
    crc = size = 0
    stream = []
    for chunk in chunks:
        crc = zlib.crc32(chunk, crc)
        size += len(chunk)
        stream.append(compressing.compress(chunk))
    return Member(path, crc, size, b"".join((*stream, compressing.flush())))


def zip_file(files: Iterable[Output]) -> bytes:
    """Return an archive of the files, sorted by path."""
    return b"".join(zip_chunks(member_of(file.path, (file.content,)) for file in sorted(files, key=_path)))


def zip_chunks(members: Iterable[Member]) -> Iterator[bytes]:
    """Yield an archive piece by piece; members come sorted, and one at a time is held."""
    central: list[bytes] = []
    offset = 0
    for path, crc, size, stream in members:
        name = path.encode()
        flags = 0 if path.isascii() else _UTF_8_NAME
        facts = (flags, zlib.DEFLATED, _NO_TIME, _FIRST_DATE, crc, len(stream), size, len(name), 0)
        local = _LOCAL.pack(b"PK\x03\x04", _VERSION, *facts) + name
        yield local
        yield stream
        record = _CENTRAL.pack(b"PK\x01\x02", _UNIX_VERSION, _VERSION, *facts, 0, 0, 0, _PLAIN_FILE, offset)
        central.append(record + name)
        offset += len(local) + len(stream)
    directory = b"".join(central)
    yield directory
    yield _END.pack(b"PK\x05\x06", 0, 0, len(central), len(central), len(directory), offset, 0)


def _path(file: Output) -> str:
    return file.path
