"""A printed table once its columns are known: rows of cells by field, before codes, names and amounts are read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from builder.ingest.recognised import Claim, Doubt
from builder.ingest.source import Piece


@dataclass(frozen=True, slots=True)
class PrintedCell:
    """Characters `start` to `end` of a piece, and where in the printed grid they stand (from 1, headers counted)."""

    text: str
    piece: Piece
    start: int
    end: int
    row_no: int
    col_no: int


@dataclass(frozen=True, slots=True)
class ReadRow:
    """One printed row, in T1 and T4 one side of it; `kind` is `row`, `total`, `unit` (a unit's own) or `blank`.

    `cells` are by column: `class`, `section`, `item`, `code` (all in one column), `label` (T1, T4), `name_printed`,
    `project_name_printed` and the table's measures. A name printed in several pieces is `cells` plus `more`.
    """

    kind: str
    side: str
    line: int
    cells: Mapping[str, PrintedCell]
    more: tuple[tuple[str, PrintedCell], ...] = ()


@dataclass(frozen=True, slots=True)
class TableHead:
    """What stands above and below the columns. `amount_unit` is `wan_yuan` or `yuan`, None where none is printed."""

    table_id: str
    title: str
    number: str
    name_header: str
    amount_unit: str | None
    note: str
    line: int


@dataclass(frozen=True, slots=True)
class ReadTable:
    """One printed table, its pages joined; `profile` is the template by whose grid it was read, if any."""

    head: TableHead
    fields: tuple[str, ...]
    rows: tuple[ReadRow, ...]
    claims: tuple[Claim, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    profile: str | None = None
