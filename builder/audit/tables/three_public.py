"""The three public expenses, T8: they add up, and agree with the economic items, the vehicles and public cost."""

from __future__ import annotations

from collections.abc import Iterator

from builder.audit.case import Case
from builder.audit.figures import figure
from builder.audit.limits import check_at_most, rounding
from builder.audit.outcomes import HELD, NotApplicable, Outcome, Rule, remark
from builder.audit.tables.comparisons import cell_facts, equal, or_else, summed
from builder.audit.vocabulary import meanings
from builder.model.disclosure import TOTAL, PrintedTable
from builder.model.money import ZERO, plain

_LEAVES = ("vehicle_purchase", "vehicle_operation")
_ITEMS = {"overseas": "30212", "reception": "30217", "vehicle_operation": "30231"}
_AGENCIES = ("administrative", "civil_service_managed")


def three_public_sum_to_total(case: Case) -> Iterator[Outcome]:
    """The total equals overseas trips, vehicle purchase, vehicle operation and reception, within rounding.

    Where only vehicles as a whole are printed, they stand for purchase and operation. It cannot see an amount put
    under the wrong heading.
    """
    table = case.table("T8")
    if table is None or not table.lines:
        yield NotApplicable("no-such-table" if table is None else "empty-table")
        return
    yield from or_else("nothing-to-compare", _totals(table))


def vehicles_sum_to_sub_total(case: Case) -> Iterator[Outcome]:
    """The sub-total of official vehicles equals purchase plus operation, within rounding.

    Not judged where neither of the two is printed. It cannot see an amount put into the wrong of the two.
    """
    table = case.table("T8")
    if table is None or not table.lines:
        yield NotApplicable("no-such-table" if table is None else "empty-table")
        return
    outcomes = (
        outcome
        for row in table.by_key
        if any(figure(table, row, leaf).amount is not None for leaf in _LEAVES)
        for outcome in summed(
            "T8-02", figure(table, row, "vehicle_subtotal"), [figure(table, row, leaf) for leaf in _LEAVES]
        )
    )
    yield from or_else("nothing-to-compare", outcomes)


def three_public_cover_economic_items(case: Case) -> Iterator[Outcome]:
    """Overseas trips, reception and vehicle operation are not below the economic items of that name in T6.

    They may be above, for projects pay for them too. Items are compared where T6 prints them under such a name;
    what is only cut off at the coarser precision of the two tables is not below.
    """
    table, economic = case.table("T8"), case.table("T6")
    if table is None or economic is None or not table.lines:
        yield NotApplicable("no-such-table" if table is None or economic is None else "empty-table")
        return
    yield from or_else("nothing-to-compare", _covered(table, economic))


def running_cost_has_a_vehicle(case: Case) -> Iterator[Outcome]:
    """A unit with vehicle operation cost holds a vehicle; without one, the cost is worth a word.

    Hired and shared vehicles explain it. It cannot see which vehicle the cost is for.
    """
    table = case.table("T8")
    if table is None or not table.lines:
        yield NotApplicable("no-such-table" if table is None else "empty-table")
        return
    held = [row for row in case.rows("assets") if row.text("phase") == "held" and row.text("category") == "vehicle"]
    if not held or held[0].amount("quantity") is None:
        yield NotApplicable("no-vehicle-count")
        return
    operation = figure(table, _own_row(table), "vehicle_operation")
    if operation.amount and operation.amount > 0 and not held[0].amount("quantity"):
        yield remark("T8-04", operation.place, "info", stated=plain(operation.amount), facts=cell_facts(operation))
    else:
        yield HELD


def agency_cost_equals_public_cost(case: Case) -> Iterator[Outcome]:
    """The operating cost of an agency printed in T8 is the public cost of T6; a department's is not above it.

    By its definition it is the public cost of administrative units and of institutions managed like the civil
    service; other institutions have none, so that a department's may be less. It cannot see which part of a
    department's public cost is that of its institutions.
    """
    table, economic = case.table("T8"), case.table("T6")
    if table is None or economic is None or "public" not in economic.totals:
        yield NotApplicable("no-such-table")
        return
    stated = figure(table, _own_row(table), "agency_operating")
    if stated.amount is None:
        yield NotApplicable("no-agency-cost")
        return
    public = figure(economic, TOTAL, "public")
    if case.is_department:
        allowed, facts = rounding(stated.quantum, public.quantum), cell_facts(stated, public)
        yield check_at_most("X-T8T6", stated, public.amount or ZERO, allowed=allowed, facts=facts)
    elif case.disclosure.unit.text("unit_type") in _AGENCIES:
        yield from equal("X-T8T6", stated, public, severity="warning")
    else:
        yield NotApplicable("no-agency")


def _totals(table: PrintedTable) -> Iterator[Outcome]:
    for row in table.by_key:
        vehicles = [figure(table, row, leaf) for leaf in _LEAVES]
        if all(leaf.amount is None for leaf in vehicles):
            vehicles = [figure(table, row, "vehicle_subtotal")]
        others = [figure(table, row, measure) for measure in ("overseas", "reception")]
        yield from summed("T8-01", figure(table, row, "total"), [*others, *vehicles])


def _covered(table: PrintedTable, economic: PrintedTable) -> Iterator[Outcome]:
    row = _own_row(table)
    for measure, code in _ITEMS.items():
        item, line = figure(economic, code, "total"), economic.by_key.get(code)
        names = meanings("three_public_items")[code].split("|")
        if line is None or not item.amount or not any(name in line.name for name in names):
            continue
        stated = figure(table, row, measure)
        amount = stated.amount or ZERO
        cut = ZERO if item.quantum == stated.quantum else max(item.quantum, stated.quantum)
        if item.amount - amount < cut or item.amount <= amount:
            yield HELD
            continue
        amounts = {"expected": plain(item.amount), "difference": plain(amount - item.amount)}
        printed = None if stated.amount is None else plain(stated.amount)
        facts = cell_facts(stated, item) | {"item": line.name}
        yield remark("T8-03", stated.place, "warning", stated=printed, facts=facts, **amounts)


def _own_row(table: PrintedTable) -> str:
    """Return the row of the general public budget, of which the three public expenses are; else the first."""
    return "gpb" if "gpb" in table.by_key or not table.lines else table.lines[0].key


THREE_PUBLIC_RULES = (
    Rule("T8-01", "error", three_public_sum_to_total),
    Rule("T8-02", "error", vehicles_sum_to_sub_total),
    Rule("T8-03", "warning", three_public_cover_economic_items),
    Rule("T8-04", "info", running_cost_has_a_vehicle),
)
AGENCY_COST_RULES = (Rule("X-T8T6", "warning", agency_cost_equals_public_cost),)
