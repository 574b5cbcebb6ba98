"""The files of the full-text search."""

from __future__ import annotations

import gzip
import hashlib
import json

import pytest

from builder.index import PageText, Passage, batch_terms, merged, text_index
from builder.index.text_files import term_file_count
from builder.outputs import Output

NAMES = Output("search/names-0000000000.json.gz", b"")


def page(unit: str, year: int, text: str) -> PageText:
    passages = (Passage("top", "单位", text),)
    return PageText(f"{unit}/{year}", f"units/{unit}/{year}/", unit, "", year, unit, passages)


PAGES = [
    page(unit, year, f"{unit}号单位{year}年预算{number * 7}万元")
    for number, unit in enumerate("abcdefg")
    for year in (2022, 2023)
]


def test_the_files_depend_on_the_pages_alone_not_on_order_or_batches() -> None:
    expected = {output.path: output.content for output in text_index(PAGES, NAMES)}

    for batches in (
        [PAGES[::-1]],
        [PAGES[:3], PAGES[3:]],
        [PAGES[::3], PAGES[1::3], PAGES[2::3]],
        [[one] for one in PAGES],
    ):
        found = {output.path: output.content for output in merged([batch_terms(batch) for batch in batches], NAMES)}
        assert found == expected


def test_every_file_but_the_manifest_is_named_by_its_content() -> None:
    *files, manifest = text_index(PAGES, NAMES)

    assert manifest.path == "search/manifest.json"
    for file in files:
        fingerprint = file.path.removesuffix(".gz").rpartition(".")[0] or file.path.removesuffix(".gz")
        digests = {hashlib.blake2b(file.content, digest_size=size).hexdigest() for size in (5, 8)}
        assert any(digest in file.path for digest in digests), fingerprint


def test_the_manifest_names_every_file_and_counts_pages_by_year_oldest_first() -> None:
    *files, manifest = text_index(PAGES, NAMES)
    content = json.loads(manifest.content)

    paths = {file.path.removeprefix("search/") for file in files}
    assert set(content["terms"]) | set(content["lists"]) == {path for path in paths if not path.startswith("p/")}
    assert content["names"] == "names-0000000000.json.gz"
    assert content["years"] == [[2022, 7], [2023, 7]]


def test_a_changed_page_leaves_the_files_of_other_terms_as_they_were() -> None:
    changed = [page("a", 2022, "另写一段"), *PAGES[1:]]
    before = {output.path for output in text_index(PAGES, NAMES)}

    after = {output.path for output in text_index(changed, NAMES)}

    assert len(before - after) < len(before) - len(PAGES) + 2


def test_the_list_of_pages_leads_to_the_fragments_in_their_order() -> None:
    outputs = {output.path: output.content for output in text_index(PAGES, NAMES)}
    (listed,) = (content for path, content in outputs.items() if path.startswith("search/pages-"))

    keys = []
    for start in range(0, len(listed), 8):
        fragment = json.loads(gzip.decompress(outputs[f"search/p/{listed[start : start + 8].hex()}.json.gz"]))
        keys.append((fragment["year"], fragment["unit"]))
    assert keys == sorted((one.year, one.unit_id) for one in PAGES)


def test_two_pages_of_one_key_are_refused() -> None:
    with pytest.raises(ValueError, match="one key"):
        list(text_index([PAGES[0], PAGES[0]], NAMES))


def test_a_site_without_pages_has_a_search_that_finds_nothing() -> None:
    *_, manifest = text_index([], NAMES)

    assert json.loads(manifest.content)["years"] == []


@pytest.mark.parametrize(("pages", "files"), [(0, 4), (80, 4), (81, 8), (1_000, 64), (10_000, 512), (100_000, 8192)])
def test_files_of_terms_grow_with_the_pages(pages: int, files: int) -> None:
    assert term_file_count(pages) == files
