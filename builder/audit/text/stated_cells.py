"""Which table cell prints a figure of the text too: by section, subject, code, fund and, for totals, by name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from builder.audit.figures import Figure, figure
from builder.audit.tables.cells import has_amounts
from builder.audit.vocabulary import meanings, pattern
from builder.model.disclosure import TOTAL, Disclosure, PrintedTable

TABLE_OF_FUND = {"gpb": "T5", "gov_fund": "T9", "state_capital": "T10"}
THREE_PUBLIC_MEASURES = {
    "three_public_total": "total",
    "three_public_overseas": "overseas",
    "three_public_vehicle": "vehicle_subtotal",
    "three_public_purchase": "vehicle_purchase",
    "three_public_operation": "vehicle_operation",
    "three_public_reception": "reception",
}
_NAMED_BY_WORDS = frozenset({"total", "income_fund"})
_Address = tuple[str, str, str]


class Naming(NamedTuple):
    """How the text names a figure; `is_single` says that the section speaks of the code once only.

    The words of a name may say more: whether fiscal appropriation as a whole is meant, and the side, which is empty
    where the name speaks of both or none.
    """

    section: str
    subject: str
    code: str | None
    fund: str | None
    name: str
    is_single: bool = True
    is_fiscal: bool = False
    side: str = ""


def cell_of(disclosure: Disclosure, naming: Naming) -> Figure | None:
    """Return the table's print of a figure of the text; None where no cell is certain.

    Of the cells that may be meant the first that the template prints counts.
    """
    find = _SECTIONS.get(part_of_text(naming.section))
    if find is None:
        return None
    asked = _by_words(naming) if naming.subject in _NAMED_BY_WORDS else naming
    for table_id, row, field in find(asked, disclosure):
        table = disclosure.tables.get(table_id)
        if table is not None and _prints(table, row, field):
            return figure(table, row, field)
    return None


@cache
def part_of_text(section: str) -> str:
    """Return the section, the parts of section five as one."""
    return "s5" if section.startswith("s5") else section


def three_public_row(table: PrintedTable) -> str | None:
    """Return the row of T8 that the text speaks of: its only one, else that of the general budget."""
    return table.lines[0].key if len(table.lines) == 1 else "gpb" if "gpb" in table.by_key else None


def _prints(table: PrintedTable, row: str, field: str) -> bool:
    return field in table.totals if row == TOTAL else row in table.by_key


def _by_words(naming: Naming) -> Naming:
    fund, is_fiscal, side = _of_name(naming.name, naming.fund)
    return naming._replace(fund=fund, is_fiscal=is_fiscal, side=side)


@lru_cache(maxsize=1024)
def _of_name(name: str, fund: str | None) -> tuple[str | None, bool, str]:
    """Return the fund, whether fiscal appropriation as a whole is meant, and the side, by the words of a name."""
    fund = fund or next((fund for word, fund in meanings("funds_named").items() if word in name), None)
    return fund, fund is None and pattern("fiscal_whole").search(name) is not None, _side(name)


def _side(name: str) -> str:
    if pattern("both_sides").search(name):
        return ""
    if pattern("spending_named").search(name):
        return "expenditure"
    return "income" if pattern("income_named").search(name) else ""


def _overall(asked: Naming, _: Disclosure) -> Iterator[_Address]:
    if asked.subject == "expenditure_class" and asked.code:
        yield "T1", f"expenditure/{asked.code}", "amount"
    elif asked.subject in {"basic", "project"} and asked.fund is None:
        yield "T3", TOTAL, asked.subject
    elif asked.subject in {"total", "income_fund"}:
        line = asked.fund or ("fiscal_total" if asked.is_fiscal else None)
        if line:
            yield from () if asked.side == "expenditure" else [("T1", f"income/{line}", "amount")]
        elif asked.subject == "total":
            yield from _totals_of("T1", asked.side)


def _income(asked: Naming, _: Disclosure) -> Iterator[_Address]:
    if asked.subject not in {"total", "income_fund"}:
        return
    line = asked.fund or ("fiscal_total" if asked.is_fiscal else None)
    if line:
        yield "T2", TOTAL, line
        yield "T1", f"income/{line}", "amount"
    elif asked.subject == "total":
        yield "T2", TOTAL, "total"
        yield "T1", TOTAL, "income_total"


def _expenditure(asked: Naming, _: Disclosure) -> Iterator[_Address]:
    table = TABLE_OF_FUND.get(asked.fund or "", "T3")
    if asked.subject == "total" and asked.is_fiscal:
        yield "T4", TOTAL, "expenditure_total"
    elif asked.subject in {"total", "basic", "project"} and (asked.fund is None or asked.fund in TABLE_OF_FUND):
        yield table, TOTAL, asked.subject
    elif asked.subject in {"expenditure_class", "item"} and asked.code and asked.is_single:
        yield table, asked.code, "total"


def _fiscal(asked: Naming, _: Disclosure) -> Iterator[_Address]:
    if asked.subject == "expenditure_class" and asked.code:
        if asked.fund or asked.is_single:
            yield "T4", f"expenditure/{asked.code}", asked.fund or "total"
    elif asked.subject in {"total", "income_fund"} and asked.fund in TABLE_OF_FUND:
        cells = [("T4", f"income/{asked.fund}", "total"), ("T4", TOTAL, asked.fund)]
        yield from reversed(cells) if asked.side == "expenditure" else cells
    elif asked.fund is None and (asked.subject == "total" or (asked.subject == "income_fund" and asked.is_fiscal)):
        yield from _totals_of("T4", asked.side)


def _general(asked: Naming, disclosure: Disclosure) -> Iterator[_Address]:
    """Yield the cells of section five; it speaks of this year's appropriation, T5 also of what was carried over."""
    if _has_carryover(disclosure):
        return
    if asked.subject == "total" and asked.is_fiscal:
        yield from _totals_of("T4", "expenditure")
    elif asked.subject in {"total", "basic", "project"}:
        yield TABLE_OF_FUND.get(asked.fund or "gpb", ""), TOTAL, asked.subject
    elif asked.code and asked.subject in {"expenditure_class", "item"}:
        yield from _coded(asked, asked.code, disclosure)


def _has_carryover(disclosure: Disclosure) -> bool:
    printed = (("T1", "amount"), ("T4", "total"))
    tables = ((disclosure.tables.get(table_id), measure) for table_id, measure in printed)
    return any(table is not None and table.amount("income/carryover", measure) for table, measure in tables)


def _coded(asked: Naming, code: str, disclosure: Disclosure) -> Iterator[_Address]:
    """Yield the cell of a code in section five: of its fund, else of the one table that prints the code."""
    if asked.fund:
        yield TABLE_OF_FUND.get(asked.fund, ""), code, "total"
    elif asked.section == "s5_3" and asked.subject == "expenditure_class":
        if asked.is_single:
            yield "T4", f"expenditure/{code}", "total"
            yield "T5", code, "total"
    else:
        tables = (disclosure.tables.get(table_id) for table_id in TABLE_OF_FUND.values())
        printing = [table.table_id for table in tables if table is not None and code in table.by_key]
        if len(printing) == 1:
            yield printing[0], code, "total"


def _basic(asked: Naming, _: Disclosure) -> Iterator[_Address]:
    if asked.fund not in {None, "gpb"}:
        return
    if asked.subject in {"basic", "total"}:
        yield "T6", TOTAL, "total"
    elif asked.subject in {"personnel", "public"}:
        yield "T6", TOTAL, asked.subject
    elif asked.subject == "economic" and asked.code:
        yield "T6", asked.code, "total"


def _projects(asked: Naming, _: Disclosure) -> Iterator[_Address]:
    if asked.subject in {"total", "project"} and asked.fund in {None, "gpb"}:
        yield "T7", TOTAL, "total"
        yield "T5", TOTAL, "project"


def _three_public(asked: Naming, disclosure: Disclosure) -> Iterator[_Address]:
    table, measure = disclosure.tables.get("T8"), THREE_PUBLIC_MEASURES.get(asked.subject)
    if table is not None and measure:
        row = asked.fund or three_public_row(table)
        if row:
            yield "T8", row, measure


def _gov_fund(asked: Naming, disclosure: Disclosure) -> Iterator[_Address]:
    table_id = TABLE_OF_FUND.get(asked.fund or "gov_fund", "")
    table = disclosure.tables.get(table_id)
    if table is None or not has_amounts(table):
        return
    if asked.subject in {"total", "basic", "project"}:
        yield table_id, TOTAL, asked.subject
    elif asked.subject in {"expenditure_class", "item"} and asked.code:
        yield table_id, asked.code, "total"


def _agency(asked: Naming, disclosure: Disclosure) -> Iterator[_Address]:
    if asked.subject != "agency_operating":
        return
    table = disclosure.tables.get("T8")
    row = three_public_row(table) if table is not None else None
    if table is not None and row and table.amount(row, "agency_operating") is not None:
        yield "T8", row, "agency_operating"
    yield "T6", TOTAL, "public"


def _totals_of(table_id: str, side: str) -> Iterator[_Address]:
    for each in (side,) if side else ("income", "expenditure"):
        yield table_id, TOTAL, f"{each}_total"


_SECTIONS: dict[str, Callable[[Naming, Disclosure], Iterator[_Address]]] = {
    "s1": _overall,
    "s2": _income,
    "s3": _expenditure,
    "s4": _fiscal,
    "s5": _general,
    "s6": _basic,
    "s7": _projects,
    "s8": _three_public,
    "s9": _gov_fund,
    "s10_1": _agency,
}
