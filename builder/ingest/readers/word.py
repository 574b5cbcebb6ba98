"""Word documents → documents: paragraphs and tables in the body's order, all tracked changes accepted."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from lxml import etree

from builder.ingest.readers import Unreadable
from builder.ingest.readers.gathering import Gathering
from builder.ingest.readers.numbering import VALUE, W, child_value, read_numbering, whole
from builder.ingest.readers.paragraphs import Paragraph, ParagraphReader, chosen_branch
from builder.ingest.readers.parts import Package, drawn_texts
from builder.ingest.source import Cell, Document

_PARAGRAPH, _TABLE, _ROW, _CELL = f"{W}p", f"{W}tbl", f"{W}tr", f"{W}tc"
_ALTERNATE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_OTHER_FILE = frozenset({f"{W}altChunk", f"{W}subDoc"})
_BESIDE = {
    "header": "running-header",
    "footer": "running-footer",
    "footnotes": "footnote",
    "endnotes": "endnote",
    "comments": "comment",
}
_MOST_COLUMNS = 1000


def read_word(name: str, content: bytes) -> Document:
    """Return a Word document; raises `Unreadable` where the file is none, or is damaged.

    Beside the text stand: headers, footers, notes, comments, deleted and hidden text, hidden rows, and the words of
    drawings that are no text boxes. Table cells keep their paragraphs as lines; what stands in a table or a text box
    inside a table comes after it.
    """
    package = Package(content, "docx")
    path, root = package.main_part()
    body = root.find(f"{W}body")
    if body is None:
        raise Unreadable("not-docx")
    related = {relation.kind: relation.path for relation in reversed(package.relations(path))}
    reader = _WordReader(Gathering(name), _paragraph_reader(package, related))
    reader.read_blocks(body)
    for relation in package.relations(path):
        part = package.tree_if(relation, _BESIDE)
        if part is not None:
            reader.read_beside(part, _BESIDE[relation.kind])
    reader.gathering.set_aside(drawn_texts(package, path), "drawing-text")
    return reader.gathering.document("docx", content)


def _paragraph_reader(package: Package, related: dict[str, str]) -> ParagraphReader:
    numbering = package.tree(related["numbering"]) if "numbering" in related else None
    styles = package.tree(related["styles"]) if "styles" in related else None
    named = () if styles is None else styles.iterchildren(f"{W}style")
    return ParagraphReader(read_numbering(numbering), {str(style.get(f"{W}styleId")): style for style in named})


@dataclass(slots=True)
class _WordReader:
    gathering: Gathering
    paragraphs: ParagraphReader

    def read_blocks(self, container: etree._Element) -> None:
        """Add what a container holds, text boxes after the paragraph where they are anchored."""
        for block in self._blocks(container):
            if isinstance(block, Paragraph):
                self.gathering.add_line(block.text)
                self._set_aside(block)
                for box in block.boxes:
                    self.read_blocks(box)
            else:
                self._read_table(block)

    def read_beside(self, container: etree._Element, reason: str) -> None:
        """Set aside all that a container holds, each paragraph a piece."""
        for block in self._blocks(container):
            if isinstance(block, Paragraph):
                self.gathering.line += 1
                self.gathering.set_aside([block.text], reason)
                self._set_aside(block, is_counted=False)
                for box in block.boxes:
                    self.read_beside(box, reason)
            else:
                self.read_beside(block, reason)

    def _blocks(self, container: etree._Element) -> Iterator[Paragraph | etree._Element]:
        """Yield paragraphs read, and tables; a paragraph whose end was deleted goes on in the next one."""
        begun: Paragraph | None = None
        for element in _contents(container):
            if element.tag == _PARAGRAPH:
                read = self.paragraphs.read(element)
                begun = read if begun is None else _joined(begun, read)
                if not read.runs_on:
                    yield begun
                    begun = None
            elif element.tag in _OTHER_FILE:
                self.gathering.tally("part-of-another-file")
            else:
                if begun is not None:
                    yield begun
                    begun = None
                yield element
        if begun is not None:
            yield begun

    def _set_aside(self, paragraph: Paragraph, *, is_counted: bool = True) -> None:
        for reason, text in paragraph.asides:
            self.gathering.set_aside([text], reason)
        for key in ("insertions", "pictures", "objects"):
            for _time in range(getattr(paragraph, key) if is_counted else 0):
                self.gathering.tally(f"word-{key}", paragraph.text.strip()[:20])

    def _read_table(self, table: etree._Element) -> None:
        layout = _Layout()
        later: deque[etree._Element] = deque()
        for row in _contents(table, _ROW):
            properties = row.find(f"{W}trPr")
            reason = _row_reason(properties)
            if reason is not None:
                self.read_beside(row, reason)
                continue
            layout.begin_row(_whole_of(properties, "gridBefore", 0))
            for cell in _contents(row, _CELL):
                self._read_cell(cell, layout, later)
        self.gathering.add_grid([cell for cell in layout.cells if cell is not None])
        while later:
            block = later.popleft()
            if block.tag == _TABLE:
                self._read_table(block)
            else:
                self.read_blocks(block)

    def _read_cell(self, element: etree._Element, layout: _Layout, later: deque[etree._Element]) -> None:
        properties = element.find(f"{W}tcPr")
        span = min(max(_whole_of(properties, "gridSpan", 1), 1), _MOST_COLUMNS)
        is_covered = layout.covers(properties, span)
        if is_covered:
            self.read_beside(element, "covered-cell")
            return
        self.gathering.line += 1
        paragraphs: list[Paragraph] = []
        for block in self._blocks(element):
            if isinstance(block, Paragraph):
                paragraphs.append(block)
                later.extend(block.boxes)
            else:
                later.append(block)
        piece = self.gathering.piece("\n".join(paragraph.text for paragraph in paragraphs))
        layout.add(Cell(layout.row, layout.column, piece, 1, span), begins=_merge(properties, "vMerge") == "restart")
        for paragraph in paragraphs:
            self._set_aside(paragraph)


@dataclass(slots=True)
class _Layout:
    """Where the cells of a table stand; `open` are the vertical merges by first column."""

    row: int = -1
    column: int = 0
    cells: list[Cell] = field(default_factory=list)
    open: dict[int, int] = field(default_factory=dict)
    _touched: set[int] = field(default_factory=set)

    def begin_row(self, column: int) -> None:
        """Go to a row; merges that the row before did not carry on are over."""
        self.open = {start: index for start, index in self.open.items() if start in self._touched}
        self._touched = set()
        self.row += 1
        self.column = column

    def covers(self, properties: etree._Element | None, span: int) -> bool:
        """Say whether the next cell is part of one above or before it, which then grows."""
        if _merge(properties, "hMerge") == "continue" and self.cells and self.cells[-1].row == self.row:
            before = self.cells[-1]
            self.cells[-1] = replace(before, column_span=before.column_span + span)
            self.column += span
            return True
        index = self.open.get(self.column)
        above = None if index is None else self.cells[index]
        if index is None or above is None or above.column_span != span or _merge(properties, "vMerge") != "continue":
            return False
        self.cells[index] = replace(above, row_span=self.row - above.row + 1)
        self._touched.add(self.column)
        self.column += span
        return True

    def add(self, cell: Cell, *, begins: bool) -> None:
        """Put a cell where the row now is."""
        if begins:
            self.open[cell.column] = len(self.cells)
            self._touched.add(cell.column)
        self.cells.append(cell)
        self.column += cell.column_span


def _contents(container: etree._Element, *tags: str) -> Iterator[etree._Element]:
    """Yield blocks of a container in order, out of content controls and the like that wrap them."""
    wanted = tags or (_PARAGRAPH, _TABLE, *_OTHER_FILE)
    for child in container.iterchildren(etree.Element):
        if child.tag in wanted:
            yield child
        elif child.tag == _ALTERNATE:
            branch = chosen_branch(child)
            yield from () if branch is None else _contents(branch, *tags)
        else:
            yield from _contents(child, *tags)


def _joined(first: Paragraph, second: Paragraph) -> Paragraph:
    return replace(
        first,
        text=first.text + second.text,
        asides=first.asides + second.asides,
        boxes=first.boxes + second.boxes,
        runs_on=second.runs_on,
        insertions=first.insertions + second.insertions,
        pictures=first.pictures + second.pictures,
        objects=first.objects + second.objects,
    )


def _row_reason(properties: etree._Element | None) -> str | None:
    if properties is None:
        return None
    if properties.find(f"{W}del") is not None:
        return "deleted-text"
    hidden = properties.find(f"{W}hidden")
    return "hidden-row" if hidden is not None and hidden.get(VALUE) not in {"0", "false", "off"} else None


def _whole_of(properties: etree._Element | None, name: str, default: int) -> int:
    return max(whole(child_value(properties, name), default), 0)


def _merge(properties: etree._Element | None, name: str) -> str:
    """A merge without a word carries on the one above."""
    element = None if properties is None else properties.find(f"{W}{name}")
    return "" if element is None else str(element.get(VALUE) or "continue")
