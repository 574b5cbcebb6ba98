"""Dates of projects, assets, policies, signature and publication."""

from __future__ import annotations

import pytest

from builder.audit.case import Case
from tests.factories import audited, case_from, held, not_applicable

PERIOD = "project_id name_narrative exec_text exec_start exec_end\n"
POLICY = "project_id name_narrative policy_basis\n"
FORMS = "project_id form_year\n"
ASSETS = "phase category as_of quantity\n"
HEAD = "unit_id year kind scope title name_printed template_id {columns} amount_unit_printed quantum\n"
UNIT = "650001-jyj 2024 budget unit 某州教育局2024年单位预算 某州教育局 {template} {cells} wan_yuan 0.01"


def headed(template: str = "_", tables: dict[str, str] | None = None, **columns: str) -> Case:
    head = HEAD.format(columns=" ".join(columns)) + UNIT.format(template=template, cells=" ".join(columns.values()))
    return case_from({"disclosures": head, **(tables or {})})


@pytest.mark.parametrize(
    "row",
    [
        "p 甲 2024年1-12月 2024-01-01 2024-12-31",
        "p 甲 2023年7月至2025年6月 2023-07-01 2025-06-30",
        "p 甲 2024年1-12月 _ _",
        "p 甲 _ 2023-07-01 2024-06-30",
    ],
)
def test_a_period_that_takes_in_the_budget_year_holds(row: str) -> None:
    assert held("DAT-01", case_from({"projects": PERIOD + row})) == 1


@pytest.mark.parametrize(
    ("row", "column", "stated"),
    [
        ("p 甲 2023年1-12月 2023-01-01 2023-12-31", "exec_start", "2023年1-12月"),
        ("p 甲 _ 2023-01-01 2023-12-31", "exec_start", "2023-01-01/2023-12-31"),
        ("p 甲 _ _ 2025-12-31", "exec_end", "2025-12-31"),
        ("p 甲 2023年1-12月 _ _", "exec_text", "2023年1-12月"),
    ],
)
def test_a_period_of_another_year_is_an_error_as_printed(row: str, column: str, stated: str) -> None:
    (finding,) = audited("DAT-01", case_from({"projects": PERIOD + row}))

    assert (finding.place.table, finding.place.row, finding.place.field) == ("projects", "p", column)
    assert (finding.stated, finding.expected, finding.difference, finding.severity) == (stated, "2024", None, "error")


def test_a_form_of_another_year_is_an_error() -> None:
    tables = {"projects": PERIOD + "p 甲 _ _ _\nq 乙 _ _ _\nr 丙 _ _ _"}

    (finding,) = audited("DAT-01", case_from({**tables, "performance_targets": FORMS + "p 2024\nq 2023\nr _"}))

    assert (finding.place.table, finding.place.row, finding.place.field) == ("performance", "q", "form_year")
    assert (finding.stated, finding.facts["form"]) == ("2023", "2023")


def test_without_projects_or_periods_no_year_is_judged() -> None:
    assert not_applicable("DAT-01", case_from({})) == "no-projects"
    assert not_applicable("DAT-01", case_from({"projects": PERIOD + "p 甲 长期 _ _"})) == "nothing-to-compare"


@pytest.mark.parametrize(
    ("template", "day"),
    [
        ("xinjiang-2022", "2023-12-31"),
        ("shanghai-putuo-2025", "2023-12-31"),
        ("shanghai-putuo-2025", "2023-08-31"),
        ("_", "2023-10-31"),
    ],
)
def test_assets_of_the_day_that_the_template_asks_for_hold(template: str, day: str) -> None:
    assert held("DAT-02", headed(template, {"assets": ASSETS + f"held vehicle {day} 1\nheld other {day} _"})) == 1


@pytest.mark.parametrize(
    ("template", "day", "expected"),
    [
        ("xinjiang-2022", "2023-08-31", "2023-12-31"),
        ("shanghai-putuo-2025", "2024-08-31", "2023-08-31"),
        ("_", "2022-12-31", "2023-12-31"),
    ],
)
def test_assets_of_another_day_are_reported_once(template: str, day: str, expected: str) -> None:
    case = headed(template, {"assets": ASSETS + f"held vehicle {day} 1\nheld other {day} _\nplanned vehicle {day} 1"})

    (finding,) = audited("DAT-02", case)

    assert (finding.place.table, finding.place.row, finding.place.field) == ("assets", "held/vehicle", "as_of")
    assert (finding.stated, finding.expected, finding.severity) == (day, expected, "warning")


@pytest.mark.parametrize(
    "policy", ["《某州建设方案（2021-2024）》", "《某州第十四个五年规划》", "《某州“十四五”规划》"]
)
def test_a_policy_in_force_holds(policy: str) -> None:
    assert held("DAT-02", case_from({"projects": POLICY + f"p 甲 {policy}"})) == 1


@pytest.mark.parametrize(
    ("policy", "said", "ended"),
    [("《某州建设方案（2021—2023年）》", "（2021—2023年）", "2023"), ("《某州“十三五”规划》", "十三五", "2020")],
)
def test_a_policy_whose_period_is_over_is_a_note(policy: str, said: str, ended: str) -> None:
    (finding,) = audited("DAT-02", case_from({"projects": POLICY + f"p 甲 {policy}"}))

    assert (finding.place.row, finding.place.field, finding.severity) == ("p", "policy_basis", "info")
    assert (finding.facts["policy"], finding.stated) == (said, ended)


def test_without_assets_and_policies_no_day_is_judged() -> None:
    assert not_applicable("DAT-02", case_from({})) == "nothing-to-compare"


def test_publication_on_the_twentieth_day_is_in_time() -> None:
    assert held("DAT-03", headed(approved_date="2024-02-01", published_date="2024-02-21")) == 1


def test_publication_on_the_next_day_is_late() -> None:
    (finding,) = audited("DAT-03", headed(approved_date="2024-02-01", published_date="2024-02-22"))

    assert (finding.place.table, finding.place.field) == ("profile", "published_date")
    assert (finding.stated, finding.expected, finding.facts["late"]) == ("2024-02-22", "2024-02-21", "1")


def test_without_a_date_the_time_limit_cannot_be_computed() -> None:
    assert not_applicable("DAT-03", headed(published_date="2024-02-22")) == "not-computable"
    assert not_applicable("DAT-03", headed(approved_date="2024-02-22")) == "not-computable"


@pytest.mark.parametrize("day", ["2023-10-01", "2024-12-31"])
def test_dates_at_the_ends_of_the_range_hold(day: str) -> None:
    assert held("DAT-06", headed(signed_date=day, published_date=day)) == 2


@pytest.mark.parametrize("day", ["2023-09-30", "2025-01-01"])
def test_dates_outside_the_range_are_reported(day: str) -> None:
    (finding,) = audited("DAT-06", headed(signed_date=day, published_date="2024-02-12"))

    assert (finding.place.field, finding.stated, finding.facts["signed"]) == ("signed_date", day, day)
    assert (finding.expected, finding.severity) == ("2023-10-01–2024-12-31", "warning")


def test_a_policy_of_the_budget_year_holds() -> None:
    assert held("DAT-06", case_from({"projects": POLICY + "p 甲 《某某通知》（某政办发〔2024〕57号）"})) == 1


def test_a_policy_younger_than_the_budget_is_reported() -> None:
    (finding,) = audited(
        "DAT-06", case_from({"projects": POLICY + "p 甲 《甲》某办发〔2021〕5号；《乙》某政发〔2025〕57号"})
    )

    assert (finding.place.row, finding.place.field) == ("p", "policy_basis")
    assert (finding.stated, finding.expected) == ("某政发〔2025〕57号", "2024")


def test_without_dates_and_policies_nothing_is_implausible() -> None:
    assert not_applicable("DAT-06", case_from({})) == "not-computable"
