"""Web pages → documents: paragraphs and tables as a browser without scripts shows them; nothing is fetched."""

from __future__ import annotations

import codecs
import re
from xml.etree.ElementTree import Element

import html5lib

from builder.ingest.readers import Unreadable
from builder.ingest.readers.gathering import Gathering
from builder.ingest.readers.web_flow import flow_of, shown
from builder.ingest.readers.web_tables import read_flow
from builder.ingest.source import Document

_ELSEWHERE = frozenset({"iframe", "frame", "object", "embed"})
_MARK_UP = re.compile(r"<(?:!doctype|html|head|body|meta|table|div|p|span|h[1-6])\b", re.IGNORECASE)
_CHARSET = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]+)""", re.IGNORECASE)
_DECLARED_WITHIN = 4096
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_PLAIN = frozenset({"utf-8", "gb18030", "big5", "big5hkscs", "iso8859-1", "cp1252"})
_BY_CHANCE = 40
_DEEPEST = 200


def read_web(name: str, content: bytes) -> Document:
    """Return a web page; raises `Unreadable` where the content is none.

    Beside the text stand: the page's title, navigation, hidden and deleted text, controls of forms. Scripts, styles
    and templates hold no text. Tables that only arrange the page are read as the paragraphs in them.
    """
    gathering = Gathering(name)
    text = _decoded(content, gathering)
    if "\0" in text or not _MARK_UP.search(text):
        raise Unreadable("not-html")
    try:
        root = html5lib.parse(text, treebuilder="etree", namespaceHTMLElements=False)
    except (AssertionError, AttributeError, LookupError, RuntimeError, TypeError, ValueError) as problem:
        # The parser's own slips, on pages whose tags no longer have anything to do with each other.
        raise Unreadable("damaged-page", cause=type(problem).__name__) from problem
    if _depth(root) > _DEEPEST:
        raise Unreadable("nested-too-deep", limit=str(_DEEPEST))
    title = root.find("head/title")
    if title is not None:
        gathering.set_aside([shown(title.text or "")], "page-title")
    for body in root.iterfind("body"):
        read_flow(flow_of(body), gathering)
    for key in sorted(_elsewhere(root)):
        gathering.tally("page-elsewhere", key)
    return gathering.document("html", content)


def _depth(root: Element) -> int:
    depth, level = 0, [root]
    while level:
        depth += 1
        level = [child for element in level for child in element]
    return depth


def _elsewhere(root: Element) -> set[str]:
    return {str(element.tag) for element in root.iter() if element.tag in _ELSEWHERE}


def _decoded(content: bytes, gathering: Gathering) -> str:
    """By the mark at its beginning, else as declared, else UTF-8, else GB 18030; wrong bytes are marked and noted."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding, errors="replace")
    declared = "utf-8" if _is_surely_utf_8(content) else _declared(content)
    for encoding in (declared, "utf-8", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    gathering.tally("undecodable", declared)
    return content.decode(declared, errors="replace")


def _is_surely_utf_8(content: bytes) -> bool:
    """Pages saved from a browser may declare what they once were; much text is UTF-8 by chance never."""
    try:
        return len(content) - len(content.decode("utf-8")) > _BY_CHANCE
    except UnicodeDecodeError:
        return False


def _declared(content: bytes) -> str:
    found = _CHARSET.search(content[:_DECLARED_WITHIN])
    name = found[1].decode("ascii").casefold() if found else "utf-8"
    try:
        name = codecs.lookup(name).name
    except LookupError:
        return "utf-8"
    # Pages that say GB 2312 use the characters of its successors.
    name = "gb18030" if name in {"gb2312", "gbk", "hz"} else name
    return name if name in _PLAIN else "utf-8"
