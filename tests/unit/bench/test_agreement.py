"""Two packages are held against each other cell by cell, and each cell that differs is named."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from bench.agreement import Counts, Slip, compare, package_rows, schema_keys, together
from tests.projects import REPOSITORY

KEYS = {"expenditure_by_function": ("functional_code",), "narrative": ("seq",)}


def table(*rows: tuple[str, str, str]) -> dict[str, list[dict[str, str]]]:
    names = ("functional_code", "total", "project")
    return {"expenditure_by_function": [dict(zip(names, row, strict=True)) for row in rows]}


def counts_of(expected: dict[str, list[dict[str, str]]], found: dict[str, list[dict[str, str]]]) -> Counts:
    return compare(expected, found, keys=KEYS)["expenditure_by_function"]


def test_equal_rows_are_all_right_and_cells_blank_on_both_sides_are_not_counted() -> None:
    rows = table(("201", "12.50", ""), ("20103", "12.50", "3"))

    counts = counts_of(rows, rows)

    assert counts == Counts(right=5)
    assert counts.is_whole


def test_a_cell_is_compared_as_it_is_printed() -> None:
    counts = counts_of(table(("201", "2.70", "")), table(("201", "2.7", "")))

    assert counts == Counts(right=1, wrong=1, slips=(Slip(("201",), "total", "2.70", "2.7"),))


def test_a_blank_where_a_figure_is_due_is_missing_and_the_reverse_is_extra() -> None:
    counts = counts_of(table(("201", "5", "")), table(("201", "", "5")))

    assert (counts.right, counts.wrong, counts.missing, counts.extra) == (1, 0, 1, 1)
    assert not counts.is_whole


def test_rows_are_matched_by_their_key_whatever_their_order() -> None:
    expected = table(("201", "1", ""), ("208", "2", ""), ("210", "3", ""))
    found = table(("210", "3", ""), ("201", "1", ""), ("221", "2", ""))

    counts = counts_of(expected, found)

    assert (counts.right, counts.missing, counts.extra) == (4, 2, 2)
    assert [slip.key for slip in counts.slips] == [("208",), ("208",), ("221",), ("221",)]


def test_rows_of_one_key_are_matched_in_their_order() -> None:
    expected = table(("201", "1", ""), ("201", "2", ""))
    found = table(("201", "1", ""))

    counts = counts_of(expected, found)

    assert (counts.right, counts.missing) == (2, 2)


def test_rows_without_a_key_are_matched_in_their_order() -> None:
    expected, found = table(("201", "1", ""), ("208", "2", "")), table(("201", "1", ""), ("210", "2", ""))

    counts = compare(expected, found, keys={})["expenditure_by_function"]

    assert (counts.right, counts.wrong) == (3, 1)


def test_columns_are_left_out_in_all_resources_or_in_one() -> None:
    expected = {"narrative": [{"seq": "1", "text": "", "src_line": "8"}], "notes": [{"text": "a", "src_line": "9"}]}
    found = {"narrative": [{"seq": "1", "text": "long", "src_line": "7"}], "notes": [{"text": "b", "src_line": "8"}]}

    counts = compare(expected, found, keys=KEYS, excluded=("src_line", "narrative.text"))

    assert counts == {"narrative": Counts(right=1), "notes": Counts(wrong=1, slips=(Slip((), "text", "a", "b"),))}


def test_a_resource_that_one_side_lacks_is_counted_whole() -> None:
    rows = table(("201", "1", ""))

    assert counts_of(rows, {}).missing == 2
    assert counts_of({}, rows).extra == 2


def test_counts_add_up_over_resources_and_documents() -> None:
    slip = Slip(("1",), "total", "1", "2")

    whole = together((Counts(3, 1, 0, 2, (slip,)), Counts(1, 0, 4, 0)))

    assert whole == Counts(4, 1, 4, 2, (slip,))


@given(st.dictionaries(st.text("0123456789", min_size=1), st.tuples(st.text(), st.text()), max_size=6))
def test_every_filled_cell_is_counted_once(cells: dict[str, tuple[str, str]]) -> None:
    expected = table(*((code, ours, "") for code, (ours, _) in cells.items()))
    found = table(*((code, theirs, "") for code, (_, theirs) in cells.items()))

    counts = counts_of(expected, found)

    filled = len(cells) + sum(1 for ours, theirs in cells.values() if ours or theirs)
    assert counts.right + counts.wrong + counts.missing + counts.extra == filled
    assert len(counts.slips) == filled - counts.right


def test_a_package_is_read_as_its_files_write_it(tmp_path: Path) -> None:
    (tmp_path / "datapackage.yaml").write_text("name: demo\n", encoding="utf-8")
    (tmp_path / "three_public.csv").write_text("unit_id,total\ndemo,2.70\n", encoding="utf-8")
    (tmp_path / "projects.yaml").write_text(
        "- unit_id: demo\n  amount_narrative: 410.000000\n  exec_start: '2023-01-01'\n  exec_text: null\n",
        encoding="utf-8",
    )

    rows = package_rows(tmp_path)

    assert rows == {
        "three_public": [{"unit_id": "demo", "total": "2.70"}],
        "projects": [
            {"unit_id": "demo", "amount_narrative": "410.000000", "exec_start": "2023-01-01", "exec_text": ""}
        ],
    }


def test_every_package_of_the_project_agrees_with_itself() -> None:
    for descriptor in sorted((REPOSITORY / "datasets" / "units").glob("*/*/datapackage.yaml")):
        rows = package_rows(descriptor.parent)

        whole = together(compare(rows, rows, keys=schema_keys()).values())

        assert whole.is_whole
        assert whole.right > 500, descriptor
