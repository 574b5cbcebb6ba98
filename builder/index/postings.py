"""The pages of a term, as few bytes: gaps, runs or a bitmap, whichever is smallest.

A set of pages is an integer whose bit n stands for page n.
"""

from __future__ import annotations

from functools import lru_cache

GAPS, RUNS, BITMAP = 0, 1, 2

_SEVEN_BITS = 0x7F
_MORE = 0x80
_BYTE = 8
_FEW = 8


def encoded(pages: int) -> tuple[int, bytes]:
    """Return the form and the bytes of a set of pages.

    Gaps: the distance of each page from the one before, less one. Runs: by turns the pages left out and the
    pages taken, less one. Bitmap: page 0 is the lowest bit of the first byte.
    """
    if pages and pages & (pages - 1) == 0:
        return _one(pages.bit_length() - 1)
    count, runs = pages.bit_count(), (pages & ~(pages << 1)).bit_count()
    bitmap_size = (pages.bit_length() + 7) // 8
    if bitmap_size <= min(count, 2 * runs):
        return BITMAP, pages.to_bytes(bitmap_size, "little")
    if 2 * runs < count:
        return RUNS, _runs(pages)
    return GAPS, _gaps(pages)


@lru_cache(maxsize=1 << 14)  # gaps and lengths are small numbers, over and over
def varint(number: int) -> bytes:
    """Return a number seven bits a byte, lowest first, the high bit saying that more follow."""
    if number <= _SEVEN_BITS:
        return bytes((number,))
    parts = bytearray()
    while number > _SEVEN_BITS:
        parts.append(number & _SEVEN_BITS | _MORE)
        number >>= 7
    parts.append(number)
    return bytes(parts)


def _one(page: int) -> tuple[int, bytes]:
    return (BITMAP, bytes((1 << page,))) if page < _BYTE else (GAPS, varint(page))


def _gaps(pages: int) -> bytes:
    gaps = _gaps_of_few(pages) if pages.bit_count() < _FEW else _gaps_of_many(pages)
    return bytes(gaps) if max(gaps) <= _SEVEN_BITS else b"".join(map(varint, gaps))


def _gaps_of_few(pages: int) -> list[int]:
    gaps = []
    while pages:
        gap = (pages & -pages).bit_length()
        gaps.append(gap - 1)
        pages >>= gap
    return gaps


def _gaps_of_many(pages: int) -> list[int]:
    """Return the same for sets of which each step of the plain way would copy a large part."""
    lowest_first = bin(pages)[:1:-1]
    return [len(zeros) for zeros in lowest_first.split("1")[:-1]]


def _runs(pages: int) -> bytes:
    parts = bytearray()
    while pages:
        left_out = (pages & -pages).bit_length() - 1
        pages >>= left_out
        taken = (~pages & (pages + 1)).bit_length() - 1
        pages >>= taken
        parts += varint(left_out) + varint(taken - 1)
    return bytes(parts)
