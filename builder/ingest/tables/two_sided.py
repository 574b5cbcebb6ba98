"""Tables of income and expenditure: one record a line, the grand total of each side apart."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from builder.ingest.amounts import TYPESETTING
from builder.ingest.recognised import Record
from builder.ingest.tables.labels import UNIMPORTED, Label, folded, kind_of_ordinal, label_of
from builder.ingest.tables.layout import SIDES
from builder.ingest.tables.read_table import PrintedCell, ReadRow
from builder.ingest.tables.taking import Taking
from builder.ingest.vocabulary import vocabulary

_CARRYOVER = "carryover"


def take_two_sided(taking: Taking) -> None:
    """Read every line of both sides; lines that the dataset has no place for are listed."""
    totals = {side: _grand_total(taking.table.rows, side) for side in SIDES}
    side = SIDES[0]
    above: dict[str, Above] = {}
    for row in taking.table.rows:
        if row.kind == "total":
            _take_total(taking, row, totals)
        pieces = _label_pieces(row)
        if row.kind != "row":
            continue
        if not pieces:
            taking.leave(row, "line-unknown")
            continue
        text = "".join(piece.text for piece in pieces)
        found = label_of(text, row.side or side, taking.setting) or (
            None if row.side else label_of(text, "", taking.setting)
        )
        side = row.side or _side_of(found, side)
        reason = _reason_against(found, side, text, above.get(side, Above()), taking.keys)
        if found is not None and not reason:
            _take_line(taking, row, side, found)
        else:
            taking.leave(row, reason)
        if found is not None and reason not in {"carryover-part", "line-part"}:
            above[side] = Above(found.line, text)
    taking.records.sort(key=lambda record: SIDES.index(record.values["side"]))
    taking.totals.sort(key=lambda record: record.values["measure"] != f"{SIDES[0]}_total")


def _take_line(taking: Taking, row: ReadRow, side: str, found: Label) -> None:
    pieces = _label_pieces(row)
    record = Record(taking.resource, {"side": side, "line": found.line, "name_printed": found.name})
    text = "".join(piece.text for piece in pieces)
    printed = "".join(text.rstrip().lstrip(TYPESETTING).split("\n"))
    if printed not in {found.name, f"{found.line} {found.name}"}:
        record.values["label_printed"] = printed
    has_code = text[: found.start].strip().strip("-.:").isdecimal()
    start = min(found.start, len(pieces[0].text))
    taking.claim(pieces[0], record, "line" if has_code else "label_printed", 0, start)
    taking.claim(pieces[0], record, "name_printed", start)
    for piece in pieces[1:]:
        taking.claim(piece, record, "name_printed")
    taking.keep(record, f"{side}/{found.line}", row)


class Above(NamedTuple):
    """The last line of a side that may have parts below it: its key and its label."""

    line: str = ""
    label: str = ""


def _reason_against(found: Label | None, side: str, text: str, above: Above, keys: Collection[str]) -> str:
    """Return why a line is not imported; empty where it is."""
    words = vocabulary("tables")
    if found is None:
        return "line-unknown"
    if found.line.startswith(UNIMPORTED):
        return found.line.removeprefix(UNIMPORTED)
    if above.line in words["lines_without_parts"] and words["of_which"] in text[: found.start]:
        return "line-part"
    if above.line == _CARRYOVER and found.line in words["parts_of_carryover"] and _stands_below(text, above.label):
        return "carryover-part"
    if f"{side}/{found.line}" in keys:
        return "carryover-part" if above.line == _CARRYOVER else "row-twice"
    return ""


def _stands_below(label: str, other: str) -> bool:
    """Whether a label is numbered otherwise than another, or without numbers stands further in."""
    kinds = [kind_of_ordinal(each) for each in (label, other)]
    if kinds[0] != kinds[1] or kinds[0]:
        return kinds[0] != kinds[1]
    return len(label) - len(label.lstrip()) > len(other) - len(other.lstrip())


def _side_of(found: Label | None, current: str) -> str:
    """Return the side of a line in a table that prints its sides one below the other."""
    words: Mapping[str, str] = vocabulary("tables")["side_words"]
    if found is None:
        return current
    is_spending = found.line.isdecimal() or (found.line.startswith(UNIMPORTED) and words[SIDES[1]] in found.name)
    return SIDES[1] if is_spending else current


def _grand_total(rows: Sequence[ReadRow], side: str) -> ReadRow | None:
    """Return the row of the grand total of a side: the last that is called so, else the last total."""
    words: Mapping[str, str] = vocabulary("tables")["side_words"]
    totals = [
        row
        for row in rows
        if row.kind == "total" and "label" in row.cells
        if row.side == side or (not row.side and words[side] in row.cells["label"].text)
    ]
    grand = [row for row in totals if vocabulary("tables")["grand_word"] in folded(row.cells["label"].text)]
    return next(reversed(grand or totals), None)


def _take_total(taking: Taking, row: ReadRow, totals: Mapping[str, ReadRow | None]) -> None:
    side = next((side for side, total in totals.items() if total is row), None)
    if side is None:
        taking.leave(row, "subtotal-line")
        return
    first, *further = taking.printed_measures or (taking.measures[0],)
    taking.total(row, first, f"{side}_total")
    for measure in further if side == SIDES[1] else ():
        taking.total(row, measure, measure)
    for piece in _label_pieces(row):
        taking.claim(piece, None, "total-label")


def _label_pieces(row: ReadRow) -> tuple[PrintedCell, ...]:
    """Return the pieces of a label that runs over several lines."""
    first = [row.cells["label"]] if "label" in row.cells and row.cells["label"].text.strip() else []
    return (*first, *(cell for name, cell in row.more if name == "label"))
