"""A document as a test writes it down: a line a paragraph, a line with `|` a row of a grid."""

from __future__ import annotations

from builder.ingest.source import Cell, Document, Grid, Line, Piece, Place, Row, stream_of


def document(text: str, *, file: str = "disclosure.txt", has_spans: bool = False, sheet: str | None = None) -> Document:
    """Read a text; lines are counted from 1, blank lines are pieces too."""
    blocks: list[Line | Grid] = []
    cells: list[Cell] = []
    number = 0
    for line, content in enumerate(text.strip("\n ").split("\n"), 1):
        texts = content.strip().split("|") if "|" in content else [content.strip()]
        pieces = []
        for each in texts:
            pieces.append(Piece(number, each.strip(), Place(file, line, sheet=sheet)))
            number += 1
        if "|" in content:
            row = cells[-1].row + 1 if cells else 0
            cells += [Cell(row, column, piece) for column, piece in enumerate(pieces)]
            continue
        if cells:
            blocks.append(Grid(tuple(cells), has_spans))
            cells = []
        blocks.append(Line(pieces[0]))
    if cells:
        blocks.append(Grid(tuple(cells), has_spans))
    return Document(file, "txt", "0" * 64, tuple(blocks))


def stream(text: str, *, sheet: str | None = None) -> tuple[Row, ...]:
    """Read a text as the rows in which a document is gone through."""
    return stream_of(document(text, sheet=sheet).blocks)


def sheets(**texts: str) -> tuple[Row, ...]:
    """Read a workbook as rows: each sheet is one grid, a line with one cell a row of one."""
    blocks: list[Line | Grid] = []
    for sheet, text in texts.items():
        read = document("\n".join(f"{line}|" for line in text.strip("\n ").split("\n")), sheet=sheet)
        blocks += read.blocks
    return stream_of(blocks)
