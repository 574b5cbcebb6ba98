"""The grid of a printed table: its columns under their headings, from the template's profile or the schema's titles."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from importlib import resources
from typing import cast

import yaml

from builder.model.disclosure import Line, PrintedTable
from builder.profiles import Column, Grid, Profile
from builder.schemas import all_schemas

CODE_PARTS = {"class": slice(0, 3), "section": slice(3, 5), "item": slice(5, 7)}
LABEL, NAME, PROJECT, FUND = "label", "name_printed", "project_name_printed", "fund"
SIDES = ("income", "expenditure")
_BLANK = frozenset({type(None)})
TWO_SIDED = frozenset({"T1", "T4"})
"""Tables that print income and expenditure side by side."""


def grid_of(table: PrintedTable, template: Profile) -> Grid:
    """Return the grid of a table that has no sides; rows of several funds have a column that names them."""
    known = template.grids.get(table.table_id)
    grid = _with_unknown(table, known, None) if known else _plain_grid(table, None)
    if table.table_id == "T8" and len(table.lines) > 1:
        funds = Column(FUND, (all_schemas()[table.resource or ""].field(FUND).title,))
        return Grid((funds, *grid.columns), grid.total_label, FUND)
    return grid


def side_grid_of(table: PrintedTable, template: Profile, side: str) -> Grid:
    """Return the grid of one side of T1 or T4."""
    known = template.grids.get(f"{table.table_id}/{side}")
    return _without_unprinted(table, _with_unknown(table, known, side), side) if known else _plain_grid(table, side)


def total_field(field: str, table: PrintedTable, side: str | None) -> str:
    """Return the name under which the total row keeps a column: T1 and T4 name the side's first amount."""
    return f"{side}_total" if side and field == table.measures[0] else field


def has_total(table: PrintedTable, grid: Grid, side: str | None) -> bool:
    """Return whether a total row is printed in this grid."""
    return any(total_field(column.field, table, side) in table.totals for column in grid.columns)


def is_total_first(table: PrintedTable) -> bool:
    """Return whether the total row stands above the others."""
    lines = [line.row.whole("src_line") for line in table.lines[:1]]
    totals = [cell.row.whole("src_line") for cell in table.totals.values()]
    first_line, total_line = next(iter(lines), None), next(iter(totals), None)
    return first_line is not None and total_line is not None and total_line < first_line


def row_label(line: Line) -> str:
    """Return the whole label of a row of T1 or T4."""
    printed = line.row.text("label_printed")
    if printed:
        return printed
    key = line.key.partition("/")[2]
    return f"{key} {line.name}" if key.isdigit() else line.name


def filled_columns(lines: Sequence[Line], names: Sequence[str]) -> frozenset[str]:
    """Return which of the columns of these names have something in at least one of these rows."""
    if not lines:
        return frozenset()
    position = lines[0].row.columns.position
    columns = list(zip(*[line.row.values for line in lines], strict=True))
    return frozenset([name for name in names if has_values(columns[position[name]])])


def has_values(column: Iterable[object]) -> bool:
    """Return whether a column has something in at least one row."""
    # To compare types is quicker by far than to compare amounts with None, for which decimal asks what a number is.
    return not _BLANK.issuperset(map(type, column))


def _without_unprinted(table: PrintedTable, grid: Grid, side: str) -> Grid:
    """Return the grid of a side of T1 without its further columns where the document has none of them.

    Templates differ in whether T1 splits its expenditure: where neither a row nor the total row has a cell of any
    further column, this one does not. The amount then stands under the heading of its group.
    """
    further = set(table.measures[1:])
    if table.table_id != "T1" or further.intersection((*_filled_measures(table, side), *table.totals)):
        return grid
    kept = tuple(column for column in grid.columns if column.field not in further)
    if len(kept) == len(grid.columns):
        return grid
    regrouped = tuple(
        Column(column.field, column.path[:-1] or column.path) if column.field in table.measures else column
        for column in kept
    )
    return Grid(regrouped, grid.total_label, grid.total_field)


def _with_unknown(table: PrintedTable, grid: Grid, side: str | None) -> Grid:
    """Return the grid with a column for every measure that has figures and no column of its own."""
    known = {column.field for column in grid.columns}
    if known.issuperset(table.measures):
        return grid
    extra = tuple(_column(table, measure) for measure in _filled_measures(table, side) if measure not in known)
    return Grid(grid.columns + extra, grid.total_label, grid.total_field) if extra else grid


def _plain_grid(table: PrintedTable, side: str | None) -> Grid:
    """Return a grid from the schema's own titles, for a template that has no profile."""
    measures = tuple(_column(table, measure) for measure in _filled_measures(table, side))
    if side:
        heading: tuple[Column, ...] = (Column(LABEL, (_words()["line"],)),)
        return Grid(heading + measures, _words()[f"{side}_total"], LABEL)
    schema = all_schemas()[table.resource or ""]
    names = [field.name for field in schema.fields]
    heading = tuple(
        Column(part, (schema.field(schema.row_key or "").title, _words()[part]))
        for part in CODE_PARTS
        if "functional_code" in names or (part != "item" and "economic_code" in names)
    )
    if table.table_id == "T7":
        heading = tuple(Column(part, (_words()["code"], _words()[part])) for part in CODE_PARTS)
    heading += tuple(Column(name, (schema.field(name).title,)) for name in (NAME, PROJECT) if name in names)
    return Grid(heading + measures, _words()["total"], heading[-1].field if heading else table.measures[0])


def _column(table: PrintedTable, measure: str) -> Column:
    return Column(measure, (all_schemas()[table.resource or ""].field(measure).title,))


def _filled_measures(table: PrintedTable, side: str | None) -> list[str]:
    if not table.lines and not side:
        return list(table.measures)
    # The further columns of a summary's total row belong to its expenditure.
    totalled = table.measures[:1] if side == SIDES[0] else table.measures
    filled = filled_columns([line for line in table.lines if line.side == side], table.measures)
    return [
        measure
        for measure in table.measures
        if measure in filled or (measure in totalled and table.total_of(total_field(measure, table, side)) is not None)
    ] or list(table.measures[:1])


@cache
def _words() -> dict[str, str]:
    content = (resources.files("builder.layout") / "words.yaml").read_bytes()
    return cast("dict[str, str]", yaml.load(content, yaml.CSafeLoader))
