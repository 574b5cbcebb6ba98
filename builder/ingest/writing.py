"""Write a draft package into a new folder: tables, descriptor, ledger, and the document itself."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from builder.ingest.completion import without_texts
from builder.ingest.draft import Draft
from builder.ingest.ledger import LEDGER, entries_of, ledger_of
from builder.ingest.vocabulary import vocabulary
from builder.schemas import DATA_PACKAGE_PROFILE, PROFILE_VERSION, all_schemas
from builder.schemas.block_text import block_text, records_text, resources_text

SOURCE = "source"


def write_draft(draft: Draft, folder: Path, contents: Mapping[str, bytes], *, has_texts: bool = True) -> dict[str, int]:
    """Write the package into an empty or new folder; return the counts of its ledger.

    `contents` are the documents by name: they are kept beside a package that may hold their text.
    """
    folder.mkdir(parents=True, exist_ok=True)
    tables = draft.tables if has_texts else without_texts(draft.tables)
    for name, rows in tables.items():
        schema = all_schemas()[name]
        text = records_text(schema, rows) if schema.form == "yaml" else _csv(schema.header, rows)
        (folder / f"{name}.{schema.form}").write_text(text, encoding="utf-8", newline="")
    kept = _names_of_copies(draft, contents) if has_texts else {}
    for name, path in kept.items():
        (folder / SOURCE).mkdir(exist_ok=True)
        (folder / path).write_bytes(contents[name])
    (folder / "datapackage.yaml").write_text(_descriptor(draft, tables, kept), encoding="utf-8", newline="")
    ledger = ledger_of(draft, entries_of(draft))
    (folder / LEDGER).write_text(json.dumps(ledger, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="")
    counts: dict[str, int] = ledger["counts"]
    return counts


def _csv(header: Sequence[str], rows: Sequence[Mapping[str, str]]) -> str:
    file = io.StringIO()
    writer = csv.DictWriter(file, header, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return file.getvalue()


def _names_of_copies(draft: Draft, contents: Mapping[str, bytes]) -> dict[str, str]:
    """Where the copy of each document lies: under plain names, for a path becomes an address."""
    documents = [document for document in draft.documents if document.file in contents]
    numbered = len(documents) > 1
    return {
        document.file: f"{SOURCE}/disclosure{f'-{number}' if numbered else ''}.{document.form}"
        for number, document in enumerate(documents, 1)
    }


def _descriptor(draft: Draft, tables: Mapping[str, Sequence[object]], kept: Mapping[str, str]) -> str:
    words = vocabulary("completion")
    head = draft.tables["disclosures"][0]
    sources = [
        {"title": document.file, "path": kept[document.file], "sha256": document.sha256}
        if document.file in kept
        else {"title": document.file, "sha256": document.sha256}
        for document in draft.documents
    ]
    content = {
        "$schema": DATA_PACKAGE_PROFILE,
        "name": f"{draft.unit_id}-{draft.year}",
        "title": head["title"],
        "description": words["description"].format(title=head["title"]),
        "version": "0.1.0",
        "keywords": [each.format(year=draft.year) for each in words["keywords"]],
        "licenses": [dict(words["licence"])],
        "sources": sources,
        "contributors": [{"title": head["name_printed"], "roles": ["publisher"]}],
        "mingzhang_schema": PROFILE_VERSION,
    }
    return block_text(content) + resources_text(tables)
