"""Invented but realistic disclosures of both templates: whatever they hold, their print is whole."""

from __future__ import annotations

import io

import docx
import openpyxl
import pytest

from bench.in_memory import samples
from bench.places import SHANGHAI, XINJIANG
from builder.printout import printout, web_page, word_document, workbook
from tests.unit.printout.samples import covered, tables_of, texts

SEED = 7


@pytest.mark.parametrize("template", [XINJIANG, SHANGHAI])
def test_tables_are_whole_and_every_paragraph_is_there(template: str) -> None:
    for sample in samples(template, 12, SEED):
        document = printout(sample.disclosure)

        assert {count for table in tables_of(document) for row in covered(table) for count in row} == {1}
        written = {row.text("text") for row in sample.disclosure.rows("narrative")}
        assert written <= set(texts(document))


@pytest.mark.parametrize("template", [XINJIANG, SHANGHAI])
def test_every_form_has_every_table(template: str) -> None:
    (sample, *_) = samples(template, 1, SEED)
    document = printout(sample.disclosure)

    word = docx.Document(io.BytesIO(word_document(document)))
    book = openpyxl.load_workbook(io.BytesIO(workbook(document)))

    count = len(tables_of(document))
    assert len(word.tables) == count
    assert web_page(document).count(b"<table") == count
    assert len(book.worksheets) == len(document.sections)
