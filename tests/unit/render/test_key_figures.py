"""The change of the fiscal appropriation at the head of a page, where the text rounds it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from builder.render.figures import KeyFigures
from tests.unit.render.conftest import disclosure_of, printed


@pytest.mark.parametrize(
    ("stated", "change"),
    [
        ("17191.5169", "-990"),  # as the table has it
        ("17191.52", "-990"),  # to a cent of 10,000 yuan
        ("17192", "-990"),  # to whole 10,000 yuan
        ("17191", None),  # cut off: another figure
        ("17191.53", None),
    ],
)
def test_a_change_is_that_of_the_table_where_the_text_rounds_the_same_figure(stated: str, change: str | None) -> None:
    figure = {
        "seq": 1,
        "section": "s2",
        "subject": "income_fund",
        "name_printed": "财政拨款收入",
        "amount": stated,
        "change": "-990",
        "base": "budget",
    }
    disclosure = disclosure_of(
        {
            "printed_tables": [printed("T1", unit="yuan", quantum="0.0001")],
            "income_expenditure_summary": [
                {"side": "income", "line": "fiscal_total", "name_printed": "财政拨款收入", "amount": "17191.5169"}
            ],
            "disclosed_totals": [{"table_id": "T1", "measure": "income_total", "amount": "17191.5169"}],
            "narrative_figures": [figure],
        }
    )

    key = KeyFigures.of(disclosure)

    assert key.fiscal_change == (None if change is None else Decimal(change))
