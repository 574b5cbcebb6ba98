"""The page on which a person goes over a draft: doubts first, then each table beside what the source prints."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from builder.findings import Finding
from builder.ingest.draft import Draft
from builder.ingest.ledger import Entry, counts_of
from builder.ingest.review.marks import marks_of
from builder.ingest.review.places import Source
from builder.ingest.review.sections import Section, sections_of
from builder.ingest.vocabulary import vocabulary
from builder.ingest.words import say
from builder.messages import Language
from builder.schemas import all_schemas

REVIEW = "review.html"


def review_page(draft: Draft, entries: Sequence[Entry], findings: Iterable[Finding]) -> str:
    """Return the page: it asks nothing of any host, and is read without a server or scripts."""
    source = Source(draft, entries)
    marks = marks_of(draft, source, findings)
    sections = sections_of(draft, source, entries, marks)
    titles = {section.name: section.title for section in sections}
    return (
        _environment()
        .get_template(REVIEW)
        .render(
            draft=draft,
            head=draft.tables["disclosures"][0],
            counts=counts_of(draft, entries),
            asked=asked_of(draft, "zh"),
            remarks=remarks_of(draft, "zh"),
            marks={kind: [mark for mark in marks if mark.kind == kind] for kind in _KINDS},
            sections=sections,
            titles=titles,
            anchors=_anchors(sections),
        )
    )


_KINDS = ("fault", "doubt", "error", "warning", "info", "note", "missing")


def _anchors(sections: Iterable[Section]) -> frozenset[str]:
    """Every address on the page."""
    rows = (row for section in sections for block in section.blocks for row in block.rows)
    return frozenset(anchor for row in rows for anchor in row.anchors) | {section.name for section in sections}


def asked_of(draft: Draft, language: Language) -> list[str]:
    """Return what the document does not say and a person should fill in, each with its file and column."""
    return [_asked(resource, name, language) for resource, name in draft.asked]


def remarks_of(draft: Draft, language: Language) -> list[str]:
    """Return what was noticed on reading the files that a person should know, one sentence each."""
    quiet = vocabulary("review")["quiet"]
    return [
        say(key, language, **{"file": document.file, **facts})
        for document in draft.documents
        for key, facts in document.notes
        if key not in quiet
    ]


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("builder.ingest"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _asked(resource: str, name: str, language: Language) -> str:
    schema = all_schemas()[resource]
    file = f"{resource}.{schema.form}"
    if language == "en":
        return f"{name} ({file})"
    sentence: str = vocabulary("review")["in-file"]
    return sentence.format(title=schema.field(name).title, file=file, name=name)
