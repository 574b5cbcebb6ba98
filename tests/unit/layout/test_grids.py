"""T1 has the columns that its document prints: templates differ in whether they split the expenditure."""

from __future__ import annotations

from typing import Any

import pytest

from builder.layout.grids import filled_columns, side_grid_of
from builder.profiles import profile
from tests.unit.render.conftest import disclosure_of, printed

SPLIT = ["label", "amount", "personnel", "public", "project"]


def _grid(line: dict[str, Any], total: dict[str, Any], side: str = "expenditure") -> list[tuple[str, str]]:
    disclosure = disclosure_of(
        {
            "printed_tables": [printed("T1", unit="yuan", quantum="0.0001")],
            "income_expenditure_summary": [{"side": side, "line": "201", "name_printed": "甲支出", **line}],
            "disclosed_totals": [
                {"table_id": "T1", "measure": measure, "amount": amount} for measure, amount in total.items()
            ],
        }
    )
    table = disclosure.table("T1")
    assert table is not None
    grid = side_grid_of(table, profile("shanghai-putuo-2025"), side)
    return [(column.field, column.path[-1]) for column in grid.columns]


@pytest.mark.parametrize(
    ("line", "total"),
    [
        ({"amount": "5.0000", "project": "5.0000"}, {"expenditure_total": "5.0000"}),
        ({"amount": "5.0000"}, {"expenditure_total": "5.0000", "public": None}),
    ],
)
def test_the_columns_of_the_split_stand_where_any_has_a_cell(line: dict[str, Any], total: dict[str, Any]) -> None:
    assert [field for field, _ in _grid(line, total)] == SPLIT


def test_without_any_cell_of_the_split_the_amount_stands_under_the_heading_of_its_group() -> None:
    assert _grid({"amount": "5.0000"}, {"expenditure_total": "5.0000"}) == [("label", "项目"), ("amount", "预算数")]


def test_the_side_of_income_is_as_the_template_has_it() -> None:
    assert _grid({"line": "gpb", "amount": "5.0000"}, {"income_total": "5.0000"}, "income") == [
        ("label", "项目"),
        ("amount", "预算数"),
    ]


def test_a_column_is_filled_where_any_row_has_something_in_it() -> None:
    disclosure = disclosure_of(
        {
            "printed_tables": [printed("T3")],
            "expenditure_by_function": [
                {"functional_code": "201", "name_printed": "甲", "total": "0"},
                {"functional_code": "208", "name_printed": "乙", "basic": "1.5"},
            ],
        }
    )
    table = disclosure.table("T3")
    assert table is not None

    assert filled_columns(table.lines, table.measures) == {"total", "basic"}
    assert filled_columns((), table.measures) == frozenset()
