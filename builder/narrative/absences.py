"""Sentences that say that there is no money: of a fund, for a purpose."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from builder.narrative.document import DocumentReading
from builder.narrative.figure import Draft, Paragraph
from builder.narrative.grammar import grammar


def read_absences(document: DocumentReading, paragraph: Paragraph, explained: Sequence[tuple[int, int]]) -> None:
    """Read what a paragraph says is not there; reasons and purposes, `explained`, say nothing of the kind."""
    document.drafts.extend(
        draft for draft in _absences(paragraph) if not any(start <= draft.start < end for start, end in explained)
    )


def _absences(paragraph: Paragraph) -> Iterator[Draft]:
    text, words, patterns = paragraph.text or "", grammar().words, grammar().patterns
    subject = words["absent_funds"].get(paragraph.section)
    if subject:
        for pattern in ("none_of", "fund_without"):
            for match in patterns[pattern].finditer(text):
                for fund in patterns["fund_name"].finditer(match["names"]):
                    yield _absence(paragraph, subject, fund[0], match)
    if paragraph.section in grammar().nothing:
        nothing, subject = grammar().nothing[paragraph.section]
        for match in nothing.finditer(text):
            yield _absence(paragraph, subject, match["name"], match)


def _absence(paragraph: Paragraph, subject: str, name: str, match: re.Match[str]) -> Draft:
    draft = Draft(paragraph, subject, name, match.start(), paragraph.section, fund=grammar().fund(name)[1])
    draft.quoted(paragraph, *match.span())
    return draft
