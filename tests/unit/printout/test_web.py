"""The web page, read back by a parser: whole in itself, every blank kept."""

from __future__ import annotations

import re
from typing import Any

import lxml.html
import pytest

from builder.printout import printout, web_page
from builder.printout.content import Paragraph
from tests.projects import FIRST, SECOND
from tests.unit.printout.samples import first, real, second, small, spread, tables_of, texts

HOSTILE = "seq section heading text\n1 s1 false <script>alert(1)</script>&amp;"


def _text(element: Any) -> str:
    return "".join(map(str, element.itertext()))


def _places(table: lxml.html.HtmlElement, columns: int) -> list[list[str]]:
    """Return the texts place by place, a merged cell's at its first place only."""
    rows = table.findall(".//tr")
    taken: dict[tuple[int, int], str] = {}
    for number, row in enumerate(rows):
        column = 0
        for cell in row:
            while (number, column) in taken:
                column += 1
            wide, high = int(cell.get("colspan", "1")), int(cell.get("rowspan", "1"))
            covered = [(number + down, column + right) for down in range(high) for right in range(wide)]
            taken |= dict.fromkeys(covered, "")
            taken[number, column] = _text(cell)
    return [[taken[number, column] for column in range(columns)] for number in range(len(rows))]


@pytest.mark.parametrize("folder", [FIRST, SECOND])
def test_every_table_is_read_back_cell_by_cell(folder: str) -> None:
    document = printout(real(folder))

    page = lxml.html.fromstring(web_page(document).decode())

    tables = tables_of(document)
    read = [_places(table, len(one.widths)) for table, one in zip(page.iter("table"), tables, strict=True)]
    assert read == [spread(table) for table in tables]


def test_paragraphs_and_headings_are_read_back() -> None:
    document = printout(first())

    page = lxml.html.fromstring(web_page(document).decode())

    blocks = [
        element
        for section in page.iter("section")
        for element in section.iterchildren("p", "h1", "h2", "h3", "h4", "pre")
    ]
    written = [
        f"{block.text} {block.right}" if block.right else block.text
        for section in document.sections
        for block in section.blocks
        if isinstance(block, Paragraph)
    ]
    assert [_text(element) for element in blocks] == written


def test_blanks_that_browsers_would_drop_stand_in_preformatted_text() -> None:
    page = lxml.html.fromstring(web_page(printout(first())).decode())

    kept = {_text(element) for element in page.iter("pre")}
    assert "    一般公共预算" in kept
    assert all(re.search(r"^ | $|  ", text) for text in kept)


def test_heading_rows_stand_in_a_head_that_each_page_repeats() -> None:
    page = lxml.html.fromstring(web_page(printout(first())).decode())

    heads = [len(table.findall("thead/tr")) for table in page.iter("table") if table.get("class") != "form"]
    assert heads == [2, 2, 3, 2, 5, 3, 2, 2, 3]


def test_the_page_names_no_other_file_and_runs_nothing() -> None:
    page = web_page(printout(second())).decode()

    assert not re.search(r"<(?:script|link|img|iframe|object)|\b(?:src|href|url)\b|@import|https?:", page)


def test_text_from_the_data_is_no_mark_up() -> None:
    document = printout(small({"narrative": HOSTILE}))

    page = lxml.html.fromstring(web_page(document).decode())

    assert page.find(".//script") is None
    assert "<script>alert(1)</script>&amp;" in [_text(element) for element in page.iter("p")]
    assert "<script>alert(1)</script>&amp;" in texts(document)


def test_the_same_disclosure_gives_the_same_bytes() -> None:
    assert web_page(printout(second())) == web_page(printout(second()))
