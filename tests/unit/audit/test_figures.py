"""Figures by their address, and whether the equations between them hold."""

from __future__ import annotations

from builder.audit.diagnosis import diagnosed
from builder.audit.figures import figure, place_of, record_figure
from builder.audit.outcomes import Checked, check_equal, check_sum
from builder.findings import Severity
from tests.factories import amount, case_from

BASIC = "economic_code name_printed total personnel public\n"
BOUGHT = "total goods works services\n"


def in_two_places(in_text: str, in_yuan: str) -> Checked:
    """Compare a figure of a record, in two decimals of 10,000 yuan, with one of a table in yuan and cents."""
    case = case_from(
        {"procurement": f"total\n{in_text}", "general_budget_basic": BASIC + f"301 甲 {in_yuan} _ _"},
        quantum="0.000001",
    )
    record, table = case.only("procurement"), case.table("T6")
    assert record is not None
    assert table is not None
    return check_equal("X-T5T6", record_figure(record, "total"), figure(table, "301", "total"), facts={})


def severity_of(checked: Checked) -> Severity | None:
    return checked.finding.severity if checked.finding else None


def test_the_finer_of_two_prints_is_rounded_half_up() -> None:
    assert severity_of(in_two_places("144.97", "144.965000")) is None
    assert severity_of(in_two_places("144.96", "144.964999")) is None


def test_a_figure_cut_off_instead_of_rounded_is_a_note() -> None:
    assert severity_of(in_two_places("144.96", "144.965001")) == "info"


def test_another_figure_is_an_error() -> None:
    assert severity_of(in_two_places("144.95", "144.965001")) == "error"


def test_a_figure_printed_without_its_cents_is_a_note() -> None:
    case = case_from(
        {"general_budget_basic": BASIC + "301 甲 53.8440 _ _\n302 乙 53.844012 _ _\n303 丙 53.844112 _ _"},
        quantum="0.000001",
    )
    table = case.table("T6")
    assert table is not None
    whole, near, far = (figure(table, key, "total") for key in ("301", "302", "303"))

    assert severity_of(check_equal("X-T5T6", whole, near, facts={})) == "info"
    assert severity_of(check_equal("X-T5T6", whole, far, facts={})) == "error"
    assert severity_of(check_sum("T6-02", whole, [near], facts={})) == "info"


def test_a_record_has_the_precision_with_which_it_is_printed() -> None:
    case = case_from({"procurement": "total\n6923.3552"})
    (record,) = case.rows("procurement")

    assert record_figure(record, "total").quantum == amount("0.0001")
    assert record_figure(record, "goods").quantum == amount("0.01")


def test_a_row_is_named_by_its_key_after_unit_and_year() -> None:
    case = case_from(
        {
            "narrative": "seq section heading text\n7 s1 false 收支",
            "project_allocations": "project_id seq item amount\np1 2 设备 3",
        }
    )
    (paragraph,), (share,) = case.rows("narrative"), case.rows("project_allocations")

    places = [
        place_of(paragraph, "text"),
        place_of(share, "amount"),
        place_of(case.disclosure.head),
        place_of(case.disclosure.unit),
    ]

    assert [(place.table, place.row, place.field) for place in places] == [
        ("narrative", "text/7", "text"),
        ("projects", "p1/2", "amount"),
        ("profile", None, None),
        ("profile", None, None),
    ]


def test_a_slip_in_a_figure_of_other_precision_is_recognised() -> None:
    wrong = in_two_places("1449.60", "144.964000")
    case = case_from({"procurement": BOUGHT + "1449.60 100 24.96 20"})
    (record,) = case.rows("procurement")
    parts = [record_figure(record, column) for column in ("goods", "works", "services")]
    total = check_sum("PRO-01", record_figure(record, "total"), parts, facts={})

    (suspect,) = diagnosed(case, [wrong, total]).suspects

    assert (suspect.place.table, suspect.stated, suspect.clears) == ("procurement", "1449.60", 2)
