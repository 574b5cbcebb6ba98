"""What the first bytes of a file say it is, whatever its name says."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from types import MappingProxyType

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

# First bytes → form; the readers know docx, xlsx, pdf, html and txt only.
_STARTS = MappingProxyType(
    {
        b"Rar!\x1a\x07": "archive",
        b"7z\xbc\xaf\x27\x1c": "archive",
        b"\x1f\x8b": "archive",
        b"BZh": "archive",
        b"\xfd7zXZ\x00": "archive",
        b"\x89PNG\r\n": "image",
        b"\xff\xd8\xff": "image",
        b"GIF8": "image",
        b"BM": "image",
        b"II*\x00": "image",
        b"MM\x00*": "image",
        b"{\\rtf": "old-office",
    }
)

# A PDF may begin with a few bytes of something else; viewers look this far.
_PDF_WITHIN = 1024
_HTML_WITHIN = 4096
_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*>|<!--.*?-->|\s)*<(?:!doctype\s+html|html|head|body|meta|title|table|div|style)\b",
    re.IGNORECASE | re.DOTALL,
)
_HTML_ANYWHERE = re.compile(r"<(?:html|body|table|div|p|span)\b[^>]*>", re.IGNORECASE)


def form_of_content(content: bytes) -> str:
    """Return `docx`, `xlsx`, `zip`, `pdf`, `html`, `txt`, or what cannot be read.

    These are `encrypted` and `old-office` (OLE containers, RTF), `archive`, `image`, `empty` and `binary`.
    """
    if not content.strip():
        return "empty"
    # An archive without any file begins with the end of its directory.
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zipped_form(content)
    if content.startswith(_OLE):
        return "encrypted" if "EncryptedPackage".encode("utf-16-le") in content else "old-office"
    for start, form in _STARTS.items():
        if content.startswith(start) and not (start == b"BM" and b"\0" not in content):
            return form
    return "pdf" if b"%PDF-" in content[:_PDF_WITHIN] else _text_form(content)


def _zipped_form(content: bytes) -> str:
    """By the names in its directory; a damaged archive is called one, and the gate says so."""
    try:
        names = zipfile.ZipFile(BytesIO(content)).namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        names = [mark for mark in ("[Content_Types].xml", "word/", "xl/") if mark.encode() in content]
    if "[Content_Types].xml" not in names:
        return "zip"
    folders = {name.partition("/")[0].lower() for name in names}
    return "docx" if "word" in folders else "xlsx" if "xl" in folders else "zip"


def _text_form(content: bytes) -> str:
    start = content[:_HTML_WITHIN]
    wide = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}.get(start[:2])
    if wide is None and b"\0" in content:
        return "binary"
    text = start[2:].decode(wide, "ignore") if wide else start.removeprefix(b"\xef\xbb\xbf").decode("latin-1")
    return "html" if _HTML.match(text) or (text.lstrip()[:1] == "<" and _HTML_ANYWHERE.search(text)) else "txt"
