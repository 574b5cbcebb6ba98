"""Beside the bars there is room for the longest amount and the longest change."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from builder.render.charts.bars import Bar, bars_svg

NARROWEST = 328
"""Pixels that a drawing has on a phone of 360; there a digit of an amount takes 7.3, of a change 6.5."""


def _bar(amount: str, change: str) -> Bar:
    return Bar("甲", Decimal(amount), Decimal(0), None, change)


def _places(*bars: Bar) -> tuple[float, float]:
    """Return where the largest bar and the amounts end, in per cent."""
    svg = bars_svg(bars, "标题", "说明")
    widths = [float(width) for width in re.findall(r'<rect class="b1" y="[0-9]+" width="([0-9.]+)%"', svg)]
    ends = {float(end) for end in re.findall(r'<text class="e" x="([0-9.]+)%"', svg)}
    assert len(ends) == 1
    return max(widths), ends.pop()


def test_short_figures_have_the_usual_columns() -> None:
    assert _places(_bar("170", "+0.50"), _bar("2.70", "")) == (66.0, 84.0)


@pytest.mark.parametrize(
    ("amount", "change", "shown"),
    [("1450", "\u22122,403.06", "1,450.00"), ("121319.88", "+12,345.67", "121,319.88"), ("4992.71", "", "4,992.71")],
)
def test_long_figures_touch_neither_each_other_nor_the_bar(amount: str, change: str, shown: str) -> None:
    widest, end = _places(_bar(amount, change), _bar("1", ""))

    begin = end - 100 * len(shown) * 7.3 / NARROWEST
    assert widest < begin
    assert end < 100 - 100 * len(change) * 6.5 / NARROWEST
    assert widest > 30
