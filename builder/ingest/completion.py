"""What a document does not say of itself: from the project's packages of the same unit, else left to a person."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from builder.ingest.recognised import Record, Setting
from builder.ingest.source import Document
from builder.ingest.vocabulary import vocabulary
from builder.schemas import all_schemas

_TEXT_QUANTUM = "0.01"


def complete(
    records: Sequence[Record], documents: Sequence[Document], setting: Setting, template_id: str | None
) -> tuple[list[Record], tuple[tuple[str, str], ...]]:
    """Return the records in the order of a package, `units`, `regions` and the head completed; and what is still blank.

    The blank ones are (resource, field) pairs that a person should fill in.
    """
    head = _head(records, documents, setting, template_id)
    own = [record for record in records if record.resource not in {"disclosures", "units", "regions"}]
    complete_records = [*_units(head, records, setting), *_known(setting, "regions"), head, *own]
    positions = {name: position for position, name in enumerate(in_order({each.resource for each in complete_records}))}
    complete_records.sort(key=lambda record: positions[record.resource])
    return complete_records, _asked(complete_records)


def in_order(resources: Iterable[str]) -> list[str]:
    """Return the names of resources in the order in which a package lists them."""
    order = {name: position for position, name in enumerate(vocabulary("completion")["order"])}
    return sorted(resources, key=lambda name: (order.get(name, len(order)), name))


def without_texts(tables: Mapping[str, Sequence[Mapping[str, str]]]) -> dict[str, tuple[Mapping[str, str], ...]]:
    """Return the rows of a package with its passages left blank: figures, codes and names only."""
    texts = vocabulary("completion")["texts"]
    return {
        name: tuple({key: "" if key in texts.get(name, ()) else value for key, value in row.items()} for row in rows)
        for name, rows in tables.items()
    }


def _head(
    records: Sequence[Record], documents: Sequence[Document], setting: Setting, template_id: str | None
) -> Record:
    """The one row of `disclosures`, as recognised, with what follows from the document as a whole."""
    head = next((record for record in records if record.resource == "disclosures"), None) or Record("disclosures")
    known = next((row for row in _known_rows(setting, "disclosures") if row.get("year") == str(setting.year)), {})
    words = vocabulary("completion")
    values = head.values
    values.setdefault("kind", "budget")
    values.setdefault("scope", known.get("scope") or "unit")
    if not values.get("name_printed"):
        values["name_printed"] = known.get("name_printed") or _name_above_tables(records) or setting.unit_id
    made = words["title"].format(
        name=values["name_printed"], year=setting.year, kind=words["kinds"].get(values["scope"], "")
    )
    if not values.get("title"):
        values["title"] = known.get("title") or made
    for name in ("source_url", "retrieved_from", "published_date", "approved_date"):
        if known.get(name) and not values.get(name):
            values[name] = known[name]
    if template_id:
        values["template_id"] = template_id
    values["source_sha256"] = documents[0].sha256 if documents else ""
    values["amount_unit_printed"] = _amount_unit(records)
    values.setdefault("quantum", _TEXT_QUANTUM)
    return head


def _name_above_tables(records: Iterable[Record]) -> str:
    """The unit's name as most tables print it."""
    names = [record.values.get("name_header", "") for record in records if record.resource == "printed_tables"]
    named = [name for name in names if name]
    return max(named, key=named.count, default="")


def _amount_unit(records: Iterable[Record]) -> str:
    units = {
        unit
        for record in records
        if record.resource in {"printed_tables", "narrative_figures"}
        and (unit := record.values.get("amount_unit_printed"))
    }
    in_tables = {
        record.values.get("amount_unit_printed", "") for record in records if record.resource == "printed_tables"
    }
    if len(in_tables) == 1:
        (only,) = in_tables
        return only if only == "wan_yuan" or "wan_yuan" not in units else "mixed"
    return "mixed" if in_tables else "wan_yuan"


def _units(head: Record, records: Sequence[Record], setting: Setting) -> list[Record]:
    """The unit as the project's packages know it, else by the name that the document gives it."""
    known = _known(setting, "units")
    if known:
        return known
    printed = [head.values["name_printed"]]
    printed += [record.values.get("name_header", "") for record in records if record.resource == "printed_tables"]
    official, *others = dict.fromkeys(name for name in printed if name)
    values = {
        "unit_id": setting.unit_id,
        "name_official": official,
        "names_alias": "|".join(others),
        "budget_level": head.values.get("scope", ""),
    }
    regions = [row.get("region_code", "") for row in _known_rows(setting, "regions")]
    values["region_code"] = next((code for code in regions if code and setting.unit_id.startswith(f"{code}-")), "")
    return [Record("units", values)]


def _known(setting: Setting, resource: str) -> list[Record]:
    header = all_schemas()[resource].header
    rows = _known_rows(setting, resource)
    return [Record(resource, {name: row[name] for name in header if row.get(name)}) for row in rows]


def _known_rows(setting: Setting, resource: str) -> Sequence[Mapping[str, str]]:
    return setting.known.get(resource, ())


def _asked(records: Iterable[Record]) -> tuple[tuple[str, str], ...]:
    by_resource = {record.resource: record for record in records}
    asked = vocabulary("completion")["asked"]
    return tuple(
        (resource, name)
        for resource, names in asked.items()
        for name in names
        if resource in by_resource and not by_resource[resource].values.get(name)
    )
