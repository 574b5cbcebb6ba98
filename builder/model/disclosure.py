"""A unit's disclosure of one year: every resource of it, and its tables as printed.

A row of a table is named as in findings: the code in T2, T3, T5, T6, T9, T10;
`income/gpb`, `expenditure/201` in T1 and T4; the row number in T7; the fund in T8; `total` for the printed
total row. A figure's anchor on its page is `#<table>-<row>-<field>` in lower case with `-` for `/`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from builder.model.rows import Row

TOTAL = "total"


@dataclass(frozen=True, slots=True)
class Line:
    """One printed row of a table; `key` names it in findings, `code` is its classification code if any."""

    key: str
    code: str | None
    name: str
    row: Row
    side: str | None = None

    def amount(self, measure: str) -> Decimal | None:
        """Return the figure printed in a column; None for a blank cell."""
        return self.row.amount(measure)


@dataclass(frozen=True, slots=True)
class TotalCell:
    """One cell of the total row, and the row of `disclosed_totals` that holds it."""

    amount: Decimal | None
    row: Row


@dataclass(frozen=True, slots=True)
class SourceCell:
    """A cell whose printed text is more than its value."""

    raw_text: str
    value: Decimal | None
    flags: tuple[str, ...]
    row: Row


@dataclass(frozen=True, slots=True)
class PrintedTable:
    """One table as printed. `measures` are the amount columns of its resource, in order.

    `totals` maps the measure of the total row to its cell: the column's name, in T1 and T4 `income_total`,
    `expenditure_total` and, for further columns of the expenditure total, the column's name. It is empty
    where no total row is printed.
    `source_cells` is by (row, field). A table may be declared in `printed_tables` without having
    rows (`lines` empty), and T11 and T12 have no resource (`resource` None). `by_key` finds a line by its key.
    `found` is for whoever asks much of a table: what was made of it stands there, by what was asked; it is no part of
    the table.
    """

    table_id: str
    resource: str | None
    printed: Row
    quantum: Decimal
    measures: tuple[str, ...]
    lines: tuple[Line, ...]
    totals: Mapping[str, TotalCell]
    source_cells: Mapping[tuple[str, str], SourceCell]
    by_key: Mapping[str, Line] = field(init=False, repr=False, compare=False)
    found: dict[object, object] = field(init=False, repr=False, compare=False, default_factory=dict)

    def __post_init__(self) -> None:
        """Make the index of the lines."""
        object.__setattr__(self, "by_key", {line.key: line for line in self.lines})

    @property
    def is_in_yuan(self) -> bool:
        """Whether the document prints this table in yuan; else in 10,000 yuan."""
        return self.printed.text("amount_unit_printed") == "yuan"

    def line(self, key: str) -> Line | None:
        """Return the printed row of that key, or None."""
        return self.by_key.get(key)

    def total_of(self, measure: str) -> Decimal | None:
        """Return a figure of the total row; None where it is blank or not printed."""
        cell = self.totals.get(measure)
        return cell.amount if cell else None

    def amount(self, key: str, measure: str) -> Decimal | None:
        """Return the figure at a row (`total` for the total row) and column; None where it is blank."""
        if key == TOTAL:
            return self.total_of(measure)
        line = self.line(key)
        return line.amount(measure) if line else None


@dataclass(frozen=True, slots=True)
class SourceDocument:
    """The document a package was made from, where it may be republished: path in the package and bytes."""

    path: str
    content: bytes
    sha256: str


@dataclass(frozen=True, slots=True)
class PackageMetadata:
    """What a person wrote at the head of the descriptor. Mappings are as in the Data Package standard."""

    folder: str
    name: str
    title: str
    description: str
    version: str | None
    created: str | None
    homepage: str | None
    keywords: tuple[str, ...]
    licenses: tuple[Mapping[str, str], ...]
    sources: tuple[Mapping[str, str], ...]
    contributors: tuple[Mapping[str, object], ...]


@dataclass(frozen=True, slots=True)
class Disclosure:
    """Everything published by one unit for one year.

    `resources` maps each resource of the package to its rows of this unit-year, in order (reference
    resources: the unit's own row, its regions from the nearest up, and the codes in use); a resource that
    the document does not have is not a key, one printed empty has no rows.
    """

    unit_id: str
    year: int
    package: PackageMetadata
    head: Row
    unit: Row
    regions: tuple[Row, ...]
    resources: Mapping[str, tuple[Row, ...]]
    tables: Mapping[str, PrintedTable]
    documents: tuple[SourceDocument, ...]

    def rows(self, resource: str) -> tuple[Row, ...]:
        """Return the rows of a resource, empty where the document has none of it."""
        return self.resources.get(resource, ())

    def only(self, resource: str) -> Row | None:
        """Return the one row of a resource such as procurement, or None."""
        rows = self.rows(resource)
        return rows[0] if rows else None

    def table(self, table_id: str) -> PrintedTable | None:
        """Return a table by its id, or None where the document does not print it."""
        return self.tables.get(table_id)

    @property
    def name(self) -> str:
        """The unit's official name."""
        return self.unit.text("name_official") or self.unit_id


@dataclass(frozen=True, slots=True)
class Neighbours:
    """What stands beside a disclosure, as far as it is at hand.

    `previous` is the same unit's budget of the year before; `department` the budget of the department that the
    unit belongs to, and `subordinates` those of the units that belong to it, both of the same year.
    `unit_names` are the official name and the aliases of every unit known, by its id.
    """

    previous: Disclosure | None = None
    department: Disclosure | None = None
    subordinates: tuple[Disclosure, ...] = ()
    unit_names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
