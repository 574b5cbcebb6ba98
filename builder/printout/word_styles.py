"""The styles of a Word document: fonts for Chinese and for Latin letters, and a style for each kind of paragraph."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from builder.printout.content import Fonts, Look, Style

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.styles.style import ParagraphStyle

GRID = "TableGrid"
SECTION_END = "Section End"
_UNWANTED_PARTS = ("thumbnail", "customXml", "stylesWithEffects")
_BLACK = "000000"


class Shape(NamedTuple):
    """What a style looks like; sizes and spaces are in points, the indent of a first line in characters."""

    name: str
    font: str = "text"
    size: float = 12
    align: str = "left"
    is_bold: bool = False
    before: float = 0
    after: float = 0
    indent: int = 0
    line: float | None = 1.5
    keeps_next: bool = False
    outline: int = 0
    """The depth at which it shows among the headings beside the text; 0 for none."""


PARAGRAPHS: Mapping[Style, Shape] = {
    "cover-title": Shape("Title", "heading", 24, "center", before=120, after=36),
    "cover-line": Shape("Subtitle", "text", 15, "center", after=6),
    "contents-title": Shape("Contents Title", "heading", 16, "center", before=48, after=12, keeps_next=True),
    "contents-entry": Shape("Contents Entry"),
    "contents-table": Shape("Contents Table", indent=2),
    "body": Shape("Body Text", align="both", indent=2),
    "table-number": Shape("Table Number", keeps_next=True),
    "table-title": Shape("Table Title", "heading", 14, "center", after=4, keeps_next=True, outline=2),
    "caption": Shape("Table Caption", size=10.5, line=1.2, after=2, keeps_next=True),
    "form-year": Shape("Form Year", align="center", keeps_next=True),
    "note": Shape("Table Note", size=10.5, before=4, line=1.3),
    "signature": Shape("Signature Line", align="right"),
}
HEADINGS = {
    1: Shape("Heading 1", "heading", 18, "center", after=14, keeps_next=True),
    2: Shape("Heading 2", "heading", 14, before=12, after=4, keeps_next=True),
    3: Shape("Heading 3", "heading", 12, is_bold=True, before=8, after=2, keeps_next=True),
}
CELLS: Mapping[Look, Shape] = {
    "head": Shape("Table Head", "table", 9.5, "center", is_bold=True, line=None),
    "text": Shape("Table Text", "table", 9.5, line=None),
    "aside": Shape("Table Aside", "table", 9.5, "right", line=None),
    "code": Shape("Table Code", "table", 9.5, "center", line=None),
    "amount": Shape("Table Amount", "table", 9.5, "right", line=None),
}
_SMALL = 8.5


def style_id(shape: Shape, *, is_small: bool = False) -> str:
    """Return the identifier of a style in the file."""
    return shape.name.replace(" ", "") + ("Small" if is_small else "")


def prepare_styles(document: WordDocument, fonts: Fonts) -> None:
    """Give the document the fonts and styles used here, and take away what its model brings along unasked."""
    _drop_unwanted(document)
    _set_defaults(document, fonts)
    for shape in (*PARAGRAPHS.values(), *HEADINGS.values(), *CELLS.values()):
        _shape(document, shape, fonts)
    for shape in CELLS.values():
        _shape(document, shape._replace(name=f"{shape.name} Small", size=_SMALL), fonts)
    _shape(document, Shape(SECTION_END, size=1, line=None), fonts)


def _drop_unwanted(document: WordDocument) -> None:
    for part in (document.part, document.part.package):
        for key, relation in list(part.rels.items()):
            if relation.reltype.rpartition("/")[2] in _UNWANTED_PARTS:
                part.rels.pop(key)


def _set_defaults(document: WordDocument, fonts: Fonts) -> None:
    from docx.oxml.ns import qn

    defaults = document.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    if defaults is not None:
        _set_fonts(defaults, fonts.latin, fonts.text)
        language = defaults.find(qn("w:lang"))
        if language is not None:
            language.set(qn("w:eastAsia"), "zh-CN")


def _set_fonts(properties: Any, latin: str, east_asian: str) -> None:
    """Set the fonts by their names; the theme's would win over them."""
    from docx.oxml.ns import qn

    fonts = properties.find(qn("w:rFonts"))
    if fonts is None:
        fonts = properties._add_rFonts()  # noqa: SLF001 - the library has no other way to an East Asian font
    fonts.attrib.clear()
    for name, font in (("ascii", latin), ("hAnsi", latin), ("cs", latin), ("eastAsia", east_asian)):
        fonts.set(qn(f"w:{name}"), font)


def _shape(document: WordDocument, shape: Shape, fonts: Fonts) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt, RGBColor

    style = _style(document, shape.name)
    names = {"text": fonts.text, "heading": fonts.heading, "table": fonts.table}
    _set_fonts(style.element.get_or_add_rPr(), fonts.latin, names[shape.font])
    style.font.size = Pt(shape.size)
    style.font.bold = shape.is_bold
    style.font.italic = False
    style.font.color.rgb = RGBColor.from_string(_BLACK)
    layout = style.paragraph_format
    layout.alignment = WD_ALIGN_PARAGRAPH.from_xml(shape.align)
    layout.space_before, layout.space_after = Pt(shape.before), Pt(shape.after)
    layout.line_spacing = shape.line or 1.0
    layout.keep_with_next = shape.keeps_next
    if shape.outline:
        _set_outline(style, shape.outline)
    if shape.indent:
        layout.first_line_indent = Pt(shape.size * shape.indent)


def _set_outline(style: ParagraphStyle, depth: int) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    level = OxmlElement("w:outlineLvl")
    level.set(qn("w:val"), str(depth - 1))
    # the last of what a style may say of its paragraphs
    style.element.get_or_add_pPr().append(level)


def _style(document: WordDocument, name: str) -> ParagraphStyle:
    """Return the style of that name, made anew from the plainest where the document has none; its rulings go."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.oxml.ns import qn

    if name not in document.styles:
        document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH).base_style = document.styles["Normal"]
    style = cast("ParagraphStyle", document.styles[name])
    for tag in ("w:pBdr", "w:contextualSpacing", "w:numPr"):
        properties = style.element.get_or_add_pPr()
        for child in properties.findall(qn(tag)):
            properties.remove(child)
    return style
