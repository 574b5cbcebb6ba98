"""Printed tables → records of the canonical tables, of what their cells print, and of the tables themselves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from builder.ingest.recognised import Claim, Recognised, Record, Setting
from builder.ingest.tables.coded import take_coded
from builder.ingest.tables.head import declares_empty
from builder.ingest.tables.layout import TWO_SIDED
from builder.ingest.tables.read_table import PrintedCell, ReadTable
from builder.ingest.tables.taking import TOTAL, Taking
from builder.ingest.tables.two_sided import take_two_sided
from builder.ingest.vocabulary import vocabulary
from builder.model.codes import CODE_COLUMNS

PRINTED_UNITS = ("wan_yuan", "yuan")
FINEST_WAN = Decimal("0.01")
FINEST_YUAN = Decimal("0.0001")
CENT = Decimal("0.000001")
THREE_PUBLIC = "T8"


def records_of(tables: Sequence[ReadTable], setting: Setting) -> Recognised:
    """Return the records of all tables, where each cell went, and what a person must look at."""
    yielded = Recognised()
    usual = _usual_unit(tables)
    takings = [Taking(table, setting, table.head.amount_unit or usual) for table in tables]
    for taking in takings:
        _take(taking)
    kept = _one_of_a_kind(takings)
    _say_precision(kept)
    for taking in takings:
        if taking in kept:
            yielded.records += [taking.printed, *taking.records, *taking.source_cells, *taking.totals]
            yielded.doubts += taking.table.doubts
        else:
            taking.drop()
        yielded.claims += taking.claims
        yielded.doubts += taking.summed_doubts()
    for record in yielded.records:
        record.values = {name: value for name, value in record.values.items() if value}
    yielded.records += _code_lists(yielded.records)
    return yielded


def _take(taking: Taking) -> None:
    """Read head and rows of one table."""
    _take_head(taking)
    if not taking.resource:
        _list_rows(taking)
    elif taking.table_id == THREE_PUBLIC:
        _take_three_public(taking)
    elif taking.table_id in TWO_SIDED:
        take_two_sided(taking)
    else:
        take_coded(taking)
    taking.source_cells.sort(key=_position)
    taking.printed.values["is_empty"] = _flag(value=not taking.has_rows)
    taking.printed.values["declared_empty"] = _flag(value=declares_empty(taking.table.head.note))


def _take_head(taking: Taking) -> None:
    head = taking.table.head
    taking.printed.values |= {
        "table_id": head.table_id,
        "title_printed": head.title,
        "table_no_printed": head.number,
        "name_header": head.name_header,
        "amount_unit_printed": taking.unit if taking.unit in PRINTED_UNITS else PRINTED_UNITS[0],
        "note": head.note,
        "src_line": str(head.line),
    }
    fields: Mapping[str, str] = vocabulary("tables")["head_fields"]
    for claim in taking.table.claims:
        is_head = claim.record is None and claim.field in fields
        taking.claims.append(claim._replace(record=taking.printed, field=fields[claim.field]) if is_head else claim)
        if claim.record is None and claim.field == "placeholder":
            _note_placeholder(taking, claim)
    if taking.unit not in PRINTED_UNITS:
        taking.doubts["unit-converted"] = []
    elif head.amount_unit is None and taking.resource:
        taking.doubts["unit-assumed"] = []


def _note_placeholder(taking: Taking, claim: Claim) -> None:
    """Keep a word for nothing that stands alone in a row, at the first column of amounts: the text tells no column."""
    if not taking.printed_measures:
        return
    measure = taking.printed_measures[0]
    cells = (cell for row in taking.table.rows for _, cell in (*row.cells.items(), *row.more))
    row_no = min((cell.row_no for cell in cells), default=1)
    text = claim.piece.text[claim.start : claim.end].strip()
    col_no = taking.table.fields.index(measure) + 1
    cell = PrintedCell(text, claim.piece, claim.start, claim.end, row_no, col_no)
    taking.note_source(cell, (TOTAL, measure), flags=())


def _take_three_public(taking: Taking) -> None:
    """Keep one row: that of the total, else the first with figures; others are listed."""
    filled = [row for row in taking.table.rows if taking.figures(row)]
    chosen = next((row for row in filled if row.kind == "total"), next(iter(filled), None))
    for row in taking.table.rows:
        if row is chosen:
            funds: Mapping[str, str] = vocabulary("tables")["funds_in_titles"]
            fund = next((fund for word, fund in funds.items() if word in taking.table.head.title), "gpb")
            taking.keep(Record(taking.resource, {"fund": fund}), fund, row)
            for name, cell in (*row.cells.items(), *row.more):
                if name not in taking.measures and cell.text.strip():
                    taking.claim(cell, None, "total-label")
        elif row.kind != "blank":
            is_same = chosen is not None and taking.figures(row) == taking.figures(chosen)
            taking.leave(row, "row-of-unit" if is_same else "row-beside")


def _list_rows(taking: Taking) -> None:
    """List the rows of a table of which only the title is kept."""
    for row in taking.table.rows:
        taking.has_rows = taking.has_rows or row.kind == "row"
        for _, cell in (*row.cells.items(), *row.more):
            if cell.text.strip():
                taking.claim(cell, None, "table-without-resource")


def _one_of_a_kind(takings: Sequence[Taking]) -> list[Taking]:
    """Return the tables to keep: of several of one kind that whose title says so, else that with most figures."""
    best: dict[str, Taking] = {}
    for taking in takings:
        if taking.table_id not in best or _fitness(taking) > _fitness(best[taking.table_id]):
            best[taking.table_id] = taking
    return [taking for taking in takings if best[taking.table_id] is taking]


def _fitness(taking: Taking) -> tuple[bool, int]:
    words: Mapping[str, str] = vocabulary("tables")["words_of_titles"]
    word = words.get(taking.table_id, "")
    return bool(taking.amounts) and word in taking.table.head.title, len(taking.amounts)


def _say_precision(takings: Sequence[Taking]) -> None:
    """Say of each table how finely it prints; of one without figures what the others say."""
    separated = any("thousands_sep" in amount.flags for taking in takings for amount in taking.amounts)
    finest: dict[str, Decimal] = {}
    for taking in takings:
        if any(amount.value is not None for amount in taking.amounts):
            quantum = _quantum(taking)
            finest[taking.unit] = min(quantum, finest.get(taking.unit, quantum))
            taking.printed.values["quantum"] = f"{quantum:f}"
            has_own = any("thousands_sep" in amount.flags for amount in taking.amounts)
            taking.printed.values["thousands_separators"] = _flag(value=has_own)
        elif not separated:
            taking.printed.values["thousands_separators"] = _flag(value=False)
    usual: Mapping[str, Decimal] = {"yuan": FINEST_YUAN} | finest
    for taking in takings:
        taking.printed.values.setdefault("quantum", f"{usual.get(taking.unit, FINEST_WAN):f}")


def _quantum(taking: Taking) -> Decimal:
    decimals = max(amount.decimals for amount in taking.amounts)
    if taking.unit == "yuan":
        return FINEST_YUAN if decimals == 0 else CENT
    scale: int = vocabulary("tables")["unit_scales"][taking.unit]
    return max(CENT, min(FINEST_WAN, Decimal(1).scaleb(scale - decimals)))


def _position(cell: Record) -> tuple[int, int]:
    return int(cell.values["row_no"]), int(cell.values["col_no"])


def _flag(*, value: bool) -> str:
    return "true" if value else "false"


def _usual_unit(tables: Sequence[ReadTable]) -> str:
    units = [table.head.amount_unit for table in tables if table.head.amount_unit]
    return max(units, key=units.count, default=PRINTED_UNITS[0])


def _code_lists(records: Sequence[Record]) -> list[Record]:
    """Return the codes that the tables use, each once, sorted."""
    lists = (("functional_codes", CODE_COLUMNS[0]), ("economic_codes", CODE_COLUMNS[1]))
    return [
        Record(resource, {"code": code})
        for resource, column in lists
        for code in sorted({record.values[column] for record in records if column in record.values})
    ]
