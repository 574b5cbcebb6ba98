"""A workbook stripped to what is read of it, for files whose styles or rules the library does not accept.

Programs other than Excel write colours, filters and validations against the rules of the format, and files saved as
"strict" use other names. Cells, number formats, merged cells, and what is hidden stay.
"""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

from lxml import etree

from builder.ingest.readers.parts import Package

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_SHEETS = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)
_KEPT_PARTS = re.compile(r"\[Content_Types\]\.xml|(?:_rels/|xl/_rels/)[^/]*\.rels|xl/[^/]+\.xml", re.IGNORECASE)
_OF_WORKBOOK = frozenset({"workbookPr", "sheets"})
_OF_SHEET = frozenset({"sheetViews", "sheetFormatPr", "cols", "sheetData", "mergeCells", "headerFooter"})
_ATTRIBUTES = {
    "workbookPr": {"date1904"},
    "sheetView": {"showZeros", "workbookViewId"},
    "sheetFormatPr": {"defaultRowHeight"},
    "col": {"min", "max", "width", "hidden"},
    "row": {"r", "ht", "hidden"},
    "c": {"r", "s", "t"},
}
_RANGE = re.compile(r"[A-Z]{1,3}[0-9]{1,7}:[A-Z]{1,3}[0-9]{1,7}")
_PLAIN_STYLES = (
    "<fonts><font/></fonts><fills><fill><patternFill/></fill></fills><borders><border/></borders>"
    '<cellStyleXfs><xf numFmtId="0"/></cellStyleXfs>'
)


def bare_workbook(package: Package) -> bytes:
    """Return the workbook without all that does not bear on what its cells show."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name in package.names:
            root = package.tree(name) if _SHEETS.fullmatch(name) or _KEPT_PARTS.fullmatch(name) else None
            if root is not None:
                archive.writestr(name, _bare(root))
    return stream.getvalue()


def _bare(root: etree._Element) -> bytes:
    if root.tag == f"{_MAIN}styleSheet":
        return _bare_styles(root)
    if root.tag in {f"{_MAIN}workbook", f"{_MAIN}worksheet"}:
        _strip(root, _OF_WORKBOOK if root.tag == f"{_MAIN}workbook" else _OF_SHEET)
    return etree.tostring(root)


def _strip(root: etree._Element, kept: frozenset[str]) -> None:
    for child in list(root):
        if etree.QName(child).localname not in kept or not isinstance(child.tag, str):
            root.remove(child)
    for element in root.iter(*(f"{_MAIN}{name}" for name in _ATTRIBUTES)):
        for attribute in set(element.attrib) - _ATTRIBUTES[etree.QName(element).localname]:
            del element.attrib[attribute]
    for merge in list(root.iter(f"{_MAIN}mergeCell")):
        parent = merge.getparent()
        if parent is not None and not _RANGE.fullmatch(str(merge.get("ref"))):
            parent.remove(merge)


def _bare_styles(root: etree._Element) -> bytes:
    """Number formats only, the styles of cells in their order."""
    bare = etree.fromstring(f'<styleSheet xmlns="{_MAIN.strip("{}")}">{_PLAIN_STYLES}</styleSheet>')
    formats = root.find(f"{_MAIN}numFmts")
    if formats is not None:
        bare.insert(0, formats)
    styles = etree.SubElement(bare, f"{_MAIN}cellXfs")
    for style in root.iterfind(f"{_MAIN}cellXfs/{_MAIN}xf"):
        etree.SubElement(styles, f"{_MAIN}xf", numFmtId=str(style.get("numFmtId") or "0"))
    return etree.tostring(bare)
