from __future__ import annotations

import json

from builder.export.finding_list import findings_json
from builder.schemas import all_schemas

_HEADER = all_schemas()["findings"].header


def _table(*records: dict[str, str]) -> bytes:
    lines = [",".join(_HEADER), *(",".join(record.get(name, "") for name in _HEADER) for record in records)]
    return ("\n".join(lines) + "\n").encode()


def test_findings_are_records_with_amounts_as_texts_and_blanks_as_null() -> None:
    record = {"unit_id": "a", "year": "2022", "finding_no": "1", "rule": "X-T5T6", "difference": "-0.90"}

    (found,) = json.loads(findings_json(_table(record)))

    assert (found["year"], found["finding_no"], found["difference"], found["expected"]) == (2022, 1, "-0.90", None)
    assert tuple(found) == _HEADER


def test_a_quoted_text_keeps_its_marks_and_lines() -> None:
    record = {"unit_id": "a", "message_zh": '"印作“1,234”\n""空"""'}

    (found,) = json.loads(findings_json(_table(record)))

    assert found["message_zh"] == '印作“1,234”\n"空"'


def test_without_findings_there_is_an_empty_list() -> None:
    assert json.loads(findings_json(_table())) == []
