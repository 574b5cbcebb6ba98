"""A disclosure as the forms in which offices publish it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from html import escape
from io import BytesIO

import docx
import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from tests.unit.ingest.templates.disclosure import Disclosure, Table

_AMOUNT = re.compile(r"-?[0-9,]+\.[0-9]+")


def as_flat_word(disclosure: Disclosure) -> bytes:
    """Return the text of a Word file: each cell a line that begins with a tab, a blank line after each row."""
    lines = list(disclosure.front)
    for table in disclosure.tables:
        lines += table.lines
        for row in range(table.height):
            within = [cell for cell in table.header if cell.row <= row < cell.row + cell.rows]
            within.sort(key=lambda cell: cell.column)
            lines += [*(f"\t{cell.text if cell.row == row else ''}" for cell in within), ""]
        for cells in table.rows:
            lines += [*(f"\t{cell}" for cell in cells), ""]
        lines += table.after
    return "\n".join([*lines, *disclosure.back]).encode()


def as_page_text(disclosure: Disclosure) -> bytes:
    """Return the text of pages: cells beside each other with a blank between, blank cells lost."""
    lines = list(disclosure.front)
    for table in disclosure.tables:
        lines += (" ".join(line.split()) for line in table.lines)
        for row in range(table.height):
            lines.append(" ".join(_squeezed(cell.text) for cell in table.header if cell.row == row))
        lines += (" ".join(cell.strip() for cell in cells if cell) for cells in table.rows)
        lines += table.after
    return "\n".join([*filter(None, lines), *disclosure.back]).encode()


def as_web(disclosure: Disclosure) -> bytes:
    """Return a web page with a table each."""
    body = [*map(_paragraph, disclosure.front)]
    for table in disclosure.tables:
        body += [*map(_paragraph, table.lines), *_web_table(table), *map(_paragraph, table.after)]
    body += map(_paragraph, disclosure.back)
    return f'<!doctype html><meta charset="utf-8"><title>预算公开</title>{"".join(body)}'.encode()


def as_word(disclosure: Disclosure) -> bytes:
    """Return a Word file."""
    document = docx.Document()
    for line in disclosure.front:
        document.add_paragraph(line)
    for table in disclosure.tables:
        for line in table.lines:
            document.add_paragraph(line)
        _add_word_table(document, table)
        for line in table.after:
            document.add_paragraph(line)
    for line in disclosure.back:
        document.add_paragraph(line)
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def as_workbook(disclosure: Disclosure) -> bytes:
    """Return a workbook: the text on its first and last sheets, each table on one of its own, amounts as numbers."""
    book = openpyxl.Workbook()
    _add_lines(book.worksheets[0], disclosure.front)
    separator = "#,##0." if disclosure.layout.get("thousands") else "0."
    for number, table in enumerate(disclosure.tables, 1):
        _add_sheet_table(book.create_sheet(f"Sheet{number}"), table, separator)
    _add_lines(book.create_sheet("其他"), disclosure.back)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


CELLS_KNOWN: Mapping[str, tuple[str, Callable[[Disclosure], bytes]]] = {
    "flat Word": ("txt", as_flat_word),
    "web": ("html", as_web),
    "Word": ("docx", as_word),
    "workbook": ("xlsx", as_workbook),
}


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _paragraph(text: str) -> str:
    return f"<p>{escape(text)}</p>"


def _web_table(table: Table) -> list[str]:
    rows = []
    for row in range(table.height):
        labels = (
            f'<td rowspan="{cell.rows}" colspan="{cell.columns}">{escape(cell.text)}</td>'
            for cell in table.header
            if cell.row == row
        )
        rows.append(f"<tr>{''.join(labels)}</tr>")
    rows += (f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in cells)}</tr>" for cells in table.rows)
    return ["<table>", *rows, "</table>"]


def _add_word_table(document: docx.document.Document, table: Table) -> None:
    printed = document.add_table(table.height + len(table.rows), table.width)
    rows = [row.cells for row in printed.rows]
    for label in table.header:
        cell = rows[label.row][label.column]
        if label.rows > 1 or label.columns > 1:
            cell = cell.merge(rows[label.row + label.rows - 1][label.column + label.columns - 1])
        cell.text = label.text
    for own, cells in zip(rows[table.height :], table.rows, strict=True):
        for cell, text in zip(own, cells, strict=True):
            if text:
                cell.text = text


def _add_lines(sheet: Worksheet, lines: Sequence[str], first: int = 1) -> None:
    for row, line in enumerate(lines, first):
        sheet.cell(row, 1, line)


def _add_sheet_table(sheet: Worksheet, table: Table, separator: str) -> None:
    for row, line in enumerate(table.lines, 1):
        for column, part in zip((1, table.width), line.split("\t"), strict=False):
            sheet.cell(row, column, part)
    top = len(table.lines) + 1
    for label in table.header:
        row, column = top + label.row, label.column + 1
        sheet.cell(row, column, label.text)
        if label.rows > 1 or label.columns > 1:
            sheet.merge_cells(None, row, column, row + label.rows - 1, column + label.columns - 1)
    below = top + table.height
    for row, cells in enumerate(table.rows, below):
        _add_sheet_row(sheet, row, cells, separator)
    _add_lines(sheet, table.after, below + len(table.rows))


def _add_sheet_row(sheet: Worksheet, row: int, cells: Sequence[str], separator: str) -> None:
    for column, text in enumerate(cells, 1):
        if _AMOUNT.fullmatch(text):
            cell = sheet.cell(row, column, float(text.replace(",", "")))
            cell.number_format = separator + "0" * len(text.partition(".")[2])
        elif text:
            sheet.cell(row, column, text)
