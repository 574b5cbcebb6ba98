"""Codes themselves: they are in the classification, stand under their parents, and are printed whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from builder.audit.case import Case
from builder.audit.figures import figure, place_of
from builder.audit.names.names_of_codes import ECONOMIC_TABLE, Lists, sources_of
from builder.audit.names.running_numbers import rows_with_running_numbers
from builder.audit.outcomes import HELD, NotApplicable, Outcome, remark
from builder.audit.words import table_name
from builder.findings import Finding, Severity
from builder.model.codes import CODE_COLUMNS, parent_of, spaced
from builder.model.disclosure import Line, PrintedTable
from builder.model.rows import Row

SIDES = frozenset({"T1", "T4"})
"""Tables whose rows are printed by name alone; their codes are read from the names."""


def code_is_known(case: Case) -> Iterator[Outcome]:
    """A code is in the classification of the year, and the row of its parent stands in the same table.

    Passes for each row of which both hold; parents are asked for only where the table prints rows of their level.
    An unknown code is an error where the list of the year says that it is complete, else it is only noted. It
    cannot see a code that exists but is the wrong one. Codes repaired in reading, and running numbers, are reported
    apart.
    """
    checked = False
    numbered = rows_with_running_numbers(case)
    for table in _tables_with_codes(case):
        ground = _Ground.of(case, table)
        for line in table.lines:
            if not _is_repaired(table, line) and (table.table_id, line.key) not in numbered:
                checked = True
                yield _judged(table, line, ground)
    if not checked:
        yield NotApplicable("no-codes")


class _Ground(NamedTuple):
    """What the codes of one table are held against: the list of the year, and the codes beside them."""

    lists: Lists
    is_economic: bool
    is_complete: bool
    codes: frozenset[str]
    lengths: frozenset[int]

    @classmethod
    def of(cls, case: Case, table: PrintedTable) -> _Ground:
        is_economic = table.table_id == ECONOMIC_TABLE
        resource = "economic_classification" if is_economic else "functional_classification"
        codes = frozenset(line.code for line in table.lines if line.code)
        is_complete = (resource, case.year) in case.catalog.complete
        return cls(sources_of(case).lists, is_economic, is_complete, codes, frozenset(map(len, codes)))

    @property
    def listed(self) -> Mapping[str, tuple[Row, ...]]:
        """The list of the year, or the nearest."""
        return self.lists.economic if self.is_economic else self.lists.functional

    def has(self, code: str) -> bool:
        """Return whether the list has the code; in one that is complete a name must be in force in that year."""
        if not self.is_complete:
            return code in self.listed or not self.listed
        return self.lists.has_in_force(code, is_economic=self.is_economic)


def _judged(table: PrintedTable, line: Line, ground: _Ground) -> Outcome:
    code = line.code or ""
    if not ground.has(code):
        return _finding(table, line, "error" if ground.is_complete else "info", parent="")
    parent = parent_of(code)
    is_orphan = parent is not None and parent not in ground.codes and len(parent) in ground.lengths
    return _finding(table, line, "error", parent=spaced(parent or "")) if is_orphan else HELD


def _finding(table: PrintedTable, line: Line, severity: Severity, *, parent: str) -> Finding:
    facts = {"table": table_name(table), "name": line.name, "parent": parent}
    column = CODE_COLUMNS[table.table_id == ECONOMIC_TABLE]
    place = place_of(line.row, column, table=table.table_id, row=line.key)
    return remark("NAM-03", place, severity, stated=spaced(line.code or ""), facts=facts)


def code_is_whole(case: Case) -> Iterator[Outcome]:
    """A code is printed with all its digits, three, two and two; else it is repaired from the rows around it.

    Passes once for each table without a repaired code. It sees what was repaired when the document was read, and
    the cell as printed is kept in `source_cells`.
    """
    has_codes = False
    for table in _tables_with_codes(case):
        has_codes = True
        repaired = [key for key in table.source_cells if key[1] in CODE_COLUMNS]
        for row, field in repaired:
            line = table.by_key[row]
            yield remark(
                "NAM-06",
                figure(table, row, field).place,
                "warning",
                stated=table.source_cells[row, field].raw_text,
                expected=spaced(line.code or ""),
                facts={"table": table_name(table), "name": line.name},
            )
        if not repaired:
            yield HELD
    if not has_codes:
        yield NotApplicable("no-codes")


def _tables_with_codes(case: Case) -> Iterator[PrintedTable]:
    for table in case.disclosure.tables.values():
        if table.table_id not in SIDES and any(line.code for line in table.lines):
            yield table


def _is_repaired(table: PrintedTable, line: Line) -> bool:
    return bool(table.source_cells) and any((line.key, column) in table.source_cells for column in CODE_COLUMNS)
