"""The frame and its scripts in a real browser: nothing refused, nothing too wide, usable without scripts."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from builder.theme import generate

pytestmark = pytest.mark.browser

PROJECT = Path(__file__).parents[3]
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
TOC = """<nav class="md-nav md-nav--secondary" aria-labelledby="toc-t"><p class="md-nav__title" id="toc-t">本页目录</p>
<ul class="md-nav__list">
<li><a class="md-nav__link" href="#flow">来与去</a></li>
<li><a class="md-nav__link" href="#cite">引用</a></li></ul></nav>"""
BODY = """
<article id="top"><header class="mz-head">
<h1>甲单位<span class="mz-head__year">2022年单位预算</span></h1></header><hr class="mz-double">
<p class="mz-lead"><a class="mz-term" href="#glossary-1">基本支出</a>144.96万元</p>
<dl class="mz-figs"><div><dt>收支总预算</dt>
<dd class="v"><a href="#t5-total-total" data-w="314.96">314.96</a><span class="mz-u" data-u>万元</span></dd>
<dd class="c">比上年 <span data-w="-1005.9">−1,005.90</span></dd></div></dl>
<fieldset class="mz-seg" data-units><legend>金额单位</legend>
<label><input type="radio" name="u" value="0" checked><span>万元</span></label>
<label><input type="radio" name="u" value="4"><span>元</span></label>
<label><input type="radio" name="u" value="-4"><span>亿元</span></label></fieldset>
<section class="mz-sec" id="flow"><h2>来与去</h2><details><summary>看表</summary>
<table class="mz-pt"><tbody><tr class="sum"><th scope="row">合计</th>
<td class="n" id="t5-total-total">314.96</td></tr></tbody></table></details></section>
<section class="mz-sec" id="glossary"><h2>名词</h2>
<dl class="mz-gl"><dt id="glossary-1">基本支出</dt><dd>保障单位运转的开支。</dd></dl></section>
<section class="mz-sec" id="cite"><h2>引用</h2><p class="mz-cite" id="cite-text">甲单位</p>
<button class="mz-btn" type="button" data-copy="cite-text">复制引文</button></section></article>
"""
DIRECTORY = """
<form class="mz-filter" data-filter="list"><input name="text" aria-label="名称">
<select name="year" aria-label="年度"><option value="">全部</option><option>2022</option></select></form>
<table class="mz-list" id="list"><thead><tr><th scope="col">单位</th>
<th scope="col"><button class="mz-sort" type="button" data-sort="total" data-number>总预算</button></th></tr>
</thead><tbody>
<tr data-year="2022 2023" data-total="9.5"><th scope="row">甲局</th></tr>
<tr data-year="2023" data-total=""><th scope="row">乙局</th></tr>
<tr data-year="2022" data-total="10"><th scope="row">丙局</th></tr></tbody></table>
"""
PAGES = {
    "home": "index.html",
    "directory": "units/index.html",
    "unit": "units/a/index.html",
    "unit-year": "units/a/2022/index.html",
    "glossary": "glossary/index.html",
    "data": "data/index.html",
}
ADDRESSES = [
    "",
    "units/",
    "units/a/",
    "units/a/2022/",
    "glossary/",
    "data/",
    "about/",
    "method/",
    "developers/",
    "publishers/",
    "404.html",
]


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("site")
    theme = generate(PROJECT)
    files = {page.path: page.content for page in theme.pages}
    for kind, path in PAGES.items():
        shell = (
            theme.shells[kind]
            .replace("@@mz-toc@@", TOC)
            .replace("@@mz-body@@", DIRECTORY if kind == "directory" else BODY)
        )
        for slot in ("title", "description", "canonical", "head"):
            shell = shell.replace(f"@@mz-{slot}@@", "" if slot == "head" else slot)
        files[path] = shell.encode()
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder))) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.fail("these tests need a Chromium: install the package chromium")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("address", ADDRESSES)
def test_nothing_is_refused_missing_or_asked_of_another_host(page: Page, site: str, address: str) -> None:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("requestfailed", lambda request: said.append(request.url))
    page.on("response", lambda response: said.append(response.url) if response.status >= 400 else None)
    page.on("request", lambda request: said.append(request.url) if not request.url.startswith(site) else None)

    page.goto(site + address, wait_until="networkidle")

    # The search asks for its index, which the theme does not make.
    assert not [line for line in said if "/search/" not in line]


@pytest.mark.parametrize("address", ADDRESSES)
def test_no_page_is_wider_than_a_small_phone(page: Page, site: str, address: str) -> None:
    page.set_viewport_size({"width": 320, "height": 700})

    page.goto(site + address)

    assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_the_unit_switch_moves_the_point_and_returns_to_what_was_written(page: Page, site: str) -> None:
    page.goto(site + "units/a/2022/")

    seen = []
    for unit in ("元", "亿元", "万元"):
        page.get_by_label(unit, exact=True).check()
        seen.append([page.locator(".mz-figs dd.v").inner_text(), page.locator("dd.c span").inner_text()])

    assert seen == [["3,149,600元", "−10,059,000"], ["0.031496亿元", "−0.10059"], ["314.96万元", "−1,005.90"]]


def test_a_term_explains_itself_to_the_keyboard_and_escape_closes_it(page: Page, site: str) -> None:
    page.goto(site + "units/a/2022/")

    page.locator("a.mz-term").focus()

    assert page.get_by_role("tooltip").inner_text() == "保障单位运转的开支。"
    page.keyboard.press("Escape")
    assert page.get_by_role("tooltip").count() == 0


def test_an_address_inside_a_closed_part_opens_it(page: Page, site: str) -> None:
    page.goto(site + "units/a/2022/")

    page.locator(".mz-figs dd.v a").click()

    assert page.locator("#t5-total-total").is_visible()


def test_the_first_key_reaches_the_way_to_the_text(page: Page, site: str) -> None:
    page.goto(site + "units/a/2022/")

    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    assert page.evaluate("document.activeElement.id") == "main"


def test_light_and_dark_follow_the_system_until_the_reader_chooses(page: Page, site: str) -> None:
    page.emulate_media(color_scheme="dark")
    page.goto(site + "units/a/2022/")
    ground = "getComputedStyle(document.body).backgroundColor"
    system = page.evaluate(ground)

    page.get_by_role("button", name="切换浅色与深色").click()
    page.reload()

    assert [system, page.evaluate(ground)] == ["rgb(17, 24, 29)", "rgb(255, 255, 255)"]


def test_without_scripts_the_search_box_is_a_link_to_the_directory(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site + "units/a/2022/")

    page.get_by_role("link", name="搜单位、项目、原文").click()

    assert page.url == site + "units/"
    assert not page.locator("#mz-search").is_visible()
    context.close()


def test_the_sections_open_on_a_phone_without_scripts(browser: Browser, site: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 700})
    page = context.new_page()
    page.goto(site)
    hidden = not page.get_by_role("link", name="名词").is_visible()

    page.get_by_role("button", name="栏目").click()
    page.get_by_role("link", name="名词").click()

    assert hidden
    assert page.url == site + "glossary/"
    context.close()


def test_a_list_is_narrowed_by_its_form(page: Page, site: str) -> None:
    page.goto(site + "units/")
    names = page.locator("#list tbody tr:visible th")

    page.get_by_label("年度").select_option("2022")
    of_the_year = names.all_inner_texts()
    page.get_by_role("textbox", name="名称").fill("丙")

    assert of_the_year == ["甲局", "丙局"]
    assert names.all_inner_texts() == ["丙局"]


def test_a_list_is_put_in_order_with_the_unknown_last(page: Page, site: str) -> None:
    page.goto(site + "units/")
    names = page.locator("#list tbody th")

    page.get_by_role("button", name="总预算").click()
    falling = names.all_inner_texts()
    page.get_by_role("button", name="总预算").click()

    assert falling == ["丙局", "甲局", "乙局"]
    assert names.all_inner_texts() == ["甲局", "丙局", "乙局"]
