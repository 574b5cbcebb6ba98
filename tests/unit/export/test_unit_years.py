from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping
from fnmatch import fnmatch
from pathlib import Path

import pandas as pd
import pytest
from frictionless import validate

from builder.export import Site, unit_year_files
from builder.export.tables import BYTE_ORDER_MARK, cell_text, table_of
from builder.findings import AuditReport
from builder.model.disclosure import Disclosure
from builder.model.downloads import DownloadChoice
from builder.outputs import Output
from builder.schemas import all_schemas
from tests.unit.export.samples import disclosure_of, sample_records

FOLDER = "units/652300-egov/2022/"


@pytest.fixture
def files(disclosure: Disclosure, report: AuditReport, site: Site) -> Mapping[str, bytes]:
    outputs = unit_year_files(disclosure, report, site)
    return {output.path.removeprefix(FOLDER): output.content for output in outputs}


@pytest.mark.parametrize(
    ("kind", "pattern"),
    [
        ("csv", "*[!l].csv"),
        ("excel", "*-excel.csv"),
        ("json", "data.json"),
        ("workbook", "tables.xlsx"),
        ("descriptor", "datapackage.json"),
        ("zip", "package.zip"),
    ],
)
def test_what_is_chosen_is_the_same_as_among_all(
    files: Mapping[str, bytes], disclosure: Disclosure, report: AuditReport, kind: str, pattern: str
) -> None:
    expected = {path: content for path, content in files.items() if fnmatch(path, pattern)}

    outputs = unit_year_files(
        disclosure, report, Site(homepage="https://example.org/budget/"), DownloadChoice(frozenset({kind}))
    )

    assert {output.path.removeprefix(FOLDER): output.content for output in outputs} == {
        **expected,
        "source/disclosure.txt": files["source/disclosure.txt"],
    }


def test_without_any_choice_there_is_the_document_alone(
    disclosure: Disclosure, report: AuditReport, site: Site
) -> None:
    outputs = unit_year_files(disclosure, report, site, DownloadChoice(frozenset()))

    assert [output.path for output in outputs] == [f"{FOLDER}source/disclosure.txt"]


def write(files: Mapping[str, bytes], folder: Path) -> None:
    for path, content in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)


def test_every_resource_and_the_findings_are_there_twice_beside_the_whole(
    files: Mapping[str, bytes], disclosure: Disclosure
) -> None:
    names = [*disclosure.resources, "findings"]
    whole = {"data.json", "tables.xlsx", "datapackage.json", "package.zip", "source/disclosure.txt"}

    assert files.keys() == {f"{name}{suffix}" for name in names for suffix in (".csv", "-excel.csv")} | whole


def test_the_package_passes_frictionless_where_it_lies(files: Mapping[str, bytes], tmp_path: Path) -> None:
    write(files, tmp_path)

    verdict = validate(str(tmp_path / "datapackage.json"))

    assert verdict.flatten(["type", "note", "message"]) == []
    assert verdict.stats["tasks"] == len([path for path in files if path.endswith(".csv") and "-excel" not in path])


def test_a_changed_byte_is_seen_by_frictionless(files: Mapping[str, bytes], tmp_path: Path) -> None:
    write({**files, "three_public.csv": files["three_public.csv"].replace(b"2.70", b"2.71")}, tmp_path)

    verdict = validate(str(tmp_path / "datapackage.json"))

    assert verdict.flatten(["type"]) == [["hash-count"]]


def test_the_zip_is_a_package_that_passes_alone(files: Mapping[str, bytes], tmp_path: Path) -> None:
    zipfile.ZipFile(io.BytesIO(files["package.zip"])).extractall(tmp_path)

    verdict = validate(str(tmp_path / "datapackage.json"))

    assert verdict.valid
    assert (tmp_path / "source" / "disclosure.txt").read_bytes() == files["source/disclosure.txt"]
    assert {path.name for path in tmp_path.glob("*")} == {
        "datapackage.json",
        "source",
        *(f"{resource['name']}.csv" for resource in json.loads(files["datapackage.json"])["resources"]),
    }


def test_pandas_reads_every_table_back_to_the_same_cells(files: Mapping[str, bytes], disclosure: Disclosure) -> None:
    for name, rows in disclosure.resources.items():
        frame = pd.read_csv(io.BytesIO(files[f"{name}.csv"]), dtype=str, keep_default_na=False)
        table = table_of(all_schemas()[name], rows)

        assert tuple(frame.columns) == table.schema.header
        assert list(frame.itertuples(index=False, name=None)) == [tuple(map(cell_text, row)) for row in table.rows]


def test_findings_are_rows_with_both_messages_and_what_the_unit_says(files: Mapping[str, bytes]) -> None:
    (record,) = pd.read_csv(io.BytesIO(files["findings.csv"]), dtype=str, keep_default_na=False).to_dict("records")

    assert record == {
        "unit_id": "652300-egov",
        "year": "2022",
        "finding_no": "1",
        "rule": "HIE-T3",
        "severity": "error",
        "table": "T3",
        "row": "20103",
        "field": "basic",
        "stated": "276.26",
        "expected": "106.26",
        "difference": "170.00",
        "source_line": "491",
        "message_zh": "276.26 ≠ 106.26",
        "message_en": "276.26 ≠ 106.26",
        "hint": "",
        "cause": "1",
        "response": "项目支出误列一行",
        "response_date": "2022-03-01",
        "response_by": "财务科",
    }


def test_each_twin_is_its_table_after_a_mark(files: Mapping[str, bytes]) -> None:
    twins = [path for path in files if path.endswith("-excel.csv")]

    assert twins
    assert all(files[path] == BYTE_ORDER_MARK + files[path.replace("-excel", "")] for path in twins)


def test_the_descriptor_says_what_a_person_wrote_and_where_the_page_is(files: Mapping[str, bytes]) -> None:
    content = json.loads(files["datapackage.json"])

    assert list(content) == [
        "$schema",
        "mingzhang_schema",
        "name",
        "title",
        "description",
        "version",
        "created",
        "homepage",
        "keywords",
        "licenses",
        "sources",
        "contributors",
        "resources",
    ]
    assert content["homepage"] == "https://example.org/budget/units/652300-egov/2022/"


def test_the_same_disclosure_gives_the_same_bytes_in_the_same_order(
    report: AuditReport, site: Site, disclosure: Disclosure
) -> None:
    again = disclosure_of(dict(reversed(sample_records().items())), documents=disclosure.documents)

    outputs: tuple[Output, ...] = unit_year_files(disclosure, report, site)

    assert outputs == unit_year_files(again, report, site)
    assert [output.path for output in outputs] == sorted(output.path for output in outputs)
