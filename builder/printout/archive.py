"""An Office file packed anew, so that its bytes depend on its content alone: sorted parts, one fixed date."""

from __future__ import annotations

import io
import re
import zipfile

_FIRST_DATE = (1980, 1, 1, 0, 0, 0)
_PLAIN_FILE = 0o644 << 16
_UNIX = 3
_FIRST = "[Content_Types].xml"
_CORE = "docProps/core.xml"
_MODIFIED = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*")


def repacked(content: bytes, day: str) -> bytes:
    """Return the file with its parts sorted and dated alike, said to be made and changed on `day` (ISO 8601)."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(buffer, "w") as target:
        # Office looks for the list of types at the front.
        for name in sorted(source.namelist(), key=lambda name: (name != _FIRST, name)):
            part = source.read(name)
            if name == _CORE:
                part = _MODIFIED.sub(rb"\g<1>" + f"{day}T00:00:00Z".encode(), part)
            entry = zipfile.ZipInfo(name, _FIRST_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = _PLAIN_FILE
            entry.create_system = _UNIX
            target.writestr(entry, part)
    return buffer.getvalue()
