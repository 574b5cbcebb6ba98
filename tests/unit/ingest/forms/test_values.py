from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.ingest.forms.values import target_values


@pytest.mark.parametrize(
    ("raw", "operator", "value", "unit"),
    [
        ("=1个", "eq", "1", "个"),
        ("≧80个", "ge", "80", "个"),
        ("≥12.00(次)", "ge", "12.00", "次"),
        ("≦8万元", "le", "8", "万元"),
        (">6.00(次)", "gt", "6.00", "次"),
        ("＜3天", "lt", "3", "天"),
        (">=95%", "ge", "95", "%"),
        ("不低于50%", "ge", "50", "%"),
        ("不超过 0.5毫克", "le", "0.5", "毫克"),
        ("大于等于90％", "ge", "90", "％"),
        ("90%以上", "ge", "90", "%"),
        ("30天以内", "le", "30", "天"),
        ("12次/年", "eq", "12", "次/年"),
        ("≤1,200.00元", "le", "1200.00", "元"),
        ("100", "eq", "100", ""),
        ("=5.00(万人次)", "eq", "5.00", "万人次"),
        ("≧1483台（套）", "ge", "1483", "台（套）"),
        ("=2台(套)", "eq", "2", "台(套)"),
    ],
)
def test_a_number_with_relation_and_unit(raw: str, operator: str, value: str, unit: str) -> None:
    found = target_values(raw)

    assert (found["operator"], found["value"], found.get("value_unit", "")) == (operator, value, unit)
    assert found["raw_text"] == raw


@pytest.mark.parametrize("raw", ["2022年12月31日", "2022-12-31", "2022.12.31", "≤2022年12月31日", "2022年12月31日前"])
def test_a_day(raw: str) -> None:
    assert target_values(raw) == {"raw_text": raw, "operator": "date", "value_date": "2022-12-31"}


@pytest.mark.parametrize(
    "raw",
    [
        "长期",
        "提高",
        "12月底前",
        "可控性100%",
        "1-2次",
        "2022年2月30日",
        "合格率不低于95%",
        "3人至5人",
        "达标率100%，优",
        "100元（含）",
        "3次（以上）",
    ],
)
def test_words_stay_words(raw: str) -> None:
    assert target_values(raw) == {"raw_text": raw, "operator": "text", "value_text": raw}


def test_sign_and_unit_may_stand_in_columns_of_their_own() -> None:
    found = target_values("95", "≥", "%")

    assert found == {"raw_text": "≥95%", "operator": "ge", "value": "95", "value_unit": "%"}


def test_a_kind_of_target_in_the_column_of_signs_is_no_sign() -> None:
    assert target_values("优良", "定性") == {"raw_text": "优良", "operator": "text", "value_text": "优良"}


def test_a_blank_target_is_none() -> None:
    assert target_values("") == {}


@given(st.text(max_size=20), st.text(max_size=3), st.text(max_size=3))
def test_nothing_that_a_cell_holds_is_lost(raw: str, sign: str, measure: str) -> None:
    found = target_values(raw, sign, measure)

    assert raw in found.get("raw_text", "")
