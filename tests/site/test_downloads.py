"""Every download read back by the tools that readers have, and held to the files of the packages themselves."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import frictionless
import openpyxl
import pandas as pd
import pytest

from builder.schemas import all_schemas
from tests.site.package_files import UNIT_YEARS, Rows, given

WITHOUT_SHEET = {"units", "regions", "functional_codes", "economic_codes", "printed_tables", "disclosed_totals"}
"""The reference lists, and what the headings and total rows of the sheets show already."""
DERIVED = {"budget_facts", "findings", "prior_year_figures"}
BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def read_csv(content: bytes) -> Rows:
    """Return a table as pandas reads it where it is told to guess nothing."""
    frame = pd.read_csv(io.BytesIO(content), dtype=str, keep_default_na=False)
    return [{str(name): text for name, text in row.items()} for row in frame.to_dict("records")]


def in_any_order(rows: Rows) -> list[tuple[tuple[str, str], ...]]:
    return sorted(tuple(sorted(row.items())) for row in rows)


def folder_of(site: Path, unit_year: str) -> Path:
    return site / "units" / unit_year


def validate(descriptor: Path) -> None:
    report = frictionless.validate(str(descriptor), type="package")
    assert report.valid, report.flatten(["name", "rowNumber", "fieldName", "message"])[:10]


@pytest.mark.parametrize("unit_year", UNIT_YEARS)
def test_pandas_reads_every_table_as_the_package_has_it(built_site: Path, unit_year: str) -> None:
    expected = given(unit_year)

    read = {name: read_csv((folder_of(built_site, unit_year) / f"{name}.csv").read_bytes()) for name in expected}

    for name, rows in expected.items():
        assert in_any_order(read[name]) == in_any_order(rows), name


@pytest.mark.parametrize("unit_year", UNIT_YEARS)
def test_no_table_is_left_out_and_none_is_offered_that_is_not_known(built_site: Path, unit_year: str) -> None:
    offered = {path.stem for path in folder_of(built_site, unit_year).glob("*.csv") if "-excel" not in path.stem}

    assert offered == set(given(unit_year)) | DERIVED


def test_the_twin_for_excel_is_the_same_table_behind_a_byte_order_mark(built_site: Path) -> None:
    tables = sorted(path for path in built_site.rglob("*.csv") if not path.stem.endswith("-excel"))

    assert len(tables) > 60
    for table in tables:
        twin = table.with_name(f"{table.stem}-excel.csv").read_bytes()
        assert twin.startswith(BYTE_ORDER_MARK), table
        assert read_csv(twin) == read_csv(table.read_bytes()), table


@pytest.mark.parametrize("place", [*(f"units/{each}" for each in UNIT_YEARS), "data"])
def test_stock_frictionless_finds_a_descriptor_valid_where_it_lies(built_site: Path, place: str) -> None:
    validate(built_site / place / "datapackage.json")


@pytest.mark.parametrize(
    ("archive", "beside"),
    [*((f"units/{each}/package.zip", f"units/{each}") for each in UNIT_YEARS), ("data/data.zip", "data")],
)
def test_an_archive_unpacked_alone_is_a_valid_package_of_the_same_files(
    built_site: Path, tmp_path: Path, archive: str, beside: str
) -> None:
    with zipfile.ZipFile(built_site / archive) as packed:
        assert packed.testzip() is None
        packed.extractall(tmp_path)

    (descriptor,) = tmp_path.rglob("datapackage.json")
    validate(descriptor)
    tables = sorted(descriptor.parent.rglob("*.csv"))
    assert len(tables) > 20
    for table in tables:
        assert table.read_bytes() == (built_site / beside / table.relative_to(descriptor.parent)).read_bytes(), table


@pytest.mark.parametrize("unit_year", UNIT_YEARS)
def test_the_workbook_holds_every_cell_as_the_package_has_it(built_site: Path, unit_year: str) -> None:
    book = openpyxl.load_workbook(folder_of(built_site, unit_year) / "tables.xlsx")
    package = given(unit_year)
    totals = package["disclosed_totals"]
    left = {sheet.title: sheet for sheet in book.worksheets}

    for name, rows in package.items():
        schema = all_schemas()[name]
        title = f"{schema.table_id} {schema.title}" if schema.table_id else schema.title
        if name in WITHOUT_SHEET:
            assert title not in left, name
            continue
        header, *cells = [list(map(cell_text, row)) for row in left.pop(title).iter_rows(min_row=3)]
        shown = [list(row.values())[2:] for row in rows]
        assert header == [field.title for field in schema.fields[2:]], name
        further = [cell for cell in cells if cell not in shown]
        assert [cell for cell in cells if cell in shown] == shown, name
        printed = {text for total in totals if total["table_id"] == schema.table_id if (text := total["amount"])}
        assert printed <= {text for row in further for text in row}, name
        if schema.table_id is None:
            assert further == [], name
    assert set(left) <= {"校验结果"}


def cell_text(cell: Any) -> str:
    """Return a cell's value as a spreadsheet shows it: an amount with the digits of its format."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, datetime | date):
        return value.strftime("%Y-%m-%d")
    if cell.data_type == "n":
        decimals = len(cell.number_format.partition(".")[2])
        return f"{Decimal(repr(value)).quantize(Decimal(1).scaleb(-decimals)):f}"
    return str(value)


@pytest.mark.parametrize("unit_year", UNIT_YEARS)
def test_the_json_holds_every_row_and_no_amount_as_a_number(built_site: Path, unit_year: str) -> None:
    def refused(text: str) -> float:
        message = f"an amount is a number: {text}"
        raise AssertionError(message)

    content = (folder_of(built_site, unit_year) / "data.json").read_text(encoding="utf-8")
    tables = json.loads(content, parse_float=refused)["tables"]

    for name, rows in given(unit_year).items():
        read = [{key: as_text(value) for key, value in row.items()} for row in tables[name]]
        assert in_any_order(read) == in_any_order(rows), name
        amounts = {field.name for field in all_schemas()[name].fields if field.type == "number"}
        assert all(isinstance(row[key], str | None) for row in tables[name] for key in amounts), name


def as_text(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else str(value)


def test_the_bulk_tables_hold_the_rows_of_all_packages(built_site: Path) -> None:
    packages = [given(each) for each in UNIT_YEARS]

    for name in sorted(set().union(*packages)):
        rows = [row for package in packages for row in package.get(name, [])]
        read = read_csv((built_site / "data" / f"{name}.csv").read_bytes())
        assert set(in_any_order(read)) == set(in_any_order(rows)), name
        assert len(read) == len(set(in_any_order(read))), name


def test_the_list_of_downloads_names_every_bulk_file_with_its_size(built_site: Path) -> None:
    listed = json.loads((built_site / "data" / "index.json").read_text(encoding="utf-8"))["bulk"]

    assert {path: size for path, size in listed.items() if path.endswith(".csv")} == {
        path.relative_to(built_site).as_posix(): path.stat().st_size
        for path in (built_site / "data").glob("*.csv")
        if not path.stem.endswith("-excel")
    }
