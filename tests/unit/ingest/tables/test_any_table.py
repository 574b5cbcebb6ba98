"""Whatever stands in a table: reading it ends, loses no figure, and yields values that the schemas allow."""

from __future__ import annotations

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from builder.ingest.outline import Zone
from builder.schemas import all_schemas
from tests.unit.ingest.tables.printed import read, zone

WORDS = (
    *("项目", "预算数", "类", "款", "项", "科目编码", "科目名称", "合计", "总计", "小计", "收入", "支出", "基本支出"),
    *("项目支出", "人员经费", "一般公共预算", "上年结转", "收入总计", "支出总计", "一般公共服务支出", "其他支出"),
    *(
        "单位：元",
        "编制单位：某局",
        "表1",
        "备注：空表",
        "201",
        "20103",
        "2010301",
        "03",
        "5",
        "208社会保障",
        "行政运行",
    ),
    *("1,234.50", "12", "0", "-", "14。41", "１２", "1 2", "x1", "", "", "", "　"),
)
TABLES = st.sampled_from([f"T{number}" for number in range(1, 13)])
GRIDS = st.integers(1, 6).flatmap(
    lambda width: st.lists(st.lists(st.sampled_from(WORDS), min_size=width, max_size=width), min_size=1, max_size=9)
)


@settings(deadline=None, max_examples=150)
@given(st.lists(st.tuples(TABLES, GRIDS, st.booleans()), min_size=1, max_size=3))
def test_any_table_is_read_to_its_end(tables: list[tuple[str, list[list[str]], bool]]) -> None:
    zones = [_zone(table_id, grid, has_spans=has_spans) for table_id, grid, has_spans in tables]

    found = read(*zones)

    schemas = all_schemas()
    for record in found.records:
        assert set(record.values) <= set(schemas[record.resource].header)
        assert "" not in record.values.values()
    keys = Counter((record.resource, *_key(record.resource, record.values)) for record in found.records)
    assert [key for key, count in keys.items() if count > 1] == []


@settings(deadline=None, max_examples=100)
@given(TABLES, GRIDS)
def test_a_cell_is_claimed_by_one_record_at_most(table_id: str, grid: list[list[str]]) -> None:
    table = _zone(table_id, grid, has_spans=True)

    found = read(table)

    places = Counter(
        (claim.piece.number, place)
        for claim in found.claims
        if claim.record is not None
        for place in range(claim.start, claim.end)
    )
    assert [place for place, count in places.items() if count > 1] == []


def _zone(table_id: str, grid: list[list[str]], *, has_spans: bool) -> Zone:
    text = "\n".join("|".join(row) + "|" for row in grid)
    return zone(table_id, f"某表\n{text}", has_spans=has_spans)


def _key(resource: str, values: dict[str, str]) -> tuple[str, ...]:
    return tuple(values.get(name, "") for name in all_schemas()[resource].own_key)
