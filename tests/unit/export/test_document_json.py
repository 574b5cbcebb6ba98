from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from builder.export import Site, unit_year_files
from builder.findings import AuditReport
from builder.model.disclosure import Disclosure
from builder.schemas import all_schemas


@pytest.fixture
def document(disclosure: Disclosure, report: AuditReport, site: Site) -> dict[str, Any]:
    outputs = {output.path: output.content for output in unit_year_files(disclosure, report, site)}
    content: dict[str, Any] = json.loads(outputs["units/652300-egov/2022/data.json"], parse_float=pytest.fail)
    return content


def whole_numbers(value: object, key: str = "") -> Iterator[str]:
    """The keys under which a JSON number stands."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from whole_numbers(inner, name)
    elif isinstance(value, list):
        for inner in value:
            yield from whole_numbers(inner, key)
    elif isinstance(value, int) and not isinstance(value, bool):
        yield key


def test_amounts_are_texts_with_the_digits_printed(document: dict[str, Any]) -> None:
    rows = document["tables"]["expenditure_by_function"]

    assert [row["total"] for row in rows] == ["276.26", "276.26", "106.260"]
    assert [row["basic"] for row in rows] == ["276.26", None, "0"]


def test_no_number_stands_under_the_name_of_a_measure(document: dict[str, Any]) -> None:
    measures = {field.name for schema in all_schemas().values() for field in schema.fields if field.type == "number"}

    assert measures.isdisjoint(whole_numbers(document))
    assert document["tables"]["staffing"][1] == {
        "unit_id": "652300-egov",
        "year": 2022,
        "category": "retired",
        "headcount": 3,
        "change": "-1",
        "src_line": None,
    }


def test_findings_have_the_fields_of_the_machine_interface(document: dict[str, Any]) -> None:
    assert document["findings"] == [
        {
            "kind": "audit",
            "rule": "HIE-T3",
            "severity": "error",
            "unit_id": "652300-egov",
            "year": 2022,
            "table": "T3",
            "row": "20103",
            "field": "basic",
            "stated": "276.26",
            "expected": "106.26",
            "difference": "170.00",
            "file": "datasets/units/652300-egov/2022/expenditure_by_function.csv",
            "line": 4,
            "column": 7,
            "source_line": 491,
            "message_zh": "276.26 ≠ 106.26",
            "message_en": "276.26 ≠ 106.26",
            "hint": None,
            "cause": 1,
            "response": {"text": "项目支出误列一行", "date": "2022-03-01", "by": "财务科"},
        }
    ]
    assert document["passed"] == {"HIE-T2": 30, "T1-01": 1}
    assert document["not_applicable"] == {"YOY-04": "no package for 2021"}
    assert document["completeness"] == {"score": 0, "missing": []}


def test_the_head_names_unit_regions_and_package(document: dict[str, Any]) -> None:
    assert document["unit"]["name_official"] == "昌吉州政府电子政务办公室"
    assert [region["name"] for region in document["regions"]] == ["昌吉回族自治州", "新疆维吾尔自治区"]
    assert document["package"]["homepage"] == "https://example.org/budget/units/652300-egov/2022/"


def test_every_resource_is_there_one_without_rows_too(document: dict[str, Any], disclosure: Disclosure) -> None:
    assert document["tables"].keys() == disclosure.resources.keys()
    assert document["tables"]["gov_fund_expenditure"] == []
    assert document["tables"]["disclosures"][0]["has_subordinates"] is False
