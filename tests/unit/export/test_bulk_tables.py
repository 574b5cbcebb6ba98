from __future__ import annotations

import csv
import gzip
import io
import json
import pickle
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from frictionless import validate

from builder import messages
from builder.export import Site, bulk_jobs, bulk_package, bulk_segments
from builder.export.bulk_parts import Audited
from builder.model.catalog import Catalog
from builder.model.downloads import DownloadChoice
from builder.outputs import StreamedOutput
from builder.segments import HeldSegments
from tests.unit.export.bulk_samples import (
    COMPRESSED,
    PLAIN,
    audited_of,
    bulk_of,
    entries_of,
    finding_of,
    made_by,
    segments_of,
)
from tests.unit.export.samples import SENTENCES, rows_of

Packages = list[list[Audited]]
# frictionless leaves the file below a gzip stream to the collector
LEAVES_FILES_OPEN = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
SITE = Site(homepage="https://example.org/", version="1")


@pytest.fixture
def packages(monkeypatch: pytest.MonkeyPatch) -> Packages:
    """Two packages, the second listed first; the unit of one is the parent of the other's."""
    monkeypatch.setattr(messages, "all_sentences", lambda: {"HIE-T3": SENTENCES})
    later = [
        audited_of("b-unit", "新名", 2023, "a-unit", (finding_of("b-unit", 2023),)),
        audited_of("b-unit", "旧名", 2022, "a-unit", (finding_of("b-unit", 2022),) * 2),
    ]
    return [later, [audited_of("a-unit", "上级", 2022)]]


@pytest.fixture
def parts(packages: Packages) -> list[HeldSegments]:
    return [segments_of(package) for package in packages]


@pytest.fixture
def compressed(packages: Packages) -> list[HeldSegments]:
    return [segments_of(package, COMPRESSED) for package in packages]


def records(files: Mapping[str, bytes], name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(files[f"data/{name}.csv"].decode(), newline="")))


def test_tables_are_joined_by_unit_and_year(parts: list[HeldSegments]) -> None:
    files = bulk_of(parts)

    assert [(row["unit_id"], row["year"], row["category"]) for row in records(files, "staffing")] == [
        (unit, year, category)
        for unit, year in (("a-unit", "2022"), ("b-unit", "2022"), ("b-unit", "2023"))
        for category in ("authorised", "retired")
    ]


def test_a_unit_stands_once_as_its_newest_year_has_it(parts: list[HeldSegments]) -> None:
    files = bulk_of(parts)

    assert [(row["unit_id"], row["name_official"]) for row in records(files, "units")] == [
        ("a-unit", "上级"),
        ("b-unit", "新名"),
    ]
    assert [row["region_code"] for row in records(files, "regions")] == ["650000", "652300"]
    assert [row["code"] for row in records(files, "functional_codes")] == ["201", "20103", "2010350"]


def test_what_a_unit_says_of_itself_counts_before_what_a_later_one_says_of_it() -> None:
    itself = audited_of("a-unit", "自称", 2022)
    other, report = audited_of("b-unit", "下级", 2023)
    others_words = rows_of("units", [{"unit_id": "a-unit", "name_official": "他称"}])
    other = replace(other, resources={**other.resources, "units": (*other.resources["units"], *others_words)})

    files = bulk_of([segments_of([itself]), segments_of([(other, report)])])

    assert [row["name_official"] for row in records(files, "units")] == ["自称", "下级"]


def test_of_a_code_in_two_lists_the_newer_counts(catalog: Catalog) -> None:
    files = bulk_of([], catalog=catalog)

    assert [row["name"] for row in records(files, "functional_classification")] == ["一般公共服务支出"]
    assert [row["term"] for row in records(files, "glossary_terms")] == ["基本支出"]


def test_a_parent_that_is_published_too_keeps_its_foreign_key(parts: list[HeldSegments]) -> None:
    together, apart = (
        json.loads(bulk_of(chosen)["data/datapackage.json"])["resources"] for chosen in (parts, parts[:1])
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


def test_the_index_names_every_unit_year_with_its_page_totals_and_files(parts: list[HeldSegments]) -> None:
    files = bulk_of(parts, PLAIN, SITE)
    index = json.loads(files["data/index.json"])

    entry = index["unit_years"][2]
    assert (entry["unit_id"], entry["year"], entry["name"]) == ("b-unit", 2023, "新名")
    assert entry["page"] == "units/b-unit/2023/"
    assert entry["income_total"] == "314.96"
    assert entry["findings"] == {"error": 1, "warning": 0, "info": 0}
    assert entry["checks_passed"] == 2
    assert {"data.json", "tables.xlsx", "package.zip", "units.csv"} <= entry["files"].keys()
    assert index["bulk"]["data/units.csv"] == len(files["data/units.csv"])


def test_the_order_in_which_packages_come_does_not_matter(parts: list[HeldSegments]) -> None:
    assert bulk_of(parts) == bulk_of(parts[::-1])


def test_rows_of_packages_that_interleave_stay_together() -> None:
    earlier, later = ([audited_of(unit, unit, year) for unit in ("b-unit", "a-unit")] for year in (2021, 2022))

    table = bulk_of([segments_of(later), segments_of(earlier)])["data/three_public.csv"].decode()

    assert [(row["unit_id"], row["year"]) for row in csv.DictReader(io.StringIO(table))] == [
        ("a-unit", "2021"),
        ("b-unit", "2021"),
        ("a-unit", "2022"),
        ("b-unit", "2022"),
    ]


def test_compressed_tables_hold_the_same_rows(parts: list[HeldSegments], compressed: list[HeldSegments]) -> None:
    plain = bulk_of(parts)

    packed = {path: content for path, content in bulk_of(compressed, COMPRESSED).items() if path.endswith(".gz")}

    assert packed.keys() == {f"{path}.gz" for path in plain if path.endswith(".csv") and "-excel" not in path}
    assert all(gzip.decompress(content) == plain[path.removesuffix(".gz")] for path, content in packed.items())


def test_a_compressed_site_has_neither_twins_nor_an_archive(compressed: list[HeldSegments]) -> None:
    paths = bulk_of(compressed, COMPRESSED).keys()

    assert {path for path in paths if not path.endswith(".csv.gz")} == {
        "data/datapackage.json",
        "data/findings.json",
        "data/index.json",
    }


def test_pandas_reads_a_compressed_table(compressed: list[HeldSegments], tmp_path: Path) -> None:
    (tmp_path / "staffing.csv.gz").write_bytes(bulk_of(compressed, COMPRESSED)["data/staffing.csv.gz"])

    frame = pd.read_csv(tmp_path / "staffing.csv.gz", dtype=str, keep_default_na=False)

    assert list(frame["unit_id"]) == ["a-unit", "a-unit", "b-unit", "b-unit", "b-unit", "b-unit"]


@LEAVES_FILES_OPEN
@pytest.mark.parametrize("choice", [PLAIN, COMPRESSED])
def test_the_package_passes_frictionless_where_it_lies(
    packages: Packages, catalog: Catalog, choice: DownloadChoice, tmp_path: Path
) -> None:
    files = bulk_of([segments_of(package, choice) for package in packages], choice, SITE, catalog)
    for path, content in files.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_bytes(content)

    verdict = validate(str(tmp_path / "data" / "datapackage.json"))

    assert verdict.flatten(["type", "note", "message"]) == []
    assert verdict.stats["tasks"] == len([path for path in files if ".csv" in path and "-excel" not in path])


@LEAVES_FILES_OPEN
def test_a_changed_byte_of_a_compressed_table_is_seen_by_frictionless(
    compressed: list[HeldSegments], tmp_path: Path
) -> None:
    files = bulk_of(compressed, COMPRESSED)
    table = files["data/units.csv.gz"]
    for path, content in {**files, "data/units.csv.gz": table[:9] + b"\x03" + table[10:]}.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_bytes(content)

    verdict = validate(str(tmp_path / "data" / "datapackage.json"))

    assert verdict.flatten(["type"]) == [["hash-count"]]


def test_the_index_tells_the_files_and_sizes_that_there_are(compressed: list[HeldSegments]) -> None:
    files = bulk_of(compressed, COMPRESSED)
    index = json.loads(files["data/index.json"])

    assert index["bulk"] == {path: len(content) for path, content in files.items() if path.endswith(".gz")}
    assert [(entry["unit_id"], entry["year"], entry["files"]) for entry in index["unit_years"]] == [
        ("a-unit", 2022, {}),
        ("b-unit", 2022, {}),
        ("b-unit", 2023, {}),
    ]


def test_the_index_lists_downloads_without_the_page_and_without_twins_of_listed_tables() -> None:
    sizes = {f"units/a/2022/{name}": 1 for name in ("index.html", "units.csv", "units-excel.csv", "regions-excel.csv")}

    segments = bulk_segments([audited_of("a", "上级", 2022)], {**sizes, "units/b/2022/data.json": 2}, PLAIN)

    assert json.loads(segments["bulk/index"])["files"] == {"regions-excel.csv": 1, "units.csv": 1}


def test_findings_are_listed_once_more_as_records(parts: list[HeldSegments]) -> None:
    findings = json.loads(bulk_of(parts)["data/findings.json"])

    assert [(each["unit_id"], each["year"], each["finding_no"]) for each in findings] == [
        ("b-unit", 2022, 1),
        ("b-unit", 2022, 2),
        ("b-unit", 2023, 1),
    ]


def test_without_findings_there_is_an_empty_list() -> None:
    assert bulk_of([segments_of([audited_of("a-unit", "上级", 2022)])])["data/findings.json"] == b"[]\n"


@pytest.mark.parametrize("choice", [PLAIN, COMPRESSED])
def test_a_site_without_unit_years_has_an_index_and_the_code_lists(choice: DownloadChoice, catalog: Catalog) -> None:
    files = bulk_of([HeldSegments(bulk_segments([], {}, choice))], choice, catalog=catalog)

    assert json.loads(files["data/index.json"])["unit_years"] == []
    assert {choice.bulk_path("units"), choice.bulk_path("functional_classification")} < files.keys()


def test_the_archive_holds_the_descriptor_and_what_it_names(parts: list[HeldSegments]) -> None:
    files = bulk_of(parts)

    archive = zipfile.ZipFile(io.BytesIO(files["data/data.zip"]))

    named = [resource["path"] for resource in json.loads(files["data/datapackage.json"])["resources"]]
    assert archive.namelist() == sorted(["datapackage.json", *named])
    assert all(archive.read(name) == files[f"data/{name}"] for name in archive.namelist())


def test_only_what_depends_on_a_changed_segment_is_made_anew(parts: list[HeldSegments], catalog: Catalog) -> None:
    changed = HeldSegments({**parts[0].content, "bulk/staffing": parts[0].content["bulk/staffing"] + b"x"})

    before, after = (
        {job.name: job.key for job in bulk_jobs([part, parts[1]], catalog, PLAIN)} for part in (parts[0], changed)
    )

    assert before.keys() == after.keys()
    assert {name for name in before if before[name] != after[name]} == {"bulk/staffing"}


def test_what_is_told_of_the_tables_is_made_anew_with_them(parts: list[HeldSegments], catalog: Catalog) -> None:
    entries = entries_of(made_by(bulk_jobs(parts, catalog, PLAIN)))
    other = {**entries, **entries_of({"data/staffing.csv": b"x"})}

    before, after = (
        {job.name: job.key for job in bulk_package(parts, each, SITE, catalog, PLAIN)} for each in (entries, other)
    )

    assert all(before[name] != after[name] for name in before)


@pytest.mark.parametrize("choice", [PLAIN, COMPRESSED])
def test_jobs_can_be_pickled_and_no_two_have_one_name(
    packages: Packages, catalog: Catalog, choice: DownloadChoice
) -> None:
    parts = [segments_of(package, choice) for package in packages]
    jobs = bulk_jobs(parts, catalog, choice)

    again = pickle.loads(pickle.dumps(jobs))  # noqa: S301 - our own bytes

    assert made_by(again) == made_by(jobs)
    assert len({job.name for job in jobs}) == len(jobs)


def test_a_table_is_streamed_a_package_at_a_time_and_can_be_streamed_again(parts: list[HeldSegments]) -> None:
    job = next(job for job in bulk_jobs(parts, Catalog({}, {}, ()), PLAIN) if job.name == "bulk/staffing")
    table = next(iter(job.make(*job.arguments)))
    assert isinstance(table, StreamedOutput)

    chunks = list(table.chunks())

    assert len(chunks) == 1 + len(parts)
    assert list(table.chunks()) == chunks


def test_segments_do_not_depend_on_the_order_of_unit_years(packages: Packages) -> None:
    package = packages[0]

    assert segments_of(package) == segments_of(package[::-1])
