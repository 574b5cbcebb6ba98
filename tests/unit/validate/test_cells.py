"""One cell obeys its field, in exact ASCII grammar."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.schemas import all_schemas
from builder.validate.cells import Fault, converter_of

AMOUNT = converter_of(all_schemas()["expenditure_by_function"].field("total"))
YEAR = converter_of(all_schemas()["expenditure_by_function"].field("year"))
CODE = converter_of(all_schemas()["expenditure_by_function"].field("functional_code"))
DAY = converter_of(all_schemas()["disclosures"].field("signed_date"))
FLAG = converter_of(all_schemas()["printed_tables"].field("is_empty"))
ADDRESS = converter_of(all_schemas()["disclosures"].field("source_url"))
SIDE = converter_of(all_schemas()["income_expenditure_summary"].field("side"))


@pytest.mark.parametrize("text", ["0", "170", "2.70", "-5.95", "9101.677535", "0.000001"])
def test_a_plain_amount_keeps_its_digits(text: str) -> None:
    assert str(AMOUNT(text)) in {text, f"{Decimal(text):f}"}


@pytest.mark.parametrize(
    "text",
    [
        *(
            "14。41",
            "1,234.5",
            "１２",
            "1e3",
            "NaN",
            "Infinity",
            "+1",
            "1_000",
            " 1",
            "1 ",
            "01",
            ".5",
            "5.",
            "-0",
            "--1",
        ),
        *("-0.00", "1.2345678", "٣", "1.2.3", "万", "0x1", "9" * 30, "1\u3000"),
    ],
)
def test_a_malformed_amount_is_refused(text: str) -> None:
    assert AMOUNT(text) == Fault("malformed-amount", "6")


def test_an_amount_beyond_its_range_is_refused() -> None:
    fault = AMOUNT("100000000001")

    assert isinstance(fault, Fault)
    assert fault.rule == "out-of-range"


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=6, allow_nan=False))
def test_any_plain_amount_reads_as_itself(amount: Decimal) -> None:
    text = f"{amount:f}"

    value = AMOUNT(text)

    assert value == amount or (amount.is_zero() and text.startswith("-"))


@given(st.text(max_size=12))
def test_only_what_the_grammar_says_is_an_amount(text: str) -> None:
    """An independent reading: strip the sign, split at the point, look at each character."""
    body = text.removeprefix("-")
    whole, point, fraction = body.partition(".")
    digits = set("0123456789")
    is_amount = (
        bool(whole)
        and set(whole) <= digits
        and (whole == "0" or whole[0] != "0")
        and len(whole) <= 16
        and ((not point) or (0 < len(fraction) <= 6 and set(fraction) <= digits))
    )
    is_amount = is_amount and not (text.startswith("-") and set(body) <= {"0", "."})

    value = AMOUNT(text) if text else None

    if is_amount and abs(Decimal(text)) <= 10**11:
        assert value == Decimal(text)
    else:
        assert value is None or isinstance(value, Fault)


@pytest.mark.parametrize(
    ("convert", "text", "expected"),
    [
        (YEAR, "2022", 2022),
        (YEAR, "1999", "out-of-range"),
        (YEAR, "2022.0", "malformed-integer"),
        (YEAR, "二〇二二", "malformed-integer"),
        (CODE, "20103", "20103"),
        (CODE, "2010", "wrong-pattern"),
        (CODE, "20103\n", "wrong-pattern"),
        (DAY, "2022-02-12", date(2022, 2, 12)),
        (DAY, "2022-02-30", "malformed-date"),
        (DAY, "2022-2-12", "malformed-date"),
        (DAY, "20220212", "malformed-date"),
        (FLAG, "true", True),
        (FLAG, "False", "malformed-boolean"),
        (SIDE, "income", "income"),
        (SIDE, "收入", "not-in-list"),
        (ADDRESS, "https://www.example.gov.cn/a", "https://www.example.gov.cn/a"),
        (ADDRESS, "javascript:alert(1)", "wrong-address"),
        (ADDRESS, "https://", "wrong-address"),
        (ADDRESS, "https://[", "wrong-address"),
        (ADDRESS, 'https://x.cn/"onclick', "wrong-address"),
    ],
)
def test_each_type_has_one_way_to_be_written(convert: object, text: str, expected: object) -> None:
    value = convert(text)  # type: ignore[operator]

    assert (value.rule if isinstance(value, Fault) else value) == expected
