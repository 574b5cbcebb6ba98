from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.ingest.tables.read_table import ReadTable
from tests.unit.ingest.tables.flat_pages import (
    NORTH,
    OTHER,
    SOUTH,
    Item,
    PrintedTable,
    Template,
    code_of,
    figures_of,
    name_of,
    printed,
    read,
    tables_of,
)

_CODES = ("2010301", "2010302", "2010399", "2040605", "2070308", "2080505", "2080506", "2101101", "2101102", "2210203")
_AMOUNT = st.one_of(st.just(0), st.integers(1, 99_999_999))
_ITEMS = st.lists(st.sampled_from(_CODES), min_size=1, max_size=7, unique=True).flatmap(
    lambda codes: st.tuples(
        *(st.builds(Item, st.just(code), _AMOUNT, _AMOUNT, _AMOUNT, st.just(0) | _AMOUNT) for code in codes)
    )
)


def _is_spent(items: Sequence[Item]) -> bool:
    return all(item.general for item in items)


def _meant(table: PrintedTable, template: Template) -> list[tuple[str, str, dict[str, str]]]:
    return [
        (
            row.code if not row.side else "",
            row.label,
            template.figures(row, table.table_id),
        )
        for row in sorted(table.rows, key=lambda row: row.side == "expenditure")
    ]


def _found(table: ReadTable) -> list[tuple[str, str, dict[str, str]]]:
    return [
        (code_of(row), name_of(row, "label" if row.side else "name_printed"), figures_of(row))
        for row in sorted(table.rows, key=lambda row: row.side == "expenditure")
    ]


def _doubted(table: ReadTable) -> set[str]:
    return {
        line for doubt in table.doubts if doubt.key == "column-guessed" for line in doubt.facts["lines"].split(", ")
    }


@pytest.mark.parametrize("template", [SOUTH, NORTH, OTHER], ids=["south", "north", "other"])
@settings(deadline=None)
@given(
    items=_ITEMS.filter(_is_spent),
    wrapped=st.sets(st.integers(0, 20), max_size=4),
    broken_after=st.sets(st.integers(0, 20), max_size=2),
)
def test_a_table_that_lost_its_blank_cells_is_read_back_or_a_doubt_names_the_row(
    template: Template, items: Sequence[Item], wrapped: set[int], broken_after: set[int]
) -> None:
    tables = tables_of(items)
    texts = [(table.table_id, printed(table, template, wrapped=wrapped, broken_after=broken_after)) for table in tables]

    read_tables = read(*texts)

    for meant, found in zip(tables, read_tables, strict=True):
        lines = [str(row.line) for row in sorted(found.rows, key=lambda row: row.side == "expenditure")]
        wrong = [
            (line, want, got)
            for line, want, got in zip(lines, _meant(meant, template), _found(found), strict=True)
            if want != got and (line not in _doubted(found) or want[:2] != got[:2])
        ]
        assert wrong == []
