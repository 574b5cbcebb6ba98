"""A disclosure as a whole document: cover, contents, the parts of its template, signature."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from builder.model.disclosure import Disclosure
from builder.printout.content import Fonts, Paragraph, Printout, Section
from builder.printout.parts import MadePart, made_parts
from builder.printout.text import lacks_texts
from builder.printout.wording import Wording, wording
from builder.profiles import profile


def printout(disclosure: Disclosure) -> Printout:
    """Return the document that the unit would publish, in the layout of its template.

    Where texts are left out of the data, their parts are, and the cover says so.
    """
    head = disclosure.head
    template_id = head.text("template_id")
    words = wording(template_id).about(disclosure)
    parts = made_parts(disclosure, profile(template_id), words)
    front = Section(words.text("sheet_cover"), (*_cover(disclosure, words), *_contents(disclosure, words, parts)))
    sections = (front, *(section for part in parts for section in part.sections), *_signature(disclosure, words))
    return Printout(
        title=head.text("title") or disclosure.name,
        author=disclosure.name,
        day=(head.day("signed_date") or date(disclosure.year, 1, 1)).isoformat(),
        fonts=Fonts(**words.found("fonts")),
        sections=tuple(_distinctly_named(sections, words)),
    )


def _cover(disclosure: Disclosure, words: Wording) -> Iterator[Paragraph]:
    head = disclosure.head
    title = head.text("title") or disclosure.name
    yield Paragraph(title, "cover-title")
    if words.found("cover_names_unit") or disclosure.name not in title:
        yield Paragraph(words.say(f"cover_unit.{head.text('scope')}"), "cover-line")
    if str(disclosure.year) not in title:
        yield Paragraph(words.say("cover_year"), "cover-line")
    for key, field in (("approved", "approved_date"), ("published", "published_date")):
        day = head.day(field)
        if day:
            yield Paragraph(words.say(key, day=_day(day, words)), "cover-line")
    if lacks_texts(disclosure):
        yield Paragraph(words.text("facts_only"), "note")


def _contents(disclosure: Disclosure, words: Wording, parts: Sequence[MadePart]) -> Iterator[Paragraph]:
    yield Paragraph(words.text("contents"), "contents-title")
    for number, part in enumerate((part for part in parts if part.entry), 1):
        entry = words.say("contents_part", entry=part.entry, ordinal=words.ordinal(number))
        yield Paragraph(entry, "contents-entry", depth=part.part.depth)
        if part.part.kind == "tables":
            for place, title in enumerate(disclosure.head.parts("toc_titles"), 1):
                yield Paragraph(words.say("contents_table", number=place, title=title), "contents-table")


def _signature(disclosure: Disclosure, words: Wording) -> Iterator[Section]:
    day = disclosure.head.day("signed_date")
    lines = (disclosure.head.text("signed_by"), _day(day, words) if day else None)
    blocks = tuple(Paragraph(line, "signature") for line in lines if line)
    if blocks:
        yield Section(words.text("sheet_signature"), blocks, is_run_on=True)


def _day(day: date, words: Wording) -> str:
    return words.say("day", year=day.year, month=day.month, day=day.day)


def _distinctly_named(sections: Iterable[Section], words: Wording) -> Iterator[Section]:
    """Yield the sections, each under a name that none before it has."""
    taken: set[str] = set()
    for section in sections:
        name = section.name
        while name in taken:
            name = words.say("sheet_continued", name=name)
        taken.add(name)
        yield replace(section, name=name)
