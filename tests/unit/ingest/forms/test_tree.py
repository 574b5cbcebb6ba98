from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from builder.ingest.forms.tree import Mark, grouping_of, heights_of

_PARENTS = dict.fromkeys(("a", "b", "c", "d"), "output")


def test_a_label_on_the_line_of_its_only_row() -> None:
    grouping = grouping_of(heights_of([1, 1]), [Mark("a", 0.5), Mark("b", 1.5)], [], _PARENTS)

    assert grouping is not None
    assert grouping.levels == ("a", "b")


def test_a_label_between_its_two_rows() -> None:
    grouping = grouping_of(heights_of([1, 1, 1]), [Mark("a", 1.0), Mark("b", 2.5)], [], _PARENTS)

    assert grouping is not None
    assert grouping.levels == ("a", "a", "b")


def test_labels_that_stand_in_the_middle_of_no_rows_group_nothing() -> None:
    assert grouping_of(heights_of([1, 1]), [Mark("a", 9.0)], [], _PARENTS) is None


def test_rows_between_two_readings_are_left_open() -> None:
    grouping = grouping_of(heights_of([1, 1, 1]), [Mark("a", 0.75), Mark("b", 2.25)], [], _PARENTS)

    assert grouping is not None
    assert grouping.levels == ("a", None, "b")


def test_the_outer_level_decides_where_the_inner_leaves_it_open() -> None:
    parents = _PARENTS | {"b": "benefit"}
    marks = [Mark("a", 0.75), Mark("b", 2.25)]

    grouping = grouping_of(heights_of([1, 1, 1]), marks, [Mark("output", 1.0), Mark("benefit", 2.5)], parents)

    assert grouping is not None
    assert grouping.levels == ("a", "a", "b")


@given(st.lists(st.lists(st.integers(1, 3), min_size=1, max_size=6), min_size=1, max_size=4))
def test_labels_at_the_middle_of_their_rows_are_found_whatever_the_groups(groups: list[list[int]]) -> None:
    heights = heights_of([height for group in groups for height in group])
    marks, levels, row = [], [], 0
    for name, group in zip("abcd", groups, strict=False):
        marks.append(Mark(name, (heights[row] + heights[row + len(group)]) / 2))
        levels += [name] * len(group)
        row += len(group)

    grouping = grouping_of(heights, marks, [], _PARENTS)

    assert grouping is not None
    assert grouping.levels == tuple(levels)
