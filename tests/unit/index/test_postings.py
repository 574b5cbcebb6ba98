"""Sets of pages as bytes."""

from __future__ import annotations

import pytest

from builder.index.postings import BITMAP, GAPS, RUNS, encoded, varint


@pytest.mark.parametrize(
    ("pages", "form", "content"),
    [
        ({50}, GAPS, b"\x32"),
        ({0, 200}, GAPS, b"\x00\xc7\x01"),
        ({100, 101, 102, 103, 104}, RUNS, b"\x64\x04"),
        ({0, 1, 2, 4, 7}, BITMAP, b"\x97"),
        (set(), BITMAP, b""),
    ],
)
def test_a_set_takes_its_smallest_form(pages: set[int], form: int, content: bytes) -> None:
    assert encoded(sum(1 << page for page in pages)) == (form, content)


@pytest.mark.parametrize(
    ("number", "content"), [(0, b"\0"), (127, b"\x7f"), (128, b"\x80\x01"), (16384, b"\x80\x80\x01")]
)
def test_a_number_takes_seven_bits_a_byte(number: int, content: bytes) -> None:
    assert varint(number) == content
