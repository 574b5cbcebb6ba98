"""What the grammar reads in the paragraphs → rows of `narrative_figures`, each with its place in the source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from builder.ingest.explanation.paragraphs import Told
from builder.ingest.passages import line_at
from builder.ingest.recognised import Recognised, Record, Setting
from builder.narrative import NarrativeFigure, Paragraph, extract_figures
from builder.narrative.extract import ELLIPSIS

COLUMNS = (
    "seq",
    "section",
    "subject",
    "code",
    "fund",
    "name_printed",
    "amount",
    "amount_unit_printed",
    "share_pct",
    "change",
    "change_pct",
    "pct_decimals",
    "prior",
    "base",
    "base_year",
    "planned",
    "quantity",
    "quantity_unit",
    "purpose",
    "reason",
    "quote",
)


@dataclass(frozen=True, slots=True)
class Placed:
    """A figure, the paragraph that states it and where in it; `record` is its row."""

    figure: NarrativeFigure
    told: Told
    start: int
    end: int
    record: Record

    @property
    def line(self) -> int:
        """The line of the source on which the figure begins."""
        return line_at(self.told.passage, self.start)


def add_figures(told: Sequence[Told], found: Recognised, setting: Setting) -> tuple[Placed, ...]:
    """Give each figure that the paragraphs state its row; return the figures with their places."""
    paragraphs = [
        Paragraph(seq, one.section, one.is_heading, one.text, one.passage.line) for seq, one in enumerate(told, 1)
    ]
    placed: list[Placed] = []
    for figure in extract_figures(paragraphs, year=setting.year, names=setting.names):
        one = told[figure.paragraph - 1]
        before = placed[-1] if placed and placed[-1].told is one else None
        pieces = figure.quote.split(ELLIPSIS)
        start = _find(one.text, pieces[0], before.start if before else 0)
        record = Record("narrative_figures", _values(figure))
        placed.append(Placed(figure, one, start, start + len(pieces[0]), record))
        record.values["src_line"] = str(placed[-1].line)
        found.records.append(record)
        _claim(told[figure.paragraph - 1 :], pieces, start, record, found)
    return tuple(placed)


def _find(text: str, piece: str, start: int) -> int:
    at = text.find(piece, start)
    return at if at >= 0 else max(text.find(piece), 0)


def _claim(told: Sequence[Told], pieces: Sequence[str], start: int, record: Record, found: Recognised) -> None:
    """Say where each piece of the quotation stands: the first at its place, others there or further on."""
    found.claim_span(told[0].passage, (start, start + len(pieces[0])), record, "quote")
    for piece in pieces[1:]:
        for one in told:
            at = one.text.find(piece, start + 1 if one is told[0] else 0)
            if at >= 0:
                found.claim_span(one.passage, (at, at + len(piece)), record, "quote")
                break


def _values(figure: NarrativeFigure) -> dict[str, str]:
    values = ((name, getattr(figure, name)) for name in COLUMNS)
    return {
        name: f"{value:f}" if isinstance(value, Decimal) else str(value) for name, value in values if value is not None
    }
