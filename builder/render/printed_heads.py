"""The head of a printed table: merged cells above its columns, those of blank columns marked."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from builder.layout.grids import CODE_PARTS
from builder.layout.headings import Heading, heading_rows
from builder.profiles import Column
from builder.render.text import breakable


def head_html(columns: Sequence[Column], measures: Collection[str], filled: Sequence[bool]) -> str:
    """Return the head of a grid; `filled` says of each column whether it holds a figure, `measures` which may."""
    rows = [
        "".join(_heading(columns[cell.start : cell.end], filled[cell.start : cell.end], cell, measures) for cell in row)
        for row in heading_rows(columns)
    ]
    return f"<thead>{''.join(f'<tr>{row}' for row in rows)}"


def _heading(columns: Sequence[Column], filled: Sequence[bool], cell: Heading, measures: Collection[str]) -> str:
    kinds = []
    if all(column.field in measures for column in columns):
        kinds.append("n")
        if not any(filled):
            kinds.append("zc")
    elif all(column.field in CODE_PARTS for column in columns):
        kinds.append("c")
    span = f' colspan="{len(columns)}"' if len(columns) > 1 else ""
    if cell.row_span > 1:
        span += f' rowspan="{cell.row_span}"'
    kind = f' class="{" ".join(kinds)}"' if kinds else ""
    scope = "col" if cell.is_last else "colgroup"
    return f'<th scope="{scope}"{kind}{span}>{breakable(cell.text)}'
