from __future__ import annotations

import re

import pytest

from builder.findings import AuditReport
from builder.model.catalog import Catalog
from builder.model.disclosure import Disclosure
from builder.render import UnitYearShare, unit_year_share
from builder.render.data_page import DataFacts, data_page
from builder.render.directory import Directory, directory_page
from builder.render.glossary import TermUses, glossary_page
from builder.render.home import HomeFacts, home_page
from builder.render.summary import UnitYearSummary
from builder.render.terms import standard_terms
from builder.render.unit import unit_page
from builder.schemas import all_schemas
from tests.unit.render.conftest import SITE, UNIT, YEAR


@pytest.fixture
def share(disclosure: Disclosure, catalog: Catalog) -> UnitYearShare:
    return unit_year_share(disclosure, AuditReport(UNIT, YEAR, (), {"T1-01": 3}, {}), catalog)


@pytest.fixture
def summary(share: UnitYearShare) -> UnitYearSummary:
    return share.summary


def test_a_summary_holds_the_key_figures(summary: UnitYearSummary) -> None:
    assert (str(summary.total), str(summary.total_change), str(summary.three_public)) == ("314.96", "-5.95", "2.17")
    assert (summary.passed, summary.errors) == (3, 0)


def test_the_directory_lists_a_unit_once_with_all_its_years(summary: UnitYearSummary) -> None:
    body = directory_page(Directory.of([summary, summary._replace(year=2021)]), SITE).slots.body

    assert body.count(f'<a href="{UNIT}/">') == 1
    assert re.findall(rf'href="{UNIT}/(\d+)/"', body) == ["2022", "2021"]
    assert body.count('id="region-652300"') == 1


def test_the_page_of_a_unit_stands_the_latest_year_first_and_draws_a_trend(summary: UnitYearSummary) -> None:
    page = unit_page([summary._replace(year=2021), summary], SITE)

    assert page.path == f"units/{UNIT}/index.html"
    assert page.slots.body.index("2022/") < page.slots.body.index("2021/")
    assert 'id="trend"' in page.slots.body
    assert 'id="trend"' not in unit_page([summary], SITE).slots.body


def test_the_glossary_joins_the_standard_sense_and_the_units_own_words(share: UnitYearShare, catalog: Catalog) -> None:
    body = glossary_page(standard_terms(catalog), share.terms, SITE).slots.body

    assert '<dt id="jbzc">基本支出</dt><dd>保障机构正常运转的支出。' in body
    assert "单位写法：包括人员经费、公用经费（定额）。" in body
    assert f'href="../units/{UNIT}/{YEAR}/#glossary-1"' in body
    assert '<a href="#jbzc">' in body


def test_the_data_page_documents_every_column_of_every_resource(summary: UnitYearSummary) -> None:
    body = data_page(DataFacts.of([summary]), SITE).slots.body

    for schema in all_schemas().values():
        assert f'id="{schema.name}"' in body
        for field in schema.fields:
            assert f">{field.name}</span>" in body


def test_the_home_page_leads_to_the_newest_disclosures(summary: UnitYearSummary) -> None:
    page = home_page(HomeFacts.of([summary._replace(year=2021), summary]), SITE)

    assert re.findall(rf'<th scope="row"><a href="(units/{UNIT}/\d+/)"', page.slots.body) == [
        f"units/{UNIT}/2022/",
        f"units/{UNIT}/2021/",
    ]
    assert page.slots.canonical == SITE.site_url


def test_pages_of_an_empty_site_are_whole(catalog: Catalog) -> None:
    pages = [
        home_page(HomeFacts.of([]), SITE),
        directory_page(Directory.of([]), SITE),
        data_page(DataFacts.of([]), SITE),
        glossary_page(standard_terms(catalog), TermUses(), SITE),
    ]

    assert all(page.slots.body and " style=" not in page.slots.body for page in pages)
