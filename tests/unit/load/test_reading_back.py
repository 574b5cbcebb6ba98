"""What Python's own writers write is read back equal, with the right lines; nothing at all raises."""

from __future__ import annotations

import csv
import io
import os

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.load import tables
from builder.load.characters import UNWANTED, find_unwanted
from builder.load.csv_scanner import scan
from builder.load.descriptors import read_descriptor
from builder.load.properties import judge_descriptor
from builder.load.report import Report
from builder.load.tables import read_table
from builder.load.text import decode
from builder.load.yaml_lines import read_plain_records
from builder.load.yaml_nodes import reads_as
from builder.load.yaml_tables import _careful, read_yaml_table
from builder.messages import sentences

EXAMPLES = int(os.environ.get("MINGZHANG_EXAMPLES", "300"))
LETTERS = "ab01 ,\"'\n-:#[]{}&*!|>%@`~？，。政府预算①ｘ"
CELL = st.text(st.sampled_from(LETTERS), max_size=8)
NAMES = st.lists(st.text(st.sampled_from("abcdefg_"), min_size=1, max_size=6), min_size=1, max_size=5, unique=True)


@st.composite
def written_tables(draw: st.DrawFn) -> tuple[list[str], list[list[str]]]:
    header = draw(NAMES)
    row = st.lists(CELL, min_size=len(header), max_size=len(header)).filter(any)
    return header, draw(st.lists(row, max_size=6))


@given(written_tables(), st.sampled_from(["\n", "\r\n"]), st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]))
@settings(max_examples=EXAMPLES, deadline=None)
def test_a_table_written_by_python_reads_back_equal(
    written: tuple[list[str], list[list[str]]], end: str, quoting: int
) -> None:
    header, rows = written
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator=end, quoting=quoting)  # type: ignore[arg-type] # one of two constants
    starts = []
    for row in [header, *rows]:
        starts.append(stream.getvalue().count("\n") + 1)
        writer.writerow(row)
    report = Report("t.csv")

    table = read_table(stream.getvalue(), "units", report)

    assert report.errors == 0
    assert table is not None
    assert table.header == tuple(header)
    assert table.rows == tuple(tuple(row) for row in rows)
    assert table.lines == tuple(starts[1:])


@given(st.text(st.sampled_from('ab,"\n\r \x00ж'), max_size=40))
@settings(max_examples=EXAMPLES, deadline=None)
def test_both_ways_of_reading_a_table_agree(text: str) -> None:
    short = tables._sound(text) if text.strip("\r\n \t") else None
    report = Report("t.csv")

    careful = tables._careful(text, report) if short else None

    assert short == careful
    assert report.findings() == ()


@given(st.text(st.sampled_from('ab,"\n'), max_size=60))
@settings(max_examples=EXAMPLES, deadline=None)
def test_records_cover_every_line_once(text: str) -> None:
    records = list(scan(text))

    assert [record.line for record in records] == [1, *(record.last_line + 1 for record in records[:-1])][
        : len(records)
    ]
    assert records == [] or records[-1].last_line == text.removesuffix("\n").count("\n") + 1


@given(st.text(st.sampled_from('ab,"\n'), max_size=60))
@settings(max_examples=EXAMPLES, deadline=None)
def test_rows_read_and_rows_reported_are_all_rows(text: str) -> None:
    report = Report("t.csv")
    text = "h,i\n" + text

    table = read_table(text, "units", report)

    assert table is not None
    reported = {finding.place.line for finding in report.findings() if finding.severity == "error"}
    for record in list(scan(text))[1:]:
        is_reported = any(record.line <= (line or 0) <= record.last_line for line in reported)
        assert is_reported is not (record.line in table.lines)


@st.composite
def written_records(draw: st.DrawFn) -> tuple[list[str], list[list[str | None]]]:
    keys = [key for key in draw(NAMES) if reads_as(key) is None] or ["term"]
    value = st.none() | st.text(st.sampled_from(LETTERS + "\t\\/.()<=$;é\U0001f3db"), max_size=10)
    return keys, draw(st.lists(st.lists(value, min_size=len(keys), max_size=len(keys)), min_size=1, max_size=4))


@given(written_records(), st.sampled_from([30, 10_000]), st.sampled_from([None, "'", '"', "|"]))
@settings(max_examples=EXAMPLES, deadline=None)
def test_records_written_by_python_read_back_equal(
    written: tuple[list[str], list[list[str | None]]], width: int, style: str | None
) -> None:
    keys, rows = written
    records = [dict(zip(keys, row, strict=True)) for row in rows]
    text = yaml.safe_dump(records, allow_unicode=True, width=width, sort_keys=False, default_style=style)
    text = text.replace("!!null ", "")
    report = Report("t.yaml")

    table = read_yaml_table(text, "none", report)

    assert {finding.rule for finding in report.findings()} <= {"control-character"}
    assert table is not None
    assert table.header == tuple(keys)
    found = [[None if cell == "null" else cell for cell in row] for row in table.rows]
    assert found == rows
    assert table.cell_lines is not None
    for cells in table.cell_lines:
        assert list(cells) == sorted(cells)


@given(st.text(st.sampled_from("- a:b'\n  #1no~\"|"), max_size=60))
@settings(max_examples=EXAMPLES, deadline=None)
def test_the_short_way_through_yaml_agrees_with_the_long_one(text: str) -> None:
    text = "- a: x\n  b:\n" + text
    for texts in (frozenset[str](), frozenset({"a", "b"})):
        if read_plain_records(text, texts):
            report, other = Report("t.yaml"), Report("t.yaml")
            short = read_yaml_table(text, "none", report)

            assert short == _careful(text, "none", None, texts, other)
            assert other.findings() == ()


@given(st.binary(max_size=200))
@settings(max_examples=EXAMPLES, deadline=None)
def test_no_bytes_raise(content: bytes) -> None:
    for name in ("t.csv", "t.yaml"):
        report = Report(name)
        text = decode(content, report, name)
        if text is not None:
            read_table(text, "units", report)
            read_yaml_table(text, "glossary", report)
            read_descriptor(text, report)
        for finding in report.findings():
            assert sentences(finding, "zh").fix
            assert sentences(finding, "en").fix


@given(st.text(max_size=80))
@settings(max_examples=EXAMPLES, deadline=None)
def test_no_text_raises(text: str) -> None:
    text = text.encode("utf-8", "replace").decode("utf-8")
    report = Report("t.yaml")

    read_table(text, "units", report)
    read_yaml_table(text, "glossary", report)
    descriptor = read_descriptor(text, report)
    if descriptor:
        judge_descriptor(descriptor, report)

    assert bool(list(find_unwanted(text))) == bool(UNWANTED.search(text))


KEYS = st.sampled_from(
    [
        "name",
        "resources",
        "path",
        "schema",
        "sources",
        "format",
        "encoding",
        "sha256",
        "titel",
        "profile",
        "fields",
        "0",
    ]
)
TREES = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 5) | st.sampled_from(["x", "", "../x", "http://x/", "units.csv", "no"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=20,
)


@given(st.dictionaries(KEYS, TREES, max_size=6))
@settings(max_examples=EXAMPLES, deadline=None)
def test_no_structure_of_a_descriptor_raises(content: dict[str, object]) -> None:
    report = Report("datapackage.yaml")
    descriptor = read_descriptor(yaml.safe_dump(content), report)
    assert descriptor is not None

    judged, pointers = judge_descriptor(descriptor, report)

    assert all(not pointer.path.startswith(("..", "/", "http")) for pointer in pointers)
    assert isinstance(judged.content.get("resources", []), list)
    assert all(sentences(finding, "en").fix for finding in report.findings())
