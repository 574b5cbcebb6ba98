"""The indicators of a form that is a grid: columns by their header, blank level cells as above."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from builder.ingest.forms.labels import column_of, level1_of, level2_of, role_of
from builder.ingest.forms.values import target_values
from builder.ingest.profile.prose import claim_row
from builder.ingest.recognised import Doubt, Recognised, Record
from builder.ingest.source import Cell, Row
from builder.ingest.vocabulary import vocabulary

_LEVELS = ("level1", "level2", "outer")
HEAD = "head:"
"""Before the role of a column that belongs to the head of a form, in a table of all projects."""
_SINGLE = ("level1", "level2", "level3", "value", "operator", "unit")
_LEAST = 2


def columns_in(row: Row) -> list[str | None]:
    """Return the column that each cell of a row heads; empty where the row is no header of indicators."""
    columns = [column_of(cell.text) for cell in row.cells]
    named = {column for column in columns if column}
    is_header = len(named & {"level1", "level2", "level3", "value"}) >= _LEAST and named & {"level1", "level2"}
    return columns if is_header else []


@dataclass(slots=True)
class Columns:
    """Which column stands where: by place where spans are known, else by the count of cells in a row."""

    by_place: Mapping[int, str]
    in_order: tuple[str, ...]
    wider: tuple[str, ...] = ()

    @classmethod
    def of(cls, header: Row, second: Row | None) -> Columns:
        """Return the columns of a header, which may go on in a second row under one of its cells."""
        by_place: dict[int, str] = {}
        order = [_column(cell.text) or "other" for cell in header.cells]
        for row in (header, second) if second else (header,):
            for cell in row.cells:
                column = _column(cell.text)
                for place in range(cell.column, cell.column + cell.column_span):
                    if column:
                        by_place[place] = column
        below = [column for cell in second.filled if (column := column_of(cell.text))] if second else []
        wider = [*order[: order.index("value")], *below] if below and "value" in order else []
        return cls(_without_repeats(by_place), tuple(order), tuple(wider))

    def assign(self, row: Row) -> list[tuple[str, Cell]]:
        """Return the cells of a row with the column each stands in, `other` where none is known."""
        if row.grid and row.grid.has_spans:
            return [(self.by_place.get(cell.column, "other"), cell) for cell in row.cells]
        for order in (self.in_order, self.wider, self.in_order[1:] if self.in_order[:1] == ("outer",) else ()):
            if len(order) == len(row.cells):
                return list(zip(order, row.cells, strict=True))
        order = self.in_order[-len(row.cells) :] if len(row.cells) < len(self.in_order) else self.in_order
        return list(zip([*order, *(["other"] * len(row.cells))], row.cells, strict=False))


def _column(text: str) -> str | None:
    """The column that a header names, of the indicators or of the head."""
    column = column_of(text)
    role = None if column else role_of(text)
    return column or (f"{HEAD}{role}" if role and role != "heading" else None)


def _without_repeats(by_place: Mapping[int, str]) -> dict[int, str]:
    """Where a column stands twice (for all years, for this year) the last is the one of the year."""
    kept: dict[int, str] = {}
    last = {column: max(place for place, each in by_place.items() if each == column) for column in by_place.values()}
    for place in sorted(by_place):
        column = by_place[place]
        runs_to_last = all(by_place.get(other) == column for other in range(place, last[column] + 1))
        kept[place] = column if column not in _SINGLE or runs_to_last else "other"
    return kept


@dataclass(slots=True)
class _Levels:
    """The levels that hold for a row: its own, else those above."""

    level1: str | None = None
    level2: str | None = None
    unknown: list[str] = field(default_factory=list)

    def take(self, cells: Sequence[tuple[str, Cell]]) -> bool:
        """Take the level cells of a row; return whether it names a second level of its own."""
        is_named = False
        for column, cell in cells:
            text = cell.text
            if column not in _LEVELS or not text.strip() or column_of(text) == "outer":
                continue
            first, second = level1_of(text), level2_of(text)
            if first and (column != "level2" or not second):
                self.level1, self.level2 = first, None
            elif second:
                self.level2, is_named = second, True
            elif column == "level2":
                self.level2 = None
                self.unknown.append(text.strip())
            elif column == "level1":
                self.level1 = self.level2 = None
                self.unknown.append(text.strip())
        return is_named

    def both(self) -> tuple[str, str] | None:
        """Return both levels; costs under a heading of their own are costs of the output."""
        first, second = self.level1, self.level2
        if first == "cost":
            return "output", "cost"
        if first == "satisfaction" and second is None:
            return first, first
        parents: Mapping[str, str] = vocabulary("forms")["parents"]
        return (first or parents[second], second) if second else None


def read_indicators(
    rows: Sequence[Row], columns: Columns, link: str, found: Recognised, *, before: Record | None = None
) -> list[Record]:
    """Return a record for each indicator, and for each second level that has none; `before` stands above the first."""
    records: list[Record] = []
    levels = _Levels(before.values["level1"], before.values["level2"]) if before else _Levels()
    for row in rows:
        if columns_in(row):
            claim_row(row, found, "repeated-header")
            continue
        cells = columns.assign(row)
        if _is_note(row):
            if re.match(vocabulary("forms")["note"], row.only):
                claim_row(row, found, "note")
            continue
        is_named = levels.take(cells)
        by_column = _by_column(cells)
        if not is_named and not by_column.get("level3") and not by_column.get("value"):
            _claim(cells, None, found)
            continue
        both = levels.both()
        if both is None:
            facts = {"text": row.text, "level": levels.unknown[-1] if levels.unknown else ""}
            found.doubts.append(Doubt("doubt-indicator-level", tuple(cell.piece for cell in row.filled), facts=facts))
            continue
        record = _record(by_column, both, link, len(records) + 1, row)
        records.append(record)
        _claim(cells, record, found)
    return records


def _is_note(row: Row) -> bool:
    """Whether a row is one cell across the form: a remark, not an indicator."""
    if not row.filled:
        return True
    if len(row.filled) != 1 or level1_of(row.only) or level2_of(row.only):
        return False
    if row.grid is None:
        return True
    if row.grid.has_spans:
        return row.filled[0].column_span > _LEAST
    return len(row.cells) == 1


def _by_column(cells: Sequence[tuple[str, Cell]]) -> dict[str, str]:
    texts: dict[str, str] = {}
    for column, cell in cells:
        if text := joined_lines(cell.text):
            texts[column] = text
    return texts


def joined_lines(text: str) -> str:
    """Return the text of a cell as one line; where a line ends a sentence the next begins a new one."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    return re.sub("(?<![\u3002\uff1b;])\n", "", "\n".join(lines))


def _record(texts: Mapping[str, str], both: tuple[str, str], link: str, number: int, row: Row) -> Record:
    values = {"project_id": link, "seq": str(number), "level1": both[0], "level2": both[1]}
    if "level3" in texts:
        values["level3"] = texts["level3"]
    values |= target_values(texts.get("value", ""), texts.get("operator", ""), texts.get("unit", ""))
    values["src_line"] = str(row.cells[0].piece.place.line)
    return Record("performance_indicators", values)


def _claim(cells: Sequence[tuple[str, Cell]], record: Record | None, found: Recognised) -> None:
    for column, cell in cells:
        if cell.text.strip() and not column.startswith(HEAD):
            found.claim(cell.piece, *_fate(column, cell, record))


def _fate(column: str, cell: Cell, record: Record | None) -> tuple[Record | None, str]:
    if column in ("other", "outer") and not level1_of(cell.text) and not level2_of(cell.text):
        return None, "form-label" if column_of(cell.text) == "outer" else "form-extra-column"
    if record is None:
        return None, "form-label"
    if column in ("outer", "level1"):
        return record, "level1"
    return record, {"value": "raw_text", "operator": "operator", "unit": "value_unit"}.get(column, column)
