"""The parts of an office file: zipped XML, read without entities, network or huge trees."""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from collections.abc import Collection
from io import BytesIO
from typing import NamedTuple

from lxml import etree

from builder.ingest.readers import Unreadable

_DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"

# Files saved as "strict" differ in the names of their namespaces only.
_STRICT = (
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (b"http://purl.oclc.org/ooxml/drawingml/", b"http://schemas.openxmlformats.org/drawingml/2006/"),
    (b"http://purl.oclc.org/ooxml/spreadsheetml/main", b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/",
        b"http://schemas.openxmlformats.org/officeDocument/2006/",
    ),
)


class Relation(NamedTuple):
    """What one part says of another: the last word of the relation's type, and the other's path."""

    key: str
    kind: str
    path: str
    is_external: bool


class Package:
    """An office file; a part that is missing is None, a damaged one raises `Unreadable`."""

    def __init__(self, content: bytes, form: str) -> None:
        self._form = form
        try:
            self._archive = zipfile.ZipFile(BytesIO(content))
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as problem:
            raise Unreadable(f"not-{form}") from problem
        self._members = {name.replace("\\", "/").casefold(): name for name in self._archive.namelist()}

    @property
    def names(self) -> tuple[str, ...]:
        """The paths of all parts."""
        return tuple(self._archive.namelist())

    def tree(self, path: str) -> etree._Element | None:
        """Return the root of a part."""
        member = self._members.get(path.casefold())
        if member is None:
            return None
        try:
            return _parsed(self._archive.read(member))
        except (etree.XMLSyntaxError, zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, OSError) as problem:
            raise Unreadable("damaged-part", part=path) from problem

    def relations(self, path: str) -> tuple[Relation, ...]:
        """Return what a part (the package itself: "") refers to, in the order written."""
        folder, name = posixpath.split(path)
        root = self.tree(posixpath.join(folder, "_rels", f"{name}.rels"))
        return () if root is None else tuple(_relation(element, folder) for element in root.iter(_RELATIONSHIP))

    def tree_if(self, relation: Relation, kinds: Collection[str]) -> etree._Element | None:
        """Return the part that a relation leads to, where it is one of the kinds and in the file."""
        return self.tree(relation.path) if relation.kind in kinds and not relation.is_external else None

    def main_part(self) -> tuple[str, etree._Element]:
        """Return the part that holds the document, and its path."""
        for relation in self.relations(""):
            root = self.tree(relation.path) if relation.kind == "officeDocument" else None
            if root is not None:
                return relation.path, root
        raise Unreadable(f"not-{self._form}")


def drawn_texts(package: Package, path: str) -> list[str]:
    """Return the words of charts and diagrams that a part shows; the figures of charts are copies of cells."""
    texts: list[str] = []
    for relation in package.relations(path):
        part = package.tree_if(relation, {"chart", "chartEx", "diagramData"})
        paragraphs = () if part is None else part.iter(f"{_DRAWN}p")
        texts += ["".join(node.text or "" for node in paragraph.iter(f"{_DRAWN}t")) for paragraph in paragraphs]
    return texts


def _relation(element: etree._Element, folder: str) -> Relation:
    target = str(element.get("Target") or "")
    path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
    kind = str(element.get("Type") or "").rpartition("/")[2]
    return Relation(str(element.get("Id") or ""), kind, path, element.get("TargetMode") == "External")


def _parsed(content: bytes) -> etree._Element:
    if b"http://purl.oclc.org/ooxml/" in content:
        for strict, usual in _STRICT:
            content = content.replace(strict, usual)
    return etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False))
