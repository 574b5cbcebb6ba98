"""The statutory tables as printed: every row, column and label in its order, an anchor on every figure.

Written as text in Python, not by a template: nine tables of six hundred cells are most of a page, and ten
thousand pages are a minute's budget. Cells without figures may be empty on paper, and are so here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import takewhile

from builder.findings import Finding
from builder.layout.grids import (
    CODE_PARTS,
    FUND,
    LABEL,
    NAME,
    PROJECT,
    SIDES,
    TWO_SIDED,
    filled_columns,
    grid_of,
    has_total,
    row_label,
    side_grid_of,
    total_field,
)
from builder.model.disclosure import TOTAL, Line, PrintedTable
from builder.profiles import Column, Grid, Profile
from builder.render import amounts, anchors
from builder.render.marks import Marks
from builder.render.printed_heads import head_html
from builder.render.text import escape, words
from builder.schemas import all_schemas, label, schema_of_table

_INNER_FUNDS = frozenset({"gpb", "gov_fund", "state_capital"})
_LEVEL = {3: "l1", 5: "l2", 7: "l3"}
_STYLED_CODES = frozenset({2, 3})
"""How many leading columns of codes the style sheet knows by the class of their table: `k2`, `k3`."""


def table_body(
    table: PrintedTable, template: Profile, findings: Sequence[Finding], pointed: Iterable[tuple[str, str]] = ()
) -> str:
    """Return the table as printed with its marks, and the notes under it; the cells `pointed` at have an address."""
    marks = Marks(table.table_id.lower(), findings, amounts.printer(table), pointed)
    if table.resource is None:
        return marks.notes()
    if table.table_id in TWO_SIDED:
        grids = [side_grid_of(table, template, side) for side in SIDES]
        html = "".join([_grid_html(table, grid, marks, side) for grid, side in zip(grids, SIDES, strict=True)])
        if len(grids[1].columns) <= len(SIDES):
            html = f'<div class="mz-two">{html}</div>'
    else:
        html = _grid_html(table, grid_of(table, template), marks, None)
    return html + marks.notes()


def _grid_html(table: PrintedTable, grid: Grid, marks: Marks, side: str | None) -> str:
    lines = [line for line in table.lines if line.side == side] if side else table.lines
    look = _look(table.table_id, grid.columns, is_in_yuan=table.is_in_yuan)
    kind, head = _beginning(look, _filled(table, grid, lines, side))
    odd = marks.rows() | {row for row, _ in table.source_cells}
    written = amounts.printer(table)
    is_rewritten = _is_rewritten(table)
    name = f"{table.table_id.lower()}-h"
    named = f'aria-label="{escape(_side_label(table, side))}"' if side else f'aria-labelledby="{name}"'
    rows = [
        _usual_line_html(look, line, written, is_rewritten=is_rewritten)
        if look.is_usual and line.key not in odd and not (look.has_projects and is_project(line))
        else _line_html(table, look, line, marks)
        for line in lines
    ]
    total = _total_html(table, grid, look, marks, side)
    return (
        f'<div class="mz-tw" tabindex="0" role="group" aria-label="{words()["scrolls"]}">'
        f'<table class="{kind}" {named}>{head}<tbody>{"".join(rows)}{total}</table></div>'
    )


def _filled(table: PrintedTable, grid: Grid, lines: Sequence[Line], side: str | None) -> tuple[bool, ...]:
    """Return whether each column must be seen: it is no measure, or one with a figure; in an empty table all are."""
    if not table.lines:
        return (True,) * len(grid.columns)
    filled = filled_columns(lines, table.measures)
    return tuple(
        column.field not in table.measures
        or column.field in filled
        or table.total_of(total_field(column.field, table, side)) is not None
        for column in grid.columns
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Look:
    """What a grid has alike in whatever disclosure it stands."""

    table_id: str
    columns: tuple[Column, ...]
    measures: tuple[str, ...]
    """The measures that have a column, in the order of the columns."""
    heading: str
    is_usual: bool
    """Whether a row without findings and odd cells is its heading, then its amounts, and nothing else."""
    has_projects: bool
    code_cell: str
    """The start tag of a cell with part of a code."""
    has_name_box: bool
    """Whether names need a box of their own, for on a phone they stand above the figures."""
    kind: str


@lru_cache(maxsize=1024)
def _look(table_id: str, columns: tuple[Column, ...], *, is_in_yuan: bool) -> _Look:
    schema = schema_of_table(table_id)
    fields = [column.field for column in columns]
    measures = tuple(field for field in fields if schema and field in schema.measures)
    headings = [field for field in fields if field in {LABEL, NAME}]
    known = {*CODE_PARTS, *headings[:1], FUND, PROJECT}
    codes = sum(1 for _ in takewhile(CODE_PARTS.__contains__, fields))
    is_styled = codes in _STYLED_CODES and codes == sum(field in CODE_PARTS for field in fields)
    return _Look(
        table_id=table_id,
        columns=columns,
        measures=measures,
        heading=next(iter(headings), ""),
        is_usual=len(headings) <= 1 and known.issuperset(fields[: len(fields) - len(measures)]),
        has_projects=PROJECT in fields,
        code_cell="<td>" if is_styled else '<td class="c">',
        has_name_box=is_in_yuan,
        kind="mz-pt mz-n"
        + (f" mz-ct k{codes}" if is_styled else " mz-ct" if codes else "")
        + (" mz-wide" if is_in_yuan else ""),
    )


@lru_cache(maxsize=4096)
def _beginning(look: _Look, filled: tuple[bool, ...]) -> tuple[str, str]:
    """Return the classes of a table and its head, in both of which its blank columns are told."""
    blank = "".join(f" z{number}" for number, has in enumerate(filled, 1) if not has)
    return look.kind + blank, head_html(look.columns, frozenset(look.measures), filled)


def _is_rewritten(table: PrintedTable) -> bool:
    """Return whether cells print other characters than the data holds, so that each says its exact value too."""
    return table.is_in_yuan or bool(table.printed.flag("thousands_separators"))


def _usual_line_html(look: _Look, line: Line, written: Callable[[Decimal], str], *, is_rewritten: bool) -> str:
    """Return a row without findings and odd cells: its heading, then its amounts, those that are there by address."""
    name = "" if not look.heading else line.name if look.heading == NAME else row_label(line)
    position, values = line.row.columns.position, line.row.values
    start, prefix = _row_start(look, line.key, line.code, name, line.side)
    cells = [start]
    for measure in look.measures:
        amount = values[position[measure]]
        if not isinstance(amount, Decimal):
            cells.append("<td>")
            continue
        printed = written(amount)
        exact = amounts.exact(amount) if is_rewritten else printed
        more = "" if exact == printed else f' data-v="{exact}"'
        cells.append(f'<td id="{prefix}{measure}"{more}>{printed}')
    return "".join(cells)


@lru_cache(maxsize=8192)
def _row_start(look: _Look, key: str, code: str | None, name: str, side: str | None) -> tuple[str, str]:
    """Return what stands in a row before its amounts, and how the addresses of these begin."""
    parts = [f"<tr{_row_class(look.table_id, code, is_of_project=False)}>"]
    for column in look.columns[: len(look.columns) - len(look.measures)]:
        field = column.field
        if field in CODE_PARTS:
            parts.append(_code_html(look, code or "", field))
        elif field == look.heading:
            shown = escape(name.strip())
            raw = "" if shown == name else f' data-raw="{escape(name)}"'
            parts.append(_heading_html(look, key, code, side, shown, raw))
        else:
            parts.append(_fund_html(look.table_id, key) if field == FUND else '<td class="t">')
    return "".join(parts), anchors.cell(look.table_id, key, "")


def _code_html(look: _Look, code: str, field: str) -> str:
    return look.code_cell + escape(code[CODE_PARTS[field]])


def _fund_html(table_id: str, key: str) -> str:
    schema = schema_of_table(table_id)
    return f'<th scope="row">{escape(label(schema.name if schema else "", FUND, key))}'


def _row_class(table_id: str, code: str | None, *, is_of_project: bool) -> str:
    level = "l3" if is_of_project else _LEVEL.get(len(code or ""), "") if table_id not in {"T1", "T4"} else ""
    level += " e" if level and table_id == "T6" else ""
    return f' class="{level}"' if level else ""


def _line_html(table: PrintedTable, look: _Look, line: Line, marks: Marks) -> str:
    """Return a row whatever is odd about it."""
    code = line.code or ""
    parts: list[str] = []
    for column in look.columns:
        field = column.field
        if field in look.measures:
            parts.append(_amount_html(table, line.key, field, line.amount(field), marks))
        elif field in CODE_PARTS:
            parts.append(_code_html(look, code, field))
        elif field == look.heading:
            parts.append(_name_html(table, look, line, marks))
        else:
            parts.append(_text_html(table, line, field, marks))
    return f"<tr{_row_class(table.table_id, code, is_of_project=is_project(line))}>{''.join(parts)}"


def is_project(line: Line) -> bool:
    """Return whether a row of the project table is a project's, not a sub-total."""
    return PROJECT in line.row.columns.position and line.row.text(PROJECT) is not None


def _amount_html(table: PrintedTable, row: str, field: str, amount: Decimal | None, marks: Marks) -> str:
    """Return the cell of a figure; a blank one has an address where there is something to say of it."""
    anchor = anchors.cell(table.table_id, row, field)
    mark = marks.take(row, field, anchor)
    source = table.source_cells.get((row, field))
    if amount is None and source is None and not mark and not marks.is_pointed(row, field):
        return "<td>"
    printed = "" if amount is None else amounts.printed(amount, table)
    note = ""
    if source is not None:
        raw = source.raw_text
        printed = escape(raw.strip())
        note = "" if raw == printed else f' data-raw="{escape(raw)}"'
    exact = "" if amount is None else amounts.exact(amount)
    if exact and exact != printed:
        note += f' data-v="{exact}"'
    if not mark:
        return f'<td id="{anchor}"{note}>{printed}'
    kind = "n mk" if printed else "n mk z"
    return f'<td class="{kind}" id="{anchor}"{note}><span class="mz-x">{printed or words()["blank"]}{mark}</span>'


def _name_html(table: PrintedTable, look: _Look, line: Line, marks: Marks) -> str:
    name = line.name if look.heading == NAME else row_label(line)
    shown, raw = escape(name.strip()), ""
    source = table.source_cells.get((line.key, NAME))
    if source is not None and source.raw_text != name:
        raw = f' data-raw="{escape(source.raw_text)}"'
    elif shown != name:
        raw = f' data-raw="{escape(name)}"'
    anchor = anchors.cell(table.table_id, line.key, NAME)
    mark = "".join([marks.take(line.key, column, anchor) for column in anchors.NAME_FIELDS])
    if mark:
        shown = f'<span class="mz-x">{shown}&#8288;{mark}</span>'
        raw += f' id="{anchor}"'
    return _heading_html(look, line.key, line.code, line.side, shown, raw)


def _heading_html(  # noqa: PLR0913, PLR0917 - what a heading says and how
    look: _Look, key: str, code: str | None, side: str | None, shown: str, raw: str
) -> str:
    if code and look.heading == NAME:
        spaced = " ".join(part for part in (code[:3], code[3:5], code[5:]) if part)
        named = f'<span class="nm">{shown}</span>' if look.has_name_box else shown
        return f'<th scope="row" data-k="{escape(spaced)}"{raw}>{named}'
    inner = ' class="in"' if key.partition("/")[2] in _INNER_FUNDS and side == SIDES[0] else ""
    return f'<th scope="row"{inner}{raw}>{shown}'


def _text_html(table: PrintedTable, line: Line, field: str, marks: Marks) -> str:
    if field == FUND:
        return _fund_html(table.table_id, line.key)
    text = escape(line.row.text(field) or "")
    anchor = anchors.cell(table.table_id, line.key, field)
    mark = marks.take(line.key, field, anchor)
    if mark:
        return f'<td class="t" id="{anchor}"><span class="mz-x">{text}&#8288;{mark}</span>'
    project = line.row["project_id"] if field == PROJECT else None
    if project and text:
        text = f'<a href="#project-{escape(str(project))}">{text}</a>'
    return f'<td class="t">{text}'


def _total_html(table: PrintedTable, grid: Grid, look: _Look, marks: Marks, side: str | None) -> str:
    if not has_total(table, grid, side):
        return ""
    parts = ['<tr class="sum">']
    for column in grid.columns:
        field = total_field(column.field, table, side)
        if column.field in look.measures:
            parts.append(_amount_html(table, TOTAL, field, table.total_of(field), marks))
        elif column.field == grid.total_field:
            parts.append(f'<th scope="row">{escape(grid.total_label)}')
        else:
            parts.append(look.code_cell if column.field in CODE_PARTS else '<td class="t">')
    return "".join(parts)


def _side_label(table: PrintedTable, side: str) -> str:
    return all_schemas()[table.resource or ""].field("side").labels[side]
