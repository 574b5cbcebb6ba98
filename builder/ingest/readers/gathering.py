"""What a reader has read so far: pieces numbered as they come, blocks, what is set aside, and tallies for notes."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from builder.ingest.source import Cell, Document, Grid, Line, Piece, Place, SetAside


@dataclass(slots=True)
class Gathering:
    """One file being read. `line` counts the paragraphs and cells so far, or is set by the reader."""

    file: str
    line: int = 0
    count: int = 0
    sheet: str | None = None
    blocks: list[Line | Grid] = field(default_factory=list)
    asides: list[SetAside] = field(default_factory=list)
    tallies: Counter[str] = field(default_factory=Counter)
    examples: dict[str, str] = field(default_factory=dict)

    def piece(self, text: str, cell: str | None = None) -> Piece:
        """Return the next piece, on the line where the reader now is."""
        piece = Piece(self.count, text, Place(self.file, self.line, None, self.sheet, cell))
        self.count += 1
        return piece

    def add_line(self, text: str) -> None:
        """Add a paragraph."""
        self.line += 1
        self.blocks.append(Line(self.piece(text)))

    def add_grid(self, cells: Sequence[Cell]) -> None:
        """Add a table, unless it has no cell at all."""
        if cells:
            self.blocks.append(Grid(tuple(sorted(cells, key=lambda cell: (cell.row, cell.column)))))

    def set_aside(self, texts: Iterable[str], reason: str, cell: str | None = None) -> None:
        """Keep texts that are no part of the running text, blank ones left out."""
        self.asides += [SetAside(self.piece(text, cell), reason) for text in texts if text.strip()]

    def tally(self, key: str, example: str = "") -> None:
        """Count one more case of a note, and keep its first example."""
        self.tallies[key] += 1
        self.examples.setdefault(key, example)

    def document(self, form: str, content: bytes) -> Document:
        """Return what was read, its notes in the order in which they first came up."""
        notes = tuple(
            (key, {"count": str(count), "example": self.examples[key]}) for key, count in self.tallies.items()
        )
        digest = hashlib.sha256(content).hexdigest()
        return Document(self.file, form, digest, tuple(self.blocks), tuple(self.asides), notes)
