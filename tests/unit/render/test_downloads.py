"""A unit-year page offers the downloads that there are, and leads to the bulk files for the others."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from builder.findings import AuditReport
from builder.model.catalog import EMPTY_CATALOG
from builder.model.disclosure import Disclosure
from builder.model.downloads import KINDS, DownloadChoice
from builder.render.pages import Page
from builder.render.unit_year import unit_year_page
from tests.unit.render.conftest import SITE, UNIT, YEAR

_FILES = {
    "csv": "general_budget_basic.csv",
    "excel": "general_budget_basic-excel.csv",
    "json": "data.json",
    "workbook": "tables.xlsx",
    "descriptor": "datapackage.json",
    "zip": "package.zip",
}
_FORMS = {"json": "data.json", "workbook": "tables.xlsx", "zip": "package.zip"}


def _page(disclosure: Disclosure, choice: DownloadChoice) -> Page:
    report = AuditReport(UNIT, YEAR, (), {"T1-01": 1}, {})
    return unit_year_page(disclosure, report, EMPTY_CATALOG, replace(SITE, downloads=choice))


def _links(page: Page) -> set[str]:
    return set(re.findall(r'href="([^"#]+)"', page.slots.body))


def test_a_site_that_says_nothing_of_them_has_all_downloads_beside_each_page() -> None:
    assert SITE.downloads.beside == KINDS


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_kind_that_lies_beside_the_page_is_linked_and_no_other(disclosure: Disclosure, kind: str) -> None:
    links = _links(_page(disclosure, DownloadChoice(frozenset({kind}))))

    assert links.intersection(_FILES.values()) == {_FILES[kind]}


@pytest.mark.parametrize("form", ["csv", "csv.gz"])
def test_without_csv_beside_the_page_each_table_leads_to_its_bulk_file(disclosure: Disclosure, form: str) -> None:
    page = _page(disclosure, DownloadChoice(frozenset({"json"}), form))

    assert f"../../../data/general_budget_basic.{form}" in _links(page)
    assert f"../../../data/findings.{form}" in _links(page)
    assert '收在<a href="../../../data/">整批数据</a>里' in page.slots.body
    assert not re.search(r'href="[a-z_-]+\.csv"', page.slots.body)


def test_with_everything_beside_the_page_nothing_is_said_of_bulk_files(disclosure: Disclosure) -> None:
    page = _page(disclosure, DownloadChoice())

    assert "整批数据" not in page.slots.body


def test_the_description_for_machines_names_the_files_that_there_are(disclosure: Disclosure) -> None:
    some = _page(disclosure, DownloadChoice(frozenset({"json", "csv"}))).slots.head
    none = _page(disclosure, DownloadChoice(frozenset())).slots.head

    assert [name for name in _FORMS.values() if name in some] == ["data.json"]
    assert "distribution" not in none
