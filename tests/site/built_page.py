"""A built page as texts by the place that they stand in: what the tests of its content stand on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})
CELLS = frozenset({"td", "th"})
ENTRIES = frozenset({"dt", "dd"})
BLOCKS = ("p", "ol", "ul", "dl", "div", "table", "details", "section", "article", "h2", "h3")
ENDS: Mapping[str, frozenset[str]] = {
    **dict.fromkeys(CELLS, CELLS),
    **dict.fromkeys(ENTRIES, ENTRIES),
    **dict.fromkeys(BLOCKS, frozenset({"p"})),
    "tr": CELLS | {"tr"},
    "tbody": CELLS | {"tr", "thead"},
    "li": frozenset({"li"}),
}
"""Which elements an element ends by beginning, for their own end tags may be left out."""
INLINE = frozenset({"a", "abbr", "b", "em", "mark", "small", "span", "wbr"})
SPOKEN = ("title", "href", "alt", "aria-label", "data-v", "data-w", "data-raw", "data-k", "data-l")
BETWEEN = "\n"


@dataclass(slots=True)
class Place:
    """An element: its own and its descendants' text in order, and their attributes that say something."""

    tag: str
    text: list[str] = field(default_factory=list)
    attributes: list[tuple[str, str]] = field(default_factory=list)
    classes: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """The text as it stands, a line break between parts that are not one sentence."""
        return "".join(self.text)

    def said(self) -> Iterator[str]:
        """Yield the text and every attribute's value."""
        yield self.words
        for _, value in self.attributes:
            yield value

    def valued(self, name: str) -> list[str]:
        """Return the values of an attribute in the element."""
        return [value for key, value in self.attributes if key == name]


class BuiltPage(HTMLParser):
    """A page's elements by their id, and the whole under the empty id."""

    def __init__(self, html: str) -> None:
        """Read a page."""
        super().__init__(convert_charrefs=True)
        self.places: dict[str, Place] = {"": Place("html")}
        self._open: list[tuple[str, str | None, bool]] = []
        self._silent = 0
        self.feed(html)
        self.close()

    def at(self, ids: Iterable[str]) -> list[Place]:
        """Return those of the elements that the page has."""
        return [self.places[each] for each in ids if each in self.places]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element."""
        while self._open and self._open[-1][0] in ENDS.get(tag, ()):
            self.handle_endtag(self._open[-1][0])
        given = dict(attrs)
        name = given.get("id")
        if tag not in VOID:
            classes = tuple((given.get("class") or "").split())
            # The sign of a finding stands inside the text that it marks, and is no part of it.
            is_silent = tag in {"script", "style"} or "mz-m" in classes
            self._open.append((tag, name, is_silent))
            self._silent += is_silent
            if name:
                self.places[name] = Place(tag, classes=classes)
        spoken = [(key, value) for key, value in attrs if value and (key in SPOKEN or key == "id")]
        for place in self._around():
            place.attributes += spoken
        if tag not in INLINE:
            self._say(BETWEEN)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open and close an element of a picture."""
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close an element."""
        if tag in VOID or all(opened != tag for opened, _, _ in self._open):
            return
        if tag not in INLINE:
            self._say(BETWEEN)
        while self._open:
            closed, _, is_silent = self._open.pop()
            self._silent -= is_silent
            if closed == tag:
                return

    def handle_data(self, data: str) -> None:
        """Take text."""
        if not self._silent:
            self._say(data)

    def _say(self, text: str) -> None:
        for place in self._around():
            place.text.append(text)

    def _around(self) -> Iterator[Place]:
        yield self.places[""]
        for _, name, _ in self._open:
            if name:
                yield self.places[name]


def without_spaces(text: str) -> str:
    """Return a text as compared where line breaks are the page's own."""
    return re.sub(r"\s+", "", text)


def stands_alone(value: str, text: str) -> bool:
    """Whether a value is there as a whole: a code or figure not inside a longer one, words as they are."""
    before = r"(?<![\w.,−-])" if re.match(r"[\w−-]", value, re.ASCII) else ""
    after = r"(?!\w|[.,]\d)" if re.search(r"\w$", value, re.ASCII) else ""
    return re.search(before + re.escape(value) + after, text, re.ASCII) is not None
