"""Errors put into a finished unit-year, of the kinds that real disclosures have, and where the audit must find them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from decimal import Decimal
from functools import partial
from random import Random

from bench.amounts import TEXT, Scale, happens
from bench.records import Record, Records
from bench.slip_figures import one_wrong, point_right, slipped, swapped
from bench.slip_tables import FULL_WIDTH
from builder.model.codes import ITEM, SECTION

_FUNCTION_RESOURCES = {
    "T2": "income_by_function",
    "T3": "expenditure_by_function",
    "T5": "general_budget_expenditure",
}
_LEAST = 25
"""Least printed amounts by which a seeded figure is off: more than rounding can explain in any table."""


@dataclass(frozen=True, slots=True)
class Seeded:
    """One seeded error: the finding that must be made of it. Other rules may see it from their own side.

    Amounts are to be compared as numbers: the finding may print more zeros.
    """

    unit_id: str
    year: int
    rule: str
    table: str
    row: str
    field: str
    stated: str | None
    expected: str

    def record(self, package: str) -> dict[str, str | int | None]:
        """Return it as it stands in seeded.json."""
        return {"package": package, **asdict(self)}


@dataclass(frozen=True, slots=True)
class Spot:
    """A cell by its address, as in findings."""

    table: str
    row: str
    field: str


Seed = Callable[["_Seeder"], Seeded | None]


def seed_errors(records: Records, scale: Scale, draw: Random) -> list[Seeded]:
    """Put one to three errors into different tables and return what must be found."""
    seeder = _Seeder(records, scale, draw)
    wanted = draw.randint(1, 3)
    seeds = list(_SEEDS)
    draw.shuffle(seeds)
    found: list[Seeded] = []
    touched: set[str] = set()
    for tables, seed in seeds:
        if len(found) == wanted:
            break
        if touched & tables:
            continue
        seeded = seed(seeder)
        if seeded:
            found.append(seeded)
            touched |= tables
    return found


class _Seeder:
    """Changes cells of one unit-year."""

    def __init__(self, records: Records, scale: Scale, draw: Random) -> None:
        self._records = records
        self._scale = scale
        self._draw = draw

    def grand_total(self) -> Seeded | None:
        """Income and expenditure of T1 differ."""
        total = self._total("T1", "income_total")
        return self._stated("T1-01", Spot("T1", "total", "income_total"), total, "amount")

    def parent(self, table: str) -> Seeded | None:
        """A section is not the sum of its items."""
        row = self._row_of(table, SECTION)
        return self._stated(f"HIE-{table}", Spot(table, row["functional_code"] or "", "total"), row, "total")

    def printed_total(self, table: str) -> Seeded | None:
        """The total row is not the sum of the rows."""
        return self._stated(f"TOT-{table}", Spot(table, "total", "total"), self._total(table, "total"), "amount")

    def row(self, table: str) -> Seeded | None:
        """An item's total is not the sum of its own columns."""
        row = self._row_of(table, ITEM)
        return self._stated(f"ROW-{table}", Spot(table, row["functional_code"] or "", "total"), row, "total")

    def economic_total(self) -> Seeded | None:
        """The total of T6 is not the basic expenditure of T5: the finding stands at T5."""
        total, basic = self._total("T6", "total"), self._total("T5", "basic")
        if total["amount"] is None:
            return None
        total["amount"] = self._slip(total["amount"])
        return self._seeded("X-T5T6", Spot("T5", "total", "basic"), basic["amount"], total["amount"])

    def malformed(self) -> Seeded | None:
        """A figure of T4 is printed with the wrong point or with full-width digits."""
        rows = [row for row in self._records.rows["fiscal_appropriation_summary"] if row["total"]]
        row = self._draw.choice(rows)
        value = row["total"] or ""
        has_point = "." in value and happens(self._draw, 60)
        raw = value.replace(".", "。") if has_point else value.translate(FULL_WIDTH)
        flags = "cjk_stop_decimal|repaired" if has_point else "fullwidth_digit|repaired"
        return self._cell("NUM-01", Spot("T4", f"{row['side']}/{row['line']}", "total"), row, raw, flags)

    def blank(self) -> Seeded | None:
        """A figure of T8 has an ideographic space behind it."""
        row = self._records.rows["three_public"][0]
        measure = self._draw.choice(("total", "vehicle_operation", "reception"))
        return self._cell("NUM-02", Spot("T8", "gpb", measure), row, f"{row[measure]}　", "trailing_ideographic_space")

    def _row_of(self, table: str, digits: int) -> Record:
        rows = self._records.rows[_FUNCTION_RESOURCES[table]]
        return self._draw.choice([row for row in rows if len(row["functional_code"] or "") == digits])

    def _total(self, table: str, measure: str) -> Record:
        return next(
            row
            for row in self._records.rows["disclosed_totals"]
            if row["table_id"] == table and row["measure"] == measure
        )

    def _stated(self, rule: str, spot: Spot, record: Record, cell: str) -> Seeded | None:
        """Print another figure in a cell; None where the cell is blank."""
        before = record[cell]
        if before is None:
            return None
        record[cell] = self._slip(before)
        return self._seeded(rule, spot, record[cell], before)

    def _slip(self, text: str) -> str:
        """Return the figure with two digits swapped, one digit wrong, or a shifted point."""
        kinds = [swapped, one_wrong, point_right]
        self._draw.shuffle(kinds)
        least = _LEAST * Decimal(self._scale.quantum)
        for kind in kinds:
            other = slipped(text, kind, self._draw, in_yuan=self._scale != TEXT)
            if other and abs(Decimal(other) - Decimal(text)) > least:
                return other
        return f"{Decimal(text) + 9:f}"

    def _cell(self, rule: str, spot: Spot, record: Record, raw: str, flags: str) -> Seeded:
        value = record[spot.field]
        self._records.rows["source_cells"].append(
            {
                "unit_id": self._records.unit_id,
                "year": str(self._records.year),
                "table_id": spot.table,
                "row_no": str(self._draw.randint(3, 30)),
                "col_no": str(self._draw.randint(2, 6)),
                "row": spot.row,
                "field": spot.field,
                "raw_text": raw,
                "value": value,
                "flags": flags,
                "src_line": record["src_line"],
            }
        )
        return self._seeded(rule, spot, raw, value or "0")

    def _seeded(self, rule: str, spot: Spot, stated: str | None, expected: str) -> Seeded:
        unit_id, year = self._records.unit_id, self._records.year
        return Seeded(unit_id, year, rule, spot.table, spot.row, spot.field, stated, expected)


_SEEDS: tuple[tuple[frozenset[str], Seed], ...] = (
    (frozenset({"T1"}), _Seeder.grand_total),
    *((frozenset({table}), partial(_Seeder.parent, table=table)) for table in _FUNCTION_RESOURCES),
    *((frozenset({table}), partial(_Seeder.printed_total, table=table)) for table in _FUNCTION_RESOURCES),
    *((frozenset({table}), partial(_Seeder.row, table=table)) for table in _FUNCTION_RESOURCES),
    (frozenset({"T5", "T6"}), _Seeder.economic_total),
    (frozenset({"T4"}), _Seeder.malformed),
    (frozenset({"T8"}), _Seeder.blank),
)
