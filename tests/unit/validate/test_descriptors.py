"""A descriptor obeys our profile."""

from __future__ import annotations

import copy
from typing import Any

import yaml

from builder.findings import Finding
from builder.messages import sentences
from builder.records import RawDescriptor
from builder.schemas.block_text import resources_text
from builder.validate.descriptors import validate_descriptor

NAMES = ("units", "regions", "disclosures", "staffing")
CONTENT: dict[str, Any] = {
    "name": "x",
    "title": "某",
    "licenses": [{"name": "CC-BY-4.0"}],
    "mingzhang_schema": 1,
    **yaml.safe_load(resources_text(NAMES)),
}


def found(content: dict[str, Any]) -> list[Finding]:
    return list(validate_descriptor(RawDescriptor("p/datapackage.yaml", content, {"resources": 9})))


def test_a_descriptor_written_by_fix_has_no_finding() -> None:
    assert found(CONTENT) == []


def test_what_every_package_must_say_is_asked_for() -> None:
    content = {name: value for name, value in CONTENT.items() if name not in {"title", "licenses"}}

    assert [finding.place.field for finding in found(content)] == ["title", "licenses"]


def test_another_version_of_the_profile_is_refused() -> None:
    (finding,) = found(CONTENT | {"mingzhang_schema": 2})

    assert (finding.rule, finding.stated, finding.expected) == ("profile-version", "2", "1")


def test_an_unknown_resource_suggests_the_nearest_name() -> None:
    content = copy.deepcopy(CONTENT)
    content["resources"][3]["name"] = "stafing"

    (finding,) = found(content)

    assert finding.rule == "unknown-resource"
    assert "staffing" in sentences(finding, "en").what


def test_a_schema_that_was_edited_by_hand_is_reported_at_its_first_difference() -> None:
    content = copy.deepcopy(CONTENT)
    content["resources"][3]["schema"]["fields"][3]["constraints"]["minimum"] = 1

    (finding,) = found(content)

    assert finding.rule == "schema-differs"
    assert finding.place.field == "resources.3.schema.fields.3.constraints.minimum"
    assert (finding.stated, finding.expected) == ("1", "0")
    assert finding.place.line == 9


def test_a_file_of_another_name_is_reported() -> None:
    content = copy.deepcopy(CONTENT)
    content["resources"][3]["path"] = "people.csv"

    (finding,) = found(content)

    assert (finding.rule, finding.expected) == ("wrong-path", "staffing.csv")


def test_a_package_without_the_resource_that_its_keys_point_at_is_not_complete() -> None:
    content = CONTENT | yaml.safe_load(resources_text(("units", "regions", "staffing")))

    (finding,) = found(content)

    assert (finding.rule, finding.expected) == ("missing-resource", "disclosures")


def test_a_list_that_no_cell_points_at_may_be_missing() -> None:
    content = CONTENT | yaml.safe_load(resources_text(("units", "disclosures")))
    descriptor = RawDescriptor("datapackage.yaml", content, {})

    rules = [[finding.expected for finding in validate_descriptor(descriptor, unused)] for unused in ((), ("regions",))]

    assert rules == [["regions"], []]


def test_a_resource_listed_twice_is_reported() -> None:
    content = CONTENT | {"resources": [*CONTENT["resources"], CONTENT["resources"][0]]}

    (finding,) = found(content)

    assert (finding.rule, finding.place.field) == ("duplicate-resource", "resources.4.name")


def test_a_field_that_was_taken_out_is_named() -> None:
    content = copy.deepcopy(CONTENT)
    del content["resources"][3]["schema"]["fields"][-1]

    (finding,) = found(content)

    assert (finding.rule, finding.stated, finding.expected) == ("schema-differs", "None", "src_line")
