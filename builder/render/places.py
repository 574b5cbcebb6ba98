"""Where a finding stands: the words for its place, its anchor on the page, and the sentence of the text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

from builder.findings import Finding, Place
from builder.model.disclosure import TOTAL, Disclosure, PrintedTable
from builder.model.rows import Row
from builder.render import anchors
from builder.render.marks import amount_of
from builder.render.projects import project_name
from builder.render.text import words
from builder.schemas import label, schema_of_table

_SOURCE_TABLE = "printed_tables"
_TEXT_ROW = "text/"
_LONGEST_QUOTE = 120
_OF_PROJECT = ("projects", "project_allocations", "performance_targets", "performance_indicators")
_OF_PROFILE = ("disclosures", "divisions", "units")


class Places:
    """The places of one disclosure, looked up by what findings say of them."""

    def __init__(self, disclosure: Disclosure) -> None:
        """Hold the disclosure; its lists are made when a finding asks for them."""
        self._disclosure = disclosure

    def name(self, place: Place) -> str:
        """Return the words for a place."""
        table, row = place.table or "", place.row or ""
        if table == "narrative":
            return self._narrative_name(row)
        schema = schema_of_table(table)
        if schema is not None:
            return self._cell_name(place)
        part = label(_SOURCE_TABLE, "table_id", table) if table.startswith("T") else words().get(table, table)
        named = self._record_name(table, row)
        return " ".join(each for each in (part or words()["document"], named, _title(table, place.field)) if each)

    def anchor(self, place: Place) -> str:
        """Return the anchor of a place: its own where the page has one, else that of what it stands in.

        A figure of the text is led to in its paragraph, where it is marked, if the paragraph is reproduced.
        """
        figure = self._figures.get(place.row or "") if place.table == "narrative" else None
        paragraph = paragraph_of(figure, self._disclosure.rows("narrative")) if figure else None
        if paragraph and paragraph.text("text") is not None:
            return f"narrative-{paragraph.whole('seq')}"
        return next((anchor for anchor in anchors.candidates(place) if self._is_there(anchor, place)), "top")

    def quote(self, finding: Finding) -> str:
        """Return the sentence in which a figure of the text stands; empty where it is not at hand."""
        place = finding.place
        if place.table != "narrative" or not place.row:
            return ""
        row, column = self._figures.get(place.row), "quote"
        if place.row.startswith(_TEXT_ROW):
            row, column = self._paragraphs.get(place.row.removeprefix(_TEXT_ROW)), "text"
        text = ((row.text(column) if row else None) or "").strip()
        return text if len(text) <= _LONGEST_QUOTE else text[:_LONGEST_QUOTE] + words()["dots"]

    def other_cell(self, finding: Finding) -> Place | None:
        """Return the cell of another table that the figure is held against, where exactly that can be told.

        Told from the rule's name, `X-T5T6`, the row's code and the amount: the cell must print what is expected.
        """
        pair = anchors.tables_of_rule(finding.rule)
        own, expected = finding.place, amount_of(finding.expected)
        if own.table not in pair or expected is None:
            return None
        table = self._disclosure.table(next((each for each in pair if each != own.table), ""))
        if table is None:
            return None
        code = (own.row or "").rpartition("/")[2]
        rows = [(line.key, line.row.amount) for line in table.lines if code in (line.key, line.key.rpartition("/")[2])]
        places = [(key, field) for key, amount in rows for field in table.measures if amount(field) == expected]
        if own.row == TOTAL:
            places = [(TOTAL, field) for field, cell in table.totals.items() if cell.amount == expected]
        same_column = [found for found in places if found[1] == own.field]
        chosen = same_column or places
        return Place(table=table.table_id, row=chosen[0][0], field=chosen[0][1]) if chosen else None

    @cached_property
    def _figures(self) -> Mapping[str, Row]:
        return {str(row.whole("seq")): row for row in self._disclosure.rows("narrative_figures")}

    @cached_property
    def _paragraphs(self) -> Mapping[str, Row]:
        return {str(row.whole("seq")): row for row in self._disclosure.rows("narrative")}

    @cached_property
    def _projects(self) -> Mapping[str, Row]:
        return {row.text("project_id") or "": row for row in self._disclosure.rows("projects")}

    def _is_there(self, anchor: str, place: Place) -> bool:
        """Return whether the page has an anchor; every section is there, a table where it is printed."""
        table = self._disclosure.table(place.table or "")
        if anchor == anchors.section_of(place):
            return table is not None or not (place.table or "").startswith("T")
        if table is not None:
            return anchor in _cells(table, place)
        start, _, rest = anchor.partition("-")
        lists = {"figure": self._figures, "narrative": self._paragraphs, "project": self._projects}
        return rest in lists[start] if start in lists else anchor in self._record_anchors

    @cached_property
    def _record_anchors(self) -> frozenset[str]:
        return frozenset(anchors.of_records(self._disclosure))

    def _cell_name(self, place: Place) -> str:
        table, row, field = place.table or "", place.row or "", place.field or ""
        title = _title(table, field)
        if field.endswith("_total"):
            title = words().get(field, "")
        shown_row = words()["total"] if row == TOTAL else self._row_name(table, row)
        if row == TOTAL and title in {words()["total"], ""}:
            title = ""
        return " ".join(part for part in (label(_SOURCE_TABLE, "table_id", table), shown_row, title) if part)

    def _row_name(self, table_id: str, row: str) -> str:
        schema = schema_of_table(table_id)
        side, _, rest = row.partition("/")
        if not rest:
            return self._project_row_name(table_id, row) or label("three_public", "fund", row)
        table = self._disclosure.table(table_id)
        line = table.line(row) if table else None
        code = f"{rest} " if rest.isdigit() else ""
        return f"{label(schema.name if schema else '', 'side', side)} {code}{line.name.strip() if line else rest}"

    def _project_row_name(self, table_id: str, row: str) -> str:
        """Return the name that stands in a row of the project table, whose key is only its number."""
        table = self._disclosure.table(table_id) if table_id == "T7" else None
        line = table.line(row) if table else None
        if line is None:
            return ""
        return line.row.text("project_name_printed") or f"{line.code or ''} {line.name}".strip()

    def _narrative_name(self, row: str) -> str:
        if row.startswith(_TEXT_ROW):
            number = row.removeprefix(_TEXT_ROW)
            paragraph = self._paragraphs.get(number)
            section = label("narrative", "section", paragraph.text("section")) if paragraph else ""
            return words()["place_text"].format(section=section, row=number)
        figure = self._figures.get(row)
        if figure is None:
            return words()["narrative"]
        section = label("narrative_figures", "section", figure.text("section"))
        return words()["place_figure"].format(section=section, name=figure.text("name_printed") or "").strip()

    def _record_name(self, table: str, row: str) -> str:
        key, _, rest = row.partition("/")
        if table in {"projects", "performance"}:
            project = self._projects.get(key)
            number = words()["place_number"].format(row=rest) if rest else ""
            return " ".join(filter(None, (project_name(project) if project else key, number)))
        if table == "assets":
            return f"{label('assets', 'phase', key)} {label('assets', 'category', rest)}".strip()
        return label("staffing", "category", row) if table == "staffing" else row


def paragraph_of(figure: Row, rows: Sequence[Row]) -> Row | None:
    """Return the paragraph that states a figure: by its sentence, else by its line in the source."""
    quote, line = figure.text("quote"), figure["src_line"]
    for row in rows:
        if quote and quote in (row.text("text") or ""):
            return row
    candidates = [row for row in rows if row["src_line"] is not None and row["src_line"] == line]
    return candidates[0] if candidates else None


def _cells(table: PrintedTable, place: Place) -> tuple[str, ...]:
    """Return the anchors of the cell of a place: a figure always has one, a name or text where it is marked."""
    row, field = place.row or "", place.field or ""
    if row == TOTAL:
        return (anchors.total_cell(table.table_id, field),) if field in table.totals else ()
    if table.line(row) is None:
        return ()
    if field in anchors.NAME_FIELDS:
        return (anchors.cell(table.table_id, row, anchors.NAME),)
    return (anchors.cell(table.table_id, row, field),) if field in {*table.measures, anchors.PROJECT} else ()


def _title(table: str, field: str | None) -> str:
    """Return the title of a column, of whatever resource the part of the document has it."""
    schema = schema_of_table(table)
    of_part = {"projects": _OF_PROJECT, "performance": _OF_PROJECT[::-1], "profile": _OF_PROFILE}
    resources = (schema.name, _SOURCE_TABLE) if schema else of_part.get(table, (table, _SOURCE_TABLE))
    return next((title for name in resources if (title := anchors.column_title(name, field or ""))), "")
