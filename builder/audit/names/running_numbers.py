"""Codes that are a running number: sections of a class numbered 01, 02, 03… under the names of other codes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from builder.audit.case import Case
from builder.audit.figures import place_of
from builder.audit.names.names_of_codes import Sources, plain_name, sources_of
from builder.audit.once import once_per_case
from builder.audit.outcomes import HELD, NotApplicable, Outcome, remark
from builder.audit.words import table_name
from builder.model.codes import CLASS, SECTION, spaced
from builder.model.disclosure import Line, PrintedTable

_Run = tuple[PrintedTable, Sequence[Line]]
FEWEST = 3
"""So many rows have another code's name before a run is called a numbering rather than single slips."""


def sections_keep_their_codes(case: Case) -> Iterator[Outcome]:
    """Sections bear the codes of the classification, not a number that counts the rows.

    Passes for each class in whose sections, numbered 01, 02, 03… in print, fewer than three names belong to other
    codes; one finding for a whole run, and no other finding on the names in it. It cannot see a numbering that
    leaves numbers out.
    """
    sources = sources_of(case)
    if sources.is_empty:
        yield NotApplicable("no-classification")
        return
    checked = False
    for table, run in _runs(case):
        checked = True
        wrong = _of_other_codes(run, table, sources)
        if len(wrong) < FEWEST:
            yield HELD
            continue
        first, parent = wrong[0], (run[0].code or "")[:CLASS]
        facts = {"table": table_name(table), "code": parent, "rows": str(len(run)), "wrong": str(len(wrong))}
        yield remark(
            "NAM-07",
            place_of(first.row, "name_printed", table=table.table_id, row=first.key),
            "warning",
            stated=f"{spaced(first.code or '')} {first.name}",
            facts=facts,
        )
    if not checked:
        yield NotApplicable("no-running-numbers")


@once_per_case
def rows_with_running_numbers(case: Case) -> frozenset[tuple[str, str]]:
    """Return table and row of every row within a run that is a numbering."""
    sources = sources_of(case)
    return frozenset(
        (table.table_id, line.key)
        for table, run in _runs(case)
        if len(_of_other_codes(run, table, sources)) >= FEWEST
        for line in run
    )


@once_per_case
def _runs(case: Case) -> tuple[_Run, ...]:
    """Return the sections of each class that begin 01, 02, 03 in print order, as far as they count on."""
    runs: list[_Run] = []
    for table in case.disclosure.tables.values():
        by_class: dict[str, list[Line]] = {}
        for line in table.lines:
            if line.code and len(line.code) == SECTION:
                by_class.setdefault(line.code[:CLASS], []).append(line)
        for lines in by_class.values():
            numbers = [int((line.code or "")[CLASS:]) for line in lines]
            length = next((at for at, number in enumerate(numbers) if number != at + 1), len(numbers))
            if length >= FEWEST:
                runs.append((table, lines[:length]))
    return tuple(runs)


def _of_other_codes(run: Sequence[Line], table: PrintedTable, sources: Sources) -> list[Line]:
    strange = [line for line in run if line.name and plain_name(line.name) not in sources.allowed(line.code or "")]
    if len(strange) < FEWEST:
        return []
    known = _codes_by_name(sources, table.table_id, (run[0].code or "")[:CLASS])
    return [line for line in strange if known.get(plain_name(line.name), line.code) != line.code]


def _codes_by_name(sources: Sources, table_id: str, parent: str) -> Mapping[str, str]:
    """Return the code of each name among the sections of a class."""
    return {
        each.normal: code
        for code in sources.codes(table_id)
        if len(code) == SECTION and code.startswith(parent)
        for each in sources.lists.names(code)
    }
