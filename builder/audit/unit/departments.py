"""A department's budget against those of its units: it holds them all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from builder.audit.case import Case
from builder.audit.figures import figure
from builder.audit.limits import check_at_least, rounding
from builder.audit.outcomes import NotApplicable, Outcome, Rule, check_sum
from builder.audit.words import name_of_measure, name_of_row, table_name
from builder.model.codes import ITEM
from builder.model.disclosure import Disclosure, PrintedTable
from builder.model.money import tolerance, total


def department_holds_its_units(case: Case) -> Iterator[Outcome]:
    """In T5 by code and in T8, a department's figure is not below that of any of its units of the same year.

    Where the units at hand add up to the department's total of T5, they are all of them: then each item of it is
    their sum, within rounding. Judged at the department's document. It cannot see a unit without a package.
    """
    units = case.neighbours.subordinates
    if not case.is_department or not units:
        yield NotApplicable("no-subordinates" if case.is_department else "no-department")
        return
    outcomes = [
        outcome
        for table_id in ("T5", "T8")
        if (table := case.table(table_id))
        for unit in units
        for outcome in _not_below(table, unit)
    ]
    outcomes += _sums(case.table("T5"), units)
    yield from outcomes or [NotApplicable("nothing-to-compare")]


def _not_below(table: PrintedTable, unit: Disclosure) -> Iterator[Outcome]:
    own = unit.tables.get(table.table_id)
    for line in own.lines if own else ():
        for measure in table.measures:
            amount = line.amount(measure)
            if own is None or not amount:
                continue
            facts = _facts(table, own, line.key, measure) | {"unit": unit.name}
            whole = figure(table, line.key, measure)
            yield check_at_least("DEP-01", whole, amount, allowed=rounding(own.quantum, table.quantum), facts=facts)


def _sums(table: PrintedTable | None, units: Sequence[Disclosure]) -> Iterator[Outcome]:
    tables = [own for unit in units if (own := unit.tables.get("T5"))]
    if table is None or len(tables) != len(units) or not _is_complete(table, tables):
        return
    for line in table.lines:
        if len(line.key) == ITEM:
            parts = [figure(own, line.key, "total") for own in tables if line.key in own.by_key]
            facts = _facts(table, table, line.key, "total") | {"unit": ""}
            yield check_sum("DEP-01", figure(table, line.key, "total"), parts, severity="info", facts=facts)


def _is_complete(table: PrintedTable, tables: Sequence[PrintedTable]) -> bool:
    """Whether the units at hand add up to the department: then none is missing."""
    whole = table.total_of("total")
    quantum = max(own.quantum for own in (table, *tables))
    apart = total(own.total_of("total") for own in tables) - (whole or 0)
    return bool(whole) and abs(apart) <= tolerance(quantum, len(tables))


def _facts(table: PrintedTable, naming: PrintedTable, row: str, measure: str) -> dict[str, str]:
    """Return how findings speak of a cell; the row has a name where it has a code, in the table that prints it."""
    name = name_of_row(naming, row) if row[:1].isdigit() else ""
    return {"table": table_name(table), "name": name, "measure": name_of_measure(table, measure)}


DEPARTMENT_RULES = (Rule("DEP-01", "warning", department_holds_its_units),)
