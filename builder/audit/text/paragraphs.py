"""The paragraphs of the text as the rules on words read them: those without text left out."""

from __future__ import annotations

import re
from typing import NamedTuple

from builder.audit.case import Case
from builder.audit.figures import made, place_of
from builder.audit.once import once_per_case
from builder.findings import Place
from builder.model.rows import Row


class Paragraph(NamedTuple):
    """One paragraph that may be read: `printed` is its text with the blanks around it, `text` without them."""

    row: Row
    printed: str
    section: str
    is_heading: bool
    text: str

    @property
    def place(self) -> Place:
        """Where it stands."""
        return place_of(self.row, "text")


class Text(NamedTuple):
    """The paragraphs that have text, in print order; `whole` is all of it, to look for what is seldom there."""

    paragraphs: tuple[Paragraph, ...]
    whole: str

    def in_section(self, section: str) -> list[Paragraph]:
        """Return the paragraphs of a section."""
        return [paragraph for paragraph in self.paragraphs if paragraph.section == section]

    def holding(self, pattern: re.Pattern[str]) -> tuple[Paragraph, ...]:
        """Return the paragraphs in which a pattern is found."""
        if not pattern.search(self.whole):
            return ()
        return tuple(paragraph for paragraph in self.paragraphs if pattern.search(paragraph.text))


@once_per_case
def text_of(case: Case) -> Text:
    """Return the narrative as far as it may be read."""
    paragraphs = tuple(
        made(Paragraph, (row, printed, row.text("section") or "", row.flag("heading") is True, text))
        for row in case.paragraphs
        if (printed := row.text("text") or "") and (text := printed.strip())
    )
    return Text(paragraphs, "\n".join([paragraph.text for paragraph in paragraphs]))
