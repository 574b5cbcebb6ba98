"""The contents list names the tables printed."""

from __future__ import annotations

from builder.audit.case import Case
from tests.factories import HEAD, audited, case_from, held, not_applicable

PRINTED = "table_id title_printed amount_unit_printed quantum is_empty\n"
INCOME = "T1 2024年预算单位财务收支预算总表 wan_yuan 0.01 false\n"
BASIC = "T6 2024年预算单位一般公共预算基本支出部门预算经济分类预算表 wan_yuan 0.01 false\n"


def case_of(contents: str, printed: str = INCOME + BASIC, **tables: str) -> Case:
    names, values = HEAD["disclosures"].splitlines()
    head = f"{names} toc_titles\n{values} {contents}"
    return case_from({"disclosures": head, "printed_tables": PRINTED + printed, **tables})


def test_titles_hold_whatever_their_year_number_and_kind_of_unit() -> None:
    case = case_of("1.2023年部门财务收支预算总表|表2:《一般公共预算基本支出部门预算经济分类预算表》")

    assert audited("TBL-04", case) == []
    assert held("TBL-04", case) == 2


def test_a_title_that_differs_is_set_beside_the_one_printed() -> None:
    (finding,) = audited("TBL-04", case_of("财务收支情况总表|一般公共预算基本支出部门预算经济分类预算表"))

    assert (finding.stated, finding.expected) == ("财务收支情况总表", "2024年预算单位财务收支预算总表")
    assert (finding.place.table, finding.place.row, finding.place.field) == ("profile", None, "toc_titles")


def test_a_table_that_is_listed_but_not_printed_is_reported_at_the_list() -> None:
    (finding,) = audited("TBL-04", case_of("财务收支预算总表|收入预算总表", INCOME))

    assert (finding.stated, finding.place.field) == ("收入预算总表", "toc_titles")
    assert finding.facts["unprinted"] == "收入预算总表"


def test_a_table_that_is_printed_but_not_listed_is_reported_at_the_table() -> None:
    (finding,) = audited("TBL-04", case_of("财务收支预算总表"))

    assert (finding.place.table, finding.place.row, finding.place.field) == ("T6", None, "title_printed")
    assert finding.facts["unlisted"].startswith("2024年预算单位一般公共预算基本支出")


def test_a_performance_form_in_the_dataset_is_printed() -> None:
    contents = "财务收支预算总表|项目支出绩效目标表"
    forms = "project_id form_year unit_printed total_funds\nx 2024 某州教育局 1"

    assert audited("TBL-04", case_of(contents, INCOME, performance_targets=forms)) == []
    assert len(audited("TBL-04", case_of(contents, INCOME))) == 1


def test_without_a_contents_list_there_is_nothing_to_compare() -> None:
    assert not_applicable("TBL-04", case_from({"printed_tables": PRINTED + INCOME})) == "no-contents-list"
