"""The paragraphs of the text as the rules on words read them: those without text left out."""

from __future__ import annotations

import re
from typing import NamedTuple

from builder.audit.case import Case
from builder.audit.figures import place_of
from builder.audit.once import once_per_case
from builder.findings import Place
from builder.model.rows import Row


class Paragraph(NamedTuple):
    """One paragraph that may be read."""

    row: Row
    text: str

    @property
    def place(self) -> Place:
        """Where it stands."""
        return place_of(self.row, "text")

    @property
    def is_heading(self) -> bool:
        """Whether it is a heading."""
        return self.row.flag("heading") is True

    @property
    def section(self) -> str:
        """The section that it stands in."""
        return self.row.text("section") or ""


class Text(NamedTuple):
    """The paragraphs that have text, in print order; `whole` is all of it, to look for what is seldom there."""

    paragraphs: tuple[Paragraph, ...]
    whole: str

    def holding(self, pattern: re.Pattern[str]) -> tuple[Paragraph, ...]:
        """Return the paragraphs in which a pattern is found."""
        if not pattern.search(self.whole):
            return ()
        return tuple(paragraph for paragraph in self.paragraphs if pattern.search(paragraph.text))


@once_per_case
def text_of(case: Case) -> Text:
    """Return the narrative as far as it may be read."""
    texts = ((row, (row.text("text") or "").strip()) for row in case.paragraphs)
    paragraphs = tuple(Paragraph(row, text) for row, text in texts if text)
    return Text(paragraphs, "\n".join(paragraph.text for paragraph in paragraphs))
