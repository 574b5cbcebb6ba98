"""Shares that the text states."""

from __future__ import annotations

import pytest

from builder.audit.case import Case
from builder.audit.text.percentages import is_within, range_of
from tests.factories import amount, audited, case_from, held, not_applicable

FIGURES = "seq section subject code fund name_printed amount share_pct change_pct\n"
SPENDING = "functional_code name_printed total basic project\n201 甲 276.26 _ _\n208 乙 14.41 _ _\n"
SPENDING += "210 丙 11.32 _ _\n221 丁 12.97 _ _"


def told(rows: str, *, totals: str = "T5 total 314.96") -> Case:
    return case_from({"narrative_figures": FIGURES + rows, "general_budget_expenditure": SPENDING}, totals=totals)


def classes(*shares: str) -> str:
    amounts = ("201 _ 甲 276.26", "208 _ 乙 14.41", "210 _ 丙 11.32", "221 _ 丁 12.97")
    rows = [
        f"{seq} s5_2 expenditure_class {each} {share} _"
        for seq, (each, share) in enumerate(zip(amounts, shares, strict=True), 2)
    ]
    return "1 s5_1 total _ gpb 合计 314.96 _ _\n" + "\n".join(rows)


def test_right_shares_hold() -> None:
    case = told(classes("88", "5", "4", "4"))

    assert (audited("SHR-01", case), held("SHR-01", case)) == ([], 4)


def test_a_share_that_does_not_follow_is_a_warning() -> None:
    (finding,) = audited("SHR-01", told(classes("88", "5", "4", "5")))

    assert (finding.severity, finding.place.row, finding.place.field) == ("warning", "5", "share_pct")
    assert (finding.stated, finding.expected, finding.difference) == ("5", "4", "1")


def test_a_share_is_judged_at_the_decimals_that_it_prints() -> None:
    assert [finding.expected for finding in audited("SHR-01", told(classes("87.7", "4.58", "3.59", "4.11")))] == [
        "4.12"
    ]


def test_halves_are_rounded_up() -> None:
    rows = "1 s3 total _ _ 支出 200.00 _ _\n2 s3 basic _ _ 基本 5.00 3 _"

    assert held("SHR-01", told(rows)) == 1


def test_what_the_rounding_of_both_amounts_explains_holds() -> None:
    rows = "1 s3 total _ _ 支出 1.50 _ _\n2 s3 basic _ _ 基本 0.50 33.6 _\n3 s3 project _ _ 项目 1.00 67.3 _"

    assert [finding.place.row for finding in audited("SHR-01", told(rows))] == ["3"]


def test_a_whole_that_only_the_table_prints_will_do() -> None:
    rows = "2 s5_2 expenditure_class 201 _ 甲 276.26 88 _"

    assert held("SHR-01", told(rows)) == 1


def test_a_mistaken_total_does_not_make_its_shares_wrong() -> None:
    case = told(classes("88", "5", "4", "4").replace("合计 314.96", "合计 341.96"))

    assert audited("SHR-01", case) == []


def test_a_mistaken_part_does_not_make_its_share_wrong() -> None:
    case = told(classes("88", "5", "4", "4").replace("乙 14.41", "乙 41.41"))

    assert audited("SHR-01", case) == []


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ("2 s5_2 expenditure_class 201 _ 甲 276.26 _ _", "no-shares"),
        ("2 s5_2 expenditure_class 201 _ 甲 276.26 146 _", "no-shares"),
        ("2 s5_2 expenditure_class 209 _ 甲 _ 46 _", "no-shares"),
        ("2 s6 personnel _ _ 人员 276.26 46 _", "nothing-to-compare"),
        ("2 s2 income_fund _ gpb 甲 276.26 46 _", "nothing-to-compare"),
    ],
)
def test_shares_without_amount_or_whole_are_not_judged(rows: str, reason: str) -> None:
    assert not_applicable("SHR-01", told(rows)) == reason


def test_shares_of_a_complete_list_hold_below_the_bound() -> None:
    assert held("SHR-02", told(classes("88", "5", "4", "4"))) == 1


@pytest.mark.parametrize(("last", "stated", "difference"), [("5", "102", "2"), ("1", "98", "-2")])
def test_shares_exactly_at_the_bound_are_a_warning(last: str, stated: str, difference: str) -> None:
    (finding,) = audited("SHR-02", told(classes("88", "5", "4", last)))

    assert (finding.severity, finding.place.row) == ("warning", "5")
    assert (finding.stated, finding.expected, finding.difference) == (stated, "100", difference)
    assert finding.facts["shares"] == f"88 + 5 + 4 + {last}"


def test_shares_each_of_which_is_right_hold_together_whatever_their_rounding_makes() -> None:
    rows = "1 s3 total _ _ 支出 400.00 _ _\n2 s3 basic _ _ 基本 242.10 60.53 _\n3 s3 project _ _ 项目 157.90 39.48 _"

    assert held("SHR-02", told(rows)) == 1


@pytest.mark.parametrize(
    "rows",
    [
        classes("88", "5", "4", "_"),
        classes("88", "5", "4", "405"),
        classes("88", "5", "4", "5").replace("丁 12.97", "丁 12.00"),
        "2 s5_2 expenditure_class 201 _ 甲 276.26 88 _",
    ],
)
def test_a_list_that_is_not_complete_is_not_added(rows: str) -> None:
    case = told(rows, totals="T5 basic 1") if "12.00" in rows else told(rows)

    assert not_applicable("SHR-02", case) == "no-shares"


@pytest.mark.parametrize(
    ("share", "rate", "field"), [("101", "_", "share_pct"), ("-1", "_", "share_pct"), ("_", "-101", "change_pct")]
)
def test_percentages_that_cannot_be_are_an_error(share: str, rate: str, field: str) -> None:
    (finding,) = audited("SHR-03", told(f"2 s3 basic _ _ 基本 1 {share} {rate}"))

    assert (finding.severity, finding.place.field) == ("error", field)


@pytest.mark.parametrize(("share", "rate"), [("100", "-100"), ("0", "500"), ("_", "0"), ("50", "_")])
def test_percentages_at_the_bounds_hold(share: str, rate: str) -> None:
    assert held("SHR-03", told(f"2 s3 basic _ _ 基本 1 {share} {rate}")) == 1


def test_without_percentages_there_is_nothing_to_judge() -> None:
    assert not_applicable("SHR-03", told("2 s3 basic _ _ 基本 1 _ _")) == "no-shares"


def test_by_a_whole_that_may_be_nothing_any_percentage_is_possible() -> None:
    assert is_within(amount("900"), range_of(amount("0.01"), amount("0.005"), amount("0.005"), amount("0.005")))
