"""The search in a real browser, held to a brute-force search over the same texts, and used by keyboard alone."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from builder.index import FigureRows, NameEntry, PageText, Passage
from builder.index.text import CJK, WORD, normalised
from tests.site.search_page import chromium, search_outputs, served, write_site

pytestmark = pytest.mark.browser

PROJECT = Path(__file__).parents[2]
SOURCE = PROJECT / "datasets" / "units" / "652300-egov" / "2022" / "source" / "disclosure.txt"
EGOV = "昌吉回族自治州人民政府电子政务办公室"
SYNTHETIC = 60
PLACES = ("阜康市", "玛纳斯县", "长沙市", "单县", "呼图壁县", "奇台县")
OFFICES = (
    "教育局", "财政局", "文化体育广播电视和旅游局", "人力资源和社会保障局", "卫生健康委员会", "机关事务服务中心",
    "农业农村局", "水利局", "统计局", "档案馆",
)  # fmt: skip
PHRASES = (
    "一般公共预算拨款{0}万元", "“三公”经费预算数{0}万元", "公务接待费{0}万元", "政务云平台运维项目",
    "（类）{1}（款）", "国办发〔{2}〕{3}号", "网站和政务服务平台安全维护", "机关运行经费比上年增加{0}万元，增长{3}%",
    "主要原因是人员经费减少", "𠮷林路办公楼维修", "采购货物 {0} 元", "mini PC {3}台",
)  # fmt: skip


def seeded(seed: int) -> random.Random:
    """Draw the same in every run."""
    return random.Random(seed)


def source_page() -> PageText:
    lines = [line.strip() for line in SOURCE.read_text(encoding="utf-8").splitlines() if line.strip()]
    passages = tuple(Passage(f"narrative-{number}", "情况说明", line) for number, line in enumerate(lines, start=1))
    return PageText("652300-egov/2022", "units/652300-egov/2022/", EGOV, "新疆 昌吉州", 2022, "652300-egov", passages)


def synthetic_page(number: int) -> PageText:
    draw = seeded(number)
    name = PLACES[number % len(PLACES)] + OFFICES[number // len(PLACES)]
    year = 2019 + number % 5

    def sentence() -> str:
        figures = f"{draw.uniform(0, 9999):,.2f}", draw.choice(OFFICES), draw.randint(2010, 2022), draw.randint(1, 99)
        return "，".join(phrase.format(*figures) for phrase in draw.choices(PHRASES, k=draw.randint(2, 5))) + "。"

    texts = [Passage(f"narrative-{place}", "情况说明", sentence()) for place in range(12)]
    figures = ("201", f"201 {draw.choice(OFFICES)}", f"1,{number:03}.50\t0")
    row = FigureRows("t5", "表五", ("total", "basic"), (figures,))
    unit = f"u{number:02}"
    return PageText(
        f"{unit}/{year}", f"units/{unit}/{year}/", name, "新疆", year, unit, (Passage("top", "单位", name), row, *texts)
    )


PAGES = [source_page(), *(synthetic_page(number) for number in range(SYNTHETIC))]
ENTRIES = [
    NameEntry(
        "unit",
        page.title,
        ("昌吉州政府电子政务办公室",) if page.title == EGOV else (),
        page.unit_id,
        page.detail,
        f"units/{page.unit_id}/",
    )
    for page in PAGES
] + [
    NameEntry("functional", "事业运行", (), "2010350", "项 政府办公厅（室）及相关机构事务", ""),
    NameEntry("region", "昌吉回族自治州", (), "652300", "新疆维吾尔自治区", "units/"),
    NameEntry(
        "term", "“三公”经费", (), "", "因公出国（境）费、公务用车购置及运行费、公务接待费", "glossary/#three-public"
    ),
]
TEXTS = {page.url: [normalised(part) for part in page.parts()] for page in PAGES}
RUN = re.compile(f"[{CJK}]+")


def found_by_force(query: str) -> set[str]:
    """Return the pages that hold the query, a number in it whole or from its start."""
    pattern = re.compile((rf"(?<![{WORD}])(?<![{WORD}]\.)" if re.match(f"[{WORD}]", query) else "") + re.escape(query))
    return {url for url, parts in TEXTS.items() if any(pattern.search(part) for part in parts)}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("search")
    write_site(made, search_outputs(ENTRIES, PAGES))
    return made


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    with served(folder) as started:
        yield started


@pytest.fixture
def errors() -> list[str]:
    return []


@pytest.fixture
def page(browser: Browser, address: str, errors: list[str]) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    opened = context.new_page()
    opened.on("pageerror", lambda error: errors.append(str(error)))
    opened.goto(address)
    yield opened
    context.close()
    assert errors == []


def query(page: Page, texts: list[str], *, everything: bool = True) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = page.evaluate(
        """async ([texts, all]) => {
          const results = [];
          for (const text of texts) {
            const { names, pages, checked, complete } = await mzSearch.query(text, { all });
            const shown = pages.map((page) => ({ ...page, places: page.places.slice(0, 1) }));
            results.push({ names, pages: shown, checked, complete });
          }
          return results;
        }""",
        [texts, everything],
    )
    return found


def random_pieces(count: int) -> list[str]:
    """Return pieces of 2 to 8 characters cut anywhere from runs of Chinese characters of the texts."""
    draw = seeded(20220212)
    runs = [run for parts in TEXTS.values() for part in parts for run in RUN.findall(part) if len(run) > 1]
    pieces: list[str] = []
    while len(pieces) < count:
        run = draw.choice(runs)
        start = draw.randrange(len(run) - 1)
        pieces.append(run[start : start + draw.randint(2, 8)])
    return pieces


def test_every_piece_of_text_is_found_on_the_pages_that_hold_it_and_on_no_other(page: Page) -> None:
    pieces = random_pieces(300)

    results = query(page, pieces)

    for piece, result in zip(pieces, results, strict=True):
        assert {one["url"] for one in result["pages"]} == found_by_force(piece), piece


def test_pieces_that_stand_nowhere_are_not_found(page: Page) -> None:
    pieces = [piece[::-1] for piece in random_pieces(100)]

    results = query(page, pieces)

    for piece, result in zip(pieces, results, strict=True):
        assert {one["url"] for one in result["pages"]} == found_by_force(piece), piece


def test_numbers_are_found_whole_or_from_their_start(page: Page) -> None:
    tokens = sorted(
        {token for parts in TEXTS.values() for part in parts for token in re.findall(r"[0-9]+(?:\.[0-9]+)*", part)}
    )
    draw = seeded(7)
    numbers = [token[: draw.randint(2, len(token))].rstrip(".") for token in draw.sample(tokens, 150) if len(token) > 1]

    results = query(page, numbers)

    for number, result in zip(numbers, results, strict=True):
        if len(number) > 1:
            assert {one["url"] for one in result["pages"]} == found_by_force(number), number


@pytest.mark.parametrize(
    "text",
    [
        "市教育",
        "务云平",
        "政务云平台",
        "三公经费",
        "公务接待费",
        "314.96",
        "314.9",
        "〔2014〕57号",
        "国办发〔2014〕57",
        "2014 57号",
        "𠮷林",
        "mini pc",
    ],
)
def test_a_wanted_text_is_found_on_every_page_that_holds_it(page: Page, text: str) -> None:
    (result,) = query(page, [text])

    assert {one["url"] for one in result["pages"]} == found_by_force(normalised(text))
    assert result["pages"]


@pytest.mark.parametrize("text", ["14.96", "201457", "2014057号", "教市育", "。。", "zzzz9"])
def test_what_is_no_text_of_a_page_is_not_found(page: Page, text: str) -> None:
    (result,) = query(page, [text])

    assert result["pages"] == []


def test_a_number_typed_up_to_its_comma_is_found(page: Page) -> None:
    number = next(
        found[0] for one in PAGES[1:] for part in one.parts() if (found := re.search(r"\d,\d{3}\.\d\d", part))
    )
    typed = [number[:length] for length in range(2, len(number) + 1)]

    results = query(page, typed)

    assert all(result["pages"] for result in results[1:])


def test_newer_pages_come_first_and_those_named_so_before_others_of_their_year(page: Page) -> None:
    (result,) = query(page, ["教育局"])

    order = [(-one["year"], not one["named"]) for one in result["pages"]]
    assert order == sorted(order)
    assert any(one["named"] for one in result["pages"])


def test_at_most_thirty_candidates_are_checked_while_typing(page: Page) -> None:
    (result,) = query(page, ["万元"], everything=False)

    assert result["checked"] <= 30
    assert not result["complete"]


def test_words_with_a_space_between_are_found_on_one_page_where_no_page_holds_them_together(page: Page) -> None:
    (result,) = query(page, ["电子政务 公务接待费 取暖费"])

    assert [one["url"] for one in result["pages"]] == ["units/652300-egov/2022/"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("dzzw", EGOV), ("DZZWBGS", EGOV), ("dianzizhengwu", EGOV), ("电子政务", EGOV), ("652300-egov", EGOV),
        ("昌吉州政府", EGOV), ("fksjyj", "阜康市教育局"), ("fukang", "阜康市教育局"), ("changsha", "长沙市教育局"),
        ("shanxian", "单县教育局"), ("sxjyj", "单县教育局"), ("2010350", "事业运行"), ("201 03 50", "事业运行"),
        ("652300", "昌吉回族自治州"),
        ("三公", "“三公”经费"), ("sgjf", "“三公”经费"), ("昌", EGOV), ("u03", "单县教育局"),
    ],
)  # fmt: skip
def test_a_name_is_found_by_part_pinyin_or_code(page: Page, text: str, name: str) -> None:
    (result,) = query(page, [text])

    assert name in [entry["name"] for entry in result["names"][:3]]


def test_initials_find_every_unit_that_has_them(page: Page) -> None:
    (result,) = query(page, ["jyj"])

    assert {entry["name"] for entry in result["names"]} >= {f"{place}教育局" for place in PLACES}


def test_both_sides_normalise_alike(page: Page) -> None:
    draw = seeded(3)
    alphabet = (
        "“三公”经费（室）〔2014〕57号，。、 　1234567890.,,..aBＣ１２％℃①㈠ⅱ½…—·é𠮷〇々\u200b\u00adʼßİΣς<>'`\"[]{}"
    )
    texts = ["".join(draw.choices(alphabet, k=draw.randint(0, 30))) for _ in range(2000)]
    texts += [part for one in PAGES for part in one.parts()]

    folded = page.evaluate("texts => texts.map(mzSearch.normalise)", texts)

    for text, other in zip(texts, folded, strict=True):
        assert other == normalised(text), text


def options(page: Page) -> Any:
    return page.locator("#mz-listbox-2 [role=option]")


def test_the_keyboard_alone_finds_a_unit_and_opens_it(page: Page, address: str) -> None:
    page.locator("#q").focus()
    page.keyboard.type("fksjyj")
    expect(options(page).first).to_contain_text("阜康市教育局")
    expect(page.locator("#q")).to_have_attribute("aria-expanded", "true")

    page.keyboard.press("Enter")

    page.wait_for_url(f"{address}units/u00/")


def test_arrows_home_and_end_move_through_all_results_and_tell_where(page: Page) -> None:
    page.locator("#q").fill("政务云平台")
    expect(options(page).nth(3)).to_be_visible()
    last = options(page).count() - 1

    page.keyboard.press("ArrowDown")
    expect(options(page).nth(0)).to_have_attribute("aria-selected", "true")
    expect(page.locator("#q")).to_have_attribute("aria-activedescendant", "mz-listbox-2-0")
    page.keyboard.press("ArrowDown")
    expect(options(page).nth(1)).to_have_attribute("aria-selected", "true")
    page.keyboard.press("End")
    expect(options(page).nth(last)).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowDown")
    expect(options(page).nth(0)).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowUp")
    expect(options(page).nth(last)).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Home")
    expect(options(page).nth(0)).to_have_attribute("aria-selected", "true")


def test_escape_closes_the_results_and_then_empties_the_box(page: Page) -> None:
    page.locator("#q").fill("教育")
    expect(options(page).first).to_be_visible()

    page.keyboard.press("Escape")
    expect(options(page).first).to_be_hidden()
    expect(page.locator("#q")).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("Escape")
    expect(page.locator("#q")).to_have_value("")


def test_a_result_leads_to_its_place_from_a_page_deep_in_the_site(page: Page, address: str) -> None:
    page.goto(f"{address}units/a/2022/")
    page.locator("#mz-search").fill("取暖费1万元")
    option = page.locator("#mz-results [role=option]").first
    expect(option.locator("mark")).to_have_text("取暖费1万元")

    page.keyboard.press("Enter")

    page.wait_for_url(re.compile(r"/units/652300-egov/2022/#narrative-\d+$"))


def test_a_figure_in_a_table_leads_to_its_cell(page: Page) -> None:
    (result,) = query(page, ["1,017.50"])

    assert [(one["url"], one["places"][0]["anchor"]) for one in result["pages"]] == [
        ("units/u17/2021/", "t5-201-total")
    ]


def test_one_character_asks_the_names_only(page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))

    page.locator("#q").fill("县")
    expect(options(page).first).to_be_visible()

    assert not [url for url in asked if "/search/t" in url or "/search/p/" in url]


def test_more_results_are_there_for_the_asking(page: Page) -> None:
    page.locator("#q").fill("万元")
    more = page.get_by_role("button", name="看更多结果")
    expect(more).to_be_visible()
    before = options(page).count()

    more.click()

    expect(options(page).nth(before + 20)).to_be_visible()


def test_counts_are_told_to_those_who_listen(page: Page) -> None:
    page.locator("#q").fill("314.96")

    expect(page.locator(".mz-s [role=status]")).to_contain_text("1份公开件")


def test_a_name_without_a_page_shows_where_it_occurs(page: Page) -> None:
    page.locator("#q").fill("事业运行")
    expect(options(page).first).to_contain_text("2010350")

    page.keyboard.press("Enter")

    expect(page.locator("#q")).to_have_value("2010350")


@pytest.mark.parametrize(("unit", "year", "pages_at_first"), [("z", 2024, 0), ("old", 2020, 1)])
def test_what_was_not_compared_yet_is_not_said_to_be_missing_and_older_years_are_tried_soon(
    browser: Browser, tmp_path: Path, unit: str, year: int, pages_at_first: int
) -> None:
    def page_with(unit: str, year: int, text: str) -> PageText:
        return PageText(f"{unit}/{year}", f"units/{unit}/{year}/", unit, "", year, unit, (Passage("top", "", text),))

    alike = [page_with(f"u{number:02}", 2024, "政务云，务云平，云平台") for number in range(35)]
    write_site(tmp_path, search_outputs([], [*alike, page_with(unit, year, "政务云平台")]))

    with served(tmp_path) as address:
        page = browser.new_page()
        page.goto(address)
        page.locator("#q").fill("政务云平台")
        more = page.get_by_role("button", name="看更多结果")
        expect(more).to_be_visible()
        expect(options(page)).to_have_count(pages_at_first)
        if not pages_at_first:
            expect(page.locator(".mz-s .mz-res, .mz-s + .mz-res")).to_contain_text("先核对的30份公开件里没有")
        more.click()

        expect(more).to_be_hidden()
        expect(options(page)).to_have_count(1)
        expect(options(page).first).to_have_attribute("href", f"./units/{unit}/{year}/#top")
        page.close()


def test_text_is_never_taken_for_markup(browser: Browser, tmp_path: Path) -> None:
    payload = "<img src=x onerror=alert(1)>坏名字<script>alert(2)</script>"
    entries = [NameEntry("unit", payload, (payload + "二",), "bad", payload, "units/bad/")]
    texts = [
        PageText("bad/2022", "units/bad/2022/", payload, payload, 2022, "bad", (Passage("top", payload, payload),))
    ]
    write_site(tmp_path, search_outputs(entries, texts))

    with served(tmp_path) as address:
        page = browser.new_page()
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(address)
        page.locator("#q").fill("坏名字")
        expect(options(page).nth(1)).to_contain_text("<img")
        assert page.locator(".mz-res img, .mz-res script").count() == 0
        assert not [url for url in asked if url.endswith("/x") or not url.startswith(address)]
        page.close()


@pytest.mark.parametrize("missing", ["manifest.json", "names-*", "t*", "pages*", "p/*"])
def test_a_missing_file_is_told_in_a_sentence(browser: Browser, address: str, missing: str) -> None:
    page = browser.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.route(f"**/search/{missing}", lambda route: route.fulfill(status=404, body=""))
    page.goto(address)

    page.locator("#q").fill("政务云平台")

    expect(page.locator(".mz-s + .mz-res, .mz-s .mz-res")).to_contain_text("没有取到")
    page.close()
    assert errors == []


def test_offline_is_told_in_a_sentence_and_recovers(page: Page) -> None:
    page.context.set_offline(offline=True)
    page.locator("#q").fill("政务云平台")
    expect(page.locator(".mz-s .mz-res")).to_contain_text("没有取到")

    page.context.set_offline(offline=False)
    page.locator("#q").fill("政务云平")

    expect(options(page).first).to_contain_text("政务云平")


def test_a_site_published_anew_while_the_page_was_open_is_searched_anew(browser: Browser, tmp_path: Path) -> None:
    write_site(tmp_path, search_outputs(ENTRIES, PAGES[:20]))
    with served(tmp_path) as address:
        page = browser.new_page()
        page.goto(address)
        query(page, ["教育局"])
        for file in (tmp_path / "search").rglob("*.*"):
            file.unlink()
        write_site(tmp_path, search_outputs(ENTRIES, PAGES[20:]))

        (result,) = query(page, ["统计局"])

        assert result["pages"]
        page.close()


def test_results_fit_a_narrow_screen(page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.locator("#q").fill("政务云平台")
    expect(options(page).nth(3)).to_be_visible()

    assert page.evaluate("document.documentElement.scrollWidth") <= 360
