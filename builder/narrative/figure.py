"""A paragraph of the explanation, a figure that it states, and the figure while it is being read."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One printed paragraph; `text` is None where it may not be republished."""

    seq: int
    section: str
    is_heading: bool
    text: str | None
    src_line: int | None = None


@dataclass(frozen=True, slots=True)
class NarrativeFigure:
    """One figure of the text, in the columns of `narrative_figures`; `paragraph` is the `seq` of the paragraph."""

    paragraph: int
    seq: int
    section: str
    subject: str
    code: str | None
    fund: str | None
    name_printed: str | None
    amount: Decimal | None
    amount_unit_printed: str | None
    share_pct: Decimal | None
    change: Decimal | None
    change_pct: Decimal | None
    pct_decimals: int | None
    prior: Decimal | None
    base: str | None
    base_year: int | None
    planned: Decimal | None
    quantity: Decimal | None
    quantity_unit: str | None
    purpose: str | None
    reason: str | None
    quote: str
    src_line: int | None


@dataclass(slots=True)
class Draft:
    """A figure whose sentence may still go on; `pieces` are the passages that state it, in one or more paragraphs."""

    paragraph: Paragraph
    subject: str
    name: str
    start: int
    section: str = ""
    code: str | None = None
    fund: str | None = None
    amount: Decimal | None = None
    amount_unit: str | None = None
    share: Decimal | None = None
    change: Decimal | None = None
    change_pct: Decimal | None = None
    decimals: int | None = None
    prior: Decimal | None = None
    base: str | None = None
    base_year: int | None = None
    planned: Decimal | None = None
    quantity: Decimal | None = None
    quantity_unit: str | None = None
    purpose: str | None = None
    reason: str | None = None
    is_entry: bool = False
    pieces: list[tuple[Paragraph, int, int]] = field(default_factory=list)

    def quoted(self, paragraph: Paragraph, start: int, end: int) -> None:
        """Take a passage into the quotation: a longer piece where it follows the last one, else a piece more."""
        if self.pieces and self.pieces[-1][0] is paragraph and start >= self.pieces[-1][1]:
            last = self.pieces[-1]
            self.pieces[-1] = (paragraph, last[1], max(last[2], end))
        else:
            self.pieces.append((paragraph, start, end))

    def counts_decimals(self, percentage: Decimal) -> None:
        """Remember the most decimals that a percentage of this figure prints."""
        exponent = percentage.as_tuple().exponent
        printed = -exponent if isinstance(exponent, int) else 0
        self.decimals = max(self.decimals or 0, printed)
