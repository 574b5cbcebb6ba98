"""PDF files → documents: ruled tables as grids, the rest as lines, page numbers and running lines set aside."""

from __future__ import annotations

import hashlib
import io
import logging
from collections.abc import Iterator, Sequence
from itertools import count

from pdfminer.pdfdocument import PDFDocument, PDFPasswordIncorrect
from pdfminer.pdfinterp import PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser

from builder.ingest.readers import Unreadable
from builder.ingest.readers.continued import with_common_columns
from builder.ingest.readers.glyphs import PrintedLine
from builder.ingest.readers.pdf_page import PrintedPage, PrintedTable, print_page
from builder.ingest.readers.running import running_lines
from builder.ingest.source import Cell, Document, Grid, Line, Piece, Place, SetAside

# A scanned page may still bear a page number or a stamp of the scanner.
_FEW_CHARACTERS = 40
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


def read_pdf(name: str, content: bytes) -> Document:
    """Return the text layer of a PDF; raises `Unreadable` for encrypted files and for scans.

    `Place.line` counts the lines run on through the pages, a row of a table as one. Notes name the pages that are
    scans, and those with characters whose text the file does not tell.
    """
    pages = _pages(content)
    if not pages:
        raise Unreadable("not-pdf")
    if not any(_has_text(page) for page in pages):
        raise Unreadable("is-scan", pages=str(len(pages)))
    parts = tuple(_parts(name, pages))
    blocks = tuple(part for part in parts if not isinstance(part, SetAside))
    aside = tuple(part for part in parts if isinstance(part, SetAside))
    return Document(name, "pdf", hashlib.sha256(content).hexdigest(), blocks, aside, _notes(pages))


def _pages(content: bytes) -> list[PrintedPage]:
    # It warns of every oddity of a font; what matters is in our notes.
    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
    resources = PDFResourceManager()
    try:
        document = PDFDocument(PDFParser(io.BytesIO(content)))
        return [print_page(page, resources) for page in PDFPage.create_pages(document)]
    except MemoryError:
        raise
    except PDFPasswordIncorrect as error:
        raise Unreadable("is-encrypted") from error
    except Exception as error:  # damaged files make the library raise anything
        raise Unreadable("not-pdf") from error


def _has_text(page: PrintedPage) -> bool:
    characters = sum(len("".join(text.split())) for text in _texts(page))
    return characters > (_FEW_CHARACTERS if page.is_scan else 0)


def _texts(page: PrintedPage) -> Iterator[str]:
    for block in page.blocks:
        if isinstance(block, PrintedLine):
            yield block.text
        else:
            yield from (cell.text for cell in block.cells)


def _parts(name: str, pages: Sequence[PrintedPage]) -> Iterator[Line | Grid | SetAside]:
    """Every piece in reading order, numbered through the file."""
    reasons = running_lines(pages)
    numbers, lines = count(), count(1)
    for at, page in enumerate(with_common_columns(pages, reasons)):
        for number, block in enumerate(page.blocks):
            if isinstance(block, PrintedTable):
                yield _grid(block, Place(name, 0, at + 1), numbers, lines)
                continue
            piece = Piece(next(numbers), block.text, Place(name, next(lines), at + 1))
            reason = reasons.get((at, number))
            yield SetAside(piece, reason) if reason else Line(piece, is_physical=True, edges=block.edges)
        for reason, text in page.aside:
            yield SetAside(Piece(next(numbers), text, Place(name, next(lines), at + 1)), reason)


def _grid(table: PrintedTable, place: Place, numbers: Iterator[int], lines: Iterator[int]) -> Grid:
    """A row of the table counts as one line."""
    line_of: dict[int, int] = {}
    cells = []
    for cell, text in table.cells:
        if cell.row not in line_of:
            line_of[cell.row] = next(lines)
        piece = Piece(next(numbers), text, place._replace(line=line_of[cell.row]))
        cells.append(Cell(cell.row, cell.column, piece, cell.row_span, cell.column_span))
    return Grid(tuple(cells))


def _notes(pages: Sequence[PrintedPage]) -> tuple[tuple[str, dict[str, str]], ...]:
    scans = [number for number, page in enumerate(pages, 1) if page.is_scan and not _has_text(page)]
    unknown = [number for number, page in enumerate(pages, 1) if any(_REPLACEMENT in text for text in _texts(page))]
    over = [number for number, page in enumerate(pages, 1) if page.is_scan and _has_text(page)]
    notes = (("scanned-pages", scans), ("text-over-picture", over), ("glyphs-without-text", unknown))
    return tuple((key, {"pages": ", ".join(map(str, numbers))}) for key, numbers in notes if numbers)
