"""The text against the tables: an amount that both print is one amount, and what is said to be absent is absent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType

from builder.audit.case import Case
from builder.audit.figures import TEXT_QUANTUM, Figure, figure, record_figure
from builder.audit.outcomes import HELD, NotApplicable, Outcome, check_equal
from builder.audit.tables.comparisons import or_else
from builder.audit.text.stated import Stated, stated_figures
from builder.audit.vocabulary import pattern
from builder.audit.words import table_name
from builder.findings import Finding
from builder.model.disclosure import TOTAL
from builder.model.money import ZERO

_UNNAMED: Mapping[str, str] = MappingProxyType({})
_BOUND_TO_PUBLIC = ("administrative", "civil_service_managed")


def text_repeats_the_tables(case: Case) -> Iterator[Outcome]:
    """An amount of the text is that of the table cell which prints the same figure.

    Passes when both are equal at the precision of the coarser; one in whole 10,000 yuan among hundredths is noted.
    The running cost of an agency is the public expenditure of T6 in administrative units; in others, and in a
    department, it may be less. Amounts that the tables print in no certain cell are not judged, nor mere mix-ups of
    yuan and 10,000 yuan (UNI-01). It cannot see an error made alike in both.
    """
    figures = stated_figures(case)
    if not figures:
        yield NotApplicable("no-narrative")
        return
    yield from or_else("nothing-to-compare", (_compared(case, stated) for stated in figures if _is_comparable(stated)))


def absent_money_is_nowhere_printed(case: Case) -> Iterator[Outcome]:
    """What the text calls absent is blank or zero in every table that has a cell for it.

    Passes when no such cell prints an amount. The government fund is held to the same by T9-01. It sees only what
    the text names in words that leave no doubt.
    """
    figures = stated_figures(case)
    if not figures:
        yield NotApplicable("no-narrative")
        return
    found = (outcome for stated in figures if _is_called_absent(stated) for outcome in _absent(case, stated))
    yield from or_else("nothing-to-compare", found)


def _is_comparable(stated: Stated) -> bool:
    return stated.cell is not None and stated.amount is not None and not stated.slip


def _compared(case: Case, stated: Stated) -> Outcome:
    cell = stated.cell
    if cell is None or _is_below_its_ceiling(case, stated, cell):
        return HELD
    checked = check_equal("NAR-01", stated.figure("amount"), cell, facts=_UNNAMED)
    finding = _note_on_rounding(stated, cell) if stated.is_rounded else checked.finding
    if finding is None or cell.table is None:
        return checked
    facts = {"name": stated.label, "table": table_name(cell.table)}
    return checked._replace(finding=replace(finding, facts=facts))


def _note_on_rounding(stated: Stated, cell: Figure) -> Finding | None:
    """Note an amount in whole 10,000 yuan where the text around it prints hundredths: it is right, but coarser."""
    strictly = check_equal("NAR-01", stated.figure("amount")._replace(quantum=TEXT_QUANTUM), cell, facts=_UNNAMED)
    return strictly.finding and replace(strictly.finding, severity="info")


def _is_below_its_ceiling(case: Case, stated: Stated, cell: Figure) -> bool:
    """Return whether a running cost is less than the public expenditure, where that is no more than its ceiling."""
    if stated.subject != "agency_operating" or cell.table_id != "T6":
        return False
    is_bound = case.disclosure.unit.text("unit_type") in _BOUND_TO_PUBLIC and not case.is_department
    return not is_bound and (stated.amount or ZERO) < (cell.amount or ZERO)


def _is_called_absent(stated: Stated) -> bool:
    is_silent = stated.amount is None and stated.fund != "gov_fund" and stated.section != "s9"
    if stated.subject == "agency_operating" and stated.cell is not None and stated.cell.table_id == "T6":
        return False
    return is_silent and stated.quote is not None and pattern("absent").search(stated.quote) is not None


def _absent(case: Case, stated: Stated) -> Iterator[Outcome]:
    for cell in _cells_of_fund(case, stated.fund) if stated.fund else [stated.cell] if stated.cell else []:
        if not cell.amount or cell.table is None:
            yield HELD
            continue
        facts = {"name": stated.label, "table": table_name(cell.table)}
        yield check_equal("NAR-07", record_figure(stated.row, "amount"), cell, facts=facts)


def _cells_of_fund(case: Case, fund: str) -> Iterator[Figure]:
    """Yield every cell that prints the whole of a fund."""
    places = [("T1", f"income/{fund}", "amount"), ("T2", TOTAL, fund), ("T4", f"income/{fund}", "total")]
    places += [("T4", TOTAL, fund)]
    if fund == "state_capital":
        places.append(("T10", TOTAL, "total"))
    for table_id, row, field in places:
        table = case.table(table_id)
        if table is not None and (field in table.totals if row == TOTAL else row in table.by_key):
            yield figure(table, row, field)
