"""Levels of the functional classification."""

from __future__ import annotations

from builder.audit import audit
from builder.findings import Finding
from tests.factories import audited, case_from, disclosure_from, held

HEADER = "functional_code name_printed total basic project\n"


def findings_of(rule: str, rows: str, totals: str = "") -> tuple[Finding, ...]:
    report = audit(disclosure_from({"expenditure_by_function": HEADER + rows}, totals=totals))
    return tuple(finding for finding in report.findings if finding.rule == rule)


def test_a_parent_that_equals_its_children_has_no_finding() -> None:
    rows = """
        201     甲 30.00 30.00 _
        20101   乙 30.00 30.00 _
        2010101 丙 10.00 10.00 _
        2010102 丁 20.00 20.00 _
    """

    assert findings_of("HIE-T3", rows) == ()


def test_a_wrong_subtotal_is_reported_at_the_parent_line() -> None:
    rows = """
        201     甲 30.00 30.00 _
        20101   乙 30.00 30.00 _
        2010101 丙 10.00 10.00 _
        2010102 丁 19.00 20.00 _
    """

    (finding,) = findings_of("HIE-T3", rows)

    assert (finding.place.row, finding.place.field, finding.place.line) == ("20101", "total", 3)
    assert (finding.stated, finding.expected, finding.difference) == ("30.00", "29.00", "1.00")
    assert finding.severity == "error"


def test_a_difference_exactly_at_the_tolerance_is_a_note() -> None:
    # Two addends and a total, each rounded to 0.01: 0.005 × 3 = 0.015, so 0.01 may be rounding.
    rows = """
        20101   乙 30.01 _ _
        2010101 丙 10.00 _ _
        2010102 丁 20.00 _ _
    """

    (finding,) = findings_of("HIE-T3", rows)

    assert finding.severity == "info"


def test_a_difference_just_beyond_the_tolerance_is_an_error() -> None:
    rows = """
        20101   乙 30.02 _ _
        2010101 丙 10.00 _ _
        2010102 丁 20.00 _ _
    """

    (finding,) = findings_of("HIE-T3", rows)

    assert finding.severity == "error"


def test_a_blank_parent_over_filled_children_is_reported() -> None:
    rows = """
        20101   乙 170 _ _
        2010101 丙 170 _ 170
    """

    (finding,) = findings_of("HIE-T3", rows)

    assert (finding.place.field, finding.stated, finding.expected) == ("project", None, "170")
    assert finding.severity == "error"


def test_a_class_is_compared_with_its_sections_not_its_items() -> None:
    rows = """
        201     甲 31.00 _ _
        20101   乙 30.00 _ _
        2010101 丙 30.00 _ _
    """

    (finding,) = findings_of("HIE-T3", rows)

    assert finding.place.row == "201"


def test_a_code_without_codes_below_it_is_not_judged() -> None:
    assert findings_of("HIE-T3", "201 甲 31.00 _ _") == ()


def test_the_total_is_compared_with_classes_and_with_items() -> None:
    rows = """
        201     甲 30.00 _ _
        20101   乙 30.00 _ _
        2010101 丙 30.00 _ _
    """

    findings = findings_of("TOT-T3", rows, totals="T3 total 31.00\nT3 basic _\nT3 project _")

    assert [finding.expected for finding in findings] == ["30.00", "30.00"]
    assert {finding.place.row for finding in findings} == {"total"}


def test_an_error_in_an_item_shows_only_against_the_items() -> None:
    rows = """
        201     甲 30.00 _ _
        20101   乙 30.00 _ _
        2010101 丙 29.00 _ _
    """

    (finding,) = findings_of("TOT-T3", rows, totals="T3 total 30.00")

    assert finding.expected == "29.00"


def test_a_table_that_is_not_printed_makes_the_rule_not_applicable() -> None:
    report = audit(disclosure_from({"expenditure_by_function": HEADER + "201 甲 1 1 _"}))

    assert report.not_applicable["HIE-T2"] == "no-such-table"
    assert report.not_applicable["TOT-T3"] == "no-total-row"


def test_a_code_that_is_not_broken_down_counts_itself_in_the_total() -> None:
    rows = """
        201     甲 30.00 30.00 _
        20101   乙 30.00 30.00 _
        2010101 丙 30.00 30.00 _
        208     丁 5.00  5.00  _
    """

    report = audit(disclosure_from({"expenditure_by_function": HEADER + rows}, totals="T3 total 35.00\nT3 other 1"))

    assert report.passed["TOT-T3"] == 2


def test_rows_of_one_level_are_added_up_once() -> None:
    report = audit(disclosure_from({"expenditure_by_function": HEADER + "201 甲 30.00 _ _"}, totals="T3 total 30.00"))

    assert report.passed["TOT-T3"] == 1


def test_items_without_their_class_are_added_up_as_what_they_are() -> None:
    (finding,) = findings_of("TOT-T3", "2010101 甲 30.00 _ _", "T3 total 31.00\nT3 basic _\nT3 project _")

    assert (finding.place.row, finding.facts["level"], finding.expected) == ("total", "项", "30.00")


def test_a_table_that_is_not_printed_is_not_judged() -> None:
    report = audit(disclosure_from({}))

    assert {report.not_applicable[rule] for rule in ("HIE-T3", "TOT-T3")} == {"no-such-table"}
    assert report.not_applicable["LVL-01"] == "no-tables"


def test_items_reach_the_level_required() -> None:
    case = case_from({"expenditure_by_function": HEADER + "201 甲 1 1 _\n20101 乙 1 1 _\n2010101 丙 1 1 _"})

    assert held("LVL-01", case) == 1
    assert audited("LVL-01", case) == []


def test_a_section_without_items_is_reported_once_at_the_lowest_row() -> None:
    (finding,) = audited("LVL-01", case_from({"expenditure_by_function": HEADER + "213 甲 1 1 _\n21301 乙 1 1 _"}))

    assert (finding.place.row, finding.place.field, finding.stated) == ("21301", "total", "1")
    assert (finding.severity, finding.facts["name"]) == ("warning", "213 01 乙")


def test_of_foreign_affairs_defence_and_security_it_is_only_noted() -> None:
    (finding,) = audited("LVL-01", case_from({"expenditure_by_function": HEADER + "204 甲 1 1 _\n205 乙 _ _ _"}))

    assert (finding.place.row, finding.severity) == ("204", "info")


def test_an_economic_class_needs_sections() -> None:
    rows = "economic_code name_printed total personnel public\n301 甲 1 1 _\n30101 乙 1 1 _\n302 丙 2 _ 2"

    case = case_from({"general_budget_basic": rows})

    assert [finding.place.row for finding in audited("LVL-01", case)] == ["302"]
    assert held("LVL-01", case) == 1
