"""The batches' segments as one index, and the files that are made of it."""

from __future__ import annotations

import gzip
import hashlib
import json
import pickle
from collections.abc import Sequence

import pytest

from builder.index import (
    PageText,
    Passage,
    joined,
    search_batch,
    search_jobs,
    search_manifest,
)
from builder.index.joining import term_file_count
from builder.outputs import ManifestEntry, Output
from builder.segments import HeldSegments
from tests.search_files import merged, text_index

NAMES = Output("search/names-0000000000.json.gz", b"")


def page(unit: str, year: int, text: str) -> PageText:
    passages = (Passage("top", "单位", text),)
    return PageText(f"{unit}/{year}", f"units/{unit}/{year}/", unit, "", year, unit, passages)


PAGES = [
    page(unit, year, f"{unit}号单位{year}年预算{number * 7}万元")
    for number, unit in enumerate("abcdefg")
    for year in (2022, 2023)
]


MANY = [page(f"u{number:02}", 2020 + number % 4, f"第{number}个单位支出{number * 13}.5元") for number in range(50)]


def parts_of(*batches: Sequence[PageText]) -> list[HeldSegments]:
    return [HeldSegments(search_batch(batch).segments) for batch in batches]


def files_of(parts: Sequence[HeldSegments]) -> dict[str, bytes]:
    outputs = [output for job in search_jobs(parts) for output in job.make(*job.arguments)]
    return {output.path: output.content for output in outputs if isinstance(output, Output)}


def keys_of(parts: Sequence[HeldSegments]) -> dict[str, bytes]:
    return {job.name: job.key for job in search_jobs(parts)}


def test_the_files_depend_on_the_pages_alone_not_on_order_or_batches() -> None:
    expected = {output.path: output.content for output in text_index(PAGES, NAMES)}

    for batches in (
        [PAGES[::-1]],
        [PAGES[:3], PAGES[3:]],
        [PAGES[::3], PAGES[1::3], PAGES[2::3]],
        [[one] for one in PAGES],
    ):
        found = {output.path: output.content for output in merged([search_batch(batch) for batch in batches], NAMES)}
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


@pytest.mark.parametrize("size", [1, 3, 20, 50])
def test_batches_of_any_size_joined_or_not_give_the_same_files(size: int) -> None:
    expected = files_of(parts_of(MANY))
    batches = parts_of(*(MANY[start::size] for start in range(size)))

    apart = files_of(batches)
    few = files_of([HeldSegments(joined(batches[:2])), HeldSegments(joined(batches[2:]))])

    assert apart == expected
    assert few == expected


def test_what_is_joined_is_what_one_batch_of_all_would_leave() -> None:
    assert joined(parts_of(MANY[:20], MANY[20:])) == search_batch(MANY).segments


LARGE = [page(f"u{number:03}", 2020 + number % 4, f"第{number}个单位支出{number * 13}.5元") for number in range(330)]
CHANGED = [page("u000", 2020, "第0个单位支出77777元"), *LARGE[1:30]]


def test_a_changed_figure_touches_its_list_of_pages_and_the_files_of_its_terms_alone() -> None:
    before = keys_of(parts_of(LARGE[:30], LARGE[30:]))

    after = keys_of(parts_of(CHANGED, LARGE[30:]))

    changed = [name for name in before if before[name] != after[name]]
    assert before.keys() == after.keys()
    assert "search/pages/0" in changed
    assert 1 < len(changed) < len(before) / 2


def test_an_added_page_that_moves_the_others_touches_all_term_files() -> None:
    before = keys_of(parts_of(MANY[1:]))

    after = keys_of(parts_of(MANY))

    assert not before.items() & after.items()


def test_files_are_the_same_where_no_key_has_changed() -> None:
    files = {job.key: list(job.make(*job.arguments)) for job in search_jobs(parts_of(LARGE[:30], LARGE[30:]))}

    kept = [job for job in search_jobs(parts_of(CHANGED, LARGE[30:])) if job.key in files]

    assert kept
    assert all(list(job.make(*job.arguments)) == files[job.key] for job in kept)


def test_the_work_can_be_done_in_another_process() -> None:
    jobs = search_jobs(parts_of(MANY[:25], MANY[25:]))

    sent = pickle.loads(pickle.dumps(jobs))  # noqa: S301 -- our own

    assert [list(job.make(*job.arguments)) for job in sent] == [list(job.make(*job.arguments)) for job in jobs]
    assert len({job.name for job in jobs}) == len(jobs)


def test_the_manifest_finds_the_files_of_the_search_among_all_others() -> None:
    paths = [
        "search/t1-0a.gz",
        "search/t0-0b.gz",
        "search/p/00.json.gz",
        "search/pages0-0c.bin",
        "search/names-0d.json.gz",
        "units/t0-0e.gz",
        "search.js",
    ]

    manifest = search_manifest(parts_of(PAGES), [ManifestEntry(path, 1, "") for path in paths])

    content = json.loads(manifest.content)
    assert content["terms"] == ["t0-0b.gz", "t1-0a.gz"]
    assert (content["lists"], content["names"]) == (["pages0-0c.bin"], "names-0d.json.gz")


def test_the_list_of_pages_leads_to_the_fragments_in_their_order() -> None:
    outputs = {output.path: output.content for output in text_index(PAGES, NAMES)}
    (listed,) = (content for path, content in outputs.items() if path.startswith("search/pages0-"))

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
