"""Last year's hollow dot and this year's solid one, joined on a common axis."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_CEILING, Decimal
from itertools import pairwise
from typing import NamedTuple

from builder.model.money import ZERO
from builder.render import amounts
from builder.render.text import escape

_ROW = 50
_LEFT, _RIGHT = 1.0, 80.0
_STEPS = (Decimal(1), Decimal(2), Decimal(5), Decimal(10))
_TICKS = 3


class Dot(NamedTuple):
    """One row: this year's figure, last year's where it is known, and the word for the change."""

    name: str
    amount: Decimal
    prior: Decimal | None
    change: str


def dots_svg(dots: Sequence[Dot], title: str, description: str, unit: str) -> str:
    """Return the chart, its axis from zero in round steps."""
    largest = max(max(dot.amount, dot.prior or ZERO) for dot in dots)
    ticks = _ticks(largest)
    end = max(ticks[-1], largest)
    rows = [_dot_html(dot, index * _ROW, end) for index, dot in enumerate(dots)]
    base = len(dots) * _ROW + 10
    axis = [
        f'<text class="s{" m" if tick else ""}" x="{_at(tick, end)}%" y="{base}">{amounts.spoken(tick)}'
        f"{' ' + escape(unit) if tick == ticks[-1] else ''}</text>"
        for tick in ticks
    ]
    return (
        f'<svg class="c" role="img" aria-labelledby="tp-t tp-d" height="{base + 6}"><title id="tp-t">{escape(title)}'
        f'</title><desc id="tp-d">{escape(description)}</desc>{"".join(rows)}{"".join(axis)}</svg>'
    )


def _dot_html(dot: Dot, top: int, end: Decimal) -> str:
    y, at = top + 31, _at(dot.amount, end)
    shown = amounts.scalable(dot.amount, amounts.shown(dot.amount))
    parts = [
        f'<text y="{top + 16}">{escape(dot.name)}</text>',
        f'<text class="e" x="80%" y="{top + 16}"{shown}</text>',
        f'<text class="s e" x="100%" y="{top + 16}">{escape(dot.change)}</text>',
        f'<line class="axis" x1="{_LEFT:.0f}%" x2="{_RIGHT:.0f}%" y1="{y}" y2="{y}"/>',
    ]
    if dot.prior is not None and dot.prior >= 0:
        before = _at(dot.prior, end)
        parts.append(
            f'<line class="link" x1="{before}%" x2="{at}%" y1="{y}" y2="{y}"/>'
            f'<circle class="dot0" cx="{before}%" cy="{y}" r="6"/>'
        )
    parts.append(f'<circle class="dot1" cx="{at}%" cy="{y}" r="4.5"/>')
    return "".join(parts)


def _ticks(largest: Decimal) -> list[Decimal]:
    """Return at most four round figures from zero that do not pass the largest amount."""
    rough = largest / _TICKS
    power = Decimal(1).scaleb(rough.adjusted())
    fitting = [(step * power, (largest / (step * power)).to_integral_value(ROUND_CEILING)) for step in _STEPS]
    step = next((step for step, count in fitting if count <= _TICKS), fitting[-1][0])
    ticks = [ZERO]
    while ticks[-1] + step <= largest:
        ticks.append(ticks[-1] + step)
    return ticks if all(later > earlier for earlier, later in pairwise(ticks)) else [ZERO]


def _at(amount: Decimal, end: Decimal) -> str:
    share = float(amount / end) if end > 0 else 0.0
    return f"{_LEFT + share * (_RIGHT - _LEFT) * 0.9:.2f}"
