from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from builder.ingest import draft as drafting
from builder.ingest.completion import without_texts
from builder.ingest.draft import FAULT, Draft, draft_of
from builder.ingest.knowledge import Knowledge, year_of
from builder.ingest.ledger import counts_of, entries_of, ledger_of
from builder.ingest.recognised import Recognised
from tests.unit.ingest.streams import document

TEXT = """
    某州2023年单位预算
    目录
    1. 部门支出总表
    第一部分 某州某局概况
    一、主要职能
    某州某局负责某事。
    第二部分 单位预算公开表
    部门支出总表
    编制部门（单位）：某州某局 单位：万元
    类|款|项|科目名称|合计|基本支出|项目支出
    201|||一般公共服务支出|14。41|14。41|
    201|03||政府办公厅（室）及相关机构事务|14.41|14.41|
    201|03|01|行政运行|14.41|14.41|
    |||合计|14.41|14.41|
    政府性基金预算支出表
    编制部门（单位）：某州某局 单位：万元
    类|款|项|科目名称|合计|基本支出|项目支出
    |||合计|||
    备注：某州某局2023年没有使用政府性基金预算拨款安排的支出，本表为空表。
    第三部分 2023年单位预算情况说明
    一、关于某州某局2023年收支预算情况的总体说明
    收支总预算14.41万元。
    第四部分 名词解释
    一、基本支出：指某种支出。
"""


def _draft(text: str = TEXT, **packages: object) -> Draft:
    knowledge = Knowledge(packages={2022: packages} if packages else {})  # type: ignore[dict-item]
    read = document(text)
    return draft_of([read], knowledge.setting("650001-mj", 2023))


def _left_of(draft: Draft, text: str) -> dict[str, object]:
    entries = ledger_of(draft, entries_of(draft))["entries"]
    (left,) = next(entry["not_imported"] for entry in entries if entry["text"] == text)
    found: dict[str, object] = left
    return found


def _row(draft: Draft, resource: str, **key: str) -> Mapping[str, str]:
    (row,) = [
        row for row in draft.tables[resource] if all(row[name] == value for name, value in key.items())
    ]  # fmt: skip
    return row


def test_a_draft_has_the_rows_of_its_tables_in_full() -> None:
    draft = _draft()

    row = _row(draft, "expenditure_by_function", functional_code="2010301")

    assert (row["unit_id"], row["year"], row["name_printed"], row["total"]) == (
        "650001-mj",
        "2023",
        "行政运行",
        "14.41",
    )


def test_what_was_repaired_keeps_its_printed_text() -> None:
    draft = _draft()

    row = _row(draft, "source_cells", row="201", field="basic")

    assert (row["raw_text"], row["value"], row["flags"]) == ("14。41", "14.41", "cjk_stop_decimal|repaired")


def test_a_table_printed_empty_is_there_without_rows() -> None:
    draft = _draft()

    assert draft.tables["gov_fund_expenditure"] == ()
    assert _row(draft, "printed_tables", table_id="T9")["declared_empty"] == "true"


def test_a_table_takes_its_number_from_the_contents() -> None:
    draft = _draft()

    assert _row(draft, "printed_tables", table_id="T3")["table_no_printed"] == "1"


def test_the_year_is_that_of_the_titles_and_not_the_one_named_most() -> None:
    text = "某局2023年部门预算\n" + "\n".join(["比2022年预算增加1万元，因为2022年预算少。"] * 9)

    assert year_of([document(text)]) == 2023


def test_a_document_without_a_year_has_none() -> None:
    assert year_of([document("某局预算")]) is None


def test_what_the_document_does_not_say_comes_from_the_packages_of_the_unit() -> None:
    units = (
        {"unit_id": "650001-mj", "name_official": "某州某局", "region_code": "650001", "unit_type": "institution"},
    )
    regions = ({"region_code": "650001", "name": "某州"},)

    draft = _draft(units=units, regions=regions)

    assert _row(draft, "units")["unit_type"] == "institution"
    assert _row(draft, "regions")["name"] == "某州"
    assert ("units", "region_code") not in draft.asked


def test_what_nobody_says_is_asked_of_a_person() -> None:
    draft = _draft()

    assert {("units", "region_code"), ("disclosures", "source_url")} <= set(draft.asked)
    assert _row(draft, "units")["name_official"] == "某州某局"


def test_passages_can_be_left_out_and_figures_and_names_stay() -> None:
    tables = without_texts(_draft().tables)

    assert {row["text"] for row in tables["narrative"]} == {""}
    assert {row["definition"] for row in tables["glossary"]} == {""}
    assert tables["glossary"][0]["term"] == "基本支出"
    assert tables["narrative_figures"][0]["amount"] == "14.41"


def test_the_kinds_of_pieces_add_up() -> None:
    draft = _draft()

    counts = counts_of(draft, entries_of(draft))

    kinds = ("imported", "described", "blank", "not_imported")
    assert sum(counts[kind] for kind in kinds) == counts["pieces"]


def test_text_that_nobody_claims_is_in_the_ledger_as_unread() -> None:
    draft = replace(_draft(), claims=())

    entries = entries_of(draft)

    left = {entry.piece.text: [each.reason for each in entry.left] for entry in entries}
    assert left["行政运行"] == ["unread"]
    assert left["部门支出总表"] == ["heading"]
    assert left["1. 部门支出总表"] == ["contents-entry"]
    assert counts_of(draft, entries)["unread"] > 20
    assert {"text": "行政运行", "reason": "unread"}.items() <= _left_of(draft, "行政运行").items()


def test_a_recogniser_that_breaks_down_costs_its_part_only(monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(*_: object) -> Recognised:
        raise ZeroDivisionError

    monkeypatch.setattr(drafting, "recognise_glossary", breaks)

    draft = _draft()

    assert [doubt.facts["part"] for doubt in draft.doubts if doubt.key == FAULT] == ["名词解释"]
    assert "expenditure_by_function" in draft.tables
    assert "glossary" not in draft.tables
