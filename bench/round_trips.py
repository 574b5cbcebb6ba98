"""A dataset printed and imported again: what comes back, held against what was printed."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bench.agreement import Rows, Slip, compare, schema_keys
from bench.in_memory import disclosure_from
from builder.ingest.draft import Draft, draft_of
from builder.ingest.knowledge import Knowledge, year_of
from builder.ingest.readers import READERS
from builder.model.disclosure import Disclosure
from builder.model.rows import Row, Value
from builder.printout import printout, web_page, word_document, workbook
from builder.schemas import Schema, all_schemas

FORMS = {"docx": word_document, "xlsx": workbook, "html": web_page}
NOT_PRINTED = (
    "src_line",
    "disclosures.source_sha256",
    "disclosures.source_url",
    "disclosures.retrieved_from",
)
"""Columns about the copy that a dataset was made from."""

KNOWN_BESIDE = ("units", "regions")
"""Resources that no document prints: a draft has those that the project knows."""

IN_PROSE = ("assets", "procurement", "projects", "project_allocations")
"""Resources whose amounts stand in sentences: a dataset may have them without the zeros printed there."""

_CODE_LISTS = ("functional_codes", "economic_codes")
_PROJECT_NAMES = ("project_id", "name_narrative", "name_form", "name_table")


@dataclass(frozen=True, slots=True)
class Difference:
    """One cell that came back otherwise."""

    resource: str
    slip: Slip

    def __str__(self) -> str:
        """Return the cell with what was printed and what came back."""
        key = "/".join(self.slip.key[2:])
        return f"{self.resource} {key} {self.slip.column}: {self.slip.expected!r} became {self.slip.found!r}"


def printed(disclosure: Disclosure, form: str) -> bytes:
    """Return the print of a dataset as a file of that form."""
    return FORMS[form](printout(disclosure))


def imported(content: bytes, form: str, unit_id: str, knowledge: Knowledge) -> Draft:
    """Return the draft that a printed file gives, its year read from the file."""
    document = READERS[form](f"disclosure.{form}", content)
    return draft_of([document], knowledge.setting(unit_id, year_of([document]) or 0))


def knowledge_beside(lists: Knowledge, disclosure: Disclosure) -> Knowledge:
    """Return what a project knows that has the unit and its projects' ids on record, and nothing of this disclosure."""
    rows = rows_of(disclosure)
    known = {name: tuple(rows[name]) for name in KNOWN_BESIDE}
    projects = tuple({name: row[name] for name in _PROJECT_NAMES} for row in rows.get("projects", ()))
    return Knowledge(lists.functional, lists.economic, {disclosure.year: {**known, "projects": projects}})


def disclosure_again(draft: Draft) -> Disclosure:
    """Return the dataset that a draft is."""
    return disclosure_from(
        {
            name: [{column: text or None for column, text in row.items()} for row in rows]
            for name, rows in draft.tables.items()
        }
    )


def rows_of(disclosure: Disclosure) -> Mapping[str, list[dict[str, str]]]:
    """Return the rows of a dataset as its files hold them, null as blank; what is derived from them is left out."""
    whole = {**disclosure.resources, "disclosures": (disclosure.head,)}
    schemas = {name: schema for name, schema in all_schemas().items() if schema.group != "derived"}
    return {name: [_cells(row, schemas[name]) for row in rows] for name, rows in whole.items() if name in schemas}


def differences(
    expected: Mapping[str, Rows], found: Mapping[str, Rows], *, excluded: Collection[str] = ()
) -> tuple[Difference, ...]:
    """Return the cells that came back otherwise; `excluded` names further resources, and columns, not to be compared.

    Text is compared as text and amounts of tables as they are printed; those of prose by value. Code lists are sets.
    """
    resources = {*expected, *found} - {*KNOWN_BESIDE, *excluded}
    counts = compare(
        {name: _comparable(name, expected.get(name, ())) for name in resources},
        {name: _comparable(name, found.get(name, ())) for name in resources},
        keys=schema_keys(),
        excluded=(*NOT_PRINTED, *excluded),
    )
    return tuple(Difference(name, slip) for name, each in counts.items() for slip in each.slips)


def _comparable(resource: str, rows: Rows) -> Sequence[Mapping[str, str]]:
    if resource in _CODE_LISTS:
        return sorted(rows, key=lambda row: row["code"])
    if resource not in IN_PROSE:
        return rows
    numbers = {field.name for field in all_schemas()[resource].fields if field.type == "number"}
    return [{name: _plain(text) if name in numbers else text for name, text in row.items()} for row in rows]


def _plain(text: str) -> str:
    return f"{Decimal(text).normalize():f}" if text else ""


def _cells(row: Row, schema: Schema) -> dict[str, str]:
    return {name: _text(row[name]) if name in row.columns.position else "" for name in schema.header}


def _text(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return f"{value:f}"
    return value.isoformat() if isinstance(value, date) else str(value)
