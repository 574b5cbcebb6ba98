"""Tables whose rows are lines of text (pages of a PDF, pasted text) → tables with columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from builder.ingest.outline import Zone
from builder.ingest.recognised import Claim, Doubt, Setting
from builder.ingest.source import Piece
from builder.ingest.tables.flat_asides import Aside, without_asides
from builder.ingest.tables.flat_codes import meant_codes
from builder.ingest.tables.flat_columns import place_figures
from builder.ingest.tables.flat_edges import readings_seen
from builder.ingest.tables.flat_header import Layout, layouts_of
from builder.ingest.tables.flat_lines import PartedLines, parted
from builder.ingest.tables.flat_rows import FlatRow, Names, joined, read_rows
from builder.ingest.tables.flat_sides import SideLabels, read_sides
from builder.ingest.tables.flat_table import FlatTable, rows_filled, sums_held
from builder.ingest.tables.flat_tokens import FlatLine, Token, plain, read_lines
from builder.ingest.tables.flat_upright import Upright, read_upright
from builder.ingest.tables.head import HeadedTable, read_head
from builder.ingest.tables.labels import UNIMPORTED
from builder.ingest.tables.layout import TWO_SIDED
from builder.ingest.tables.read_table import PrintedCell, ReadRow, ReadTable
from builder.model.codes import CLASS, SECTION

_ECONOMIC = ("T6",)
_UPRIGHT = ("T8",)
_ANY = 99
_PART = 2
_USUAL_UNIT = "wan_yuan"


class _Known(NamedTuple):
    functional: Names
    economic: Names
    labels: SideLabels
    year: int


class _Read(NamedTuple):
    headed: HeadedTable
    lines: PartedLines
    table: FlatTable
    upright: Upright | None = None
    asides: tuple[Aside, ...] = ()


def read_flat(
    zones: Sequence[Zone], setting: Setting, said: Mapping[str, Decimal] | None = None
) -> tuple[ReadTable, ...]:
    """Return the flat tables of a disclosure, each figure in its column.

    `said` are the figures of the explanation for the columns of the table of the three public expenses; they decide
    where its sums leave several readings. What was chosen by sums or by habit alone is said in the doubts.
    """
    known = _Known(Names.of(setting.functional), Names.of(setting.economic), SideLabels(setting), setting.year)
    heads = [read_head(zone) for zone in zones]
    printed = Counter(head.head.amount_unit for head in heads if head.head.amount_unit)
    usual = printed.most_common(1)[0][0] if printed else _USUAL_UNIT
    read = [_read(headed, headed.head.amount_unit or usual, known) for headed in heads]
    place_figures([entry.table for entry in read], said or {})
    return tuple(_finished(entry) for entry in read)


def _read(headed: HeadedTable, unit: str, known: _Known) -> _Read:
    table_id = headed.head.table_id
    names = known.economic if table_id in _ECONOMIC else known.functional
    labels = known.labels if table_id in TWO_SIDED else None
    lines = parted(table_id, read_lines(headed.body), names, labels)
    body, asides = without_asides(table_id, lines.header, lines.body, plain(headed.head.name_header), names.known)
    lines = lines._replace(body=body)
    upright = read_upright(table_id, lines.header, lines.body, known.year) if table_id in _UPRIGHT else None
    if upright is not None:
        table = FlatTable(table_id, upright.columns, (upright.row,), ("",), unit, {0: [upright.places]})
        return _Read(headed, lines, table, upright, asides)
    tables = []
    read: dict[tuple[object, ...], tuple[FlatRow, ...]] = {}
    for columns in layouts_of(table_id, lines.header, known.year):
        # Rows depend on how many columns there are, and not on their order.
        shape = (
            *((side, len(each.measures), "project_name_printed" in each.fields) for side, each in columns.items()),
        )
        if shape not in read:
            read[shape] = _rows(columns, lines.body, None if table_id in _UPRIGHT else names, known.labels)
        rows = read[shape]
        tables.append(FlatTable(table_id, columns, rows, meant_codes(rows, names, known.labels), unit))
        tables[-1].seen = readings_seen(tables[-1], lines.header, known.year)
    return _Read(headed, lines, max(tables, key=lambda table: (sums_held(table), rows_filled(table))), asides=asides)


def _rows(columns: Layout, body: Sequence[FlatLine], names: Names | None, labels: SideLabels) -> tuple[FlatRow, ...]:
    if "" not in columns:
        return read_sides(body, labels, {side: len(entry.measures) for side, entry in columns.items()})
    has_projects = "project_name_printed" in columns[""].fields
    return read_rows(body, names, has_projects=has_projects, width=len(columns[""].measures) or _ANY)


def _finished(entry: _Read) -> ReadTable:
    table = entry.table
    claims = [*entry.headed.claims]
    for lines, kind in (
        (entry.lines.header, "table-header"),
        (entry.lines.repeated, "repeated-header"),
        (entry.lines.page_numbers, "page-number"),
    ):
        claims += [Claim(t.piece, t.start, t.end, None, kind) for line in lines for t in line.tokens]
    if entry.upright is not None:
        claims += [Claim(t.piece, t.start, t.end, None, "table-header") for t in entry.upright.labels]
        claims += [Claim(t.piece, t.start, t.end, None, kind) for t, kind in entry.upright.rest]
    claims += [Claim(t.piece, t.start, t.end, None, reason) for t, reason in entry.asides]
    claims += [
        Claim(token.piece, token.start, token.end, None, field.removeprefix(UNIMPORTED).partition(":")[0])
        for line in range(len(table.rows))
        for field, token in _placed(table, line)
        if field.startswith(UNIMPORTED)
    ]
    claims += [Claim(t.piece, t.start, t.end, None, "row-number") for row in table.rows for t in row.numbers]
    numbers = _row_numbers(table.rows)
    fields = [name for columns in table.columns.values() for name in columns.fields]
    profile_id = next((columns.profile for columns in table.columns.values()), None)
    return ReadTable(
        head=entry.headed.head,
        fields=tuple(dict.fromkeys(name for name in fields if not name.startswith(UNIMPORTED))),
        rows=tuple(_read_row(table, line, numbers[line]) for line in range(len(table.rows))),
        claims=tuple(claims),
        doubts=tuple(_doubts(entry)),
        profile=profile_id,
    )


def _read_row(table: FlatTable, line: int, number: int) -> ReadRow:
    row = table.rows[line]
    columns = table.columns[row.side]
    row_no = columns.header_rows + number
    shift = len(table.columns["income"].fields) if row.side == "expenditure" else 0

    def printed(field: str, token: Token) -> PrintedCell:
        column = columns.fields.index(field) + 1 if field in columns.fields else 1
        return PrintedCell(token.text, token.piece, token.start, token.end, row_no, shift + column)

    cells = {field: printed(field, token) for field, token in _code_cells(row, table.codes[line])}
    more: list[tuple[str, PrintedCell]] = []
    name_field = "label" if row.side else "name_printed"
    for field, tokens in ((name_field, row.names), ("project_name_printed", row.projects)):
        for position, token in enumerate(tokens):
            if position:
                more.append((field, printed(field, token)))
            else:
                cells[field] = printed(field, token)
    for field, token in _placed(table, line):
        if not field.startswith(UNIMPORTED):
            cells[field] = printed(field, token)
    return ReadRow(row.kind, row.side, row.line, cells, tuple(more))


def _placed(table: FlatTable, line: int) -> Iterator[tuple[str, Token]]:
    """Yield the figures of a row with the columns they stand in, none where they are more than the columns."""
    places = table.places[line]
    if places is not None:
        yield from zip(places, table.rows[line].figures, strict=True)


def _code_cells(row: FlatRow, code: str) -> Iterator[tuple[str, Token]]:
    """Yield the parts of a code by column; a part that stands alone is of the level that the row means."""
    sizes = [len(token.text) for token in row.codes]
    if any(size > CLASS for size in sizes[:1]) or any(size > _PART for size in sizes[1:]):
        yield "code", joined(row.codes)[0]
    elif len(sizes) == 1 and sizes[0] < CLASS < len(code):
        yield ("section" if len(code) == SECTION else "item"), row.codes[0]
    else:
        yield from zip(("class", "section", "item"), row.codes, strict=False)


def _row_numbers(rows: Sequence[FlatRow]) -> list[int]:
    """Number the rows from 1, in a table of two sides each side for itself but for the totals, which end both."""
    counts: dict[str, int] = {}
    numbers = []
    for row in rows:
        counts[row.side] = counts.get(row.side, 0) + 1
        numbers.append(counts[row.side])
    last = max(numbers, default=0)
    return [last if row.side and row.kind == "total" else number for row, number in zip(rows, numbers, strict=True)]


def _doubts(entry: _Read) -> Iterator[Doubt]:
    table = entry.table
    title = entry.headed.head.title
    if not any(columns.measures for columns in table.columns.values()):
        pieces = tuple(dict.fromkeys(token.piece for line in entry.lines.header for token in line.tokens))
        yield Doubt("columns-unknown", pieces, facts={"table": title})
    if entry.upright is not None and entry.upright.unread:
        lines = ", ".join(str(piece.place.line) for piece in entry.upright.unread)
        yield Doubt("lines-unread", entry.upright.unread, facts={"table": title, "lines": lines})
    if table.by_sums:
        yield Doubt("column-by-arithmetic", facts={"table": title, "count": str(table.by_sums)}, is_note=True)
    if table.guessed:
        rows = [table.rows[line] for line in table.guessed]
        yield Doubt("column-guessed", _pieces(rows), facts={"count": str(len(rows)), **_facts(title, rows)})
    rows = [row for row, places in zip(table.rows, table.places, strict=True) if places is None]
    if rows:
        yield Doubt("too-many-figures", _pieces(rows), facts=_facts(title, rows))


def _pieces(rows: Sequence[FlatRow]) -> tuple[Piece, ...]:
    return tuple(dict.fromkeys(t.piece for row in rows for t in (*row.codes, *row.names, *row.figures)))


def _facts(title: str, rows: Sequence[FlatRow]) -> dict[str, str]:
    lines = ", ".join(str(row.line) for row in rows)
    return {"table": title, "lines": lines, "rows": "; ".join(f"{row.code} {row.name}".strip() for row in rows)}
