"""A paragraph as clauses: what stands between two stops, with its place and the stop that ends it."""

from __future__ import annotations

from dataclasses import dataclass

from builder.narrative.grammar import grammar


@dataclass(frozen=True, slots=True)
class Clause:
    """`text` without numbering and blanks; `start` is its place in the paragraph, `end` that of its `stop`."""

    text: str
    start: int
    end: int
    stop: str

    def after(self, offset: int) -> Clause:
        """Return what is left of the clause behind a place in its text."""
        rest = self.text[offset:]
        kept = rest.lstrip()
        return Clause(kept, self.start + offset + len(rest) - len(kept), self.end, self.stop)

    @property
    def text_end(self) -> int:
        """The place behind the last character of the text."""
        return self.start + len(self.text)


def clauses_of(text: str, start: int, end: int) -> list[Clause]:
    """Return the clauses of a part of a paragraph; brackets, titles and quotation marks are never cut."""
    found = []
    numbering = grammar().patterns["numbering"]
    for match in grammar().clause.finditer(text, start, end):
        numbered = numbering.match(text, match.start(), match.end())
        begin = numbered.end() if numbered else match.start()
        whole = Clause(text[begin : match.end()].rstrip(), begin, match.end(), _stop_at(text, match.end(), end))
        stripped = whole.after(0)
        if stripped.text:
            found.append(stripped)
    return found


def _stop_at(text: str, place: int, end: int) -> str:
    """Return the stop at a place; of several in a row, with nothing between, a full stop says more than the others."""
    words, behind = grammar().words, place
    while behind < end and text[behind] in words["stops"]:
        behind += 1
    row = text[place:behind]
    return next((stop for stop in row if stop in words["full_stops"]), row[:1])
