"""The explanation as it was written, the performance forms where it has them, and the glossary."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from builder.model.disclosure import Disclosure
from builder.model.rows import Row
from builder.printout.content import Block, Paragraph, Section
from builder.printout.wording import Wording

_DEPTH = 2


def lacks_texts(disclosure: Disclosure) -> bool:
    """Return whether paragraphs are known of which the text is left out."""
    return any(row.text("text") is None for row in disclosure.rows("narrative"))


def narrative_halves(disclosure: Disclosure, words: Wording) -> tuple[list[Row], list[Row]]:
    """Return the paragraphs before and after the tables; all are before in templates that do not part them."""
    rows = [row for row in disclosure.rows("narrative") if row.text("text") is not None]
    end = next((place for place, row in enumerate(rows) if row.text("section") in words.sections_after), len(rows))
    return rows[:end], rows[end:]


def are_forms_after(words: Wording, before: Sequence[Row], after: Sequence[Row]) -> bool:
    """Return whether the performance forms stand in the second half: where their section is or, unwritten, would be."""
    wanted = words.text("forms_after")
    for is_after, rows in ((False, before), (True, after)):
        if any(row.text("section") == wanted for row in rows):
            return is_after
    return wanted in words.sections_after


def text_sections(
    words: Wording, rows: Sequence[Row], forms: Sequence[tuple[Block, ...]], headed: Sequence[Block], name: str
) -> Iterator[Section]:
    """Yield a stretch of the text under its title, the performance forms behind the section that speaks of them."""
    if not rows and not forms:
        return
    end = _end_of_forms_section(words, rows) if forms else len(rows)
    first = (*headed, *(_paragraph(row, words) for row in rows[:end]))
    if first:
        yield Section(name, first)
    for number, form in enumerate(forms, 1):
        yield Section(words.say("sheet_form", number=number), form)
    if rows[end:]:
        yield Section(name, tuple(_paragraph(row, words) for row in rows[end:]), is_run_on=True)


def glossary(disclosure: Disclosure, words: Wording) -> Iterator[Paragraph]:
    """Yield the terms that are explained; those whose explanation is left out are not."""
    for number, row in enumerate(disclosure.rows("glossary"), 1):
        definition = row.text("definition")
        if definition is not None:
            term, ordinal = row.text("term"), words.ordinal(number)
            yield Paragraph(words.say("glossary", term=term, definition=definition, ordinal=ordinal))


def _end_of_forms_section(words: Wording, rows: Sequence[Row]) -> int:
    wanted = words.text("forms_after")
    places = [place for place, row in enumerate(rows, 1) if row.text("section") == wanted]
    return places[-1] if places else len(rows)


def _paragraph(row: Row, words: Wording) -> Paragraph:
    text = row.text("text") or ""
    if row.flag("heading"):
        return Paragraph(text, "heading", depth=words.depths.get(row.text("section") or "", _DEPTH))
    return Paragraph(text)
