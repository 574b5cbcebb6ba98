"""Whole documents: every table of a real one is that of the dataset made from it by hand."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import pytest

from builder.ingest.outline import Zone, zones_of
from builder.ingest.readers.text import read_text
from builder.ingest.recognised import Recognised, Setting
from builder.ingest.source import stream_of
from builder.ingest.tables.recognise import recognise_tables, template_of
from builder.narrative import ClassificationNames
from tests.unit.ingest.tables.printed import SETTING, rows, zone

PROJECT = Path(__file__).parents[4]
PACKAGE = PROJECT / "datasets/units/652300-egov/2022"
TABLES = (
    "income_expenditure_summary",
    "income_by_function",
    "expenditure_by_function",
    "fiscal_appropriation_summary",
    "general_budget_expenditure",
    "general_budget_basic",
    "general_budget_projects",
    "three_public",
    "gov_fund_expenditure",
    "printed_tables",
    "source_cells",
    "disclosed_totals",
    "functional_codes",
    "economic_codes",
)
ELSEWHERE = {"unit_id", "year", "project_id"}


def setting() -> Setting:
    """Return the setting of the document: the names of its year's classification."""
    functional, economic = (_names(kind) for kind in ("functional", "economic"))
    return Setting("unit", 2022, functional, economic, ClassificationNames(functional, economic))


@pytest.fixture(scope="module")
def zones() -> tuple[Zone, ...]:
    content = (PACKAGE / "source/disclosure.txt").read_bytes()
    return zones_of(stream_of(read_text("disclosure.txt", content).blocks))


@pytest.fixture(scope="module")
def found(zones: tuple[Zone, ...]) -> Recognised:
    return recognise_tables(zones, setting())


@pytest.mark.parametrize("resource", TABLES)
def test_every_cell_of_the_document_is_that_of_the_dataset(found: Recognised, resource: str) -> None:
    with (PACKAGE / f"{resource}.csv").open(encoding="utf-8") as file:
        expected = [_filled(row) for row in csv.DictReader(file)]

    recognised = [_filled(record.values) for record in found.records if record.resource == resource]

    assert recognised == expected


def test_nothing_but_repaired_figures_asks_a_person(found: Recognised) -> None:
    assert [doubt.key for doubt in found.doubts] == ["amount-repaired"] * 3


def test_its_template_is_known(zones: tuple[Zone, ...]) -> None:
    assert template_of(zones, setting()) == "xinjiang-2022"


def test_without_lists_of_codes_the_tables_are_the_same(zones: tuple[Zone, ...], found: Recognised) -> None:
    bare = replace(setting(), functional={}, economic={}, names=ClassificationNames({}, {}))

    again = recognise_tables(zones, bare)

    assert [record.values for record in again.records] == [record.values for record in found.records]


def test_a_table_that_only_its_sheet_names_is_called_so() -> None:
    table = replace(
        zone("T3", "单位：元\n科目编码|科目名称|合计\n2010301|行政运行|1", headings=0),
        facts={"table_id": "T3", "title": "支出总表"},
    )

    found = recognise_tables([table], SETTING)

    assert rows(found, "printed_tables", "title_printed", "amount_unit_printed") == [("支出总表", "yuan")]


def test_tables_of_no_template_have_none() -> None:
    table = zone("T3", "某种支出表\n单位：元\n科目编码|科目名称|合计\n2010301|行政运行|1")

    assert template_of([table], SETTING) is None


def _filled(row: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in row.items() if value and name not in ELSEWHERE}


def _names(kind: str) -> dict[str, tuple[str, ...]]:
    with (PROJECT / f"datasets/classifications/2022/{kind}_classification.csv").open(encoding="utf-8") as file:
        names: dict[str, tuple[str, ...]] = {}
        for row in csv.DictReader(file):
            names[row["code"]] = (*names.get(row["code"], ()), row["name"])
    return names
