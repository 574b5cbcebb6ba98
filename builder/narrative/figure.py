"""A paragraph of the explanation, a figure that it states, and the figure while it is being read."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from decimal import Decimal

_STRAIGHT = '"'


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One printed paragraph; `text` is None where it may not be republished.

    Where `text` was made easier to read, `printed` is what it was, and `offsets` says where in it each character
    stands.
    """

    seq: int
    section: str
    is_heading: bool
    text: str | None
    src_line: int | None = None
    printed: str = ""
    offsets: tuple[int, ...] = ()

    def made_plain(self, blanks: re.Pattern[str], quotes: tuple[str, str]) -> Paragraph:
        """Return the paragraph without these blanks, and with this pair of quotes in place of straight ones."""
        text = self.text or ""
        left_out = {at for match in blanks.finditer(text) for at in range(*match.span())}
        is_paired = _STRAIGHT in text and not text.count(_STRAIGHT) % 2
        if not left_out and not is_paired:
            return self
        offsets = tuple(at for at in range(len(text)) if at not in left_out)
        plain = "".join(text[at] for at in offsets)
        if is_paired:
            parts = plain.split(_STRAIGHT)
            plain = parts[0] + "".join(quotes[number % 2] + part for number, part in enumerate(parts[1:]))
        return replace(self, text=plain, printed=text, offsets=offsets)

    def passage(self, start: int, end: int) -> str:
        """Return a part of the text as printed."""
        if self.offsets and start < end:
            return self.printed[self.offsets[start] : self.offsets[end - 1] + 1]
        return (self.text or "")[start:end]


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
