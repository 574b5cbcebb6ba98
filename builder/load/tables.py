"""Read a table (CSV), keeping physical line numbers, and report what is damaged.

Comma, double quote, LF or CRLF, and nothing else. A sound table takes the short way, which splits lines; the
first thing out of the ordinary sends the whole table the careful way of `csv_scanner`, which knows the place
of everything. Rows read and rows reported are together the records of the file.
"""

from __future__ import annotations

import csv
import io
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from builder.load import limits
from builder.load.characters import UNWANTED, UnwantedIn
from builder.load.csv_scanner import Record, scan
from builder.load.report import Report
from builder.load.text import lone_returns
from builder.records import RawCell, RawTable

_OTHER_DELIMITERS = (";", "\t", "|", "\uff0c", "\uff1b")


@dataclass(frozen=True, slots=True)
class _Grid:
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    lines: tuple[int, ...]
    texts: tuple[str, ...] = ()


def read_table(text: str, resource: str, report: Report) -> RawTable | None:
    """Return the table of a CSV text, or None where its header cannot be used or a limit was hit."""
    if not text.strip("\r\n \t"):
        report.add("empty-file")
        return None
    grid = _sound(text) or _careful(text, report)
    if grid is None:
        return None
    rows: tuple[tuple[RawCell, ...], ...] = grid.rows
    return RawTable(resource, report.file, "csv", grid.header, rows, grid.lines, texts=grid.texts)


def _sound(text: str) -> _Grid | None:
    """Return the table where nothing at all is out of the ordinary."""
    if text.count("\n") > limits.TABLE_ROWS + 1 or lone_returns(text) or UNWANTED.search(text):
        return None
    grid = _quoted(text) if '"' in text else _split(text)
    if grid is None or not _is_sound_header(grid.header) or len(grid.rows) > limits.TABLE_ROWS:
        return None
    return grid


def _split(text: str) -> _Grid | None:
    lines = (text.replace("\r\n", "\n") if "\r" in text else text).split("\n")
    if not lines[-1]:
        lines.pop()
    commas = lines[0].count(",")
    if max(map(len, lines)) * 3 > limits.CELL_BYTES or text.count(",") != commas * len(lines):
        return None
    header, *rows = [tuple(line.split(",")) for line in lines]
    if set(map(len, rows)) - {commas + 1} or "," * commas in lines:
        return None
    return _Grid(header, tuple(rows), tuple(range(2, len(lines) + 1)), tuple(lines[1:]))


def _quoted(text: str) -> _Grid | None:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows: list[tuple[str, ...]] = []
    lines: list[int] = []
    line = 1
    try:
        for row in reader:
            whole = "".join(row)
            # A quote inside a value is rare, and this reader takes one in an unquoted cell for granted.
            if not whole or '"' in whole or "\n" in whole or len(whole) * 3 > limits.CELL_BYTES:
                return None
            rows.append(tuple(row))
            lines.append(line)
            line = reader.line_num + 1
    except csv.Error:
        return None
    if set(map(len, rows)) != {len(rows[0])}:
        return None
    return _Grid(rows[0], tuple(rows[1:]), tuple(lines[1:]))


def _is_sound_header(header: Sequence[str]) -> bool:
    return (
        len(set(header)) == len(header) <= limits.ROW_CELLS
        and all(name and name == name.strip() for name in header)
        and (len(header) > 1 or not any(sign in header[0] for sign in _OTHER_DELIMITERS))
    )


def _careful(text: str, report: Report) -> _Grid | None:
    errors = report.errors
    records = scan(text)
    head = next(records)
    header = head.cells
    _report_header(head, report)
    is_usable = report.errors == errors and not lone_returns(text)
    rows: list[tuple[str, ...]] = []
    lines: list[int] = []
    starts: list[int] = [head.starts[0]]
    kept: list[Record] = [head]
    unwanted = UnwantedIn(text)
    number = 0
    for number, record in enumerate(records, 1):
        if number > limits.TABLE_ROWS:
            report.add("too-many-rows", line=record.line, facts={"limit": limits.TABLE_ROWS})
            is_usable = False
            break
        if unwanted.first:
            starts.append(record.starts[0])
            kept.append(record)
        if _report_record(record, header, report):
            rows.append(record.cells)
            lines.append(record.line)
    _report_unwanted(text, unwanted, starts, kept, report)
    return _Grid(header, tuple(rows), tuple(lines)) if is_usable else None


def _report_header(head: Record, report: Report) -> None:
    header = head.cells
    for disorder in head.disorders:
        report.add(disorder.rule, line=disorder.line, column=disorder.column, facts=disorder.facts)
    if head.line != head.last_line and not head.disorders:
        report.add("header-over-lines", line=head.line, facts={"last": head.last_line})
    if not any(header):
        report.add("blank-header-row", line=head.line)
        return
    sign = next((sign for sign in _OTHER_DELIMITERS if sign in header[0]), None) if len(header) == 1 else None
    if sign:
        report.add("wrong-delimiter", line=head.line, column=1, facts={"sign": sign})
        return
    if head.width > limits.ROW_CELLS:
        report.add("row-too-wide", line=head.line, facts={"cells": head.width, "limit": limits.ROW_CELLS})
        return
    seen: dict[str, int] = {}
    for column, name in enumerate(header, 1):
        first = seen.setdefault(name.strip(), column)
        if not name.strip():
            report.add("blank-header", line=head.line, column=column, facts={"column": column})
        elif first != column:
            report.add(
                "repeated-header",
                line=head.line,
                column=column,
                field=name.strip(),
                facts={"name": name, "first": first},
            )
        elif name != name.strip():
            report.add("padded-header", line=head.line, column=column, field=name.strip(), facts={"name": name.strip()})
    _report_long_cells(head, header, report)


def _report_record(record: Record, header: tuple[str, ...], report: Report) -> bool:
    """Report what is wrong with a row; return whether it can be read."""
    for disorder in record.disorders:
        name = header[disorder.column - 1] if disorder.column <= len(header) else None
        report.add(disorder.rule, line=disorder.line, column=disorder.column, field=name, facts=disorder.facts)
    if record.disorders:
        return False
    cells = record.width
    if cells > limits.ROW_CELLS and cells != len(header):
        report.add(
            "row-too-wide",
            line=record.line,
            column=limits.ROW_CELLS + 1,
            facts={"cells": cells, "limit": limits.ROW_CELLS},
        )
        return False
    if not any(record.cells):
        report.add("blank-row", line=record.line)
        return False
    if cells != len(header):
        _report_width(record, header, report)
        return False
    if record.line != record.last_line:
        _report_spanning(record, header, report)
    return _report_long_cells(record, header, report)


def _report_width(record: Record, header: tuple[str, ...], report: Report) -> None:
    cells = record.width
    facts = {"cells": cells, "expected": len(header)}
    if record.line != record.last_line:
        column = next(number for number, cell in enumerate(record.cells, 1) if "\n" in cell)
        name = header[column - 1] if column <= len(header) else None
        span = {"swallowed": record.last_line - record.line, "last": record.last_line}
        report.add("quote-spans-rows", line=record.line, column=column, field=name, facts=span)
    if cells < len(header):
        facts["missing"] = len(header) - cells
        report.add("short-row", line=record.line, column=cells + 1, field=header[cells], facts=facts)
    else:
        extra = record.cells[len(header)]
        report.add(
            "long-row", line=record.line, column=len(header) + 1, field=header[-1], facts={"extra": extra, **facts}
        )


def _report_spanning(record: Record, header: tuple[str, ...], report: Report) -> None:
    """Report a cell of several lines one of which looks like a row of this table: a quote may have swallowed it."""
    line = record.line
    for column, cell in enumerate(record.cells, 1):
        if "\n" not in cell:
            continue
        inner = cell.split("\n")[1:]
        is_row_inside = any(part.count(",") >= len(header) - 1 for part in inner)
        is_row_begun = column > 1 and inner[-1].count(",") >= column - 1
        if len(header) > 1 and (is_row_inside or is_row_begun):
            facts = {"swallowed": len(inner), "last": line + len(inner)}
            name = header[column - 1]
            report.add("quote-spans-rows", line=line, column=column, field=name, severity="warning", facts=facts)
        line += len(inner)


def _report_long_cells(record: Record, header: tuple[str, ...], report: Report) -> bool:
    is_sound = True
    for column, cell in enumerate(record.cells, 1):
        size = len(cell) if cell.isascii() else len(cell.encode("utf-8"))
        if size > limits.CELL_BYTES:
            name = header[column - 1] if record.line > 1 else None
            report.add(
                "cell-too-long",
                line=record.line,
                column=column,
                field=name,
                facts={"size": size, "limit": limits.CELL_BYTES},
            )
            is_sound = False
    return is_sound


def _report_unwanted(text: str, unwanted: UnwantedIn, starts: list[int], records: list[Record], report: Report) -> None:
    header = records[0].cells
    for found in unwanted.first:
        record = records[bisect_right(starts, found.offset) - 1]
        column = bisect_right(record.starts, found.offset)
        name = header[column - 1] if column <= len(header) and record is not records[0] else None
        line = record.line + text.count("\n", record.starts[0], found.offset)
        report.add(found.rule, line=line, column=column, field=name, severity=found.severity, facts=found.facts)
    report.hide(unwanted.further, unwanted.worst)
