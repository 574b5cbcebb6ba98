"""Sentences on government procurement become its row."""

from __future__ import annotations

import pytest

from tests.unit.ingest.explanation.spoken import explained, keys, rows

HEAD = "第三部分 情况说明\n（二）政府采购情况\n"


@pytest.mark.parametrize(
    "sentence",
    [
        "2024年，本中心政府采购预算113.36万元，其中：政府采购货物预算53.75万元，政府采购工程预算0万元，政府采购服务预算59.61万元。",
        "2024年政府采购预算总额 113.36 万元，其中：政府采购货物支出53.75万元、工程支出0万元、服务支出59.61万元。",
        "2024年度本单位安排政府采购预算113.36万元，其中，货物类采购预算53.75万元，工程类采购预算0万元，服务类采购预算59.61万元。",
        "本部门2024年政府采购总额113.36万元，其中：货物采购53.75万元、工程采购0万元、服务采购59.61万元。",
    ],
)
def test_the_total_and_its_three_kinds_are_read(sentence: str) -> None:
    found = explained(HEAD + sentence)

    assert rows(found, "procurement") == [
        {"total": "113.36", "goods": "53.75", "works": "0", "services": "59.61", "src_line": "3"}
    ]
    assert keys(found) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "2024年度本单位面向中小企业预留政府采购项目预算金额30万元，其中：面向小微企业预留政府采购项目预算金额20.50万元。",
        "2024年本单位面向中小企业预留政府采购项目预算金额30万元，其中，预留给小型和微型企业的政府采购项目预算为20.50万元。",
        "面向中小企业预留30万元，其中预留给小微企业20.50万元。",
    ],
)
def test_what_is_reserved_for_small_enterprises_is_read(sentence: str) -> None:
    found = explained(HEAD + "2024年政府采购预算34万元。\n" + sentence)

    assert rows(found, "procurement") == [
        {"total": "34", "sme_reserved": "30", "micro_small_reserved": "20.50", "src_line": "3"}
    ]


def test_amounts_claim_their_places() -> None:
    found = explained(HEAD + "2024年政府采购预算34万元，其中：政府采购货物预算4万元。")

    claims = {
        claim.field: claim.piece.text[claim.start : claim.end]
        for claim in found.claims
        if claim.record and claim.record.resource == "procurement"
    }
    assert claims == {"total": "政府采购预算34万元", "goods": "政府采购货物预算4万元"}


def test_no_procurement_is_no_row() -> None:
    found = explained(HEAD + "2024年本单位没有安排政府采购预算。")

    assert rows(found, "procurement") == []
    assert keys(found) == []


def test_amounts_that_are_not_understood_are_a_doubt() -> None:
    found = explained(HEAD + "本单位集中采办桌椅，共需3.5万元。")

    assert rows(found, "procurement") == []
    assert keys(found) == ["unread-procurement"]
