from __future__ import annotations

import hashlib
import json

from builder.export.descriptor import CsvResource, broken_keys, descriptor
from builder.export.tables import csv_file, table_of
from builder.export.unit_years import resource_tables
from builder.model.disclosure import Disclosure
from builder.schemas import all_schemas
from tests.unit.export.samples import rows_of

CODES = CsvResource.of("functional_codes", b"code\n201\n")
TABLE = CsvResource.of("gov_fund_expenditure", b"unit_id,year\n")


def test_a_resource_states_its_bytes_and_their_hash() -> None:
    (resource,) = json.loads(descriptor({"name": "x"}, [CODES], ()))["resources"]

    assert resource["bytes"] == 9
    assert resource["hash"] == "sha256:" + hashlib.sha256(b"code\n201\n").hexdigest()
    assert resource["path"] == "functional_codes.csv"


def test_a_foreign_key_stands_only_where_its_target_is_a_resource() -> None:
    alone = json.loads(descriptor({}, [TABLE], ()))["resources"][0]["schema"]
    together = json.loads(descriptor({}, [CODES, TABLE], ()))["resources"][1]["schema"]

    assert "foreignKeys" not in alone
    assert [key["reference"]["resource"] for key in together["foreignKeys"]] == ["functional_codes"]


def test_a_broken_foreign_key_is_left_out() -> None:
    content = descriptor({}, [CODES, TABLE], [("gov_fund_expenditure", ("functional_code",))])

    assert "foreignKeys" not in json.loads(content)["resources"][1]["schema"]


def test_a_unit_whose_parent_is_published_elsewhere_breaks_its_own_key(disclosure: Disclosure) -> None:
    assert broken_keys(resource_tables(disclosure)) == (("units", ("parent_unit_id",)),)


def test_a_key_with_a_blank_part_points_nowhere() -> None:
    rows = rows_of("general_budget_projects", [{"row_no": "1", "functional_code": "201", "name_printed": "x"}])
    tables = {
        "general_budget_projects": table_of(all_schemas()["general_budget_projects"], rows),
        "functional_codes": table_of(all_schemas()["functional_codes"], rows_of("functional_codes", [{"code": "201"}])),
        "units": table_of(
            all_schemas()["units"], rows_of("units", [{"unit_id": "652300-egov", "name_official": "某单位"}])
        ),
    }

    assert csv_file(tables["general_budget_projects"]).count(b"\n") == 2
    assert broken_keys(tables) == ()
