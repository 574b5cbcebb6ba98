"""Figures that are counted: assets, projects under performance management; and the size of each project."""

from __future__ import annotations

import re

from builder.narrative.document import DocumentReading
from builder.narrative.figure import Draft, Paragraph
from builder.narrative.grammar import grammar, number_of


def read_assets(document: DocumentReading, paragraph: Paragraph) -> None:
    """Read what is held or to be bought: quantity with its counter, value, or that nothing is."""
    patterns, text = grammar().patterns, paragraph.text or ""
    start, last = 0, None
    for stop in [*patterns["asset_stops"].finditer(text), None]:
        end = stop.start() if stop else len(text)
        last = _assets_of(document, paragraph, (start, end), last)
        if stop is None or stop[0] in grammar().words["full_stops"]:
            last = None
        start = stop.end() if stop else end


def _assets_of(
    document: DocumentReading, paragraph: Paragraph, span: tuple[int, int], last: Draft | None
) -> Draft | None:
    """Read one piece between stops; return the asset whose value the next piece may give."""
    patterns, text = grammar().patterns, paragraph.text or ""
    at, end = span
    numbering = patterns["numbering"].match(text, at, end)
    at = numbering.end() if numbering else at
    absent = patterns["asset_absent"].search(text, at, end)
    if absent:
        return _asset(document, paragraph, absent["name"], absent.span())
    while patterns["digit"].search(text, at, end):
        piece = text[at:end].rstrip()
        match = patterns["asset_counted"].match(piece) or patterns["asset_valued"].match(piece)
        if not match:
            return last
        draft = last if last and not match["name"].strip() else _named(document, paragraph, at, match)
        if draft is None:
            return None
        if match["number"]:
            draft.amount, draft.amount_unit = grammar().amount(match)
        if "quantity" in match.groupdict():
            draft.quantity, draft.quantity_unit = number_of(match["quantity"]), match["counter"]
        draft.quoted(paragraph, draft.start, at + match.end())
        last, at = draft, at + match.end()
    return last


def _named(document: DocumentReading, paragraph: Paragraph, at: int, match: re.Match[str]) -> Draft | None:
    patterns = grammar().patterns
    lead = patterns["asset_lead"].match(match["name"])
    begin = lead.end() if lead else 0
    rest = match["name"][begin:]
    begin += len(rest) - len(rest.lstrip(grammar().words["opening"]))
    bought = patterns["asset_purchase"].match(match["name"], begin)
    name = match["name"][bought.end() if bought else begin :].strip()
    return _asset(document, paragraph, name, (at + begin, at + match.end())) if name else None


def _asset(document: DocumentReading, paragraph: Paragraph, name: str, span: tuple[int, int]) -> Draft:
    draft = Draft(paragraph, "asset", name, span[0], paragraph.section)
    draft.quoted(paragraph, *span)
    document.drafts.append(draft)
    return draft


def read_performance(document: DocumentReading, paragraph: Paragraph) -> None:
    """Read how many projects have targets, and their sum; or the sum of one project that begins a paragraph."""
    text = paragraph.text or ""
    one = grammar().patterns["project_sum"].match(text)
    if one:
        draft = Draft(paragraph, "project_total", one["name"], one.start("name"), paragraph.section)
        draft.amount, draft.amount_unit = grammar().amount(one)
        draft.quoted(paragraph, draft.start, one.end())
        document.drafts.append(draft)
    for match in grammar().patterns["performance"].finditer(text):
        start = match.start("quote") if match["quote"] else match.start()
        draft = Draft(paragraph, "performance", match["name"], start, paragraph.section)
        draft.quantity, draft.quantity_unit = number_of(match["count"]), match["counter"]
        if match["number"]:
            draft.amount, draft.amount_unit = grammar().amount(match)
        draft.quoted(paragraph, start, match.end())
        document.drafts.append(draft)


def read_project(document: DocumentReading, paragraph: Paragraph, project: str | None) -> str | None:
    """Read the size of a project; return the name of the project that is described after this paragraph."""
    text = paragraph.text or ""
    named = grammar().patterns["project_name"].match(text)
    match = grammar().patterns["project_amount"].match(text)
    if match:
        draft = Draft(paragraph, "project_total", project or "", match.start("quote"), paragraph.section)
        draft.amount, draft.amount_unit = grammar().amount(match)
        draft.quoted(paragraph, *match.span("quote"))
        document.drafts.append(draft)
    return named["name"].strip() if named else project
