"""Codes that are blank, unpadded, cut or glued to names."""

from __future__ import annotations

from tests.unit.ingest.tables.printed import doubts, read, rows, zone

HEADER = "支出总表\n单位：万元\n类|款|项|科目名称|合计\n"
NAMES = ("functional_code", "name_printed")


def codes(text: str, header: str = HEADER) -> list[tuple[str, ...]]:
    """Return codes and names of a table of expenditure."""
    return rows(read(zone("T3", header + text)), "expenditure_by_function", *NAMES)


def test_each_column_may_hold_its_part_or_the_code_so_far() -> None:
    parts = codes("201|03|01|行政运行|1")
    so_far = codes("201|20103|2010301|行政运行|1")

    assert parts == so_far == [("2010301", "行政运行")]


def test_blank_merged_cells_mean_as_above() -> None:
    found = codes("201|||一般公共服务支出|2\n^|03||政府办公厅（室）及相关机构事务|2\n||01|行政运行|1\n||50|事业运行|1")

    assert [code for code, _ in found] == ["201", "20103", "2010301", "2010350"]


def test_lost_noughts_are_put_back_and_the_text_is_kept() -> None:
    found = read(zone("T3", f"{HEADER}208|5|5|机关事业单位基本养老保险缴费支出|1"))

    assert rows(found, "expenditure_by_function", "functional_code") == [("2080505",)]
    assert rows(found, "source_cells", "col_no", "row", "field", "raw_text", "flags") == [
        ("2", "2080505", "functional_code", "5", "repaired"),
        ("3", "2080505", "functional_code", "5", "repaired"),
    ]
    assert doubts(found) == ["code-mended"]


def test_a_class_that_was_cut_is_that_of_the_rows_around_it() -> None:
    found = read(zone("T3", f"{HEADER}210|11||行政事业单位医疗|1\n10|11|02|事业单位医疗|1\n229|||其他支出|1"))

    assert rows(found, "expenditure_by_function", "functional_code") == [("21011",), ("2101102",), ("229",)]
    assert rows(found, "source_cells", "raw_text") == [("10",)]


def test_a_class_that_was_cut_where_the_rows_around_it_do_not_tell_is_not_guessed() -> None:
    found = read(zone("T3", f"{HEADER}201|||一般公共服务支出|1\n7|02|01|某项支出|1\n229|||其他支出|1"))

    assert rows(found, "expenditure_by_function", "functional_code") == [("201",), ("229",)]
    assert doubts(found) == ["row-without-code"]


def test_a_code_glued_to_its_name_is_parted_from_it() -> None:
    found = codes(
        "201一般公共服务支出|1\n20103 政府办公厅（室）及相关机构事务|1\n[2010301]行政运行|1\n2010350-事业运行|1",
        "支出总表\n单位：万元\n科目|合计\n",
    )

    assert found == [
        ("201", "一般公共服务支出"),
        ("20103", "政府办公厅（室）及相关机构事务"),
        ("2010301", "行政运行"),
        ("2010350", "事业运行"),
    ]


def test_a_code_with_blanks_between_its_parts_is_one() -> None:
    found = codes("201 03 01|行政运行|1", "支出总表\n单位：万元\n科目编码|科目名称|合计\n")

    assert found == [("2010301", "行政运行")]


def test_a_name_without_code_gets_that_of_its_name_and_a_person_is_told() -> None:
    found = read(zone("T3", "支出总表\n单位：万元\n功能分类科目名称|合计\n一般公共服务支出|1\n行政运行|1\n某种支出|1"))

    assert rows(found, "expenditure_by_function", "functional_code") == [("201",), ("2010301",)]
    assert doubts(found) == ["code-from-name", "row-without-code"]


def test_blanks_that_spread_a_name_are_left_out() -> None:
    found = codes("229|||其 他 支 出|1")

    assert found == [("229", "其他支出")]


def test_a_code_without_name_gets_the_official_one_and_a_person_is_told() -> None:
    found = read(zone("T3", f"{HEADER}229||||1"))

    assert rows(found, "expenditure_by_function", *NAMES) == [("229", "其他支出")]
    assert doubts(found) == ["name-missing"]
