"""A small disclosure built from text tables, shaped by the Table Schemas."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from builder.model.disclosure import Disclosure, Line, PackageMetadata, PrintedTable, SourceDocument, TotalCell
from builder.model.rows import Columns, Row, Value
from builder.schemas import all_schemas, schema_of_table

Texts = Mapping[str, str | None]
SPOILT = (
    "=1个",
    "-5℃以上",
    "@x",
    "+1",
    '=HYPERLINK("x")',
    "0201",
    "1e5",
    "https://example.org/",
    "2022-02-12",
    "NA",
    "{=1}",
    " 空 ",
)
CONVERSIONS = {
    "string": str,
    "integer": int,
    "number": Decimal,
    "date": date.fromisoformat,
    "boolean": lambda text: text == "true",
}
SENTENCES = {language: {"what": "{stated} ≠ {expected}", "why": "…", "fix": "…"} for language in ("zh", "en")}


def rows_of(resource: str, records: Sequence[Texts], unit_id: str = "652300-egov", year: int = 2022) -> tuple[Row, ...]:
    """Rows of a resource from texts; unit_id and year are filled in, what is not named is None."""
    schema = all_schemas()[resource]
    position = {name: index for index, name in enumerate(schema.header)}
    columns = Columns(resource, f"{resource}.csv", position, {name: index + 1 for name, index in position.items()})
    own: Texts = {"unit_id": unit_id, "year": str(year)} if schema.scope == "disclosed" else {}
    rows = []
    for line, record in enumerate(records, 2):
        texts = {**own, **record}
        assert texts.keys() <= position.keys(), (resource, texts.keys() - position.keys())
        values: tuple[Value, ...] = tuple(
            None if texts.get(field.name) is None else CONVERSIONS[field.type](texts[field.name])  # type: ignore[operator]
            for field in schema.fields
        )
        rows.append(Row(columns, values, line))
    return tuple(rows)


def printed_table(table_id: str, resources: Mapping[str, tuple[Row, ...]]) -> PrintedTable:
    """A table as printed, from the rows of its resource, `printed_tables` and `disclosed_totals`."""
    schema = schema_of_table(table_id)
    printed = next(row for row in resources["printed_tables"] if row["table_id"] == table_id)
    lines = tuple(
        Line(str(index), None, row.text("name_printed") or "", row)
        for index, row in enumerate(resources.get(schema.name, ()) if schema else ())
        if schema and "name_printed" in schema.header
    )
    totals = {
        str(row["measure"]): TotalCell(row.amount("amount"), row)
        for row in resources.get("disclosed_totals", ())
        if row["table_id"] == table_id
    }
    return PrintedTable(
        table_id=table_id,
        resource=schema.name if schema else None,
        printed=printed,
        quantum=Decimal("0.01"),
        measures=schema.measures if schema else (),
        lines=lines,
        totals=totals,
        source_cells={},
    )


def disclosure_of(
    records: Mapping[str, Sequence[Texts]],
    *,
    unit_id: str = "652300-egov",
    year: int = 2022,
    documents: tuple[SourceDocument, ...] = (),
    created: str = "2022-02-12T00:00:00Z",
) -> Disclosure:
    """A disclosure that holds these records."""
    resources = {name: rows_of(name, texts, unit_id, year) for name, texts in records.items()}
    return Disclosure(
        unit_id=unit_id,
        year=year,
        package=PackageMetadata(
            folder=f"datasets/units/{unit_id}/{year}",
            name=f"{unit_id}-{year}",
            title="某单位 2022 年单位预算公开",
            description="一年的单位预算。",
            version="1.0.0",
            created=created,
            homepage=None,
            keywords=("预算公开",),
            licenses=(MappingProxyType({"name": "CC-BY-4.0", "path": "https://creativecommons.org/licenses/by/4.0/"}),),
            sources=(MappingProxyType({"title": "单位预算公开", "path": "source/disclosure.txt", "sha256": "00"}),),
            contributors=({"title": "Mingzhang", "roles": ["wrangler"]},),
        ),
        head=resources["disclosures"][0],
        unit=resources["units"][0],
        regions=tuple(reversed(resources["regions"])),
        resources=resources,
        tables={
            str(row["table_id"]): printed_table(str(row["table_id"]), resources) for row in resources["printed_tables"]
        },
        documents=documents,
    )


def sample_records(
    unit_id: str = "652300-egov", name: str = "昌吉州政府电子政务办公室"
) -> dict[str, list[dict[str, str | None]]]:
    """Records of every kind of value, with text that spreadsheets like to spoil."""
    return {
        "units": [{"unit_id": unit_id, "name_official": name, "region_code": "652300", "parent_unit_id": "652300-gov"}],
        "regions": [
            {"region_code": "650000", "name": "新疆维吾尔自治区", "level": "province"},
            {"region_code": "652300", "name": "昌吉回族自治州", "parent_code": "650000", "level": "prefecture"},
        ],
        "functional_codes": [{"code": "201"}, {"code": "2010350"}, {"code": "20103"}],
        "economic_codes": [{"code": "301"}, {"code": "30101"}],
        "disclosures": [
            {
                "kind": "budget",
                "scope": "unit",
                "title": "2022 年单位预算公开",
                "name_printed": name,
                "functions_text": '负责政务网，\n“两网”建设；=维护,"系统"',
                "has_subordinates": "false",
                "signed_date": "2022-02-12",
                "amount_unit_printed": "wan_yuan",
                "quantum": "0.01",
            }
        ],
        "printed_tables": [
            {
                "table_id": table_id,
                "title_printed": title,
                "table_no_printed": f"表{number}",
                "name_header": name,
                "amount_unit_printed": unit,
                "quantum": "0.01",
                "is_empty": "true" if table_id == "T9" else "false",
                "note": "没有使用政府性基金预算拨款安排的支出，为空表" if table_id == "T9" else None,
            }
            for number, (table_id, title, unit) in enumerate(
                [
                    ("T1", "单位收支总体情况表", "wan_yuan"),
                    ("T3", "单位支出总体情况表", "wan_yuan"),
                    ("T6", "一般公共预算基本支出情况表", "yuan"),
                    ("T8", "“三公”经费支出情况表", "wan_yuan"),
                    ("T9", "政府性基金预算支出情况表", "wan_yuan"),
                    ("T11", "政府采购预算表[1/2]", "wan_yuan"),
                ],
                1,
            )
        ],
        "disclosed_totals": [
            {"table_id": "T1", "measure": "income_total", "amount": "314.96"},
            {"table_id": "T1", "measure": "expenditure_total", "amount": "314.96"},
            {"table_id": "T1", "measure": "project", "amount": "170"},
            {"table_id": "T3", "measure": "total", "amount": "314.96"},
            {"table_id": "T3", "measure": "basic", "amount": "144.96"},
            {"table_id": "T3", "measure": "project", "amount": "170"},
            {"table_id": "T11", "measure": "amount", "amount": "2.7"},
        ],
        "income_expenditure_summary": [
            {"side": "income", "line": "gpb", "name_printed": "一般公共预算", "amount": "314.96"},
            {"side": "expenditure", "line": "201", "name_printed": "一般公共服务支出", "amount": "276.26"},
            {"side": "expenditure", "line": "222", "name_printed": "粮油物资储备支出"},
        ],
        "expenditure_by_function": [
            {"functional_code": "201", "name_printed": "一般公共服务支出", "total": "276.26", "basic": "276.26"},
            {"functional_code": "20103", "name_printed": "政府办公厅（室）及相关机构事务", "total": "276.26"},
            {"functional_code": "2010350", "name_printed": "事业运行", "total": "106.260", "basic": "0"},
        ],
        "general_budget_basic": [
            {"economic_code": "301", "name_printed": "工资福利支出", "total": "9101.677535", "personnel": "-0.000001"},
            {"economic_code": "30101", "name_printed": "基本工资", "total": "99999999999.999999", "src_line": "700"},
        ],
        "three_public": [{"fund": "gpb", "total": "2.70", "reception": "0"}],
        "gov_fund_expenditure": [],
        "staffing": [
            {"category": "authorised", "headcount": "12"},
            {"category": "retired", "headcount": "3", "change": "-1"},
        ],
        "projects": [
            {"project_id": "ops", "name_table": "运行维护", "functional_code": "2010350", "exec_start": "2022-01-01"}
        ],
        "performance_indicators": [
            {
                "project_id": "ops",
                "seq": str(seq),
                "level1": "output",
                "level2": "quantity",
                "level3": text,
                "operator": "text",
                "value_text": text,
                "raw_text": text,
            }
            for seq, text in enumerate(SPOILT, 1)
        ],
        "narrative": [
            {"seq": "1", "section": "s1", "heading": "true", "text": "一、总体说明"},
            {"seq": "2", "section": "s1", "heading": "false", "text": "长" * 32_768},
        ],
        "budget_facts": [
            {
                "functional_code": code,
                "economic_code": "na",
                "fund": "na",
                "nature": nature,
                "project_id": "na",
                "measure_set": "by_function",
                "amount": amount,
            }
            for code, nature, amount in [("2010399", "project", "170"), ("2010350", "basic", "106.26")]
        ],
    }
