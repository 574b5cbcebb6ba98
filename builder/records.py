"""A row as read, with its place: what `load` hands to `validate`, and what `validate` hands on.

Raw cells are text exactly as decoded; nothing is trimmed or guessed. In a YAML table a scalar stays as it
was written (`150`, `2022-02-12`, `true`), and None stands for YAML's null, for an empty scalar and for a
missing key. In a CSV table an empty cell is the empty text.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from builder.findings import Finding

RawCell = str | None
RowText = str | tuple[RawCell, ...]
"""A row as it stands in the file: its line, or its cells."""
Value = str | int | Decimal | date | bool | None


class SharedMapping(dict[str, Any]):
    """A mapping of a descriptor that stands just so in many: read once, changed by nobody, told by identity.

    So whatever was found out about it once can be kept for all of them.
    """

    __slots__ = ()

    def __hash__(self) -> int:  # type: ignore[override]  # as an object, not as a dictionary
        """Hash by identity."""
        return object.__hash__(self)


@dataclass(frozen=True, slots=True)
class RawTable:
    """One resource's file as read.

    `file` is relative to the project; `rows` are as long as `header`; `lines` has the physical line, from 1,
    where each row begins; `cell_lines` the line of each value of a YAML table (None for CSV).
    """

    resource: str
    file: str
    form: str
    header: tuple[str, ...]
    rows: tuple[tuple[RawCell, ...], ...]
    lines: tuple[int, ...]
    cell_lines: tuple[tuple[int, ...], ...] | None = None
    texts: tuple[str, ...] = ()
    """The line of each row, where every row is one line by itself."""

    def line_of(self, row: int, column: int) -> int:
        """Return the physical line of a cell (both counted from 0), or of its row where only that is known."""
        return self.cell_lines[row][column] if self.cell_lines else self.lines[row]


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file named in the descriptor's `sources`: its path in the package, its bytes and their SHA-256."""

    path: str
    content: bytes
    sha256: str


@dataclass(frozen=True, slots=True)
class RawDescriptor:
    """A descriptor as read: the plain values, and the line of each key by its path.

    A path joins keys and positions with `/`: `resources/0/schema/fields/2/name`.
    """

    file: str
    content: Mapping[str, Any]
    lines: Mapping[str, int]

    def line_of(self, path: str) -> int:
        """Return the line of a key, or of the nearest key above it that has one."""
        while path and path not in self.lines:
            path = path.rpartition("/")[0]
        return self.lines.get(path, 1)


@dataclass(frozen=True, slots=True)
class RawPackage:
    """One package that passed the gate so far as its findings say.

    `folder` is relative to the project. `digest` is the SHA-256 over the names and bytes of the descriptor
    and every table: the key under which a verdict on the package may be kept. `descriptor` is None where it
    could not be read at all; a table that could not be read is left out and reported in `findings`.
    """

    folder: str
    digest: str
    descriptor: RawDescriptor | None
    tables: tuple[RawTable, ...]
    sources: tuple[SourceFile, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class TypedTable:
    """One resource whose every cell obeys its Table Schema; columns are those of the schema, in its order."""

    resource: str
    file: str
    rows: tuple[tuple[Value, ...], ...]
    lines: tuple[int, ...]
    columns: tuple[int, ...]
    """Position in the file, from 1, of each column of the schema."""
    read_from: tuple[RowText, ...] = ()
    """What each row was read from, where that is at hand: by it content is told from other content."""


@dataclass(frozen=True, slots=True)
class TypedPackage:
    """A package without data findings, ready to be assembled."""

    folder: str
    digest: str
    descriptor: RawDescriptor
    tables: Mapping[str, TypedTable]
    sources: tuple[SourceFile, ...]
