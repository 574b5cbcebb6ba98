"""What stands on a sheet beside its cells: comments, text boxes, the words of charts and drawings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from lxml import etree

from builder.ingest.readers.numbering import whole
from builder.ingest.readers.paragraphs import chosen_branch
from builder.ingest.readers.parts import Package, drawn_texts

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
_DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_ALTERNATE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"


class SheetParts(NamedTuple):
    """Comments by cell, text boxes by the row where they begin, other words drawn."""

    comments: tuple[tuple[str, str], ...] = ()
    boxes: tuple[tuple[int, str], ...] = ()
    drawn: tuple[str, ...] = ()


def sheet_parts(package: Package) -> Mapping[str, SheetParts]:
    """Return the parts of each sheet by the sheet's name."""
    path, root = package.main_part()
    paths = {relation.key: relation.path for relation in package.relations(path)}
    sheets = [(str(sheet.get("name")), paths.get(str(sheet.get(_ID)))) for sheet in root.iter(f"{_MAIN}sheet")]
    return {name: _parts_of(package, sheet_path) for name, sheet_path in sheets if sheet_path is not None}


def _parts_of(package: Package, path: str) -> SheetParts:
    comments: list[tuple[str, str]] = []
    boxes: list[tuple[int, str]] = []
    drawn: list[str] = []
    for relation in package.relations(path):
        part = package.tree_if(relation, {"comments", "drawing"})
        if part is not None and relation.kind == "comments":
            comments += [(str(comment.get("ref")), _text(comment)) for comment in part.iter(f"{_MAIN}comment")]
        elif part is not None:
            boxes += [(_row(anchor), text) for anchor in part.iterchildren(etree.Element) for text in _boxes(anchor)]
            drawn += drawn_texts(package, relation.path)
    return SheetParts(tuple(comments), tuple(boxes), tuple(drawn))


def _text(comment: etree._Element) -> str:
    return "".join(node.text or "" for node in comment.iter(f"{_MAIN}t"))


def _row(anchor: etree._Element) -> int:
    row = anchor.find(f"{_DRAWING}from/{_DRAWING}row")
    return whole(row.text, 0) + 1 if row is not None else 0


def _boxes(element: etree._Element | None) -> Iterator[str]:
    """Yield the text of each shape, its paragraphs as lines."""
    for child in () if element is None else element.iterchildren(etree.Element):
        if child.tag == f"{_DRAWING}txBody":
            text = "\n".join(_line(paragraph) for paragraph in child.iterchildren(f"{_DRAWN}p"))
            yield from [text] if text.strip() else []
        else:
            yield from _boxes(chosen_branch(child) if child.tag == _ALTERNATE else child)


def _line(paragraph: etree._Element) -> str:
    nodes = paragraph.iter(f"{_DRAWN}t", f"{_DRAWN}br")
    return "".join("\n" if node.tag == f"{_DRAWN}br" else node.text or "" for node in nodes)
