"""All figures that the paragraphs of one document state, in print order."""

from __future__ import annotations

from collections.abc import Iterable

from builder.narrative.absences import read_absences
from builder.narrative.counts import read_assets, read_performance, read_project
from builder.narrative.document import DocumentReading
from builder.narrative.entries import read_entries
from builder.narrative.figure import Draft, NarrativeFigure, Paragraph
from builder.narrative.grammar import grammar
from builder.narrative.names import NO_NAMES, ClassificationNames
from builder.narrative.reading import ParagraphReading

ELLIPSIS = "\u2026\u2026"
_ASSETS, _PERFORMANCE, _PROJECTS = "s10_3", "s10_4", "s7"


def extract_figures(
    paragraphs: Iterable[Paragraph], *, year: int, names: ClassificationNames = NO_NAMES
) -> tuple[NarrativeFigure, ...]:
    """Return the figures of a budget year's explanation; headings and paragraphs without text state none."""
    document = DocumentReading(year, names)
    project: str | None = None
    for each in paragraphs:
        if each.is_heading or not each.text:
            continue
        paragraph = each.made_plain(grammar().patterns["idle_blanks"], tuple(grammar().words["quotes"]))
        before = len(document.drafts)
        if paragraph.section == _ASSETS:
            read_assets(document, paragraph)
        elif paragraph.section == _PERFORMANCE:
            read_performance(document, paragraph)
        elif paragraph.section == _PROJECTS:
            project = read_project(document, paragraph, project)
            _read_whole(document, paragraph)
        else:
            readings = read_entries(document, paragraph) or _read_whole(document, paragraph)
            read_absences(document, paragraph, [span for one in readings for span in one.explained])
        document.drafts[before:] = sorted(document.drafts[before:], key=lambda draft: draft.start)
    return tuple(_finished(draft, number) for number, draft in enumerate(document.drafts, 1))


def _read_whole(document: DocumentReading, paragraph: Paragraph) -> list[ParagraphReading]:
    one = ParagraphReading(document, paragraph)
    one.read(0, len(paragraph.text or ""))
    return [one]


def _finished(draft: Draft, seq: int) -> NarrativeFigure:
    return NarrativeFigure(
        paragraph=draft.paragraph.seq,
        seq=seq,
        section=draft.section,
        subject=draft.subject,
        code=draft.code,
        fund=draft.fund,
        name_printed=draft.name.strip() or None,
        amount=draft.amount,
        amount_unit_printed=draft.amount_unit,
        share_pct=draft.share,
        change=draft.change,
        change_pct=draft.change_pct,
        pct_decimals=draft.decimals,
        prior=draft.prior,
        base=draft.base,
        base_year=draft.base_year,
        planned=draft.planned,
        quantity=draft.quantity,
        quantity_unit=draft.quantity_unit,
        purpose=draft.purpose,
        reason=draft.reason,
        quote=_quote(draft),
        src_line=draft.paragraph.src_line,
    )


def _quote(draft: Draft) -> str:
    """The passages as printed: of an entry with its full stop, of others without the stops around them."""
    pieces = [paragraph.passage(start, end) for paragraph, start, end in draft.pieces]
    if draft.is_entry:
        return pieces[0].strip().rstrip(grammar().words["semicolons"])
    return ELLIPSIS.join(grammar().trimmed(piece) for piece in pieces)
