"""What several rules need, made once: for one case, for one table, or for all that share a value."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Generic, TypeVar

from builder.audit.case import Case
from builder.model.disclosure import PrintedTable

Made = TypeVar("Made")
Held = TypeVar("Held")


class Same(Generic[Held]):
    """A value as a key of a cache: equal to itself only, whatever it holds."""

    def __init__(self, value: Held) -> None:
        """Keep the value, so that no other can take its identity."""
        self.value = value

    def __eq__(self, other: object) -> bool:
        """Return whether the other key is of the very same value."""
        return isinstance(other, Same) and other.value is self.value

    def __hash__(self) -> int:
        """Return a number that the same value always gives."""
        return id(self.value)


def once_per_case(make: Callable[[Case], Made]) -> Callable[[Case], Made]:
    """Return the function with its last result kept, for as long as the same case is asked about."""
    kept: list[tuple[Case, Made]] = []

    @wraps(make)
    def made(case: Case) -> Made:
        if not kept or kept[0][0] is not case:
            kept[:] = [(case, make(case))]
        return kept[0][1]

    return made


def once_per_table(make: Callable[[PrintedTable], Made]) -> Callable[[PrintedTable], Made]:
    """Return the function with its result kept by the table: many rules ask the same of one."""

    @wraps(make)
    def made(table: PrintedTable) -> Made:
        known = table.found.get(make)
        if known is None:
            known = table.found[make] = make(table)
        return known  # type: ignore[return-value]  # the model does not know what is kept there

    return made
