"""What readers come for, done in a real browser on the built site: on a telephone and on a wide screen."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, ViewportSize, expect

pytestmark = pytest.mark.browser

PROJECT = Path(__file__).parents[2]
PACKAGE = PROJECT / "datasets" / "units" / "652300-egov" / "2022"
EGOV = "昌吉回族自治州人民政府电子政务办公室"
UNIT = "units/652300-egov/"
UNIT_YEAR = f"{UNIT}2022/"
PAGES = (
    "", "units/", UNIT, UNIT_YEAR, "units/310107-zfb/2025/", "glossary/", "data/", "about/", "method/", "developers/",
    "publishers/", "checks/", "checks/rules/X-T5T6/", "completeness/", "404.html",
)  # fmt: skip
NARROW, WIDE = 360, 1280


def sized(width: int) -> ViewportSize:
    return {"width": width, "height": 800}


def watched(context: BrowserContext, address: str, wrong: list[str]) -> Page:
    """Open a tab that tells of every script error, refused or failed file, and call to another host."""
    tab = context.new_page()
    tab.on("pageerror", lambda error: wrong.append(f"script: {error}"))
    tab.on("console", lambda said: wrong.append(f"console: {said.text}") if said.type in {"error", "warning"} else None)
    tab.on(
        "request",
        lambda asked: None if asked.url.startswith((address, "data:", "blob:")) else wrong.append(f"host: {asked.url}"),
    )
    tab.on("response", lambda got: wrong.append(f"{got.status}: {got.url}") if got.status >= 400 else None)
    return tab


@pytest.fixture(params=[NARROW, WIDE], ids=["360", "1280"])
def page(request: pytest.FixtureRequest, browser: Browser, site_address: str) -> Iterator[Page]:
    wrong: list[str] = []
    context = browser.new_context(
        viewport=sized(request.param), base_url=site_address, has_touch=request.param == NARROW
    )
    tab = watched(context, site_address, wrong)
    yield tab
    context.close()
    assert wrong == []


def box(page: Page) -> Locator:
    """Return the search box that stands in the home page."""
    return page.locator("main form[role=search] input")


def first_option(page: Page) -> Locator:
    return page.locator("[role=option]:visible").first


@pytest.mark.parametrize("typed", ["电子政务", "dzzw", "dzzwbgs"])
def test_a_unit_is_found_by_part_of_its_name_or_pinyin_and_a_figure_read(page: Page, typed: str) -> None:
    page.goto("")
    box(page).fill(typed)
    expect(first_option(page)).to_contain_text(EGOV)
    first_option(page).click()

    page.wait_for_url(f"**/{UNIT}")
    page.get_by_role("link", name="2022年").first.click()

    page.wait_for_url(f"**/{UNIT_YEAR}")
    figure = page.locator("#t5-20103-basic")
    figure.scroll_into_view_if_needed()
    expect(figure).to_be_visible()
    expect(figure).to_contain_text("276.26")


def test_the_address_of_a_figure_shows_it(page: Page) -> None:
    page.goto(f"{UNIT_YEAR}#t5-20103-basic")

    expect(page.locator("#t5-20103-basic")).to_be_in_viewport()


def test_a_finding_is_followed_to_its_note_back_and_to_the_checks(page: Page) -> None:
    page.goto(UNIT_YEAR)
    figure = page.locator("#t5-20103-basic")

    figure.get_by_role("link").click()
    note = page.locator(page.evaluate("location.hash"))
    expect(note).to_be_in_viewport()
    expect(note).to_contain_text("276.26")
    expect(note).to_contain_text("106.26")

    rule = note.get_by_role("link", name="HIE-T5")
    note.get_by_role("link", name="回到原处").click()
    expect(page).to_have_url(re.compile("#t5-20103-basic$"))
    expect(figure).to_be_in_viewport()

    rule.click()
    expect(page).to_have_url(re.compile("#rule-hie-t5$"))
    expect(page.locator("#checks #rule-hie-t5")).to_be_in_viewport()

    page.evaluate("document.querySelectorAll('#checks details').forEach((part) => { part.open = true; })")
    page.locator("#checks").get_by_role("link", name=re.compile("^表五 20103 基本支出")).first.click()
    expect(figure).to_be_in_viewport()


def test_a_table_is_downloaded_and_is_that_of_the_package(page: Page, tmp_path: Path) -> None:
    page.goto(UNIT_YEAR)

    with page.expect_download() as started:
        page.locator("#t3").get_by_role("link", name="CSV", exact=True).click()
    started.value.save_as(tmp_path / "table.csv")

    assert started.value.suggested_filename == "expenditure_by_function.csv"
    own = PACKAGE / "expenditure_by_function.csv"
    with own.open(encoding="utf-8", newline="") as expected:
        header, *rows = csv.reader(expected)
    frame = pd.read_csv(tmp_path / "table.csv", dtype=str, keep_default_na=False)
    assert list(frame.columns) == header
    assert [list(row) for row in frame.itertuples(index=False)] == rows
    assert len(rows) == 15


def test_a_term_is_looked_up_in_place(page: Page) -> None:
    page.goto(UNIT_YEAR)
    term = page.locator("main a.mz-term:visible", has_text="基本支出").first
    explained = page.get_by_role("tooltip")

    if page.viewport_size == sized(NARROW):
        term.tap()
        expect(page).not_to_have_url(re.compile("#"))
    else:
        term.hover()
    expect(explained).to_contain_text("人员经费和公用经费")
    expect(explained).to_be_in_viewport(ratio=1)
    page.keyboard.press("Escape")
    expect(explained).to_have_count(0)

    page.mouse.move(0, 0)
    page.locator("#mz-nav, .md-logo").first.focus()
    term.focus()
    expect(explained).to_contain_text("人员经费和公用经费")


def test_the_keyboard_alone_leads_from_home_to_a_unit_and_its_year(page: Page) -> None:
    page.goto("")
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.getAttribute('role')") == "combobox":
            break
    expect(box(page)).to_be_focused()

    page.keyboard.type("dzzw")
    expect(first_option(page)).to_contain_text(EGOV)
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{UNIT}")

    for _ in range(30):
        page.keyboard.press("Tab")
        if (page.evaluate("document.activeElement.getAttribute('href')") or "") == "2022/":
            break
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{UNIT_YEAR}")
    expect(page.get_by_role("heading", level=1)).to_contain_text("2022年单位预算")


@pytest.mark.parametrize("width", [320, NARROW, WIDE])
def test_no_page_scrolls_sideways_has_an_error_or_asks_another_host(
    browser: Browser, site_address: str, width: int
) -> None:
    wrong: list[str] = []
    too_wide = {}
    context = browser.new_context(viewport=sized(width), base_url=site_address)
    tab = watched(context, site_address, wrong)
    for address in PAGES:
        tab.goto(address)
        tab.evaluate("document.querySelectorAll('details').forEach((part) => { part.open = true; })")
        over = tab.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if over > 0:
            too_wide[address] = over
    context.close()

    assert too_wide == {}
    assert wrong == []


@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_without_scripts_pages_read_and_search_is_a_link_to_the_directory(
    browser: Browser, site_address: str, width: int
) -> None:
    context = browser.new_context(viewport=sized(width), base_url=site_address, java_script_enabled=False)
    tab = context.new_page()
    tab.goto(UNIT_YEAR)
    expect(tab.locator("#t5-20103-basic")).to_contain_text("276.26")
    expect(tab.locator("#t5-20103-basic")).to_be_visible()
    tab.locator("#t5-20103-basic").get_by_role("link").click()
    expect(tab.locator("#t5-n1")).to_be_in_viewport()
    expect(tab.locator("[role=combobox]:visible")).to_have_count(0)

    tab.get_by_role("link", name=re.compile("搜")).locator("visible=true").first.click()
    tab.wait_for_url("**/units/")
    tab.get_by_role("link", name=re.compile(EGOV)).first.click()
    tab.wait_for_url(f"**/{UNIT}**")
    context.close()


@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_without_scripts_the_home_page_leads_on(browser: Browser, site_address: str, width: int) -> None:
    context = browser.new_context(viewport=sized(width), base_url=site_address, java_script_enabled=False)
    tab = context.new_page()
    tab.goto("")
    tab.get_by_role("link", name=re.compile("搜")).locator("visible=true").first.click()
    tab.wait_for_url("**/units/")
    expect(tab.get_by_role("heading", level=1)).to_be_visible()
    context.close()
