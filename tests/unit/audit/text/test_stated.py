"""What the text states, as rules see it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from builder.audit.text.stated import in_section, stated_figures
from tests.factories import case_from

FIGURES = "seq section subject code name_printed amount amount_unit_printed change prior\n"
TABLE = {"expenditure_by_function": "functional_code name_printed total basic project\n201 甲 314.96 144.96 170"}
TOTALS = "T3 total 314.96\nT3 basic 144.96\nT3 project 170"


def test_a_mix_up_of_units_is_seen_and_mended_for_what_follows_from_it() -> None:
    rows = FIGURES + "1 s3 total _ 支出预算 0.031496 yuan -5.00 _\n2 s3 basic _ 基本支出 144.96 wan_yuan _ _"

    total, basic = stated_figures(case_from(TABLE | {"narrative_figures": rows}, totals=TOTALS))

    assert (total.slip, total.meant, total.before) == (4, Decimal("314.96"), Decimal("319.96"))
    assert (basic.slip, basic.meant, basic.before) == (0, Decimal("144.96"), None)


def test_last_years_figure_is_the_printed_one_where_there_is_one() -> None:
    rows = FIGURES + "1 s5_3 item 2010350 事业运行 5.00 wan_yuan 1.00 3.50"

    (stated,) = stated_figures(case_from({"narrative_figures": rows}))

    assert (stated.before, stated.is_impossible) == (Decimal("3.50"), False)


@pytest.mark.parametrize(
    ("name", "own"), [("甲-乙-事业运行", "事业运行"), ("甲－事业运行", "事业运行"), ("事业运行", "事业运行"), ("_", "")]
)
def test_the_path_before_a_name_is_no_part_of_it(name: str, own: str) -> None:
    (stated,) = stated_figures(case_from({"narrative_figures": FIGURES + f"1 s5_3 item _ {name} 5 wan_yuan _ _"}))

    assert stated.own_name == own


@pytest.mark.parametrize(("basic", "quantum"), [("145", "1"), ("144.96", "0.01"), ("145.0", "0.1")])
def test_the_text_is_as_precise_as_its_most_precise_figure_where_the_tables_are_finer(basic: str, quantum: str) -> None:
    rows = FIGURES + f"1 s3 total _ 支出预算 316 wan_yuan _ _\n2 s3 basic _ 基本支出 {basic} wan_yuan _ _"

    total, _ = stated_figures(case_from(TABLE | {"narrative_figures": rows}, totals=TOTALS))

    assert total.figure("amount").quantum == min(Decimal(quantum), Decimal(1))


@pytest.mark.parametrize(
    ("amount", "quantum"), [("315", "1"), ("314", "0.01"), ("316", "0.01"), ("315.0", "0.01"), ("314.96", "0.01")]
)
def test_a_whole_number_among_hundredths_is_rounded_where_its_cell_rounds_to_it(amount: str, quantum: str) -> None:
    rows = FIGURES + f"1 s3 total _ 支出预算 {amount} wan_yuan _ _\n2 s3 basic _ 基本支出 144.96 wan_yuan _ _"

    total, _ = stated_figures(case_from(TABLE | {"narrative_figures": rows}, totals=TOTALS))

    assert (total.quantum, total.is_rounded) == (Decimal(quantum), quantum == "1")


def test_whole_numbers_beside_tables_of_whole_numbers_are_precise_to_the_hundredth() -> None:
    rows = FIGURES + "1 s3 project _ 项目支出 170 wan_yuan _ _"

    (project,) = stated_figures(case_from(TABLE | {"narrative_figures": rows}, totals=TOTALS))

    assert project.figure("amount").quantum == Decimal("0.01")


def test_figures_are_found_by_section_in_the_order_asked_for() -> None:
    rows = FIGURES + "1 s4 total _ 甲 5 wan_yuan _ _\n2 s2 total _ 乙 5 wan_yuan _ _\n3 s4 total _ 丙 5 wan_yuan _ _"
    case = case_from({"narrative_figures": rows})

    assert [stated.name for stated in in_section(case, "s2", "s4", "s9")] == ["乙", "甲", "丙"]


def test_each_case_has_its_own_figures() -> None:
    one = case_from({"narrative_figures": FIGURES + "1 s4 total _ 甲 5 wan_yuan _ _"})
    other = case_from({"narrative_figures": FIGURES + "1 s4 total _ 乙 5 wan_yuan _ _"})

    assert [stated_figures(case)[0].name for case in (one, other, one)] == ["甲", "乙", "甲"]


def test_items_of_one_name_are_told_apart_by_their_codes() -> None:
    rows = (
        FIGURES
        + "1 s5_3 item 2013202 甲-乙-一般事务 5 wan_yuan _ _\n2 s5_3 item 2013302 一般事务 5 wan_yuan _ _\n"
        + "3 s5_3 item _ 一般事务 5 wan_yuan _ _\n4 s5_3 item 2010350 事业运行 5 wan_yuan _ _\n"
        + "5 s6 economic 30101 一般事务 5 wan_yuan _ _\n6 s5_3 item 2010350 事业运行 5 wan_yuan _ _"
    )

    labels = [stated.label for stated in stated_figures(case_from({"narrative_figures": rows}))]

    assert labels == ["201 32 02 一般事务", "201 33 02 一般事务", "一般事务", "事业运行", "一般事务", "事业运行"]
