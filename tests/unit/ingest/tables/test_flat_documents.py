"""Real disclosures as pages of text, held against the packages that were made of them and checked cell by cell."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from builder.ingest.amounts import in_wan_yuan, read_amount
from builder.ingest.outline import zones_of
from builder.ingest.readers.text import read_text
from builder.ingest.recognised import Setting
from builder.ingest.source import stream_of
from builder.ingest.tables.flat import read_flat
from builder.ingest.tables.read_table import ReadTable
from builder.narrative import ClassificationNames
from tests.unit.ingest.tables.flat_pages import code_of, figures_of

ROOT = Path(__file__).parents[4]
DOCUMENTS = ROOT.parent / "shared" / "data" / "disclosures"
RESOURCES = {
    "income_expenditure_summary": "T1",
    "income_by_function": "T2",
    "expenditure_by_function": "T3",
    "fiscal_appropriation_summary": "T4",
    "general_budget_expenditure": "T5",
    "general_budget_basic": "T6",
    "three_public": "T8",
}
TEXTS = {
    *("unit_id", "year", "src_line", "name_printed", "label_printed", "fund"),
    *("side", "line", "functional_code", "economic_code"),
}
Row = tuple[str, dict[str, str]]


def _names(resource: str) -> dict[str, tuple[str, ...]]:
    names: dict[str, tuple[str, ...]] = {}
    with (ROOT / "datasets" / "classifications" / "2025" / f"{resource}.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            names[row["code"]] = (*names.get(row["code"], ()), row["name"])
    return names


def _published(package: Path, resource: str) -> list[Row]:
    with (package / f"{resource}.csv").open(encoding="utf-8") as file:
        return [
            (
                row.get("functional_code") or row.get("economic_code") or "",
                {name: amount for name, amount in row.items() if amount and name not in TEXTS},
            )
            for row in csv.DictReader(file)
        ]


def _read(table: ReadTable) -> list[Row]:
    unit = table.head.amount_unit or ""
    rows = [row for row in table.rows if row.kind == "row"]
    return [
        (code_of(row), {name: _amount(text, unit) for name, text in figures_of(row).items()})
        for row in sorted(rows, key=lambda row: row.side == "expenditure")
    ]


def _amount(text: str, unit: str) -> str:
    amount = read_amount(text)
    return "" if amount is None or amount.value is None else in_wan_yuan(amount.value, unit)


@pytest.mark.parametrize(
    ("document", "package"),
    [
        ("01-shanghai-czj-2025-unit.txt", "310000-czj/2025"),
        ("02-putuo-fuliyuan-2024-unit.txt", "310107-fuliyuan/2024"),
        ("03-putuo-sfj-2026-unit.txt", "310107-sfj/2026"),
        ("04-putuo-wanli-2023-dept.txt", "310107-wanli/2023"),
        ("05-putuo-zfb-2025-unit.txt", "310107-zfb/2025"),
    ],
)
def test_every_figure_of_a_real_disclosure_is_in_its_column(document: str, package: str) -> None:
    source, published = DOCUMENTS / document, ROOT / "datasets" / "units" / package
    if not source.is_file() or not published.is_dir():
        pytest.skip(f"{source.name} is not at hand, or the package {package} made of it")
    functional, economic = _names("functional_classification"), _names("economic_classification")
    setting = Setting("unit", int(package[-4:]), functional, economic, ClassificationNames(functional, economic))
    zones = zones_of(stream_of(read_text(source.name, source.read_bytes()).blocks))

    tables = {
        table.head.table_id: table for table in read_flat([zone for zone in zones if zone.kind == "table"], setting)
    }

    for resource, table_id in RESOURCES.items():
        # A code that the page cuts is mended later, from what is printed here.
        read = [(code.replace("71102", "2101102"), amounts) for code, amounts in _read(tables[table_id])]
        assert (resource, read) == (resource, _published(published, resource))
