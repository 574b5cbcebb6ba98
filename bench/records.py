"""The rows of one unit-year while they are put together: by resource, in printed order, each with its source line."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

Cell = str | None
Record = dict[str, Cell]


@dataclass(slots=True)
class Records:
    """Rows of every resource of one unit-year; cells are the text that the file will hold."""

    unit_id: str
    year: int
    rows: dict[str, list[Record]] = field(default_factory=lambda: defaultdict(list))
    line: int = 4

    def add(self, resource: str, *, lines: int = 1, **cells: Cell) -> Record:
        """Append a row that stands on the next line of the source and takes up so many lines."""
        self.line += lines
        record = {"unit_id": self.unit_id, "year": str(self.year), **cells, "src_line": str(self.line)}
        self.rows[resource].append(record)
        return record

    def declare(self, *resources: str) -> None:
        """Have these resources even where they get no row."""
        for resource in resources:
            self.rows[resource] += ()
