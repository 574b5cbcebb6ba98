"""Text as it is indexed and compared."""

from __future__ import annotations

import pytest

from builder.index.text import BREAK, normalised


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“三公”经费", "三公经费"),
        ("国办发〔2014〕57号", "国办发2014 57号"),
        ("（国办函【2016】108号）  《方案》", "国办函2016 108号方案"),
        ("电子　政务 办公室", "电子政务办公室"),
        ("ＡＢＣ１２", "abc12"),
        ("mini  PC 2台", "mini pc 2台"),
        ("91,016,775.35 元", "91016775.35元"),
        ("1,2和3,4567", "1,2和3,4567"),
        ("2021,2022,100", "2021,2022,100"),
        ("1. 2022年", "1. 2022年"),
        ("14。41", "14。41"),
        ("综合科，宣传科", "综合科,宣传科"),
        (f"甲{BREAK}乙", f"甲{BREAK}乙"),
        ("", ""),
    ],
)
def test_spaces_quotes_and_brackets_vanish_but_numbers_stay_apart(text: str, expected: str) -> None:
    assert normalised(text) == expected


def test_text_that_is_normalised_stays_as_it_is() -> None:
    once = normalised("《意见》国办发〔2014〕57号；1,234.50 万元（“三公”经费）A b")

    assert normalised(once) == once
