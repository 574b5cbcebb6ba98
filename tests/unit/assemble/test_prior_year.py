"""Last year's figures: as printed, else the amount less its change."""

from __future__ import annotations

import pytest

from tests.factories import amount, disclosure_from

HEADER = "seq section subject code name_printed amount amount_unit_printed change prior base base_year\n"


def prior(rows: str) -> list[tuple[object, ...]]:
    found = disclosure_from({"narrative_figures": HEADER + rows}).rows("prior_year_figures")
    return [(row["seq"], row["prior"], row["derivation"]) for row in found]


@pytest.mark.parametrize(
    ("change", "expected"), [("-5.95", "150.91"), ("20", "124.96"), ("0", "144.96"), ("144.96", "0.00")]
)
def test_an_amount_less_its_change_is_the_prior_figure(change: str, expected: str) -> None:
    assert prior(f"1 s3 basic _ 基本支出 144.96 wan_yuan {change} _ budget _") == [
        (1, amount(expected), "amount_minus_change")
    ]


def test_a_printed_prior_figure_counts_before_the_change() -> None:
    assert prior("7 s5_3 item 2050101 行政运行 9 wan_yuan 0 8.5 executed 2023") == [(7, amount("8.5"), "printed")]


@pytest.mark.parametrize("cells", ["_ none 1 _", "_ none _ 5", "3 wan_yuan _ _"])
def test_without_amount_or_without_change_there_is_none(cells: str) -> None:
    assert prior(f"1 s3 basic _ 基本支出 {cells} _ _") == []


def test_the_row_says_what_it_is_of_and_on_what_base() -> None:
    (row,) = disclosure_from(
        {"narrative_figures": HEADER + "4 s5_3 item 2050101 行政运行 9 wan_yuan 1 _ budget 2023"}
    ).rows("prior_year_figures")

    assert row.values == (
        *("650001-jyj", 2024, 4, "s5_3", "item", "2050101", None, "行政运行"),
        *(amount("9"), amount("1"), amount("8"), "budget", 2023, "amount_minus_change"),
    )


def test_a_text_without_its_figures_gives_prior_figures_all_the_same() -> None:
    text = "基本支出9万元，比上年预算增加1万元。"
    disclosure = disclosure_from({"narrative": f"seq section heading text\n1 s3 false {text}"})

    assert [row["prior"] for row in disclosure.rows("prior_year_figures")] == [amount("8")]


def test_a_document_without_text_has_an_empty_table() -> None:
    assert disclosure_from({}).resources["prior_year_figures"] == ()
