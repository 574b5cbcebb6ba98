"""A row of a resource after its cells were found good: values by column name, and where it stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

Value = str | int | Decimal | date | bool | None


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns that the rows of one file share."""

    resource: str
    file: str
    position: Mapping[str, int]
    """Column name → position in `Row.values`."""
    in_file: Mapping[str, int]
    """Column name → position in the file, from 1."""


@dataclass(frozen=True, slots=True)
class Row:
    """One record; `line` is its physical line in the file, from 1."""

    columns: Columns
    values: tuple[Value, ...]
    line: int

    def __getitem__(self, name: str) -> Value:
        """Return the value of a column; raises KeyError where the resource has none of that name."""
        return self.values[self.columns.position[name]]

    def amount(self, name: str) -> Decimal | None:
        """Return the value of a number column."""
        value = self.values[self.columns.position[name]]
        return value if isinstance(value, Decimal) else None

    def text(self, name: str) -> str | None:
        """Return the value of a text column."""
        value = self.values[self.columns.position[name]]
        return value if isinstance(value, str) else None

    def whole(self, name: str) -> int | None:
        """Return the value of an integer column."""
        value = self.values[self.columns.position[name]]
        return value if isinstance(value, int) and not isinstance(value, bool) else None

    def day(self, name: str) -> date | None:
        """Return the value of a date column."""
        value = self.values[self.columns.position[name]]
        return value if isinstance(value, date) else None

    def flag(self, name: str) -> bool | None:
        """Return the value of a boolean column."""
        value = self.values[self.columns.position[name]]
        return value if isinstance(value, bool) else None

    def parts(self, name: str) -> tuple[str, ...]:
        """Return the parts of a text column that holds a list joined by `|`."""
        text = self.text(name)
        return tuple(text.split("|")) if text else ()
