"""The search held to a brute-force search over the texts of 1,000 generated unit-years, in a real browser."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Sequence
from itertools import chain, pairwise
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from bench.generate import generate
from builder.assemble import assemble_catalog, assemble_disclosures
from builder.findings import Finding
from builder.index import (
    NameEntry,
    PageText,
    catalog_entries,
    name_entries,
    name_index,
    page_text,
    search_batch,
)
from builder.index.text import BREAK, CJK, WORD, normalised
from builder.load import find_packages, load_package
from builder.records import TypedPackage
from builder.validate import Verdicts, validate_package
from tests.search_files import merged
from tests.site.search_page import served, write_site

pytestmark = pytest.mark.browser

UNIT_YEARS = 1000
PACKAGES = 10
SEED = 20220101
LETTERS = re.compile(f"[{WORD}]")
RUN = re.compile(f"[{CJK}]{{2,}}")
INDEXED = re.compile(f"[{CJK}][{CJK}{WORD}]|[{WORD}][{CJK}]|[{WORD}]{{2}}")
NUMBER = re.compile(r"(?<![0-9.,])[0-9]+(?:\.[0-9]+)?(?![0-9.,])")


class Unasked(Verdicts):
    """Frictionless is not asked: whether the generated packages are valid is the business of other tests."""

    def on(self, folder: str, digest: str) -> tuple[Finding, ...]:
        del folder, digest
        return ()


class Oracle:
    """Every page as its normalised text, searched from beginning to end for each question."""

    def __init__(self, pages: Sequence[PageText]) -> None:
        self.texts = {page.url: normalised(BREAK.join(page.parts())) for page in pages}

    def pages_with(self, query: str) -> set[str]:
        """Return the pages that hold the query; a number or word that it begins with must begin there too."""
        if not LETTERS.match(query):
            return {url for url, text in self.texts.items() if query in text}
        before = rf"(?<![{WORD}])" + (rf"(?<![{WORD}]\.)" if query[0].isdigit() else "")
        pattern = re.compile(before + re.escape(query))
        return {url for url, text in self.texts.items() if query in text and pattern.search(text)}


def typed(project: Path, folder: Path) -> TypedPackage:
    validated = validate_package(load_package(project, folder), Unasked(project, None))
    assert validated.package is not None, validated.findings
    return validated.package


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("search")


@pytest.fixture(scope="module")
def oracle(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Oracle:
    """Write the search of the generated unit-years and return all their texts."""
    project = tmp_path_factory.mktemp("generated")
    generate(project, UNIT_YEARS, packages=PACKAGES, seed=SEED, errors=False)
    datasets = project / "datasets"
    reference = find_packages(project, [datasets / "classifications", datasets / "glossary"])
    catalog = assemble_catalog(typed(project, each) for each in reference)
    pages: list[PageText] = []
    names: list[NameEntry] = []
    partials = []
    for package in find_packages(project, [datasets / "units"]):
        disclosures = assemble_disclosures(typed(project, package))
        batch = [page_text(disclosure, catalog) for disclosure in disclosures]
        partials.append(search_batch(batch))
        names += chain.from_iterable(map(name_entries, disclosures))
        pages += batch
    index = name_index([*names, *catalog_entries(catalog)])
    write_site(folder, [index, *merged(partials, index)])
    assert len(pages) == UNIT_YEARS
    return Oracle(pages)


@pytest.fixture(scope="module")
def page(browser: Browser, oracle: Oracle, folder: Path) -> Iterator[Page]:
    assert oracle.texts
    with served(folder) as address:
        opened = browser.new_page()
        opened.set_default_timeout(120_000)
        opened.goto(address)
        yield opened
        opened.close()


def draw(seed: int) -> random.Random:
    """Draw the same in every run."""
    return random.Random(seed)


def pieces(oracle: Oracle, seed: int, count: int, runs_of: Callable[[str], list[str]]) -> list[str]:
    """Return pieces of 2 to 8 characters, each cut anywhere from a run of the text of a page drawn by lot."""
    lot = draw(seed)
    texts = list(oracle.texts.values())
    found: list[str] = []
    while len(found) < count:
        run = lot.choice(runs_of(lot.choice(texts)))
        start = lot.randrange(len(run) - 1)
        piece = run[start : start + lot.randint(2, 8)]
        if len(piece) > 1 and is_query(piece):
            found.append(piece)
    return found


def is_query(piece: str) -> bool:
    """Whether the piece holds something indexed, and is read as a query as it stands in the text."""
    starts_inside_number = re.match(r"[.,][0-9]", piece)  # not found, and the help says so
    ends_inside_number = re.search(r"[0-9][.,][0-9]{0,2}$", piece)  # read as the start of a longer number
    if starts_inside_number or ends_inside_number:
        return False
    return bool(INDEXED.search(piece)) and normalised(piece) == piece


def asked(page: Page, queries: Sequence[str]) -> list[dict[str, Any]]:
    """Return what the page answers, every page that holds a query and not only the first ten."""
    answers: list[dict[str, Any]] = page.evaluate(
        """async (queries) => {
          const answers = [];
          for (const query of queries) {
            const { pages, complete } = await mzSearch.query(query, { all: true });
            answers.push({ urls: pages.map((page) => page.url), complete });
          }
          return answers;
        }""",
        list(queries),
    )
    return answers


def differences(page: Page, oracle: Oracle, queries: Sequence[str]) -> dict[str, tuple[int, int]]:
    """Return the queries answered otherwise than by force: how many pages were missed, how many were wrong."""
    found = {}
    for query, answer in zip(queries, asked(page, queries), strict=True):
        expected, urls = oracle.pages_with(query), set(answer["urls"])
        if urls != expected or len(urls) != len(answer["urls"]) or not answer["complete"]:
            found[query] = (len(expected - urls), len(urls - expected))
    return found


def test_pieces_of_chinese_text_are_found_on_all_pages_that_hold_them_and_no_other(page: Page, oracle: Oracle) -> None:
    queries = pieces(oracle, 1, 200, RUN.findall)

    assert all(oracle.pages_with(query) for query in queries)
    assert differences(page, oracle, queries) == {}


def test_pieces_with_figures_letters_and_marks_in_them_are_found_alike(page: Page, oracle: Oracle) -> None:
    queries = pieces(oracle, 2, 150, lambda text: [part for part in text.split(BREAK) if len(part) > 1])

    assert differences(page, oracle, queries) == {}


def test_pieces_turned_round_that_stand_nowhere_find_nothing(page: Page, oracle: Oracle) -> None:
    turned = (piece[::-1] for piece in pieces(oracle, 3, 400, RUN.findall))
    queries = [query for query in turned if not oracle.pages_with(query)][:100]

    assert len(queries) == 100
    assert differences(page, oracle, queries) == {}


def test_pieces_whose_every_pair_stands_on_a_page_but_not_they_themselves_find_nothing(
    page: Page, oracle: Oracle
) -> None:
    lot = draw(5)
    texts = list(oracle.texts.values())
    queries: list[str] = []
    while len(queries) < 60:
        after: dict[str, list[str]] = {}
        for run in RUN.findall(lot.choice(texts)):
            for one, other in pairwise(run):
                after.setdefault(one, []).append(other)
        query = lot.choice(sorted(after))
        while query[-1] in after and len(query) < 6:
            query += lot.choice(after[query[-1]])
        if len(query) > 2 and not oracle.pages_with(query):
            queries.append(query)

    assert differences(page, oracle, queries) == {}


def test_numbers_are_found_whole_and_from_their_start(page: Page, oracle: Oracle) -> None:
    lot = draw(4)
    texts = list(oracle.texts.values())
    numbers = [lot.choice(NUMBER.findall(lot.choice(texts))) for _ in range(200)]
    queries = [number[: lot.randint(2, len(number))].rstrip(".") for number in numbers if len(number) > 2]
    queries = [query for query in queries if len(query) > 1]

    assert len(queries) > 80
    assert differences(page, oracle, queries) == {}
