"""The page to go over a draft, in a browser: opened as a file, by keyboard, on a phone, printed, without scripts."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.unit.ingest.test_review import DOCUMENT, draft_from, page_of

pytestmark = pytest.mark.browser

PHONE = {"width": 360, "height": 740}


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Write the page of a draft and return its address as a file."""
    folder = tmp_path_factory.mktemp("review")
    path = folder / "review.html"
    path.write_text(page_of(draft_from(DOCUMENT, folder)), encoding="utf-8")
    return path.as_uri()


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """Open the page; nothing may go wrong on it, and nothing be asked for."""
    wrong: list[str] = []
    tab = browser.new_page()
    tab.on("pageerror", lambda error: wrong.append(str(error)))
    tab.on("console", lambda said: wrong.append(said.text) if said.type in {"error", "warning"} else None)
    tab.on("request", lambda request: wrong.append(request.url) if not request.url.startswith(address) else None)
    tab.goto(address)
    yield tab
    tab.close()
    assert wrong == []


def test_a_key_leads_from_one_doubt_to_the_next(page: Page) -> None:
    page.keyboard.press("n")

    row = page.locator("#expenditure_by_function-20805")
    expect(row).to_be_focused()
    expect(row).to_be_in_viewport()
    expect(page.get_by_role("status")).to_contain_text("这是第 1 处")


def test_the_link_of_a_doubt_opens_the_section_of_its_row(page: Page) -> None:
    section = page.locator("#T3")
    section.get_by_role("checkbox", name="表3").check()

    page.locator("#first ~ .list a").first.click()

    expect(section).to_have_attribute("open", "")
    expect(page.locator("#expenditure_by_function-20805")).to_be_in_viewport()


def test_a_section_gone_over_is_folded_counted_and_remembered(page: Page) -> None:
    expect(page.get_by_role("status")).to_contain_text("还有 3 节没有看过")

    page.locator("#T3").get_by_role("checkbox", name="表3").check()
    page.reload()

    expect(page.get_by_role("status")).to_contain_text("还有 2 节没有看过")
    expect(page.locator("#T3")).not_to_have_attribute("open", "")
    expect(page.locator("#T3 > summary")).to_contain_text("看过")


def test_on_a_phone_only_the_tables_scroll_sideways(page: Page) -> None:
    page.set_viewport_size({"width": PHONE["width"], "height": PHONE["height"]})

    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    assert page.evaluate("[...document.querySelectorAll('.box')].some((box) => box.scrollWidth > box.clientWidth)")


def test_without_scripts_everything_is_there_and_nothing_that_needs_them(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)

    expect(page.locator("#expenditure_by_function-20805 td").nth(2)).to_be_visible()
    expect(page.get_by_text("收支总预算14.41万元").first).to_be_visible()
    expect(page.get_by_role("button")).to_have_count(0)
    expect(page.get_by_role("checkbox")).to_have_count(0)
    context.close()


def test_what_was_folded_is_printed_too(page: Page) -> None:
    page.locator("#T3").get_by_role("checkbox", name="表3").check()

    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")

    expect(page.locator("#expenditure_by_function-20805")).to_be_visible()
    expect(page.get_by_role("button", name=re.compile("下一处"))).to_be_hidden()
