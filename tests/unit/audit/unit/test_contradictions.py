"""Wording that contradicts the profile of the unit."""

from __future__ import annotations

import pytest

from builder.audit.case import Case
from tests.factories import audited, case_from, held, not_applicable

HEAD = (
    "unit_id year kind scope title name_printed functions_text has_subordinates amount_unit_printed quantum\n"
    "650001-jyj 2024 budget {scope} 某中心2024年单位预算 某中心 {functions} {subordinates} wan_yuan 0.01"
)
TEXT = "seq section heading text\n"
T5 = "functional_code name_printed total basic project\n20103 政府办公厅 300 200 100\n2010350 事业运行 200 200 _\n"
T6 = "economic_code name_printed total personnel public\n30101 基本工资 100 100 _\n"
PAY = "30107 绩效工资 50 50 _"
FIGURES = "seq section subject name_printed amount\n1 s10_1 agency_operating 机关运行经费 {amount}"


def case_of(
    *,
    text: str = "",
    subordinates: str = "_",
    tables: dict[str, str] | None = None,
    functions: str = "_",
    scope: str = "unit",
) -> Case:
    head = HEAD.format(scope=scope, functions=functions, subordinates=subordinates)
    narrative = {"narrative": TEXT + text} if text else {}
    return case_from({"disclosures": head, **narrative, **(tables or {})})


def institution(amount: str = "14.82", more: str = "", pay: str = PAY) -> dict[str, str]:
    figures = FIGURES.format(amount=amount)
    return {"general_budget_expenditure": T5 + more, "general_budget_basic": T6 + pay, "narrative_figures": figures}


def test_a_text_that_speaks_of_subordinates_of_a_unit_without_any_is_a_note() -> None:
    case = case_of(text="1 s10_3 false 截至2023年底，某中心及下属各预算单位占用情况为", subordinates="false")

    (finding,) = audited("LOG-01", case)

    assert (finding.place.table, finding.place.row, finding.severity) == ("narrative", "text/1", "info")
    assert finding.stated == "及下属各预算单位"


def test_a_text_without_such_words_holds() -> None:
    assert held("LOG-01", case_of(text="1 s10_3 false 截至2023年底，某中心占用情况为", subordinates="false")) == 1


@pytest.mark.parametrize("subordinates", ["true", "_"])
def test_a_unit_with_subordinates_may_speak_of_them(subordinates: str) -> None:
    case = case_of(text="1 s10_3 false 某中心及所属单位占用情况为", subordinates=subordinates)

    assert not_applicable("LOG-01", case) == "nothing-to-compare"


def test_without_text_there_is_nothing_to_read() -> None:
    assert not_applicable("LOG-01", case_of(text="1 s10_3 false _", subordinates="false")) == "nothing-to-compare"


def test_agency_operating_cost_of_a_mere_institution_is_a_note() -> None:
    (finding,) = audited("LOG-01", case_of(tables=institution()))

    assert (finding.place.table, finding.place.row, finding.place.field) == ("narrative", "1", "amount")
    assert (finding.stated, finding.facts["operating"], finding.severity) == ("14.82", "14.82", "info")


def test_it_is_found_in_the_table_too() -> None:
    tables = institution("_") | {"three_public": "fund total agency_operating\ngpb 2 14.82"}

    (finding,) = audited("LOG-01", case_of(tables=tables))

    assert (finding.place.table, finding.place.field) == ("T8", "agency_operating")


@pytest.mark.parametrize("amount", ["0", "_"])
def test_none_or_zero_is_no_finding(amount: str) -> None:
    assert held("LOG-01", case_of(tables=institution(amount))) == 1


@pytest.mark.parametrize(
    "tables",
    [
        institution(more="2010301 行政运行 100 100 _"),
        institution(pay="30103 奖金 5 5 _"),
        institution(pay="30107 绩效工资 _ _ _"),
    ],
    ids=["an agency too", "no performance pay", "blank performance pay"],
)
def test_a_unit_that_is_not_a_mere_institution_holds(tables: dict[str, str]) -> None:
    assert held("LOG-01", case_of(tables=tables)) == 1


def test_an_institution_managed_like_the_civil_service_holds() -> None:
    by_text = case_of(tables=institution(), functions="某中心为参公事业单位")
    by_type = case_of(
        tables=institution()
        | {"units": "unit_id name_official region_code unit_type\n650001-jyj 某中心 650001 civil_service_managed"}
    )

    assert held("LOG-01", by_text) == held("LOG-01", by_type) == 1


def test_a_department_is_not_judged_by_its_items() -> None:
    assert not_applicable("LOG-01", case_of(tables=institution(), scope="department")) == "nothing-to-compare"
