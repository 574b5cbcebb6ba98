"""The long table that analysts sum: facts from leaf rows only, derived, never printed.

Sum only within one `measure_set`: the sets describe the same money in different ways.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from builder.assemble.rows import derived_rows
from builder.model.codes import ITEM, SECTION
from builder.model.disclosure import PrintedTable
from builder.model.money import total
from builder.model.rows import Row

NOT_SPLIT = "na"
_FUND_OF_TABLE = {"T5": "gpb", "T9": "gov_fund", "T10": "state_capital"}
_Fact = tuple[str, str, str, str, str, str]


def assemble_facts(unit_id: str, year: int, tables: Iterable[PrintedTable]) -> tuple[Row, ...]:
    """Return the rows of `budget_facts` in the order of its key; equal keys are added up."""
    amounts: dict[_Fact, list[Decimal]] = {}
    for table in tables:
        for fact, amount in _facts_of(table):
            amounts.setdefault(fact, []).append(amount)
    return derived_rows("budget_facts", ((unit_id, year, *fact, total(amounts[fact])) for fact in sorted(amounts)))


def _facts_of(table: PrintedTable) -> Iterator[tuple[_Fact, Decimal]]:
    match table.table_id:
        case "T3":
            yield from _by_nature(table, NOT_SPLIT, "by_function")
        case "T5" | "T9" | "T10":
            yield from _by_nature(table, _FUND_OF_TABLE[table.table_id], "by_fund")
        case "T6":
            for line in table.lines:
                amount = line.amount("total")
                if amount is not None and len(line.key) == SECTION:
                    yield (NOT_SPLIT, line.key, "gpb", "basic", NOT_SPLIT, "by_economic"), amount
        case "T7":
            yield from _by_project(table)
        case _:
            return


def _by_nature(table: PrintedTable, fund: str, measure_set: str) -> Iterator[tuple[_Fact, Decimal]]:
    for line in table.lines:
        if len(line.key) == ITEM:
            for nature in ("basic", "project"):
                amount = line.amount(nature)
                if amount is not None:
                    yield (line.key, NOT_SPLIT, fund, nature, NOT_SPLIT, measure_set), amount


def _by_project(table: PrintedTable) -> Iterator[tuple[_Fact, Decimal]]:
    for line in table.lines:
        project_id = line.row.text("project_id")
        if project_id is None:
            continue
        for measure in table.measures:
            amount = line.amount(measure)
            if measure != "total" and amount is not None:
                yield (line.code or NOT_SPLIT, measure[1:], "gpb", "project", project_id, "by_project"), amount
