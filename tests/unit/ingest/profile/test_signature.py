from __future__ import annotations

import pytest

from tests.unit.ingest.profile.reading import disclosure


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("甲州乙局\n   2022年2月12日", "2022-02-12"),
        ("甲州乙局\n二〇二二年十二月三十一日", "2022-12-31"),
        ("甲州乙局\n二○二二年三月十日", "2022-03-10"),
    ],
)
def test_name_and_day_of_the_signature(lines: str, expected: str) -> None:
    row = disclosure(f"第四部分 名词解释\n一、某词：指某事。\n{lines}")

    assert (row["signed_by"], row["signed_date"]) == ("甲州乙局", expected)


def test_a_day_that_there_is_not_is_not_read() -> None:
    row = disclosure("第四部分 名词解释\n一、某词：指某事。\n甲州乙局\n2022年2月31日")

    assert "signed_date" not in row
