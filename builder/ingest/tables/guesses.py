"""Columns whose labels are not known: what they hold tells codes from names, and sums tell amounts apart."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import permutations
from typing import NamedTuple

from builder.ingest.amounts import read_amount
from builder.ingest.source import Cell
from builder.ingest.tables.equations import Balance, count_table
from builder.ingest.tables.labels import UNIMPORTED, is_total
from builder.ingest.tables.layout import TWICE, TWO_SIDED, UNKNOWN, Layout
from builder.ingest.vocabulary import vocabulary
from builder.schemas import schema_of_table

_CODE = re.compile(r"[0-9]{3}(?:[0-9]{2}){0,2}")
_MOST_COLUMNS = 3
LEAST_PARTS = 2
_QUANTUM = Decimal("0.01")
TOTAL = "total"
Placed = Mapping[int, Cell]


class Guess(NamedTuple):
    """A layout with columns that were known by more than their labels: `by_content` and `by_sums` are their numbers."""

    layout: Layout
    by_content: tuple[int, ...] = ()
    by_sums: tuple[int, ...] = ()


def guessed(table_id: str, layout: Layout, rows: Sequence[Placed]) -> Guess:
    """Return the layout with fields for unknown columns where what they hold leaves one choice."""
    if table_id in TWO_SIDED or table_id == "T8" or layout.is_upright:
        return Guess(layout)
    by_content = dict(_texts(layout, rows))
    known = _with_fields(layout, by_content)
    by_sums = _amounts(table_id, known, rows)
    return Guess(_with_fields(known, by_sums), tuple(by_content), tuple(by_sums))


def _with_fields(layout: Layout, fields: Mapping[int, str]) -> Layout:
    columns = tuple((side, fields.get(number, name)) for number, (side, name) in enumerate(layout.columns))
    return replace(layout, columns=columns) if fields else layout


def _texts(layout: Layout, rows: Sequence[Placed]) -> Iterator[tuple[int, str]]:
    """Yield the unknown columns that hold codes or names alone, where no column of codes or names is known."""
    names = {name for _, name in layout.columns}
    for number in _unknown(layout):
        texts = [text for text in _column(rows, number) if text and not is_total(text)]
        if not texts:
            continue
        if not names & {"code", "class"} and all(_CODE.fullmatch(text) for text in texts):
            names.add("code")
            yield number, "code"
        elif "name_printed" not in names and all(read_amount(text) is None and not text.isdecimal() for text in texts):
            names.add("name_printed")
            yield number, "name_printed"


def _amounts(table_id: str, layout: Layout, rows: Sequence[Placed]) -> dict[int, str]:
    """Return the fields of unknown columns of amounts under which most sums hold, and none fails.

    Empty where there is none to choose, no such choice, or more than one.
    """
    numbers = [number for number in _unknown(layout) if any(map(_value, _column(rows, number)))]
    known = {name for _, name in layout.columns}
    core: Sequence[str] = vocabulary("tables")["core_measures"].get(table_id, ())
    missing = [name for name in core if name not in known]
    if not numbers or not missing or len(numbers) > _MOST_COLUMNS:
        return {}
    schema = schema_of_table(table_id)
    measures = {number: name for number, (_, name) in enumerate(layout.columns) if schema and name in schema.measures}
    count = min(len(numbers), len(missing))
    choices: dict[tuple[tuple[int, str], ...], Balance] = {}
    for columns in permutations(numbers, count):
        for fields in permutations(missing, count):
            choice = tuple(sorted(zip(columns, fields, strict=True)))
            choices[choice] = _balance(layout, measures | dict(choice), rows)
    best = max(choices.values(), key=lambda balance: (balance.held - balance.broken, balance.held))
    winners = [choice for choice, balance in choices.items() if balance == best]
    # Parts of one whole can change places in every sum: of such readings the one in the usual order comes first.
    is_whole = len(core) > LEAST_PARTS and set(core) <= known | {name for _, name in winners[0]}
    return dict(winners[0]) if best.held and not best.broken and (is_whole or len(winners) == 1) else {}


def _balance(layout: Layout, measures: Mapping[int, str], rows: Sequence[Placed]) -> Balance:
    by_code: dict[str, dict[str, Decimal | None]] = {}
    totals: dict[str, Decimal | None] | None = None
    for row in rows:
        amounts = {name: _value(row[number].text) for number, name in measures.items() if number in row}
        if any(is_total(cell.text) for cell in row.values()):
            totals = totals or amounts
        else:
            by_code.setdefault(_code(layout, row) or f"#{len(by_code)}", amounts)
    return count_table(tuple(dict.fromkeys(measures.values())), by_code, totals, _QUANTUM)


def _code(layout: Layout, row: Placed) -> str:
    parts = {name: row[number].text.strip() for number, (_, name) in enumerate(layout.columns) if number in row}
    return parts.get("code") or "".join(parts.get(part, "") for part in ("class", "section", "item"))


def _unknown(layout: Layout) -> list[int]:
    return [number for number, (_, name) in enumerate(layout.columns) if name in {UNKNOWN, TWICE}]


def _column(rows: Sequence[Placed], number: int) -> list[str]:
    return [row[number].text.strip() for row in rows if number in row]


def _value(text: str) -> Decimal | None:
    amount = read_amount(text)
    return None if amount is None else amount.value


def columns_without_field(layout: Layout, rows: Sequence[Placed]) -> list[int]:
    """Return the columns of amounts that no field holds, those of other years and numberings apart."""
    silent: Sequence[str] = vocabulary("tables")["columns_left_silently"]
    return [
        number
        for number, (_, name) in enumerate(layout.columns)
        if name.startswith(UNIMPORTED) and name not in silent and any(map(_value, _column(rows, number)))
    ]
