"""The figures of the text, with their places, and what the text says of the three public expenses."""

from __future__ import annotations

from decimal import Decimal

from builder.ingest.explanation import recognise_explanation, three_public_said
from builder.ingest.outline import Zone
from builder.ingest.source import Line, Piece, Place, stream_of
from tests.unit.ingest.explanation.spoken import explained, keys, rows, setting


def test_a_figure_has_its_columns_as_the_data_file_writes_them() -> None:
    found = explained(
        "第三部分 情况说明\n二、收入预算情况说明\n"
        "一般公共预算300.50万元，占100%，比上年预算减少5万元，下降2%，主要原因是展会减少。"
    )

    assert rows(found, "narrative_figures") == [
        {
            "seq": "1",
            "section": "s2",
            "subject": "income_fund",
            "fund": "gpb",
            "name_printed": "一般公共预算",
            "amount": "300.50",
            "amount_unit_printed": "wan_yuan",
            "share_pct": "100",
            "change": "-5",
            "change_pct": "-2",
            "pct_decimals": "0",
            "base": "budget",
            "reason": "展会减少",
            "quote": "一般公共预算300.50万元，占100%，比上年预算减少5万元，下降2%，主要原因是展会减少",
            "src_line": "3",
        }
    ]


def test_a_figure_stands_on_the_line_where_it_begins() -> None:
    printed = [
        "其他相关情况说明",
        "三、青石市商贸服务中心及其下属单位本年度政府采购预算情况",
        "青石市商贸服务中心本年度政府采购预算34万元，其中：政府采购货物预算",
        "4万元、政府采购服务预算30万元。",
    ]
    lines = [
        Line(Piece(line, text, Place("a.pdf", line, 1)), is_physical=True) for line, text in enumerate(printed, 304)
    ]

    found = recognise_explanation([Zone("narrative", stream_of(lines), 1)], setting())

    figures = rows(found, "narrative_figures")
    assert [(row["name_printed"], row["src_line"]) for row in figures][-3:] == [
        ("政府采购预算", "306"),
        ("政府采购货物预算", "306"),
        ("政府采购服务预算", "307"),
    ]
    assert rows(found, "narrative")[-1]["src_line"] == "306"


def test_a_quotation_of_two_places_claims_both() -> None:
    found = explained(
        "第三部分 情况说明\n八、“三公”经费预算情况说明\n"
        "“三公”经费预算数为5万元，其中：公务接待费5万元。\n"
        "公务接待费减少1万元，下降16.67%，主要原因是厉行节约。"
    )

    record = next(each for each in found.records if each.values.get("subject") == "three_public_reception")
    assert [claim.piece.text[claim.start : claim.end] for claim in found.claims if claim.record is record] == [
        "公务接待费5万元",
        "公务接待费减少1万元，下降16.67%，主要原因是厉行节约",
    ]


def test_the_text_says_the_three_public_expenses() -> None:
    found = explained(
        "其他相关情况说明\n一、2024年“三公”经费预算情况说明\n"
        "2024年“三公”经费预算数为22.91万元，与2023年预算持平。其中：\n"
        "（一）因公出国（境）费0万元，与2023年预算持平。\n"
        "（二）公务用车购置及运行费21.56万元，其中：公务用车购置费0万元；公务用车运行费21.56万元。\n"
        "（三）公务接待费1.35万元。\n"
        "二、机关运行经费预算\n2024年青石市商贸服务中心机关运行经费预算为786.09万元。"
    )

    said = three_public_said(found)

    assert said == {
        "total": Decimal("22.91"),
        "overseas": Decimal(0),
        "vehicle_subtotal": Decimal("21.56"),
        "vehicle_purchase": Decimal(0),
        "vehicle_operation": Decimal("21.56"),
        "reception": Decimal("1.35"),
        "agency_operating": Decimal("786.09"),
    }


def test_paragraphs_whose_amounts_are_not_read_are_asked_about_once() -> None:
    found = explained("第三部分 情况说明\n二、收入预算情况说明\n详见：3.5万元。\n另见：4万元。\n无。")

    assert keys(found) == ["unread-figures"]
    assert found.doubts[0].facts == {"count": "2", "text": "详见：3.5万元。"}
    assert [piece.text for piece in found.doubts[0].pieces] == ["详见：3.5万元。", "另见：4万元。"]
