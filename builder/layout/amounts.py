"""Amounts as a table prints them: its unit, its precision, its separators."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from builder.model import money
from builder.model.disclosure import PrintedTable


def printer(table: PrintedTable) -> Callable[[Decimal], str]:
    """Return the function that writes the amounts of a table as it prints them."""
    write = money.grouped if table.printed.flag("thousands_separators") else money.plain
    if not table.is_in_yuan:
        return write
    step = money.in_yuan(table.quantum)

    def in_yuan(amount: Decimal) -> str:
        yuan = money.in_yuan(amount)
        if int(yuan.as_tuple().exponent) <= 0:
            # A table may print one cell to the fen and the next in whole yuan: the file keeps the digits of each.
            return write(yuan)
        rounded = money.rounded(yuan, step)
        return write(rounded if rounded == yuan else yuan)

    return in_yuan
