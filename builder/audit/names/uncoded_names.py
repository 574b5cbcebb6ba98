"""Entries of the text under a name that no table has: which code they mean, told by their amounts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from builder.audit.case import Case
from builder.audit.names.names_of_codes import ECONOMIC_TABLE, PrintedName, plain_name
from builder.audit.names.narrative_paths import own_name
from builder.audit.text.stated import stated_figures
from builder.model.codes import CLASS, ITEM
from builder.model.money import rounded
from builder.model.rows import Row

_LEVELS = {"expenditure_class": CLASS, "item": ITEM}


def told_by_amount(case: Case, by_code: Mapping[str, Sequence[PrintedName]]) -> Iterator[tuple[Row, PrintedName]]:
    """Yield the entries without a code whose amount is that of the one code which their list leaves out.

    Said only in a list that has codes beside its other names; a name that is but shorter or longer is no other name.
    """
    entries = [each for each in stated_figures(case) if each.subject in _LEVELS]
    without = [each for each in entries if not each.code and each.name]
    lists: dict[tuple[str, str], set[str]] = {}
    for each in entries if without else ():
        lists.setdefault((each.subject, each.section), set()).update(filter(None, [each.code]))
    for each in without:
        named = lists[each.subject, each.section]
        if not named:
            continue
        left = [prints[0] for code, prints in by_code.items() if code not in named and _is_it(each.row, prints)]
        if len(left) == 1 and not _are_akin(own_name(each.name), left[0].normal):
            yield each.row, left[0]


def _is_it(row: Row, prints: Sequence[PrintedName]) -> bool:
    """Return whether a code is of the level of an entry, and a table prints its amount for it."""
    amount, first = row.amount("amount"), prints[0]
    is_level = len(first.code) == _LEVELS.get(row.text("subject") or "") and first.table.table_id != ECONOMIC_TABLE
    if not amount or not is_level:
        return False
    quantum = Decimal(1).scaleb(min(0, int(amount.as_tuple().exponent)))
    cells = (printed.line.amount(printed.table.measures[0]) for printed in prints)
    return any(cell is not None and rounded(cell, quantum) == amount for cell in cells)


def _are_akin(one: str, other: str) -> bool:
    one, other = plain_name(one), plain_name(other)
    return one in other or other in one
