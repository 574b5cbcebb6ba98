"""Tables without amounts: they are printed, the document says that they are empty, and no other table disagrees."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from builder.audit.case import Case
from builder.audit.figures import Figure, figure, place_of
from builder.audit.outcomes import HELD, Outcome, Rule, remark
from builder.audit.tables.comparisons import or_else
from builder.audit.tables.funds import income_of
from builder.audit.text.paragraphs import text_of
from builder.audit.text.stated import stated_figures
from builder.audit.vocabulary import meanings, pattern
from builder.audit.words import table_name
from builder.findings import Finding, Place
from builder.model.disclosure import TOTAL, PrintedTable
from builder.model.money import ZERO, plain
from builder.model.rows import Row

_FUND_TABLES = {"T9": "gov_fund", "T10": "state_capital"}
_BLANK_FIGURE = ("amount", "share_pct", "change", "prior", "planned", "quantity")


def fund_table_agrees_with_its_remark(case: Case) -> Iterator[Outcome]:
    """The table of a fund is empty exactly where the document says so and the fund has no amount elsewhere.

    Elsewhere is T1, T2 and T4. For T9 and T10; a table that is not printed is a matter of completeness. Whether an
    empty table is explained is judged where the dataset says that it is not, or has what the text states. It
    cannot see a table left out together with its remark.
    """
    reason = "no-text" if any(case.table(table_id) for table_id in _FUND_TABLES) else "no-such-table"
    yield from or_else(reason, _fund_tables(case))


def _fund_tables(case: Case) -> Iterator[Outcome]:
    for table_id, fund in _FUND_TABLES.items():
        table = case.table(table_id)
        yield from _fund_table(case, table, fund) if table is not None else _without_table(case, fund)


def _fund_table(case: Case, table: PrintedTable, fund: str) -> Iterator[Outcome]:
    filled, elsewhere = _first_amount(table), _amount_elsewhere(case, fund)
    blank = _blank_elsewhere(case, fund) if filled is not None and elsewhere is None else None
    if filled is not None and _is_declared_empty(case, table):
        yield _remark(filled.place, stated=filled, facts=_facts(table, declared=table_name(table)))
    elif filled is not None and blank is not None:
        yield _remark(filled.place, stated=filled, facts=_facts(table, alone=table_name(table), other=blank, fund=fund))
    elif filled is not None:
        yield HELD
    elif elsewhere is not None:
        place = figure(table, TOTAL, "total").place
        yield _remark(place, elsewhere=elsewhere, facts=_facts(table, blank=table_name(table), fund=fund))
    elif _is_declared_empty(case, table) or _is_said_absent(case, table.table_id, fund):
        yield HELD
    elif can_tell(case, table):
        place = place_of(table.printed, table=table.table_id)
        yield _remark(place, facts=_facts(table, unexplained=table_name(table)))


def _without_table(case: Case, fund: str) -> Iterator[Outcome]:
    elsewhere = _amount_elsewhere(case, fund)
    if elsewhere is None or elsewhere.table is None or fund == "state_capital":
        return
    if _is_said_absent(case, "T9", fund):
        facts = _facts(elsewhere.table, absent=table_name(elsewhere.table), fund=fund)
        yield _remark(elsewhere.place, stated=elsewhere, facts=facts)
    else:
        yield HELD


def _remark(
    place: Place, *, facts: Mapping[str, str], stated: Figure | None = None, elsewhere: Figure | None = None
) -> Finding:
    """Return a finding on a fund: `stated` stands where nothing should, `elsewhere` has what should stand here."""
    own = stated.amount if stated is not None else None
    other = elsewhere.amount if elsewhere is not None else None
    if elsewhere is not None and elsewhere.table is not None:
        facts = {**facts, "other": table_name(elsewhere.table)}
    return remark(
        "T9-01",
        place,
        "error",
        stated=None if own is None else plain(own),
        expected=None if other is None else plain(other),
        difference=None if own is None and other is None else plain((own or ZERO) - (other or ZERO)),
        facts=facts,
    )


def _facts(table: PrintedTable, *, fund: str = "", **facts: str) -> dict[str, str]:
    """Return the facts of a finding on a fund; the parts of its sentence that are not the case have nothing to say."""
    silent = dict.fromkeys(("declared", "alone", "blank", "absent", "unexplained", "other"), "")
    return silent | {"table": table_name(table), "fund": meanings("funds_in_notes").get(fund, "")} | facts


def can_tell(case: Case, table: PrintedTable) -> bool:
    """Return whether it is known what the document says: the dataset says so, or holds the text."""
    is_declared = table.printed.flag("declared_empty")
    return is_declared is False or (is_declared is None and any(row.text("text") for row in case.paragraphs))


def _lines_elsewhere(case: Case, fund: str) -> Iterator[Figure]:
    """Yield the figures of a fund in the summary tables and in the income table, printed or blank."""
    for table_id in ("T1", "T2", "T4"):
        table = case.table(table_id)
        if table is None:
            continue
        income = income_of(table) if table_id != "T2" else {}
        if fund in income:
            yield income[fund]
        if fund in table.totals:
            yield figure(table, TOTAL, fund)


def _amount_elsewhere(case: Case, fund: str) -> Figure | None:
    return next((each for each in _lines_elsewhere(case, fund) if each.amount), None)


def _blank_elsewhere(case: Case, fund: str) -> str | None:
    """Return the name of the table that prints the fund without an amount, where no rule compares it with T4."""
    fiscal = case.table("T4")
    if fiscal is not None and fund in fiscal.totals:
        return None
    tables = (each.table for each in _lines_elsewhere(case, fund))
    return next((table_name(table) for table in tables if table is not None), None)


def _first_amount(table: PrintedTable) -> Figure | None:
    rows = [TOTAL, *table.by_key]
    figures = (figure(table, row, measure) for row in rows for measure in table.measures)
    return next((each for each in figures if each.amount), None)


def _is_declared_empty(case: Case, table: PrintedTable) -> bool:
    """Return whether the document calls the table empty, under it or in its section of the text."""
    if table.printed.flag("declared_empty"):
        return True
    empty = pattern("table_is_empty")
    note = table.printed.text("note")
    if note is not None and empty.search(note):
        return True
    return table.table_id == "T9" and any(empty.search(text) for text in texts_of(case, "s9"))


def _is_said_absent(case: Case, table_id: str, fund: str) -> bool:
    """Return whether the text names the fund without an amount or with zero, or its section says that there is none."""
    if any(each.fund == fund and is_nothing(each.row) for each in stated_figures(case)):
        return True
    return table_id == "T9" and any(pattern("said_none").search(text) for text in texts_of(case, "s9"))


def texts_of(case: Case, section: str) -> Iterator[str]:
    """Yield the paragraphs of a section, its headings left out."""
    for paragraph in text_of(case).paragraphs:
        if paragraph.section.startswith(section) and not paragraph.is_heading:
            yield paragraph.printed


def is_nothing(row: Row) -> bool:
    """Return whether a figure of the text says none or zero: no amount, and nothing else in its place."""
    amount = row.amount("amount")
    return not amount and (amount is not None or all(row.amount(column) is None for column in _BLANK_FIGURE))


EMPTINESS_RULES = (Rule("T9-01", "error", fund_table_agrees_with_its_remark),)
