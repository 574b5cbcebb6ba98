"""A right disclosure in the hand of someone who makes one mistake in it: its cells by the addresses of findings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from random import Random
from typing import TypeVar

from bench.narrative import GAP
from bench.records import Record
from bench.slip_figures import DigitSlip, slipped
from bench.tables import UnitYear
from builder.schemas import all_schemas

Address = tuple[str | None, str | None, str | None]
"""Table, row and field, as findings name them."""
ANY = "*"
"""Any field of a row: the place of what is wrong with a row as a whole."""
T = TypeVar("T")
_NUMBER = re.compile("[0-9]+(?:[.][0-9]+)?")
TABLES = {schema.table_id: schema for schema in all_schemas().values() if schema.table_id}


@dataclass(frozen=True, slots=True)
class Slip:
    """One mistake that was made: the places where a reader would put the finger, the wrong cell first."""

    places: tuple[Address, ...]
    stated: str | None = None
    right: str | None = None

    def stands_at(self, address: Address) -> bool:
        """Whether the finger would be put there."""
        table, row, _ = address
        return address in self.places or (table, row, ANY) in self.places

    def stands_in_row(self, address: Address) -> bool:
        """Whether the finger would be put somewhere in that row."""
        return any(place[:2] == address[:2] for place in self.places)


@dataclass(frozen=True, slots=True)
class Cell:
    """One printed amount: where it stands and where it is held."""

    address: Address
    record: Record
    column: str
    in_yuan: bool

    @property
    def text(self) -> str | None:
        """What is printed, in 10,000 yuan."""
        return self.record[self.column]

    def printed(self, text: str | None) -> Slip:
        """Print something else, and say so."""
        right = self.record[self.column]
        self.record[self.column] = text
        return Slip((self.address,), text, right)


@dataclass(slots=True)
class Document:
    """The rows of one unit-year, free to be changed; `before` are those of the year before, where it is published."""

    rows: dict[str, list[Record]]
    unit_year: UnitYear
    draw: Random
    before: dict[str, list[Record]] = field(default_factory=dict)
    other_names: tuple[str, ...] = ()

    @property
    def year(self) -> int:
        """The budget year."""
        return self.unit_year.year

    def pick(self, found: Sequence[T]) -> T | None:
        """Return one of them by chance, or None of none."""
        return self.draw.choice(found) if found else None

    def lines(self, table: str) -> list[Record]:
        """Return the rows of a table, without its total row."""
        return self.rows.get(TABLES[table].name, [])

    def cells(self, *tables: str) -> list[Cell]:
        """Return the amounts printed in the rows of these tables."""
        return [cell for table in tables for record in self.lines(table) for cell in self.cells_of(table, record)]

    def cells_of(self, table: str, record: Record) -> list[Cell]:
        """Return the amounts printed in one row."""
        return [self.cell(table, record, measure) for measure in TABLES[table].measures if record.get(measure)]

    def cell(self, table: str, record: Record, measure: str) -> Cell:
        """Return one cell of a row, printed or blank."""
        return Cell((table, row_key(table, record), measure), record, measure, self.is_in_yuan(table))

    def totals(self, *tables: str) -> list[Cell]:
        """Return the amounts printed in the total rows of these tables."""
        return [
            Cell(
                (record["table_id"], "total", record["measure"]), record, "amount", self.is_in_yuan(record["table_id"])
            )
            for record in self.rows["disclosed_totals"]
            if record["table_id"] in tables and record["amount"]
        ]

    def is_in_yuan(self, table: str | None) -> bool:
        """Whether a table is printed in yuan."""
        return self.unit_year.is_municipal and table != "T8"

    def printed_tables(self) -> list[Record]:
        """Return the line of each table."""
        return self.rows["printed_tables"]

    def figures(self, *subjects: str, section: str = "", column: str = "amount") -> list[Record]:
        """Return the figures of the text on these subjects (any, where none is named) that state a value."""
        return [
            record
            for record in self.rows["narrative_figures"]
            if (not subjects or record["subject"] in subjects)
            and (record["section"] or "").startswith(section)
            and record.get(column)
        ]

    def paragraphs(self, section: str = "", *, holding: str = "") -> list[Record]:
        """Return the paragraphs of a section that hold some words, headings left out."""
        return [
            record
            for record in self.rows["narrative"]
            if record["heading"] == "false"
            and (record["section"] or "").startswith(section)
            and holding in (record["text"] or "")
        ]

    def restate(self, figure: Record, old: str, new: str) -> bool:
        """Say it otherwise in the sentence of a figure, in quote and text; false where it does not say it."""
        for part in (figure["quote"] or "").split(GAP):
            printed = as_printed(old, part)
            if printed is None:
                continue
            said = part.replace(printed, new, 1)
            for paragraph in self.rows["narrative"]:
                if paragraph["section"] == figure["section"] and part in (paragraph["text"] or ""):
                    paragraph["text"] = (paragraph["text"] or "").replace(part, said, 1)
                    break
            figure["quote"] = (figure["quote"] or "").replace(part, said, 1)
            return True
        return False

    def paragraph_of(self, figure: Record, said: str) -> Record | None:
        """Return the paragraph from which a figure was taken, that part of it which says this."""
        parts = [part for part in (figure["quote"] or "").split(GAP) if said in part]
        found = [each for part in parts for each in self.paragraphs(figure["section"] or "", holding=part)]
        return found[0] if found else None

    def misprint(self, figure: Record, slip: DigitSlip) -> Slip | None:
        """Let the amount of a figure of the text slip."""
        right = figure["amount"] or ""
        wrong = slipped(right, slip, self.draw)
        return wrong if wrong is None else self.stated(figure, wrong)

    def stated(self, figure: Record, wrong: str) -> Slip | None:
        """Let the text state another amount; None where its sentence does not print the amount."""
        right = figure["amount"] or ""
        if not self.restate(figure, f"{right}万元", f"{wrong}万元"):
            return None
        figure["amount"] = wrong
        return Slip((address_of(figure, "amount"),), wrong, right)


def as_printed(words: str, text: str) -> str | None:
    """Return these words as a text prints them: its figures may have separators and noughts at the end."""
    parts = _NUMBER.split(words)
    numbers = [Decimal(number) for number in _NUMBER.findall(words)]
    pattern = "(?<![0-9.,])([0-9][0-9,]*(?:[.][0-9]+)?)".join(map(re.escape, parts))
    for found in re.finditer(pattern, text):
        if [Decimal(number.replace(",", "")) for number in found.groups()] == numbers:
            return found[0]
    return None


def row_key(table: str, record: Record) -> str | None:
    """Return how findings name a row of a table."""
    match TABLES[table].row_key:
        case "side_line":
            return f"{record['side']}/{record['line']}"
        case key:
            return record[key or ""]


def address_of(figure: Record, column: str) -> Address:
    """Return the address of a figure of the text."""
    return ("narrative", figure["seq"], column)


def text_of(paragraph: Record) -> Address:
    """Return the address of a paragraph."""
    return ("narrative", f"text/{paragraph['seq']}", "text")


def unlike(found: Iterator[T], *others: T) -> list[T]:
    """Return what is none of the others."""
    return [each for each in found if each not in others]
