from __future__ import annotations

import csv
import io
from decimal import Decimal

import pytest

from builder.export.tables import amount_text, csv_file, excel_twin, table_of
from builder.schemas import all_schemas
from tests.unit.export.samples import Texts, rows_of


def csv_text(resource: str, records: list[Texts]) -> str:
    return csv_file(table_of(all_schemas()[resource], rows_of(resource, records))).decode()


def test_a_table_is_its_header_and_its_rows_in_plain_text() -> None:
    records: list[Texts] = [{"fund": "gpb", "total": "2.70", "reception": "0", "src_line": "7"}]

    text = csv_text("three_public", records)

    assert text.split("\n") == [
        ",".join(all_schemas()["three_public"].header),
        "652300-egov,2022,gpb,2.70,,,,,0,,7",
        "",
    ]


def test_a_table_without_rows_is_its_header() -> None:
    text = csv_text("gov_fund_expenditure", [])

    assert text == "unit_id,year,functional_code,name_printed,total,basic,project,src_line\n"


def test_rows_of_a_printed_table_stay_in_printed_order() -> None:
    records: list[Texts] = [
        {"functional_code": "208", "name_printed": "b"},
        {"functional_code": "201", "name_printed": "a"},
    ]

    text = csv_text("expenditure_by_function", records)

    assert [line.split(",")[2] for line in text.splitlines()[1:]] == ["208", "201"]


def test_rows_of_a_keyed_table_come_by_key_with_numbers_by_size() -> None:
    places = (("T3", "10"), ("T3", "9"), ("T10", "1"))
    records: list[Texts] = [{"table_id": table, "row_no": row, "col_no": "1", "raw_text": "x"} for table, row in places]

    text = csv_text("source_cells", records)

    assert [tuple(line.split(",")[2:4]) for line in text.splitlines()[1:]] == [("T10", "1"), ("T3", "9"), ("T3", "10")]


@pytest.mark.parametrize("text", ["a,b", 'a "b"', "a\nb", "a\rb", "a\r\nb", '"', " a ", "'a'", "", "=1", "。"])
def test_text_that_needs_quotes_reads_back_the_same(text: str) -> None:
    content = csv_text("divisions", [{"seq": "1", "name": text}, {"seq": "2", "name": "plain"}])

    rows = list(csv.DictReader(io.StringIO(content, newline="")))

    assert [row["name"] for row in rows] == [text, "plain"]


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        ("170", "170"),
        ("2.70", "2.70"),
        ("-0.00", "0.00"),
        ("-0.5", "-0.5"),
        ("1E+3", "1000"),
        ("0.0000001", "0.0000001"),
    ],
)
def test_an_amount_is_plain_with_the_digits_it_has(amount: str, text: str) -> None:
    assert amount_text(Decimal(amount)) == text


def test_flags_and_days_are_lower_case_and_iso() -> None:
    records: list[Texts] = [
        {
            "kind": "budget",
            "scope": "unit",
            "title": "t",
            "has_subordinates": "false",
            "signed_date": "2022-02-12",
            "quantum": "0.01",
        }
    ]

    (row,) = csv.DictReader(io.StringIO(csv_text("disclosures", records)))

    assert (row["has_subordinates"], row["signed_date"]) == ("false", "2022-02-12")


def test_the_twin_for_excel_is_the_same_bytes_after_a_mark() -> None:
    assert excel_twin("类\n".encode()) == b"\xef\xbb\xbf" + "类\n".encode()
