"""Whatever a valid package leaves out, the audit answers, and what it says can be said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.assemble import assemble_catalog, assemble_disclosures
from builder.audit import RULES, audit
from builder.load import load_package
from builder.messages import message, reason
from builder.model.catalog import Catalog
from builder.model.disclosure import Disclosure, Neighbours
from builder.records import TypedPackage, TypedTable
from builder.schemas import all_schemas, schema_of_table
from builder.validate import validate_package
from builder.validate.references import validate_references
from builder.validate.source_cells import validate_source_cells
from tests.projects import FIRST, REPOSITORY, SECOND

REFERENCE = ("datasets/classifications/2022", "datasets/classifications/2025", "datasets/glossary")
KEPT = frozenset(
    {"disclosures", "units", "regions", "functional_codes", "economic_codes", "projects", "printed_tables"}
)
"""Resources to which others point."""


@cache
def package(folder: str) -> TypedPackage:
    found = validate_package(load_package(REPOSITORY, REPOSITORY / folder), None).package
    assert found is not None
    return found


@cache
def catalog() -> Catalog:
    return assemble_catalog(package(folder) for folder in REFERENCE)


def poorer(whole: TypedPackage, draw: Random) -> TypedPackage:
    """Leave out some resources, some rows and some cells that may be blank."""
    losses = {name: draw.choice((0.0, 0.0, 0.05, 0.5, 1.0)) for name in whole.tables}
    tables = {
        name: thinned(table, losses[name], draw)
        for name, table in whole.tables.items()
        if name in KEPT or draw.choice((True, True, True, True, False))
    }
    tables["printed_tables"] = listed(tables)
    if any(finding.severity == "error" for finding in validate_source_cells(tables, ())):
        del tables["source_cells"]
    return replace(whole, tables=tables)


def thinned(table: TypedTable, loss: float, draw: Random) -> TypedTable:
    schema = all_schemas()[table.resource]
    keys = {name for key in schema.foreign_keys for name in key.fields}
    may_be_blank = [not field.required and field.name not in keys for field in schema.fields]
    rows = tuple(
        tuple(
            None if is_optional and draw.random() < loss else value
            for value, is_optional in zip(row, may_be_blank, strict=True)
        )
        for row in table.rows
        if table.resource in KEPT or draw.random() > loss / 5
    )
    return replace(table, rows=rows, lines=table.lines[: len(rows)])


def listed(tables: Mapping[str, TypedTable]) -> TypedTable:
    """Return the list of printed tables as it is of what is left."""
    header = all_schemas()["printed_tables"].header
    table_id, is_empty = header.index("table_id"), header.index("is_empty")
    rows = []
    for row in tables["printed_tables"].rows:
        schema = schema_of_table(str(row[table_id]))
        if schema and schema.name in tables:
            has_rows = bool(tables[schema.name].rows)
            rows.append((*row[:is_empty], not has_rows, *row[is_empty + 1 :]))
    return replace(tables["printed_tables"], rows=tuple(rows), lines=tables["printed_tables"].lines[: len(rows)])


def disclosures(whole: TypedPackage, draw: Random) -> tuple[Disclosure, ...]:
    made = poorer(whole, draw)
    assert [each for each in validate_references(made.tables, frozenset()) if each.severity == "error"] == []
    return assemble_disclosures(made)


@pytest.mark.parametrize("folder", [FIRST, SECOND])
@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 10**9))
def test_every_package_has_an_answer_of_every_rule(folder: str, seed: int) -> None:
    draw = Random(seed)  # what is left out, not a secret
    for disclosure in disclosures(package(folder), draw):
        previous = next(iter(disclosures(package(folder), draw)), None)

        report = audit(disclosure, catalog(), Neighbours(previous, previous, (disclosure,), {"x": ("某局",)}))

        answered = {finding.rule for finding in report.findings} | set(report.passed) | set(report.not_applicable)
        assert answered == {rule.id for rule in RULES}
        assert all(message(finding, "zh") and message(finding, "en") for finding in report.findings)
        assert all(reason(key, "zh") for key in report.not_applicable.values())
