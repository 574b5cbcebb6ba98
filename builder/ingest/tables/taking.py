"""The cells of one printed table on their way into records: amounts, what is odd about them, and where each went."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from builder.ingest.amounts import PrintedAmount, in_wan_yuan, leading_amount, read_amount, unreadable
from builder.ingest.recognised import Claim, Doubt, Record, Setting
from builder.ingest.source import Piece
from builder.ingest.tables.read_table import PrintedCell, ReadRow, ReadTable
from builder.ingest.vocabulary import vocabulary
from builder.schemas import schema_of_table

TOTAL = "total"


@dataclass(eq=False, slots=True)
class Taking:
    """One table and the records it has become so far; `unit` is that of its amounts."""

    table: ReadTable
    setting: Setting
    unit: str
    printed: Record = field(default_factory=lambda: Record("printed_tables"))
    records: list[Record] = field(default_factory=list)
    source_cells: list[Record] = field(default_factory=list)
    totals: list[Record] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    doubts: dict[str, list[Piece]] = field(default_factory=dict)
    amounts: list[PrintedAmount] = field(default_factory=list)
    keys: set[str] = field(default_factory=set)
    has_rows: bool = False

    @property
    def table_id(self) -> str:
        """The kind of the table."""
        return self.table.head.table_id

    @property
    def resource(self) -> str:
        """The table's resource, empty where it has none."""
        schema = schema_of_table(self.table_id)
        return "" if schema is None else schema.name

    @property
    def measures(self) -> tuple[str, ...]:
        """The columns of amounts of its resource."""
        schema = schema_of_table(self.table_id)
        return () if schema is None else schema.measures

    @property
    def printed_measures(self) -> tuple[str, ...]:
        """Those of them that are printed, in printed order."""
        return tuple(name for name in self.table.fields if name in self.measures)

    def doubt(self, key: str, *cells: PrintedCell) -> None:
        """Remember cells that a person must look at."""
        self.doubts.setdefault(key, []).extend(cell.piece for cell in cells)

    def summed_doubts(self) -> list[Doubt]:
        """Return one doubt of each kind, with all its cells."""
        facts = {"table": self.table.head.title or self.table_id}
        return [
            Doubt(key, tuple(pieces), self.printed, facts={**facts, "count": str(len(pieces))})
            for key, pieces in self.doubts.items()
        ]

    def claim(
        self, cell: PrintedCell, record: Record | None, name: str, start: int = 0, end: int | None = None
    ) -> None:
        """Say that a stretch of a cell went there, counted from the cell's first character."""
        end = len(cell.text) if end is None else end
        if start < end:
            self.claims.append(Claim(cell.piece, cell.start + start, cell.start + end, record, name))

    def keep(self, record: Record, key: str, row: ReadRow) -> None:
        """Read the amounts of a row into its record and keep it."""
        self.keys.add(key)
        for measure in self.measures:
            cell = row.cells.get(measure)
            amount = self._amount(cell, record, measure, key, measure) if cell is not None else None
            if amount is not None:
                record.values[measure] = amount
        record.values["src_line"] = str(row.line)
        self.records.append(record)
        self.has_rows = True

    def total(self, row: ReadRow, measure: str, called: str) -> None:
        """Keep the total of one column, blank or not, under the name by which it is called."""
        cell = row.cells.get(measure)
        record = Record("disclosed_totals", {"table_id": self.table_id, "measure": called})
        amount = self._amount(cell, record, "amount", TOTAL, called) if cell is not None else None
        if amount is not None:
            record.values["amount"] = amount
        record.values["src_line"] = str(cell.piece.place.line if cell is not None else row.line)
        self.totals.append(record)

    def leave(self, row: ReadRow, reason: str) -> None:
        """List a row that no record can hold."""
        cells = [cell for _, cell in (*row.cells.items(), *row.more) if cell.text.strip()]
        for cell in cells:
            self.claim(cell, None, reason)
        if self.figures(row) and reason not in vocabulary("tables")["rows_left_silently"]:
            self.doubt(reason, *cells[:1])

    def figures(self, row: ReadRow) -> Mapping[str, str]:
        """Return the cells of amounts of a row that are not blank."""
        measures: Sequence[str] = self.measures
        return {name: cell.text.strip() for name, cell in row.cells.items() if name in measures and cell.text.strip()}

    def note_source(
        self,
        cell: PrintedCell,
        place: tuple[str, str],
        value: str | None = None,
        flags: tuple[str, ...] = ("repaired",),
    ) -> None:
        """Keep the text of a cell that is more than its value; `place` is its row and field."""
        values = {
            "table_id": self.table_id,
            "row_no": str(cell.row_no),
            "col_no": str(cell.col_no),
            "row": place[0],
            "field": place[1],
            "raw_text": cell.text,
            "value": value or "",
            "flags": "|".join(flags),
            "src_line": str(cell.piece.place.line),
        }
        self.source_cells.append(Record("source_cells", values))

    def drop(self) -> None:
        """List all of a table of which another of the same kind is kept."""
        self.claims = [
            claim if claim.record is None else claim._replace(record=None, field="table-twice") for claim in self.claims
        ]
        self.doubts = {"table-twice": []} if self.amounts else {}

    def _amount(self, cell: PrintedCell, record: Record, field_name: str, row: str, measure: str) -> str | None:
        """Read a cell, note what is odd about it, and return the amount as a data file writes it."""
        if not cell.text.strip():
            return None
        glued = leading_amount(cell.text)
        amount = read_amount(cell.text) or (glued[0] if glued is not None else unreadable(cell.text))
        self.amounts.append(amount)
        self.claim(cell, record, field_name)
        value = None if amount.value is None else in_wan_yuan(amount.value, amount.unit or self.unit)
        if amount.is_evidence:
            self.note_source(cell, (row, measure), value, amount.flags)
        for flag in ("repaired", "unreadable"):
            if flag in amount.flags:
                self.doubt(f"amount-{flag}", cell)
        return value
