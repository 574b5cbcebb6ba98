"""A disclosure from small tables of text, shaped by the schemas, without any other stage."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from builder.model.catalog import Catalog
from builder.model.disclosure import Disclosure, Line, PackageMetadata, PrintedTable, SourceCell, TotalCell
from builder.model.rows import Columns, Row, Value
from builder.render.pages import SiteFacts
from builder.schemas import Schema, all_schemas, schema_of_table

UNIT, YEAR = "652300-egov", 2022
SITE = SiteFacts("https://example.org/mz/", "1.2.3", "CC BY 4.0", "https://example.org/licence")
Rows = Mapping[str, Sequence[Mapping[str, Any]]]

HEAD = {
    "kind": "budget",
    "scope": "unit",
    "title": "2022年单位预算公开",
    "name_printed": "昌吉州政府电子政务办公室",
    "has_subordinates": False,
    "signed_by": "昌吉回族自治州人民政府电子政务办公室",
    "signed_date": date(2022, 2, 12),
    "source_url": "https://example.org/source",
    "template_id": "xinjiang-2022",
    "amount_unit_printed": "wan_yuan",
    "quantum": Decimal("0.01"),
    "toc_titles": "单位收支总体情况表|单位收入总体情况表",
}


def rows_of(resource: str, records: Sequence[Mapping[str, Any]], year: int = YEAR) -> tuple[Row, ...]:
    """Return rows of a resource from records that name only what they hold."""
    schema = all_schemas()[resource]
    position = {name: index for index, name in enumerate(schema.header)}
    columns = Columns(resource, f"{resource}.csv", position, position)
    own = {"unit_id": UNIT, "year": year} if schema.scope == "disclosed" else {}
    return tuple(
        Row(columns, tuple(_value(schema, name, {**own, **record}.get(name)) for name in schema.header), line)
        for line, record in enumerate(records, 2)
    )


def _value(schema: Schema, name: str, value: Any) -> Value:
    if schema.field(name).type == "number" and isinstance(value, str | int):
        return Decimal(value)
    return value  # type: ignore[no-any-return]


def disclosure_of(
    resources: Rows, *, head: Mapping[str, Any] | None = None, unit: Mapping[str, Any] | None = None
) -> Disclosure:
    """Return a disclosure whose tables are the resources given, each with its totals and source cells."""
    made = {name: rows_of(name, records) for name, records in resources.items()}
    head_row = rows_of("disclosures", [{**HEAD, **(head or {})}])[0]
    unit_row = rows_of("units", [{"unit_id": UNIT, "name_official": "昌吉州政府电子政务办公室", **(unit or {})}])[0]
    tables = {row.text("table_id") or "": _table(row, made) for row in made.get("printed_tables", ())}
    return Disclosure(
        unit_id=UNIT,
        year=YEAR,
        package=PackageMetadata(
            "",
            UNIT,
            "标题",
            "说明",
            "1.0.0",
            "2026-01-01",
            None,
            ("预算",),
            ({"name": "CC-BY-4.0", "title": "CC BY 4.0"},),
            (),
            (),
        ),
        head=head_row,
        unit=unit_row,
        regions=rows_of("regions", [{"region_code": "652300", "name": "昌吉回族自治州", "level": "prefecture"}]),
        resources={**made, "disclosures": (head_row,)},
        tables=tables,
        documents=(),
    )


def _table(printed: Row, made: Mapping[str, tuple[Row, ...]]) -> PrintedTable:
    table_id = printed.text("table_id") or ""
    schema = schema_of_table(table_id)
    measures = schema.measures if schema else ()
    return PrintedTable(
        table_id=table_id,
        resource=schema.name if schema else None,
        printed=printed,
        quantum=printed.amount("quantum") or Decimal("0.01"),
        measures=measures,
        lines=tuple(_line(schema, row) for row in made.get(schema.name, ())) if schema else (),
        totals={
            row.text("measure") or "": TotalCell(row.amount("amount"), row)
            for row in made.get("disclosed_totals", ())
            if row.text("table_id") == table_id
        },
        source_cells={
            (row.text("row") or "", row.text("field") or ""): SourceCell(
                row.text("raw_text") or "", row.amount("value"), row.parts("flags"), row
            )
            for row in made.get("source_cells", ())
            if row.text("table_id") == table_id
        },
    )


def _line(schema: Schema, row: Row) -> Line:
    if schema.row_key == "side_line":
        side, name = row.text("side") or "", row.text("line") or ""
        return Line(f"{side}/{name}", name if name.isdigit() else None, row.text("name_printed") or "", row, side)
    key = str(row[schema.row_key or ""])
    code = next((row.text(field) for field in ("functional_code", "economic_code") if field in schema.header), None)
    printed_name = row.text("name_printed") if "name_printed" in schema.header else key
    return Line(key, code, printed_name or "", row)


def printed(table_id: str, unit: str = "wan_yuan", quantum: str = "0.01", **facts: Any) -> dict[str, Any]:
    """Return a record of `printed_tables`."""
    title = schema_of_table(table_id)
    base = {"table_id": table_id, "title_printed": title.title if title else table_id, "is_empty": False}
    return {**base, "amount_unit_printed": unit, "quantum": quantum, **facts}


def codes(text: str, key: str, *measures: str) -> list[dict[str, Any]]:
    """Return records from lines of code, name and amounts, `-` for a blank."""
    records = []
    for line in text.strip().splitlines():
        code, name, *amounts = line.split()
        filled = {measure: amount for measure, amount in zip(measures, amounts, strict=False) if amount != "-"}
        records.append({key: code, "name_printed": name, **filled})
    return records


def totals(table_id: str, **amounts: str | None) -> list[dict[str, Any]]:
    """Return records of `disclosed_totals`."""
    return [{"table_id": table_id, "measure": measure, "amount": amount} for measure, amount in amounts.items()]


_FUNCTION = """
    201     一般公共服务支出                  276.26 276.26 -
    20103   政府办公厅（室）及相关机构事务    276.26 276.26 -
    2010350 事业运行                          106.26 106.26 -
    2010399 其他政府（室）及相关机构事务支出  170    -      170
    208     社会保障和就业支出                14.41  14.41  -
    20805   行政事业单位养老支出              14.41  14.41  -
    2080505 机关事业单位基本养老保险缴费支出  14.41  14.41  -
    221     住房保障支出                      24.29  24.29  -
    22102   住房改革支出                      24.29  24.29  -
    2210201 住房公积金                        24.29  24.29  -
"""
_ECONOMIC = """
    301   工资福利支出    130.14 130.14 -
    30101 基本工资        95.65  95.65  -
    30107 绩效工资        34.49  34.49  -
    302   商品和服务支出  14.82  -      14.82
    30201 办公费          12.12  -      12.12
    30228 工会经费        2.70   -      2.70
"""


@pytest.fixture
def resources() -> dict[str, list[dict[str, Any]]]:
    """The resources of a disclosure in the look of the Xinjiang template, shortened."""
    return {
        "printed_tables": [
            printed("T1", table_no_printed="表1", name_header="昌吉州政府电子政务办公室", thousands_separators=False),
            *(printed(name) for name in ("T2", "T3", "T4", "T5", "T6", "T7", "T8")),
            printed("T9", is_empty=True, declared_empty=True, note="备注：没有使用政府性基金预算拨款安排的支出"),
        ],
        "income_expenditure_summary": [
            {"side": "income", "line": "fiscal_total", "name_printed": "财政拨款（补助）", "amount": "314.96"},
            {"side": "income", "line": "gpb", "name_printed": "一般公共预算", "amount": "314.96"},
            {"side": "income", "line": "gov_fund", "name_printed": "政府性基金预算"},
            {"side": "income", "line": "undertaking", "name_printed": "事业收入"},
            {"side": "expenditure", "line": "201", "name_printed": "一般公共服务支出", "amount": "276.26"},
            {"side": "expenditure", "line": "210", "name_printed": "卫生健康支出", "label_printed": "210卫生健康支出"},
            {"side": "expenditure", "line": "222", "name_printed": "粮油物资储备支出"},
        ],
        "income_by_function": codes(_FUNCTION, "functional_code", "total", "gpb"),
        "expenditure_by_function": codes(_FUNCTION, "functional_code", "total", "basic", "project"),
        "fiscal_appropriation_summary": [
            {"side": "income", "line": "gpb", "name_printed": "一般公共预算", "total": "314.96"},
            {"side": "expenditure", "line": "201", "name_printed": "一般公共服务支出",
             "total": "276.26", "gpb": "276.26"},
        ],
        "general_budget_expenditure": codes(_FUNCTION, "functional_code", "total", "basic", "project"),
        "general_budget_basic": codes(_ECONOMIC, "economic_code", "total", "personnel", "public"),
        "general_budget_projects": [
            {"row_no": 1, "functional_code": "201", "name_printed": "一般公共服务支出", "total": "170"},
            {"row_no": 2, "functional_code": "2010399", "name_printed": "其他支出", "project_id": "p1",
             "project_name_printed": "政务云平台运维项目", "total": "170", "e301": "20", "e302": "150"},
            {"row_no": 3, "functional_code": "2010399", "name_printed": "其他支出", "project_id": "p2",
             "project_name_printed": "安全维护项目", "total": "20", "e302": "20"},
        ],
        "three_public": [{"fund": "gpb", "total": "2.17", "overseas": "0", "vehicle_subtotal": "2.17",
                          "vehicle_purchase": "0", "vehicle_operation": "2", "reception": "0.17"}],
        "gov_fund_expenditure": [],
        "disclosed_totals": [
            *totals("T1", income_total="314.96", expenditure_total="314.96"),
            *totals("T2", total="314.96", gpb="314.96", gov_fund=None, undertaking=None),
            *totals("T3", total="314.96", basic="144.96", project="170"),
            *totals("T4", income_total="314.96", expenditure_total="314.96", gpb="314.96"),
            *totals("T5", total="314.96", basic="144.06", project="170"),
            *totals("T6", total="144.96", personnel="130.14", public="14.82"),
            *totals("T7", total="170", e301="20", e302="150"),
            *totals("T9", total=None, basic=None, project=None),
        ],
        "source_cells": [
            {"table_id": "T3", "row_no": 8, "col_no": 5, "row": "208", "field": "total", "raw_text": "14。41",
             "value": "14.41", "flags": "cjk_stop_decimal|repaired"},
            {"table_id": "T1", "row_no": 3, "col_no": 2, "row": "income/gpb", "field": "amount", "raw_text": "314.96　",
             "value": "314.96", "flags": "trailing_ideographic_space"},
        ],
        "projects": [
            {"project_id": "p1", "name_table": "政务云平台运维项目", "name_narrative": "政务云平台运维费",
             "amount_narrative": "150", "policy_basis": "国办函〔2016〕108号", "executor": "电子政务办公室",
             "exec_text": "2021年1-12月", "exec_start": date(2021, 1, 1), "exec_end": date(2021, 12, 31)},
            {"project_id": "p2", "name_table": "安全维护项目", "amount_narrative": "20"},
        ],
        "project_allocations": [
            {"project_id": "p1", "seq": 1, "item": "机房维护", "amount": "60"},
            {"project_id": "p1", "seq": 2, "item": "云平台维护", "amount": "90"},
        ],
        "performance_targets": [
            {"project_id": "p1", "form_year": 2022, "total_funds": "150", "fiscal_funds": "150", "other_funds": "0",
             "overall_goal": "保障政务云平台系统维护率90%"},
        ],
        "performance_indicators": [
            {"project_id": "p1", "seq": 1, "level1": "output", "level2": "quantity", "level3": "服务器台数",
             "operator": "ge", "value": "1500", "value_unit": "个", "raw_text": "≧1500个"},
            {"project_id": "p1", "seq": 2, "level1": "output", "level2": "timeliness", "level3": "完成时限",
             "operator": "date", "value_date": date(2022, 12, 31), "raw_text": "2022年12月31日"},
            {"project_id": "p1", "seq": 3, "level1": "benefit", "level2": "economic"},
        ],
        "staffing": [
            {"category": "authorised", "headcount": 11},
            {"category": "active", "headcount": 10},
            {"category": "retired", "headcount": 1, "change": 1},
        ],
        "divisions": [{"seq": 1, "name": "综合科"}, {"seq": 2, "name": "技术科"}],
        "procurement": [{"total": "113.36", "goods": "53.75", "works": "0", "services": "59.61",
                         "sme_reserved": "113.36"}],
        "assets": [
            {"phase": "held", "category": "vehicle", "as_of": date(2021, 12, 31), "quantity": "1",
             "quantity_unit": "辆", "value": "28.96"},
            {"phase": "held", "category": "other", "as_of": date(2021, 12, 31), "value": "4311.43"},
        ],
        "narrative": [
            {"seq": 1, "section": "s3", "heading": True, "text": "三、支出预算情况说明"},
            {"seq": 2, "section": "s3", "heading": False, "text": "2022年支出预算314.96元，其中：基本支出144.96万元。"},
            {"seq": 3, "section": "s9", "heading": False, "text": None},
        ],
        "narrative_figures": [
            {"seq": 1, "section": "s3", "subject": "total", "name_printed": "支出预算", "amount": "0.031496",
             "amount_unit_printed": "yuan", "quote": "支出预算314.96元"},
            {"seq": 2, "section": "s3", "subject": "basic", "amount": "144.96", "change": "-5.95", "change_pct": "-4"},
            {"seq": 3, "section": "s3", "subject": "project", "amount": "170", "change": "0"},
            {"seq": 4, "section": "s8", "subject": "three_public_total", "change": "0.09"},
            {"seq": 5, "section": "s5_3", "subject": "item", "code": "2010350", "amount": "106.26", "change": "-20.04",
             "reason": "取消了伙食补助费科目"},
        ],
        "glossary": [{"seq": 1, "term": "基本支出", "definition": "包括人员经费、公用经费（定额）。"}],
    }  # fmt: skip


@pytest.fixture
def disclosure(resources: dict[str, list[dict[str, Any]]]) -> Disclosure:
    return disclosure_of(resources)


@pytest.fixture
def catalog() -> Catalog:
    terms = [
        {"term_id": "jbzc", "term": "基本支出", "definition": "保障机构正常运转的支出。", "status": "verified"},
        {
            "term_id": "xmzc",
            "term": "项目支出",
            "definition": "办特定事情的支出。",
            "see_also": "jbzc",
            "status": "unverified",
        },
    ]
    return Catalog({}, {}, rows_of("glossary_terms", terms))
