"""Tables whose shape is damaged: each disorder at its physical line, no row lost without a word."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from builder.load import limits
from builder.load.report import Report
from builder.load.tables import read_table
from builder.load.yaml_tables import read_yaml_table
from builder.messages import sentences
from builder.records import RawTable

Reader = Callable[[str, str, Report], RawTable | None]

H = "unit_id,year,total\n"
R = "a,2022,1.00\n"

# text, rule, line, column, field
TABLES: list[tuple[str, str, int, int | None, str | None]] = [
    ("", "empty-file", 1, None, None),
    (" \n\n", "empty-file", 1, None, None),
    ("\n" + H + R, "blank-header-row", 1, None, None),
    (",,\n" + R, "blank-header-row", 1, None, None),
    (" , ,\n" + R, "blank-header", 1, 1, None),
    ("unit_id,,total\n" + R, "blank-header", 1, 2, None),
    ("unit_id,year,\n" + R, "blank-header", 1, 3, None),
    ("unit_id,year,year\n" + R, "repeated-header", 1, 3, "year"),
    ("unit_id,year, year\n" + R, "repeated-header", 1, 3, "year"),
    ("unit_id,unit_id,unit_id\n" + R, "repeated-header", 1, 2, "unit_id"),
    ("unit_id, year,total\n" + R, "padded-header", 1, 2, "year"),
    ("unit_id ,year,total\n" + R, "padded-header", 1, 1, "unit_id"),
    ("unit_id,year\u3000,total\n" + R, "padded-header", 1, 2, "year"),
    ('"unit_id ",year,total\n' + R, "padded-header", 1, 1, "unit_id"),
    ('"unit\n_id",year,total\n' + R, "header-over-lines", 1, None, None),
    ('unit"_id,year,total\n' + R, "stray-quote", 1, 1, None),
    ('"unit_id"x,year,total\n' + R, "text-after-quote", 1, 1, None),
    ('"unit_id,year,total\n' + R, "unclosed-quote", 1, 1, None),
    ("unit_id;year;total\na;2022;1\n", "wrong-delimiter", 1, 1, None),
    ("unit_id\tyear\ttotal\n", "wrong-delimiter", 1, 1, None),
    ("unit_id|year|total\n", "wrong-delimiter", 1, 1, None),
    ("unit_id，year，total\n", "wrong-delimiter", 1, 1, None),
    (",".join(f"c{n}" for n in range(201)) + "\n", "row-too-wide", 1, None, None),
    (H + R + "\n", "blank-row", 3, None, None),
    (H + "\n" + R, "blank-row", 2, None, None),
    (H + "\r\n" + R, "blank-row", 2, None, None),
    (H + R + ",,\n" + R, "blank-row", 3, None, None),
    (H + R + '"","",""\n', "blank-row", 3, None, None),
    (H + R + "\n\n\n", "blank-row", 3, None, None),
    (H + "a,2022\n" + R, "short-row", 2, 3, "total"),
    (H + "a\n" + R, "short-row", 2, 2, "year"),
    (H + R + R + "a,2022", "short-row", 4, 3, "total"),
    (H + " \n" + R, "short-row", 2, 2, "year"),
    (H + '"a"\n' + R, "short-row", 2, 2, "year"),
    (H + "a,2022,1,234.50\n", "long-row", 2, 4, "total"),
    (H + "a,2022,1,\n", "long-row", 2, 4, "total"),
    (H + R + "a,2022,1,2,3,4\n", "long-row", 3, 4, "total"),
    (H + ",,,\n" + R, "blank-row", 2, None, None),
    (H + "a,2022," + "," * 300 + "\n", "row-too-wide", 2, 201, None),
    (H + 'a,"2022,1\n' + R, "unclosed-quote", 2, 2, "year"),
    (H + '"a,2022,1\n' + R * 3, "unclosed-quote", 2, 1, "unit_id"),
    (H + R + 'a,2022,"1\n' + R * 3, "unclosed-quote", 3, 3, "total"),
    (H + R + 'a,2022,"', "unclosed-quote", 3, 3, "total"),
    (H + 'a,2022,"1\n' + R + '"b",2022,2\n', "unclosed-quote", 2, 3, "total"),
    (H + 'a,2022,"1\n' + R + 'b,"2022",2\n', "quote-spans-rows|unclosed-quote", 2, 3, "total"),
    (H + 'a,"2022,1\n' + 'b,2022",2\n', "quote-spans-rows", 2, 2, "year"),
    (H + '"a\n' + R + 'b",2022,1\n', "quote-spans-rows", 2, 1, "unit_id"),
    (H + 'a,20"22,1\n' + R, "stray-quote", 2, 2, "year"),
    (H + 'a,2022",1\n' + R, "stray-quote", 2, 2, "year"),
    (H + 'a,2022, "1"\n' + R, "stray-quote", 2, 3, "total"),
    (H + 'a,""2022"",1\n' + R, "text-after-quote", 2, 2, "year"),
    (H + 'a,"2022"x,1\n' + R, "text-after-quote", 2, 2, "year"),
    (H + 'a,"2022" ,1\n' + R, "text-after-quote", 2, 2, "year"),
    (H + '"a"b"c",2022,1\n' + R, "text-after-quote", 2, 1, "unit_id"),
    (H + "a,2022," + "x" * 32_769 + "\n", "cell-too-long", 2, 3, "total"),
    (H + "a,2022," + "万" * 10_923 + "\n", "cell-too-long", 2, 3, "total"),
    (H + 'a,2022,"' + "x\n" * 20_000 + '"\n', "cell-too-long", 2, 3, "total"),
    ("x" * 40_000 + ",year,total\n" + R, "cell-too-long", 1, 1, None),
    (H + R * 200_001, "too-many-rows", 200_002, None, None),
    (H + "\n" * 300_000, "too-many-rows|blank-row", 2, None, None),
    (H + "a,2022,1\x00\n", "control-character", 2, 3, "total"),
    (H + "a,2022,\u200b1\n", "zero-width-character", 2, 3, "total"),
    (H + "a,20\u202e22,1\n", "bidirectional-control", 2, 2, "year"),
    (H + 'a,2022,"1\n\u200b"\n', "zero-width-character", 3, 3, "total"),
    ("unit_id,year\u200b,total\n" + R, "zero-width-character", 1, 2, None),
    (H + R + "a,2022\u200b\n", "zero-width-character", 3, 2, "year"),
]

RECORD = "- unit_id: a\n  year: 2022\n  seq: 1\n"

YAML_TABLES: list[tuple[str, str, int, str | None]] = [
    ("", "empty-file", 1, None),
    ("a: b\n", "table-not-list", 1, None),
    ("text\n", "table-not-list", 1, None),
    (RECORD + "- text\n", "record-not-mapping", 4, None),
    (RECORD + "- [a]\n", "record-not-mapping", 4, None),
    (RECORD + "-\n", "record-not-mapping", 4, None),
    (RECORD + "- unit_id: b\n  seq: 2\n", "missing-key", 4, "year"),
    (RECORD + "  term: x\n- unit_id: b\n  year: 2022\n  seq: 2\n", "missing-key", 5, "term"),
    (RECORD + "  term:\n    - x\n", "value-not-text", 4, "term"),
    (RECORD + "  term:\n    x: z\n", "value-not-text", 4, "term"),
    (RECORD + "  seq: 2\n", "repeated-key", 4, "seq"),
    (RECORD + "  term: no\n", "ambiguous-scalar", 4, "term"),
    (RECORD + "  term: 010\n", "ambiguous-scalar", 4, "term"),
    (RECORD + "  term: 7\n", "ambiguous-scalar", 4, "term"),
    (RECORD + "  term: 1:30\n", "ambiguous-scalar", 4, "term"),
    (RECORD + "  term: 2022-02-12\n", "ambiguous-scalar", 4, "term"),
    (RECORD + "  term: &a x\n", "yaml-anchor", 4, "term"),
    (RECORD + "  term: *a\n", "yaml-alias", 4, "term"),
    (RECORD + "  term: !x z\n", "yaml-tag", 4, "term"),
    (RECORD + "  <<: x\n", "yaml-merge-key", 4, "<<"),
    (RECORD + "  term: a #1\n", "comment-after-value", 4, "term"),
    (RECORD + "  term: x: z\n", "yaml-colon", 4, "term"),
    (RECORD + "  term: 'x\n", "yaml-unclosed-quote", 4, "term"),
    (RECORD + "   term: x\n", "yaml-colon", 4, "term"),
    (RECORD + " term: x\n", "yaml-indentation", 4, "term"),
    ("- {unit_id: a, year: 2022}\n", "keys-share-line", 1, "year"),
    (RECORD + "---\n" + RECORD, "yaml-documents", 4, None),
    (RECORD + "  term: x\u200b\n", "zero-width-character", 4, "term"),
    (RECORD + '  term: "\\u200b"\n', "zero-width-character", 4, "term"),
    (RECORD + "  term: >-\n    x\n    \u202e\n", "bidirectional-control", 6, "term"),
    (RECORD + "  term: " + "x" * 32_769 + "\n", "cell-too-long", 4, "term"),
    ("- unit_id: a\n" + "".join(f"  c{n}: x\n" for n in range(200)), "row-too-wide", 1, None),
    ("- a\n" * 200_001, "too-many-rows", 200_001, None),
]


def read(reader: Reader, text: str, resource: str, name: str) -> tuple[RawTable | None, Report]:
    report = Report(name)
    return reader(text, resource, report), report


@pytest.mark.parametrize(("text", "rule", "line", "column", "field"), TABLES)
def test_a_damaged_table_is_reported_at_its_physical_line(
    text: str, rule: str, line: int, column: int | None, field: str | None
) -> None:
    _, report = read(read_table, text, "units", "units.csv")

    found = next(finding for finding in report.findings() if finding.rule in rule.split("|"))
    assert (found.place.file, found.place.line) == ("units.csv", line)
    assert (found.place.column, found.place.field) == (column, field)
    assert all(sentences(finding, language).fix for finding in report.findings() for language in ("zh", "en"))


@pytest.mark.parametrize(("text", "rule", "line", "field"), YAML_TABLES)
def test_a_damaged_yaml_table_is_reported_at_its_physical_line(
    text: str, rule: str, line: int, field: str | None
) -> None:
    _, report = read(read_yaml_table, text, "glossary", "glossary.yaml")

    found = next(finding for finding in report.findings() if finding.rule == rule)
    assert (found.severity, found.place.line, found.place.field) == ("error", line, field)
    assert all(sentences(finding, language).fix for finding in report.findings() for language in ("zh", "en"))


def test_an_unclosed_quote_says_how_many_lines_it_swallowed() -> None:
    table, report = read(read_table, H + R + 'b,2022,"1\n' + R * 7, "units", "units.csv")

    (finding,) = report.findings()
    assert finding.rule == "unclosed-quote"
    assert finding.facts["swallowed"] == "7"
    assert table is not None
    assert len(table.rows) == 8


def test_rows_read_and_rows_reported_are_the_rows_of_the_file() -> None:
    text = H + R + "\n" + R + "a,2022\n" + R + "a,2022,1,2\n" + R + 'a,"x"y,1\n' + R + 'a,2022,"b\n' + R

    table, report = read(read_table, text, "units", "units.csv")

    assert table is not None
    assert table.lines == (2, 4, 6, 8, 10, 12)
    assert [finding.place.line for finding in report.findings()] == [3, 5, 7, 9, 11]


def test_a_line_break_inside_quotes_belongs_to_the_cell_and_lines_go_on_counting() -> None:
    table, report = read(read_table, H + 'a,2022,"1\n2\n3"\n' + R, "units", "units.csv")

    assert report.findings() == ()
    assert table is not None
    assert table.rows == (("a", "2022", "1\n2\n3"), ("a", "2022", "1.00"))
    assert table.lines == (2, 5)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("last", ["", "end"])
def test_both_ends_of_line_are_read_alike(end: str, last: str) -> None:
    text = end.join(["unit_id,year,total", "a,2022,", '"b,c",2022,"x ""y"""', last and "d,2022,z"])

    table, report = read(read_table, text, "units", "units.csv")

    assert report.findings() == ()
    assert table is not None
    assert table.rows[:2] == (("a", "2022", ""), ("b,c", "2022", 'x "y"'))


@pytest.mark.parametrize("text", [H, H[:-1], H[:-1] + "\r\n", '"unit_id","year","total"\n'])
def test_a_header_alone_is_a_table_without_rows(text: str) -> None:
    table, report = read(read_table, text, "units", "units.csv")

    assert report.findings() == ()
    assert table is not None
    assert (table.header, table.rows) == (("unit_id", "year", "total"), ())


def test_an_empty_yaml_list_has_the_columns_of_its_schema() -> None:
    table, report = read(read_yaml_table, "[]\n", "glossary", "glossary.yaml")

    assert report.findings() == ()
    assert table is not None
    assert table.header[:2] == ("unit_id", "year")


@pytest.mark.parametrize(
    "text",
    [
        "," * 15_000_000,
        "\n" * 15_000_000,
        '"' * 15_000_001,
        H + '"a\n' * 2_000_000,
        H + '"""\n' * 2_000_000,
        H + 'a,"b\n' * 1_000_000,
        H + ("," * 9_000 + "\n") * 1_500,
        H + "\u200b" * 4_000_000,
        H + "x" * 15_000_000,
        H + "\r" * 5_000_000,
        H + "a,2022,\x00\n" * 150_000,
        H + '"' + "a,2022,1\n" * 150_000,
    ],
)
def test_an_exhausting_table_is_read_in_time_with_few_findings(text: str) -> None:
    assert len(text.encode()) <= limits.FILE_BYTES
    start = time.monotonic()

    _, report = read(read_table, text, "units", "units.csv")

    assert time.monotonic() - start < 5
    assert len(report.findings()) <= limits.FINDINGS + 1
    assert report.total > 0


@pytest.mark.parametrize("text", ["- a: b\n" * 300_000, "- [" + "a," * 3_000_000 + "a]\n", "- ? " * 100_000])
def test_an_exhausting_yaml_table_is_read_in_time(text: str) -> None:
    start = time.monotonic()

    _, report = read(read_yaml_table, text, "glossary", "glossary.yaml")

    assert time.monotonic() - start < 10
    assert report.total > 0
