from __future__ import annotations

import csv
import io
import json
import pickle
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from frictionless import validate

from builder.export import Fragment, Site, bulk_files, bulk_fragment, unit_year_files
from builder.export.tables import BYTE_ORDER_MARK
from builder.findings import AuditReport
from builder.model.catalog import Catalog
from builder.outputs import Output
from tests.unit.export.samples import disclosure_of, rows_of, sample_records


def fragment_of(unit_id: str, name: str, year: int, parent: str | None = None) -> Fragment:
    records = sample_records(unit_id, name)
    records["units"][0]["parent_unit_id"] = parent
    disclosure = disclosure_of(records, unit_id=unit_id, year=year, created=f"{year}-02-12T00:00:00Z")
    report = AuditReport(unit_id, year, (), {"T1-01": 2}, {})
    return bulk_fragment(disclosure, report, unit_year_files(disclosure, report, Site()))


@pytest.fixture
def fragments() -> list[Fragment]:
    return [
        fragment_of("b-unit", "新名", 2023, "a-unit"),
        fragment_of("b-unit", "旧名", 2022, "a-unit"),
        fragment_of("a-unit", "上级", 2022),
    ]


def contents(outputs: tuple[Output, ...]) -> Mapping[str, bytes]:
    return {output.path.removeprefix("data/"): output.content for output in outputs}


def records(files: Mapping[str, bytes], name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(files[f"{name}.csv"].decode(), newline="")))


def test_tables_are_joined_by_unit_and_year(fragments: list[Fragment]) -> None:
    files = contents(bulk_files(fragments, Site()))

    assert [(row["unit_id"], row["year"], row["category"]) for row in records(files, "staffing")] == [
        (unit, year, category)
        for unit, year in (("a-unit", "2022"), ("b-unit", "2022"), ("b-unit", "2023"))
        for category in ("authorised", "retired")
    ]


def test_a_unit_stands_once_as_its_newest_package_has_it(fragments: list[Fragment]) -> None:
    files = contents(bulk_files(fragments, Site()))

    assert [(row["unit_id"], row["name_official"]) for row in records(files, "units")] == [
        ("a-unit", "上级"),
        ("b-unit", "新名"),
    ]
    assert [row["region_code"] for row in records(files, "regions")] == ["650000", "652300"]
    assert [row["code"] for row in records(files, "functional_codes")] == ["201", "20103", "2010350"]


def test_the_bulk_package_passes_frictionless_where_it_lies(
    fragments: list[Fragment], catalog: Catalog, tmp_path: Path
) -> None:
    fund = rows_of("fund_sources", [{"fund": "gpb", "name_zh": "一般公共预算", "is_fiscal_appropriation": "true"}])
    files = contents(bulk_files(fragments, Site(homepage="https://example.org/"), catalog, fund_sources=fund))
    for path, content in files.items():
        (tmp_path / path).write_bytes(content)

    verdict = validate(str(tmp_path / "datapackage.json"))

    assert verdict.flatten(["type", "note", "message"]) == []
    assert {task.name for task in verdict.tasks} >= {"fund_sources", "functional_classification", "glossary_terms"}


def test_a_parent_that_is_published_too_keeps_its_foreign_key(fragments: list[Fragment]) -> None:
    together, apart = (
        json.loads(contents(bulk_files(chosen, Site()))["datapackage.json"])["resources"]
        for chosen in (fragments, fragments[:1])
    )

    keys = [
        [
            key["fields"]
            for resource in resources
            if resource["name"] == "units"
            for key in resource["schema"]["foreignKeys"]
        ]
        for resources in (together, apart)
    ]

    assert keys == [[["region_code"], ["parent_unit_id"]], [["region_code"]]]


def test_of_a_code_in_two_lists_the_newer_counts(catalog: Catalog) -> None:
    files = contents(bulk_files([], Site(), catalog))

    assert [row["name"] for row in records(files, "functional_classification")] == ["一般公共服务支出"]
    assert [row["term"] for row in records(files, "glossary_terms")] == ["基本支出"]


def test_the_index_names_every_unit_year_with_its_page_totals_and_files(fragments: list[Fragment]) -> None:
    files = contents(bulk_files(fragments, Site(homepage="https://example.org/")))
    index = json.loads(files["index.json"])

    entry = index["unit_years"][2]
    assert (entry["unit_id"], entry["year"], entry["name"]) == ("b-unit", 2023, "新名")
    assert entry["page"] == "units/b-unit/2023/"
    assert entry["income_total"] == "314.96"
    assert entry["findings"] == {"error": 0, "warning": 0, "info": 0}
    assert entry["checks_passed"] == 2
    assert {"data.json", "tables.xlsx", "package.zip", "units.csv"} <= entry["files"].keys()
    assert index["bulk"]["data/units.csv"] == len(files["units.csv"])


def test_an_index_of_nothing_is_still_an_index() -> None:
    assert json.loads(contents(bulk_files([], Site()))["index.json"])["unit_years"] == []


def test_the_bulk_archive_holds_the_descriptor_and_what_it_names(fragments: list[Fragment]) -> None:
    files = contents(bulk_files(fragments, Site()))

    archive = zipfile.ZipFile(io.BytesIO(files["data.zip"]))

    named = [f"{resource['name']}.csv" for resource in json.loads(files["datapackage.json"])["resources"]]
    assert archive.namelist() == sorted(["datapackage.json", *named])
    assert all(archive.read(name) == files[name] for name in archive.namelist())
    assert all(files[name.replace(".csv", "-excel.csv")] == BYTE_ORDER_MARK + files[name] for name in named)


def test_the_order_of_fragments_does_not_matter_and_they_can_be_kept(fragments: list[Fragment]) -> None:
    kept: list[Fragment] = pickle.loads(pickle.dumps(fragments))  # noqa: S301 - our own bytes

    assert bulk_files(fragments, Site()) == bulk_files(reversed(kept), Site())
