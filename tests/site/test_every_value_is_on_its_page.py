"""Against hollowness: every value of every resource of both packages is on its page, or is excepted by name here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

import pytest

from builder.model.codes import CODE_COLUMNS
from builder.schemas import Field, Schema, all_schemas
from tests.site.built_page import BuiltPage, Place, stands_alone, without_spaces
from tests.site.package_files import UNIT_YEARS, given

YES, NO = "是", "否"
LONG = 6
"""A text longer than this many characters is compared without its blanks, which may be the page's own."""

EXCEPTIONS: dict[tuple[str, str, str], str] = {
    ("*", "src_line", "*"): "a line of the source text, for whoever checks the data against it: in the downloads",
    ("divisions", "seq", "*"): "the place in the list, which the list itself shows",
    ("printed_tables", "is_empty", "false"): "the rows are there to be seen",
    ("printed_tables", "declared_empty", "false"): "nothing was declared",
    ("narrative", "heading", "false"): "a paragraph is what is not set as a heading",
    ("performance_indicators", "operator", "date"): "no relation: the day itself is the target",
    ("performance_indicators", "operator", "text"): "no relation: the words themselves are the target",
}
"""Resource, field and value (`*`: any) that need not be read on the page, and why."""

SECTIONS = {
    "assets": ("assets",), "disclosed_totals": ("tables",), "disclosures": ("about", "top"), "divisions": ("people",),
    "economic_codes": ("tables",), "functional_codes": ("tables",), "glossary": ("glossary",),
    "narrative": ("narrative",), "narrative_figures": ("narrative",), "performance_indicators": ("projects",),
    "performance_targets": ("projects",), "printed_tables": ("tables",), "procurement": ("procurement",),
    "project_allocations": ("projects",), "projects": ("projects",), "regions": ("about",), "source_cells": ("tables",),
    "staffing": ("people",), "units": ("about",),
}  # fmt: skip
"""Where the values of a resource stand; those of a table resource in the table of its id."""


@dataclass(frozen=True, slots=True)
class Value:
    """One non-empty cell of a package."""

    resource: str
    row: dict[str, str]
    field: Field
    text: str

    def __str__(self) -> str:
        key = "/".join(self.row[name] for name in all_schemas()[self.resource].own_key if self.row.get(name))
        return f"{self.resource} {key} {self.field.name}: {self.text[:60]}"


def values_of(unit_year: str) -> list[Value]:
    found = []
    for name, rows in given(unit_year).items():
        schema = all_schemas()[name]
        for row in rows:
            assert set(row) == set(schema.header), name
            found += [Value(name, row, field, row[field.name]) for field in schema.fields if row[field.name]]
    return found


KEYED = {
    "disclosed_totals": "{table_id}-total-{measure}", "staffing": "staffing-{category}-headcount",
    "narrative": "narrative-{seq}", "narrative_figures": "figure-{seq}", "glossary": "glossary-{seq}",
    "projects": "project-{project_id}", "performance_targets": "performance-{project_id}-total_funds",
    "project_allocations": "allocations-{project_id}-{seq}-amount",
    "performance_indicators": "performance-{project_id}-{seq}-value",
    "assets": "assets-{phase}-{category}-value", "printed_tables": "{table_id}",
    "source_cells": "{table_id}-{row}-{field}",
}  # fmt: skip
"""The address of a row, or of one cell of it, by the resource: where this is on the page, the row's key is."""


STANDS_AT = {
    ("disclosed_totals", "amount"): "{table_id}-total-{measure}",
    ("source_cells", "raw_text"): "{table_id}-{row}-{field}", ("source_cells", "value"): "{table_id}-{row}-{field}",
    ("narrative", "text"): "narrative-{seq}", ("narrative_figures", "*"): "figure-{seq}",
    ("projects", "*"): "project-{project_id}", ("project_allocations", "*"): "project-{project_id}",
    ("project_allocations", "amount"): "allocations-{project_id}-{seq}-amount",
    ("performance_targets", "*"): "project-{project_id}", ("performance_indicators", "*"): "project-{project_id}",
    ("performance_targets", "total_funds"): "performance-{project_id}-total_funds",
    ("performance_targets", "fiscal_funds"): "performance-{project_id}-fiscal_funds",
    ("performance_targets", "other_funds"): "performance-{project_id}-other_funds",
    **{
        ("performance_indicators", field): "performance-{project_id}-{seq}-value"
        for field in ("operator", "value", "value_unit", "value_date", "value_text", "raw_text")
    },
    ("printed_tables", "*"): "{table_id}", ("staffing", "headcount"): "staffing-{category}-headcount",
    ("assets", "value"): "assets-{phase}-{category}-value",
    ("assets", "quantity"): "assets-{phase}-{category}-quantity",
    ("assets", "quantity_unit"): "assets-{phase}-{category}-quantity",
    **{("procurement", field): f"procurement-{field}" for field in all_schemas()["procurement"].header[2:-1]},
    ("*", "unit_id"): "about", ("*", "year"): "top",
}  # fmt: skip
"""The one element in which a value must be said, by resource and field (`*`: all others)."""


def address_of(value: Value) -> str:
    """Return the address that holds the key of the value's row; empty where that has no figure, thus no address."""
    schema = all_schemas()[value.resource]
    if schema.table_id:
        filled_in = next((measure for measure in schema.measures if value.row[measure]), None)
        return cell(schema, value.row, filled_in) if filled_in else ""
    if value.resource == "disclosed_totals" and not value.row["amount"]:
        return ""
    if is_of_code(value):
        # A code has no address of its own: its finding stands at the name beside it.
        return filled("{table_id}-{row}-name_printed", value.row)
    return filled(KEYED.get(value.resource, ""), value.row)


def is_of_code(value: Value) -> bool:
    return value.resource == "source_cells" and value.row["field"] in CODE_COLUMNS


def anchor_of(value: Value) -> str:
    """Return the address of the one element where the value must stand, empty where only its section is known."""
    name, schema = value.field.name, all_schemas()[value.resource]
    if schema.table_id and name in schema.measures:
        return cell(schema, value.row, name)
    if is_of_code(value) and name == "raw_text":
        return filled("{table_id}", value.row)
    keys = (("*", name), (value.resource, name), (value.resource, "*"))
    return filled(next((STANDS_AT[key] for key in keys if key in STANDS_AT), ""), value.row)


def cell(schema: Schema, row: dict[str, str], field: str) -> str:
    return filled("-".join([schema.table_id or "", *(row[key] for key in schema.own_key), field]), row)


def filled(pattern: str, row: dict[str, str]) -> str:
    return pattern.format_map(row).lower().replace("/", "-")


def homes_of(value: Value, page: BuiltPage) -> list[Place]:
    anchor = anchor_of(value)
    if anchor:
        return page.at([anchor])
    table = all_schemas()[value.resource].table_id
    return page.at((table.lower(),) if table else SECTIONS[value.resource])


def forms_of(value: Value) -> Iterator[str]:
    """Yield the ways in which the page may write a value; any one will do."""
    text, field = value.text, value.field
    yield text
    if field.name == "thousands_separators":
        yield "有千分位" if text == "true" else "无千分位"
    elif field.type == "boolean":
        yield YES if text == "true" else NO
    if field.labels:
        yield field.labels.get(text, text)
    if field.type in {"number", "integer"}:
        yield from figures(Decimal(text))
    if field.type == "date":
        year, month, day = text.split("-")
        yield f"{year}年{int(month)}月{int(day)}日"
    if text.isdigit() and field.name.endswith("code"):
        yield " ".join(filter(None, (text[:3], text[3:5], text[5:])))


def figures(amount: Decimal) -> Iterator[str]:
    """Yield an amount in 10,000 yuan and in yuan, with and without separators and spare zeros."""
    for number in (amount, amount.scaleb(4)):
        for decimals in (None, 0, 2):
            if decimals is not None and number != round(number, decimals):
                continue
            written = number if decimals is None else round(number, decimals)
            for form in (f"{written:f}", f"{written:,f}"):
                yield form
                yield form.replace("-", "−")


def is_on(value: Value, page: BuiltPage) -> bool:
    """Whether the value can be read where it belongs: a text whole, a figure or code not inside another one."""
    schema, name = all_schemas()[value.resource], value.field.name
    if (value.resource, name) in {("printed_tables", "is_empty"), ("printed_tables", "declared_empty")}:
        return "空表" in page.places[value.row["table_id"].lower()].words
    if (value.resource, name) == ("narrative", "heading"):
        # Where the text may not be published, the paragraph has no more than its place.
        return "h" in page.places[f"narrative-{value.row['seq']}"].classes or not value.row["text"]
    if name in schema.own_key or (value.resource == "source_cells" and name in {"row", "field"}):
        address = address_of(value)
        if address:
            return address in page.places
        if schema.table_id or value.resource == "disclosed_totals":
            return is_blank_row_on(value, page)
    said = [text for place in homes_of(value, page) for text in place.said()]
    return any(all(is_said(part, value, said) for part in parts_of(form, value)) for form in forms_of(value))


def is_blank_row_on(value: Value, page: BuiltPage) -> bool:
    """Whether a row without a figure is in its table: by its name; a blank total is a blank cell of a table there."""
    name = value.row.get("label_printed") or value.row.get("name_printed") or ""
    table = (all_schemas()[value.resource].table_id or value.row["table_id"]).lower()
    return table in page.places and without_spaces(name) in without_spaces(page.places[table].words)


def parts_of(form: str, value: Value) -> list[str]:
    is_list = value.field.type == "string" and value.field.description.endswith("joined by |.")
    return form.split("|") if is_list else [form]


def is_said(part: str, value: Value, said: list[str]) -> bool:
    """Whether one of the texts of a place holds the part: whole, and exactly as printed where that is the point."""
    if value.field.name == "raw_text" and value.resource == "source_cells":
        return part in said or any(stands_alone(part, text) for text in said)
    if len(part) > LONG:
        return any(without_spaces(part) in without_spaces(text) for text in said)
    return any(stands_alone(part, text) for text in said)


def exception_of(value: Value) -> tuple[str, str, str] | None:
    for resource in (value.resource, "*"):
        for text in (value.text, "*"):
            if (resource, value.field.name, text) in EXCEPTIONS:
                return resource, value.field.name, text
    return None


@pytest.fixture(scope="module")
def pages(built_site: Path) -> dict[str, BuiltPage]:
    return {each: BuiltPage((built_site / "units" / each / "index.html").read_text("utf-8")) for each in UNIT_YEARS}


@pytest.mark.parametrize("unit_year", UNIT_YEARS)
def test_every_value_of_every_resource_is_on_its_page(pages: dict[str, BuiltPage], unit_year: str) -> None:
    values = [value for value in values_of(unit_year) if exception_of(value) is None]

    missing = [str(value) for value in values if not is_on(value, pages[unit_year])]

    assert len(values) > 1500
    assert missing == []


def test_every_exception_is_of_use() -> None:
    used = {exception_of(value) for unit_year in UNIT_YEARS for value in values_of(unit_year)}

    assert used == {None, *EXCEPTIONS}


@pytest.mark.parametrize(
    ("resource", "key", "field", "other"),
    [
        ("general_budget_expenditure", "20103", "basic", "276.27"),
        ("narrative", "2", "text", "按照全口径预算的原则，昌吉州政府电子政务办公室2023年所有收入均纳入部门预算管理。"),
        ("source_cells", "T5", "raw_text", "14。42"),
        ("divisions", "1", "name", "综合处"),
        ("units", "652300-egov", "unit_type", "administrative"),
        ("functional_codes", "201", "code", "2010351"),
        ("performance_indicators", "media-interaction", "value", "12345"),
    ],
)
def test_another_value_would_be_missed(
    pages: dict[str, BuiltPage], resource: str, key: str, field: str, other: str
) -> None:
    values = [value for value in values_of(UNIT_YEARS[0]) if (value.resource, value.field.name) == (resource, field)]
    value = next(value for value in values if key in value.row.values())

    assert is_on(value, pages[UNIT_YEARS[0]])
    assert not is_on(replace(value, text=other), pages[UNIT_YEARS[0]])
