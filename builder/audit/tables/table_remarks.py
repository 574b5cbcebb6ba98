"""What is said of tables that may be empty: the notes under them, and the words in their cells."""

from __future__ import annotations

from collections.abc import Iterator

from builder.audit.case import Case
from builder.audit.figures import place_of
from builder.audit.outcomes import HELD, Outcome, Rule, remark
from builder.audit.tables.cells import has_amounts
from builder.audit.tables.comparisons import or_else
from builder.audit.tables.emptiness import can_tell, is_nothing, texts_of
from builder.audit.tables.print_quality import blank_cells_are_blank
from builder.audit.vocabulary import meanings, pattern
from builder.audit.words import table_name
from builder.model.disclosure import PrintedTable
from builder.model.money import ZERO

_FURTHER = ("T8", "T11", "T12")
_TOLD = {"T8": ("three_public", "s8"), "T11": ("procurement", "s10_2")}
"""Subject and section of the text that speak of a table."""


def note_names_its_own_fund(case: Case) -> Iterator[Outcome]:
    """The note under a table of one fund names that fund, where it names any.

    Of the tables of the general public budget only notes that call the table empty are read, for others may
    speak of any fund. It cannot see a note that names no fund.
    """
    yield from or_else("no-note", _notes(case))


def empty_table_is_explained(case: Case) -> Iterator[Outcome]:
    """Of the other tables that may be empty, one without amounts is said to be so, and no other is.

    For the three public expenses, procurement and further tables; zeros that are printed speak for themselves. It
    cannot see the rows of tables that the dataset only lists.
    """
    outcomes = (
        outcome
        for table_id in _FURTHER
        if (table := case.table(table_id)) is not None
        for outcome in _further(case, table)
    )
    reason = "no-text" if any(case.table(table_id) for table_id in _FURTHER) else "no-such-table"
    yield from or_else(reason, outcomes)


def _notes(case: Case) -> Iterator[Outcome]:
    funds = meanings("funds_in_notes")
    for table in case.disclosure.tables.values():
        own, note = meanings("fund_of_table").get(table.table_id), table.printed.text("note")
        if own is None or note is None:
            continue
        if own == "gpb" and not pattern("table_is_empty").search(note):
            continue
        named = [fund for fund, word in funds.items() if word in note]
        if not named:
            continue
        if own in named:
            yield HELD
        else:
            place = place_of(table.printed, "note", table=table.table_id)
            facts = {"table": table_name(table)}
            yield remark("TBL-01", place, "warning", stated=funds[named[0]], expected=funds[own], facts=facts)


def _further(case: Case, table: PrintedTable) -> Iterator[Outcome]:
    is_declared = bool(table.printed.flag("declared_empty")) or _note_says_empty(table)
    is_empty = table.printed.flag("is_empty")
    is_filled = has_amounts(table) if table.resource else is_empty is False
    place = place_of(table.printed, table=table.table_id)
    if is_declared and is_filled:
        yield remark("TBL-02", place, "error", facts=_further_facts(table, declared=table_name(table)))
    elif is_declared or is_filled or _prints_zero(table) or _is_told(case, table):
        yield HELD
    elif can_tell(case, table) and (table.lines or is_empty):
        yield remark("TBL-02", place, "warning", facts=_further_facts(table, unexplained=table_name(table)))


def _further_facts(table: PrintedTable, **facts: str) -> dict[str, str]:
    return {"table": table_name(table), "declared": "", "unexplained": ""} | facts


def _note_says_empty(table: PrintedTable) -> bool:
    note = table.printed.text("note")
    return note is not None and pattern("table_is_empty").search(note) is not None


def _prints_zero(table: PrintedTable) -> bool:
    return any(line.amount(measure) is not None for line in table.lines for measure in table.measures)


def _is_told(case: Case, table: PrintedTable) -> bool:
    """Return whether the text says none or zero of what the table is for; of further tables it cannot be known."""
    if table.table_id not in _TOLD:
        return False
    subject, section = _TOLD[table.table_id]
    if any((row.text("subject") or "").startswith(subject) and is_nothing(row) for row in case.figures):
        return True
    procurement = case.only("procurement") if table.table_id == "T11" else None
    if procurement is not None and procurement.amount("total") == ZERO:
        return True
    return any(pattern("said_none").search(text) for text in texts_of(case, section))


TABLE_REMARK_RULES = (
    Rule("TBL-01", "warning", note_names_its_own_fund),
    Rule("TBL-02", "error", empty_table_is_explained),
    Rule("TBL-03", "info", blank_cells_are_blank),
)
