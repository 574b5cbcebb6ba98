from __future__ import annotations

import pytest

from builder.ingest.tables.flat_asides import without_asides
from builder.ingest.tables.flat_tokens import read_lines
from tests.unit.ingest.streams import stream

UNIT_HEADER = "单位代码 单位名称（科目） 合计 基本支出"
NAMES = frozenset({"农业农村", "行政运行"})


def _left(
    table_id: str, header: str, *rows: str, unit: str = "某县农业农村局"
) -> tuple[list[str], list[tuple[str, str]]]:
    lines = read_lines(stream("\n".join(rows)))
    kept, asides = without_asides(table_id, read_lines(stream(header)), lines, unit, NAMES)
    texts = [" ".join(token.text for token in line.tokens) for line in kept]
    return texts, [(aside.token.text, aside.reason) for aside in asides]


def test_the_code_of_the_unit_is_no_part_of_a_name_and_no_amount() -> None:
    rows = ("201 301001 一般公共服务支出 5.00", "201 03 01 301001 5.00")

    kept, asides = _left("T3", UNIT_HEADER, *rows)

    assert kept == ["201 一般公共服务支出 5.00", "201 03 01 5.00"]
    assert asides == [("301001", "unit-column")] * 2


def test_the_same_number_is_an_amount_where_the_header_names_no_units() -> None:
    rows = ("201 301001 一般公共服务支出 5.00", "201 03 01 301001 5.00")

    assert _left("T3", "科目名称 合计 基本支出", *rows) == (list(rows), [])


def test_the_name_of_the_unit_goes_with_its_code_but_for_names_of_the_classification() -> None:
    rows = ("301001 某县农业 213 01 04 事业运行 5.00", "301001 农村局 213 01 农业农村 5.00")

    kept, _ = _left("T3", UNIT_HEADER, *rows)

    assert kept == ["213 01 04 事业运行 5.00", "213 01 农业农村 5.00"]


@pytest.mark.parametrize("government", ["50101 工资奖金津补贴", "[50101]工资奖金津补贴"])
def test_the_other_classification_is_left_out(government: str) -> None:
    kept, asides = _left("T6", "部门预算支出经济分类 政府预算支出经济分类 合计", f"30101 基本工资 {government} 5.00")

    assert kept == ["30101 基本工资 5.00"]
    assert {reason for _, reason in asides} == {"government-economic"}


def test_codes_of_the_levels_above_and_percentages_are_left_out() -> None:
    kept, asides = _left("T5", "科目编码 科目名称 合计 增减%", "208 20805 2080505 养老保险缴费 5.00 7.50%")

    assert kept == ["2080505 养老保险缴费 5.00"]
    assert set(asides) == {
        ("208", "code-within"),
        ("20805", "code-within"),
        ("7.50%", "other-year"),
    }


def test_a_code_in_brackets_is_a_word_of_its_own() -> None:
    assert _left("T5", "功能科目名称 合计", "[2010301]行政运行 5.00")[0] == ["2010301 行政运行 5.00"]
