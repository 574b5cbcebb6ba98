"""The terms that a document explains, each with its explanation as printed."""

from __future__ import annotations

from collections.abc import Sequence

from builder.ingest.outline import Zone
from builder.ingest.profile.patterns import ordinal_at, pattern, words
from builder.ingest.profile.prose import Prose, prose_of
from builder.ingest.recognised import Recognised, Record, Setting


def recognise_glossary(zones: Sequence[Zone], setting: Setting) -> Recognised:  # noqa: ARG001 (all recognisers alike)
    """Return the terms in printed order; paragraphs that begin no term belong to the one before."""
    found = Recognised()
    paragraphs = prose_of([zone for zone in zones if zone.kind == "glossary"], found)
    level = _level_of_terms(paragraphs)
    term: Record | None = None
    for paragraph in paragraphs:
        begun = _begun(paragraph, level, len(found.records))
        if begun:
            term = begun
            found.records.append(term)
        elif term:
            _go_on(paragraph, term)
        else:
            paragraph.leave("glossary-intro")
    return found


def _level_of_terms(paragraphs: Sequence[Prose]) -> int:
    """The kind of ordinal before terms: that of the first paragraph which has one; -1 where none has."""
    levels = (ordinal_at(paragraph.text)[0] for paragraph in paragraphs)
    return next((level for level in levels if level >= 0), -1)


def _begun(paragraph: Prose, level: int, number: int) -> Record | None:
    """The record of a term that begins here, claimed; None where none does."""
    found_level, start = ordinal_at(paragraph.text)
    if found_level != level:
        return None
    end, at = _parted(paragraph.text, start)
    if end <= start:
        return None
    record = Record("glossary", {"seq": str(number + 1), "src_line": paragraph.line_at(0)})
    if start:
        paragraph.take((0, start), None, "ordinal")
    record.values["term"] = paragraph.take((start, end), record, "term")
    if definition := paragraph.take((at, len(paragraph.text)), record, "definition"):
        record.values["definition"] = definition
    paragraph.leave("punctuation")
    return record


def _parted(text: str, start: int) -> tuple[int, int]:
    """Where the term ends and its explanation begins; (start, start) where no term stands here."""
    rest = text[start:]
    for key in ("plain", "term"):
        match = pattern(f"glossary.{key}").match(rest)
        if match and not _is_intro(rest[match.end() :]) and not pattern("glossary.no_term").match(rest):
            return start + match.end("term"), start + match.end()
    if start and len(rest) <= words("glossary.longest") and not rest.rstrip().endswith("\u3002"):
        return len(text.rstrip()), len(text)
    return start, start


def _is_intro(rest: str) -> bool:
    """Whether nothing stands behind the colon: the sentence announces a list."""
    return not rest.strip()


def _go_on(paragraph: Prose, term: Record) -> None:
    text = paragraph.take((0, len(paragraph.text)), term, "definition")
    before = term.values.get("definition")
    term.values["definition"] = f"{before}\n{text}" if before else text
