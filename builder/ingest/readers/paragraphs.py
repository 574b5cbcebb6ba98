"""One paragraph of a Word document: the text that a reader of the page sees, and what stands in it unseen."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from lxml import etree

from builder.ingest.readers.fields import Field, sign
from builder.ingest.readers.numbering import VALUE, Numbering, W, child_value, whole

_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_DRAWN_TEXT = "{http://schemas.openxmlformats.org/drawingml/2006/main}t"
_WORD_ART = "{urn:schemas-microsoft-com:vml}textpath"
_BOX = f"{W}txbxContent"
_HEXADECIMAL = re.compile(r"[0-9A-Fa-f]{1,6}")
_OFF = frozenset({"0", "false", "off", "none"})
_NO_TEXT = frozenset({f"{W}{name}" for name in ("pPr", "rPr", "sdtPr", "sdtEndPr", "smartTagPr", "rubyPr")})
_TRACKED_AWAY = frozenset({f"{W}del", f"{W}moveFrom"})
_TRACKED_IN = frozenset({f"{W}ins", f"{W}moveTo"})
_PICTURES = frozenset({f"{W}drawing", f"{W}pict"})
_TEXTS = frozenset({f"{W}t", f"{W}delText", _MATH_TEXT, _DRAWN_TEXT})
_DRAWN = frozenset({_DRAWN_TEXT, _WORD_ART})
_FIXED = {f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}


@dataclass(slots=True)
class Paragraph:
    """A paragraph as read: `asides` are reasons and texts, `boxes` the text boxes anchored in it.

    Where `runs_on`, the end of the paragraph was deleted, and the next one continues it.
    """

    text: str = ""
    asides: list[tuple[str, str]] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)
    runs_on: bool = False
    insertions: int = 0
    pictures: int = 0
    objects: int = 0
    _last_aside_at: int = -1

    def add(self, text: str, reason: str | None) -> None:
        """Add characters to the text, or for a reason beside it, where one stretch stays one."""
        if reason is None:
            self.text += text
        elif self.asides and self.asides[-1][0] == reason and self._last_aside_at == len(self.text):
            self.asides[-1] = (reason, self.asides[-1][1] + text)
        elif text:
            self.asides.append((reason, text))
            self._last_aside_at = len(self.text)


class _How(NamedTuple):
    """Whether the characters here are hidden, or deleted."""

    is_hidden: bool
    is_deleted: bool = False


@dataclass(slots=True)
class ParagraphReader:
    """Reads paragraphs one after another; fields, and the numbers of lists, run on from one to the next."""

    numbering: Numbering
    styles: Mapping[str, etree._Element]
    _fields: list[Field] = field(default_factory=list)

    def read(self, element: etree._Element) -> Paragraph:
        """Return a paragraph, its number in front of its text."""
        properties = element.find(f"{W}pPr")
        read = Paragraph()
        self._walk(element, read, _How(self._hides(None, child_value(properties, "pStyle"), otherwise=False)))
        # A field whose result never begins would hide all that follows.
        self._fields = [Field(shows_result=True) for _field in self._fields]
        mark = None if properties is None else properties.find(f"{W}rPr")
        if mark is not None:
            read.runs_on = any(mark.find(tag) is not None for tag in _TRACKED_AWAY)
            read.insertions += any(mark.find(tag) is not None for tag in _TRACKED_IN)
        if read.text.strip() or not read.runs_on:
            read.text = self._number(properties) + read.text
        return read

    def _walk(self, element: etree._Element | None, into: Paragraph, how: _How) -> None:
        for child in () if element is None else element.iterchildren(etree.Element):
            self._node(child, str(child.tag), into, how)

    def _node(self, element: etree._Element, tag: str, into: Paragraph, how: _How) -> None:
        text = _characters(element, tag)
        if text is not None:
            into.add(text, self._reason(tag, how))
        elif tag == f"{W}r":
            properties = element.find(f"{W}rPr")
            is_hidden = self._hides(properties, child_value(properties, "rStyle"), otherwise=how.is_hidden)
            self._walk(element, into, how._replace(is_hidden=is_hidden))
        elif tag == f"{W}fldChar":
            self._turn(str(element.get(f"{W}fldCharType")), into, how)
        elif tag == f"{W}instrText" and self._fields:
            self._fields[-1].code += element.text or ""
        elif tag == f"{W}rt":
            self._beside(element, into, "ruby-text")
        elif tag == f"{_COMPATIBILITY}AlternateContent":
            self._walk(chosen_branch(element), into, how)
        elif tag == _BOX and not how.is_deleted:
            into.boxes.append(element)
        elif tag not in _NO_TEXT:
            into.insertions += tag in _TRACKED_IN
            into.pictures += tag in _PICTURES
            into.objects += tag == f"{W}object"
            self._walk(element, into, how._replace(is_deleted=how.is_deleted or tag in _TRACKED_AWAY))

    def _reason(self, tag: str, how: _How) -> str | None:
        if tag in _DRAWN:
            return "drawing-text"
        if how.is_deleted or tag == f"{W}delText":
            return "deleted-text"
        return "hidden-text" if how.is_hidden or not all(each.shows_result for each in self._fields) else None

    def _turn(self, kind: str, into: Paragraph, how: _How) -> None:
        if kind == "begin":
            self._fields.append(Field())
        elif self._fields and kind == "separate":
            self._fields[-1].shows_result = True
        elif self._fields and kind == "end":
            into.add(self._fields.pop().text, self._reason(kind, how))

    def _beside(self, element: etree._Element, into: Paragraph, reason: str) -> None:
        read = Paragraph()
        self._walk(element, read, _How(is_hidden=False))
        into.add(read.text, reason)
        into.asides += read.asides

    def _hides(self, properties: etree._Element | None, style: str | None, *, otherwise: bool) -> bool:
        """Hidden by its own properties, else by its style or one that this builds on."""
        for above in (properties, *(each.find(f"{W}rPr") for each in self._chain(style))):
            vanish = None if above is None else above.find(f"{W}vanish")
            if vanish is not None:
                return vanish.get(VALUE) not in _OFF
        return otherwise

    def _chain(self, style: str | None) -> Iterator[etree._Element]:
        seen: set[str] = set()
        while style is not None and style in self.styles and style not in seen:
            seen.add(style)
            yield self.styles[style]
            style = child_value(self.styles[style], "basedOn")

    def _number(self, properties: etree._Element | None) -> str:
        own = None if properties is None else properties.find(f"{W}numPr")
        list_id, level = child_value(own, "numId"), child_value(own, "ilvl")
        for style in () if list_id else self._chain(child_value(properties, "pStyle")):
            inherited = style.find(f"{W}pPr/{W}numPr")
            list_id = child_value(inherited, "numId")
            if list_id is not None:
                name = str(style.get(f"{W}styleId"))
                level = level or child_value(inherited, "ilvl") or self.numbering.level_of(name)
                break
        return "" if list_id in {None, "0"} else self.numbering.next_number(str(list_id), whole(level, 0))


def chosen_branch(element: etree._Element) -> etree._Element | None:
    """Return one branch of what stands twice, for newer and older programs: the first that holds text, if any."""
    branches = list(element.iterchildren(f"{_COMPATIBILITY}Choice", f"{_COMPATIBILITY}Fallback"))
    with_text = (branch for branch in branches if any(node.text for node in branch.iter(f"{W}t", *_DRAWN)))
    return next(with_text, branches[0] if branches else None)


def _characters(element: etree._Element, tag: str) -> str | None:
    if tag in _TEXTS:
        return element.text or ""
    if tag == f"{W}sym":
        code = str(element.get(f"{W}char") or "")
        return sign(str(element.get(f"{W}font") or ""), int(code, 16)) if _HEXADECIMAL.fullmatch(code) else ""
    if tag == _WORD_ART:
        return str(element.get("string") or "")
    return _FIXED.get(tag)
