"""The Word file, read back by the library that others write with and as the parts that it is made of."""

from __future__ import annotations

import io
import re
import zipfile

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.table import Table as WordTable
from docx.text.paragraph import Paragraph as WordParagraph

from builder.printout import printout, word_document
from builder.printout.content import Paragraph
from tests.projects import FIRST, SECOND
from tests.unit.printout.samples import first, real, second, small, spread, tables_of, texts

SPECIAL = "seq section heading text\n1 s1 false <收入>&“支出”~_x0041_"


def _places(table: WordTable) -> list[list[str]]:
    """Return the texts place by place, a merged cell's at its first place only."""
    seen: set[object] = set()
    rows = []
    for row in table.rows:
        texts_of_row = []
        for cell in row.cells:
            is_new = cell._tc not in seen
            seen.add(cell._tc)
            texts_of_row.append(cell.text if is_new else "")
        rows.append(texts_of_row)
    return rows


def _style(paragraph: WordParagraph) -> str:
    assert paragraph.style is not None
    return str(paragraph.style.name)


def _parts(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize("folder", [FIRST, SECOND])
def test_every_table_is_read_back_cell_by_cell(folder: str) -> None:
    document = printout(real(folder))

    read = docx.Document(io.BytesIO(word_document(document)))

    assert [_places(table) for table in read.tables] == [spread(table) for table in tables_of(document)]


@pytest.mark.parametrize("folder", [FIRST, SECOND])
def test_every_paragraph_is_read_back_with_its_blanks(folder: str) -> None:
    document = printout(real(folder))

    read = docx.Document(io.BytesIO(word_document(document)))

    written = [
        block.text + (f"\t{block.right}" if block.right else "")
        for section in document.sections
        for block in section.blocks
        if isinstance(block, Paragraph)
    ]
    assert [paragraph.text for paragraph in read.paragraphs if _style(paragraph) != "Section End"] == written


def test_headings_are_headings() -> None:
    read = docx.Document(io.BytesIO(word_document(printout(first()))))

    levels = {paragraph.text: _style(paragraph) for paragraph in read.paragraphs}
    assert levels["第二部分  单位预算公开表"] == "Heading 1"
    assert levels["一、主要职能"] == "Heading 2"
    assert levels["（二）政府采购情况"] == "Heading 3"
    assert levels["单位收支总体情况表"] == "Table Title"


def test_heading_rows_are_repeated_on_each_page_and_no_row_is_broken() -> None:
    read = docx.Document(io.BytesIO(word_document(printout(first()))))

    rows = read.tables[1].rows
    repeated = [row._tr.trPr is not None and row._tr.trPr.find(qn("w:tblHeader")) is not None for row in rows]
    assert repeated == [True, True] + [False] * (len(rows) - 2)
    assert all(row._tr.trPr is not None and row._tr.trPr.find(qn("w:cantSplit")) is not None for row in rows)


def test_pages_are_a4_and_wide_tables_lie_on_their_side() -> None:
    read = docx.Document(io.BytesIO(word_document(printout(first()))))

    pages = [(round(section.page_width.mm), section.orientation) for section in read.sections]  # type: ignore[union-attr]
    upright, sideways = (210, WD_ORIENT.PORTRAIT), (297, WD_ORIENT.LANDSCAPE)
    assert pages == [upright, sideways, upright, sideways, upright]


def test_chinese_fonts_are_named_for_chinese_letters() -> None:
    styles = _parts(word_document(printout(first())))["word/styles.xml"].decode()

    body = re.search(r'w:styleId="BodyText".*?</w:style>', styles, re.DOTALL)
    assert body is not None
    assert 'w:eastAsia="仿宋"' in body[0]
    assert "Theme=" not in body[0]


def test_nothing_outside_the_file_is_referred_to() -> None:
    parts = _parts(word_document(printout(first())))

    relations = b"".join(content for name, content in parts.items() if name.endswith(".rels"))
    assert b"External" not in relations
    assert not [name for name in parts if "customXml" in name or "thumbnail" in name]


def test_the_same_disclosure_gives_the_same_bytes_dated_as_it_is() -> None:
    content = word_document(printout(second()))

    assert content == word_document(printout(second()))
    core = _parts(content)["docProps/core.xml"]
    assert core.count(b"2025-01-01T00:00:00Z") == 2
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_signs_that_xml_reserves_are_kept() -> None:
    document = printout(small({"narrative": SPECIAL}))

    read = docx.Document(io.BytesIO(word_document(document)))

    assert [paragraph.text for paragraph in read.paragraphs] == texts(document)
