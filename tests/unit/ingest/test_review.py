"""The page to go over a draft: every value beside its source, what is doubtful where it stands, text as text."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest

from builder.findings import Finding, Place
from builder.ingest.draft import Draft, draft_of
from builder.ingest.knowledge import Knowledge
from builder.ingest.ledger import entries_of
from builder.ingest.opening import open_disclosure
from builder.ingest.reading import read_documents
from builder.ingest.review import review_page
from builder.ingest.review.places import stretches, where
from builder.ingest.source import Place as SourcePlace

DOCUMENT = """\
第一部分 某州某局概况
一、主要职能
某州某局负责某事。
第二部分 单位预算公开表
表3
部门支出总表
编制部门（单位）：某州某局 单位：元
\t类
\t款
\t项
\t科目名称
\t合计
\t基本支出
\t项目支出

\t208
\t
\t
\t社会保障和就业支出
\t144,100
\t144,100
\t

\t208
\t05
\t
\t行政事业单位养老支出
\t144。100
\t144,100
\t

\t
\t
\t
\t合计
\t144,100
\t144,100
\t

第三部分 2023年单位预算情况说明
一、关于某州某局2023年收支预算情况的总体说明
收支总预算14.41万元，比上年增加1万元。
"""
MARKUP = "<img src=x onerror=alert(1)>&\"'</script><b>"


def draft_from(text: str, folder: Path, name: str = "公开件.txt") -> Draft:
    """Return the draft of a text."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return draft_of(read_documents(open_disclosure([path])), Knowledge().setting("650001-mj", 2023))


def page_of(draft: Draft, *findings: Finding) -> str:
    """Return its page."""
    return review_page(draft, entries_of(draft), findings)


def finding(file: str, table: str, row: str | None, field: str, severity: str = "error") -> Finding:
    """Return a finding at a place of the draft."""
    place = Place(f"drafts/{file}", 2, 3, "650001-mj", 2023, table, row, field)
    facts = {"raw": "144。100", "value": "14.41", "amount": "14.41"}
    return Finding("audit", "NUM-01", severity, place, stated="144。100", expected="14.41", facts=facts)  # type: ignore[arg-type]


def row_with(page: str, anchor: str) -> str:
    """Return the row of the page with an address, and the one below that says why it is marked."""
    found = re.search(rf'<tr id="{anchor}".*?</tr>(?:\s*<tr class="why">.*?</tr>)?', page, re.DOTALL)
    assert found
    return found[0]


def words_of(html: str) -> str:
    """Return the text without the marks, blanks as one."""
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]*>", " ", html)))


def test_sections_stand_in_the_order_of_the_document_under_their_printed_titles(tmp_path: Path) -> None:
    page = page_of(draft_from(DOCUMENT, tmp_path))

    titles = [words_of(title).strip() for title in re.findall(r"<summary>(.*?)</summary>", page, re.DOTALL)]
    own = [title for title in titles if not title.startswith("未导入")]
    assert [own[0].split()[0], own[1].split(" 要看")[0].removesuffix(" 看过"), own[2].split()[0]] == [
        "封面与单位",
        "表3 部门支出总表",
        "预算情况说明",
    ]


def test_a_row_stands_beside_the_row_of_the_source_with_its_lines(tmp_path: Path) -> None:
    page = page_of(draft_from(DOCUMENT, tmp_path))

    row = words_of(row_with(page, "expenditure_by_function-208"))
    assert "社会保障和就业支出 14.4100 ， 原文 144,100" in row
    assert "208 ｜ ｜ ｜ 社会保障和就业支出 ｜ 144,100 ｜ 144,100" in row
    assert "第16–21行" in row


def test_a_repaired_figure_shows_what_was_printed_and_the_doubt_stands_below(tmp_path: Path) -> None:
    page = page_of(draft_from(DOCUMENT, tmp_path))

    row = row_with(page, "expenditure_by_function-20805")
    assert re.search(r'class="amount doubted">[\d.]+<span class="printed">.*?144。100', row)
    assert 'class="mark doubt"' in row
    assert '<a href="#expenditure_by_function-20805">' in page


def test_the_total_row_stands_in_its_table(tmp_path: Path) -> None:
    page = page_of(draft_from(DOCUMENT, tmp_path))

    row = row_with(page, "disclosed_totals-T3-total")
    assert 'class="total"' in row
    assert "合计 14.4100" in words_of(row)
    assert page.index("expenditure_by_function-20805") < page.index('id="disclosed_totals-T3-total"')


def test_a_table_of_nothing_but_a_blank_total_row_is_shown(tmp_path: Path) -> None:
    start, end = DOCUMENT.index("\t208\n"), DOCUMENT.index("第三部分 2023")
    text = DOCUMENT[:start] + "\t\n\t\n\t\n\t合计\n\t\n\t\n\t\n\n" + DOCUMENT[end:]

    page = page_of(draft_from(text, tmp_path))

    assert "合计" in words_of(row_with(page, "disclosed_totals-T3-total"))


@pytest.mark.parametrize(
    ("place", "anchor"),
    [
        (("expenditure_by_function.csv", "T3", "208", "total"), "expenditure_by_function-208"),
        (("disclosed_totals.csv", "T3", "total", "basic"), "disclosed_totals-T3-basic"),
        (("narrative_figures.csv", "narrative", "1", "amount"), "narrative_figures-1"),
        (("narrative.yaml", "narrative", "text/2", "text"), "narrative-2"),
        (("printed_tables.csv", "T3", None, "name_header"), "T3"),
    ],
)
def test_a_finding_leads_to_its_row_and_is_said_there(
    place: tuple[str, str, str | None, str], anchor: str, tmp_path: Path
) -> None:
    page = page_of(draft_from(DOCUMENT, tmp_path), finding(*place))

    assert f'href="#{anchor}"' in page
    assert page.count(f'id="{anchor}"') == 1
    assert page.count('class="mark error') == 1


def test_every_link_within_the_page_leads_somewhere(tmp_path: Path) -> None:
    text = DOCUMENT.replace("\t合计\n\t144,100\n\t144,100", "\t\n\t\n\t")
    odd = (finding("nowhere.csv", "T77", "9", "x"), finding("disclosed_totals.csv", "T3", "total", "total"))

    page = page_of(draft_from(text, tmp_path), *odd)

    ids = re.findall(r'\bid="([^"]*)"', page)
    assert set(re.findall(r'href="#([^"]*)"', page)) <= set(ids)
    assert len(ids) == len(set(ids))


def test_a_paragraph_tells_apart_what_became_figures_and_lists_these_below(tmp_path: Path) -> None:
    page = page_of(draft_from(DOCUMENT, tmp_path))

    paragraph = page.index("<b>收支总预算14.41万元")
    assert paragraph < page.index('<ul class="figures">')
    assert "金额 14.41万元 增减额 1万元" in words_of(page[paragraph:])


def test_what_was_not_recognised_stands_in_the_part_where_it_was_printed(tmp_path: Path) -> None:
    text = DOCUMENT.replace("\t208\n\t\n\t\n\t社会保障和就业支出\n\t144", "\t\n\t\n\t\n\t甲乙丙\n\t7", 1)

    page = page_of(draft_from(text, tmp_path))

    table = page[page.index('<details id="T3"') : page.index('<details id="narrative"')]
    assert "甲乙丙" in table


@pytest.mark.parametrize(
    "place",
    ["某州某局概况", "负责某事", "部门支出总表", "某州某局 单位", "社会保障和就业支出", "144。100", "收支总预算"],
)
def test_text_of_a_document_is_text_on_the_page(place: str, tmp_path: Path) -> None:
    name = f"<i>{MARKUP[1:4]}.txt"

    page = page_of(draft_from(DOCUMENT.replace(place, place + MARKUP), tmp_path, name))

    assert "<img" not in page
    assert page.count("</script>") == 1
    assert "<i>" not in page


def test_the_page_asks_nothing_of_any_host(tmp_path: Path) -> None:
    page = page_of(draft_from(DOCUMENT, tmp_path))

    assert "default-src 'none'" in page
    assert re.findall(r'(?:src|href)="(?!#|data:)', page) == []
    assert "http" not in page.replace('http-equiv="Content-Security-Policy"', "")


def test_the_same_draft_gives_the_same_page(tmp_path: Path) -> None:
    draft = draft_from(DOCUMENT, tmp_path)

    assert page_of(draft) == page_of(draft)


def test_of_a_long_paragraph_the_part_that_was_taken_is_shown() -> None:
    text = "甲" * 100 + "收入5万元" + "乙" * 100

    shown = stretches(text, [(100, 105)])

    assert [each.is_own for each in shown] == [False, True, False]
    assert shown[1].text == "收入5万元"
    assert sum(len(each.text) for each in shown) < 100


@pytest.mark.parametrize(
    ("place", "said"),
    [
        (SourcePlace("a.txt", 3), "a.txt 第3行"),
        (SourcePlace("a.pdf", 3, page=2), "a.pdf 第2页 第3行"),
        (SourcePlace("a.xlsx", 3, sheet="表1", cell="B3"), "a.xlsx “表1”表 B3"),
        (SourcePlace("", 3), "第3行"),
    ],
)
def test_a_place_is_said_as_people_say_it(place: SourcePlace, said: str) -> None:
    assert where(place) == said
