"""Growth in per cent."""

from __future__ import annotations

import pytest

from builder.audit.case import Case
from builder.messages import message
from tests.factories import audited, case_from, held, not_applicable

FIGURES = "seq section subject code name_printed amount change change_pct prior planned\n"
ITEMS = "functional_code name_printed total\n2080501 离退休 56.124\n2210203 购房补贴 207"


def told(*rows: str, tables: dict[str, str] | None = None) -> Case:
    lines = [f"{number} {row}" for number, row in enumerate(rows, 1)]
    fine = "90 s5_3 item _ 某 1.01 _ _ _ _"
    figures = FIGURES + "\n".join([*lines, fine])
    return case_from((tables or {}) | {"narrative_figures": figures}, quantum="0.000001")


@pytest.mark.parametrize(
    "figures", ["14.82 -1.34 -8 _ _", "14.82 -1.34 -8.3 _ _", "314.96 -5.95 -2 _ _", "170 0 0 _ _", "3.00 1.00 50 _ _"]
)
def test_growth_that_follows_from_its_change_holds(figures: str) -> None:
    case = told(f"s10_1 agency_operating _ 机关运行经费 {figures}")

    assert (audited("YOY-01", case), held("YOY-01", case)) == ([], 1)


def test_growth_that_does_not_follow_is_a_warning_and_its_base_is_told() -> None:
    (finding,) = audited("YOY-01", told("s10_1 agency_operating _ 机关运行经费 14.82 -1.34 -9 _ _"))

    assert (finding.severity, finding.place.row, finding.place.field) == ("warning", "1", "change_pct")
    assert (finding.stated, finding.expected, finding.difference) == ("-9", "-8", "-1")
    assert message(finding, "zh").endswith("可能以本年数为基数计算")
    assert message(finding, "en").endswith("it may be measured on this year's amount")


@pytest.mark.parametrize(
    ("rows", "hint"),
    [
        (["s5_3 item 2210203 某 207 _ 21.74 241.76 170.03"], "另一金额"),
        (["s5_3 item 2210203 某 120 _ -20 100 _"], "写反"),
        (["s5_3 item 2210203 某 80 _ -25 100 _"], "本年数"),
        (["s5_3 item 2080505 某 441.25 _ 60.54 274.85 _", "s5_3 item 2080506 某 220.63 _ 60.54 132.59 _"], "上一条"),
        (["s3 basic _ 某 120 20 50 _ _"], ""),
        (["s3 basic _ 某 100 -25 0 _ _"], ""),
    ],
)
def test_a_growth_that_one_slip_would_give_has_a_hint(rows: list[str], hint: str) -> None:
    findings = audited("YOY-01", told(*rows)) + audited("YOY-06", told(*rows))

    assert len(findings) == 1
    assert (findings[0].hint is None) == (not hint)
    assert hint in message(findings[0], "zh")


@pytest.mark.parametrize(
    ("rate", "severity"), [("5", "info"), ("6", "warning"), ("4", None), ("4.6", "info"), ("4.7", "warning")]
)
def test_what_the_rounding_of_both_amounts_explains_is_a_note(rate: str, severity: str | None) -> None:
    found = audited("YOY-01", told(f"s8 three_public_total _ 三公 2.17 0.09 {rate} _ _"))

    assert [finding.severity for finding in found] == ([severity] if severity else [])


def test_a_growth_where_nothing_changed_is_wrong() -> None:
    (finding,) = audited("YOY-01", told("s3 basic _ 基本 170 0 5 _ _"))

    assert (finding.stated, finding.expected) == ("5", "0")


def test_no_growth_where_something_changed_is_wrong() -> None:
    (finding,) = audited("YOY-01", told("s3 basic _ 基本 100 -25 0 _ _"))

    assert (finding.stated, finding.expected) == ("0", "-20")


def test_growth_on_the_amount_of_the_table_holds_where_the_text_misprints_it() -> None:
    tables = {"general_budget_expenditure": ITEMS}

    assert audited("YOY-01", told("s5_3 item 2210203 购房补贴 270 7 4 _ _", tables=tables)) == []


@pytest.mark.parametrize("rule", ["YOY-01", "YOY-02", "YOY-07"])
def test_without_changes_no_growth_is_judged(rule: str) -> None:
    assert not_applicable(rule, told("s3 basic _ 基本 100 _ _ _ _")) == "no-growth"
    assert not_applicable(rule, case_from({})) == "no-narrative"


def test_growth_without_a_base_is_a_note() -> None:
    (finding,) = audited("YOY-02", told("s5_3 item 2210201 公积金 12.97 12.97 100 _ _"))

    assert (finding.severity, finding.place.field, finding.stated) == ("info", "change_pct", "100")
    assert not_applicable("YOY-01", told("s5_3 item 2210201 公积金 12.97 12.97 100 _ _")) == "no-growth"


def test_growth_on_a_printed_zero_is_a_note_too() -> None:
    case = told("s5_3 item 2080599 其他 0.31 _ 100.00 0 0.31")

    assert len(audited("YOY-02", case)) == 1
    assert not_applicable("YOY-06", case) == "other-template"


@pytest.mark.parametrize("figures", ["12.97 12.96 100 _ _", "0 0 0 _ _", "0 _ 0 0 _"])
def test_growth_on_something_or_of_nothing_holds(figures: str) -> None:
    assert held("YOY-02", told(f"s5_3 item 2210201 公积金 {figures}")) == 1


@pytest.mark.parametrize(
    "figures",
    [
        "53.84 _ -1.39 54.60 53.84",
        "227.88 _ 277.22 60.41 227.88",
        "15 0 _ 15.00 15.00",
        "15 _ 20 12.5 _",
        "15 2.5 20 12.5 _",
        "15 2.51 20 12.5 _",
        "56.12 _ -2.27 57.43 57.8",
        "16 0 _ 15 15",
    ],
)
def test_growth_that_follows_from_the_printed_prior_holds(figures: str) -> None:
    case = told(f"s5_3 item 2080501 离退休 {figures}")

    assert (audited("YOY-06", case), held("YOY-06", case) > 0) == ([], True)


@pytest.mark.parametrize(
    ("code", "figures", "stated", "expected", "opposite"),
    [
        ("2040601", "1434.89 _ -1.10 1690.69 1434.89", "-1.10", "-15.13", ""),
        ("2080506", "220.63 _ 60.54 132.59 441.25", "60.54", "232.79", ""),
        ("2210203", "207 _ 21.74 241.76 170.03", "21.74", "-14.38", "1"),
    ],
)
def test_growth_that_does_not_follow_from_the_printed_prior_is_a_warning(
    code: str, figures: str, stated: str, expected: str, opposite: str
) -> None:
    (finding,) = audited("YOY-06", told(f"s5_3 item {code} 某 {figures}", tables={"general_budget_expenditure": ITEMS}))

    assert (finding.severity, finding.place.field) == ("warning", "change_pct")
    assert (finding.stated, finding.expected, finding.facts["is_opposite"]) == (stated, expected, opposite)


def test_rounding_of_the_printed_amounts_is_a_note() -> None:
    found = audited("YOY-06", told("s5_3 item 2080599 其他 0.62 _ 22.22 0.50 0.62"))

    assert [(finding.severity, finding.expected) for finding in found] == [("info", "24.00")]


@pytest.mark.parametrize(
    ("figures", "stated", "expected", "opposite"),
    [("15.01 0 _ 15.00 15.01", "0", "0.01", ""), ("15 -2 20 12.5 _", "-2", "2.5", "1")],
)
def test_a_change_that_is_not_the_difference_is_a_warning(
    figures: str, stated: str, expected: str, opposite: str
) -> None:
    (finding,) = audited("YOY-06", told(f"s5_3 item 2080501 离退休 {figures}"))

    assert (finding.severity, finding.place.field) == ("warning", "change")
    assert (finding.stated, finding.expected, finding.facts["is_opposite"]) == (stated, expected, opposite)
    assert "万元" in message(finding, "zh")


@pytest.mark.parametrize("figures", ["15 _ _ 12.5 _", "_ _ 20 12.5 _", "15 3 20 _ _"])
def test_without_prior_amount_and_growth_there_is_nothing_to_follow_from(figures: str) -> None:
    assert not_applicable("YOY-06", told(f"s5_3 item 2080501 离退休 {figures}")) == "other-template"


def test_less_than_nothing_last_year_is_an_error_and_stands_alone() -> None:
    case = told("s4 total _ 政府性基金 0 1421.25 100 _ _")

    (finding,) = audited("YOY-07", case)

    assert (finding.severity, finding.place.field, finding.stated) == ("error", "change", "1421.25")
    assert finding.facts["prior"] == "-1421.25"
    assert not_applicable("YOY-01", case) == "no-growth"


@pytest.mark.parametrize(("change", "severity"), [("5.00", None), ("5.01", "info"), ("5.02", "error")])
def test_rounding_may_leave_a_hundredth_less_than_nothing(change: str, severity: str | None) -> None:
    found = audited("YOY-07", told(f"s4 total _ 甲 5.00 {change} _ _ _"))

    assert [finding.severity for finding in found] == ([severity] if severity else [])


def test_a_decrease_of_more_than_everything_is_left_to_the_rule_on_percentages() -> None:
    assert not_applicable("YOY-01", told("s4 total _ 甲 5.00 -3 -120 _ _")) == "no-growth"
