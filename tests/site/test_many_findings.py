"""The list of findings where there are more than a page holds: read on in a real browser, part by part."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from builder.outputs import Output
from builder.render import RuleFacts, SiteFacts
from builder.render.checks_page import MOST_ROWS, ChecksFacts, checks_page
from builder.render.finding_files import finding_head, finding_parts, findings_segment, listed_documents, part_jobs
from builder.render.rules import RuleTally
from builder.render.summary import RegionName, UnitYearSummary
from builder.segments import HeldSegments
from tests.site.search_page import ASSETS, POLICY, served

pytestmark = pytest.mark.browser

SITE = SiteFacts("https://example.org/", "1", "CC BY 4.0", "https://example.org/licence")
RULES = (RuleFacts("T1-01", "error"), RuleFacts("NUM-02", "info"))
EACH, DOCUMENTS = 10, 60
FRAME = """<!doctype html><html lang="zh-CN" class="mz-js"><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}"><title>检查</title><link rel="icon" href="data:,">
<link rel="stylesheet" href="../mingzhang.css"><script src="../filters.js" defer></script><main>{body}</main>"""
FINDINGS = [
    ("T1-01" if row % 2 else "NUM-02", 0 if row % 2 else 2, f"表一 第{row}处", "t1", "1", "2", "−1", "所说")
    for row in range(EACH)
]


def summary_of(number: int) -> UnitYearSummary:
    """Return a document with findings of two rules; every third is in another region."""
    region = RegionName("652300", "甲州") if number % 3 else RegionName("310107", "乙区")
    return UnitYearSummary(
        unit_id=f"u{number:03}", year=2020 + number % 2, name=f"第{number}单位", aliases=(), regions=(region,),
        region_code=region.code, scope="unit", kind="budget", unit_type="", budget_level="", parent_unit_id="",
        uscc="", has_income=True, total=None, total_change=None, fiscal_change=None, three_public=None,
        errors=EACH // 2, warnings=0, infos=EACH // 2, passed=1,
        found=f"NUM-02 0 0 {EACH // 2};T1-01 {EACH // 2} 0 0", score=0, items="", points="",
    )  # fmt: skip


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("many")
    summaries = sorted(map(summary_of, range(DOCUMENTS)), key=lambda each: (each.own_region, each.unit_id))
    packed = json.dumps(FINDINGS, ensure_ascii=False).encode()
    held = HeldSegments({findings_segment(each.document): packed for each in summaries})
    sources = dict.fromkeys([(each.unit_id, each.year) for each in summaries], held)
    fared = {rule.id: RuleTally(DOCUMENTS, DOCUMENTS, 0, EACH * DOCUMENTS // 2) for rule in RULES}
    body = checks_page(ChecksFacts.of(summaries), listed_documents(summaries, sources), RULES, fared, SITE).slots.body
    write(folder / "checks" / "index.html", FRAME.format(policy=POLICY, body=body).encode())
    parts = finding_parts(summaries, sources, part_findings=50)
    files = [finding_head(summaries, RULES, parts)]
    files += [each for job in part_jobs(parts) for each in job.make(*job.arguments) if isinstance(each, Output)]
    for file in files:
        write(folder / file.path, file.content)
    for name in ("mingzhang.css", "filters.js"):
        write(folder / name, (ASSETS / name).read_bytes())
    with served(folder) as root:
        yield f"{root}checks/"


def write(path: Path, content: bytes) -> None:
    """Write a file and its folder."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    wrong: list[str] = []
    tab = browser.new_page()
    tab.on("pageerror", lambda error: wrong.append(str(error)))
    tab.on("console", lambda said: wrong.append(said.text) if said.type in {"error", "warning"} else None)
    yield tab
    tab.close()
    assert wrong == []


def test_the_page_holds_the_first_and_the_button_brings_the_next(page: Page, address: str) -> None:
    page.goto(address)
    rows = page.locator("#mz-listed tbody tr")
    expect(rows).to_have_count(MOST_ROWS)

    page.get_by_role("button", name="再列一些").press("Enter")
    expect(rows).to_have_count(2 * MOST_ROWS)
    expect(page.locator("#mz-listed .mz-grp a").nth(20)).to_be_focused()

    page.get_by_role("button", name="再列一些").click()
    expect(rows).to_have_count(EACH * DOCUMENTS)
    expect(page.get_by_role("button", name="再列一些")).to_be_hidden()


def test_a_filter_fetches_only_the_parts_that_it_shows(page: Page, address: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))

    page.goto(f"{address}?unit=u059")

    expect(page.locator("#mz-count")).to_have_text("符合的有10处（对不上5、提示5），在1份公开件里。")
    parts = [name for name in asked if re.match(r"\d{6}-\d+\.json\?v=", name)]
    assert len(parts) == 1


@pytest.mark.parametrize(
    ("query", "whole"),
    [
        ("?region=310107", 200),
        ("?region=652300&year=2021&severity=info", 100),
        ("?rule=T1-01", 300),
        ("?rule=X-1", 600),
    ],
)
def test_counts_are_whole_before_all_rows_are_there(page: Page, address: str, query: str, whole: int) -> None:
    page.goto(address + query)

    expect(page.locator("#mz-count")).to_contain_text(re.compile(rf"(符合的有|共){whole}处"))
    expect(page.locator("#mz-listed tbody tr")).to_have_count(min(whole, MOST_ROWS))


def test_going_on_in_a_filtered_list_keeps_the_filter(page: Page, address: str) -> None:
    page.goto(f"{address}?rule=T1-01")

    page.get_by_role("button", name="再列一些").click()

    expect(page.locator("#mz-listed tbody tr")).to_have_count(300)
    expect(page.locator("#mz-listed td a", has_text="NUM-02")).to_have_count(0)
    expect(page.locator("#mz-count")).to_have_text("符合的有300处（对不上300），在60份公开件里。")
