"""Headers of grids."""

from __future__ import annotations

from builder.ingest.tables.header import header_height, is_numbering, paths_of, width_of
from tests.unit.ingest.tables.printed import zone


def test_the_header_ends_above_the_first_code() -> None:
    rows = zone("T3", "科目编码|<|名称|合计\n类|款|^|^\n201||一般公共服务支出|", headings=0).rows

    height = header_height(rows, lambda _: False)

    assert height == 2


def test_it_ends_above_a_blank_row_and_above_a_total() -> None:
    blank = zone("T9", "类|名称|合计\n||\n合计||", headings=0).rows
    total = zone("T9", "类|名称|合计\n合 计||", headings=0).rows

    assert (header_height(blank, lambda _: False), header_height(total, lambda _: False)) == (1, 1)


def test_it_ends_above_a_line_of_the_table_without_amounts() -> None:
    rows = zone("T4", "财政拨款收入|<\n项目|预算数\n财政拨款收入|\n", headings=0).rows

    height = header_height(rows, lambda text: text == "财政拨款收入")

    assert height == 2


def test_a_row_that_numbers_the_columns_belongs_to_it() -> None:
    rows = zone("T3", "科目编码|名称|合计|基本\n栏次||1|2\n201|支出|5|5", headings=0).rows

    assert is_numbering(rows[1])
    assert header_height(rows, lambda _: False) == 2


def test_a_row_of_small_amounts_does_not() -> None:
    rows = zone("T8", "合计|出国|接待\n3|1|2", headings=0).rows

    assert not is_numbering(rows[1])


def test_known_spans_give_each_column_its_labels() -> None:
    rows = zone("T8", "合计|车|<|接待\n^|小计|购置费|^", headings=0).rows

    paths = list(paths_of(rows, width_of(rows, ())))

    assert paths == [(("合计",), ("车", "小计"), ("车", "购置费"), ("接待",))]


def test_where_spans_are_unknown_every_spread_is_read() -> None:
    rows = zone("T8", "合计|车|接待\n|小计|购置费|", headings=0, has_spans=False).rows

    paths = list(paths_of(rows, 4))

    assert paths == [(("合计",), ("车", "小计"), ("车", "购置费"), ("接待",))]


def test_spreads_that_labels_alone_cannot_decide_are_all_given() -> None:
    rows = zone("T8", "出国|车\n合计|购置费|运行费", headings=0, has_spans=False).rows

    paths = list(paths_of(rows, 3))

    assert [path[1] for path in paths] == [("车", "购置费"), ("出国", "购置费")]
