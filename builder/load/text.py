"""Bytes to text: UTF-8 and nothing else, with the likely encoding and the cure where it is another.

The encodings that Chinese office software writes are told apart by how their byte pairs look, not by guessing
a language: nothing is ever decoded with a guess.
"""

from __future__ import annotations

import codecs
import re

from builder.load.report import Report

_DOUBLE = re.compile(rb"[\x81-\xfe][\x40-\x7e\x80-\xfe]")
_LONE_RETURN = re.compile("\r(?!\n)")
_SIGNATURES = (
    (b"PK\x03\x04", "ZIP, XLSX, DOCX"),
    (b"%PDF", "PDF"),
    (b"\xd0\xcf\x11\xe0", "XLS, DOC"),
    (b"\x1f\x8b", "GZIP"),
    (b"SQLite format 3", "SQLite"),
    (b"\x89PNG", "PNG"),
    (b"PAR1", "Parquet"),
)
_DAMAGED_AT_MOST = 0.1
_FIRST_OF_GB2312 = 0xA1
_PAIRS_OF_GB2312 = 0.9


def decode(content: bytes, report: Report, name: str) -> str | None:
    """Return the text of a file, or None with a finding that names the first bad line and byte.

    One leading byte-order mark is taken off with a note; `name` is how the file is called in commands.
    """
    for signature, form in _SIGNATURES:
        if content.startswith(signature):
            report.add("not-text", facts={"form": form})
            return None
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or _is_bare_utf16(content):
        _report_encoding(content, 0, _utf16_name(content), report, name)
        return None
    if content.startswith(codecs.BOM_UTF8):
        content = content[len(codecs.BOM_UTF8) :]
        report.add("byte-order-mark", severity="info")
    try:
        text = content.decode("utf-8", "strict")
    except UnicodeDecodeError as error:
        _report_encoding(content, error.start, _likely_encoding(content), report, name)
        return None
    number = lone_returns(text)
    if number:
        first = _LONE_RETURN.search(text)
        line = text.count("\n", 0, first.start()) + 1 if first else 1
        report.add("lone-carriage-return", line=line, facts={"number": number})
    return text


def lone_returns(text: str) -> int:
    """Return how many carriage returns stand without a line feed after them."""
    return text.count("\r") - text.count("\r\n")


def _report_encoding(content: bytes, offset: int, encoding: str | None, report: Report, name: str) -> None:
    start = content.rfind(b"\n", 0, offset) + 1
    line = content.count(b"\n", 0, offset) + 1
    field, column = None, None
    if name.endswith(".csv") and b'"' not in content[:offset] and not (encoding or "").startswith("UTF-16"):
        column = content.count(b",", start, offset) + 1
        field = _field_at(content, column)
    facts = {"byte": offset + 1, "hex": content[offset : offset + 4].hex(" ").upper(), "name": name}
    if encoding is None:
        report.add("damaged-utf-8", line=line, column=column, field=field, facts=facts)
    else:
        report.add("not-utf-8", line=line, column=column, field=field, facts={**facts, "encoding": encoding})


def _field_at(content: bytes, column: int) -> str | None:
    """Return the header's name of a column where the header itself can be read."""
    header = content.partition(b"\n")[0].rstrip(b"\r").split(b",")
    if column > len(header):
        return None
    try:
        return header[column - 1].decode("utf-8") or None
    except UnicodeDecodeError:
        return None


def _is_bare_utf16(content: bytes) -> bool:
    head = content[:512]
    return bool(head[3:]) and len(head) // 8 < head.count(0) and head[:4].count(0) in {1, 2}


def _utf16_name(content: bytes) -> str:
    if content.startswith(codecs.BOM_UTF16_LE):
        return "UTF-16"
    if content.startswith(codecs.BOM_UTF16_BE):
        return "UTF-16"
    return "UTF-16LE" if content[1] == 0 else "UTF-16BE"


def _likely_encoding(content: bytes) -> str | None:
    """Return GB18030, Big5, or None where the text is UTF-8 with a few damaged places."""
    loose = content.decode("utf-8", "replace")
    bad = loose.count("\ufffd")
    good = sum(1 for character in loose if character > "\x7f") - bad
    if good and bad <= good * _DAMAGED_AT_MOST:
        return None
    pairs = _DOUBLE.findall(content)
    plain = sum(1 for pair in pairs if min(pair) >= _FIRST_OF_GB2312)
    readable = [name for name, codec in (("GB18030", "gb18030"), ("BIG5", "big5")) if _decodes(content, codec)]
    if "BIG5" in readable and plain < len(pairs) * _PAIRS_OF_GB2312:
        return "BIG5"
    return "GB18030" if "GB18030" in readable and pairs else None


def _decodes(content: bytes, codec: str) -> bool:
    try:
        content.decode(codec, "strict")
    except UnicodeDecodeError:
        return False
    return True
