from __future__ import annotations

from collections.abc import Sequence

from builder.ingest.outline import Zone
from builder.ingest.source import Cell, Line, Piece, Place, Row
from builder.ingest.tables.flat import read_flat
from builder.ingest.tables.read_table import ReadTable
from tests.unit.ingest.tables.flat_pages import SETTING, figures_of

Word = tuple[float, str]

_STEP = 6.0
_TITLE: list[list[Word]] = [[(200, "2025年收入预算表")], [(60, "编制单位：某局"), (500, "单位：万元")]]
_HEADER: list[list[Word]] = [
    [
        *((60, "科目编码"), (130, "科目名称"), (230, "合计"), (300, "财政拨款收入")),
        *((400, "事业收入"), (480, "其他收入")),
    ]
]


def _line(number: int, words: Sequence[Word], *, ends: bool) -> Row:
    """Print words from where they begin, figures up to where they end."""
    edges = []
    for place, word in words:
        width = _STEP * len(word)
        edges.append((place - width, place) if ends and word[-1].isdigit() and "." in word else (place, place + width))
    piece = Piece(number, " ".join(word for _, word in words), Place("p", number + 1, 1))
    return Row((Cell(0, 0, piece),), None, Line(piece, is_physical=True, edges=tuple(edges)))


def _read(*rows: list[Word]) -> ReadTable:
    lines = [*_TITLE, *_HEADER, *rows]
    (table,) = read_flat(
        [
            Zone(
                "table",
                tuple(_line(number, words, ends=True) for number, words in enumerate(lines)),
                1,
                {"table_id": "T2"},
            )
        ],
        SETTING,
    )
    return table


def test_figures_stand_in_the_column_of_the_figures_above_them() -> None:
    table = _read(
        [(60, "210"), (130, "卫生健康支出"), (260, "9.00"), (350, "2.00"), (440, "3.00"), (520, "4.00")],
        [(60, "21011"), (130, "行政事业单位医疗"), (260, "7.00"), (440, "3.00"), (520, "4.00")],
        [(130, "合计"), (260, "9.00"), (350, "9.00")],
    )

    assert [figures_of(row) for row in table.rows] == [
        {"total": "9.00", "fiscal_total": "2.00", "undertaking": "3.00", "other_unit": "4.00"},
        {"total": "7.00", "undertaking": "3.00", "other_unit": "4.00"},
        {"total": "9.00", "fiscal_total": "9.00"},
    ]
    assert table.doubts == ()


def test_where_no_row_is_full_the_labels_above_tell_the_columns() -> None:
    table = _read(
        [(60, "210"), (130, "卫生健康支出"), (260, "9.00"), (520, "9.00")],
        [(130, "合计"), (260, "9.00"), (520, "9.00")],
    )

    assert [figures_of(row) for row in table.rows] == [{"total": "9.00", "other_unit": "9.00"}] * 2
    assert table.doubts == ()


def test_pages_on_which_columns_do_not_stand_one_below_the_other_are_read_by_sums() -> None:
    table = _read(
        [(60, "210"), (130, "卫生健康支出"), (260, "9.00"), (350, "2.00"), (440, "3.00"), (520, "4.00")],
        [(60, "221"), (130, "住房保障支出"), (240, "5.00"), (250, "5.00")],
        [(130, "合计"), (260, "14.00"), (350, "7.00"), (440, "3.00"), (520, "4.00")],
    )

    assert figures_of(table.rows[1]) == {"total": "5.00", "fiscal_total": "5.00"}
    assert [doubt.key for doubt in table.doubts] == ["column-by-arithmetic"]


def test_the_order_of_columns_that_no_template_prints_is_that_of_the_page() -> None:
    header: list[list[Word]] = [
        [(60, "科目编码"), (130, "科目名称"), (480, "合计"), (300, "基本支出"), (400, "项目支出")],
        [(250, "人员经费")],
    ]
    lines: list[list[Word]] = [
        *_TITLE,
        *header,
        [(60, "210"), (130, "卫生健康支出"), (280, "1.00"), (350, "3.00"), (440, "2.00"), (520, "5.00")],
    ]
    rows = tuple(_line(number, words, ends=True) for number, words in enumerate(lines))

    (table,) = read_flat([Zone("table", rows, 1, {"table_id": "T3"})], SETTING)

    assert figures_of(table.rows[0]) == {"basic": "3.00", "project": "2.00", "total": "5.00"}
