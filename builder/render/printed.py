"""The statutory tables as printed: every row, column and label in its order, an anchor on every figure.

Written as text in Python, not by a template: nine tables of six hundred cells are most of a page, and ten
thousand pages are a minute's budget. Cells without figures may be empty on paper, and are so here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from builder.findings import Finding
from builder.layout.grids import (
    CODE_PARTS,
    FUND,
    LABEL,
    NAME,
    PROJECT,
    SIDES,
    TWO_SIDED,
    grid_of,
    has_total,
    row_label,
    side_grid_of,
    total_field,
)
from builder.layout.headings import Heading, heading_rows
from builder.model.disclosure import TOTAL, Line, PrintedTable
from builder.profiles import Column, Grid, Profile
from builder.render import amounts, anchors
from builder.render.marks import Marks
from builder.render.text import breakable, escape, words
from builder.schemas import all_schemas, label, schema_of_table

_INNER_FUNDS = frozenset({"gpb", "gov_fund", "state_capital"})
_LEVEL = {3: "l1", 5: "l2", 7: "l3"}


def table_body(table: PrintedTable, template: Profile, findings: Sequence[Finding]) -> str:
    """Return the table as printed with its marks, and the notes under it."""
    marks = Marks(table.table_id.lower(), findings, amounts.printer(table))
    if table.resource is None:
        return marks.notes()
    if table.table_id in TWO_SIDED:
        parts = [_grid_html(table, side_grid_of(table, template, side), marks, side) for side in SIDES]
        wide = len(side_grid_of(table, template, SIDES[1]).columns) > len(SIDES)
        html = "".join(parts) if wide else f'<div class="mz-two">{parts[0]}{parts[1]}</div>'
    else:
        html = _grid_html(table, grid_of(table, template), marks, None)
    return html + marks.notes()


def _grid_html(table: PrintedTable, grid: Grid, marks: Marks, side: str | None) -> str:
    lines = [line for line in table.lines if line.side == side]
    measures = frozenset(table.measures)
    filled = tuple(_is_filled(table, lines, column.field, side) for column in grid.columns)
    look = _look(table.table_id, _is_rewritten(table), grid.columns, filled)
    odd = marks.rows() | {row for row, _ in table.source_cells}
    written = amounts.printer(table)
    name = f"{table.table_id.lower()}-h"
    named = f'aria-label="{escape(_side_label(table, side))}"' if side else f'aria-labelledby="{name}"'
    rows = [
        _usual_line_html(look, line, written)
        if look.is_usual and line.key not in odd and not is_project(line)
        else _line_html(table, grid, filled, line, marks)
        for line in lines
    ]
    total = _total_html(table, grid, filled, marks, side)
    kind = "mz-pt mz-ct" if grid.columns[0].field in CODE_PARTS else "mz-pt"
    kind += " mz-wide" if table.is_in_yuan else ""
    return (
        f'<div class="mz-tw" tabindex="0" role="group" aria-label="{words()["scrolls"]}">'
        f'<table class="{kind}" {named}>{_head_html(grid.columns, measures, filled)}'
        f"<tbody>{''.join(rows)}{total}</tbody></table></div>"
    )


def _is_filled(table: PrintedTable, lines: Sequence[Line], field: str, side: str | None) -> bool:
    """Return whether a column must be seen: it is no measure, or one with a figure; in an empty table all are."""
    if field not in table.measures or not table.lines:
        return True
    position = table.lines[0].row.columns.position[field]
    if any(line.row.values[position] is not None for line in lines):
        return True
    return table.total_of(total_field(field, table, side)) is not None


@dataclass(frozen=True, slots=True, eq=False)
class _Look:
    """What the rows of a grid have alike, whatever disclosure they stand in."""

    table_id: str
    is_rewritten: bool
    columns: tuple[Column, ...]
    filled: tuple[bool, ...]
    measures: tuple[str, ...]
    """The measures that have a column, in the order of the columns."""
    heading: str
    is_usual: bool
    """Whether a row without findings and odd cells is its heading and its amounts, nothing else."""


@lru_cache(maxsize=512)
def _look(table_id: str, is_rewritten: bool, columns: tuple[Column, ...], filled: tuple[bool, ...]) -> _Look:  # noqa: FBT001
    schema = schema_of_table(table_id)
    fields = [column.field for column in columns]
    measures = tuple(field for field in fields if schema and field in schema.measures)
    headings = [field for field in fields if field in {LABEL, NAME}]
    known = {*measures, *CODE_PARTS, *headings[:1], FUND, PROJECT}
    is_usual = len(headings) <= 1 and known.issuperset(fields)
    return _Look(table_id, is_rewritten, columns, filled, measures, next(iter(headings), ""), is_usual)


def _is_rewritten(table: PrintedTable) -> bool:
    """Return whether cells print other characters than the data holds, so that each says its exact value too."""
    return table.is_in_yuan or bool(table.printed.flag("thousands_separators"))


def _usual_line_html(look: _Look, line: Line, written: Callable[[Decimal], str]) -> str:
    """Return a row without findings and odd cells: its frame, filled with its amounts."""
    name = "" if not look.heading else line.name if look.heading == NAME else row_label(line)
    frame = _row_frame(look, line.key, line.code, name, line.side)
    position, values = line.row.columns.position, line.row.values
    cells: list[str] = []
    for measure in look.measures:
        amount = values[position[measure]]
        printed = written(amount) if isinstance(amount, Decimal) else ""
        if look.is_rewritten:
            exact = amounts.exact(amount) if isinstance(amount, Decimal) else ""
            cells.append(f' data-v="{exact}"' if exact != printed else "")
        cells.append(printed)
    return frame % tuple(cells)


@lru_cache(maxsize=8192)
def _row_frame(look: _Look, key: str, code: str | None, name: str, side: str | None) -> str:
    """Return a row with `%s` for each amount, and where amounts are rewritten for what stands in the tag too."""
    prefix = _percent_free(_cell_prefix(look.table_id, key))
    attribute = "%s" if look.is_rewritten else ""
    parts: list[str] = []
    for column, has in zip(look.columns, look.filled, strict=True):
        field = column.field
        if field in look.measures:
            parts.append(f'<td class="{"n" if has else "n zc"}" id="{prefix}{field}"{attribute}>%s</td>')
        elif field in CODE_PARTS:
            parts.append(_percent_free(_code_html(code or "", field)))
        elif field == look.heading:
            shown = escape(name.strip())
            raw = "" if shown == name else f' data-raw="{escape(name)}"'
            parts.append(_percent_free(_heading_html(key, code, side, field, shown, raw)))
        else:
            parts.append(_percent_free(_fund_html(look.table_id, key)) if field == FUND else "<td></td>")
    return f"<tr{_row_class(look.table_id, code, is_of_project=False)}>{''.join(parts)}</tr>"


def _percent_free(text: str) -> str:
    return text.replace("%", "%%")


def _cell_prefix(table_id: str, key: str) -> str:
    return f"{table_id}-{key}-".lower().replace("/", "-")


def _code_html(code: str, field: str) -> str:
    return f'<td class="c">{escape(code[CODE_PARTS[field]])}</td>'


def _fund_html(table_id: str, key: str) -> str:
    schema = schema_of_table(table_id)
    return f'<th scope="row">{escape(label(schema.name if schema else "", FUND, key))}</th>'


def _row_class(table_id: str, code: str | None, *, is_of_project: bool) -> str:
    level = "l3" if is_of_project else _LEVEL.get(len(code or ""), "") if table_id not in {"T1", "T4"} else ""
    level += " e" if level and table_id == "T6" else ""
    return f' class="{level}"' if level else ""


def _line_html(table: PrintedTable, grid: Grid, filled: Sequence[bool], line: Line, marks: Marks) -> str:
    code, row = line.code or "", line.row
    prefix = _cell_prefix(table.table_id, line.key)
    heading = next((column.field for column in grid.columns if column.field in {LABEL, NAME}), "")
    measures = table.measures
    cells = table.source_cells
    written = amounts.printer(table)
    is_plain = not _is_rewritten(table) and not marks
    parts: list[str] = []
    for column, has in zip(grid.columns, filled, strict=True):
        field = column.field
        if field in measures:
            amount = row.amount(field)
            printed = "" if amount is None else written(amount)
            if is_plain and (line.key, field) not in cells:
                kind = "n" if has else "n zc"
                parts.append(f'<td class="{kind}" id="{prefix}{field}">{printed}</td>')
            else:
                exact = "" if amount is None else amounts.exact(amount)
                parts.append(_amount_html(table, line.key, field, printed, exact, marks, has=has))
        elif field in CODE_PARTS:
            parts.append(_code_html(code, field))
        elif field == heading:
            parts.append(_name_html(table, line, field, marks))
        else:
            parts.append(_text_html(table, line, field, marks))
    return f"<tr{_row_class(table.table_id, code, is_of_project=is_project(line))}>{''.join(parts)}</tr>"


def is_project(line: Line) -> bool:
    """Return whether a row of the project table is a project's, not a sub-total."""
    return PROJECT in line.row.columns.position and line.row.text(PROJECT) is not None


def _amount_html(  # noqa: PLR0913, PLR0917 - what a cell shows and where it stands
    table: PrintedTable, row: str, field: str, printed: str, exact: str, marks: Marks, *, has: bool
) -> str:
    anchor = anchors.cell(table.table_id, row, field)
    kind = "n" if has else "n zc"
    note = ""
    source = table.source_cells.get((row, field))
    if source is not None:
        raw = source.raw_text
        printed = escape(raw.strip())
        note = "" if raw == printed else f' data-raw="{escape(raw)}"'
    if exact and exact != printed:
        note += f' data-v="{exact}"'
    mark = marks.take(row, field, anchor)
    if mark:
        kind += " mk" if printed else " mk z"
        printed = f'<span class="mz-x">{printed or words()["blank"]}{mark}</span>'
    return f'<td class="{kind}" id="{anchor}"{note}>{printed}</td>'


def _name_html(table: PrintedTable, line: Line, field: str, marks: Marks) -> str:
    name = line.name if field == NAME else row_label(line)
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
    return _heading_html(line.key, line.code, line.side, field, shown, raw)


def _heading_html(  # noqa: PLR0913, PLR0917 - what a heading says and how
    key: str, code: str | None, side: str | None, field: str, shown: str, raw: str
) -> str:
    if code and field == NAME:
        spaced = " ".join(part for part in (code[:3], code[3:5], code[5:]) if part)
        return f'<th scope="row" data-k="{escape(spaced)}"{raw}><span class="nm">{shown}</span></th>'
    if key.partition("/")[2] in _INNER_FUNDS and side == SIDES[0]:
        return f'<th scope="row"{raw}><span class="nm in">{shown}</span></th>'
    return f'<th scope="row"{raw}>{shown}</th>'


def _text_html(table: PrintedTable, line: Line, field: str, marks: Marks) -> str:
    if field == FUND:
        return _fund_html(table.table_id, line.key)
    text = escape(line.row.text(field) or "")
    anchor = anchors.cell(table.table_id, line.key, field)
    mark = marks.take(line.key, field, anchor)
    if mark:
        return f'<td id="{anchor}"><span class="mz-x">{text}&#8288;{mark}</span></td>'
    project = line.row["project_id"] if field == PROJECT else None
    if project and text:
        return f'<td><a href="#project-{escape(str(project))}">{text}</a></td>'
    return f"<td>{text}</td>"


def _total_html(table: PrintedTable, grid: Grid, filled: Sequence[bool], marks: Marks, side: str | None) -> str:
    if not has_total(table, grid, side):
        return ""
    fields = [total_field(column.field, table, side) for column in grid.columns]
    parts: list[str] = []
    for column, field, has in zip(grid.columns, fields, filled, strict=True):
        if column.field in table.measures:
            amount = table.total_of(field)
            printed = "" if amount is None else amounts.printed(amount, table)
            exact = "" if amount is None else amounts.exact(amount)
            parts.append(_amount_html(table, TOTAL, field, printed, exact, marks, has=has))
        elif column.field == grid.total_field:
            parts.append(f'<th scope="row">{escape(grid.total_label)}</th>')
        else:
            parts.append('<td class="c"></td>' if column.field in CODE_PARTS else "<td></td>")
    return f'<tr class="sum">{"".join(parts)}</tr>'


def _side_label(table: PrintedTable, side: str) -> str:
    return all_schemas()[table.resource or ""].field("side").labels[side]


@lru_cache(maxsize=1024)
def _head_html(columns: tuple[Column, ...], measures: frozenset[str], filled: tuple[bool, ...]) -> str:
    rows = [
        "".join(_heading(columns[cell.start : cell.end], filled[cell.start : cell.end], cell, measures) for cell in row)
        for row in heading_rows(columns)
    ]
    return f"<thead>{''.join(f'<tr>{row}</tr>' for row in rows)}</thead>"


def _heading(columns: Sequence[Column], filled: Sequence[bool], cell: Heading, measures: frozenset[str]) -> str:
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
    return f'<th scope="{scope}"{kind}{span}>{breakable(cell.text)}</th>'
