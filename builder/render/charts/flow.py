"""Where the money comes from and goes: columns of nodes in scale, joined by ribbons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from builder.model import money
from builder.render import amounts
from builder.render.text import escape

_TOP, _NODE = 8.0, 8
_TALLEST, _GAP = 270.0, 19.0
_THIN = 34.0
"""A node lower than this has its name and amount in one line."""
_CURVE_START, _CURVE_END = 1.0, 99.0


class Node(NamedTuple):
    """A part of the money: `kind` 1 to 3 is the colour of its series."""

    name: str
    amount: Decimal
    kind: int


class Link(NamedTuple):
    """What flows from a node of one column to a node of the next, both counted from 0."""

    source: int
    target: int
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Flow:
    """Columns of nodes, and between each two columns the links; every column holds the whole."""

    columns: tuple[tuple[Node, ...], ...]
    links: tuple[tuple[Link, ...], ...]


def flow_svg(flow: Flow, title: str, description: str) -> str:
    """Return the chart; every column must hold the same total, above zero."""
    whole = float(money.total(node.amount for node in flow.columns[0]))
    most = max(len(column) for column in flow.columns)
    height = _TALLEST + 2 * _GAP * max(1, most - 1)
    scale = _TALLEST / whole
    tops = [_tops(column, scale, height) for column in flow.columns]
    places = _places(len(flow.columns))
    ribbons = [
        _ribbon(ribbon, places[index], places[index + 1])
        for index, links in enumerate(flow.links)
        for ribbon in _stacked(links, flow.columns[index + 1], tops[index], tops[index + 1], scale)
    ]
    total_height = height + 2 * _TOP
    nodes = [
        _node_html(node, top, float(node.amount) * scale, place, _label_at(flow, index, number, top, scale))
        for index, (column, place) in enumerate(zip(flow.columns, places, strict=True))
        for number, (node, top) in enumerate(zip(column, tops[index], strict=True))
    ]
    return (
        f'<svg class="c" role="img" aria-labelledby="fl-t fl-d" height="{total_height:.0f}">'
        f'<title id="fl-t">{escape(title)}</title><desc id="fl-d">{escape(description)}</desc>'
        f'<svg width="100%" height="{total_height:.0f}" viewBox="0 0 100 {total_height:.0f}" '
        f'preserveAspectRatio="none">{"".join(ribbons)}</svg>{"".join(nodes)}</svg>'
    )


def _places(count: int) -> list[float]:
    """Return where each column stands, in per cent; the middle ones a little left, for their labels."""
    if count == 1:
        return [0.0]
    return [0.0, *(100 * index / (count - 1) - 7 for index in range(1, count - 1)), 100.0]


def _tops(column: Sequence[Node], scale: float, height: float) -> list[float]:
    used = sum(float(node.amount) for node in column) * scale
    gap = (height - used) / (len(column) - 1) if len(column) > 1 else 0.0
    top = _TOP + (0.0 if len(column) > 1 else (height - used) / 2)
    tops = []
    for node in column:
        tops.append(top)
        top += float(node.amount) * scale + gap
    return tops


class _Ribbon(NamedTuple):
    left: float
    right: float
    width: float
    kind: int


def _stacked(
    links: Sequence[Link], targets: Sequence[Node], left: Sequence[float], right: Sequence[float], scale: float
) -> list[_Ribbon]:
    starts, ends = list(left), list(right)
    ribbons = []
    for link in links:
        width = float(link.amount) * scale
        ribbons.append(_Ribbon(starts[link.source], ends[link.target], width, targets[link.target].kind))
        starts[link.source] += width
        ends[link.target] += width
    return ribbons


def _ribbon(ribbon: _Ribbon, left: float, right: float) -> str:
    start, end = left + _CURVE_START, right - (100 - _CURVE_END if right == _CURVE_END + 1 else 0)
    middle = (start + end) / 2
    low_left, low_right = ribbon.left + ribbon.width, ribbon.right + ribbon.width
    return (
        f'<path class="f{ribbon.kind}" d="M{start:.1f} {ribbon.left:.1f}C{middle:.1f} {ribbon.left:.1f} '
        f"{middle:.1f} {ribbon.right:.1f} {end:.1f} {ribbon.right:.1f}V{low_right:.1f}"
        f'C{middle:.1f} {low_right:.1f} {middle:.1f} {low_left:.1f} {start:.1f} {low_left:.1f}Z"/>'
    )


def _label_at(flow: Flow, column: int, node: int, top: float, scale: float) -> float:
    """Return the middle of the first ribbon that leaves a node, where that is thick enough, else of the node."""
    leaving = [link for link in (flow.links[column] if column < len(flow.links) else ()) if link.source == node]
    first = float(leaving[0].amount) * scale if leaving else 0.0
    return top + (first if first >= _THIN else float(flow.columns[column][node].amount) * scale) / 2


def _node_html(node: Node, top: float, height: float, place: float, middle: float) -> str:
    is_last = place > _CURVE_END
    shift = f' transform="translate(-{_NODE})"' if is_last else ""
    kind, offset = ("e", "-16") if is_last else ("", "16")
    x = f'x="{place:.0f}%" dx="{offset}"'
    shown = amounts.scalable(node.amount, amounts.shown(node.amount))
    rect = f'<rect class="b{node.kind}" x="{place:.0f}%" y="{top:.1f}" width="{_NODE}" height="{max(height, 1):.1f}"'
    if height < _THIN:
        label = (
            f'<text class="{kind}" {x} y="{middle + 5:.1f}">{escape(node.name)} <tspan class="s"{shown}</tspan></text>'
        )
    else:
        label = (
            f'<text class="{kind}" {x} y="{middle - 4:.1f}">{escape(node.name)}</text>'
            f'<text class="s {kind}" {x} y="{middle + 14:.1f}"><tspan{shown}</tspan></text>'
        )
    return f"{rect}{shift}/>{label}"
