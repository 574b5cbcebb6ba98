"""People and divisions."""

from __future__ import annotations

from builder.audit.case import Case
from builder.model.disclosure import Neighbours
from tests.factories import audited, case_from, disclosure_from, held, not_applicable

HEAD = (
    "unit_id year kind scope title name_printed template_id division_count_stated amount_unit_printed quantum\n"
    "650001-jyj 2024 budget unit 某州教育局2024年单位预算 某州教育局 {template} {count} wan_yuan 0.01"
)
STAFFING = "category headcount change\n"
PEOPLE = STAFFING + "authorised 11 _\nactual {actual} _\nactive {active} _\nretired 1 1\nveteran_retired 0 0"


def people(actual: int = 11, active: int = 10, template: str = "xinjiang-2022") -> Case:
    head = HEAD.format(template=template, count="_")
    return case_from({"disclosures": head, "staffing": PEOPLE.format(actual=actual, active=active)})


def test_people_add_up_with_the_retired_where_the_template_counts_them() -> None:
    assert held("STF-01", people()) == 1


def test_one_head_too_many_is_an_error() -> None:
    (finding,) = audited("STF-01", people(actual=12))

    assert (finding.place.table, finding.place.row, finding.place.field) == ("staffing", "actual", "headcount")
    assert (finding.stated, finding.expected, finding.difference, finding.severity) == ("12", "11", "1", "error")


def test_without_the_formula_of_the_template_people_are_not_judged() -> None:
    assert not_applicable("STF-01", people(template="_")) == "staffing-unknown"


def test_without_people_the_sum_is_not_applicable() -> None:
    assert not_applicable("STF-01", case_from({})) == "no-staffing"


def test_as_many_people_as_posts_hold() -> None:
    assert held("STF-02", people(actual=12, active=11)) == 1


def test_more_people_than_posts_are_reported() -> None:
    (finding,) = audited("STF-02", people(actual=13, active=12))

    assert (finding.place.row, finding.stated, finding.expected, finding.severity) == ("active", "12", "11", "warning")


def test_divisions_are_as_many_as_are_listed() -> None:
    head = HEAD.format(template="_", count="2")

    case = case_from({"disclosures": head, "divisions": "seq name\n1 综合科\n2 技术科"})

    assert held("STF-02", case) == 1


def test_another_number_of_divisions_is_reported_at_the_profile() -> None:
    head = HEAD.format(template="_", count="3")

    (finding,) = audited("STF-02", case_from({"disclosures": head, "divisions": "seq name\n1 综合科\n2 技术科"}))

    assert (finding.place.table, finding.place.field) == ("profile", "division_count_stated")
    assert (finding.stated, finding.expected, finding.difference) == ("3", "2", "1")


def test_without_posts_or_divisions_nothing_is_judged() -> None:
    assert not_applicable("STF-02", case_from({})) == "nothing-to-compare"


def with_previous(rows: str, before: str) -> Case:
    previous = disclosure_from({"staffing": STAFFING + before})
    return case_from({"staffing": STAFFING + rows}, neighbours=Neighbours(previous=previous))


def test_people_follow_from_last_year() -> None:
    assert held("STF-03", with_previous("retired 3 1\nactive 9 -1\nactual 12 _", "retired 2 _\nactive 10 _")) == 2


def test_people_that_do_not_follow_are_reported() -> None:
    (finding,) = audited("STF-03", with_previous("retired 4 1", "retired 2 _"))

    assert (finding.stated, finding.expected, finding.difference) == ("4", "3", "1")
    assert (finding.facts["prior"], finding.facts["change"]) == ("2", "+1")


def test_without_last_year_or_its_people_nothing_follows() -> None:
    assert not_applicable("STF-03", people()) == "no-last-year"
    assert not_applicable("STF-03", with_previous("retired 4 1", "active 2 _")) == "nothing-to-compare"
