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
from builder.ingest.review.sections import sections_of
from builder.ingest.vocabulary import vocabulary
from builder.ingest.words import say
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
            asked=[_asked(resource, name) for resource, name in draft.asked],
            remarks=remarks_of(draft),
            marks={kind: [mark for mark in marks if mark.kind == kind] for kind in _KINDS},
            sections=sections,
            titles=titles,
        )
    )


_KINDS = ("fault", "doubt", "error", "warning", "info", "note", "missing")


def remarks_of(draft: Draft) -> list[str]:
    """Return what was noticed on reading the files that a person should know, one sentence each."""
    quiet = vocabulary("review")["quiet"]
    return [
        say(key, "zh", **{"file": document.file, **facts})
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


def _asked(resource: str, name: str) -> str:
    schema = all_schemas()[resource]
    words = vocabulary("review")
    sentence: str = words["in-file"]
    return sentence.format(title=schema.field(name).title, file=f"{resource}.{schema.form}", name=name)
