"""Zip archives whose bytes depend on their content alone: sorted, one fixed date, one compression."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable

from builder.outputs import Output

_FIRST_DATE = (1980, 1, 1, 0, 0, 0)
_PLAIN_FILE = 0o644 << 16
_UNIX = 3
COMPRESSION_LEVEL = 4
"""Half the time of zlib's usual 6 for four per cent more bytes."""


def zip_file(members: Iterable[Output]) -> bytes:
    """Return an archive of the members, sorted by path."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=COMPRESSION_LEVEL) as archive:
        for member in sorted(members, key=lambda output: output.path):
            entry = zipfile.ZipInfo(member.path, _FIRST_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = _PLAIN_FILE
            entry.create_system = _UNIX
            archive.writestr(entry, member.content, compresslevel=COMPRESSION_LEVEL)
    return buffer.getvalue()
