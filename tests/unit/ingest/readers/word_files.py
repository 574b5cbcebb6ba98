"""Word documents written down as their raw XML, and what a reader made of them."""

from __future__ import annotations

from builder.ingest.source import Document, Grid, Line
from tests.unit.ingest.office_files import packed

_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SPACES = (
    f'xmlns:w="{_MAIN}" xmlns:r="{_OFFICE}" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"


def word_xml(body: str, **parts: str) -> bytes:
    """Return a document of this body; `parts` are the content of `numbering`, `styles`, `header1`, `footnotes` …"""
    kinds = {name: name.rstrip("0123456789") for name in parts}
    members: dict[str, bytes | str] = {
        "_rels/.rels": _relations({"word/document": "officeDocument"}),
        "word/document.xml": f"<w:document {_SPACES}><w:body>{body}</w:body></w:document>",
        "word/_rels/document.xml.rels": _relations(kinds),
    }
    members |= {
        f"word/{name}.xml": f"<w:{kinds[name]} {_SPACES}>{part}</w:{kinds[name]}>" for name, part in parts.items()
    }
    return packed(members)


def _relations(kinds: dict[str, str]) -> str:
    each = "".join(
        f'<Relationship Id="{path}" Type="{_OFFICE}/{kind}" Target="{path}.xml"/>' for path, kind in kinds.items()
    )
    return f'<Relationships xmlns="{_RELATIONS}">{each}</Relationships>'


def run(text: str, properties: str = "") -> str:
    """Return a run of text."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*runs: str, properties: str = "") -> str:
    """Return a paragraph; what begins with a bracket is XML already."""
    inside = "".join(each if each.startswith("<") else run(each) for each in runs)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inside}</w:p>"


def cell(*blocks: str, properties: str = "") -> str:
    """Return a table cell; what begins with a bracket is XML already."""
    inside = "".join(each if each.startswith("<") else paragraph(each) for each in blocks)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    """Return a table row; what begins with a bracket is XML already."""
    inside = "".join(each if each.startswith("<w:") else cell(each) for each in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{inside}</w:tr>"


def table(*rows: str) -> str:
    """Return a table."""
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


def lines(document: Document) -> list[str]:
    """Return the paragraphs."""
    return [block.text for block in document.blocks if isinstance(block, Line)]


def grids(document: Document) -> list[list[list[str]]]:
    """Return the texts of the tables, row by row."""
    found = [block for block in document.blocks if isinstance(block, Grid)]
    return [[[each.text for each in cells] for cells in grid.rows] for grid in found]


def spans(document: Document) -> dict[str, tuple[int, int, int, int]]:
    """Return row, column, row span and column span of the cells by their text."""
    found = [block for block in document.blocks if isinstance(block, Grid)]
    return {
        each.text: (each.row, each.column, each.row_span, each.column_span) for grid in found for each in grid.cells
    }


def asides(document: Document) -> list[tuple[str, str]]:
    """Return what was set aside, its reason first."""
    return [(each.reason, each.piece.text) for each in document.set_aside]


def every_text(document: Document) -> str:
    """Return all that was read, in the order of the pieces' numbers."""
    pieces = [each.piece for each in document.set_aside]
    for block in document.blocks:
        pieces += [block.piece] if isinstance(block, Line) else [each.piece for each in block.cells]
    pieces.sort()
    assert [piece.number for piece in pieces] == list(range(len(pieces)))
    return "|".join(piece.text for piece in pieces)
