"""What a site weighs, and the page that says so."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from bench.build_page import PAGE, tables
from bench.measuring import Measured, Run, Weight
from bench.weights import compressed, first_visit, lines, site_weights, spread

PAGE_TEXT = """<head><link rel="stylesheet" href="../../../assets/site.css"><link rel="canonical" href="https://a.example/">
<link rel="icon" href="../../../assets/icon.svg"><script src="../../../assets/site.js" defer></script></head>"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    files = {
        "index.html": "home",
        "units/index.html": "list",
        "units/a/index.html": "unit",
        "units/b/index.html": "a longer unit",
        "units/a/2024/index.html": PAGE_TEXT,
        "units/a/2024/data.json": "{}",
        "units/a/2024/projects.csv": "a",
        "units/a/2024/projects-excel.csv": "a",
        "data/projects.csv.gz": "packed",
        "search/p/0123456789abcdef.json.gz": "packed",
        "search/t7-0123456789.gz": "packed",
        "assets/site.css": "@font-face { src: url(font.woff2) }",
        "assets/font.woff2": "font",
        "assets/site.js": 'import { find } from "./find.js";\n',
        "assets/find.js": "export const find = 1;\n",
        "assets/icon.svg": "<svg/>",
        "assets/unused.js": "",
        "manifest.json": "{}",
    }
    for path, text in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    return tmp_path


def test_median_ninety_five_and_largest_are_of_all_sizes() -> None:
    assert spread(range(1, 101)) == {"median": 50, "p95": 95, "max": 100}
    assert spread([7]) == {"median": 7, "p95": 7, "max": 7}


def test_a_first_visit_loads_what_the_page_names_and_what_that_names(site: Path) -> None:
    visit = first_visit(site, "units/a/2024/index.html")

    assert set(visit["parts"]) == {"html", "css", "js", "svg", "woff2"}
    assert visit["requests"] == 6
    assert visit["parts"]["html"] == len(gzip.compress(PAGE_TEXT.encode(), 6))
    assert visit["bytes"] == sum(visit["parts"].values())


def test_what_is_packed_already_travels_as_it_is(site: Path) -> None:
    assert compressed(site / "data/projects.csv.gz") == len("packed")


def test_files_are_weighed_by_kind(site: Path) -> None:
    kinds = site_weights(site)["kinds"]

    assert {kind: group["files"] for kind, group in kinds.items()} == {
        "unit-year pages": 1,
        "other pages": 4,
        "beside pages: data.json": 1,
        "beside pages: .csv": 1,
        "beside pages: -excel.csv": 1,
        "bulk: csv.gz": 1,
        "search": 2,
        "assets": 6,
        "manifest.json": 1,
    }


def test_files_of_the_search_that_differ_in_number_or_digest_are_one_kind(site: Path) -> None:
    assert set(site_weights(site)["search"]) == {"p/*.json.gz", "t#-*.gz"}


def test_of_pages_of_one_kind_the_largest_is_listed(site: Path) -> None:
    listed = {page["page"]: page["largest"] for page in site_weights(site)["lists"]}

    assert listed == {
        "index.html": "index.html",
        "units/index.html": "units/index.html",
        "units/…/": "units/b/index.html",
    }


def test_every_weight_is_printed_and_published(site: Path) -> None:
    build = Measured("whole build", weight=Weight(9, 6, 100))
    build.add(Run(1.5, 2.5, 1_000_000, 2_000_000, ""))
    weights = site_weights(site)
    found = {
        "machine": {"processor": "one", "cores": 2, "memory_bytes": 1024**3, "python": "3.11", "hugo": "1"},
        "sets": {
            "area-100": {
                "unit_years": 100,
                "measured": dict.fromkeys(("cold", "pages", "hugo"), build.record()),
                "weights": weights,
            }
        },
        "growth": {"1,000 : 100": {"cold": 9.5}},
    }

    text, printed = tables(found), "\n".join(lines(weights))

    assert "hugo 1" in text
    assert "| 100 份，每包 100 份 | 什么都没有，全部重做 | 1.5 | 2.5 | 1 | 2 |" in text
    assert "| Hugo，Markdown | 1.5 | 2.5 | 4 | 9 | 0 | 2 |" in text
    assert "| 什么都没有，全部重做 | 9.5 |" in text
    assert "| `t#-*.gz` | 1 |" in text
    assert "t#-*.gz" in printed


def test_the_page_has_the_place_for_the_tables() -> None:
    text = PAGE.read_text(encoding="utf-8")

    assert text.count("<!-- bench: build -->\n") == text.count("<!-- /bench: build -->\n") == 1
