"""Merged headings above the columns of a grid."""

from __future__ import annotations

from builder.layout.headings import depth_of, heading_rows
from builder.profiles import Column

COLUMNS = (Column("class", ("项目", "编码", "类")), Column("name", ("项目", "名称")), Column("total", ("合计",)))


def test_columns_under_one_label_share_a_cell_and_a_short_path_reaches_down() -> None:
    rows = [[(one.text, one.start, one.end, one.row_span) for one in row] for row in heading_rows(COLUMNS)]

    assert rows == [[("项目", 0, 2, 1), ("合计", 2, 3, 3)], [("编码", 0, 1, 1), ("名称", 1, 2, 2)], [("类", 0, 1, 1)]]


def test_more_rows_than_needed_stretch_the_nearest_labels() -> None:
    rows = [[(one.text, one.row_span) for one in row] for row in heading_rows(COLUMNS[1:], 4)]

    assert depth_of(COLUMNS[1:]) == 2
    assert rows == [[("项目", 1), ("合计", 4)], [("名称", 3)], [], []]
