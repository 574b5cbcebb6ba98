from __future__ import annotations

from decimal import Decimal

from builder.ingest.knowledge import Knowledge
from builder.ingest.projects import FORM_LINK, LINK, link_projects
from builder.ingest.recognised import Claim, Recognised, Record, Setting
from builder.ingest.source import Piece, Place


def _setting(*known: dict[str, str]) -> Setting:
    packages = {2022: {"projects": known}}
    return Knowledge(packages=packages).setting("650001-jyj", 2023)


def _in_text(name: str, amount: str) -> list[Record]:
    project = Record("projects", {"project_id": LINK + name, "name_narrative": name, "amount_narrative": amount})
    return [project, Record("project_allocations", {"project_id": LINK + name, "seq": "1", "item": "甲"})]


def _in_form(name: str, amount: str) -> list[Record]:
    mark = FORM_LINK + name
    target = Record("performance_targets", {"project_id": mark, "total_funds": amount})
    return [Record("projects", {"project_id": mark, "name_form": name}), target]


def _in_table(name: str, amount: str) -> list[Record]:
    values = {"row_no": "1", "functional_code": "2010399", "project_name_printed": name, "total": amount}
    return [Record("general_budget_projects", values)]


def _projects(found: Recognised) -> list[dict[str, str]]:
    return [record.values for record in found.records if record.resource == "projects"]


def test_a_project_of_one_name_is_one_project_wherever_it_stands() -> None:
    found = Recognised([*_in_text("某项目", "8"), *_in_form("某项目", "8"), *_in_table("某项目", "9")])

    linked = link_projects(found, _setting())

    (project,) = _projects(linked)
    assert [project[name] for name in ("name_narrative", "name_form", "name_table")] == ["某项目"] * 3
    assert project["functional_code"] == "2010399"
    assert {record.values["project_id"] for record in linked.records} == {"mxm"}


def test_names_that_differ_a_little_are_one_project() -> None:
    found = Recognised([*_in_text("政务云平台运行维护费", "150"), *_in_form("政务云平台运行维护项目", "90")])

    (project,) = _projects(link_projects(found, _setting()))

    assert (project["name_narrative"], project["name_form"]) == ("政务云平台运行维护费", "政务云平台运行维护项目")


def test_what_is_left_is_joined_by_an_amount_that_no_other_has_and_a_person_is_told() -> None:
    found = Recognised([*_in_text("互动平台运行费", "20"), *_in_form("安全维护项目", "20")])

    linked = link_projects(found, _setting())

    assert len(_projects(linked)) == 1
    assert [doubt.key for doubt in linked.doubts] == ["doubt-project-by-amount"]


def test_an_amount_that_two_projects_have_joins_neither() -> None:
    found = Recognised([*_in_text("甲费", "20"), *_in_text("乙费", "20"), *_in_form("丙项目", "20")])

    linked = link_projects(found, _setting())

    assert [project.get("name_narrative", project.get("name_form")) for project in _projects(linked)] == [
        "甲费", "乙费", "丙项目",
    ]  # fmt: skip
    assert linked.doubts == []


def test_a_project_keeps_the_id_that_it_had_last_year() -> None:
    known = {"project_id": "website", "name_table": "网站运维", "name_form": ""}
    found = Recognised(_in_text("网站运维", "8"))

    (project,) = _projects(link_projects(found, _setting(known)))

    assert project["project_id"] == "website"


def test_two_projects_of_the_same_initials_have_different_ids() -> None:
    found = Recognised([*_in_text("会议费", "8"), *_in_text("活页夹", "9"), *_in_text("会要符", "7")])

    ids = [project["project_id"] for project in _projects(link_projects(found, _setting()))]

    assert len(set(ids)) == 3
    assert ids[0] == "hyf"


def test_rows_of_one_project_in_the_table_are_one_project_with_their_sum() -> None:
    found = Recognised([*_in_text("运维", "20"), *_in_table("维护", "12.5"), *_in_table("维护", "7.5")])

    linked = link_projects(found, _setting())

    assert [doubt.facts["amount"] for doubt in linked.doubts] == [str(Decimal("20.0"))]


def test_a_claim_follows_its_record_into_the_joined_one() -> None:
    records = _in_form("某项目", "8")
    piece = Piece(0, "某项目", Place("x.txt", 1))
    found = Recognised([*_in_text("某项目", "8"), *records], [Claim(piece, 0, 3, records[0], "name_form")])

    linked = link_projects(found, _setting())

    (project,) = [record for record in linked.records if record.resource == "projects"]
    assert linked.claims[0].record is project
