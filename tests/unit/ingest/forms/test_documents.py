from __future__ import annotations

import csv
from pathlib import Path

import pytest
import yaml

from builder.ingest.forms import recognise_forms
from builder.ingest.outline import zones_of
from builder.ingest.profile import recognise_glossary, recognise_profile
from builder.ingest.readers.text import read_text
from builder.ingest.recognised import Recognised
from builder.ingest.source import stream_of
from tests.unit.ingest.forms.made_forms import SETTING, indicators, values

PROJECT = Path(__file__).resolve().parents[4]
PACKAGE = PROJECT / "datasets" / "units" / "652300-egov" / "2022"
DOCUMENTS = PROJECT.parent / "shared" / "data" / "disclosures"
_COLUMNS = ("level1", "level2", "level3", "operator", "value", "value_unit", "value_date", "value_text", "raw_text")


def _read(path: Path) -> Recognised:
    zones = zones_of(stream_of(read_text(path.name, path.read_bytes()).blocks))
    found = recognise_profile(zones, SETTING)
    found.extend(recognise_glossary(zones, SETTING))
    found.extend(recognise_forms(zones, SETTING))
    return found


def _document(number: str) -> Recognised:
    path = next(DOCUMENTS.glob(f"{number}-*"), None)
    if path is None:
        pytest.skip("the public documents are not beside the project")
    return _read(path)


def _rows(name: str) -> list[dict[str, str]]:
    path = PACKAGE / name
    if name.endswith(".csv"):
        return list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))
    rows = yaml.safe_load(path.read_text(encoding="utf-8"))
    return [{key: "" if cell is None else str(cell) for key, cell in row.items()} for row in rows]


def test_the_indicators_of_the_first_unit_come_out_as_its_package_has_them() -> None:
    found = _read(PACKAGE / "source" / "disclosure.txt")

    names = ("seq", *_COLUMNS, "src_line")
    rows = [tuple(row.get(name, "") for name in names) for row in values(found, "performance_indicators")]
    assert rows == [tuple(row[name] for name in names) for row in _rows("performance_indicators.csv")]


@pytest.mark.parametrize(
    ("resource", "columns"),
    [
        ("divisions.csv", ("seq", "name", "src_line")),
        ("staffing.csv", ("category", "headcount", "change", "src_line")),
        ("glossary.yaml", ("seq", "term", "definition", "src_line")),
        ("performance_targets.yaml", ("form_year", "unit_printed", "total_funds", "other_funds", "overall_goal")),
        ("disclosures.yaml", ("kind", "scope", "name_printed", "functions_text", "signed_by", "signed_date")),
    ],
)
def test_the_profile_of_the_first_unit_comes_out_as_its_package_has_it(resource: str, columns: tuple[str, ...]) -> None:
    found = _read(PACKAGE / "source" / "disclosure.txt")

    rows = [tuple(row.get(name, "") for name in columns) for row in values(found, resource.split(".", maxsplit=1)[0])]
    assert rows == [tuple(row[name] for name in columns) for row in _rows(resource)]


@pytest.mark.parametrize(
    ("number", "divisions", "terms"),
    [("01", 22, 8), ("02", 5, 4), ("03", 12, 8), ("04", 0, 4), ("05", 10, 8)],
)
def test_divisions_and_terms_of_the_public_documents_are_complete(number: str, divisions: int, terms: int) -> None:
    found = _document(number)

    assert len(values(found, "divisions")) == divisions
    assert len(values(found, "glossary")) == terms
    assert len(values(found, "disclosures")[0]["toc_titles"].split("|")) == 9


def test_rank_signboards_and_neighbour_of_a_public_document() -> None:
    row = values(_document("05"), "disclosures")[0]

    assert (row["rank"], row["signboards"].count("|"), row["co_located_with"]) == (
        "正处级",
        2,
        "上海市普陀区机关事务管理局",
    )


def test_the_forms_of_a_public_document_are_read_from_the_lines_of_its_pages() -> None:
    found = _document("04")

    funds = [row["total_funds"] for row in values(found, "performance_targets")]
    assert funds == ["410.000000", "635.100000", "456.380000", "759.550000", "1090.304300"]
    assert [row["fiscal_funds"] for row in values(found, "performance_targets")][-1] == "1141.904300"
    assert all(row["overall_goal"] for row in values(found, "performance_targets"))
    assert len(indicators(found)) == 65
    assert [each[1] for each in indicators(found)].count("satisfaction") == 1 + 1 + 1 + 6 + 2
