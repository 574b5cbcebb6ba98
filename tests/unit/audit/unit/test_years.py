"""Years of comparisons, of amounts arranged, of titles and plans."""

from __future__ import annotations

from dataclasses import replace

import pytest

from builder.audit.case import Case
from tests.factories import audited, case_from, held, not_applicable

FIGURES = "seq section subject name_printed amount base_year quote\n"
TEXT = "seq section heading text\n"


def quoted(*quotes: str, text: str = "") -> Case:
    rows = "\n".join(f"{number} s5_3 item 甲 1 _ {quote}" for number, quote in enumerate(quotes, 1))
    tables = {"narrative_figures": FIGURES + rows} if quotes else {}
    return case_from({**tables, "narrative": TEXT + text} if text else tables)


@pytest.mark.parametrize(
    "quote",
    [
        "收入8万元，比2023年预算增加1万元",
        "收入8万元，与2023年（上一年度，下同）预算数持平",
        "2023年当年预算执行数为7万元，2024年预算安排8万元，比2023年预算执行数增加14%",
        "2022年决算数为7万元，2024年预算数为8万元",
    ],
)
def test_a_comparison_with_the_year_before_holds(quote: str) -> None:
    assert audited("DAT-04", quoted(quote)) == []
    assert held("DAT-04", quoted(quote)) > 0


@pytest.mark.parametrize(("year", "severity"), [("2024", "error"), ("2025", "error"), ("2022", "warning")])
def test_a_comparison_with_another_year_is_reported_at_the_figure(year: str, severity: str) -> None:
    (finding,) = audited("DAT-04", quoted(f"收入8万元，比{year}年预算增加1万元"))

    assert (finding.place.table, finding.place.row, finding.place.field) == ("narrative", "1", "base_year")
    assert (finding.stated, finding.expected, finding.severity) == (year, "2023", severity)


def test_blanks_around_a_year_hide_nothing() -> None:
    (compared,) = audited("DAT-04", quoted("收入~8~万元，比~2024~年预算增加~1~万元"))
    (planned,) = audited("DAT-04", quoted("2023~年当年预算执行数为~7~万元，2023~年预算安排~8~万元"))

    assert (compared.place.field, compared.stated) == ("base_year", "2024")
    assert (planned.place.field, planned.stated) == ("amount", "2023")


def test_an_executed_figure_of_the_budget_year_is_an_error() -> None:
    (finding,) = audited("DAT-04", quoted("2024年当年预算执行数为7万元"))

    assert (finding.stated, finding.severity) == ("2024", "error")


def test_an_amount_arranged_for_another_year_is_an_error_at_the_amount() -> None:
    (finding,) = audited("DAT-04", quoted("2023年当年预算执行数为7万元，2023年预算安排8万元"))

    assert (finding.place.field, finding.stated, finding.expected) == ("amount", "2023", "2024")
    assert finding.facts["planned"] == "2023"


def test_an_earlier_budget_beside_the_own_amount_is_no_finding() -> None:
    assert audited("DAT-04", quoted("2022年预算数为7万元，2024年预算数为8万元")) == []


def test_a_budget_that_is_only_named_is_not_compared() -> None:
    assert not_applicable("DAT-04", quoted("根据2022年预算编制要求")) == "nothing-to-compare"


def test_years_in_reasons_are_not_read() -> None:
    case = quoted("比2023年预算增加1万元，主要原因是2021年起比2020年预算标准提高")

    assert audited("DAT-04", case) == []


def test_a_year_that_a_figure_and_its_paragraph_tell_is_told_once() -> None:
    quote = "收入8万元，比2024年预算增加1万元"

    case = quoted(quote, quote, text=f"1 s5_3 false 收入8万元。{quote}。\n2 s5_3 false 经营收入，比2023年预算增加1万元")

    assert [finding.place.row for finding in audited("DAT-04", case)] == ["1"]


def test_a_year_is_told_once_where_its_figure_belongs_to_another_section_than_its_paragraph() -> None:
    quote = "收入8万元，比2022年预算增加1万元"

    case = quoted(f"{quote}……增加的原因是增人", text=f"1 s3 false 支出8万元，其中：{quote}。增加的原因是增人。")

    assert [finding.place.row for finding in audited("DAT-04", case)] == ["1"]


def test_a_right_year_that_a_figure_and_its_paragraph_tell_counts_once() -> None:
    quote = "收入8万元，比2023年预算增加1万元"

    assert held("DAT-04", quoted(quote, text=f"1 s5_3 false {quote}。")) == 1


def test_a_year_that_no_figure_quotes_is_told_at_its_paragraph() -> None:
    (finding,) = audited("DAT-04", quoted(text="1 s2 false 收入8万元，比2024年预算增加1万元。"))

    assert (finding.place.row, finding.place.field) == ("text/1", "text")


def test_without_text_the_column_is_judged() -> None:
    rows = "1 s2 total 甲 1 2023 _\n2 s2 total 乙 1 2024 _\n3 s2 total 丙 1 _ _"

    case = case_from({"narrative_figures": FIGURES + rows})

    assert held("DAT-04", case) == 1
    (finding,) = audited("DAT-04", case)
    assert (finding.place.row, finding.place.field, finding.stated) == ("2", "base_year", "2024")


def test_without_text_or_years_nothing_is_compared() -> None:
    assert not_applicable("DAT-04", case_from({})) == "no-text"
    assert not_applicable("DAT-04", quoted("收入8万元，比上年预算增加1万元")) == "nothing-to-compare"


def titled(title: str = "某州教育局单位预算", text: str = "") -> Case:
    head = "unit_id year kind scope title name_printed amount_unit_printed quantum\n"
    tables = {"disclosures": head + f"650001-jyj 2024 budget unit {title} 某州教育局 wan_yuan 0.01"}
    if text:
        tables["narrative"] = TEXT + text
    return case_from(tables)


def test_titles_and_headings_of_the_budget_year_hold() -> None:
    case = titled("某州教育局2024年单位预算", "1 s1 true 关于2024年收支预算的说明\n2 s1 true 一、总体说明")

    assert held("DAT-05", case) == 2


def test_a_title_of_another_year_is_an_error_at_the_profile() -> None:
    (finding,) = audited("DAT-05", titled("某州教育局2023年单位预算"))

    assert (finding.place.table, finding.place.row, finding.place.field) == ("profile", None, "title")
    assert (finding.stated, finding.expected, finding.severity) == ("某州教育局2023年单位预算", "2024", "error")


def test_a_heading_of_another_year_is_an_error_at_its_paragraph() -> None:
    (finding,) = audited("DAT-05", titled(text="1 s1 true 关于2023年收支预算的说明"))

    assert (finding.place.row, finding.place.field) == ("text/1", "text")


@pytest.mark.parametrize("heading", ["2023年预算执行情况", "2024年预算与2023年预算对照"])
def test_headings_that_look_back_are_no_finding(heading: str) -> None:
    assert audited("DAT-05", titled(text=f"1 s1 true {heading}")) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "2023年单位预算安排购置车辆0辆",
        "2023年，某州教育局政府采购预算5万元",
        "本部门开展2023年项目预算绩效目标编报工作",
    ],
)
def test_a_plan_of_another_year_is_a_note(sentence: str) -> None:
    (finding,) = audited("DAT-05", titled(text=f"1 s10_3 false 车辆1辆。{sentence}。"))

    assert (finding.place.row, finding.stated, finding.expected, finding.severity) == ("text/1", "2023", "2024", "info")


@pytest.mark.parametrize(
    "sentence",
    [
        "截至2023年12月31日，单位预算购置车辆1辆",
        "比2023年采购预算增加5万元",
        "2019年购置车辆1辆",
        "2023年预算绩效自评结果良好",
    ],
)
def test_sentences_that_are_no_plans_are_no_finding(sentence: str) -> None:
    case = titled(text=f"1 s10_3 false {sentence}。\n2 s2 false 2023年政府采购预算5万元")

    assert not_applicable("DAT-05", case) == "nothing-to-compare"


@pytest.mark.parametrize(
    "opening",
    ["2023年，某州教育局收入预算8万元", "2023年“三公”经费预算数为8万元，与上年持平", "2023年度机关运行经费预算为8万元"],
)
def test_a_paragraph_that_begins_to_state_the_budget_of_another_year_is_a_note(opening: str) -> None:
    (finding,) = audited("DAT-05", titled(text=f"1 s2 false {opening}。"))

    assert (finding.place.row, finding.stated, finding.severity) == ("text/1", "2023", "info")
    assert audited("DAT-05", titled(text=f"1 s2 false {opening.replace('2023', '2024')}。")) == []


@pytest.mark.parametrize(
    "paragraph",
    [
        "2023年“三公”经费预算数为8万元，2024年安排9万元",
        "2023年支出预算执行8万元，2023年收入预算完成8万元，完成收入预算",
        "2023年比2022年收入预算增加",
        "收入预算8万元，2023年收入预算7万元",
    ],
)
def test_a_paragraph_that_names_the_budget_year_too_or_looks_back_is_no_finding(paragraph: str) -> None:
    assert audited("DAT-05", titled(text=f"1 s8 false {paragraph}。")) == []


def test_a_plan_of_the_budget_year_holds() -> None:
    assert held("DAT-05", titled(text="1 s10_2 false 2024年度本单位政府采购预算5万元。")) == 1


def test_a_table_of_another_year_is_an_error_at_the_table() -> None:
    case = case_from({"expenditure_by_function": "functional_code name_printed total basic project\n201 甲 1 1 _"})
    table = case.disclosure.tables["T3"]
    values = list(table.printed.values)
    values[table.printed.columns.position["title_printed"]] = "2023年单位支出总表"
    renamed = replace(table, printed=replace(table.printed, values=tuple(values)))

    (finding,) = audited("DAT-05", Case.of(replace(case.disclosure, tables={"T3": renamed})))

    assert (finding.place.table, finding.place.row, finding.place.field) == ("T3", None, "title_printed")
    assert finding.stated == "2023年单位支出总表"
