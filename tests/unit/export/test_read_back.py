"""Any table reads back from every download as the table it was made from."""

from __future__ import annotations

import csv
import io
import json
from decimal import Decimal
from typing import Any

import openpyxl
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.export.document_json import table_json
from builder.export.sheets import Sheet
from builder.export.tables import Table, cell_text, csv_file
from builder.export.workbook import workbook_file
from builder.schemas import all_schemas

SCHEMA = all_schemas()["general_budget_basic"]
# What the gate lets through: no control characters, noncharacters, surrogates. openpyxl leaves `_x0041_` to its caller.
TEXTS = st.one_of(
    st.text(st.sampled_from(" ,\"'\n=+-@{}<>&|;0.类　_x"), max_size=8),
    st.text(st.characters(exclude_categories=("Cc", "Cs", "Cn", "Co"), include_characters="\n"), max_size=20),
).filter(lambda text: "_x" not in text)
AMOUNTS = (
    st.decimals(-(10**11), 10**11, places=2)
    | st.decimals(-(10**11), 10**11, places=6)
    | st.integers(-99, 99).map(Decimal)
)
ROWS = st.lists(
    st.tuples(st.just("u"), st.just(2022), st.just("301"), TEXTS, AMOUNTS, st.none() | AMOUNTS, AMOUNTS, st.none()),
    max_size=4,
).map(tuple)


@settings(deadline=None)
@given(ROWS)
def test_csv_reads_back_by_csv_and_by_pandas(rows: tuple[Any, ...]) -> None:
    content = csv_file(Table(SCHEMA, rows))
    expected = [tuple(map(cell_text, row)) for row in rows]

    lines = list(csv.reader(io.StringIO(content.decode(), newline="")))
    frame = pd.read_csv(io.BytesIO(content), dtype=str, keep_default_na=False)

    assert lines == [list(SCHEMA.header), *map(list, expected)]
    assert list(frame.itertuples(index=False, name=None)) == expected


@settings(deadline=None)
@given(ROWS)
def test_json_reads_back(rows: tuple[Any, ...]) -> None:
    records = json.loads(table_json(Table(SCHEMA, rows)))

    assert [tuple(cell_text(value) for value in record.values()) for record in records] == [
        tuple(map(cell_text, row)) for row in rows
    ]


@settings(max_examples=60, deadline=None)
@given(ROWS)
def test_a_workbook_reads_back_with_its_types(rows: tuple[Any, ...]) -> None:
    shown = tuple(row[2:] for row in rows)
    sheet = Sheet("s", "f.csv", ("t",), SCHEMA.header[2:], tuple(field.type for field in SCHEMA.fields[2:]), shown)

    book = openpyxl.load_workbook(io.BytesIO(workbook_file([sheet])))

    read = [
        [as_read(cell) for cell in row[:6]] for row in book["s"].iter_rows(min_row=3, max_row=2 + len(rows), max_col=6)
    ]
    assert read[: len(rows)] == [[cell_text(value) for value in row] for row in shown]


def as_read(cell: Any) -> str:
    """The text of a cell as a spreadsheet shows it; an amount with the digits of its format."""
    if cell.data_type == "n" and cell.value is not None:
        decimals = len(cell.number_format.partition(".")[2])
        return cell_text(Decimal(repr(cell.value)).quantize(Decimal(1).scaleb(-decimals)))
    return cell.value or ""
