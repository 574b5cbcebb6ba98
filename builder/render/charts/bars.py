"""Bars under their labels, one series or two in a row, with last year as a tick."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from builder.model.money import ZERO
from builder.render import amounts
from builder.render.text import escape

_ROW, _BAR_ROW = 48, 34
_AMOUNT, _CHANGE = 18.0, 16.0
"""Per cent of the width that amounts and changes take at least, right of the bars."""
_AMOUNT_CHARACTER, _CHANGE_CHARACTER = 2.3, 2.0
"""Per cent that one character takes where the drawing is narrowest, on a phone."""
_BASIC, _PROJECT = 1, 3
_AXIS, _HALF = 41.0, 40.0
"""Where the axis of changes stands, and how far the largest goes to either side, in per cent of the width."""


class Bar(NamedTuple):
    """One row: basic and project parts, last year's figure where it is known, and the word for its change."""

    name: str
    basic: Decimal
    project: Decimal
    prior: Decimal | None
    change: str

    @property
    def amount(self) -> Decimal:
        """The whole row."""
        return self.basic + self.project


def bars_svg(bars: Sequence[Bar], title: str, description: str) -> str:
    """Return the bars with their amounts and changes in two columns at the right."""
    largest = max(max(bar.amount, bar.prior or ZERO) for bar in bars)
    columns = _columns(bars)
    rows = [_bar_html(bar, index * _ROW, largest, columns) for index, bar in enumerate(bars)]
    return (
        f'<svg class="c" role="img" aria-labelledby="fn-t fn-d" height="{len(bars) * _ROW}">'
        f'<title id="fn-t">{escape(title)}</title><desc id="fn-d">{escape(description)}</desc>{"".join(rows)}</svg>'
    )


def thin_bars_svg(rows: Sequence[tuple[str, Decimal]], kind: int, largest: Decimal, label: str) -> str:
    """Return bars on a common scale on which `largest` is the full width."""
    parts = []
    for index, (name, amount) in enumerate(rows):
        top = index * _BAR_ROW
        parts.append(
            f'<text y="{top + 17}">{escape(name)}</text>'
            f'<text class="e" x="100%" y="{top + 17}"{amounts.scalable(amount, amounts.shown(amount))}</text>'
            f'<rect class="track" y="{top + 25}" width="100%" height="1"/>'
            f'<rect class="b{kind}" y="{top + 23}" width="{_share(amount, largest, 100.0)}%" height="4"/>'
        )
    return (
        f'<svg class="c" role="img" aria-label="{escape(label)}" height="{len(rows) * _BAR_ROW}">{"".join(parts)}</svg>'
    )


def changes_svg(changes: Sequence[tuple[str, Decimal, str]], title: str, description: str) -> str:
    """Return changes as bars left and right of an axis, all in one colour: neither direction is the better one."""
    largest = max(abs(change) for _, change, _ in changes)
    parts = []
    for index, (name, change, says) in enumerate(changes):
        top = index * _ROW
        width = _share(abs(change), largest, _HALF)
        start = f"{_AXIS - float(width):.2f}" if change < 0 else str(_AXIS)
        parts.append(
            f'<text y="{top + 16}">{escape(name)}</text>'
            f'<rect class="b1" x="{start}%" y="{top + 25}" width="{width}%" height="11"/>'
            f'<text class="e" x="100%" y="{top + 36}">{escape(says)}</text>'
            f'<line class="tick" x1="{_AXIS}%" x2="{_AXIS}%" y1="{top + 21}" y2="{top + 40}"/>'
        )
    return (
        f'<svg class="c" role="img" aria-labelledby="ch-t ch-d" height="{len(changes) * _ROW}">'
        f'<title id="ch-t">{escape(title)}</title><desc id="ch-d">{escape(description)}</desc>{"".join(parts)}</svg>'
    )


def meter_svg(passed: int, failed: int) -> str:
    """Return the two-part bar of checks that held and findings; decoration beside the sentence that says both."""
    share = 100.0 * passed / max(1, passed + failed)
    return (
        '<svg class="mz-meter c" aria-hidden="true" width="100%" height="4">'
        f'<rect class="b2" width="{share:.2f}%" height="4"/>'
        f'<rect class="bx" x="{share:.2f}%" width="{100 - share:.2f}%" height="4"/></svg>'
    )


def _columns(bars: Sequence[Bar]) -> tuple[float, float]:
    """Return how far the largest bar goes and where the amounts end, in per cent, so that the longest find room."""
    amount = max((len(amounts.shown(bar.amount)) + 1) * _AMOUNT_CHARACTER for bar in bars)
    change = max((len(bar.change) + 1) * _CHANGE_CHARACTER for bar in bars)
    end = 100 - max(_CHANGE, change)
    return end - max(_AMOUNT, amount), end


def _bar_html(bar: Bar, top: int, largest: Decimal, columns: tuple[float, float]) -> str:
    widest, end = columns
    basic, project = _share(bar.basic, largest, widest), _share(bar.project, largest, widest)
    shown = amounts.scalable(bar.amount, amounts.shown(bar.amount))
    parts = [
        f'<text y="{top + 16}">{escape(bar.name)}</text>',
        f'<text class="e" x="{end:g}%" y="{top + 36}"{shown}</text>',
    ]
    if bar.change:
        parts.append(f'<text class="s e" x="100%" y="{top + 36}">{escape(bar.change)}</text>')
    if bar.basic > 0:
        parts.append(f'<rect class="b{_BASIC}" y="{top + 25}" width="{basic}%" height="11"/>')
    if bar.project > 0:
        parts.append(f'<rect class="b{_PROJECT}" x="{basic}%" y="{top + 25}" width="{project}%" height="11"/>')
    if bar.prior is not None and bar.prior > 0:
        at = _share(bar.prior, largest, widest)
        parts.append(
            f'<line class="halo" x1="{at}%" x2="{at}%" y1="{top + 21}" y2="{top + 40}"/>'
            f'<line class="tick" x1="{at}%" x2="{at}%" y1="{top + 22}" y2="{top + 39}"/>'
        )
    return "".join(parts)


def _share(amount: Decimal, largest: Decimal, width: float) -> str:
    share = float(amount / largest) * width if largest > 0 else 0.0
    return f"{max(share, 0.15):.2f}" if amount > 0 else "0"
