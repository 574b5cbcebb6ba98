"""All findings on one page, narrowed in a real browser; each rule on its own page; completeness side by side."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser

UNIT, YEAR = "652300-egov", "2022"
UNIT_YEAR = f"units/{UNIT}/{YEAR}/"
RULE = "HIE-T5"


@pytest.fixture(params=[360, 1280], ids=["360", "1280"])
def page(request: pytest.FixtureRequest, browser: Browser, site_address: str) -> Iterator[Page]:
    wrong: list[str] = []
    context = browser.new_context(viewport={"width": request.param, "height": 800}, base_url=site_address)
    tab = context.new_page()
    tab.on("pageerror", lambda error: wrong.append(str(error)))
    tab.on("console", lambda said: wrong.append(said.text) if said.type in {"error", "warning"} else None)
    yield tab
    context.close()
    assert wrong == []


@pytest.fixture(scope="session")
def findings(built_site: Path) -> list[dict[str, str]]:
    """All findings on what is printed, as they may be taken away."""
    with (built_site / "data" / "findings.csv").open(encoding="utf-8", newline="") as table:
        return [row for row in csv.DictReader(table) if not row["rule"].startswith("CMP-")]


def test_a_rule_is_chosen_and_the_list_its_count_and_the_address_follow(
    page: Page, findings: list[dict[str, str]]
) -> None:
    wanted = [row for row in findings if row["rule"] == RULE]
    page.goto("checks/")

    page.get_by_label("规则", exact=True).select_option(RULE)

    expect(page).to_have_url(re.compile(rf"\?rule={RULE}$"))
    expect(page.locator("#mz-count")).to_contain_text(f"符合的有{len(wanted)}处")
    listed = page.locator("#mz-listed tbody tr")
    expect(listed).to_have_count(len(wanted))
    assert {row.get_by_role("link").last.inner_text() for row in listed.all()} == {RULE}


def test_an_address_with_a_filter_shows_what_it_names(page: Page, findings: list[dict[str, str]]) -> None:
    wanted = [row for row in findings if row["severity"] == "error" and row["year"] == YEAR]

    page.goto(f"checks/?severity=error&year={YEAR}&region=652300&unit={UNIT}")

    expect(page.get_by_label("程度", exact=True)).to_have_value("error")
    expect(page.get_by_label("单位", exact=True)).to_have_value(UNIT)
    expect(page.locator("#mz-count")).to_contain_text(f"符合的有{len(wanted)}处")


def test_the_same_rows_stand_before_and_after_a_filter_that_lets_all_through(page: Page) -> None:
    page.goto(f"checks/?rule={RULE}&unit={UNIT}")
    expect(page.locator("#mz-listed tbody tr").first).to_be_visible()
    by_script = page.locator("#mz-listed tbody tr").first.evaluate("(row) => row.outerHTML")

    page.goto("checks/")
    rows = page.locator("#mz-listed tbody tr", has=page.get_by_role("link", name=RULE, exact=True))
    by_build = rows.filter(has=page.locator(f'a[href*="{UNIT_YEAR}"]')).first.evaluate("(row) => row.outerHTML")

    assert re.sub(r'href="[^"]+"', "", by_script) == re.sub(r'href="[^"]+"', "", by_build)
    for html in (by_script, by_build):
        addresses = {page.evaluate("(href) => new URL(href, location.href).pathname", href) for href in _hrefs(html)}
        assert addresses == {f"/{UNIT_YEAR}", f"/checks/rules/{RULE}/"}


def _hrefs(html: str) -> list[str]:
    return re.findall(r'href="([^"]+)"', html)


def test_a_filter_that_nothing_fits_says_so_and_emptied_brings_all_back(page: Page) -> None:
    page.goto("checks/")
    before = page.locator("#mz-listed tbody tr").count()
    box = page.get_by_label("单位", exact=True)

    box.focus()
    page.keyboard.type("没有这个单位")
    expect(page.locator("#mz-count")).to_have_text("没有符合的结果。")
    expect(page.locator("#mz-listed tbody tr")).to_have_count(0)

    box.fill("")
    expect(page.locator("#mz-listed tbody tr")).to_have_count(before)
    expect(page).not_to_have_url(re.compile(r"\?"))


def test_a_finding_in_the_list_leads_to_its_cell(page: Page) -> None:
    page.goto(f"checks/?rule={RULE}&unit={UNIT}")

    page.locator("#mz-listed th a").first.click()

    page.wait_for_url(re.compile(rf"{UNIT_YEAR}#t5-"))
    expect(page.locator(page.evaluate("location.hash"))).to_be_in_viewport()


def test_a_rule_is_reached_from_a_finding_and_leads_back_to_the_figure(page: Page) -> None:
    page.goto(UNIT_YEAR)
    page.evaluate("document.querySelectorAll('#checks details').forEach((part) => { part.open = true; })")

    page.locator("#checks table").get_by_role("link", name=RULE, exact=True).first.click()

    page.wait_for_url(f"**/checks/rules/{RULE}/")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.locator(f'#findings th a[href*="{UNIT_YEAR}"]').first.click()
    page.wait_for_url(re.compile(rf"{UNIT_YEAR}#t5-"))


def test_every_rule_of_the_index_has_its_page(page: Page, built_site: Path) -> None:
    page.goto("checks/#rules")

    addresses = [link.get_attribute("href") or "" for link in page.locator("#rules th a").all()]

    assert len(addresses) == len(set(addresses)) > 0
    assert [address for address in addresses if not (built_site / "checks" / address / "index.html").is_file()] == []


def test_completeness_is_narrowed_to_a_region_and_the_address_follows(page: Page) -> None:
    page.goto("completeness/")
    page.get_by_label("行政区划", exact=True).select_option("652300")

    expect(page).to_have_url(re.compile(r"\?region=652300$"))
    expect(page.locator("#mz-scores tbody tr")).to_have_count(1)
    expect(page.locator("#mz-count")).to_contain_text("符合的有1份")
    first = page.locator("#mz-scores tbody tr th")
    page.locator(".mz-matrix").evaluate("(box) => { box.scrollLeft = 9999; }")
    expect(first).to_be_in_viewport()


@pytest.mark.parametrize("address", ["checks/", "completeness/"])
def test_without_scripts_the_lists_are_there_and_the_form_is_not(
    browser: Browser, site_address: str, address: str
) -> None:
    context = browser.new_context(base_url=site_address, java_script_enabled=False)
    tab = context.new_page()
    tab.goto(address)

    expect(tab.get_by_label("年度", exact=True)).to_be_hidden()
    expect(tab.locator("tbody tr").first).to_be_visible()
    expect(tab.locator("a[href$='.csv'], a[href$='.json']").first).to_be_visible()
    context.close()


def test_where_the_files_do_not_come_the_reader_is_told_and_keeps_the_first_rows(
    browser: Browser, site_address: str
) -> None:
    context = browser.new_context(base_url=site_address)
    tab = context.new_page()
    tab.route("**/checks/findings*.json?v=*", lambda route: route.abort())
    tab.goto("checks/")
    before = tab.locator("#mz-listed tbody tr").count()

    tab.get_by_label("规则", exact=True).select_option(RULE)

    expect(tab.locator("#mz-count")).to_contain_text("没有取到")
    expect(tab.locator("#mz-listed tbody tr")).to_have_count(before)
    context.close()
