"""The document as a Word file: real styles and tables, A4, wide tables on pages on their side, no other file named."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from builder.printout.archive import repacked
from builder.printout.content import Block, Paragraph, Printout, Table
from builder.printout.word_styles import HEADINGS, PARAGRAPHS, SECTION_END, prepare_styles
from builder.printout.word_tables import table_xml

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.section import Section as WordSection
    from docx.text.paragraph import Paragraph as WordParagraph

_SHORT, _LONG = 210, 297
"""The sides of A4 in millimetres."""
_SIDES = {False: 25, True: 18}
_ENDS = {False: 22, True: 18}
"""Margins in millimetres, by whether the page lies on its side."""
_TWIPS = 1440 / 25.4


def word_document(document: Printout) -> bytes:
    """Return the file."""
    import docx

    made = docx.Document()
    prepare_styles(made, document.fonts)
    _describe(made, document)
    _lay_out(made.sections[0], is_wide=False)
    _number_pages(made.sections[0])
    is_wide = False
    for place, section in enumerate(document.sections):
        is_turned = section.is_wide != is_wide
        if is_turned:
            is_wide = section.is_wide
            _turn(made, is_wide=is_wide)
        breaks = bool(place) and not section.is_run_on and not is_turned
        for number, block in enumerate(section.blocks):
            _write(made, block, is_wide=is_wide, breaks=breaks and number == 0)
    buffer = io.BytesIO()
    made.save(buffer)
    return repacked(buffer.getvalue(), document.day)


def _describe(made: WordDocument, document: Printout) -> None:
    core = made.core_properties
    core.title, core.author, core.last_modified_by = document.title, document.author, document.author
    core.comments, core.language = "", "zh-CN"


def _turn(made: WordDocument, *, is_wide: bool) -> None:
    """Begin pages that lie the other way."""
    section = made.add_section()
    section.different_first_page_header_footer = False
    # the break before them stands in a paragraph of its own, which must not fill a line
    made.paragraphs[-1].style = made.styles[SECTION_END]
    _lay_out(section, is_wide=is_wide)


def _lay_out(section: WordSection, *, is_wide: bool) -> None:
    from docx.enum.section import WD_ORIENT
    from docx.shared import Mm

    section.orientation = WD_ORIENT.LANDSCAPE if is_wide else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (Mm(side) for side in ((_LONG, _SHORT) if is_wide else (_SHORT, _LONG)))
    section.left_margin = section.right_margin = Mm(_SIDES[is_wide])
    section.top_margin = section.bottom_margin = Mm(_ENDS[is_wide])
    section.header_distance = section.footer_distance = Mm(10)


def _width(*, is_wide: bool) -> int:
    """Return the width of the text in twentieths of a point."""
    return int(((_LONG if is_wide else _SHORT) - 2 * _SIDES[is_wide]) * _TWIPS)


def _number_pages(section: WordSection) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    section.different_first_page_header_footer = True
    paragraph = section.footer.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)  # noqa: SLF001 - the library knows no fields
    run = paragraph.add_run("1")
    field.append(run._r)  # noqa: SLF001


def _write(made: WordDocument, block: Block, *, is_wide: bool, breaks: bool) -> None:
    if isinstance(block, Table):
        if breaks:
            made.add_paragraph(style=SECTION_END).paragraph_format.page_break_before = True
        _add_table(made, block, is_wide=is_wide)
        return
    paragraph = _add_paragraph(made, block, is_wide=is_wide)
    if breaks:
        paragraph.paragraph_format.page_break_before = True


def _add_table(made: WordDocument, table: Table, *, is_wide: bool) -> None:
    from docx.oxml import parse_xml

    body = made.element.body
    body.insert(len(body) - 1, parse_xml(table_xml(table, _width(is_wide=is_wide))))


def _add_paragraph(made: WordDocument, block: Paragraph, *, is_wide: bool) -> WordParagraph:
    from docx.enum.text import WD_TAB_ALIGNMENT
    from docx.shared import Pt, Twips

    shape = HEADINGS[block.depth] if block.style == "heading" else PARAGRAPHS[block.style]
    paragraph = made.add_paragraph(block.text, style=shape.name)
    if block.right:
        paragraph.paragraph_format.tab_stops.add_tab_stop(Twips(_width(is_wide=is_wide)), WD_TAB_ALIGNMENT.RIGHT)
        paragraph.add_run(f"\t{block.right}")
    if block.style == "contents-entry" and block.depth > 1:
        paragraph.paragraph_format.left_indent = Pt(shape.size * block.depth)
    return paragraph
