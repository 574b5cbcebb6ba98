"""The section with the document's text, by section, its terms marked and its findings beside the figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from builder.findings import Finding
from builder.model import money
from builder.model.disclosure import Disclosure
from builder.model.rows import Row
from builder.profiles import Profile
from builder.render.marks import Marks
from builder.render.overview import web_address
from builder.render.places import paragraph_of
from builder.render.records import records_table
from builder.render.terms import Glossary
from builder.render.text import Markup, escape, filled_template, joined, words
from builder.schemas import label

_TEXT_ROW = "text/"


class Passage(NamedTuple):
    """The paragraphs of one section, written out; `missing` counts those that are not reproduced."""

    title: str
    label: str
    body: Markup
    missing: int
    is_open: bool


class _Place(NamedTuple):
    """A finding's row among the marks, the words that it marks in a paragraph, and its anchor."""

    row: str
    field: str
    text: str
    anchor: str


def narrative_section(
    disclosure: Disclosure, template: Profile, findings: Sequence[Finding], terms: Glossary
) -> Markup:
    """Return the section; each finding stands at its figure in the text, else in the list of figures."""
    rows = disclosure.rows("narrative")
    figures = disclosure.rows("narrative_figures")
    places = _places(rows, figures, findings)
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault((row.text("section") or "").partition("_")[0], []).append(row)
    seen: set[str] = set()
    passages = []
    rest = Marks("narrative", findings)
    for section, members in groups.items():
        own = [finding for row in members for finding in findings if _stands_in(finding, row, places)]
        marks = Marks(f"narrative-{section}", own)
        for finding in own:
            rest.take(finding.place.row or "", finding.place.field or "", "narrative")
        body = [_paragraph(row, places.get(row.whole("seq") or 0, ()), marks, terms, seen) for row in members]
        body.append(marks.notes())
        missing = sum(1 for row in members if row.text("text") is None)
        name = label("narrative", "section", section)
        passages.append(Passage(template.sections.get(section) or name, name, joined(body), missing, is_open=bool(own)))
    loose = Marks("narrative", [finding for finding in findings if not _is_placed(finding, places)])
    return filled_template(
        "narrative.html",
        passages=passages,
        is_missing=bool(rows) and all(row.text("text") is None for row in rows),
        figures=joined([_figures_table(figures)]),
        figure_count=len(figures),
        source_url=web_address(disclosure.head.text("source_url")),
        retrieved_from=web_address(disclosure.head.text("retrieved_from")),
        notes=joined([loose.notes()]),
    )


def _figures_table(figures: Sequence[Row]) -> str:
    return records_table(
        "narrative_figures",
        figures,
        words()["figures_caption"],
        row_anchor=lambda row: f"figure-{row.whole('seq')}",
    )


def _paragraph(row: Row, places: Sequence[_Place], marks: Marks, terms: Glossary, seen: set[str]) -> str:
    seq, text = row.whole("seq"), row.text("text")
    anchor = f"narrative-{seq}"
    if text is None:
        signs = "".join(marks.take(place.row, place.field, place.anchor) for place in places)
        return f'<span id="{anchor}">{signs}</span>'
    named = _section_name(row, text, seen)
    if not places:
        return _paragraph_html(row, anchor, named, terms.mark(text, seen).strip())
    parts: list[str] = []
    end = 0
    late = ""
    for place in sorted(places, key=lambda place: text.find(place.text)):
        start = text.find(place.text, end) if place.text else -1
        sign = marks.take(place.row, place.field, anchor)
        if start < 0:
            late += sign
            continue
        parts.append(terms.mark(text[end:start], seen))
        end = start + len(place.text)
        parts.append(f'<span class="mz-x">{escape(place.text)}{sign}</span>')
    parts.append(terms.mark(text[end:], seen))
    return _paragraph_html(row, anchor, named, "".join(parts).strip() + late)


def _paragraph_html(row: Row, anchor: str, named: str, body: str) -> str:
    kind = ' class="h"' if row.flag("heading") else ""
    return f'<p id="{anchor}"{kind}{named}>{body}'


def _section_name(row: Row, text: str, seen: set[str]) -> str:
    """Return the title of the first paragraph of a sub-section: what the section is, where its heading says less."""
    section = row.text("section") or ""
    if "_" not in section or section in seen:
        return ""
    seen.add(section)
    name = label("narrative", "section", section)
    return "" if name in text else f' title="{escape(name)}"'


def _places(
    rows: Sequence[Row], figures: Sequence[Row], findings: Sequence[Finding]
) -> Mapping[int, tuple[_Place, ...]]:
    """Return, by paragraph, the places in its text that findings concern."""
    if not findings:
        return {}
    by_seq = {str(row.whole("seq")): row for row in figures}
    found: dict[int, dict[tuple[str, str], _Place]] = {}
    for finding in findings:
        row, field = finding.place.row or "", finding.place.field or ""
        if row.startswith(_TEXT_ROW):
            number = row.removeprefix(_TEXT_ROW)
            if number.isdigit():
                found.setdefault(int(number), {})[row, field] = _Place(row, field, "", f"narrative-{number}")
            continue
        figure = by_seq.get(row)
        paragraph = paragraph_of(figure, rows) if figure else None
        if figure and paragraph:
            text = _words_of(figure, field, paragraph.text("text") or "")
            place = _Place(row, field, text, f"figure-{row}")
            found.setdefault(paragraph.whole("seq") or 0, {})[row, field] = place
    return {seq: tuple(places.values()) for seq, places in found.items()}


def _words_of(figure: Row, field: str, text: str) -> str:
    """Return the digits of a figure as they stand in its paragraph, the whole sentence where they do not."""
    quote = figure.text("quote") or ""
    value = figure[field] if field in figure.columns.position else None
    digits = value if isinstance(value, str) else ""
    if isinstance(value, Decimal):
        in_yuan = field == "amount" and figure.text("amount_unit_printed") == "yuan"
        digits = money.plain(abs(money.in_yuan(value) if in_yuan else value)).rstrip(".")
    if digits and digits in quote and digits in text:
        return digits
    return quote if quote in text else ""


def _stands_in(finding: Finding, row: Row, places: Mapping[int, tuple[_Place, ...]]) -> bool:
    key = finding.place.row or "", finding.place.field or ""
    return any((place.row, place.field) == key for place in places.get(row.whole("seq") or 0, ()))


def _is_placed(finding: Finding, places: Mapping[int, tuple[_Place, ...]]) -> bool:
    key = finding.place.row or "", finding.place.field or ""
    return any((place.row, place.field) == key for found in places.values() for place in found)
