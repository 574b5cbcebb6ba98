"""The paragraphs of a web page's element: text as a browser without scripts shows it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple
from unicodedata import east_asian_width
from xml.etree.ElementTree import Element

from builder.ingest.readers.number_words import number_text
from builder.ingest.readers.numbering import whole

_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dialog", "dir", "div", "dl",
    "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header",
    "hgroup", "hr", "html", "legend", "li", "main", "menu", "ol", "optgroup", "p", "pre", "section", "summary",
    "ul",
})  # fmt: skip
# Code, and what is shown only where something else fails: no text of the page.
_NO_TEXT = frozenset(
    {"script", "style", "template", "head", "noframes", "iframe", "object", "video", "audio", "canvas"}
)
_BESIDE = {
    "nav": "navigation",
    "noscript": "hidden-text",
    "datalist": "hidden-text",
    "select": "form-control",
    "button": "form-control",
    "textarea": "form-control",
    "del": "deleted-text",
    "rt": "ruby-text",
    "rp": "ruby-text",
    "svg": "drawing-text",
}
_HIDING = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all)", re.IGNORECASE)
_BLANKS = re.compile(r"[ \t\n\r\f]+")
# An attribute of our own, which no page can have.
_NUMBER = "\ufdd3"
_LISTS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
# Kept through the folding of blanks: breaks, and the blanks of preformatted text.
_BREAK, _BLANK, _TAB = "\ufdd0", "\ufdd1", "\ufdd2"
_PREFORMATTED = str.maketrans({"\n": _BREAK, " ": _BLANK, "\t": _TAB})
_BACK = str.maketrans({_BREAK: "\n", _BLANK: " ", _TAB: "\t"})


class Aside(NamedTuple):
    """A text beside the paragraphs, and why."""

    reason: str
    text: str


Flow = list[str | Aside | Element]


@dataclass(slots=True)
class _Reader:
    """The paragraphs of an element, the tables among them left as they are, and what stands beside the text."""

    flow: Flow = field(default_factory=list)
    _open: list[str] = field(default_factory=list)
    _asides: list[Aside] = field(default_factory=list)
    _number: str = ""

    def read(self, element: Element, *, is_preformatted: bool = False) -> None:
        """Take in what an element holds."""
        self._take(element.text, is_preformatted=is_preformatted)
        for child in element:
            # A comment's tag is no text.
            if isinstance(child.tag, str):
                self._node(child, child.tag.rpartition("}")[2], is_preformatted=is_preformatted)
            self._take(child.tail, is_preformatted=is_preformatted)

    def end_paragraph(self) -> None:
        """Close the paragraph, if one is open, and put after it what stood beside it."""
        text = shown("".join(self._open))
        if text:
            self.flow.append(self._number + text)
            self._number = ""
        self.flow += self._asides
        self._open, self._asides = [], []

    def _take(self, text: str | None, *, is_preformatted: bool) -> None:
        if text:
            self._open.append(text.translate(_PREFORMATTED) if is_preformatted else text)

    def _node(self, element: Element, name: str, *, is_preformatted: bool) -> None:
        reason = "hidden-text" if is_hidden(element) else _BESIDE.get(name)
        if name in _NO_TEXT:
            return
        if reason is not None:
            self._asides.append(Aside(reason, all_text(element)))
        elif name == "br":
            self._open.append(_BREAK)
        elif name == "table":
            self.end_paragraph()
            self.flow.append(element)
        elif name in _BLOCKS:
            self.end_paragraph()
            self._number = element.get(_NUMBER, "") if name == "li" else self._number
            _number_list(element)
            self.read(element, is_preformatted=is_preformatted or name == "pre")
            self.end_paragraph()
            self._number = "" if name == "li" else self._number
        else:
            self.read(element, is_preformatted=is_preformatted)


def _number_list(element: Element) -> None:
    """Note in the entries of an ordered list the numbers that a browser puts before them."""
    number = whole(element.get("start"), 1)
    for entry in element.iterfind("li") if element.tag == "ol" else ():
        number = whole(entry.get("value"), number)
        entry.set(_NUMBER, f"{number_text(number, _LISTS.get(element.get('type', ''), 'decimal'))}. ")
        number += 1


def flow_of(element: Element) -> Flow:
    """Return what an element holds in order: paragraphs, tables, and texts beside them."""
    reader = _Reader()
    reader.read(element)
    reader.end_paragraph()
    return reader.flow


def is_hidden(element: Element) -> bool:
    """Say whether an element's own attributes keep it from being shown."""
    is_closed = element.tag == "dialog" and "open" not in element.attrib
    return "hidden" in element.attrib or is_closed or bool(_HIDING.search(element.get("style") or ""))


def all_text(element: Element) -> str:
    """Return all that an element holds as one text."""

    def texts(parent: Element) -> Iterator[str]:
        yield parent.text or ""
        for child in parent:
            if isinstance(child.tag, str) and child.tag not in _NO_TEXT:
                yield " " if child.tag in _BLOCKS or child.tag in {"br", "td", "th", "tr"} else ""
                yield from texts(child)
            yield child.tail or ""

    return shown("".join(texts(element)))


def shown(text: str) -> str:
    """Blanks as a browser shows them: one for many; between Chinese characters a line of the source ends without."""
    text = _BLANKS.sub(_blank_between, text)
    text = re.sub(f" ?{_BREAK} ?", _BREAK, text).strip(f" {_BREAK}")
    return text.translate(_BACK)


def _blank_between(match: re.Match[str]) -> str:
    before, after = match.string[match.start() - 1 : match.start()], match.string[match.end() : match.end() + 1]
    is_wide = before and after and all(east_asian_width(sign) in {"W", "F"} for sign in (before, after))
    return "" if is_wide and "\n" in match[0] else " "
