from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import Any

from builder.findings import AuditReport
from builder.model.catalog import EMPTY_CATALOG
from builder.model.disclosure import Disclosure
from builder.model.rows import Columns, Row, Value
from builder.render.unit_year import unit_year_page
from tests.unit.render.conftest import SITE, UNIT, YEAR, disclosure_of

_COLUMNS = (
    "seq", "section", "subject", "code", "fund", "name_printed", "amount", "change", "prior", "base", "base_year",
    "derivation",
)  # fmt: skip


def _with_prior(disclosure: Disclosure, *records: dict[str, Any]) -> Disclosure:
    position = {name: index for index, name in enumerate(_COLUMNS)}
    columns = Columns("prior_year_figures", "prior_year_figures.csv", position, position)
    rows = tuple(Row(columns, tuple(_value(record.get(name)) for name in _COLUMNS), 2) for record in records)
    return replace(disclosure, resources={**disclosure.resources, "prior_year_figures": rows})


def _value(value: Any) -> Value:
    return Decimal(value) if isinstance(value, str) and value.lstrip("-")[:1].isdigit() and "." in value else value


def _item(seq: int, code: str, amount: str, change: str, **more: str) -> dict[str, Any]:
    return {"seq": seq, "section": "s5_3", "subject": "item", "code": code, "amount": amount, "change": change, **more}


def _without_changes(disclosure: Disclosure) -> Disclosure:
    return replace(disclosure, resources={**disclosure.resources, "narrative_figures": ()})


def test_a_change_that_is_stated_without_its_amount_still_counts(disclosure: Disclosure) -> None:
    disclosure = _with_prior(disclosure, _item(5, "2010350", "106.26", "-20.04", derivation="amount_minus_change"))

    assert "比上年多" in _section(disclosure, "three-public")


def _section(disclosure: Disclosure, name: str) -> str:
    body = unit_year_page(disclosure, AuditReport(UNIT, YEAR, (), {}, {}), EMPTY_CATALOG, SITE).slots.body
    return body.partition(f'id="{name}"')[2].partition("</section>")[0]


def test_changes_on_last_year_are_bars_on_either_side_with_their_figures_in_a_table(disclosure: Disclosure) -> None:
    derived = {"derivation": "amount_minus_change"}
    section = _section(
        _with_prior(
            disclosure,
            _item(5, "2010350", "106.26", "-20.04", **derived),
            _item(6, "2080505", "14.41", "0.81", **derived),
            _item(7, "2210201", "24.29", "24.29", **derived),
        ),
        "function",
    )

    chart = section.partition('id="ch-t"')[2].partition("</svg>")[0]
    assert re.findall(r'<rect class="b1" x="([0-9.]+)%"', chart) == ["41.0", "8.00", "41.0"]
    assert "新列 +24.29" in chart
    twin = section.partition("各科目比上年增减（万元）")[2]
    assert "<td>126.30<td>106.26<td>−20.04<" in twin
    assert "上年数 = 本年数 − 增减额，由情况说明推算。" in section
    assert "取消了伙食补助费科目" in section


def test_last_years_figures_that_are_printed_are_not_called_derived(disclosure: Disclosure) -> None:
    printed = {"derivation": "printed", "base": "executed"}
    disclosure = _with_prior(
        _without_changes(disclosure),
        _item(5, "2010350", "106.26", "-20.04", prior="100.26", **printed),
        {"seq": 4, "section": "s8", "subject": "three_public_reception", "amount": "0.17", "prior": "0.18", **printed},
    )

    function, three_public = _section(disclosure, "function"), _section(disclosure, "three-public")

    assert "上年数取自情况说明。上年数是上年预算执行数。" in function
    assert "<td>+6.00<td>100.26<" in function
    assert "<td>0.18<td>−0.01<" in three_public
    assert "推算" not in function
    assert "推算" not in three_public


def test_items_with_printed_figures_are_not_called_derived_because_other_parts_are(disclosure: Disclosure) -> None:
    disclosure = _with_prior(
        _without_changes(disclosure),
        _item(5, "2010350", "106.26", "106.26", prior="0.00", derivation="printed"),
        {"seq": 4, "section": "s8", "subject": "three_public_reception", "amount": "0.17", "change": "-0.01"},
    )

    function, three_public = _section(disclosure, "function"), _section(disclosure, "three-public")

    assert "上年数取自情况说明。" in function
    assert "<td>新列<td>0<" in function
    assert "推算" in three_public


def test_a_change_of_another_amount_than_the_rows_is_not_set_beside_it(disclosure: Disclosure) -> None:
    disclosure = _with_prior(
        _without_changes(disclosure),
        _item(5, "2010350", "106.27", "-20.04", derivation="amount_minus_change"),
        _item(6, "2080505", "14.41", "0.81", derivation="amount_minus_change"),
    )

    section = _section(disclosure, "function")

    assert "+0.81" in section
    assert "20.04" not in section


def test_one_change_alone_is_said_and_not_drawn(disclosure: Disclosure) -> None:
    section = _section(disclosure, "function")

    assert 'id="ch-t"' not in section
    assert "上年数 = 本年数 − 增减额，由情况说明推算。" in section


def test_without_any_change_nothing_is_said_of_last_year() -> None:
    disclosure = disclosure_of(
        {
            "printed_tables": [{"table_id": "T3", "title_printed": "表", "is_empty": False, "quantum": "0.01"}],
            "expenditure_by_function": [{"functional_code": "2010350", "name_printed": "甲", "total": "1.00"}],
        }
    )

    assert "上年" not in _section(disclosure, "function")
