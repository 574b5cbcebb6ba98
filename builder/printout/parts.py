"""The parts of a document in the order of its template, each with its title and what stands in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from builder.model.disclosure import Disclosure
from builder.model.rows import Row
from builder.printout.content import Block, Paragraph, Section
from builder.printout.forms import form_blocks
from builder.printout.profile import functions, organisation
from builder.printout.tables import table_section
from builder.printout.text import are_forms_after, glossary, narrative_halves, text_sections
from builder.printout.wording import Part, Wording
from builder.profiles import Profile


@dataclass(frozen=True, slots=True)
class MadePart:
    """A part with what stands in it; `entry` is its line in the contents list, empty where it has none."""

    part: Part
    entry: str
    sections: tuple[Section, ...]


def made_parts(disclosure: Disclosure, template: Profile, words: Wording) -> tuple[MadePart, ...]:
    """Return the parts that hold something; one that only heads others is there where one of these is."""
    making = _Making(disclosure, template, words)
    made: list[MadePart] = []
    outer: MadePart | None = None
    above: list[Block] = []
    counts: Counter[int] = Counter()
    for part in words.parts:
        if part.depth == 1:
            outer, above, counts = None, [], Counter({1: counts[1]})
        number = counts[part.depth] + 1
        title = words.filled(part.title, number)
        headed = [*above, *([Paragraph(title, "heading", depth=part.depth)] if title else [])]
        if part.kind == "part":
            outer, above = MadePart(part, title, ()), headed
            continue
        sections = tuple(making.sections(part, headed, title or words.filled(part.entry, number)))
        if sections:
            made += [outer] if outer else []
            made.append(MadePart(part, making.entry(part, number), sections))
            counts[part.depth] += 1
            outer, above = None, []
    return tuple(made)


class _Making:
    """Makes what stands in each part."""

    def __init__(self, disclosure: Disclosure, template: Profile, words: Wording) -> None:
        self._disclosure = disclosure
        self._template = template
        self._words = words
        before, after = narrative_halves(disclosure, words)
        self._rows: dict[str, Sequence[Row]] = {"narrative": before, "narrative_after": after}
        self._place_of_forms = "narrative_after" if are_forms_after(words, before, after) else "narrative"

    def entry(self, part: Part, number: int) -> str:
        """Return the part's line in the contents list; none where its title should stand in its text and does not."""
        rows = self._rows.get(part.kind, ())
        is_titled = bool(rows) and rows[0].flag("heading") and rows[0].text("section") == part.titled_by
        return "" if part.titled_by and not is_titled else self._words.filled(part.entry or part.title, number)

    def sections(self, part: Part, headed: Sequence[Block], name: str) -> Iterator[Section]:
        if part.kind == "tables":
            yield from self._tables(headed)
        elif part.kind in self._rows:
            forms = tuple(form_blocks(self._disclosure, self._words)) if part.kind == self._place_of_forms else ()
            yield from text_sections(self._words, self._rows[part.kind], forms, headed, name)
        else:
            blocks = self._paragraphs(part.kind)
            if blocks:
                is_new = any(isinstance(block, Paragraph) and block.depth == 1 for block in headed)
                yield Section(name, (*headed, *blocks), is_run_on=not is_new)

    def _paragraphs(self, kind: str) -> list[Paragraph]:
        if kind == "functions":
            return list(functions(self._disclosure))
        making = organisation if kind == "organisation" else glossary
        return list(making(self._disclosure, self._words))

    def _tables(self, headed: Sequence[Block]) -> Iterator[Section]:
        above = tuple(headed)
        for table in self._disclosure.tables.values():
            section = table_section(self._disclosure, table, self._template, self._words)
            yield replace(section, blocks=(*above, *section.blocks))
            above = ()
