"""Entries of the list of items: each under its path of class, section and item, in one of three manners."""

from __future__ import annotations

import re

from builder.narrative.document import DocumentReading
from builder.narrative.figure import Draft, Paragraph
from builder.narrative.grammar import grammar
from builder.narrative.names import ClassificationNames
from builder.narrative.reading import ParagraphReading


def read_entries(document: DocumentReading, paragraph: Paragraph) -> list[ParagraphReading]:
    """Read the entries of a paragraph; return how each was read, nothing where the paragraph has no path."""
    text = paragraph.text or ""
    matches = next(
        (
            found
            for path, mark in grammar().words["path_marks"].items()
            if any(each in text for each in mark) and (found := [*grammar().patterns[path].finditer(text)])
        ),
        [],
    )
    readings = []
    for number, match in enumerate(matches):
        end = matches[number + 1].start() if number + 1 < len(matches) else len(text)
        tail = grammar().patterns["entry_tail"].search(text, match.end(), end)
        end = tail.start() if tail else end
        draft = _entry(paragraph, match, document.names)
        draft.quoted(paragraph, draft.start, end)
        document.drafts.append(draft)
        one = ParagraphReading(document, paragraph, entry=draft)
        one.read(match.end(), end)
        readings.append(one)
    return readings


def _entry(paragraph: Paragraph, match: re.Match[str], names: ClassificationNames) -> Draft:
    level = grammar().level
    found = match.groupdict()
    start = match.start()
    subject, code = "item", None
    if "item" in found:
        name = match["item"]
        numbering = grammar().patterns["numbering"].match(match["class"])
        start = start if match[0][0] != match["class"][0] else start + (numbering.end() if numbering else 0)
        parts = (match["class_code"], match["section_code"], match["item_code"])
        printed = [part for part in parts if part]
        code = "".join(printed) if len(printed) == len(parts) else None
        code = code or names.item_code(level(match["class"]), level(match["section"]), level(name))
    elif "path" in found:
        name = match["path"] or match["open_path"]
        steps = [level(step) for step in grammar().patterns["dashes"].split(name)]
        code = names.item_code(steps[0], steps[-2], steps[-1])
    else:
        name = match["name"]
        subject, code = "expenditure_class", names.class_code(level(name))
    return Draft(paragraph, subject, name, start, paragraph.section, code, is_entry=True)
