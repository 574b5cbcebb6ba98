"""What can be found of a disclosure."""

from __future__ import annotations

from decimal import Decimal

from builder.index import FigureRows, Passage, catalog_entries, name_entries, page_text
from builder.model.catalog import EMPTY_CATALOG, Catalog
from builder.model.disclosure import Disclosure
from builder.model.rows import Columns, Row
from tests.factories import disclosure_from


def passages_of(disclosure: Disclosure) -> list[Passage | FigureRows]:
    return list(page_text(disclosure, EMPTY_CATALOG).passages)


def row(resource: str, **values: str | int | Decimal | None) -> Row:
    position = {name: place for place, name in enumerate(values)}
    return Row(Columns(resource, f"{resource}.csv", position, position), tuple(values.values()), 2)


EXPENDITURE = """
    functional_code name_printed total basic project
    205     教育支出  30.00 10.00 20.00
    20501   教育管理  30.00 _ _
"""


def test_a_page_is_known_by_unit_and_year() -> None:
    page = page_text(disclosure_from({"expenditure_by_function": EXPENDITURE}), EMPTY_CATALOG)

    assert (page.key, page.url, page.title, page.year) == (
        "650001-jyj/2024",
        "units/650001-jyj/2024/",
        "某州教育局",
        2024,
    )
    assert page.passages[0] == Passage("top", "单位", "某州教育局")


def test_a_table_gives_its_rows_with_labels_and_figures_and_the_total_apart() -> None:
    passages = passages_of(disclosure_from({"expenditure_by_function": EXPENDITURE}, totals="T3 total 30.00"))

    assert passages[2:] == [
        FigureRows(
            "t3",
            "某表",
            ("total", "basic", "project"),
            (("205", "205 教育支出", "30.00\t10.00\t20.00"), ("20501", "20501 教育管理", "30.00\t\t")),
        ),
        FigureRows("t3", "某表\u3000合计数", ("total",), (("total", "", "30.00"),)),
    ]


def test_a_row_without_a_figure_is_a_label_of_the_form_and_is_not_found() -> None:
    page = page_text(
        disclosure_from({"expenditure_by_function": "functional_code name_printed total\n222 粮油物资储备支出 _"}),
        EMPTY_CATALOG,
    )

    assert not [part for part in page.parts() if "粮油" in part]


def test_a_figure_is_found_as_its_table_prints_it_and_as_it_stands_in_an_odd_cell() -> None:
    disclosure = disclosure_from(
        {"expenditure_by_function": EXPENDITURE}, cells="T3 4 5 205 basic 10。00 10.00 repaired"
    )

    _, _, rows, odd = passages_of(disclosure)

    assert isinstance(rows, FigureRows)
    assert rows.rows[0] == ("205", "205 教育支出", "30.00\t10.00\t20.00")
    assert odd == Passage("t3-205-basic", "某表\u3000教育支出", "10。00")


def test_a_unit_and_its_region_have_names() -> None:
    unit, region = name_entries(disclosure_from({"expenditure_by_function": EXPENDITURE}))

    assert (unit.kind, unit.name, unit.code, unit.detail, unit.url) == (
        "unit",
        "某州教育局",
        "650001-jyj",
        "某州 2024",
        "units/650001-jyj/",
    )
    assert (region.kind, region.name, region.url) == ("region", "某州", "units/#region-650001")


def test_codes_and_terms_of_the_catalog_have_names() -> None:
    education = row("functional_classification", code="205", name="教育支出", level="class")
    management = row("functional_classification", code="20501", name="教育管理事务", level="section")
    term = row(
        "glossary_terms", term_id="fiscal", term="财政拨款", aliases="财政补助", definition="本级财政拨给单位的钱。"
    )
    catalog = Catalog({2024: {"205": (education,), "20501": (management,)}}, {}, (term,))

    entries = catalog_entries(catalog)

    assert [(entry.kind, entry.name, entry.code, entry.detail) for entry in entries] == [
        ("functional", "教育支出", "205", "类"),
        ("functional", "教育管理事务", "20501", "款 教育支出"),
        ("term", "财政拨款", "", "本级财政拨给单位的钱。"),
    ]
    assert entries[2].aliases == ("财政补助",)


def test_a_code_printed_under_another_name_is_found_by_its_official_name_too() -> None:
    official = row("functional_classification", code="205", name="教育类支出", level="class", reliability=None)
    catalog = Catalog({2024: {"205": (official,)}}, {}, ())

    page = page_text(disclosure_from({"expenditure_by_function": EXPENDITURE}), catalog)

    assert [passage for passage in page.passages if passage.title == "支出功能分类"] == [
        Passage("t3-205-total", "支出功能分类", "205 教育类支出")
    ]
