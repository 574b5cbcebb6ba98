"""Code lists by year, terms and funds."""

from __future__ import annotations

from builder.assemble import assemble_catalog, assemble_disclosures
from builder.model.catalog import EMPTY_CATALOG
from builder.records import RawDescriptor, TypedPackage
from tests.factories import HEAD, disclosure_from, typed_table

FUNCTIONAL = "code valid_from name level status reliability\n"


def package(folder: str, **texts: str) -> TypedPackage:
    tables = {name: typed_table(name, text) for name, text in texts.items()}
    return TypedPackage(folder, "0", RawDescriptor("x", {}, {}), tables, ())


CATALOG = assemble_catalog(
    [
        package(
            "c/2022",
            functional_classification=FUNCTIONAL
            + "201 2019 甲 class verified printed\n201 2021 乙 class verified printed\n"
            "202 2009 丙 class unverified historical",
            economic_classification="code valid_from name level status reliability\n301 2019 丁 class verified printed",
            fund_sources="fund name_zh is_fiscal_appropriation\ngpb 一般公共预算 true",
        ),
        package("c/2025", functional_classification=FUNCTIONAL + "201 2024 戊 class verified printed"),
        package("glossary", glossary_terms="term_id term definition status\nx 某词 某义 verified"),
    ]
)


def test_a_name_comes_from_the_list_of_the_year_or_the_nearest() -> None:
    assert CATALOG.functional_name("201", 2022) == "乙"
    assert CATALOG.functional_name("201", 2030) == "戊"
    assert CATALOG.economic_name("301", 2025) == "丁"


def test_the_list_of_a_year_is_its_own_or_the_nearest() -> None:
    assert list(CATALOG.functional_list(2022)) == ["201", "202"]
    assert list(CATALOG.functional_list(2030)) == ["201"]
    assert list(CATALOG.economic_list(2030)) == ["301"]
    assert EMPTY_CATALOG.functional_list(2022) == {}


def test_a_list_is_complete_where_its_descriptor_says_so() -> None:
    listed = {"functional_classification": FUNCTIONAL + "201 2019 甲 class verified printed"}
    tables = {name: typed_table(name, text) for name, text in listed.items()}
    named = ["functional_classification"]
    declared = TypedPackage("c/2022", "0", RawDescriptor("x", {"complete_lists": named}, {}), tables, ())

    assert assemble_catalog([declared]).complete == {("functional_classification", 2022)}
    assert CATALOG.complete == frozenset()


def test_a_historical_name_is_no_name() -> None:
    assert CATALOG.functional_name("202", 2022) is None
    assert CATALOG.functional_name("999", 2022) is None


def test_terms_and_funds_are_kept() -> None:
    assert [row.text("term") for row in CATALOG.terms] == ["某词"]
    assert [row.text("fund") for row in CATALOG.funds] == ["gpb"]


def test_a_list_outside_a_year_counts_last() -> None:
    undated = assemble_catalog(
        [package("lists", functional_classification=FUNCTIONAL + "201 2019 甲 class verified printed")]
    )

    assert undated.functional_name("201", 2022) == "甲"


def test_a_code_list_holds_no_disclosure() -> None:
    assert assemble_disclosures(package("c/2022", functional_classification=FUNCTIONAL)) == ()


def test_regions_lead_from_the_nearest_up_and_a_loop_ends() -> None:
    texts = HEAD | {"regions": "region_code name parent_code\n650001 某州 650000\n650000 某省 650001"}
    (disclosure,) = assemble_disclosures(package("u", **texts))

    assert [row.text("name") for row in disclosure.regions] == ["某州", "某省"]


def test_only_the_codes_of_the_unit_year_are_its_own() -> None:
    texts = HEAD | {
        "functional_codes": "code\n201\n208",
        "expenditure_by_function": "functional_code name_printed total\n201 甲 1",
    }
    (disclosure,) = assemble_disclosures(package("u", **texts))

    assert [row.text("code") for row in disclosure.rows("functional_codes")] == ["201"]


def test_sides_rows_and_funds_name_the_lines_of_their_tables() -> None:
    tables = disclosure_from(
        {
            "income_expenditure_summary": "side line name_printed amount\nexpenditure 201 甲 1\nincome gpb 乙 1",
            "general_budget_projects": "row_no functional_code name_printed total\n1 201 甲 1",
            "three_public": "fund total\ngpb 2.17",
        }
    ).tables

    assert [(line.key, line.code) for line in tables["T1"].lines] == [("expenditure/201", "201"), ("income/gpb", None)]
    assert [(line.key, line.code) for line in tables["T7"].lines] == [("1", "201")]
    assert [(line.key, line.code) for line in tables["T8"].lines] == [("gpb", None)]


def test_of_many_documents_each_has_only_what_it_prints() -> None:
    texts = HEAD | {
        "disclosures": HEAD["disclosures"]
        + "\n650001-jyj 2023 budget unit 某州教育局2023年单位预算 某州教育局 wan_yuan 0.01",
        "staffing": "category headcount\nactive 3",
        "gov_fund_expenditure": "functional_code name_printed total",
        "expenditure_by_function": "functional_code name_printed total\n201 甲 1",
        "printed_tables": "table_id title_printed amount_unit_printed quantum is_empty\n"
        "T9 某表 wan_yuan 0.01 true\nT3 某表 wan_yuan 0.01 false\nT12 某表 wan_yuan 0.01 true",
    }
    newer, older = assemble_disclosures(package("u", **texts))

    assert {"staffing", "gov_fund_expenditure", "expenditure_by_function"} <= set(newer.resources)
    assert set(older.resources) & {"staffing", "gov_fund_expenditure", "expenditure_by_function"} == set()
    assert newer.tables["T12"].resource is None
