"""Office files and archives made by hand, sound ones and such that are meant to do harm."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from io import BytesIO

import docx
import openpyxl

OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(504)
ENCRYPTED = OLE + "EncryptedPackage".encode("utf-16-le") + bytes(100)


def word_file(*paragraphs: str) -> bytes:
    """Return a Word document with these paragraphs and a table of one row."""
    document = docx.Document()
    for paragraph in paragraphs or ("一、主要职能",):
        document.add_paragraph(paragraph)
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "合计", "12.50"
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def workbook_file() -> bytes:
    """Return a workbook with one filled row."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["A1"], sheet["B1"] = "合计", 12.5
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def packed(members: Mapping[str, bytes | str]) -> bytes:
    """Return a zip archive of these members."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


def with_members(content: bytes, members: Mapping[str, bytes | str]) -> bytes:
    """Return an archive with these members added, or put in the place of its own."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        own = {name: archive.read(name) for name in archive.namelist()}
    return packed({**own, **members})
