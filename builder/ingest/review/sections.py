"""The sections of the page in the order of the document: each row as recognised beside the row of the source."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from builder.ingest.draft import Draft
from builder.ingest.ledger import Entry, reasons
from builder.ingest.recognised import Record
from builder.ingest.review.marks import TOTALS, Mark, anchor_of
from builder.ingest.review.places import Source, Stretch, section_of, stretches
from builder.ingest.vocabulary import vocabulary
from builder.schemas import Field, Schema, all_schemas, label

_NOT_SHOWN = frozenset({"functional_codes", "economic_codes", "printed_tables", "source_cells", "responses", TOTALS})
_AMOUNTS = frozenset({"number", "integer"})
_FIGURE = re.compile(r"-?\d[\d.]*")


@dataclass(frozen=True, slots=True)
class Shown:
    """One value: as the data will hold it, and as printed where that is more; `level` is the depth of a code's name."""

    title: str
    text: str
    printed: str = ""
    kind: str = "text"
    is_doubted: bool = False
    level: int = 0


@dataclass(frozen=True, slots=True)
class ShownRow:
    """One row with the passage that it comes from; `anchors` are its addresses on the page."""

    anchors: tuple[str, ...]
    cells: tuple[Shown, ...]
    source: tuple[Stretch, ...]
    where: str
    marks: tuple[Mark, ...]
    kind: str = ""

    @property
    def is_stop(self) -> bool:
        """Whether a person going over the page stops here."""
        return any(mark.is_stop for mark in self.marks)


@dataclass(frozen=True, slots=True)
class Block:
    """One resource within a section. `form`: `table`, `fields` (a record after the other) or `prose`."""

    form: str
    title: str
    file: str
    columns: tuple[str, ...]
    rows: tuple[ShownRow, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the document: what was made of it, what was not recognised in it, what was left out on purpose."""

    name: str
    title: str
    about: tuple[str, ...]
    blocks: tuple[Block, ...]
    marks: tuple[Mark, ...]
    unread: tuple[tuple[str, str], ...]
    left: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    rows: int

    @property
    def stops(self) -> int:
        """How many places in it a person should look at."""
        own = sum(mark.is_stop for mark in self.marks) + len(self.unread)
        return own + sum(row.is_stop for block in self.blocks for row in block.rows)


def sections_of(draft: Draft, source: Source, entries: Sequence[Entry], marks: Sequence[Mark]) -> tuple[Section, ...]:
    """Return the sections in the order in which the document prints them."""
    return tuple(_Page(draft, source, entries, marks).sections())


class _Page:
    def __init__(self, draft: Draft, source: Source, entries: Sequence[Entry], marks: Sequence[Mark]) -> None:
        self._draft, self._source, self._entries = draft, source, entries
        self._marks = marks
        self._by_anchor: dict[str, list[Mark]] = {}
        for mark in marks:
            self._by_anchor.setdefault(mark.anchor, []).append(mark)
        self._coloured = {cell for mark in marks if mark.is_stop for cell in mark.cells}
        self._records: dict[str, list[tuple[Record, Mapping[str, str]]]] = {}
        for name, rows in draft.tables.items():
            own = [record for record in draft.records if record.resource == name]
            self._records[name] = list(zip(own, rows, strict=True))
        self._projects = {row["project_id"]: _project_name(row) for _, row in self._records.get("projects", ())}

    def sections(self) -> list[Section]:
        starts: dict[str, int] = {"head": -1}
        for record in self._draft.records:
            section = section_of(record)
            starts[section] = min(self._source.first(record), starts.get(section, len(self._entries)))
        unread, left = self._unread(), self._left()
        for name in (*unread, *left):
            starts.setdefault(name, len(self._entries))
        names = sorted(starts, key=lambda name: (starts[name], name))
        found = [self._section(name, unread.get(name, ()), left.get(name, ())) for name in names]
        return [each for each in found if each.rows or each.marks or each.unread or each.left or each.about]

    def _section(
        self,
        name: str,
        unread: Sequence[tuple[str, str]],
        left: Sequence[tuple[str, tuple[tuple[str, str], ...]]],
    ) -> Section:
        blocks = tuple(self._blocks(name))
        shown = {anchor for block in blocks for row in block.rows for anchor in row.anchors}
        marks = tuple(mark for mark in self._marks if mark.section == name and mark.anchor not in shown)
        rows = sum(len(block.rows) for block in blocks)
        return Section(name, self._title(name), self._about(name), blocks, marks, tuple(unread), tuple(left), rows)

    def _table(self, name: str) -> Mapping[str, str] | None:
        printed = self._records.get("printed_tables", ())
        return next((row for _, row in printed if row["table_id"] == name), None)

    def _title(self, name: str) -> str:
        table = self._table(name)
        if table is not None:
            number = table["table_no_printed"] or label("printed_tables", "table_id", name)
            return f"{number} {table['title_printed']}"
        return str(_words()["sections"][name if name in _words()["sections"] else "other"]["title"])

    def _about(self, name: str) -> tuple[str, ...]:
        """What a table prints over and under itself."""
        table = self._table(name)
        if table is None:
            return ()
        words = _words()
        unit = label("printed_tables", "amount_unit_printed", table["amount_unit_printed"])
        record = next(record for record, row in self._records["printed_tables"] if row is table)
        is_empty = (
            "empty" if table["declared_empty"] == "true" else "printed-empty" if table["is_empty"] == "true" else ""
        )
        parts = [
            table["name_header"],
            words["unit"].format(unit=unit) if unit else "",
            words[is_empty] if is_empty else "",
            table["note"],
            self._source.where([record]),
        ]
        return tuple(part for part in parts if part)

    def _blocks(self, name: str) -> Iterable[Block]:
        for resource, records in self._records.items():
            own = [each for each in records if section_of(each[0]) == name]
            if resource in _NOT_SHOWN or resource == "narrative_figures":
                continue
            schema = all_schemas()[resource]
            if schema.table_id == name and self._totals(schema, name):
                yield self._rows(schema, own, name)
            elif not own:
                continue
            elif resource == "narrative":
                yield self._prose(schema, own)
            elif resource in _words()["upright"]:
                yield self._fields(schema, own)
            else:
                yield self._rows(schema, own, name)
        if name == "narrative" and "narrative" not in self._records and "narrative_figures" in self._records:
            yield self._rows(all_schemas()["narrative_figures"], self._records["narrative_figures"], name)

    def _rows(self, schema: Schema, own: Sequence[tuple[Record, Mapping[str, str]]], name: str) -> Block:
        totals = self._totals(schema, name)
        shown = [*(row for _, row in own), *(values for values, *_ in totals)]
        visible = self._visible(schema)
        fields = [field for field in visible if any(row.get(field.name) for row in shown)] or visible[:2]
        rows = [(self._source.first(record), self._row(schema, fields, record, row)) for record, row in own]
        rows += [self._total_row(schema, fields, *total) for total in totals]
        first = rows[0][0]
        before = [row for at, row in rows[len(own) :] if at < first]
        after = [row for at, row in rows[len(own) :] if at >= first]
        ordered = (*before, *(row for _, row in rows[: len(own)]), *after)
        titles = tuple(_title_of(field) for field in fields)
        return Block("table", schema.title if not schema.table_id else "", _file(schema), titles, ordered)

    def _visible(self, schema: Schema) -> list[Field]:
        hidden = set(_words()["hidden"])
        hidden.update(_words()["hidden-in"].get("table" if schema.table_id else schema.name, ()))
        return [field for field in schema.fields if field.name not in hidden]

    def _row(self, schema: Schema, fields: Iterable[Field], record: Record, row: Mapping[str, str]) -> ShownRow:
        anchor = anchor_of(record)
        cells = tuple(self._cell(schema, field, record, row, anchor) for field in fields)
        own = [record]
        marks = tuple(self._by_anchor.get(anchor, ()))
        return ShownRow((anchor,), cells, self._source.beside(own), self._source.where(own), marks)

    def _cell(self, schema: Schema, field: Field, record: Record, row: Mapping[str, str], anchor: str) -> Shown:
        text = row[field.name]
        printed = self._source.printed(record, field.name)
        kind = "amount" if field.type in _AMOUNTS else "code" if field.name.endswith("_code") else "text"
        level = _level(schema, row) if field.name == "name_printed" else 0
        is_doubted = (anchor, field.name) in self._coloured
        if field.name == "project_id":
            text = self._projects.get(text, text)
        elif field.name == "line":
            text = text if text.isdigit() else ""
        else:
            text = _in_words(field, text)
        more = printed if kind != "text" and _is_other(printed, row[field.name]) else ""
        return Shown(_title_of(field), text, more, kind, is_doubted, level)

    def _totals(self, schema: Schema, name: str) -> list[tuple[dict[str, str], list[Record], str]]:
        """The total rows of a table: one, or one a side; each with its values by column, its records and its label."""
        if not schema.table_id:
            return []
        own = [record for record, row in self._records.get(TOTALS, ()) if row["table_id"] == name]
        sides = _words()["sides"]
        found: dict[str, tuple[dict[str, str], list[Record], str]] = {}
        has_sides = any(record.values["measure"] in sides for record in own)
        for record in own:
            measure, amount = record.values["measure"], record.values.get("amount", "")
            side = measure if measure in sides else "expenditure_total" if has_sides else "total"
            column = schema.measures[0] if measure in sides else measure
            title = sides.get(side, _words()["total"])
            values, records, _ = found.setdefault(side, ({}, [], title))
            values[column] = amount
            records.append(record)
        return list(found.values())

    def _total_row(
        self, schema: Schema, fields: Sequence[Field], values: Mapping[str, str], records: list[Record], title: str
    ) -> tuple[int, ShownRow]:
        sides = _words()["sides"]
        by_column = {
            schema.measures[0] if record.values["measure"] in sides else record.values["measure"]: record
            for record in records
        }
        named = next((field.name for field in fields if field.name not in schema.measures), "")
        named = "name_printed" if any(field.name == "name_printed" for field in fields) else named
        cells = []
        for field in fields:
            record = by_column.get(field.name)
            text = title if field.name == named else values.get(field.name, "")
            printed = self._source.printed(record, "amount") if record else ""
            is_doubted = record is not None and any(anchor == anchor_of(record) for anchor, _ in self._coloured)
            kind = "amount" if field.type in _AMOUNTS else "text"
            more = printed if record is not None and _is_other(printed, text) else ""
            cells.append(Shown(_title_of(field), text, more, kind, is_doubted))
        anchors = tuple(anchor_of(record) for record in records)
        marks = tuple(mark for anchor in anchors for mark in self._by_anchor.get(anchor, ()))
        first = min(self._source.first(record) for record in records)
        row = ShownRow(anchors, tuple(cells), self._source.beside(records), self._source.where(records), marks, "total")
        return first, row

    def _fields(self, schema: Schema, own: Sequence[tuple[Record, Mapping[str, str]]]) -> Block:
        """Records upright: each value a row of its own, beside the words that it comes from."""
        rows: list[ShownRow] = []
        for record, row in own:
            anchor = anchor_of(record)
            marks = tuple(self._by_anchor.get(anchor, ()))
            filled = [field for field in self._visible(schema) if row[field.name]]
            for number, field in enumerate(filled):
                cell = self._cell(schema, field, record, row, anchor)
                source = self._source.beside([record], field.name)
                is_same = _bare("".join(each.text for each in source if each.is_own)) == _bare(cell.text)
                rows.append(
                    ShownRow(
                        (anchor,) if number == 0 else (),
                        (Shown("", _title_of(field), kind="head"), cell),
                        () if is_same else source,
                        self._source.where([record], field.name),
                        marks if number == len(filled) - 1 else (),
                        "first" if number == 0 and len(own) > 1 else "",
                    )
                )
        return Block("fields", schema.title, _file(schema), (), tuple(rows))

    def _prose(self, schema: Schema, own: Sequence[tuple[Record, Mapping[str, str]]]) -> Block:
        """Paragraphs, what went into figures told apart, with these below."""
        figures: dict[int, list[tuple[Record, Mapping[str, str]]]] = {}
        starts = [self._source.first(record) for record, _ in own]
        for record, row in self._records.get("narrative_figures", ()):
            at = self._source.first(record)
            below = max((number for number, start in enumerate(starts) if start <= at), default=0)
            figures.setdefault(below, []).append((record, row))
        rows: list[ShownRow] = []
        for number, (record, row) in enumerate(own):
            anchors = (anchor_of(record),)
            marks = tuple(self._by_anchor.get(anchors[0], ()))
            text = self._paragraph(record) or (Stretch(row["text"]),)
            kind = "heading" if row["heading"] == "true" else "paragraph"
            rows.append(ShownRow(anchors, (), text, self._source.where([record]), marks, kind))
            rows += [self._figure(each, values) for each, values in figures.get(number, ())]
        return Block("prose", schema.title, _file(schema), (), tuple(rows))

    def _paragraph(self, record: Record) -> tuple[Stretch, ...]:
        """The text of a paragraph as printed; told apart is what other records were made of."""
        shown: list[Stretch] = []
        for claim in self._source.claims.get(id(record), ()):
            if claim.field != "text":
                continue
            others = self._source.taken[claim.piece.place.file, claim.piece.number]
            spans = [(each.start, each.end) for each in others if each.record is not record]
            clipped = [
                (max(start, claim.start) - claim.start, min(end, claim.end) - claim.start) for start, end in spans
            ]
            own = [(start, end) for start, end in clipped if start < end]
            shown += stretches(claim.piece.text[claim.start : claim.end], own, is_whole=True)
        return tuple(shown)

    def _figure(self, record: Record, row: Mapping[str, str]) -> ShownRow:
        schema = all_schemas()["narrative_figures"]
        anchor = anchor_of(record)
        cells = tuple(
            Shown(
                _title_of(field),
                _in_words(field, row[field.name]) + (field.unit or ""),
                kind="name" if field.name == "name_printed" else "text",
                is_doubted=(anchor, field.name) in self._coloured,
            )
            for field in self._visible(schema)
            if row[field.name] and field.name not in {"subject", "base", "fund"}
        )
        return ShownRow((anchor,), cells, (), "", tuple(self._by_anchor.get(anchor, ())), "figure")

    def _unread(self) -> dict[str, list[tuple[str, str]]]:
        found: dict[str, list[tuple[str, str]]] = {}
        for entry in self._entries:
            if entry.is_unread:
                place = (self._source.place(entry.piece.place), entry.piece.text.strip())
                found.setdefault(self._source.section(entry.piece), []).append(place)
        return found

    def _left(self) -> dict[str, tuple[tuple[str, tuple[tuple[str, str], ...]], ...]]:
        """What went into no record for a known reason, by section and reason."""
        sentences = reasons()
        found: dict[str, dict[str, list[tuple[str, str]]]] = {}
        for entry in self._entries:
            if entry.is_unread:
                continue
            for start, end, reason in self._stretches_left(entry):
                text = entry.piece.text[start:end].strip()
                if text:
                    by_reason = found.setdefault(self._source.section(entry.piece), {})
                    by_reason.setdefault(reason, []).append((self._source.place(entry.piece.place), text))
        return {
            section: tuple(
                (sentences[reason]["zh"] if reason in sentences else reason, tuple(texts))
                for reason, texts in sorted(by_reason.items())
            )
            for section, by_reason in found.items()
        }

    def _stretches_left(self, entry: Entry) -> Iterable[tuple[int, int, str]]:
        """What nobody took, and what a recogniser knew and did not import; headers and numbering are not listed."""
        plain = set(_words()["plain"])
        yield from entry.left
        taken = [claim for claim in entry.claims if claim.record is not None]
        for claim in entry.claims:
            is_taken = any(each.start < claim.end and claim.start < each.end for each in taken)
            if claim.record is None and claim.field not in plain and not is_taken:
                yield claim.start, claim.end, claim.field


def _project_name(row: Mapping[str, str]) -> str:
    return row["name_table"] or row["name_narrative"] or row["name_form"] or row["project_id"]


def _in_words(field: Field, text: str) -> str:
    if field.type == "boolean":
        return str(_words()["values"].get(text, text))
    return str(_words()["list"]).join(field.labels.get(part, part) for part in text.split("|"))


def _title_of(field: Field) -> str:
    return str(_words()["titles"].get(field.name, field.title))


def _level(schema: Schema, row: Mapping[str, str]) -> int:
    """How deep a code lies: 0 for a class, 1 and 2 for what is below it."""
    code = row.get("functional_code") or row.get("economic_code") or ""
    return max(0, (len(code) - 3) // 2) if schema.table_id and code.isdigit() else 0


def _is_other(printed: str, value: str) -> bool:
    """Whether what is printed is more than the value with separators of thousands, units and words around it."""
    if not printed or not value:
        return bool(printed.strip("-\u2014\uff0d \u3000")) and not value
    folded = unicodedata.normalize("NFKC", printed)
    if folded != printed and any(character.isdigit() for character in folded) and not printed.isascii():
        plain = [character for character in printed if unicodedata.normalize("NFKC", character) != character]
        if any(unicodedata.normalize("NFKC", character).strip("., \u4e00").isdigit() for character in plain):
            return True
    figures = _FIGURE.findall(folded.replace(",", ""))
    return figures != [value] and value.lstrip("-") not in figures


def _bare(text: str) -> str:
    return re.sub(r"\s+", "", text)


def _file(schema: Schema) -> str:
    return f"{schema.name}.{schema.form}"


@cache
def _words() -> Mapping[str, Any]:
    words: Mapping[str, Any] = vocabulary("review")
    return words
