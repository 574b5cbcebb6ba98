"""All recognisers over one disclosure: the rows of a draft package, and what each piece of the source became."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from builder.ingest.completion import complete, in_order
from builder.ingest.contents import number_tables
from builder.ingest.explanation import recognise_explanation, three_public_said
from builder.ingest.forms import recognise_forms
from builder.ingest.outline import Zone, zones_of
from builder.ingest.profile import recognise_glossary, recognise_profile
from builder.ingest.projects import link_projects
from builder.ingest.recognised import Claim, Doubt, Recognised, Record, Setting
from builder.ingest.source import Document, stream_of
from builder.ingest.tables.recognise import recognise_tables, template_of
from builder.ingest.vocabulary import vocabulary
from builder.narrative import ClassificationNames
from builder.schemas import all_schemas, schema_of_table

FAULT = "part-failed"
"""The doubt that says that a recogniser broke down: a defect of ours, never of the document."""

_NAMED = {"functional_code": "functional", "economic_code": "economic"}


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft package: rows by resource as its files will hold them, in full; and where they come from.

    `asked` lists (resource, field) that the document does not say and a person should fill in.
    """

    unit_id: str
    year: int
    template_id: str | None
    tables: Mapping[str, tuple[Mapping[str, str], ...]]
    documents: tuple[Document, ...]
    zones: tuple[Zone, ...]
    records: tuple[Record, ...]
    claims: tuple[Claim, ...]
    doubts: tuple[Doubt, ...]
    asked: tuple[tuple[str, str], ...]


def draft_of(documents: Sequence[Document], setting: Setting) -> Draft:
    """Return the draft package of one disclosure, which may lie in several files."""
    zones = zones_of(stream_of([block for document in documents for block in document.blocks]))
    found = _recognised(zones, setting)
    template_id = _template(zones, setting)
    records, asked = complete(found.records, documents, setting, template_id)
    return Draft(
        unit_id=setting.unit_id,
        year=setting.year,
        template_id=template_id,
        tables=_tables(records, setting),
        documents=tuple(documents),
        zones=zones,
        records=tuple(records),
        claims=tuple(found.claims),
        doubts=tuple(found.doubts),
        asked=asked,
    )


def _recognised(zones: Sequence[Zone], setting: Setting) -> Recognised:
    """What the recognisers found: the explanation is read twice, for tables and text help each other."""
    explained = _of_kind(zones, "narrative")
    said = three_public_said(_guarded("narrative", lambda: recognise_explanation(explained, setting)))
    tables = _guarded("table", lambda: recognise_tables(_of_kind(zones, "table"), setting, said=said))
    number_tables(zones, tables)
    informed = replace(setting, names=_names(setting, tables))
    found = _guarded("functions", lambda: recognise_profile(zones, setting))
    found.extend(tables)
    found.extend(_guarded("narrative", lambda: recognise_explanation(explained, informed)))
    found.extend(_guarded("form", lambda: recognise_forms(_of_kind(zones, "form"), setting)))
    found.extend(_guarded("glossary", lambda: recognise_glossary(_of_kind(zones, "glossary"), setting)))
    return link_projects(found, setting)


def _template(zones: Sequence[Zone], setting: Setting) -> str | None:
    """The template of the tables; none where they cannot be read at all, which their own doubt says."""
    try:
        return template_of(_of_kind(zones, "table"), setting)
    except Exception:  # noqa: BLE001  # no document may take the other parts with it
        return None


def _guarded(part: str, recognise: Callable[[], Recognised]) -> Recognised:
    """What one recogniser found; a fault of it costs its part, which the ledger then lists, and not the rest."""
    try:
        return recognise()
    except Exception as fault:  # noqa: BLE001  # no document may take the other parts with it
        facts = {"part": vocabulary("completion")["parts"][part], "cause": f"{type(fault).__name__}: {fault}"}
        return Recognised(doubts=[Doubt(FAULT, facts=facts)])


def _of_kind(zones: Iterable[Zone], kind: str) -> tuple[Zone, ...]:
    return tuple(zone for zone in zones if zone.kind == kind)


def _names(setting: Setting, tables: Recognised) -> ClassificationNames:
    """The names that the tables print beside their codes, as the audit reads the explanation with; else the lists'."""
    printed: dict[str, list[tuple[str, str]]] = {"functional": [], "economic": []}
    for record in tables.records:
        for column, kind in _NAMED.items():
            code, name = record.values.get(column), record.values.get("name_printed")
            if code and name and record.resource != "source_cells":
                printed[kind].append((code, name))
    for record in tables.records:
        line, name = record.values.get("line", ""), record.values.get("name_printed")
        if record.values.get("side") == "expenditure" and name and line.isdigit():
            printed["functional"].append((line, name))
    if not any(printed.values()):
        return setting.names
    return ClassificationNames.of(printed["functional"], printed["economic"])


def _tables(records: Sequence[Record], setting: Setting) -> Mapping[str, tuple[Mapping[str, str], ...]]:
    """The rows by resource, in the order of a package; a table that is printed empty is there without rows."""
    schemas = all_schemas()
    rows: dict[str, list[Mapping[str, str]]] = {}
    for record in records:
        schema = schemas[record.resource]
        head = {"unit_id": setting.unit_id, "year": str(setting.year)} if schema.scope == "disclosed" else {}
        values = head | record.values
        rows.setdefault(record.resource, []).append({name: values.get(name, "") for name in schema.header})
        table = schema_of_table(values.get("table_id", "")) if record.resource == "printed_tables" else None
        if table is not None:
            rows.setdefault(table.name, [])
    return {name: tuple(rows[name]) for name in in_order(rows)}
