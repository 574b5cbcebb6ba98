"""Made-up budgets of a year: amounts by code, fund and nature, of which every figure of a disclosure is a sum."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

HERE = Path(__file__).parent
FISCAL = frozenset({"gpb", "gov_fund", "state_capital"})
PERSONNEL = ("301", "303")
PROJECT, CARRY = "project", "carry"

Amounts = Mapping[tuple[str, str], Decimal]


class Project(NamedTuple):
    """One project with its code, the fund that pays it and its amount."""

    name: str
    code: str
    fund: str
    amount: Decimal


@cache
def source() -> Mapping[str, Any]:
    """Return the names of the codes and the budgets."""
    read: dict[str, Any] = yaml.safe_load((HERE / "budgets.yaml").read_text("utf-8"))
    return read


class Budget:
    """One budget; money carried over from last year is in it only where `carry`."""

    def __init__(self, name: str, *, carry: bool) -> None:
        own = source()["budgets"][name]
        self._items = {code: _amounts(entry) for code, entry in own["items"].items()}
        self._carry = carry
        self.economic = {
            code: {("gpb", "personnel" if code.startswith(PERSONNEL) else "public"): Decimal(amount)}
            for code, amount in sorted(own["economic"].items())
        }
        self.projects = tuple(
            Project(name, code, fund, Decimal(amount)) for name, code, fund, amount in own["projects"]
        )
        self.three_public = {name: Decimal(amount) for name, amount in own["three_public"].items()}

    def items(self, funds: Collection[str] | None) -> dict[str, Amounts]:
        """Return what is spent by code from these funds, from all where there is None."""
        kept = {
            code: {
                key: amount
                for key, amount in amounts.items()
                if (funds is None or key[0] in funds) and (self._carry or key[0] != CARRY)
            }
            for code, amounts in self._items.items()
        }
        return {code: amounts for code, amounts in sorted(kept.items()) if amounts}


def together(parts: Iterable[Amounts]) -> Amounts:
    """Return the sums of several."""
    total: dict[tuple[str, str], Decimal] = {}
    for part in parts:
        for key, amount in part.items():
            total[key] = total.get(key, Decimal(0)) + amount
    return total


def value(expression: str, amounts: Amounts) -> Decimal:
    """Return what an expression like `gpb.basic+carry` says of these amounts."""
    terms = [term.split(".") for term in expression.split("+")]
    found = [amount for term in terms for key, amount in amounts.items() if all(_says(part, *key) for part in term)]
    return sum(found, Decimal(0))


def by_prefix(items: Mapping[str, Amounts], sizes: Sequence[int]) -> dict[str, Amounts]:
    """Return the codes of all levels with their sums, in the order of print."""
    codes = dict.fromkeys(code[:size] for code in items for size in sizes if len(code) >= size)
    return {code: together(part for own, part in items.items() if own.startswith(code)) for code in codes}


def _amounts(entry: Mapping[str, str]) -> Amounts:
    keys = {key: key.split(".") for key in entry}
    return {(fund, nature): Decimal(entry[key]) for key, (fund, nature) in keys.items()}


def _says(part: str, fund: str, nature: str) -> bool:
    if part in {"total", "amount", fund, nature}:
        return True
    is_group = {"basic": nature != PROJECT, "fiscal_total": fund in FISCAL, "now": fund != CARRY}
    return is_group.get(part, False)
