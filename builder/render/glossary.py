"""The glossary: each standard term with its sense, and how the units explain it in their own words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from builder.model.catalog import Catalog
from builder.render.pages import Page, SiteFacts, Slots
from builder.render.summary import UnitYearSummary
from builder.render.terms import StandardTerm, standard_terms
from builder.render.text import escape, filled_template, words
from builder.schemas import label

_PATH = "glossary/index.html"
_MOST_WORDINGS = 5
_MOST_PAGES = 12


@dataclass(frozen=True, slots=True)
class Wording:
    """One way in which units explain a term, and the pages that use it."""

    text: str
    pages: tuple[UnitYearSummary, ...]
    seqs: tuple[int, ...]


def glossary_page(catalog: Catalog, summaries: Sequence[UnitYearSummary], site: SiteFacts) -> Page:
    """Return the glossary; wordings that are the same stand once, the most used first."""
    standard = standard_terms(catalog)
    wordings: dict[str, dict[str, list[tuple[UnitYearSummary, int]]]] = {}
    further: dict[str, dict[str, list[tuple[UnitYearSummary, int]]]] = {}
    pages: dict[str, list[UnitYearSummary]] = {}
    for summary in sorted(summaries, key=lambda each: (-each.year, each.unit_id)):
        for term_id in summary.terms:
            pages.setdefault(term_id, []).append(summary)
        for own in summary.own_terms:
            place = wordings.setdefault(own.term_id, {}) if own.term_id else further.setdefault(own.term, {})
            place.setdefault(own.definition, []).append((summary, own.seq))
    body = filled_template(
        "glossary.html",
        terms=tuple(standard.values()),
        standard=standard,
        wordings={term_id: _ordered(found) for term_id, found in wordings.items()},
        further=[(term, _ordered(found)) for term, found in sorted(further.items())],
        pages={term_id: (found[:_MOST_PAGES], len(found)) for term_id, found in pages.items()},
        status=_status,
    )
    return Page(
        _PATH,
        Slots(
            title=words()["glossary_title"],
            description=words()["glossary_about"].format(count=len(standard)),
            canonical=escape(site.address(_PATH)),
            head="",
            toc="",
            body=body,
        ),
    )


def _status(term: StandardTerm) -> str:
    return label("glossary_terms", "status", term.status)


def _ordered(found: dict[str, list[tuple[UnitYearSummary, int]]]) -> list[Wording]:
    ordered = sorted(found.items(), key=lambda pair: (-len(pair[1]), pair[0]))[:_MOST_WORDINGS]
    return [
        Wording(
            text,
            tuple(summary for summary, _ in places[:_MOST_PAGES]),
            tuple(seq for _, seq in places[:_MOST_PAGES]),
        )
        for text, places in ordered
        if text
    ]
