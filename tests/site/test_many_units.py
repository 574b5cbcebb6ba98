"""The directory of a site with more units than one page lists, in a real browser: on a telephone, on a wide screen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from builder.outputs import Output
from builder.render import Shell, SiteFacts
from builder.render.directory import FIRST_ROWS, Directory, directory_jobs
from builder.render.shells import Frame
from builder.render.summary import RegionName, UnitYearSummary
from tests.site.search_page import ASSETS, POLICY, served

pytestmark = pytest.mark.browser

SITE = SiteFacts("https://example.org/", "1", "CC BY 4.0", "https://example.org/licence")
UNITS = 450
SHELL = """<!doctype html><html lang="zh-CN"><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width,initial-scale=1">
<title>@@mz-title@@</title><meta name="description" content="@@mz-description@@">@@mz-head@@
<link rel="canonical" href="@@mz-canonical@@"><link rel="icon" href="data:,">
<script src="{root}early.js"></script><link rel="stylesheet" href="{root}mingzhang.css">
<script src="{root}mingzhang.js" defer></script><script src="{root}filters.js" defer></script>
<main class="md-grid"><div class="md-content"><div class="mz-page">@@mz-body@@</div></div></main>@@mz-toc@@"""


def summary_of(number: int) -> UnitYearSummary:
    """Return a unit of one of three counties; the later its number, the less its budget, every tenth without one."""
    county = RegionName(f"65230{number % 3 + 1}", f"第{number % 3 + 1}县")
    return UnitYearSummary(
        unit_id=f"u{number:03}", year=2020 + number % 2, name=f"第{number}单位", aliases=(f"简称{number}",),
        regions=(RegionName("652300", "某州"), county), region_code=county.code, scope="unit", kind="budget",
        unit_type="", budget_level="", parent_unit_id="", uscc="", has_income=True,
        total=Decimal(100_000 - number) / 100 if number % 10 else None, total_change=Decimal(number - 200),
        fiscal_change=None, three_public=None, errors=number % 7, warnings=0, infos=0, passed=1, found="", score=0,
        items="", points="",
    )  # fmt: skip


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("units")
    frames = {
        kind: Frame(Shell.cut(SHELL.replace("{policy}", POLICY).replace("{root}", root)), SITE)
        for kind, root in (("directory", "../"), ("region", "../../../"))
    }
    for job in directory_jobs(Directory.of([summary_of(number) for number in range(UNITS)]), frames):
        for output in job.make(*job.arguments):
            assert isinstance(output, Output)
            write(folder / output.path, output.content)
    for name in ("early.js", "mingzhang.css", "mingzhang.js", "filters.js"):
        write(folder / name, (ASSETS / name).read_bytes())
    with served(folder) as root:
        yield f"{root}units/"


def write(path: Path, content: bytes) -> None:
    """Write a file and its folder."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


@pytest.fixture(params=[360, 1280])
def page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    wrong: list[str] = []
    tab = browser.new_page(viewport={"width": request.param, "height": 800})
    tab.on("pageerror", lambda error: wrong.append(str(error)))
    tab.on("console", lambda said: wrong.append(said.text) if said.type in {"error", "warning"} else None)
    yield tab
    tab.close()
    assert wrong == []


def test_the_page_asks_for_the_file_of_all_units_only_when_it_is_needed(page: Page, address: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))

    page.goto(address)
    expect(page.locator("#units-table tbody tr")).to_have_count(FIRST_ROWS)
    assert not any("units.json" in url for url in asked)

    page.get_by_role("button", name="再列一些").press("Enter")
    expect(page.locator("#units-table tbody tr")).to_have_count(FIRST_ROWS + 200)
    expect(page.locator("#units-table tbody tr").nth(FIRST_ROWS).get_by_role("link").first).to_be_focused()
    assert sum("units.json?v=" in url for url in asked) == 1


def test_rows_from_the_file_are_those_of_the_page(page: Page, address: str) -> None:
    page.goto(address)
    own = page.locator("#units-table tbody tr").all_inner_texts()

    page.goto(f"{address}?region=652300")
    expect(page.locator("#mz-count")).to_have_text(f"共{UNITS}个，列出前200个。")

    assert page.locator("#units-table tbody tr").all_inner_texts()[:FIRST_ROWS] == own


@pytest.mark.parametrize(
    ("query", "whole"),
    [
        ("?region=652302", 150),
        ("?year=2021", 225),
        ("?text=简称44", 11),
        ("?text=U449", 1),
        ("?region=652301&year=2020", 75),
    ],
)
def test_a_filter_in_the_address_counts_all_units(page: Page, address: str, query: str, whole: int) -> None:
    page.goto(address + query)

    expect(page.locator("#mz-count")).to_contain_text(f"符合的有{whole}个")
    expect(page.locator("#units-table tbody tr")).to_have_count(min(whole, 200))


def test_a_region_that_the_form_does_not_offer_is_not_asked_for(page: Page, address: str) -> None:
    page.goto(f"{address}?region=110000")

    expect(page.get_by_role("combobox", name="行政区划")).to_have_value("")
    expect(page.locator("#units-table tbody tr")).to_have_count(FIRST_ROWS)


def test_units_are_ordered_over_all_pages_and_what_is_not_known_stands_last(page: Page, address: str) -> None:
    page.goto(f"{address}?region=652301")
    first = page.locator("#units-table tbody tr").first

    page.get_by_role("button", name="收支总预算").click()
    expect(first).to_contain_text("第3单位")
    expect(page.locator("th[aria-sort]")).to_have_attribute("aria-sort", "descending")
    expect(page).to_have_url(re.compile("sort=-total"))

    page.get_by_role("button", name="收支总预算").press("Enter")
    expect(first).to_contain_text("第447单位")
    expect(page.locator("#units-table tbody tr").last).to_contain_text("第420单位")
    expect(page.locator("#mz-count")).to_have_text("符合的有150个。")


def test_a_filter_is_taken_away_and_the_first_rows_are_back(page: Page, address: str) -> None:
    page.goto(address)
    field = page.get_by_label("名称")

    field.fill("第7单位")
    expect(page.locator("#units-table tbody tr")).to_have_count(1)
    field.fill("没有这样的单位")
    expect(page.locator("#mz-count")).to_have_text("没有符合的单位。")
    field.fill("")

    expect(page.locator("#units-table tbody tr")).to_have_count(FIRST_ROWS)
    expect(page.locator("#mz-count")).to_have_text(f"列出前{FIRST_ROWS}个，共{UNITS}个。")


@pytest.mark.parametrize("width", [360, 1280])
def test_without_scripts_every_unit_is_reached_by_its_region(browser: Browser, address: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800}, java_script_enabled=False)
    tab = context.new_page()
    tab.goto(f"{address}#region-652303")
    expect(tab.locator("#region-652303")).to_be_in_viewport()
    expect(tab.locator("form[data-units]")).to_be_hidden()

    tab.locator("#region-652303").get_by_role("link").click()
    tab.wait_for_url("**/units/region/652303/")
    assert tab.locator("#units-table tbody tr").count() == 150
    expect(tab.get_by_role("link", name="第449单位")).to_have_attribute("href", "../../u449/")
    assert tab.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
    context.close()
