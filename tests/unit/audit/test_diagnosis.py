"""Which figure may be the wrong one, and what kind of slip it may be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest

from builder.audit.case import Case
from builder.audit.diagnosis import MOST_FAILING, diagnosed
from builder.audit.figures import Figure, figure, record_figure
from builder.audit.outcomes import Checked, check_equal, check_sum
from builder.audit.slips import named
from builder.findings import Hint, Suspect
from builder.messages import hint_sentence
from builder.model.disclosure import Neighbours
from tests.factories import case_from, disclosure_from

SPENDING = "functional_code name_printed total basic project\n"
T5 = "general_budget_expenditure"


def of(case: Case, row: str, field: str, table: str = "T5") -> Figure:
    printed = case.table(table)
    assert printed is not None
    return figure(printed, row, field)


def checks(case: Case) -> Iterator[Checked]:
    """Check every row, and every level, of the one table."""
    table = case.table("T5")
    assert table is not None
    facts = {"table": "", "name": "", "measure": "", "level": ""}
    for line in table.lines:
        yield check_sum(
            "ROW-T5", of(case, line.key, "total"), [of(case, line.key, part) for part in PARTS], facts=facts
        )
    for parent in table.lines:
        below = [
            line.key for line in table.lines if len(line.key) == len(parent.key) + 2 and line.key.startswith(parent.key)
        ]
        for measure in ("total", *PARTS):
            if below:
                yield check_sum(
                    "HIE-T5", of(case, parent.key, measure), [of(case, key, measure) for key in below], facts=facts
                )


PARTS = ("basic", "project")


def told(case: Case, further: Sequence[Checked] = ()) -> list[Suspect]:
    return list(diagnosed(case, [*checks(case), *further]).suspects)


def hint_of(rows: str) -> Hint:
    (suspect,) = told(case_from({T5: SPENDING + rows}))
    assert suspect.hint is not None
    return suspect.hint


def test_where_all_agrees_nothing_is_suspected() -> None:
    case = case_from({T5: SPENDING + "201 甲 30 30 _\n20101 乙 10 10 _\n20102 丙 20 20 _"})

    assert told(case) == []


def test_the_figure_that_would_make_most_checks_agree_is_named() -> None:
    case = case_from({T5: SPENDING + "201 甲 35.00 35.00 _\n20101 乙 12.40 14.20 _\n20102 丙 20.80 20.80 _"})

    (suspect,) = told(case)

    assert (suspect.place.row, suspect.place.field, suspect.stated, suspect.needed) == (
        "20101",
        "total",
        "12.40",
        "14.20",
    )
    assert suspect.clears == 2
    assert suspect.hint is not None
    assert suspect.hint.id == "H06"


def test_the_hint_stands_at_the_figure_and_the_rest_point_to_it() -> None:
    case = case_from({T5: SPENDING + "201 甲 35.00 35.00 _\n20101 乙 12.40 14.20 _\n20102 丙 20.80 20.80 _"})
    checked = list(checks(case))

    diagnosis = diagnosed(case, checked)

    hints = {checked[number].equation.rule: hint for number, (cause, hint) in diagnosis.told.items() if cause == 1}
    assert hints["ROW-T5"] is not None
    assert hints["HIE-T5"] is not None
    assert (hints["ROW-T5"].id, hints["HIE-T5"].id) == ("H06", "H01")
    assert "乙" in hint_sentence(hints["HIE-T5"], "zh")


def test_a_hint_at_a_finding_elsewhere_names_the_figure_it_means() -> None:
    rows = "201 甲 35 15 20\n20101 乙 15 15 20\n20102 丙 20 _ 20"
    case = case_from({T5: SPENDING + rows}, totals="T5 total 35\nT5 basic 15\nT5 project 20")
    checked = list(checks(case))

    diagnosis = diagnosed(case, checked)

    (hint,) = (hint for _, hint in diagnosis.told.values() if hint and hint.id != "H01")
    assert hint_sentence(hint, "zh").startswith("201 01 乙 项目支出可能误填了")
    assert hint_sentence(hint, "en").startswith("201 01 乙 项目支出: the figure of")


def test_two_figures_that_explain_the_same_equally_well_are_not_told_apart() -> None:
    case = case_from(
        {
            T5: SPENDING + "201 甲 144.06 144.06 _",
            "general_budget_basic": "economic_code name_printed total\n301 丁 144.96",
        }
    )
    either = check_equal("X-T5T6", of(case, "201", "basic"), of(case, "301", "total", "T6"), facts={})

    assert diagnosed(case, [either]).suspects == ()


def test_a_note_on_rounding_is_no_cause() -> None:
    case = case_from({T5: SPENDING + "201 甲 30.01 30.00 _"})

    assert told(case) == []


def test_a_table_out_of_order_is_not_explained() -> None:
    case = case_from({T5: SPENDING + "201 甲 35.00 30.00 _"})
    (wrong,) = checks(case)

    assert diagnosed(case, [wrong] * (MOST_FAILING + 1)).suspects == ()


def test_a_copied_figure_and_the_column_beside_it_are_mended_together() -> None:
    rows = "201 甲 276.26 276.26 _\n20103 乙 276.26 276.26 _\n2010350 丙 106.26 106.26 _\n2010399 丁 170 _ 170"
    case = case_from({T5: SPENDING + rows}, totals="T5 basic 106.26\nT5 project 170")
    facts = {"table": "", "measure": "", "level": ""}
    totals = [check_sum("TOT-T5", of(case, "total", part), [of(case, "201", part)], facts=facts) for part in PARTS]

    (suspect,) = told(case, totals)

    assert (suspect.place.row, suspect.place.field, suspect.needed, suspect.clears) == ("20103", "basic", "106.26", 4)
    assert suspect.hint is not None
    assert suspect.hint.id == "H05"
    assert "“项目支出”为 170" in hint_sentence(suspect.hint, "zh")


@pytest.mark.parametrize(
    ("rows", "kind", "words"),
    [
        ("201 甲 35 35 _\n20101 乙 142000 14.2 _\n20102 丙 20.8 20.8 _", "H02", "元与万元混用"),
        ("201 甲 35.05 35.05 _\n20101 乙 14.25 14.25 _\n20102 丙 20.88 20.8 _", "H06", "一位数字"),
        ("201 甲 35.05 35.05 _\n20101 乙 14.25 14.25 _\n20102 丙 200.8 20.8 _", "H06", "一位数字"),
        ("201 甲 35 35 _\n20101 乙 1.42 14.2 _\n20102 丙 20.8 20.8 _", "H02", "小数点错位"),
        ("201 甲 35 35 _\n20101 乙 35 14.2 _\n20102 丙 20.8 20.8 _", "H03", "201 甲"),
        ("201 甲 35 35 _\n20101 乙 14.2 14.2 _\n20102 丙 14.2 20.8 _", "H04", "201 01 乙"),
        ("201 甲 30 35 _\n20101 乙 14.2 14.2 _\n20102 丙 20.8 20.8 _", "H00", "2 处"),
        ("201 甲 20.8 35 _\n20101 乙 14.2 14.2 _\n20102 丙 20.8 20.8 _", "H07", "漏加"),
        ("201 甲 49.2 35 _\n20101 乙 14.2 14.2 _\n20102 丙 20.8 20.8 _", "H07", "多加"),
        ("201 甲 35.58 35.58 _\n20101 乙 14.29 14.29 _\n20102 丙 21 21.29 _", "H08", "截去"),
        ("201 甲 35.07 35.07 _\n20101 乙 14.22 14.22 _\n20102 丙 20.5 20.85 _", "H06", "一位数字"),
        ("201 甲 35.07 35.07 _\n20101 乙 14.22 14.22 _\n20102 丙 208.5 20.85 _", "H02", "小数点"),
        ("201 甲 35 35 _\n20101 乙 19.4 14.2 _\n20102 丙 20.8 20.8 _", "H00", "2 处"),
        ("201 甲 2015.05 2015.05 _\n20101 乙 14.25 14.25 _\n20102 丙 1.88 2000.8 _", "H00", "2 处"),
    ],
)
def test_a_slip_has_its_kind(rows: str, kind: str, words: str) -> None:
    case = case_from({T5: SPENDING + rows})

    hint = next(suspect.hint for suspect in told(case) if suspect.hint)

    assert hint.id == kind
    assert words in hint_sentence(hint, "zh")
    assert "{" not in hint_sentence(hint, "en")


def test_last_years_figure_printed_again_is_recognised() -> None:
    this_year = "201 甲 35 35 _\n20101 乙 18.6 14.2 _\n20102 丙 20.8 20.8 _"
    last_year = disclosure_from({T5: SPENDING + "20101 乙 18.6 18.6 _"})
    case = case_from({T5: SPENDING + this_year}, neighbours=Neighbours(previous=last_year))

    (suspect,) = told(case)

    assert suspect.hint is not None
    assert (suspect.hint.id, "上年" in hint_sentence(suspect.hint, "zh")) == ("H04", True)


def test_a_figure_without_a_known_slip_is_named_only_where_it_clears_several() -> None:
    case = case_from({T5: SPENDING + "201 甲 30 20 10", "procurement": "total\n7.31"})
    bought = case.only("procurement")
    assert bought is not None

    other = check_equal("PRO-02", record_figure(bought, "total"), of(case, "201", "total"), facts={})

    assert told(case, [other]) == []


def test_figures_that_others_hold_in_place_are_not_suspected() -> None:
    case = case_from({T5: SPENDING + "201 甲 30 20 10\n20101 乙 31 20 11"})

    assert told(case) == []


def test_a_figure_copied_from_below_is_mended_with_its_copies() -> None:
    rows = "201 甲 40 _ _\n20101 乙 40 _ _\n2010101 丙 14 _ _\n2010102 丁 17.3 _ _"
    case = case_from({T5: SPENDING + rows}, totals="T5 total 31.3")
    facts = {"table": "", "name": "", "measure": "", "level": ""}
    sums = [
        check_sum("HIE-T5", of(case, "201", "total"), [of(case, "20101", "total")], facts=facts),
        check_sum(
            "HIE-T5",
            of(case, "20101", "total"),
            [of(case, key, "total") for key in ("2010101", "2010102")],
            facts=facts,
        ),
        check_sum("TOT-T5", of(case, "total", "total"), [of(case, "201", "total")], facts=facts),
    ]

    (suspect,) = diagnosed(case, sums).suspects

    assert (suspect.place.row, suspect.needed, suspect.clears) == ("20101", "31.3", 2)


def test_what_is_no_table_is_named_by_its_resource_and_words() -> None:
    case = case_from({"procurement": "total\n7.31", "project_allocations": "project_id seq item amount\np1 1 设备 3"})
    (bought,), (share,) = case.rows("procurement"), case.rows("project_allocations")

    assert named(record_figure(bought, "total"))["other"] == "政府采购"
    assert named(record_figure(share, "amount"))["other"] == "资金分配 设备"
