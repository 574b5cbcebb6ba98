"""Disclosures to be printed: the project's own packages, small ones of text tables, and what is expected of them."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache

from builder.assemble import assemble_disclosures
from builder.load import load_package
from builder.model.disclosure import Disclosure
from builder.printout import printout
from builder.printout.content import Paragraph, Printout, Table
from builder.validate import validate_package
from tests.factories import HEAD, disclosure_from
from tests.projects import FIRST, REPOSITORY, SECOND

TABLES = {
    "income_expenditure_summary": (
        "side line name_printed amount\n"
        "income fiscal_total 财政拨款 12.00\n"
        "income gpb 一般公共预算 12.00\n"
        "expenditure 205 教育支出 12.00"
    ),
    "expenditure_by_function": (
        "functional_code name_printed total basic project\n"
        "205 教育支出 1200.50 1000.50 200\n"
        "20502 普通教育 1200.50 1000.50 200\n"
        "2050202 小学教育 1200.50 1000.50 200"
    ),
}


@cache
def real(folder: str) -> Disclosure:
    """Return a disclosure of the repository."""
    package = validate_package(load_package(REPOSITORY, REPOSITORY / folder), None).package
    assert package is not None
    (disclosure,) = assemble_disclosures(package)
    return disclosure


def first() -> Disclosure:
    """Return the disclosure that has all its texts."""
    return real(FIRST)


def second() -> Disclosure:
    """Return the disclosure whose texts are left out."""
    return real(SECOND)


def small(tables: Mapping[str, str] = TABLES, *, head: str = "", **more: str) -> Disclosure:
    """Return a disclosure of these tables; `head` adds columns to the row of `disclosures`: `name=value …`."""
    names, values = HEAD["disclosures"].splitlines()
    for entry in head.split():
        name, _, value = entry.partition("=")
        names, values = f"{names} {name}", f"{values} {value}"
    return disclosure_from({**tables, "disclosures": f"{names}\n{values}"}, **more)


def texts(document: Printout) -> list[str]:
    """Return every paragraph of a document, in order."""
    return [block.text for section in document.sections for block in section.blocks if isinstance(block, Paragraph)]


def tables_of(document: Printout) -> list[Table]:
    """Return every table of a document, in order."""
    return [block for section in document.sections for block in section.blocks if isinstance(block, Table)]


def table_named(disclosure: Disclosure, title: str) -> Table:
    """Return the table of the section whose name ends so."""
    (found,) = (
        block
        for section in printout(disclosure).sections
        if section.name.endswith(title)
        for block in section.blocks
        if isinstance(block, Table)
    )
    return found


def spread(table: Table) -> list[list[str]]:
    """Return the texts of a table place by place; a merged cell's text stands at its first place only."""
    rows = [[""] * len(table.widths) for _ in range(table.row_count)]
    for cell in table.cells:
        rows[cell.row][cell.column] = cell.text
    return rows


def covered(table: Table) -> list[list[int]]:
    """Return how many cells cover each place of a table: one each in a whole one."""
    rows = [[0] * len(table.widths) for _ in range(table.row_count)]
    for cell in table.cells:
        for row in range(cell.row, cell.row + cell.row_span):
            for column in range(cell.column, cell.column + cell.column_span):
                rows[row][column] += 1
    return rows


def rows_of_codes(folder: str, resource: str, measures: tuple[str, ...]) -> list[list[str]]:
    """Return the rows of a table of functional codes as its file has them: parts of the code, name, amounts."""
    with (REPOSITORY / folder / f"{resource}.csv").open(encoding="utf-8") as file:
        return [
            [code[:3], code[3:5], code[5:], record["name_printed"], *(record[measure] for measure in measures)]
            for record in csv.DictReader(file)
            for code in [record["functional_code"]]
        ]
