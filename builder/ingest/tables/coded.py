"""Tables whose rows have a code: one record a row, the total row apart."""

from __future__ import annotations

from builder.ingest.recognised import Record
from builder.ingest.tables.codes import RowCode, codes_of, name_of
from builder.ingest.tables.read_table import ReadRow
from builder.ingest.tables.taking import Taking
from builder.ingest.vocabulary import vocabulary
from builder.model.codes import CODE_COLUMNS

_PROJECTS = "general_budget_projects"
_ECONOMIC = "general_budget_basic"
_NAMES = ("name_printed", "project_name_printed")


def take_coded(taking: Taking) -> None:
    """Read every row of a table by codes; a row without one, or with the code of a row before, is listed."""
    column = CODE_COLUMNS[taking.resource == _ECONOMIC]
    names = taking.setting.economic if taking.resource == _ECONOMIC else taking.setting.functional
    wholes = [taking.figures(row) for row in taking.table.rows if row.kind == "total"]
    codes = codes_of(taking.table.rows, names)
    first: str = vocabulary("tables")["first_digits"][column]
    # A list of projects without any code is one of all funds, not the table of the general public budget.
    is_project = taking.resource == _PROJECTS
    # Codes of the other classification make it another table, whatever its title.
    has_own = any(code is not None and code.code.startswith(first) for code in codes)
    has_rows = any(row.kind == "row" for row in taking.table.rows)
    is_other = not has_own and ((is_project and has_rows) or any(codes))
    codes = [code if code is not None and code.code.startswith(first) else None for code in codes]
    for row, code in zip(taking.table.rows, codes, strict=True):
        if row.kind == "total" and is_other:
            taking.leave(row, "row-without-code")
        elif row.kind == "total":
            _take_total(taking, row)
        elif row.kind == "unit":
            taking.leave(row, "row-of-unit")
        elif row.kind == "row" and code is None:
            # A unit's own row stands above its codes with the figures of the total.
            taking.leave(row, "row-of-unit" if taking.figures(row) in wholes else "row-without-code")
        elif row.kind == "row" and code is not None:
            _take_row(taking, row, code, column)


def _take_row(taking: Taking, row: ReadRow, code: RowCode, column: str) -> None:
    is_project = taking.resource == _PROJECTS
    key = str(len(taking.records) + 1) if is_project else code.code
    if key in taking.keys:
        taking.leave(row, "row-twice")
        return
    record = Record(taking.resource, {"row_no": key} if is_project else {})
    record.values |= {column: code.code, "name_printed": _name(taking, row, code, column)}
    if is_project:
        record.values["project_name_printed"] = name_of(row, None, {}, "project_name_printed")
    _claim_texts(taking, row, code, record)
    taking.keep(record, key, row)
    for cell in code.mended:
        taking.note_source(cell, (key, column))
    if code.key:
        taking.doubt(code.key, *(code.mended or code.cells or tuple(row.cells.values())[:1]))


def _name(taking: Taking, row: ReadRow, code: RowCode, column: str) -> str:
    """Return the name of a row; where it is left blank that of the code in the row above, else the official one."""
    names = taking.setting.economic if column == CODE_COLUMNS[1] else taking.setting.functional
    name = name_of(row, code, names, "name_printed")
    above = taking.records[-1].values if taking.records else {}
    if not name and above.get(column) == code.code:
        return above["name_printed"]
    if not name:
        taking.doubt("name-missing", *code.cells[:1])
        return next(iter(names.get(code.code, ())), code.code)
    return name


def _claim_texts(taking: Taking, row: ReadRow, code: RowCode, record: Record) -> None:
    column = next(name for name in CODE_COLUMNS if name in record.values)
    for cell in code.cells:
        end = code.name_starts if cell is code.name_cell else len(cell.text)
        taking.claim(cell, record, column, 0, end)
        if cell is code.name_cell:
            taking.claim(cell, record, "name_printed", end)
    for name, cell in (*row.cells.items(), *row.more):
        if name in _NAMES and cell not in code.cells and cell.text.strip():
            taking.claim(cell, record, name)


def _take_total(taking: Taking, row: ReadRow) -> None:
    if taking.totals:
        taking.leave(row, "row-twice")
        return
    for measure in taking.printed_measures:
        taking.total(row, measure, measure)
    for name, cell in (*row.cells.items(), *row.more):
        if name not in taking.measures and cell.text.strip():
            taking.claim(cell, None, "total-label")
