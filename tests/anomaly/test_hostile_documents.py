"""Documents that are damaged, lie or mean harm: one sentence for each, soon, and nothing is opened beside them."""

from __future__ import annotations

import random
import zipfile
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builder.ingest.failures import Failed, OutOfMemory, Refused, TimedOut
from builder.ingest.sandbox import Limits
from builder.ingest.source import Document
from tests.unit.ingest.limited_reading import opened_and_read, read_limited
from tests.unit.ingest.office_files import ENCRYPTED, packed, with_members, word_file, workbook_file
from tests.unit.ingest.readers.pdf_files import pdf_file, stream, table, text

PRINTED = pdf_file(table({(55, 110): "201", (155, 110): "3.20"}, (50, 150, 250), (100, 130, 160)), text("end", 50, 50))
PAGE = "<!DOCTYPE html><html><body><table><tr><td>收入<td>12.50</table></body></html>".encode()
TEXT = "\t收入\n\t12.50\n\n二、说明\n".encode()
SOUND = {"甲.docx": word_file(), "甲.xlsx": workbook_file(), "甲.pdf": PRINTED, "甲.html": PAGE, "甲.txt": TEXT}
STARTS = {
    "甲.docx": b"PK\x03\x04",
    "甲.xlsx": b"PK\x03\x04",
    "甲.pdf": b"%PDF-1.7\n",
    "甲.html": b"<html>",
    "甲.txt": b"",
}

BODY = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{}</w:body></w:document>'
SHEET = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{}</worksheet>'
LAUGHS = '<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
SOON = Limits(seconds=10)


def word_of(body: str, head: str = "") -> bytes:
    return with_members(word_file(), {"word/document.xml": head + BODY.format(body)})


def sheet_of(content: str) -> bytes:
    return with_members(workbook_file(), {"xl/worksheets/sheet1.xml": SHEET.format(content)})


def pdf_with_stream(size: int) -> bytes:
    """A page whose operators are so many blanks when inflated."""
    packer = zlib.compressobj(9)
    content = b"".join(packer.compress(b" " * (1 << 20)) for _ in range(size >> 20)) + packer.flush()
    return pdf_file("/I1 Do", objects=[stream(content, "/Filter/FlateDecode/Type/XObject/Subtype/Form/BBox[0 0 1 1]")])


def pdf_that_contains_itself() -> bytes:
    form = "/Type/XObject/Subtype/Form/BBox[0 0 1 1]/Resources<</XObject<</I1 4 0 R>>>>"
    return pdf_file("/I1 Do", objects=[stream(b"/I1 Do /I1 Do", form)])


HOSTILE: dict[str, tuple[str, Callable[[], bytes]]] = {
    "entities": ("甲.docx", lambda: word_of("<w:p>&b;</w:p>", LAUGHS)),
    "locked": ("甲.docx", lambda: ENCRYPTED),
    "macros": ("甲.xlsx", lambda: with_members(workbook_file(), {"xl/vbaProject.bin": b"x"})),
    "bomb": ("甲.xlsx", lambda: with_members(workbook_file(), {"xl/sharedStrings.xml": b" " * (64 << 20)})),
    "members": (
        "甲.docx",
        lambda: packed({f"word/{number}": b"" for number in range(3_000)} | {"[Content_Types].xml": b""}),
    ),
    "traversal": ("甲.zip", lambda: packed({"../../甲.txt": TEXT})),
    "archive in archive": ("甲.zip", lambda: packed({"甲.zip": packed({"甲.txt": TEXT})})),
    "no document part": ("甲.docx", lambda: packed({"[Content_Types].xml": "<x/>", "word/a.xml": "<x/>"})),
    "no workbook part": ("甲.xlsx", lambda: packed({"[Content_Types].xml": "<x/>", "xl/a.xml": "<x/>"})),
    "markup cut short": ("甲.docx", lambda: word_of("<w:p><w:r>")),
    "pdf bomb": ("甲.pdf", lambda: pdf_with_stream(700 << 20)),
}

ODD: dict[str, tuple[str, bytes]] = {
    "tables in tables": ("甲.docx", word_of("<w:tbl><w:tr><w:tc>" * 400 + "</w:tc></w:tr></w:tbl>" * 400)),
    "wide spans": (
        "甲.docx",
        word_of('<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="999999999"/></w:tcPr></w:tc></w:tr></w:tbl>'),
    ),
    "far cells": (
        "甲.xlsx",
        sheet_of(
            '<dimension ref="A1:XFD1048576"/>'
            '<sheetData><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
        ),
    ),
    "wide merges": (
        "甲.xlsx",
        sheet_of('<sheetData/><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'),
    ),
    "cells of no place": (
        "甲.xlsx",
        sheet_of('<sheetData><row r="-1"><c r="??"><v>x</v></c></row></sheetData>'),
    ),
    "strings of no number": (
        "甲.xlsx",
        sheet_of('<sheetData><row><c t="s"><v>99999</v></c></row></sheetData>'),
    ),
    "deep page": ("甲.html", ("<html><body>" + "<div>" * 2_000 + "收入").encode()),
    "deep tables": ("甲.html", ("<html><body>" + "<table><tr><td>" * 2_000 + "收入").encode()),
    "wide page": ("甲.html", "<html><table><tr><td colspan=99999 rowspan=999999999>收入</table>".encode()),
    "script": ("甲.html", "<html><script>while(1);</script><img src=x onerror=x><p>收入</p>".encode()),
    "one long line": ("甲.txt", "收入".encode() * (3 << 18)),
    "many lines": ("甲.txt", "\t甲\n".encode() * 100_000),
    "pdf in itself": ("甲.pdf", pdf_that_contains_itself()),
    "lines everywhere": (
        "甲.pdf",
        pdf_file("".join(f"0 {y} m 400 {y} l {y} 0 m {y} 300 l S\n" for y in range(0, 300, 3))),
    ),
    "far away": ("甲.pdf", pdf_file("1e30 0 0 1e30 0 0 cm " + text("x", 1, 1) + "0 0 m 1e300 0 l S")),
    "no size": ("甲.pdf", pdf_file("0 0 0 0 0 0 cm " + text("x", 1, 1))),
}


def written(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def sentence_of(failed: Failed) -> str:
    """The one sentence in Chinese, which the English one must have a counterpart for."""
    assert failed.sentence("en")
    return failed.sentence("zh")


def outcome_of(path: Path) -> tuple[Document, ...] | Refused:
    """What reading gives in this process: only a refusal may be raised."""
    try:
        return opened_and_read((path,))
    except Refused as refused:
        return refused


def assert_read_or_refused(path: Path) -> None:
    outcome = outcome_of(path)
    if isinstance(outcome, Refused):
        assert "\n" not in sentence_of(outcome)


@pytest.mark.parametrize("case", HOSTILE)
def test_a_hostile_document_gets_one_sentence_soon(tmp_path: Path, case: str) -> None:
    name, content = HOSTILE[case]
    path = written(tmp_path, name, content())

    outcome = read_limited(path, SOON)

    assert isinstance(outcome, Refused | OutOfMemory)
    assert name in sentence_of(outcome)
    assert "\n" not in sentence_of(outcome)


@pytest.mark.parametrize("case", ODD)
def test_an_odd_document_is_read_or_refused_soon(tmp_path: Path, case: str) -> None:
    name, content = ODD[case]
    path = written(tmp_path, name, content)

    outcome = read_limited(path, SOON)

    assert isinstance(outcome, tuple | Refused | OutOfMemory)
    assert not isinstance(outcome, Refused) or name in sentence_of(outcome)


@pytest.mark.parametrize("name", SOUND)
def test_a_sound_document_is_read(tmp_path: Path, name: str) -> None:
    path = written(tmp_path, name, SOUND[name])

    outcome = read_limited(path, SOON)

    assert isinstance(outcome, tuple)
    assert any(figure in repr(outcome) for figure in ("'12.50'", "'12.5'", "'3.20'"))


@pytest.mark.parametrize("name", ["甲.docx", "甲.xlsx", "甲.pdf"])
@pytest.mark.parametrize("part", range(1, 20))
def test_a_file_that_ends_early_is_read_or_refused(tmp_path: Path, name: str, part: int) -> None:
    content = SOUND[name]

    assert_read_or_refused(written(tmp_path, name, content[: len(content) * part // 20]))


@pytest.mark.parametrize("name", SOUND)
@pytest.mark.parametrize("seed", range(5))
def test_random_bytes_under_any_name_are_read_or_refused(tmp_path: Path, name: str, seed: int) -> None:
    content = random.Random(seed).randbytes(3_000)

    assert_read_or_refused(written(tmp_path, name, content))
    assert_read_or_refused(written(tmp_path, name, STARTS[name] + content))


def changed(name: str, changes: list[tuple[int, int]], cut: int) -> bytes:
    """A sound file with some bytes changed and its end cut off."""
    content = bytearray(SOUND[name])
    for place, value in changes:
        content[place % len(content)] = value
    return bytes(content[: len(content) - cut])


def changed_part(name: str, part: str, changes: list[tuple[int, int]]) -> bytes:
    """A sound office file with some bytes of one part changed, packed again so that they reach the reader."""
    with zipfile.ZipFile(BytesIO(SOUND[name])) as archive:
        content = bytearray(archive.read(part))
    for place, value in changes:
        content[place % len(content)] = value
    return with_members(SOUND[name], {part: bytes(content)})


CHANGES = st.lists(st.tuples(st.integers(0, 1 << 20), st.integers(0, 255)), min_size=1, max_size=8)
CUTS = st.one_of(st.just(0), st.integers(0, 2_000))
PARTS = st.sampled_from(
    [
        *(("甲.docx", part) for part in ("word/document.xml", "word/_rels/document.xml.rels", "[Content_Types].xml")),
        *(("甲.xlsx", part) for part in ("xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/styles.xml")),
    ]
)
USUAL = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
LONG = settings(USUAL, max_examples=1_500)


@USUAL
@given(name=st.sampled_from(sorted(SOUND)), changes=CHANGES, cut=CUTS)
def test_any_few_changed_bytes_are_read_or_refused(
    tmp_path: Path, name: str, changes: list[tuple[int, int]], cut: int
) -> None:
    assert_read_or_refused(written(tmp_path, name, changed(name, changes, cut)))


@USUAL
@given(part=PARTS, changes=CHANGES)
def test_any_few_changed_bytes_in_a_part_are_read_or_refused(
    tmp_path: Path, part: tuple[str, str], changes: list[tuple[int, int]]
) -> None:
    assert_read_or_refused(written(tmp_path, part[0], changed_part(*part, changes)))


@pytest.mark.deep
@LONG
@given(name=st.sampled_from(sorted(SOUND)), changes=CHANGES, cut=CUTS)
def test_at_length_changed_bytes_are_read_or_refused(
    tmp_path: Path, name: str, changes: list[tuple[int, int]], cut: int
) -> None:
    assert_read_or_refused(written(tmp_path, name, changed(name, changes, cut)))


@pytest.mark.deep
@LONG
@given(part=PARTS, changes=CHANGES)
def test_at_length_changed_bytes_in_a_part_are_read_or_refused(
    tmp_path: Path, part: tuple[str, str], changes: list[tuple[int, int]]
) -> None:
    assert_read_or_refused(written(tmp_path, part[0], changed_part(*part, changes)))


def test_a_reader_that_does_not_end_is_told_as_such(tmp_path: Path) -> None:
    path = written(tmp_path, "甲.txt", "\t甲\n".encode() * (3 << 20))

    outcome = read_limited(path, Limits(seconds=1))

    assert isinstance(outcome, TimedOut | OutOfMemory)
    assert "甲.txt" in sentence_of(outcome)
