"""What is changed between builds, what counts as a whole site, and what runs are set against each other."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from bench.compare import ALIKE, QUICKER, SLOWER, compared, mark
from bench.measuring import Measured, Run
from bench.ours import change_one_figure, differences
from bench.peers import PagesMissing, Peer
from bench.scale import growth, ratios

TABLE = "unit_id,year,functional_code,total,project\nu,2024,201,,\nu,2024,20101,12.50,\n"


def project(folder: Path, *packages: str) -> Path:
    for package in packages:
        (folder / "datasets/units" / package).mkdir(parents=True)
        (folder / "datasets/units" / package / "expenditure_by_function.csv").write_text(TABLE, encoding="utf-8")
    return folder


def table(folder: Path, package: str) -> str:
    return (folder / "datasets/units" / package / "expenditure_by_function.csv").read_text(encoding="utf-8")


def measured(*seconds: float) -> Measured:
    result = Measured("side")
    for each in seconds:
        result.add(Run(each, each, 1, 1, ""))
    return result


def peer(folder: Path, script: str, pages: int) -> Peer:
    folder.mkdir()
    return Peer("other", folder, (sys.executable, "-c", script), pages)


def test_the_last_digit_of_one_amount_is_raised_and_nothing_else(tmp_path: Path) -> None:
    folder = project(tmp_path, "a", "b")

    edit = change_one_figure(folder, 1)

    assert (edit.line, edit.before, edit.after) == (3, "12.50", "12.51")
    assert table(folder, "a") == TABLE.replace("12.50", "12.51")
    assert table(folder, "b") == TABLE


def test_the_next_change_is_in_another_package(tmp_path: Path) -> None:
    folder = project(tmp_path, "a", "b")

    files = {change_one_figure(folder, number).file for number in (1, 2)}

    assert len(files) == 2


SITE = {"units/a/2024/index.html": "1", "search/names-1.gz": "1"}


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        ({"units/a/2024/index.html": "2", "search/names-2.gz": "2"}, 2),
        (SITE, None),
        ({"search/names-1.gz": "1"}, None),
    ],
)
def test_after_a_change_some_files_differ_and_no_page_is_lost(after: dict[str, str], expected: int | None) -> None:
    assert differences(SITE, after, is_changed=True) == expected


@pytest.mark.parametrize(("after", "expected"), [(SITE, 0), ({**SITE, "units/a/2024/index.html": "2"}, None)])
def test_without_a_change_every_file_is_the_same(after: dict[str, str], expected: int | None) -> None:
    assert differences(SITE, after, is_changed=False) == expected


WRITE = """
from pathlib import Path
for name in ("1", "2"):
    page = Path("site/units") / name / "2024/index.html"
    page.parent.mkdir(parents=True)
    page.write_text("{}")
"""


def test_a_generator_that_made_every_page_is_timed(tmp_path: Path) -> None:
    other = peer(tmp_path / "other", WRITE.format("<table>"), 2)

    assert other.run().seconds > 0


@pytest.mark.parametrize(("text", "pages", "words"), [("<table>", 3, "2 of 3 pages"), ("nothing", 2, "has no table")])
def test_a_generator_that_leaves_something_out_is_not_timed(tmp_path: Path, text: str, pages: int, words: str) -> None:
    other = peer(tmp_path / "other", WRITE.format(text), pages)

    with pytest.raises(PagesMissing, match=words):
        other.run()


def test_what_the_last_run_left_is_taken_away(tmp_path: Path) -> None:
    other = peer(tmp_path / "other", WRITE.format("<table>"), 2)
    other.run()

    other.clean()

    assert not other.output.exists()


def test_medians_of_sides_that_ran_are_divided() -> None:
    found = ratios({"hugo": measured(6, 9, 8), "pages": measured(2, 2, 4), "warm": measured()})

    assert list(found.values()) == [4]


def test_growth_is_between_the_smallest_and_the_largest_set_of_one_layout() -> None:
    sets = {
        f"{layout}-{size}": {"unit_years": size, "measured": {"cold": {"median_seconds": seconds}}}
        for layout, size, seconds in (("area", 1000, 2.0), ("area", 10_000, 21.0), ("unit", 10_000, 90.0))
    }

    assert growth(sets) == {"10,000 : 1,000": {"cold": 10.5}}


def test_one_set_alone_does_not_grow() -> None:
    assert growth({"area-1000": {"unit_years": 1000, "measured": {}}}) == {}


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ([2.0, 2.2], [1.0, 1.1], QUICKER),
        ([1.0, 1.1], [2.0, 2.2], SLOWER),
        ([1.0, 2.0], [1.9, 2.5], ALIKE),
        ([1.0], [1.04], ALIKE),
    ],
)
def test_only_what_lies_outside_both_spreads_is_marked(before: list[float], after: list[float], expected: str) -> None:
    assert mark(before, after) == expected


def test_two_runs_are_compared_stage_by_stage() -> None:
    def outcome(seconds: float, python: str) -> dict[str, object]:
        build = measured(seconds)
        build.stages["audit"] = [seconds / 2]
        return {
            "machine": {"python": python},
            "sets": {"area-10": {"title": "ten", "measured": {"cold": build.record()}}},
        }

    lines = list(compared(outcome(4, "3.11"), outcome(1, "3.12")))

    assert lines[0] == "! python: 3.11 → 3.12"
    assert [line[0] for line in lines if "side" in line or "audit" in line] == [QUICKER, QUICKER]
    assert "4.00 →       1.00 s" in next(line for line in lines if "side" in line)
