"""The sums that hold in printed tables: how many of them hold under one reading of a table's figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

Amounts = Mapping[str, Decimal | None]

_FUNDS = ("gpb", "gov_fund", "state_capital")
# A field that is itself a part of the grand total, and its own parts.
_NESTED = (
    ("vehicle_subtotal", ("vehicle_purchase", "vehicle_operation")),
    ("fiscal_total", _FUNDS),
    ("basic", ("personnel", "public")),
)
_GRAND = ("total", "amount")
_PARTS = frozenset(
    (
        *(*_FUNDS, "fiscal_total", "fiscal_account", "undertaking", "business", "other_unit"),
        *("superior_grant", "affiliate_remit", "carryover", "nonfiscal_balance"),
        *("basic", "personnel", "public", "project", "business_spending", "to_superior", "to_affiliate"),
        *("e301", "e302", "e303", "e307", "e309", "e310", "e311", "e312", "e313", "e399"),
        *("overseas", "reception", "vehicle_subtotal", "vehicle_purchase", "vehicle_operation"),
        *("goods", "works", "services"),
    )
)
_LEAST_PARTS = 2


class Identity(NamedTuple):
    """In every row the figure of `whole` is the sum of the figures of `parts`."""

    whole: str
    parts: tuple[str, ...]


class Balance(NamedTuple):
    """How many equations hold, and how many do not."""

    held: int
    broken: int

    def __add__(self, other: object) -> Balance:
        """Count two sets of equations together."""
        if not isinstance(other, Balance):
            return NotImplemented
        return Balance(self.held + other.held, self.broken + other.broken)


def identities_of(fields: Sequence[str]) -> tuple[Identity, ...]:
    """Return the equations that hold within each row of a table with these columns."""
    found: list[Identity] = []
    inner: set[str] = set()
    for whole, parts in _NESTED:
        printed = tuple(part for part in parts if part in fields)
        if whole in fields and printed:
            inner.update(printed)
            if len(printed) == len(parts):
                found.append(Identity(whole, printed))
    grand = next((field for field in _GRAND if field in fields), None)
    outer = tuple(field for field in fields if field in _PARTS and field not in inner)
    if grand is not None and len(outer) >= _LEAST_PARTS:
        found.append(Identity(grand, outer))
    return tuple(found)


def tolerance(quantum: Decimal, addends: int) -> Decimal:
    """Return by how much a printed total may differ from the sum of printed addends through rounding alone."""
    return quantum / 2 * (addends + 1)


def parents_of(codes: Sequence[str]) -> dict[str, str | None]:
    """Return for each code the longest other code that it begins with; None where there is none."""
    known = set(codes)
    return {
        code: next((code[:size] for size in range(len(code) - 1, 0, -1) if code[:size] in known), None)
        for code in codes
    }


def count_row(fields: Sequence[str], amounts: Amounts, quantum: Decimal) -> Balance:
    """Count the equations within one row; one whose cells are all blank counts for nothing."""
    balance = Balance(0, 0)
    for identity in identities_of(fields):
        parts = [amounts.get(part) for part in identity.parts]
        balance += _judged(amounts.get(identity.whole), parts, quantum)
    return balance


def count_table(
    fields: Sequence[str],
    rows: Mapping[str, Amounts],
    totals: Amounts | None,
    quantum: Decimal,
) -> Balance:
    """Count the equations of a table by codes: within rows, children against parents, outermost rows against totals."""
    parents = parents_of(tuple(rows))
    balance = Balance(0, 0)
    for amounts in (*rows.values(), totals or {}):
        balance += count_row(fields, amounts, quantum)
    for code in (*rows, None):
        children = [rows[child] for child, parent in parents.items() if parent == code]
        whole = totals if code is None else rows[code]
        if children and whole is not None:
            for field in fields:
                balance += _judged(whole.get(field), [child.get(field) for child in children], quantum)
    return balance


def _judged(whole: Decimal | None, parts: Sequence[Decimal | None], quantum: Decimal) -> Balance:
    printed = [part for part in parts if part is not None]
    if whole is None and not printed:
        return Balance(0, 0)
    if whole is None or not printed:
        is_held = not whole and not any(printed)
    else:
        is_held = abs(whole - sum(printed)) <= tolerance(quantum, len(printed))
    return Balance(1, 0) if is_held else Balance(0, 1)
